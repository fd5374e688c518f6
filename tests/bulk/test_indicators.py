"""What a reading says of sourcing without a human: four kinds of claims, three shares."""

from __future__ import annotations

import pytest

from annotate.bulk.indicators import indicators
from annotate.core import Article, Link
from tests.support.scheme import mark, reading

TEXT = "One. Two. Three. Four. Ann Lee, officials, critics."
ANN = mark("named", "SOURCE", "Ann Lee", TEXT, identity="named_person")
OFFICIALS = mark("unnamed", "SOURCE", "officials", TEXT, identity="unnamed_described")
CRITICS = mark("vague", "SOURCE", "critics", TEXT, identity="vague_collective")
CLAIMS = tuple(mark(words[:-1].lower(), "ASSERTION", words, TEXT) for words in TEXT.split()[:4])


def said(*pairs: tuple[str, str]) -> tuple[Link, ...]:
    return tuple(Link("attributed_to", claim, source) for claim, source in pairs)


@pytest.mark.parametrize(
    ("links", "unattributed", "unnamed", "vague"),
    [
        (said(), 1.0, 0.0, 0.0),
        (said(("one", "named"), ("two", "unnamed"), ("three", "vague")), 0.25, 0.25, 0.25),
        (said(("one", "unnamed"), ("one", "named")), 0.75, 0.0, 0.0),
        (said(("one", "vague"), ("one", "unnamed")), 0.75, 0.25, 0.0),
    ],
)
def test_a_claim_is_as_good_as_its_best_source(links, unattributed, unnamed, vague) -> None:
    found = indicators(Article("a", TEXT), reading(ANN, OFFICIALS, CRITICS, *CLAIMS, links=links))
    assert (found.claims, found.words) == (4, 8)
    assert (found.unattributed, found.unnamed, found.vague) == (unattributed, unnamed, vague)


def test_noise_and_common_knowledge_are_no_claims() -> None:
    common = mark("c", "ASSERTION", "Two.", TEXT, kind="common")
    noise = mark("n", "NOISE", "Three. Four.", TEXT, type="caption")
    found = indicators(Article("a", TEXT), reading(CLAIMS[0], common, CLAIMS[2], noise))
    assert found.claims == 1
    assert found.noise == pytest.approx(len("Three. Four.") / len(TEXT), abs=1e-4)


def test_without_claims_there_is_no_share() -> None:
    found = indicators(Article("a", TEXT), reading())
    assert (found.claims, found.unattributed, found.unnamed, found.vague) == (0, None, None, None)
