"""Attributions by an -ing form: …, noting that …; with many asserting that …; is quoted as saying."""

from __future__ import annotations

from collections.abc import Sequence

from annotate.detect.attribution import Attribution, floor_of, has_finite, quote_before
from annotate.detect.clauses import content_after
from annotate.detect.cues import Cue
from annotate.detect.grammar import BE, DETERMINERS, PRONOUNS, is_finite, word_set
from annotate.detect.passage import Passage
from annotate.detect.sources import Range, following, subject

SHOWING = word_set("suggest indicate show highlight signal underscore demonstrate reveal imply hint")
"""What a fact does as well as a person (prices fell, suggesting that …): held by who has spoken before."""


def participle(
    passage: Passage, cue: Cue, cues: Sequence[Cue], earlier: Sequence[Attribution]
) -> Attribution | None:
    """The attribution of an -ing form, whose holder is that of the words before it, or the subject behind."""
    content = content_after(passage, cue, cues) or _quoted_before(passage, cue)
    if content is None:
        return None
    opening = _opening(passage, cue, content)
    if opening is not None:
        return opening
    source = _quoted(passage, cue) or _absolute_subject(passage, cue) or _holder_before(passage, cue, earlier)
    return Attribution((cue.start, cue.end), source, (content,), cue.stance, 0.7 if source else 0.5)


def _quoted_before(passage: Passage, cue: Cue) -> Range | None:
    """“…,” he is quoted as saying: the quotation that stands before."""
    before = quote_before(passage, floor_of(passage, cue.start))
    return (before.start, before.end) if before and passage.low(cue.start - 1) == "as" else None


def _opening(passage: Passage, cue: Cue, content: Range) -> Attribution | None:
    """Noting that fares rose, the board met; with many asserting that it is a sham, the mood is dark."""
    first, _ = passage.sentence_of(cue.start)
    held = _absolute_subject(passage, cue)
    if cue.start != first and (held is None or passage.low(first) != "with"):
        return None
    comma = next(
        (i for i in range(*content) if passage.low(i) == "," and _main_clause(passage, i, content[1])), 0
    )
    if not comma:
        return None
    source = held or following(passage, comma + 1, content[1])
    return Attribution((cue.start, cue.end), source, ((content[0], comma),), cue.stance, 0.6)


def _main_clause(passage: Passage, comma: int, end: int) -> bool:
    """Whether behind a comma a subject and its verb begin."""
    low = passage.low(comma + 1)
    opens = low in DETERMINERS | PRONOUNS or passage.tokens[comma + 1].text[:1].isupper()
    return opens and has_finite(passage, comma + 2, min(end, comma + 8))


def _quoted(passage: Passage, cue: Cue) -> Range | None:
    """Who is quoted "as saying": the object of quoted, or its subject in the passive."""
    if passage.low(cue.start - 1) != "as":
        return None
    for at in range(cue.start - 2, max(cue.start - 10, 0), -1):
        if passage.low(at) in ("quoted", "quotes", "quoting", "quote", "cited", "cites"):
            passive = passage.low(at - 1) in BE
            return subject(passage, at - 1, floor_of(passage, at)) if passive else (at + 1, cue.start - 1)
    return None


def _holder_before(passage: Passage, cue: Cue, earlier: Sequence[Attribution]) -> Range | None:
    """The last source of the sentence, else the subject of its first verb."""
    first, _ = passage.sentence_of(cue.start)
    held = [one.source for one in earlier if one.source and first <= one.source[0] < cue.start]
    if held or cue.lemma in SHOWING:
        return held[-1] if held else None
    verb = next((index for index in range(first + 1, cue.start) if _is_verb(passage, index)), None)
    return None if verb is None else subject(passage, verb, floor_of(passage, verb))


def _is_verb(passage: Passage, at: int) -> bool:
    """A finite verb, or a participle with an object, such as "released a statement"."""
    low = passage.low(at)
    return is_finite(low) or (low.endswith("ed") and passage.low(at + 1) in DETERMINERS)


def _absolute_subject(passage: Passage, cue: Cue) -> Range | None:
    """The subject of ", with many asserting that"."""
    for index in range(cue.start - 1, max(cue.start - 8, -1), -1):
        opens = index == passage.sentence_of(cue.start)[0] or passage.low(index - 1) in (",", "—", "–")
        if passage.low(index) == "with" and opens:
            return subject(passage, cue.start, index + 1)
        if passage.low(index) == ",":
            return None
    return None
