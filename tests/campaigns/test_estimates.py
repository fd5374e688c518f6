"""A campaign that knows its annotators: its own table of disagreement, their error rates, and when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.campaigns import estimates as room
from annotate.campaigns.estimates import Estimated, estimated
from annotate.campaigns.rescore import rescore
from annotate.consensus.agreement import Read
from annotate.core import Annotation
from annotate.resources import shipped
from annotate.score import Disagreement, load_disagreement
from annotate.store import Annotations, Articles, Campaign, Campaigns, Store
from tests.score.moves import the_rubric
from tests.support.scheme import the_scheme
from tests.support.simulated import Simulated, read_by, truths

PAIR = [Simulated("ada", 0.9), Simulated("bob", 0.6)]
TRUE = list(truths(26, claims=4))
SHIPPED = load_disagreement(shipped("config", "rubrics", "disagreement.toml"))


def save(store: Store, read: list[Read], **fields: object) -> None:
    with store.session() as session:
        if "campaign" in fields and Campaigns(session).get(str(fields["campaign"])) is None:
            Campaigns(session).create(Campaign(str(fields["campaign"]), scheme="1"))
        for one in read:
            Articles(session).add(one.article, given=one.article.text)
            for reading in one.readings:
                Annotations(session).save(replace(reading, **fields))  # type: ignore[arg-type]


def known(store: Store, campaign: str | None = None) -> Estimated:
    return estimated(store, the_scheme(), SHIPPED, campaign)


@pytest.mark.parametrize(("articles", "own"), [(0, None), (19, None), (20, 20), (24, 20), (25, 25)])
def test_a_campaign_speaks_for_itself_from_twenty_articles_on(
    sqlite_store: Store, articles: int, own: int | None
) -> None:
    """And again at a quarter more: scores do not move with every reading that comes in."""
    save(sqlite_store, read_by(PAIR, TRUE[:articles]))
    found = known(sqlite_store).disagreement
    assert found.name == ("shipped" if own is None else f"all campaigns, {own} articles read twice")
    assert (found == SHIPPED) == (own is None)


def test_the_table_shows_how_much_these_annotators_differ(sqlite_store: Store) -> None:
    save(sqlite_store, read_by(PAIR, TRUE), campaign="spring")
    careless = known(sqlite_store, "spring").disagreement
    assert careless.name == "spring, 25 articles read twice"
    careful = [Simulated("cem", 0.99), Simulated("dan", 0.99)]
    save(sqlite_store, read_by(careful, TRUE), campaign="autumn")
    assert others(careless) > others(SHIPPED) > others(known(sqlite_store, "autumn").disagreement)


def others(table: Disagreement) -> float:
    """The mean chance that another chose another kind."""
    rows = [sum(row.values()) for row in table.attributes["kind"].values()]
    return sum(rows) / len(rows)


def test_articles_that_one_alone_has_read_say_nothing(sqlite_store: Store) -> None:
    save(sqlite_store, read_by(PAIR[:1], TRUE))
    save(sqlite_store, read_by(PAIR, TRUE[:3]))
    assert known(sqlite_store).disagreement == SHIPPED


def test_estimates_are_made_once(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    save(sqlite_store, read_by(PAIR, TRUE[:20]))
    first = known(sqlite_store)
    monkeypatch.delattr(room, "error_rates")
    assert known(sqlite_store) == first
    save(sqlite_store, read_by(PAIR, TRUE[20:24]))
    assert known(sqlite_store) == first
    save(sqlite_store, read_by([Simulated("ada", 0.5)], TRUE[:1]))
    with pytest.raises(NameError):
        known(sqlite_store)


def test_the_interval_is_drawn_from_the_campaign_s_own_table(sqlite_store: Store) -> None:
    save(sqlite_store, read_by(PAIR, TRUE[:20]))
    (found,) = rescore(sqlite_store, the_scheme(), the_rubric(), SHIPPED, articles=["t000"])
    assert found.disagreement == "all campaigns, 20 articles read twice"


def test_four_annotators_are_heard_by_how_they_err(sqlite_store: Store) -> None:
    """Three with one bias against two who know, and the reading is mostly what the two say."""
    led = {"identity": "metonym"}
    people = [Simulated("ada", 0.97), Simulated("bob", 0.95)]
    people += [Simulated(name, 0.4, led) for name in ("cem", "dan", "eva")]
    save(sqlite_store, read_by(people, TRUE[:20]))
    found = rescore(sqlite_store, the_scheme(), the_rubric(), SHIPPED)
    assert found == rescore(sqlite_store, the_scheme(), the_rubric(), SHIPPED)
    truth = {one.article.id: one.readings[0] for one in TRUE}
    right = [same for one in found for same in identities(one.reading, truth[one.article])]
    assert sum(right) / len(right) > 0.9


def identities(reading: Annotation, true: Annotation) -> list[bool]:
    there = {mark.span.end: mark.get("identity") for mark in true.labelled("SOURCE")}
    return [mark.get("identity") == there[mark.span.end] for mark in reading.labelled("SOURCE")]
