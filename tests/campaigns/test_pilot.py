"""A pilot: which articles, and what makes it a go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.campaigns.pilot import Limits, Pilot, chosen, pilot
from annotate.consensus.agreement import Read
from annotate.core.errors import UsageError
from annotate.resources import shipped
from annotate.store import Annotations, Articles, Campaign, Campaigns, Store
from tests.support.scheme import the_scheme
from tests.support.simulated import SENTENCE, Simulated, read_by, truths
from tests.support.store import article

GUIDELINES = shipped("config", "guidelines.md").read_text("utf-8")
GOOD = [Simulated("ada", 0.95), Simulated("bob", 0.95)]


def save(store: Store, read: list[Read], people: list[Simulated], skipped: str = "") -> None:
    """A campaign `pilot` in which everybody has read everything, or has skipped the first article."""
    with store.session() as session:
        Campaigns(session).create(Campaign("pilot", scheme="1"))
        for one in read:
            Articles(session).add(one.article, given=one.article.text)
            for reading in one.readings:
                Annotations(session).save(replace(reading, campaign="pilot"))
            for person in people:
                Campaigns(session).assign("pilot", one.article.id, person.name)
                Campaigns(session).set_state("pilot", one.article.id, person.name, "done")
        if skipped:
            Campaigns(session).set_state("pilot", read[0].article.id, skipped, "skipped")


def piloted(store: Store, *people: Simulated, limits: Limits | None = None, skipped: str = "") -> Pilot:
    read = read_by(list(people), truths(5, claims=10))
    save(store, read, list(people), skipped)
    return pilot(store, the_scheme(), GUIDELINES, "pilot", limits or Limits())


def holds(found: Pilot) -> list[bool]:
    return [gate.holds for gate in found.gates]


def test_those_who_agree_and_are_quick_may_go_on(sqlite_store: Store) -> None:
    found = piloted(sqlite_store, *GOOD)
    assert (found.verdict, holds(found), found.missing) == ("go", [True, True, True], ())
    assert (found.articles, found.annotators) == (5, ("ada", "bob"))
    spans, identity, minutes = found.gates
    assert spans.low is not None
    assert identity.low is not None
    assert (minutes.n, minutes.limit, minutes.asked) == (10, 20.0, "most")
    assert found.minutes.keys() == {"ada", "bob"}


def test_those_who_call_sources_otherwise_may_not(sqlite_store: Store) -> None:
    found = piloted(sqlite_store, GOOD[0], Simulated("cem", 0.4, {"identity": "metonym"}))
    assert found.verdict == "no-go"
    assert holds(found) == [True, False, True]
    assert 1 <= len(found.lines) <= 5
    assert any(line.section == "Who is it: identity" for line in found.lines)
    assert [line.n for line in found.lines] == sorted((line.n for line in found.lines), reverse=True)


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (Limits(alpha=0.99), [True, False, True]),
        (Limits(minutes=0.5), [True, True, False]),
        (Limits(alpha=0.5, minutes=60), [True, True, True]),
    ],
)
def test_limits_are_a_desk_s_own(sqlite_store: Store, limits: Limits, expected: list[bool]) -> None:
    assert holds(piloted(sqlite_store, *GOOD, limits=limits)) == expected


def test_before_all_is_read_there_is_no_verdict(sqlite_store: Store) -> None:
    found = piloted(sqlite_store, *GOOD, skipped="bob")
    assert (found.verdict, found.missing) == ("not yet", ("bob: 1 to read, 1 of them skipped",))
    assert found.to_json()["verdict"] == "not yet"


def test_what_cannot_be_told_is_no_verdict_either(sqlite_store: Store) -> None:
    """Nobody's time is known."""
    read = [
        replace(one, readings=tuple(replace(reading, seconds=None) for reading in one.readings))
        for one in read_by(GOOD, truths(5))
    ]
    save(sqlite_store, read, GOOD)
    found = pilot(sqlite_store, the_scheme(), GUIDELINES, "pilot", Limits())
    assert found.gates[2].value is None
    assert found.verdict == "not yet"


def test_where_nobody_has_read_twice(sqlite_store: Store) -> None:
    save(sqlite_store, read_by(GOOD[:1], truths(5)), GOOD[:1])
    found = pilot(sqlite_store, the_scheme(), GUIDELINES, "pilot", Limits())
    assert found.missing == ("no article has been read by two annotators",)


@pytest.mark.parametrize(
    ("stored", "expected"),
    [(5, [0, 1, 2, 3, 4]), (10, [1, 3, 5, 7, 9]), (12, [1, 3, 6, 8, 10])],
)
def test_its_articles_stand_for_all_in_length(sqlite_store: Store, stored: int, expected: list[int]) -> None:
    with sqlite_store.session() as session:
        for n in range(stored):
            text = SENTENCE * (n + 1)
            Articles(session).add(article(f"a{n:02}", text.strip()), given=text)
    assert chosen(sqlite_store) == tuple(f"a{n:02}" for n in expected)


def test_too_few_articles_make_no_pilot(sqlite_store: Store) -> None:
    with pytest.raises(UsageError, match="a pilot has 5 articles, and 0 are stored"):
        chosen(sqlite_store)
