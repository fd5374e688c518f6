"""What is shown beside the score: each count with the marks behind it."""

from __future__ import annotations

import pytest

from annotate.core import Annotation, Article, Link, Span
from annotate.score.bookkeeping import keep
from annotate.score.ledger import Central, Ledger
from annotate.score.plan import compile_reading
from annotate.score.quotation import quoted_share
from annotate.score.view import view
from tests.score.moves import the_rubric
from tests.score.small import Story, claim
from tests.support.scheme import mark, the_scheme

TEXT = (
    "The mayor wants revenge. Forty-two people, 42 in all, left, analysts said. "
    "“We will rebuild,” said Ann Lee. The dam “could” break, a fearful clerk at the town hall said. "
    "She has reportedly been linked to the leak. Lee asked for calm."
)


def ledger(reading: Annotation, article: Article) -> Ledger:
    plan, own = compile_reading(reading, article, the_scheme())
    return keep(reading, article, the_scheme(), the_rubric(), view(plan, own, the_rubric()))


def town() -> Ledger:
    marks = (
        mark("motive", "ASSERTION", "The mayor wants revenge", TEXT, kind="motive", weight="central"),
        mark("figure", "ASSERTION", "42 in all", TEXT),
        mark("left", "ASSERTION", "left", TEXT),
        mark("many", "SOURCE", "analysts", TEXT, identity="vague_collective"),
        mark("rebuild", "ASSERTION", "We will rebuild", TEXT, weight="central", kind="position"),
        mark("ann", "SOURCE", "Ann Lee", TEXT, identity="named_person", standing="side_1"),
        mark("break", "ASSERTION", "The dam “could” break", TEXT, weight="central"),
        mark("could", "HEDGE", "could", TEXT),
        mark(
            "clerk", "SOURCE", "a fearful clerk at the town hall", TEXT,
            identity="unnamed_described", reason="specific",
        ),
        mark("leak", "ASSERTION", "been linked to the leak", TEXT),
        mark("reportedly", "CUE", "reportedly", TEXT, stance="distancing"),
        mark("hearsay", "HEDGE", "reportedly", TEXT, type="hearsay"),
        mark("calm", "ASSERTION", "asked for calm", TEXT),
        mark("she", "SOURCE", "Lee asked", TEXT, identity="named_person"),
    )  # fmt: skip
    links = (
        Link("attributed_to", "left", "many"),
        Link("attributed_to", "rebuild", "ann"),
        Link("attributed_to", "break", "clerk"),
        Link("attributed_to", "calm", "she"),
        Link("same_source", "she", "ann"),
        Link("cued_by", "leak", "reportedly"),
    )
    answers = {"headline": "drops_the_source"}
    return ledger(Annotation("a", "ada", marks, links, answers), Article("a", TEXT, (Span(0, len(TEXT)),)))


def test_the_ledger_of_a_town() -> None:
    found = town()
    assert found.central == Central(no_source=("motive",), unnamed_only=("break",), named=("rebuild",))
    assert found.central.total == 3
    assert found.ghosts == ("many", "reportedly")
    assert found.anonymous_with_reason == ("clerk",)
    assert found.anonymous_without_reason == ()
    assert found.unattributed_motives == ("motive",)
    assert found.figures_without_source == ("figure",)
    assert found.hedges == {"hearsay": ("hearsay",), "possibility": ("could",)}
    assert (found.quoted_full, found.quoted_part) == (("rebuild",), ("break",))
    assert found.quoted_none == ("left", "calm")
    assert found.headline == "drops_the_source"


def test_a_speaker_has_all_mentions_and_all_that_is_attributed() -> None:
    first = town().speakers[0]
    assert (first.name, first.identity, first.standing, first.reason) == (
        "Ann Lee",
        "named_person",
        "side_1",
        None,
    )
    assert (first.mentions, first.assertions) == (("ann", "she"), ("rebuild", "calm"))
    assert {one.identity: one.reason for one in town().speakers}["unnamed_described"] == "specific"


@pytest.mark.parametrize(
    ("sources", "group"),
    [
        ((), "no_source"),
        (("vague_collective",), "unnamed_only"),
        (("unnamed_bare", "unnamed_described"), "unnamed_only"),
        (("metonym side_1",), "named"),
        (("unnamed_bare", "own_observation independent"), "named"),
    ],
)
def test_each_central_claim_stands_in_one_group(sources: tuple[str, ...], group: str) -> None:
    story = Story([claim(*sources, central=True), claim("named_person side_1")])
    found = ledger(story.reading, story.article).central
    assert (getattr(found, group), found.total) == (("a0",), 1)


@pytest.mark.parametrize(
    ("text", "words", "share"),
    [
        ("“We won,” he said.", "We won", 1.0),
        ('"We won," he said.', "We won", 1.0),
        ("„Wir haben gewonnen“, sagte er.", "Wir haben gewonnen", 1.0),
        ("«Nous avons gagné», dit-il.", "Nous avons gagné", 1.0),
        ("He said they “won”.", "they “won”", 0.5),
        ("He said they won.", "they won", 0.0),
        ("“One.\n\nHe said they won.” ", "they won", 0.0),
    ],
)
def test_how_much_is_quoted(text: str, words: str, share: float) -> None:
    start = text.index(words)
    assert quoted_share(Span(start, start + len(words)), text) == pytest.approx(share)


def test_what_lies_in_noise_is_counted_nowhere() -> None:
    text = "Related: critics may sue, reportedly.\n\nThe dam holds."
    marks = (
        mark("noise", "NOISE", "Related: critics may sue, reportedly.", text),
        mark("critics", "SOURCE", "critics", text, identity="vague_collective"),
        mark("may", "HEDGE", "may", text),
        mark("holds", "ASSERTION", "The dam holds", text),
    )
    article = Article("a", text, (Span(0, 37), Span(39, len(text))))
    found = ledger(Annotation("a", "ada", marks), article)
    assert (found.ghosts, found.hedges, found.speakers) == ((), {}, ())
