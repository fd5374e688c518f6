"""Who reads what: balanced, by chance and yet repeatable, and with people meeting each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.campaigns.deal import deal, level
from annotate.campaigns.people import parse_annotators
from annotate.core.errors import UsageError
from annotate.store import Annotator


def readers(pairs):
    found = defaultdict(set)
    for article, one in pairs:
        found[article].add(one)
    return found


def spread(pairs, annotators):
    load = Counter(dict.fromkeys(annotators, 0)) + Counter(one for _, one in pairs)
    counts = [load[one] for one in annotators]
    return max(counts) - min(counts)


@pytest.mark.parametrize(
    ("articles", "annotators", "each", "so_far", "dealt"),
    [
        ("x", "ab", None, {}, [{"xa", "xb"}]),
        ("x", "ab", None, {"x": "a"}, [{"xb"}]),
        ("", "ab", 1, {}, [set()]),
        ("z", "abc", 1, {"x": "a", "y": "b"}, [{"zc"}]),
        ("x", "ab", 2, {"x": "z"}, [{"xa"}, {"xb"}]),  # one is missing, and chance says who
        ("x", "ab", 2, {"x": "yz"}, [set()]),
        ("x", "a", 2, {"x": "a"}, [set()]),  # nobody is left to ask
    ],
)
def test_what_is_missing_is_dealt(articles, annotators, each, so_far, dealt):
    assert {"".join(pair) for pair in deal(articles, annotators, each, so_far)} in dealt


@given(st.integers(0, 30), st.integers(1, 7), st.text(max_size=3), st.data())
def test_nobody_gets_more_than_one_article_more_than_another(articles, people, lot, data):
    each = data.draw(st.integers(1, people))
    annotators = [f"p{n}" for n in range(people)]
    pairs = deal(map(str, range(articles)), annotators, each, lot=lot)
    assert len(set(pairs)) == len(pairs) == articles * each
    assert spread(pairs, annotators) <= 1


def test_everybody_meets_everybody():
    dealt = readers(deal(map(str, range(12)), "abcd", 2, lot="3"))
    met = {frozenset(pair) for people in dealt.values() for pair in combinations(people, 2)}
    assert len(met) == 6


def test_chance_decides_and_the_lot_repeats_it():
    articles = [str(n) for n in range(20)]
    one, again, other = (deal(articles, "abc", 1, lot=lot) for lot in "112")
    assert one == again
    assert readers(one) != readers(other)


def test_the_order_in_which_articles_come_does_not_matter():
    assert deal("xyz", "abc", 2, lot="4") == deal("zyx", "abc", 2, lot="4")


@given(st.integers(0, 30), st.integers(1, 6), st.text(max_size=3), st.data())
def test_a_newcomer_is_given_as_much_as_the_others_have(articles, people, lot, data):
    each = data.draw(st.integers(1, people))
    annotators = [f"p{n}" for n in range(people)]
    pairs = deal(map(str, range(articles)), annotators, each, lot=lot)
    moves = level(readers(pairs), pairs, "new", lot=lot)
    after = [pair for pair in pairs if pair not in {(article, one) for article, one, _ in moves}]
    after += [(article, to) for article, _, to in moves]
    assert {to for _, _, to in moves} <= {"new"}
    assert len(set(after)) == len(after) == len(pairs)
    if each < people or not articles:
        assert spread(after, [*annotators, "new"]) <= 1


def test_what_was_begun_is_not_taken_over():
    pairs = deal("uvwxyz", "ab", 1)
    begun = [pair for pair in pairs if pair[1] == "a"]
    moves = level(readers(pairs), set(pairs) - set(begun), "new")
    assert {other for _, other, _ in moves} == {"b"}


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
