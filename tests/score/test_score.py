"""The score as a whole: when there is a number, what explains it, and that it can be made again."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.consensus import merge
from annotate.core import Annotation, Article, Link, Mark, Span
from annotate.resources import shipped
from annotate.score import Disagreement, Score, load_disagreement, score, shape
from tests.score import moves
from tests.score.moves import points, the_rubric
from tests.score.small import Story, claim
from tests.support.scheme import the_scheme
from tests.support.strategies import Read, made, readings

PATIENT = settings(deadline=None, max_examples=40)

PERSON, SIDE, OTHER = "named_person independent", "named_person side_1", "named_person side_2"
SOUND = Story([*[claim(PERSON, SIDE, central=True)] * 3, *[claim(OTHER)] * 5])


@cache
def shipped_table() -> Disagreement:
    return load_disagreement(shipped("config", "rubrics", "disagreement.toml"))


def scored(reading: Annotation, article: Article, readers: int = 2) -> Score:
    """The score of a reading that `readers` annotators made alike."""
    people = [replace(reading, annotator=f"r{n}") for n in range(readers)]
    merged = merge(people, article, the_scheme())
    return score(merged, article, the_scheme(), the_rubric(), shipped_table(), readers=people)


# ---------------------------------------------------------------- the minimum of evidence


def without(story: Story, attribute: str, source: str) -> Annotation:
    """The story's reading with an attribute of one source, in all its mentions, left open."""
    marks = [
        replace(mark, attributes={k: v for k, v in mark.attributes.items() if k != attribute})
        if mark.label == "SOURCE" and mark.get("standing") == source
        else mark
        for mark in story.reading.marks
    ]
    return replace(story.reading, marks=tuple(marks))


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({"genre": "news", "accused": "no"}, None),
        ({"genre": "news", "accused": "no", "reply": "none"}, None),
        ({"genre": "analysis", "accused": "yes", "reply": "quoted"}, None),
        ({"accused": "no"}, "the genre of the article"),
        ({"genre": "news"}, "whether anyone is accused"),
        ({"genre": "news", "accused": "yes"}, "whether the accused were heard"),
        ({"genre": "news", "accused": "yes", "reply": "not_applicable"}, "yet the reply is called"),
        ({"genre": "opinion", "accused": "no"}, "this is opinion"),
        ({"genre": "press_release", "accused": "no"}, "this is press release"),
        ({"genre": "event", "accused": "no"}, "this is event"),
        ({"genre": "news", "accused": "no", "cannot_be_labelled": "a table"}, "a table"),
    ],
)
def test_answers_without_a_default_are_needed(answers: dict[str, str], missing: str | None) -> None:
    found = scored(replace(SOUND.reading, answers=answers), SOUND.article)
    assert (found.score is None) == bool(missing)
    assert missing is None or any(missing in one for one in found.missing)


@pytest.mark.parametrize(
    ("central", "sentences", "missing"),
    [
        (3, 7, "sentences with assertions: 7 of at least 8"),
        (2, 8, "central assertions: 2 of at least 3"),
    ],
)
def test_enough_has_to_be_marked(central: int, sentences: int, missing: str) -> None:
    story = Story([*[claim(PERSON, SIDE, central=True)] * central, *[claim(OTHER)] * (sentences - central)])
    assert scored(story.reading, story.article).missing == (missing,)


@pytest.mark.parametrize(
    ("attribute", "source", "missing"),
    [
        ("identity", "side_1", "the identity of one source that an assertion is attributed to"),
        ("identity", "side_2", "the identity of one source that an assertion is attributed to"),
        ("standing", "side_1", "the standing of one source that a central assertion is attributed to"),
        ("standing", "side_2", None),
    ],
)
def test_what_nobody_chose_is_missing_evidence(attribute: str, source: str, missing: str | None) -> None:
    found = scored(without(SOUND, attribute, source), SOUND.article)
    assert [one for one in found.missing if "interval" not in one] == ([missing] if missing else [])


def test_without_a_number_there_is_nothing_that_one_could_be_made_from() -> None:
    found = scored(replace(SOUND.reading, answers={}), SOUND.article)
    assert (found.score, found.low, found.high, found.band, found.ungated) == (None,) * 5
    assert not found.criteria
    assert not found.gates
    assert not found.raises
    assert found.ledger.central.total == 3


def test_nobody_has_read_it() -> None:
    found = score(
        merge([], SOUND.article, the_scheme()),
        SOUND.article,
        the_scheme(),
        the_rubric(),
        shipped_table(),
        readers=[],
    )
    assert (found.score, found.annotators, found.missing[0]) == (None, 0, "a reading by a person")


# ---------------------------------------------------------------- the interval


@PATIENT
@given(readings(), st.integers(1, 4))
def test_the_score_lies_in_its_interval_or_a_gate_is_named(read: Read, readers: int) -> None:
    found = scored(read.reading, read.article, readers)
    if found.score is None:
        assert any("the interval goes from" in one for one in found.missing)
        return
    assert found.provisional == (readers == 1)
    assert (found.low is None) == (found.high is None) == (found.held_by is not None)
    if found.low is not None and found.high is not None:
        assert 0 <= found.low <= found.score <= found.high <= 100
    assert found.held_by is None or found.held_by in {*the_rubric().gates, "same_claim"}
    own = the_rubric().band(found.score)
    assert own in str(found.band).split(" to ")


@PATIENT
@given(readings())
def test_the_same_reading_gives_the_same_score(read: Read) -> None:
    assert scored(read.reading, read.article) == scored(read.reading, read.article)


def test_more_readers_are_surer() -> None:
    widths = []
    for readers in (1, 3, 7):
        found = [scored(read.reading, read.article, readers) for read in map(_sampled, range(12))]
        known = [one.high - one.low for one in found if one.high is not None and one.low is not None]
        widths.append(sum(known) / len(known))
    assert widths[0] > widths[1] > widths[2]


def _sampled(seed: int) -> Read:
    return made(Random(seed))  # noqa: S311 - no secret


def test_a_gate_that_holds_most_draws_is_named_instead_of_an_interval() -> None:
    story = Story([*[claim(PERSON, f"{SIDE} #{n}", central=True) for n in range(3)], *[claim(OTHER)] * 5])
    accused = {"genre": "news", "accused": "yes", "reply": "none"}
    found = scored(replace(story.reading, answers=accused), story.article)
    assert (found.score, found.low, found.high, found.held_by) == (59, None, None, "no_reply_sought")
    assert [gate.name for gate in found.gates] == ["no_reply_sought"]


def test_no_disagreement_no_width() -> None:
    certain = Disagreement("certain", {}, {}, {}, {})
    found = score(SOUND.reading, SOUND.article, the_scheme(), the_rubric(), certain, readers=[SOUND.reading])
    assert found.low == found.score == found.high
    assert found.disagreement == "certain"


# ---------------------------------------------------------------- what explains it


@PATIENT
@given(readings())
def test_the_points_of_the_criteria_add_up_to_what_the_gates_cap(read: Read) -> None:
    found = scored(read.reading, read.article)
    if found.score is None or found.ungated is None:
        return
    assert sum(one.points for one in found.criteria) == pytest.approx(found.ungated, abs=0.8)
    assert found.score == min(found.ungated, *(gate.cap for gate in found.gates), 100)
    assert {id_ for one in (*found.criteria, *found.gates, *found.raises) for id_ in one.marks} <= set(
        found.reading.by_id
    )
    assert all(one.reason.endswith(".") for one in (*found.criteria, *found.gates))


@PATIENT
@given(readings())
def test_a_raise_gives_the_points_that_it_promises(read: Read) -> None:
    found = scored(read.reading, read.article)
    for one in found.raises:
        if one.action == "Name this source.":
            better = moves.renamed(found.reading, one.marks[0], "named_person")
        elif one.action.startswith("Say why"):
            better = moves.changed(found.reading, one.marks, reason="specific")
        elif "with no stake" in one.action:
            better = moves.with_source(
                found.reading, "new", one.marks, identity="named_person", standing="independent"
            )
        else:
            continue
        assert points(better, read.article) == (found.score or 0) + one.points


def test_a_source_in_a_caption_describes_nobody() -> None:
    story = Story([*[claim("unnamed_bare side_1", central=True)] * 3, *[claim("unnamed_bare side_1")] * 6])
    at = len(story.article.text) + 1
    article = replace(story.article, text=f"{story.article.text} Jane Roe, engineer.")
    caption = Mark("n", "NOISE", Span(at, at + 19), {"type": "caption"})
    named = Mark("p", "SOURCE", Span(at, at + 8), {"identity": "named_person", "standing": "independent"})
    joined = moves.linked(
        replace(story.reading, marks=(*story.reading.marks, caption, named)), Link("same_source", "p", "s0-0")
    )
    assert points(joined, article) == points(story.reading, story.article)


def test_a_reason_is_asked_for_where_a_speaker_is_described_best() -> None:
    bare, described = "unnamed_bare side_1", "unnamed_described side_1"
    alone = Story(
        [claim(bare, central=True), claim(described, central=True), claim(PERSON, SIDE, central=True)]
        + [claim(OTHER)] * 6
    )
    joined = replace(alone.reading, links=(*alone.reading.links, Link("same_source", "s1-0", "s0-0")))
    found = scored(joined, alone.article)
    [said] = [one for one in found.raises if one.action.startswith("Say why")]
    assert [found.reading.by_id[id_].get("identity") for id_ in said.marks] == ["unnamed_described"]


@PATIENT
@given(readings(), st.integers(1, 2))
def test_a_score_survives_json(read: Read, readers: int) -> None:
    found = scored(read.reading, read.article, readers)
    again = shape.from_json(json.loads(json.dumps(shape.to_json(found))), found.reading)
    assert again == found


def test_each_reader_is_scored_alone() -> None:
    weaker = Story([*[claim(SIDE, central=True)] * 3, *[claim()] * 5])
    people = [
        replace(SOUND.reading, annotator="ruth"),
        replace(weaker.reading, annotator="omar"),
    ]
    merged = merge(people, SOUND.article, the_scheme())
    found = score(merged, SOUND.article, the_scheme(), the_rubric(), shipped_table(), readers=people)
    alone = {one.annotator: one.score for one in found.readers}
    assert alone == {
        "ruth": points(SOUND.reading, SOUND.article),
        "omar": points(weaker.reading, weaker.article),
    }


def test_a_verdict_is_not_provisional() -> None:
    verdict = replace(SOUND.reading, origin="verdict")
    merged = merge([SOUND.reading], SOUND.article, the_scheme(), verdict)
    found = score(merged, SOUND.article, the_scheme(), the_rubric(), shipped_table(), readers=[SOUND.reading])
    assert not found.provisional


# ---------------------------------------------------------------- empty and huge


@pytest.mark.parametrize("text", ["", "One line."])
def test_an_article_without_marks(text: str) -> None:
    article = Article("a", text)
    found = scored(Annotation("a", "ada"), article)
    assert found.score is None
    assert "sentences with assertions: 0 of at least 8" in found.missing


def test_a_huge_article() -> None:
    read = made(Random(1), sentences=400)  # noqa: S311 - no secret
    found = scored(read.reading, read.article)
    assert found.ledger.central.total >= 3
    assert len(found.reading.marks) > 800
