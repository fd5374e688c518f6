"""Articles that await a reading: which come first, and what is known of them."""

from __future__ import annotations

import pytest

from annotate.store import Annotations, Articles, Campaign, Campaigns, Store, awaiting
from tests.support.store import annotation, article


@pytest.fixture
def filled(store: Store) -> Store:
    """`old` was read before its text changed, `machine` by a machine, `gone` by somebody who took it back."""
    with store.session() as session:
        Campaigns(session).create(Campaign("spring", "1"))
        for id_ in ("old", "first", "machine", "gone", "last"):
            Articles(session).add(article(id_), given="")
        read = annotation(article("old"), campaign="spring", origin="studio")
        annotations = Annotations(session)
        annotations.save(read)
        annotations.save(annotation(article("machine"), origin="machine"))
        annotations.withdraw(annotations.save(annotation(article("gone"), origin="import")).id)
        Articles(session).add(article("old", "Another 😀 text says it rains."), given="")
    return store


EVERY = ["old", "first", "machine", "gone", "last"]


def test_what_was_read_in_an_earlier_text_comes_first_then_the_latest_added(filled: Store) -> None:
    with filled.session(read_only=True) as session:
        found = awaiting(session, EVERY)
    assert found.total == 5
    assert [(one.article.id, one.article.revision, one.read) for one in found.first] == [
        ("old", 2, 1), ("last", 1, None), ("gone", 1, None), ("machine", 1, None), ("first", 1, None),
    ]  # fmt: skip


def test_only_what_is_asked_about_and_stands_is_told(filled: Store) -> None:
    with filled.session() as session:
        Articles(session).remove("last")
        assert [one.article.id for one in awaiting(session, ["last", "first"]).first] == ["first"]


def test_a_campaign_knows_its_own_readings_alone(filled: Store) -> None:
    with filled.session() as session:
        Campaigns(session).create(Campaign("autumn", "1"))
        assert [awaiting(session, ["old"], name).first[0].read for name in ("spring", "autumn")] == [1, None]


def test_of_many_the_first_are_named_and_all_counted(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotate.store.unread.SHOWN", 2)
    with filled.session(read_only=True) as session:
        found = awaiting(session, EVERY)
    assert (found.total, [one.article.id for one in found.first]) == (5, ["old", "last"])
