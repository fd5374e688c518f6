"""What counts as a change of the labelling page, and what a sweep says of itself."""

from __future__ import annotations

import pytest

from annotate.scheme.labelstudio import render
from annotate.studio.feed import _short_enough
from annotate.studio.page import missing
from annotate.studio.swept import Swept
from tests.support.scheme import the_scheme

PAGE = render(the_scheme())


@pytest.mark.parametrize(
    ("before", "after", "gaps"),
    [
        ("", "", ()),
        ('alias="CUE"', 'alias="QUOTE"', ("label CUE of label",)),
        ('alias="metonym"', 'alias="city"', ("choice metonym of source_identity",)),
        ('value="via"', 'value="through"', ("relation via",)),
        ('name="note"', 'name="remark"', ("control note",)),
        ('background="#2E8B57"', 'background="#000000"', ()),
        ("position: sticky", "position: static", ()),
        ("</View>", "", ("the whole page",)),
    ],
)
def test_what_is_asked_counts_and_how_it_looks_does_not(before, after, gaps):
    assert missing(PAGE.replace(before, after) if before else PAGE, PAGE) == gaps


def test_a_page_may_ask_more_than_it_must():
    assert missing(PAGE, render(the_scheme(), "central")) == ()
    assert "label HEDGE of label" in missing(render(the_scheme(), "central"), PAGE)


@pytest.mark.parametrize(
    ("articles", "queries"),
    [
        ([], 0),
        (["a", "a"], 1),
        ([f"https://example.org/{number:0180}" for number in range(20)], 4),
        (["x" * 5000], 1),
    ],
)
def test_ids_are_asked_for_in_queries_that_pass_any_proxy(articles, queries):
    asked = list(_short_enough(articles))
    assert len(asked) == queries
    assert [one for few in asked for one in few] == list(dict.fromkeys(articles))


def test_sweeps_add_up_to_the_contracts_object():
    swept = Swept(new=1, dropped=2, notes=("a",)) + Swept(new=3, pending_drafts=1, notes=("b",))
    assert swept.to_json() == {
        "new": 4,
        "changed": 0,
        "withdrawn": 0,
        "unchanged": 0,
        "quarantined": 0,
        "dropped": 2,
        "left_out": 0,
        "pending_drafts": 1,
        "notes": ["a", "b"],
    }
