"""What could not be taken is kept as it came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from annotate.core.errors import UsageError
from annotate.store import Quarantine, Remote, Store

REMOTE = Remote("studio-1", 7, datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    with store.session() as session:
        yield session


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(payload=st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_kept(store: Store, payload: bytes) -> None:
    with store.session() as session:
        number = Quarantine(session).add("import", "because", payload)
    with store.session() as session:
        assert {one.id: one.payload for one in Quarantine(session).all()}[number] == payload


def test_what_it_says_of_itself_is_kept_as_far_as_it_can_be(session: Session) -> None:
    Quarantine(session).add(
        "studio", "bad \ud83d", b"{}", campaign="c", article="a\x00", annotator="ann", remote=REMOTE
    )
    (kept,) = Quarantine(session).all()
    assert (kept.source, kept.reason, kept.campaign) == ("studio", "bad \ufffd", "c")
    assert (kept.article, kept.annotator, kept.remote) == ("a\ufffd", "ann", REMOTE)


def test_the_same_again_is_kept_once(session: Session) -> None:
    quarantine = Quarantine(session)
    first = quarantine.add("studio", "one reason", b"{}", remote=REMOTE)
    assert quarantine.add("studio", "another reason", b"{}", remote=REMOTE) == first
    assert [one.reason for one in quarantine.all()] == ["another reason"]
    assert quarantine.add("import", "another reason", b"{}") != first


def test_a_newer_payload_of_a_remote_annotation_takes_the_place_of_the_older(session: Session) -> None:
    quarantine = Quarantine(session)
    quarantine.add("studio", "bad", b"1", remote=REMOTE)
    quarantine.add("studio", "bad", b"2", remote=REMOTE)
    quarantine.add("studio", "bad", b"3", remote=Remote("studio-2", 7, REMOTE.created_at))
    assert [one.payload for one in quarantine.all()] == [b"2", b"3"]
    assert [one.state for one in quarantine.all(open_only=False)] == ["resolved", "open", "open"]


def test_what_was_taken_after_all_is_closed_and_kept(session: Session) -> None:
    quarantine = Quarantine(session)
    quarantine.resolve(quarantine.add("import", "bad", b"1"))
    quarantine.add("studio", "bad", b"2", remote=REMOTE)
    quarantine.settle(REMOTE)
    assert quarantine.all() == []
    assert [one.payload for one in quarantine.all(open_only=False)] == [b"1", b"2"]
    with pytest.raises(UsageError, match="99"):
        quarantine.resolve(99)


def test_what_is_discarded_keeps_the_reason_and_its_payload(session: Session) -> None:
    quarantine = Quarantine(session)
    number = quarantine.add("import", "bad", b"1", place="/marks/0")
    for reason in ("", "  "):
        with pytest.raises(UsageError, match="without a reason"):
            quarantine.discard(number, reason)
    quarantine.discard(number, " a test ")
    kept = quarantine.get(number)
    assert (kept.state, kept.decision, kept.payload, kept.place) == ("discarded", "a test", b"1", "/marks/0")
    with pytest.raises(UsageError, match="is discarded already"):
        quarantine.discard(number, "again")
    for unknown in (99, 0, -1, 2**70):
        with pytest.raises(UsageError, match="no quarantined item"):
            quarantine.get(unknown)


def test_a_reason_is_not_longer_than_a_person_reads(session: Session) -> None:
    number = Quarantine(session).add("import", "x" * 10**6, b"1")
    assert len(Quarantine(session).get(number).reason) == 500


def test_what_was_given_up_is_not_opened_by_the_next_sweep(session: Session) -> None:
    quarantine = Quarantine(session)
    swept = quarantine.add("studio", "bad", b"1", remote=REMOTE)
    imported = quarantine.add("import", "bad", b"2")
    quarantine.discard(swept, "a joke")
    quarantine.resolve(imported)
    assert quarantine.add("studio", "bad", b"1", remote=REMOTE) == swept
    assert quarantine.add("import", "bad", b"2") != imported
    assert [one.payload for one in quarantine.all()] == [b"2"]


def test_what_was_thought_gone_and_is_met_again_is_open_again(session: Session) -> None:
    quarantine = Quarantine(session)
    first = quarantine.add("studio", "bad", b"1", annotator="ann", remote=REMOTE)
    quarantine.settle(REMOTE)
    assert quarantine.add("studio", "bad", b"1", annotator="ann", remote=REMOTE) == first
    assert [one.id for one in quarantine.all()] == [first]


def test_what_left_a_desk_is_not_closed_at_the_desk_where_it_is_now(session: Session) -> None:
    quarantine = Quarantine(session)
    quarantine.add("studio", "bad", b"1", annotator="ben", remote=REMOTE)
    quarantine.settle(REMOTE, "ann")
    assert [one.annotator for one in quarantine.all()] == ["ben"]
    quarantine.settle(REMOTE, "ben")
    assert quarantine.all() == []
