"""Eighteen articles that five or six people have read: how people really differ."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from annotate.consensus import clusters
from annotate.consensus.agreement import Read, agreement
from annotate.consensus.dawid_skene import PRIOR, dawid_skene
from annotate.core import Annotation, Article, Link, Mark, Span
from tests.consensus.test_dawid_skene import reference
from tests.support.require import missing
from tests.support.scheme import the_scheme

MULTI = Path("..", "shared", "eval", "polnear.multi.jsonl")


@pytest.fixture(scope="module")
def read() -> list[Read]:
    if not MULTI.is_file():
        missing(f"{MULTI}: the corpora are not here")
    by_article: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in MULTI.read_text("utf-8").splitlines():
        one = json.loads(line)
        by_article[one["id"]].append(one)
    return [Read(Article(id_, of[0]["text"]), tuple(map(_annotation, of))) for id_, of in by_article.items()]


def _annotation(one: dict[str, Any]) -> Annotation:
    links = tuple(Link(link["type"], link["from"], link["to"]) for link in one["links"])
    return Annotation(one["id"], one["annotator"], tuple(_marks(one)), links)


def _marks(one: dict[str, Any]) -> Iterator[Mark]:
    """Its spans; one that was marked for two attributions is one mark."""
    seen = set()
    for span in one["spans"]:
        place = (span["label"], span["start"], span["end"])
        if place not in seen:
            seen.add(place)
            yield Mark(span["id"], span["label"], Span(span["start"], span["end"]))


def test_the_figures_of_people_are_those_counted_plainly(read: list[Read]) -> None:
    """Exact F1 over all pairs, by sets of spans; its interval is near what other articles say."""
    found = agreement(read[::2], the_scheme())
    for label in ("SOURCE", "CUE"):
        one = found.overall.by_label[label]["exact_f1"]
        assert one.value == pytest.approx(_plainly(read[::2], label))
        assert one.low is not None
        assert one.high is not None
        assert one.low - 0.05 < _plainly(read[1::2], label) < one.high + 0.05
        assert 0.65 < one.value < 0.85


def _plainly(read: list[Read], label: str) -> float:
    shared = both = 0
    for one in read:
        spans = [{mark.span for mark in of.labelled(label)} for of in one.readings]
        for ours, theirs in combinations(spans, 2):
            shared += len(ours & theirs)
            both += len(ours) + len(theirs)
    return 2 * shared / both


def test_who_marks_what_as_the_slow_reference_has_it(read: list[Read]) -> None:
    """Marked or not is a choice too: of every stretch that anybody marked, who did."""
    names = sorted({of.annotator for one in read for of in one.readings})
    rows = []
    for one in read:
        here = [of.annotator for of in one.readings]
        for cluster in clusters(one.readings):
            made = {here[who] for who in cluster.marks}
            rows.append([[name in here and name not in made, name in made] for name in names])
    chosen = np.array(rows, np.float64)
    found, slow = dawid_skene(chosen), reference(chosen, PRIOR)
    assert len(chosen) > 1000
    assert found.posteriors == pytest.approx(slow.posteriors, abs=1e-4)
    assert found.rates == pytest.approx(slow.rates, abs=1e-4)
