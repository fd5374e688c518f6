"""What a campaign's annotators have done, from the database: whose readings, held against what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from annotate.campaigns.work import work_done
from annotate.consensus.work import Done, premarked
from annotate.core import Annotation
from annotate.core.errors import UsageError
from annotate.store import (
    Annotations,
    Articles,
    Campaign,
    Campaigns,
    Offer,
    Offers,
    Outbox,
    Session,
    Store,
    Task,
)
from tests.support.scheme import the_scheme
from tests.support.simulated import Simulated, read_by, truths

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
(TRUE,) = truths(1)
ADA, BOB = Simulated("ada", 0.95), Simulated("bob", 0.9, following=0.7)
MACHINE = Simulated("machine", 0.6)
(READ,) = read_by([ADA, BOB], [TRUE], MACHINE)


def save(session: Session, *readings: Annotation, **fields: object) -> None:
    for one in readings:
        Annotations(session).save(replace(one, **{"campaign": "spring", **fields}))  # type: ignore[arg-type]


@pytest.fixture
def spring(sqlite_store: Store) -> Store:
    """One article that both have read."""
    with sqlite_store.session() as session:
        Campaigns(session).create(Campaign("spring", scheme="1"))
        Articles(session).add(READ.article, given=READ.article.text)
        save(session, *READ.readings)
    return sqlite_store


def done(store: Store) -> dict[str, Done]:
    found, _ = work_done(store, the_scheme(), "spring")
    return {one.reading.annotator: one for one in found}


def marks(one: Annotation | None) -> set[tuple[str, int, str | None]]:
    return set() if one is None else {(m.label, m.span.start, m.get("identity")) for m in one.marks}


def test_each_is_held_against_the_other(spring: Store) -> None:
    found = done(spring)
    assert found.keys() == {"ada", "bob"}
    assert marks(found["ada"].key) == marks(found["bob"].reading)
    assert marks(found["bob"].key) == marks(found["ada"].reading)


def test_or_against_the_verdict(spring: Store) -> None:
    with spring.session() as session:
        save(session, *TRUE.readings, annotator="lead", origin="verdict")
    found = done(spring)
    assert found.keys() == {"ada", "bob"}
    assert marks(found["ada"].key) == marks(found["bob"].key) == marks(TRUE.readings[0])


def test_who_could_not_label_it_and_other_campaigns_are_left_out(spring: Store) -> None:
    with spring.session() as session:
        unable = replace(READ.readings[0], annotator="cem", answers={"cannot_be_labelled": "cut off"})
        save(session, unable)
        Campaigns(session).create(Campaign("autumn", scheme="1"))
        save(session, replace(READ.readings[0], annotator="dan"), campaign="autumn")
    assert done(spring).keys() == {"ada", "bob"}


def test_what_the_machine_had_marked_is_that_of_each_one_s_own_task(spring: Store) -> None:
    shown = replace(MACHINE.read(TRUE.readings[0]), origin="machine")
    with spring.session() as session:
        offer = Offers(session).add(Offer("rules", shown, replace(shown, marks=(), links=())))
        [intent] = Outbox(session).enqueue_all("spring", "bob", 3, {(shown.article, 1): "hash"})
        Outbox(session).sent({intent: offer})
        task = Task("studio", 3, 5, NOON, "spring", shown.article, 1, "bob")
        Outbox(session).confirmed({intent: task})
    found = done(spring)
    assert found["ada"].shown is None
    assert marks(found["bob"].shown) == marks(shown)
    led = premarked(found["bob"], the_scheme())
    assert (led.shown, led.right + led.wrong) == (len(shown.marks), len(shown.marks))
    assert led.untouched >= 0.6 * led.shown


def test_a_campaign_about_central_claims_asks_for_less(sqlite_store: Store) -> None:
    with sqlite_store.session() as session:
        Campaigns(session).create(Campaign("spring", scheme="1", depth="central"))
        Articles(session).add(READ.article, given=READ.article.text)
        save(session, *READ.readings)
    found, asked = work_done(sqlite_store, the_scheme(), "spring")
    assert len(found) == 2
    assert "CUE" not in asked.label_by_name


def test_an_unknown_campaign_is_a_usage_error(sqlite_store: Store) -> None:
    with pytest.raises(UsageError, match="no campaign 'spring'"):
        work_done(sqlite_store, the_scheme(), "spring")
