"""What comes next, and why: orders made without a server."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.campaigns.queue.facts import Expected, Uncertainty, expected_disagreement, uncertainty
from annotate.campaigns.queue.order import APART, Fact, order, parse_queue
from annotate.campaigns.queue.spread import near_duplicates, spread
from annotate.campaigns.values import parse_values
from annotate.core import Article, Link
from annotate.core.errors import UsageError
from tests.support.bench import the_disagreement
from tests.support.scheme import mark, reading, the_scheme

WIRE = "The harbour board closed three of its coal piers on Monday after a crane fell into the water at dawn."
TEXT = "Two officials said the mayor wanted to hide the report. The mayor may resign."


def fact(article: str, added: int, value: int | None = None, unsure: float = 0.0, group: str = "") -> Fact:
    return Fact(article, added, "2026-05-01 09:00", value, Uncertainty(unsure, 10, 3), None, group)


FACTS = [
    fact("a", 0),
    fact("b", 1, value=5, unsure=0.2),
    fact("c", 2, value=5, unsure=0.4),
    fact("d", 3, unsure=0.404),
]


@pytest.mark.parametrize(
    ("queue", "ids", "decided_by"),
    [
        ("import", "abcd", [None, "import", "import", "import"]),
        ("value", "bcad", [None, "import", "value", "import"]),
        ("uncertainty", "cdba", [None, "import", "uncertainty", "uncertainty"]),
        ("value,uncertainty", "cbda", [None, "uncertainty", "value", "uncertainty"]),
    ],
)
def test_the_first_name_that_tells_two_articles_apart_decides(queue, ids, decided_by):
    places = order(FACTS, parse_queue(queue))
    assert "".join(one.article for one in places) == ids
    assert [one.decided_by for one in places] == decided_by


def test_every_place_is_explained():
    (first, *_, last) = order(FACTS, ["value", "uncertainty"])
    assert first.why == (
        "news value 5 of 5",
        "uncertainty 0.40: 3 of 10 pre-marks below 0.5",
        "added 2026-05-01 09:00",
    )
    assert last.why[0] == "no news value"


def test_a_qualification_comes_before_everything():
    places = order(FACTS, ["value"], first={"d"})
    assert [one.article for one in places] == ["d", "b", "c", "a"]
    assert places[0].why[0] == "qualification: before all others"
    assert places[1].decided_by == "qualification"


def test_near_duplicates_are_not_served_in_a_row():
    twins = [fact(f"t{n}", n, value=5, group="t0") for n in range(3)]
    others = [fact(f"o{n:02}", 10 + n) for n in range(2 * APART)]
    places = order([*twins, *others], ["value", "diversity"])
    at = [one.place for one in places if one.article.startswith("t")]
    assert at == [1, 1 + APART, 1 + 2 * APART]
    moved = places[APART]
    assert moved.decided_by == "diversity"
    assert moved.why[-1] == "moved back from place 2: a near-duplicate of t0"


@given(st.lists(st.sampled_from("abcdef"), max_size=40), st.integers(1, 12))
def test_spreading_loses_nothing_and_keeps_apart_what_can_be(groups, apart):
    ids = [str(n) for n in range(len(groups))]
    group_of = dict(zip(ids, groups, strict=True))
    out = spread(ids, group_of, apart)
    assert sorted(out) == sorted(ids)
    for place, (one, after) in enumerate(pairwise(out)):
        if apart > 1 and group_of[one] == group_of[after]:
            left = {group_of[id_] for id_ in out[place + 1 :]}
            assert left <= {group_of[id_] for id_ in out[max(0, place + 2 - apart) : place + 1]}


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (WIRE, True),
        (WIRE.upper(), True),
        (WIRE + " It was the second such fall this year, and nobody was hurt in either of them.", True),
        (WIRE[:60], True),  # cut short
        ("A choir sang in the square while the mayor looked on and the lanterns were lit one by one.", False),
        ("The harbour board met on Monday.", False),
    ],
)
def test_near_duplicates(other, alike):
    groups = near_duplicates([Article("a", WIRE), Article("b", other)])
    assert groups["a"] == "a"
    assert (groups["b"] == "a") == alike


def test_what_is_like_one_of_a_group_is_of_it():
    texts = [WIRE, f"{WIRE} {WIRE[::-1]}", WIRE[::-1]]
    groups = near_duplicates([Article(str(at), text) for at, text in enumerate(texts)])
    assert set(groups.values()) == {"0"}


def test_uncertainty_is_what_is_left_of_confidence():
    marks = [
        replace(mark("s", "SOURCE", "officials", TEXT), confidence=0.8),
        replace(mark("a", "ASSERTION", "the mayor may resign", TEXT.lower()), confidence=0.4),
    ]
    assert uncertainty(reading(*marks)) == Uncertainty(pytest.approx(0.4), marks=2, unsure=1)
    assert uncertainty(reading()).value == 0


def test_more_to_choose_is_more_to_differ_on():
    source = mark("s", "SOURCE", "Two officials", TEXT, identity="unnamed_described", standing="unclear")
    claim = mark("a", "ASSERTION", "the mayor wanted to hide the report", TEXT, weight="central")
    link = Link("attributed_to", "a", "s")

    def expected(*marks, links=()) -> Expected:
        made = reading(*marks, links=links)
        return expected_disagreement(made, Article("a", TEXT), the_scheme(), the_disagreement())

    bare, more, most = expected(), expected(source), expected(source, claim, links=(link,))
    assert (bare.value, bare.most) == (0, "")
    assert 0 < more.value < most.value
    assert most.words == 14
    assert more.most == "SOURCE.standing"
    assert most.value == pytest.approx(100 * most.differences / 14)


@pytest.mark.parametrize("text", ["", "size", "value,size"])
def test_what_names_no_order_is_an_error_of_usage(text):
    with pytest.raises(UsageError, match="nothing is served by"):
        parse_queue(text)


def test_news_values_as_a_lead_writes_them():
    assert parse_values("a=5, https://x.org/b=1,c=none") == {"a": 5, "https://x.org/b": 1, "c": None}


@pytest.mark.parametrize("text", ["a", "a=", "=3", "a=0", "a=6", "a=high"])
def test_what_gives_no_news_value_is_an_error_of_usage(text):
    with pytest.raises(UsageError, match="gives no news value"):
        parse_values(text)
