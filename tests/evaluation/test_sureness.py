"""Confidences that mean what they say, and marks that are not worth showing."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core import Annotation, Link, Mark, Span
from annotate.detect.calibration import OWN, Calibration, along, calibrated, from_json, worth_showing
from annotate.evaluation import compare
from annotate.evaluation.gold import parse
from annotate.evaluation.isotonic import LEAST, isotonic
from annotate.evaluation.sureness import Said, articles, crossed, expected_error, fit, reliability, said

KNOTS = ((0.2, 0.1), (0.6, 0.5), (0.8, 0.9))


@pytest.mark.parametrize(
    ("sure", "chance"), [(0.0, 0.1), (0.2, 0.1), (0.4, 0.3), (0.6, 0.5), (0.7, 0.7), (0.8, 0.9), (1.0, 0.9)]
)
def test_a_curve_is_straight_between_knots_and_level_beyond(sure, chance):
    assert along(KNOTS, sure) == pytest.approx(chance)


def overconfident(n=4000, articles=40):
    """Marks that are right in `sure` squared of the cases."""
    rng = np.random.default_rng(7)
    sure = rng.random(n)
    right = rng.random(n) < sure**2
    return [
        Said(f"a{i % articles}", "CUE", float(s), bool(r))
        for i, (s, r) in enumerate(zip(sure, right, strict=True))
    ]


def test_what_is_said_is_brought_to_what_is_right_on_articles_held_back():
    marks = overconfident()
    before, after = (expected_error(reliability(of)) for of in (marks, crossed(marks)))
    assert before > 0.12
    assert after < 0.03


def test_an_article_is_as_sure_as_its_marks():
    of = [Said("a", "CUE", 0.5, True), Said("a", "SOURCE", 0.7, False), Said("b", "CUE", 1.0, True)]
    assert articles(of) == [(pytest.approx(0.6), 0.5, 2), (1.0, 1.0, 1)]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=200))
def test_a_fitted_curve_rises_and_calls_nothing_certain(marks):
    knots = isotonic(marks)
    assert all(x <= x2 and y <= y2 for (x, y), (x2, y2) in pairwise(knots))
    assert all(0 < y < 1 for _, y in knots)
    assert len(knots) <= max(1, len(marks) // LEAST)


def test_too_few_marks_make_no_curve():
    assert fit(overconfident(99), "few").curves == {}
    fitted = fit(overconfident(400), "invented")
    assert (set(fitted.curves), fitted.marks, fitted.data) == ({"CUE"}, {"CUE": 400}, "invented")
    assert from_json(fitted.to_json()) == fitted


TEXT = "The quay, Ada Lee said, is closed. It may open in May."
FOUND = Annotation(
    "a",
    "machine",
    (
        Mark("m1", "ASSERTION", Span(0, 33), confidence=0.6),
        Mark("m2", "SOURCE", Span(10, 17), confidence=0.6),
        Mark("m3", "ASSERTION", Span(35, 53), confidence=0.6),
    ),
    (Link("attributed_to", "m1", "m2"),),
)


def test_the_writers_own_assertions_have_a_curve_of_their_own():
    by = Calibration({"ASSERTION": KNOTS, OWN: ((0.5, 0.2),)})
    assert [mark.confidence for mark in calibrated(FOUND, by).marks] == [0.5, 0.6, 0.2]


def test_marks_below_the_least_chance_are_not_shown_nor_their_links():
    shown = worth_showing(FOUND, {"SOURCE": 0.7, "ASSERTION": 0.7, OWN: 0.6})
    assert [mark.id for mark in shown.marks] == ["m3"]
    assert shown.links == ()


@pytest.mark.parametrize("unsure", ["SOURCE", "ASSERTION"])
def test_an_attribution_is_shown_whole(unsure):
    shown = worth_showing(FOUND, {unsure: 0.7, OWN: 0.7})
    assert [mark.id for mark in shown.marks] == ["m1", "m2"]
    assert shown.links == FOUND.links


def test_a_mark_is_right_with_its_edges():
    marks = [
        {"id": "g", "label": "SOURCE", "start": 10, "end": 17},
        {"id": "h", "label": "ASSERTION", "start": 35, "end": 54},
    ]
    gold = parse({"id": "a", "text": TEXT, "marks": marks, "links": []})
    found = said(compare([gold], lambda _: (TEXT, FOUND)))
    assert [(one.kind, one.sure, one.right) for one in found] == [
        ("ASSERTION", 0.6, False), ("SOURCE", 0.6, True), (OWN, 0.6, False),
    ]  # fmt: skip
