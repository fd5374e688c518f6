"""What outlets answered and what is disputed, as both databases keep it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from annotate.core import Span
from annotate.core.errors import Refused
from annotate.store import (
    Annotations,
    Annotators,
    Articles,
    Dispute,
    Disputes,
    Replies,
    Reply,
    Session,
    Store,
)
from tests.support.store import annotation, article

FIRST, LATER = date(2026, 3, 1), date(2026, 3, 4)
ASKED = Reply("a1", 1, "asked", FIRST, "What do you say?")
CAME = Reply("a1", 1, "received", LATER, "We stand by it. 😀")
AGAINST = Dispute("a1", 1, "SOURCE", Span(0, 4), "it is one man")


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    with store.session() as session:
        Articles(session).add(article(), given="x")
        yield session


def test_steps_come_back_by_day(session: Session) -> None:
    for one in (CAME, ASKED):
        Replies(session).note(one)
    assert Replies(session).of(["a1", "unknown"]) == {"a1": (ASKED, CAME)}


def test_the_same_step_of_the_same_day_is_corrected_and_a_day_can_be_dropped(session: Session) -> None:
    Replies(session).note(ASKED)
    Replies(session).note(replace(ASKED, text="Who said it?"))
    assert [one.text for one in Replies(session).of(["a1"])["a1"]] == ["Who said it?"]
    assert Replies(session).drop("a1", FIRST) == 1
    assert Replies(session).drop("a1", FIRST) == 0
    assert Replies(session).of(["a1"]) == {}


@pytest.mark.parametrize("text", ["\x00", "\ud800"])
def test_what_no_database_holds_is_refused(session: Session, text: str) -> None:
    with pytest.raises(Refused, match="U\\+"):
        Replies(session).note(replace(ASKED, text=text))
    with pytest.raises(Refused, match="U\\+"):
        Disputes(session).note(replace(AGAINST, why=text))


def test_a_dispute_is_open_until_a_newer_verdict_stands(session: Session) -> None:
    Disputes(session).note(AGAINST)
    (found,) = Disputes(session).of("a1", 1)
    assert found.at is not None
    assert replace(found, at=None) == AGAINST
    Annotators(session).ensure("nora")
    early = annotation(article(), "nora", origin="verdict", updated_at=found.at - timedelta(days=1))
    Annotations(session).save(early)
    assert Disputes(session).of("a1", 1)[0].settled is None
    Annotations(session).save(replace(early, updated_at=found.at + timedelta(days=1), answers={"note": "no"}))
    assert Disputes(session).of("a1", 1)[0].settled == found.at + timedelta(days=1)
    assert Disputes(session).of("a1", 2) == ()


def test_erasing_a_text_erases_what_was_said_about_it(session: Session) -> None:
    Replies(session).note(CAME)
    Disputes(session).note(AGAINST)
    Articles(session).remove("a1")
    Articles(session).erase_text("a1")
    assert Replies(session).of(["a1"])["a1"][0].text == ""
    assert Disputes(session).of("a1", 1)[0].why == ""
    assert Replies(session).of(["a1"])["a1"][0].day == LATER
