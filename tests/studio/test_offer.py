"""What of a machine's marks a task shows, what it keeps back, and that the store remembers both."""

from __future__ import annotations

import pytest

from annotate.campaigns.bare import is_bare
from annotate.core import Annotation, Link, Mark, Span
from annotate.scheme import at_depth
from annotate.store import Articles, Campaigns, Offer, Offered, Offers, Store
from annotate.studio.offer import offer
from tests.support.bench import Bench, article
from tests.support.scheme import the_scheme

TEXT = "Ada Lee said it may rain."
CENTRAL = at_depth(the_scheme(), "central")
MADE = Annotation(
    "rain",
    "machine",
    (
        Mark("m1", "SOURCE", Span(0, 7), {"identity": "named_person"}, "prediction", 0.9),
        Mark("m2", "CUE", Span(8, 12), {}, "prediction", 0.9),
        Mark("m3", "ASSERTION", Span(13, 24), {"weight": "central"}, "prediction", 0.7),
        Mark("m4", "HEDGE", Span(16, 19), {}, "prediction", 0.4),
    ),
    (Link("attributed_to", "m3", "m1"), Link("cued_by", "m3", "m2"), Link("hedged_by", "m3", "m4")),
    scheme=the_scheme().version,
    origin="machine",
)


def ids(annotation: Annotation) -> list[str]:
    return [*(mark.id for mark in annotation.marks), *(link.type for link in annotation.links)]


@pytest.mark.parametrize(
    ("scheme", "bare", "shown", "hidden"),
    [
        (the_scheme(), False, ["m1", "m2", "m3", "m4", "attributed_to"], ["cued_by", "hedged_by"]),
        (CENTRAL, False, ["m1", "m3", "attributed_to"], ["m2", "m4", "cued_by", "hedged_by"]),
        (the_scheme(), True, [], ids(MADE)),
    ],
    ids=["full", "central", "bare"],
)
def test_what_is_shown_and_what_is_kept_back(scheme, bare, shown, hidden) -> None:
    made = offer(MADE, TEXT, scheme, "rules 1", bare=bare)
    assert (ids(made.shown), ids(made.hidden)) == (shown, hidden)


@pytest.mark.studio
def test_what_a_task_showed_is_kept_and_bare_ones_show_nothing(bench_on_both: Bench) -> None:
    bench = bench_on_both
    bench.create(*"abcdefgh", annotators="ada,ben", bare=0.5, seed=1)
    bench.load()
    kept = {(one.annotator, one.offer.shown.article): one.offer for one in offers(bench.store, bench.name)}
    assert len(kept) == 16
    for (who, id_), one in kept.items():
        (prediction,) = bench.owner.get(f"/api/tasks/{bench.task(id_, who)}")["predictions"]
        regions = {result["id"] for result in prediction["result"] if result["type"] == "labels"}
        assert {mark.id for mark in one.shown.marks} == regions
        assert bool(regions) != is_bare(campaign(bench), id_, who)
        assert {mark.id for mark in (*one.shown.marks, *one.hidden.marks)} >= {"m1", "m2", "m3"}
        assert one.model.startswith("rules ")
    assert len({bool(one.shown.marks) for one in kept.values()}) == 2
    bench.load()
    assert len(offers(bench.store, bench.name)) == 16


def campaign(bench: Bench):
    with bench.store.session(read_only=True) as session:
        return Campaigns(session).get(bench.name)


def offers(store: Store, name: str) -> list[Offered]:
    with store.session(read_only=True) as session:
        return list(Offers(session).of(name))


def test_one_offer_is_stored_once(store: Store) -> None:
    one = Offer("rules 1", MADE, Annotation("rain", "machine"))
    with store.session() as session:
        Articles(session).add(article("rain", TEXT), given=TEXT)
        assert Offers(session).add(one) == Offers(session).add(one)
        assert Offers(session).add(Offer("rules 2", MADE, one.hidden)) != Offers(session).add(one)
