"""It cannot be gamed: each line of the promise, over generated articles and readings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from math import isnan
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotate.core import Annotation, Article, Link, Mark, Span
from annotate.score import number
from tests.score import moves
from tests.score.moves import gain, points, the_rubric
from tests.support.scheme import the_scheme
from tests.support.strategies import (
    HUGE,
    IDENTIFIABLE,
    STANDINGS,
    UNNAMED,
    Read,
    readings,
    source_attributes,
    tangled,
)

PATIENT = settings(deadline=None, max_examples=60)
ANY = st.integers(0, 11).flatmap(lambda n: tangled(HUGE) if n == 7 else readings() if n < 6 else tangled())
"""Half of them with a chain over all sources or all claims; now and then a very long one."""

# ---------------------------------------------------------------- what lifts no score by a point


@PATIENT
@given(ANY, st.sampled_from(STANDINGS))
def test_a_vague_source_on_every_unattributed_claim(read: Read, standing: str) -> None:
    claims = [m.id for m in read.reading.labelled("ASSERTION") if m.id not in moves.sourced(read.reading)]
    vague = moves.with_source(read.reading, "v", claims, identity="vague_collective", standing=standing)
    assert gain(read, vague) <= 0


@PATIENT
@given(ANY, st.sampled_from(["evaluation", "position"]))
def test_unattributed_claims_relabelled(read: Read, kind: str) -> None:
    """Claims without a source of their own or by same_claim: such a link says that it is no claim apart."""
    attributed = moves.sourced(read.reading) | moves.with_claim_links(read.reading)
    claims = [
        m.id
        for m in read.reading.labelled("ASSERTION")
        if m.id not in attributed and m.get("kind") != "common"
    ]
    assert gain(read, moves.changed(read.reading, claims, kind=kind)) <= 0


@PATIENT
@given(ANY, st.data())
def test_the_attribution_of_an_anonymous_central_claim_deleted(read: Read, data: st.DataObject) -> None:
    marks = read.reading.by_id
    links = [
        link
        for link in read.reading.linked("attributed_to")
        if marks[link.from_id].get("weight") == "central" and marks[link.to_id].get("identity") in UNNAMED
    ]
    assume(links)
    assert gain(read, moves.unlinked(read.reading, data.draw(st.sampled_from(links)))) <= 0


@PATIENT
@given(ANY, st.data())
def test_an_attributed_assertion_cut_in_two(read: Read, data: st.DataObject) -> None:
    claims = [m for m in read.reading.labelled("ASSERTION") if m.id in moves.sourced(read.reading)]
    assume(claims)
    claim = data.draw(st.sampled_from(claims))
    at = data.draw(st.integers(claim.span.start + 1, claim.span.end - 1))
    assert gain(read, moves.cut(read.reading, claim.id, at)) <= 0


@PATIENT
@given(readings(), st.data())
def test_two_spellings_of_one_source_linked(read: Read, data: st.DataObject) -> None:
    """Of the same identity: whom the text describes alike. Where they stand may have been marked apart."""
    sources = read.reading.labelled("SOURCE")
    pairs = [
        (one, other)
        for one in sources
        for other in sources
        if one.span < other.span and _description(one.attributes) == _description(other.attributes)
    ]
    clusters = {end for link in read.reading.linked("same_source") for end in (link.from_id, link.to_id)}
    chained = {end for link in read.reading.linked("via") for end in (link.from_id, link.to_id)}
    pairs = [(a, b) for a, b in pairs if not {a.id, b.id} & (clusters | chained)]
    assume(pairs)
    one, other = data.draw(st.sampled_from(pairs))
    assert gain(read, moves.linked(read.reading, Link("same_source", other.id, one.id))) <= 0


@PATIENT
@given(ANY)
def test_spellings_of_one_source_linked_one_after_the_other(read: Read) -> None:
    """All that the text describes alike, and that are of no other cluster or chain."""
    joined = [link for type_ in ("same_source", "via") for link in read.reading.linked(type_)]
    loose = moves.unlinked(read.reading, *joined)
    alike: dict[str, list[str]] = defaultdict(list)
    for mark in loose.labelled("SOURCE"):
        alike[repr(sorted(_description(mark.attributes).items()))].append(mark.id)
    chain = [Link("same_source", other, one) for ids in alike.values() for one, other in pairwise(ids)]
    scores = [points(moves.linked(loose, *chain[:at]), read.article) for at in range(min(len(chain), 8) + 1)]
    assert scores == sorted(scores, reverse=True)


def _description(attributes: object) -> dict[str, str]:
    return {name: value for name, value in dict(attributes).items() if name != "standing"}  # type: ignore[call-overload]


@PATIENT
@given(ANY, st.data(), st.sampled_from(STANDINGS))
def test_two_more_bare_sources_where_there_was_one(read: Read, data: st.DataObject, standing: str) -> None:
    claims = sorted(moves.sourced(read.reading))
    assume(claims)
    claim = data.draw(st.sampled_from(claims))
    once = moves.with_source(read.reading, "b1", [claim], identity="unnamed_bare", standing=standing)
    more = moves.with_source(once, "b2", [claim], identity="unnamed_bare", standing=standing, number="3+")
    more = moves.with_source(more, "b3", [claim], identity="unnamed_bare", standing=standing)
    assert points(more, read.article) <= points(once, read.article)


@PATIENT
@given(ANY)
def test_a_chain_of_same_claim_lifts_by_fifteen_at_most(read: Read) -> None:
    ids = [mark.id for mark in read.reading.labelled("ASSERTION")]
    chain = [Link("same_claim", other, one) for one, other in pairwise(ids)]
    assert gain(read, moves.linked(read.reading, *chain)) <= 15


@PATIENT
@given(ANY)
def test_a_claim_marked_twice(read: Read) -> None:
    claim = read.reading.labelled("ASSERTION")[0]
    twice = replace(read.reading, marks=(*read.reading.marks, replace(claim, id="twin")))
    copies = [replace(link, from_id="twin") for link in read.reading.links if link.from_id == claim.id] + [
        replace(link, to_id="twin") for link in read.reading.links if link.to_id == claim.id
    ]
    assert gain(read, moves.linked(twice, *copies)) == 0


# ---------------------------------------------------------------- ceilings


@PATIENT
@given(ANY)
def test_bare_sources_alone_stay_at_39(read: Read) -> None:
    claims = [mark.id for mark in read.reading.labelled("ASSERTION")]
    alone = moves.unlinked(read.reading, *read.reading.linked("attributed_to"))
    bare = moves.with_source(alone, "b", claims, identity="unnamed_bare", standing="independent")
    assert points(bare, read.article) <= 39


@PATIENT
@given(ANY, st.integers(1, 12), st.sampled_from(["side_1", "side_2", "unclear"]))
def test_one_sides_release_stays_at_49(read: Read, executives: int, standing: str) -> None:
    claims = [mark.id for mark in read.reading.labelled("ASSERTION")]
    release = moves.unlinked(read.reading, *read.reading.linked("attributed_to"))
    for number_ in range(executives):
        release = moves.with_source(
            release, f"e{number_}", claims, identity="named_person", standing=standing
        )
    assert points(release, read.article) <= 49


@PATIENT
@given(ANY, st.integers(0, 2))
def test_fewer_than_three_central_claims_give_no_number(read: Read, left: int) -> None:
    central = [m.id for m in read.reading.labelled("ASSERTION") if m.get("weight") == "central"]
    fewer = moves.changed(read.reading, central[left:], weight="supporting")
    assert number(fewer, read.article, the_scheme(), the_rubric()) is None


@pytest.mark.parametrize("label", ["SOURCE", "CUE", None])
@given(read=tangled())
@settings(deadline=None, max_examples=15)
def test_an_article_without_claims_has_no_number_whatever_is_in_it(read: Read, label: str | None) -> None:
    """Nothing marked, or but sources or cues, with links whose ends are gone; or all of it a caption."""
    kept = tuple(mark for mark in read.reading.marks if mark.label == label)
    caption = Mark("n", "NOISE", Span(0, len(read.article.text)), {"type": "caption"})
    for marks in (kept, (*read.reading.marks, caption)):
        assert number(replace(read.reading, marks=marks), read.article, the_scheme(), the_rubric()) is None


def test_an_empty_article_has_no_number() -> None:
    answers = {"genre": "news", "accused": "no", "reply": "not_applicable"}
    nothing = Annotation("empty", "ada", answers=answers)
    assert number(nothing, Article("empty", "", ()), the_scheme(), the_rubric()) is None


# ---------------------------------------------------------------- what never lowers a score


@PATIENT
@given(ANY, st.data(), st.sampled_from(["named_person", "named_org", "public_record"]))
def test_naming_an_unnamed_source(read: Read, data: st.DataObject, identity: str) -> None:
    sources = [m.id for m in read.reading.labelled("SOURCE") if m.get("identity") in UNNAMED]
    assume(sources)
    assert gain(read, moves.renamed(read.reading, data.draw(st.sampled_from(sources)), identity)) >= 0


@PATIENT
@given(ANY, st.data())
def test_adding_an_independent_identifiable_source(read: Read, data: st.DataObject) -> None:
    claim = data.draw(st.sampled_from(read.reading.labelled("ASSERTION")))
    identity = data.draw(st.sampled_from(IDENTIFIABLE))
    added = moves.with_source(read.reading, "new", [claim.id], identity=identity, standing="independent")
    assert gain(read, added) >= 0


@PATIENT
@given(ANY, st.integers(0, 2**32), st.data())
def test_adding_any_source_lowers_neither_the_score_nor_a_criterion(
    read: Read, seed: int, data: st.DataObject
) -> None:
    claim = data.draw(st.sampled_from(read.reading.labelled("ASSERTION")))
    attributes = source_attributes(Random(seed))  # noqa: S311 - no secret
    added = moves.with_source(read.reading, "new", [claim.id], **attributes)
    assert gain(read, added) >= 0
    before, after = (moves.values(one, read.article) for one in (read.reading, added))
    assert all(after[name] >= before[name] - 1e-9 or isnan(after[name]) for name in before)


@PATIENT
@given(ANY, st.data(), st.sampled_from(["same_source", "via"]))
def test_what_marks_of_sources_are_joined_by_keeps_naming_safe(
    read: Read, data: st.DataObject, type_: str
) -> None:
    """Naming any one of a chain over all sources, which is where a rule of clusters would slip."""
    ids = [mark.id for mark in read.reading.labelled("SOURCE")]
    assume(len(ids) > 1)
    chained = moves.linked(read.reading, *(Link(type_, one, other) for one, other in pairwise(ids)))
    unnamed = [id_ for id_ in ids if read.reading.by_id[id_].get("identity") in UNNAMED]
    assume(unnamed)
    named = moves.renamed(chained, data.draw(st.sampled_from(unnamed)), "named_person")
    assert points(named, read.article) >= points(chained, read.article)


@PATIENT
@given(ANY, st.data(), st.sampled_from(["generic", "specific"]))
def test_giving_a_reason_for_anonymity(read: Read, data: st.DataObject, reason: str) -> None:
    better = {"none": 0, "generic": 1, "specific": 2}
    sources = [
        m.id
        for m in read.reading.labelled("SOURCE")
        if m.get("identity") in UNNAMED and better[m.attributes["reason"]] < better[reason]
    ]
    assume(sources)
    assert gain(read, moves.changed(read.reading, [data.draw(st.sampled_from(sources))], reason=reason)) >= 0


@PATIENT
@given(ANY, st.data())
def test_removing_an_attribution_never_raises(read: Read, data: st.DataObject) -> None:
    links = read.reading.linked("attributed_to")
    assume(links)
    assert gain(read, moves.unlinked(read.reading, data.draw(st.sampled_from(links)))) <= 0
