"""Who reads what: balanced, repeatable, and with people meeting each other."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.campaigns.deal import deal
from annotate.campaigns.people import parse_annotators
from annotate.core.errors import UsageError
from annotate.store import Annotator


@pytest.mark.parametrize(
    ("articles", "annotators", "each", "pairs"),
    [
        ("x", "ab", None, ["xa", "xb"]),
        ("xyz", "ab", 1, ["xa", "yb", "za"]),
        ("xyz", "abc", 2, ["xa", "xb", "yc", "ya", "zb", "zc"]),
        ("", "ab", 1, []),
    ],
)
def test_deal(articles, annotators, each, pairs):
    assert ["".join(pair) for pair in deal(articles, annotators, each)] == pairs


@given(st.integers(0, 30), st.integers(1, 7), st.data())
def test_nobody_gets_more_than_one_article_more_than_another(articles, people, data):
    each = data.draw(st.integers(1, people))
    annotators = [f"p{n}" for n in range(people)]
    pairs = deal(map(str, range(articles)), annotators, each)
    load = Counter(dict.fromkeys(annotators, 0)) + Counter(one for _, one in pairs)
    assert len(set(pairs)) == len(pairs) == articles * each
    assert max(load.values(), default=0) - min((load[one] for one in annotators), default=0) <= 1


def test_everybody_meets_everybody():
    dealt: dict[str, list[str]] = {}
    for article, one in deal(map(str, range(12)), "abcd", 2):
        dealt.setdefault(article, []).append(one)
    met = {frozenset(pair) for readers in dealt.values() for pair in combinations(readers, 2)}
    assert len(met) == 6


def test_dealing_on_starts_from_what_was_dealt():
    assert deal(["z"], "abc", 1, [["a"], ["b"]]) == [("z", "c")]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("ada", [Annotator("ada")]),
        ("ada, ben=Ben@Example.org,", [Annotator("ada"), Annotator("ben", "ben@example.org")]),
    ],
)
def test_annotators_as_a_lead_writes_them(text, people):
    assert list(parse_annotators(text)) == people


@pytest.mark.parametrize("text", ["", " , ", "ada,ada", "Ada", "a b", "ada=", "ada=nobody", "machine", "-x"])
def test_what_names_nobody_is_an_error_of_usage(text):
    with pytest.raises(UsageError) as refused:
        parse_annotators(text)
    assert refused.value.remedy
