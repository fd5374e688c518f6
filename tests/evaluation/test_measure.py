"""Figures on invented readings, counted by hand."""

import pytest

from annotate.core import Annotation, Link, Mark, Span
from annotate.evaluation import compare, evaluate
from annotate.evaluation.gold import parse
from annotate.evaluation.tables import heading, tables
from tests.support.scheme import the_scheme

TEXT = "The quay, Ada Lee said, is closed. It may open in May."


def machine(*marks, links=()):
    return Annotation("a", "machine", tuple(Mark(f"m{n}", *one) for n, one in enumerate(marks)), tuple(links))


def measured(gold, found):
    scheme = the_scheme()
    golds = [parse({"id": "a", "text": TEXT, **one}) for one in gold]
    return evaluate(compare(golds, lambda _: (TEXT, found)), scheme)


def marked(*marks):
    rows = [
        {"id": f"g{n}", "label": label, "start": s, "end": e, **more}
        for n, (label, s, e, more) in enumerate(marks)
    ]
    return {"marks": rows, "links": []}


@pytest.mark.parametrize(
    ("span", "exact", "overlap", "half"),
    [
        ((10, 17), 1.0, 1.0, 1.0),
        ((14, 17), 0.0, 1.0, 0.0),
        ((10, 22), 0.0, 1.0, 1.0),
        ((24, 33), 0.0, 0.0, 0.0),
    ],
)
def test_the_three_ways_of_matching(span, exact, overlap, half):
    found = measured([marked(("SOURCE", 10, 17, {}))], machine(("SOURCE", Span(*span))))
    ways = found.labels["SOURCE"]
    assert [ways[way].f1.value for way in ("exact", "overlap", "iou50")] == [exact, overlap, half]


def test_precision_counts_the_machines_marks_and_recall_those_of_gold():
    gold = marked(("SOURCE", 10, 17, {}), ("SOURCE", 35, 37, {}))
    found = measured([gold], machine(("SOURCE", Span(10, 17)))).labels["SOURCE"]["exact"]
    assert (found.precision.value, found.recall.value) == (1.0, 0.5)
    assert (found.gold, found.machine) == (2, 1)


def test_labels_that_gold_has_none_of_count_nowhere():
    found = measured([marked(("SOURCE", 10, 17, {}))], machine(("HEDGE", Span(38, 41))))
    assert list(found.labels) == ["SOURCE"]


def test_assertions_stand_around_source_and_cue_or_are_cut_as_gold_has_it():
    said = machine(
        ("ASSERTION", Span(0, 33)), ("SOURCE", Span(10, 17)), ("ASSERTION", Span(35, 53)),
        links=[Link("attributed_to", "m0", "m1")],
    )  # fmt: skip
    whole = measured([marked(("ASSERTION", 0, 33, {}), ("ASSERTION", 35, 53, {}))], said)
    assert whole.without is None
    assert whole.labels["ASSERTION"]["exact"].f1.value == 1.0
    parts = {"label": "ASSERTION", "start": 0, "end": 33, "parts": [[0, 8], [18, 33]]}
    source = {"label": "SOURCE", "start": 10, "end": 17}
    gold = {"spans": [parts, source], "links": [{"type": "attributed_to", "from": 0, "to": 1}]}
    cut = measured([gold], said)
    assert cut.without == (0, 1)
    assert cut.labels["ASSERTION"]["exact"].f1.value == 1.0
    assert cut.links["attributed_to"].f1.value == 1.0


def test_attributes_are_compared_where_both_have_the_mark_with_defaults_said():
    gold = marked(
        ("SOURCE", 10, 17, {"attributes": {"identity": "named_person"}}),
        ("CUE", 18, 22, {"attributes": {"stance": "neutral"}}),
        ("HEDGE", 38, 41, {"attributes": {"type": "hearsay"}}),
    )
    said = machine(("SOURCE", Span(10, 17), {"identity": "metonym"}), ("CUE", Span(18, 22)))
    found = {one.name: one for one in measured([gold], said).attributes}
    assert found["SOURCE.identity"].pairs == {("named_person", "metonym"): 1}
    assert found["CUE.stance"].alike.value == 1.0
    assert found["HEDGE.type"].alike.value is None


def test_the_readings_of_one_article_are_drawn_together():
    gold = [marked(("SOURCE", 10, 17, {})), marked(("SOURCE", 10, 22, {}))]
    found = measured([{"id": f"r{n}", "article": "a", **one} for n, one in enumerate(gold)], machine())
    assert (found.articles, found.readings) == (1, 2)


def test_the_tables_name_what_was_measured():
    found = measured([marked(("SOURCE", 10, 17, {}))], machine(("SOURCE", Span(10, 17))))
    assert heading(found, "rules") == ("1 article, marked by rules; figures × 100.",)
    (marks,) = tables(found)
    assert marks.rows == (("SOURCE", "100.0", "–", "100.0", "100.0", "100.0", "100.0", "1", "1"),)
