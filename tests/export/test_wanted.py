"""What is chosen out of a database: every filter by itself, and the consensus beside what people read."""

import io
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from annotate.consensus import merge
from annotate.core import Annotation, Mark, Span
from annotate.core.codec import to_json
from annotate.core.errors import UsageError
from annotate.export import Manner, Wanted, write
from annotate.export.agreed import agreed
from annotate.store import Annotations, Store
from tests.support.exports import ARTICLE, NOON, RUTH, SCHEME, exported

HOUR = timedelta(hours=1)


def rows(store: Store, **wanted: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported(store, **wanted).splitlines()]


def some(*names: str) -> frozenset[str]:
    return frozenset(names)


@pytest.mark.parametrize(
    ("wanted", "annotators"),
    [
        ({}, ["lead", "omar", "omar", "ruth"]),
        ({"campaign": "spring"}, ["lead", "omar", "ruth"]),
        ({"campaign": "imports"}, ["omar"]),
        ({"annotators": some("omar")}, ["omar", "omar"]),
        ({"annotators": some("omar", "lead"), "campaign": "spring"}, ["lead", "omar"]),
        ({"origins": some("verdict")}, ["lead"]),
        ({"origins": some("studio", "verdict")}, ["lead", "omar", "ruth"]),
        ({"campaign": "spring", "since": NOON + HOUR}, ["lead", "omar", "ruth"]),
        ({"campaign": "spring", "since": NOON + HOUR + timedelta(seconds=1)}, []),
        ({"until": NOON + 2 * HOUR}, ["lead", "omar", "ruth"]),
        ({"until": NOON + HOUR}, []),
        ({"states": some("current")}, ["lead", "omar", "omar", "ruth"]),
        ({"states": some("withdrawn")}, ["ruth"]),
        ({"states": some("superseded")}, ["ruth", "ruth"]),
        ({"states": some("withdrawn", "current"), "annotators": some("ruth")}, ["ruth", "ruth"]),
        ({"adjudicated": True}, ["lead", "omar", "ruth"]),
        ({"adjudicated": True, "campaign": "imports"}, ["omar"]),
        ({"min_agreement": 0.0}, ["lead", "omar", "ruth"]),
        ({"min_agreement": 0.1}, []),
        ({"min_agreement": 0.0, "campaign": "spring"}, []),
    ],
)
def test_what_is_asked_for_is_written(full: Store, wanted: dict[str, Any], annotators: list[str]) -> None:
    assert sorted(row["annotator"] for row in rows(full, **wanted)) == annotators


def test_one_label_comes_with_the_links_between_its_marks(full: Store) -> None:
    asked = some("ASSERTION", "SOURCE")
    found = rows(full, labels=asked)
    assert len(found) == 4
    (omar,) = [row for row in found if row["annotator"] == "omar" and row["campaign"]]
    assert {mark["label"] for mark in omar["marks"]} == asked
    assert omar["links"] == [
        {"type": "attributed_to", "from": "m1", "to": "m3"},
        {"type": "via", "from": "m4", "to": "m3"},
    ]


def reading(annotator: str, *marks: Mark, **known: Any) -> Annotation:
    return Annotation("quay", annotator, marks, campaign="spring", created_at=NOON, **known)


def add(store: Store, *readings: Annotation) -> None:
    with store.session() as session:
        for one in readings:
            Annotations(session).save(one)


def test_the_consensus_comes_behind_what_it_is_merged_from(full: Store) -> None:
    second = replace(RUTH, article="quay", annotator="ada", id="", text_sha256="", origin="import")
    add(full, second, replace(second, annotator="ruth", article_revision=2))
    both = rows(full, readings="both", campaign="spring", origins=some("studio", "import"))
    alone = rows(full, campaign="spring", origins=some("studio", "import"))
    assert both[: len(alone)] == alone
    assert rows(full, readings="consensus", campaign="spring", origins=some("studio", "import")) == both[4:]
    assert [(row["origin"], row["annotator"], row["article_revision"]) for row in both[4:]] == [
        ("consensus", "consensus", 1),
        ("consensus", "consensus", 2),
    ]
    assert both[4]["campaign"] == "spring"
    expected = merge([RUTH, replace(RUTH, annotator="ada")], ARTICLE, SCHEME)
    assert both[4]["marks"] == to_json(expected, ARTICLE.text)["marks"]


def test_a_verdict_is_the_consensus(full: Store) -> None:
    (row,) = [row for row in rows(full, readings="consensus") if row["article_revision"] == 1]
    (verdict,) = rows(full, origins=some("verdict"))
    assert (row["origin"], len(row["marks"])) == ("verdict", len(verdict["marks"]))
    assert rows(full, readings="consensus", annotators=some("omar")) == []


def test_a_consensus_that_the_scheme_does_not_allow_is_left_out_and_counted(full: Store) -> None:
    add(full, reading("ada", Mark("1", "TONE", Span(0, 4))))
    done = write("jsonl", full, io.BytesIO(), Manner(SCHEME), Wanted(readings="both"))
    assert (done.annotations, done.merged) == (5, 0)
    ((why, times),) = done.left_out.items()
    assert ("TONE" in why, times) == (True, 1)


@pytest.mark.parametrize(
    ("one", "other", "f1"),
    [
        ([("SOURCE", 0, 10)], [("SOURCE", 0, 10)], 1.0),
        ([("SOURCE", 0, 10)], [("SOURCE", 0, 5)], 1.0),
        ([("SOURCE", 0, 10)], [("SOURCE", 0, 4)], 0.0),
        ([("SOURCE", 0, 10)], [("CUE", 0, 10)], 0.0),
        ([("SOURCE", 0, 10), ("CUE", 11, 15)], [("SOURCE", 0, 10)], 2 / 3),
        ([], [], 1.0),
        ([], [("CUE", 0, 4)], 0.0),
    ],
)
def test_agreement_on_one_text(one: list[Any], other: list[Any], f1: float) -> None:
    two = [
        reading(str(n), *(Mark(str(at), label, Span(a, b)) for at, (label, a, b) in enumerate(marks)))
        for n, marks in enumerate([one, other])
    ]
    assert agreed(two, SCHEME) == pytest.approx(f1)
    assert agreed(two[:1], SCHEME) is None


def test_three_readings_agree_as_far_as_their_pairs_do() -> None:
    mark = Mark("1", "CUE", Span(0, 4))
    three = [reading("a", mark), reading("b", mark), reading("c")]
    assert agreed(three, SCHEME) == pytest.approx(2 / 4)


def test_unknown_names_are_said(store: Store) -> None:
    for wanted, said in [
        (Wanted(campaign="x"), "no campaign 'x'"),
        (Wanted(annotators=some("nobody")), "no annotator 'nobody'"),
        (Wanted(labels=some("TONE")), "no label 'TONE'"),
    ]:
        with pytest.raises(UsageError, match=said):
            write("jsonl", store, io.BytesIO(), Manner(SCHEME), wanted)
