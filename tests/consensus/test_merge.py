"""From annotations to one reading: what is kept, by which vote, and what a tie comes to."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.consensus import merge
from annotate.consensus.votes import decided
from annotate.core import Annotation, Article, Link, Mark, Span
from annotate.core.codec import content_sha256
from annotate.core.errors import UsageError
from annotate.scheme import check
from annotate.scheme.order import LOWEST_FIRST
from tests.support.scheme import the_scheme
from tests.support.strategies import Read, made, readings

PATIENT = settings(deadline=None, max_examples=60)

TEXT = "The mill burned, a neighbour and the fire chief said."
ARTICLE = Article("a", TEXT, (Span(0, len(TEXT)),))
CLAIM, LEDE = Mark("c", "ASSERTION", Span(0, 15)), Mark("l", "ASSERTION", Span(4, 8))
NEIGHBOUR, CHIEF = Mark("n", "SOURCE", Span(17, 28)), Mark("f", "SOURCE", Span(33, 47))


def by(name: str, *parts: Mark | Link, **answers: str) -> Annotation:
    marks = tuple(part for part in parts if isinstance(part, Mark))
    links = tuple(part for part in parts if isinstance(part, Link))
    return Annotation("a", name, marks, links, answers, text_sha256=ARTICLE.sha256)


def merged(*annotations: Annotation, verdict: Annotation | None = None) -> Annotation:
    return merge(annotations, ARTICLE, the_scheme(), verdict)


@pytest.mark.parametrize(
    ("made_by", "readers", "kept"),
    [(1, 1, True), (1, 2, True), (1, 3, False), (2, 3, True), (2, 4, True), (1, 4, False), (2, 5, False)],
)
def test_a_mark_is_kept_when_half_made_it(made_by: int, readers: int, kept: bool) -> None:
    found = merged(*[by(f"r{n}", *([CLAIM] if n < made_by else [])) for n in range(readers)])
    assert bool(found.marks) is kept


@pytest.mark.parametrize(
    ("type_", "drawn_by", "readers", "kept"),
    [
        ("attributed_to", 1, 2, True),
        ("attributed_to", 1, 3, False),
        ("attributed_to", 2, 3, True),
        ("attributed_to", 2, 4, True),
        ("same_claim", 1, 2, False),
        ("same_claim", 2, 3, True),
        ("same_claim", 2, 4, False),
    ],
)
def test_a_link_is_kept_by_those_who_marked_both_ends(
    type_: str, drawn_by: int, readers: int, kept: bool
) -> None:
    other = NEIGHBOUR if type_ == "attributed_to" else LEDE
    link = Link(type_, CLAIM.id, other.id) if type_ == "attributed_to" else Link(type_, "l", "c")
    found = merged(*[by(f"r{n}", CLAIM, other, *([link] if n < drawn_by else [])) for n in range(readers)])
    assert bool(found.links) is kept


def test_who_did_not_mark_both_ends_has_no_vote_on_the_link() -> None:
    link = Link("attributed_to", "c", "n")
    found = merged(by("x", CLAIM, NEIGHBOUR, link), by("y", CLAIM, NEIGHBOUR), by("z", CLAIM), by("w", CLAIM))
    assert len(found.links) == 1


def test_a_link_stays_inferred_until_somebody_draws_it() -> None:
    cue = Mark("q", "CUE", Span(48, 52))
    inferred, drawn = Link("cued_by", "c", "q", "inferred"), Link("cued_by", "c", "q")
    assert merged(by("x", CLAIM, cue, inferred), by("y", CLAIM, cue, inferred)).links[0].origin == "inferred"
    assert merged(by("x", CLAIM, cue, inferred), by("y", CLAIM, cue, drawn)).links[0].origin is None


def test_a_cue_that_nobody_linked_gets_the_assertion_it_stands_at() -> None:
    cue = Mark("q", "CUE", Span(48, 52), {"stance": "mental"})
    alone, together = merged(by("x", CLAIM, cue)), merged(by("x", CLAIM, cue), by("y", CLAIM, cue))
    assert [one.origin for one in (*alone.links, *together.links)] == ["inferred", "inferred"]
    synced = by("x", CLAIM, cue, Link("cued_by", "c", "q", "inferred"))
    assert merged(synced) == alone


@pytest.mark.parametrize(
    ("attribute", "votes", "expected"),
    [
        ("identity", ["metonym", "named_org"], "metonym"),
        ("identity", ["named_org", "metonym", "named_org"], "named_org"),
        ("identity", ["public_record", "named_person"], "named_person"),
        ("standing", ["independent", "side_1"], "side_1"),
        ("standing", ["side_2", "unclear"], "unclear"),
        ("reason", ["specific", "none"], "none"),
        ("kind", ["fact", "position"], "fact"),
        ("kind", ["fact", "motive"], "motive"),
        ("weight", ["central", "supporting"], "central"),
        ("stance", ["neutral", "mental"], "mental"),
        ("accused", ["no", "yes"], "yes"),
        ("reply", ["quoted", "none"], "none"),
        ("reply", ["quoted", "not_applicable"], "quoted"),
        ("genre", ["news", "opinion"], "opinion"),
        ("desk", ["zebra", "aardvark"], "aardvark"),
    ],
)
def test_a_tie_takes_the_value_that_scores_lower(attribute: str, votes: list[str], expected: str) -> None:
    cast = [("x", vote) for vote in votes]
    assert decided(attribute, cast, None) == expected
    assert decided(attribute, cast[::-1], None) == expected


def test_the_order_of_values_knows_all_values_of_the_scheme() -> None:
    known = {
        attribute.name: set(attribute.names)
        for label in the_scheme().labels
        for attribute in label.attributes
        if attribute.name != "type"  # of a hedge or noise: moves no score
    }
    known |= {
        name: {value.name for value in the_scheme().answer_by_name[name].values}
        for name in ("genre", "accused", "reply", "headline")
    }
    assert {name: set(values) for name, values in LOWEST_FIRST.items()} == known


def test_sides_are_compared_by_who_stands_together() -> None:
    def sided(name: str, neighbour: str, chief: str) -> Annotation:
        return by(name, NEIGHBOUR.with_attributes(standing=neighbour), CHIEF.with_attributes(standing=chief))

    def standings(*annotations: Annotation) -> list[str]:
        return [mark.attributes["standing"] for mark in merged(*annotations).marks]

    assert standings(sided("x", "side_1", "side_2"), sided("y", "side_2", "side_1")) == ["side_1", "side_2"]
    assert standings(sided("x", "side_1", "side_2"), sided("y", "side_3", "side_1")) == ["side_1", "side_2"]
    assert standings(sided("x", "side_1", "side_1"), sided("y", "side_1", "side_2")) == ["side_1", "side_1"]
    assert standings(sided("x", "side_1", "side_2"), sided("y", "independent", "side_2")) == [
        "side_1",
        "side_2",
    ]


def test_unset_means_the_default_and_without_one_no_vote() -> None:
    one, two = NEIGHBOUR.with_attributes(identity="unnamed_described", reason="specific"), NEIGHBOUR
    found = merged(by("x", one), by("y", two)).marks[0].attributes
    assert found == {"identity": "unnamed_described", "reason": "specific", "number": "1"}
    assert "identity" not in merged(by("x", NEIGHBOUR), by("y", NEIGHBOUR)).marks[0].attributes


def test_an_attribute_that_does_not_apply_to_the_merged_mark_is_left_out() -> None:
    named = NEIGHBOUR.with_attributes(identity="named_person")
    bare = NEIGHBOUR.with_attributes(identity="unnamed_described", reason="specific")
    assert merged(by("x", named), by("y", named), by("z", bare)).marks[0].attributes == {
        "identity": "named_person"
    }


def test_one_annotation_is_the_reading_with_its_own_ids_and_defaults_filled_in() -> None:
    mine = by("x", CLAIM.with_attributes(weight="central"), NEIGHBOUR, Link("attributed_to", "c", "n"))
    found = merged(mine)
    assert [mark.id for mark in found.marks] == ["c", "n"]
    assert found.by_id["c"].attributes == {"kind": "fact", "weight": "central"}
    assert found.links == mine.links
    assert (found.origin, found.annotator, found.article_revision) == ("consensus", "consensus", 1)


def test_marks_of_another_scheme_are_named_and_not_guessed() -> None:
    with pytest.raises(UsageError, match="knows nothing of: CLAIM"):
        merged(by("ruth", CLAIM), by("omar", replace(CLAIM, label="CLAIM")))


def test_a_verdict_stands_above_any_vote() -> None:
    verdict = replace(by("lead", CHIEF, genre="news"), origin="verdict")
    found = merged(*[by(f"r{n}", CLAIM, genre="opinion") for n in range(5)], verdict=verdict)
    assert [mark.span for mark in found.marks] == [CHIEF.span]
    assert (found.origin, found.answers["genre"]) == ("verdict", "news")


def test_who_cannot_label_it_has_no_vote_on_what_it_says() -> None:
    found = merged(by("x", CLAIM), by("y", cannot_be_labelled="a list"), by("z", cannot_be_labelled="a list"))
    assert len(found.marks) == 1
    assert not merged(by("y", cannot_be_labelled="a list")).marks


def test_signs_are_kept_where_half_ticked_them_and_notes_stay_with_their_annotator() -> None:
    found = merged(
        by("x", signs="no_date,no_byline", note="see me"),
        by("y", signs="no_date"),
        by("z", signs=""),
    )
    assert found.answers["signs"] == "no_date"
    assert "note" not in found.answers


@PATIENT
@given(st.integers(0, 2**32), st.integers(1, 5), st.randoms(use_true_random=False))
def test_the_order_of_annotations_does_not_matter(seed: int, count: int, random: Random) -> None:
    read = made(Random(seed))  # noqa: S311 - no secret
    several = [_blurred(read, name, Random(seed + name)) for name in range(count)]  # noqa: S311
    shuffled = random.sample(several, count)
    one, other = (merge(order, read.article, the_scheme()) for order in (several, shuffled))
    assert one == other


@PATIENT
@given(readings())
def test_a_reading_passes_the_schemes_check_and_merging_it_again_changes_nothing(read: Read) -> None:
    checked = check(read.reading, read.article.text, the_scheme()).annotation
    once = merge([checked], read.article, the_scheme())
    assert not check(once, read.article.text, the_scheme()).dropped
    again = merge([once, replace(once, annotator="twin")], read.article, the_scheme())
    assert len(again.marks) == len(once.marks)
    assert merge([again], read.article, the_scheme()).marks == again.marks
    assert content_sha256(merge([again], read.article, the_scheme())) == content_sha256(again)


def _blurred(read: Read, name: int, random: Random) -> Annotation:
    """The reading with some marks and links gone and some edges moved."""
    marks = []
    for mark in read.reading.marks:
        if random.random() < 0.8:
            end = max(mark.span.start + 1, mark.span.end - random.randint(0, 2))
            marks.append(replace(mark, span=Span(mark.span.start, end)))
    kept = {mark.id for mark in marks}
    links = [one for one in read.reading.links if {one.from_id, one.to_id} <= kept and random.random() < 0.8]
    return replace(read.reading, annotator=f"r{name}", marks=tuple(marks), links=tuple(links))
