"""Spans, links and choices of annotators, compared."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.consensus import clusters
from annotate.consensus.agreement import Agreement, Read, Shared, Statistic, agreement, alpha, to_json
from annotate.consensus.agreement.counting import counted
from annotate.consensus.agreement.matching import ENOUGH, matches
from annotate.consensus.agreement.statistic import LEAST_ARTICLES, estimate
from annotate.core import Annotation, Article, Link, Mark, Span
from tests.support import generated
from tests.support.scheme import mark, the_scheme
from tests.support.simulated import Simulated, read_by, truths

TEXT = "The quay is closed, Ada Lee said. It may open in May, officials say."
ARTICLE = Article("a", TEXT)

CLOSED = mark("a1", "ASSERTION", "The quay is closed", TEXT)
LEE = mark("s1", "SOURCE", "Ada Lee", TEXT, identity="named_person", standing="side_1")
OFFICIALS = mark("s2", "SOURCE", "officials", TEXT, identity="unnamed_bare", standing="unclear")
MAY = mark("a2", "ASSERTION", "It may open in May", TEXT)

DRAWN = generated.annotations(ARTICLE, the_scheme())


def reading(name: str, *marks: Mark, links: tuple[Link, ...] = (), **answers: str) -> Annotation:
    return Annotation("a", name, marks, links, answers)


def measured(*readings: Annotation, articles: int = 1) -> Agreement:
    read = [Read(replace(ARTICLE, id=f"a{n}"), readings) for n in range(articles)]
    return agreement(read, the_scheme())


def spans(*ends: tuple[int, int]) -> list[Mark]:
    return [Mark(f"m{start}-{end}", "SOURCE", Span(start, end)) for start, end in ends]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([], [(0, 4)], []),
        ([(0, 4)], [(0, 4)], [("0-4", "0-4", 1.0)]),
        ([(0, 4)], [(4, 8)], []),
        ([(0, 4)], [(0, 8)], [("0-4", "0-8", 0.5)]),
        # One to one: the better pair wins, the other mark has nobody.
        ([(0, 10)], [(0, 5), (0, 9)], [("0-10", "0-9", 0.9)]),
        # The better pair first, though the first in the text then gets the worse one.
        ([(0, 10), (4, 12)], [(4, 12), (8, 16)], [("4-12", "4-12", 1.0), ("0-10", "8-16", 0.125)]),
        # Equals in the order of the text.
        ([(4, 8)], [(2, 6), (6, 10)], [("4-8", "2-6", 1 / 3)]),
    ],
)
def test_marks_are_matched_one_to_one(
    one: list[tuple[int, int]], other: list[tuple[int, int]], expected: list[tuple[str, str, float]]
) -> None:
    found = matches(spans(*one), spans(*other))
    assert [(m.one.id[1:], m.other.id[1:], pytest.approx(m.iou)) for m in found] == expected


@settings(deadline=None)
@given(DRAWN, DRAWN)
def test_matches_of_a_half_are_the_clusters_of_two(one: Annotation, other: Annotation) -> None:
    pair = (one, other)
    clustered = {tuple(c.marks[who].id for who in (0, 1)) for c in clusters(pair) if len(c.marks) == 2}
    matched = {
        (m.one.id, m.other.id)
        for label in the_scheme().label_by_name
        for m in matches(one.labelled(label), other.labelled(label))
        if m.iou >= ENOUGH
    }
    assert matched == clustered


def value(statistic: Statistic) -> tuple[float | None, int]:
    return (None if statistic.value is None else round(statistic.value, 3), statistic.n)


def test_f1_by_how_much_the_spans_share() -> None:
    wider = mark("s1", "SOURCE", "Ada Lee said", TEXT)
    worse = mark("s2", "SOURCE", "officials say. "[:13], TEXT)
    found = measured(reading("ada", LEE, OFFICIALS), reading("bob", wider, worse)).overall.by_label
    assert {name: value(one) for name, one in found["SOURCE"].items()} == {
        "exact_f1": (0.0, 4), "overlap_f1": (1.0, 4), "iou50_f1": (1.0, 4),
    }  # fmt: skip
    assert value(found["CUE"]["exact_f1"]) == (None, 0)


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ((Link("attributed_to", "a1", "s1"),), (1.0, 2)),
        ((), (0.0, 1)),
        ((Link("attributed_to", "a1", "s2"),), (0.0, 2)),
        ((Link("attributed_to", "a1", "s1"), Link("attributed_to", "a2", "s2")), (0.667, 3)),
        # What is worked out and not drawn does not count.
        ((Link("attributed_to", "a1", "s1"), Link("cued_by", "a1", "c1")), (1.0, 2)),
    ],
)
def test_links_agree_where_both_ends_match(drawn: tuple[Link, ...], expected: tuple[float, int]) -> None:
    marks = (CLOSED, LEE, OFFICIALS, MAY, mark("c1", "CUE", "said", TEXT))
    ada = reading("ada", *marks, links=(Link("attributed_to", "a1", "s1"),))
    assert value(measured(ada, reading("bob", *marks, links=drawn)).overall.links_f1) == expected


def test_a_link_counts_nothing_where_the_other_has_not_its_ends() -> None:
    ada = reading("ada", CLOSED, LEE, links=(Link("attributed_to", "a1", "s1"),))
    bob = reading("bob", CLOSED, OFFICIALS, links=(Link("attributed_to", "a1", "s2"),))
    assert value(measured(ada, bob).overall.links_f1) == (0.0, 2)


def test_a_default_is_a_choice_and_what_has_none_is_missing() -> None:
    bob = reading("bob", replace(CLOSED, attributes={"kind": "fact"}), replace(LEE, attributes={}), MAY)
    ada = reading("ada", CLOSED, LEE, replace(MAY, attributes={"kind": "prediction"}))
    found = measured(ada, bob)
    assert found.overall.alpha["ASSERTION.kind"].n == 2
    assert found.overall.alpha["SOURCE.identity"].n == 0
    assert found.overall.alpha["ASSERTION.kind"].value is not None


def test_kinds_also_count_by_what_could_settle_them() -> None:
    def kinds(name: str, one: str, other: str) -> Annotation:
        return reading(
            name, replace(CLOSED, attributes={"kind": one}), replace(MAY, attributes={"kind": other})
        )

    found = measured(kinds("ada", "fact", "prediction"), kinds("bob", "common", "evaluation"))
    assert found.overall.alpha["ASSERTION.kind"].value == pytest.approx(-0.0, abs=0.5)
    assert found.overall.alpha["ASSERTION.kind_group"].value == 1.0


def test_sides_agree_whatever_their_numbers() -> None:
    def sides(name: str, one: str, other: str) -> Annotation:
        return reading(name, LEE.with_attributes(standing=one), OFFICIALS.with_attributes(standing=other))

    found = measured(sides("ada", "side_1", "side_2"), sides("bob", "side_2", "side_1"))
    assert found.overall.alpha["SOURCE.standing"].value == 1.0


@pytest.mark.parametrize(("articles", "has"), [(LEAST_ARTICLES - 1, False), (LEAST_ARTICLES, True)])
def test_an_interval_needs_enough_articles(articles: int, has: bool) -> None:
    found = measured(
        reading("ada", LEE, OFFICIALS),
        reading("bob", LEE, mark("s3", "SOURCE", "May", TEXT)),
        articles=articles,
    )
    half = found.overall.by_label["SOURCE"]["exact_f1"]
    assert half.value == 0.5
    assert (half.low is not None, half.high is not None) == (has, has)


def test_intervals_hold_the_value_and_are_the_same_again() -> None:
    ada = [reading("ada", LEE, OFFICIALS), reading("ada", LEE), reading("ada", CLOSED, LEE)]
    bob = [reading("bob", LEE), reading("bob", LEE), reading("bob", LEE, OFFICIALS)]
    read = [Read(replace(ARTICLE, id=f"a{n}"), (ada[n % 3], bob[n % 3])) for n in range(9)]
    first, again = agreement(read, the_scheme()), agreement(read, the_scheme())
    assert first == again
    one = first.overall.by_label["SOURCE"]["exact_f1"]
    assert one.low is not None
    assert one.value is not None
    assert one.high is not None
    assert one.low < one.value < one.high


def test_nine_intervals_of_ten_hold_what_is_true() -> None:
    """Two who are right with 0.8 agree on 0.8² + 0.2²/5 of six kinds, and alpha follows from that."""
    agreed = 0.8**2 + 0.2**2 / 5
    true = 1 - (1 - agreed) / (1 - 1 / 6)
    held = []
    for seed in range(40):
        pair = [Simulated(f"ada {seed}", 0.8), Simulated(f"bob {seed}", 0.8)]
        read = read_by(pair, truths(12, claims=6, seed=seed))
        kinds = counted(read, the_scheme()).chosen[0]
        assert kinds.name == "ASSERTION.kind"
        one = estimate(kinds.parts, lambda sums, of=kinds: alpha.nominal(of.square(sums)), 0)
        held.append(one.low is not None and one.high is not None and one.low <= true <= one.high)
    assert 0.75 <= sum(held) / len(held) <= 0.99


def test_articles_that_one_alone_has_read_are_left_out() -> None:
    alone = Read(replace(ARTICLE, id="b"), (reading("cem", LEE),))
    both = Read(ARTICLE, (reading("ada", LEE), reading("bob", LEE)))
    found = agreement([both, alone], the_scheme())
    assert (found.articles, found.annotators) == (1, ("ada", "bob", "cem"))
    assert [(pair.a, pair.b, pair.articles) for pair in found.pairs] == [("ada", "bob", 1)]
    nothing = agreement([alone], the_scheme())
    assert nothing.pairs == ()
    assert nothing.overall.links_f1 == Statistic(None, None, None, 0)


def test_pairs_articles_and_months_have_figures_of_their_own() -> None:
    ada, bob = reading("ada", LEE), reading("bob", LEE)
    cem = reading("cem", OFFICIALS)
    march, april = datetime(2026, 3, 31, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
    early = (replace(ada, created_at=march), replace(bob, created_at=march))
    late = (replace(ada, created_at=march), replace(bob, created_at=april), cem)
    read = [Read(ARTICLE, early), Read(replace(ARTICLE, id="b"), late)]
    found = agreement(read, the_scheme())

    def exact(one: Shared) -> tuple[float | None, int]:
        return value(one.by_label["SOURCE"]["exact_f1"])

    assert {(pair.a, pair.b): exact(pair) for pair in found.pairs} == {
        ("ada", "bob"): (1.0, 4), ("ada", "cem"): (0.0, 2), ("bob", "cem"): (0.0, 2),
    }  # fmt: skip
    assert {id_: exact(one) for id_, one in found.by_article.items()} == {"a": (1.0, 2), "b": (0.333, 6)}
    assert {month: exact(one) for month, one in found.by_month.items()} == {
        "2026-03": (1.0, 2), "2026-04": (0.333, 6),
    }  # fmt: skip
    assert [pair.alpha["SOURCE.identity"].n for pair in found.pairs] == [2, 0, 0]
    assert [value(pair.alpha_u["SOURCE"]) for pair in found.pairs] == [(1.0, 4), (-0.372, 2), (-0.372, 2)]
    assert {id_: one.alpha_u["SOURCE"].n for id_, one in found.by_article.items()} == {"a": 2, "b": 3}
    assert found.by_month["2026-03"].alpha_u == found.by_article["a"].alpha_u
    persons = found.pairs[0].alpha_values["SOURCE.identity"]["named_person"]
    assert (persons.value, persons.n) == (None, 4)


def test_a_mark_inside_another_of_its_label_is_no_unit_and_said_to_be_none() -> None:
    inner = mark("a3", "ASSERTION", "quay is closed", TEXT)
    found = measured(reading("ada", CLOSED, inner), reading("bob", CLOSED))
    assert found.nested == {"ASSERTION": 1}
    assert value(found.overall.alpha_u["ASSERTION"]) == (1.0, 2)


@settings(max_examples=30, deadline=None)
@given(st.lists(DRAWN, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_it_does_not_matter_in_which_order_they_come(drawn: list[Annotation], random: Random) -> None:
    readings = [replace(one, annotator=f"r{n}") for n, one in enumerate(drawn)]
    turned = list(readings)
    random.shuffle(turned)
    one, other = measured(*readings), measured(*turned)
    assert to_json(one)["overall"] == to_json(other)["overall"]
    assert to_json(one)["pairs"] == to_json(other)["pairs"]
    assert to_json(one)["alpha_u"] == to_json(other)["alpha_u"]


@settings(max_examples=30, deadline=None)
@given(DRAWN, st.integers(2, 4))
def test_who_reads_the_same_agrees_wholly(drawn: Annotation, readers: int) -> None:
    found = to_json(measured(*(replace(drawn, annotator=f"r{n}") for n in range(readers))))
    shared = [found["overall"], *found["pairs"]]
    assert len(found["pairs"]) == len(list(combinations(range(readers), 2)))
    values = [
        *(one["value"] for part in shared for by in part["by_label"].values() for one in by.values()),
        *(part["links_f1"]["value"] for part in shared),
        *(one["value"] for name in ("alpha", "alpha_ordinal", "alpha_u") for one in found[name].values()),
    ]
    assert set(values) <= {None, 1.0}
    assert json.loads(json.dumps(found)) == found
