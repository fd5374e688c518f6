"""Attributions without a verb of their speaker: according to; concern that; is said to; reportedly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotate.detect.attribution import Attribution, clause_start, floor_of, has_finite, quote_before
from annotate.detect.clauses import clause_end, content_after, phrase_end, sentence_end, that_clause_end
from annotate.detect.cues import Cue, nominal_stance, nominal_start
from annotate.detect.grammar import POSSESSIVES, RELATIVES, is_finite, word_set
from annotate.detect.passage import Passage
from annotate.detect.sources import Range, following, subject

POINTING = word_set("claim claims report reports allegation allegations accusation accusations charges")
GIVING = word_set("gave gives issued issues made makes sent offered")
"""Verbs that only say that somebody uttered the noun behind them: gave assurances that."""
AGREEING = frozenset({"echoed", "reiterated", "repeated", "confirmed", "endorsed", "voiced", "shared"})


def phrase(
    passage: Passage, cue: Cue, cues: Sequence[Cue], earlier: Sequence[Attribution]
) -> Attribution | None:
    """according to and its like, before, behind or within the clause."""
    source = following(passage, cue.end, sentence_end(passage, cue.head))
    if source is None:
        return None
    reported = _just_reported(passage, cue, earlier)
    if reported is not None:
        return Attribution((cue.start, cue.end), source, reported.contents, cue.stance, 0.7)
    main = _main_cue(passage, cue, source[1], cues)
    if main is not None:
        content = content_after(passage, main, cues)
        return Attribution((cue.start, cue.end), source, (content,) if content else (), cue.stance, 0.7)
    content = _told(passage, cue, source, cues)
    if content is None or (
        passage.low(cue.head) in ("citing", "quoting") and not has_finite(passage, *content)
    ):
        return None
    return Attribution((cue.start, cue.end), source, (content,), cue.stance, 0.85)


def _just_reported(passage: Passage, cue: Cue, earlier: Sequence[Attribution]) -> Attribution | None:
    """Whose words ", citing two officials" supports: those of the cue right before its comma."""
    if passage.low(cue.head) not in ("citing", "quoting") or passage.low(cue.start - 1) != ",":
        return None
    return next((one for one in earlier if one.cue[1] == cue.start - 1), None)


def _told(passage: Passage, cue: Cue, source: Range, cues: Sequence[Cue]) -> Range | None:
    limit, floor = sentence_end(passage, cue.head), floor_of(passage, cue.start)
    before = quote_before(passage, floor)
    start, end = clause_start(passage, floor, cue.start), cue.start
    while end > start and passage.low(end - 1) in (",", "—"):
        end -= 1
    if end - start >= 2:
        return start, _behind_insertion(passage, source[1], end, limit, cues)
    if before is not None:
        return before.start, before.end
    begin = _behind_relative(passage, source[1] + (passage.low(source[1]) == ","), limit)
    return (begin, clause_end(passage, begin, limit, cues)) if begin < limit else None


def _behind_relative(passage: Passage, at: int, limit: int) -> int:
    """Behind ", who asked not to be named,"."""
    if passage.low(at) not in RELATIVES:
        return at
    return next((index + 1 for index in range(at, limit) if passage.low(index) == ","), at)


def _main_cue(passage: Passage, cue: Cue, at: int, cues: Sequence[Cue]) -> Cue | None:
    """The cue that an inserted source stands before: "The bank, citing its books, said"."""
    if passage.low(cue.start - 1) != "," or passage.low(at) != ",":
        return None
    return next((one for one in cues if one.start == at + 1 and one.shape == "finite"), None)


def _behind_insertion(passage: Passage, at: int, end: int, limit: int, cues: Sequence[Cue]) -> int:
    """Where a clause ends with a phrase between commas in it: "Forty, according to police, were hurt"."""
    if passage.low(end) != "," or passage.low(at) != "," or at + 1 >= limit:
        return end
    return clause_end(passage, at + 1, limit, cues) if is_finite(passage.low(at + 1)) else end


def nominal(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> Attribution | None:
    """A noun that attributes, with or without a holder."""
    content = content_after(passage, _with_that(cue), cues)
    if content is None:
        return None
    if cue.link != "that":
        content = content[0], phrase_end(passage, *content)
    elif cue.link == "that" and not has_finite(passage, passage.sentence_of(cue.start)[0], cue.start):
        content = content[0], that_clause_end(passage, *content)
    start, stance = nominal_start(passage, cue), nominal_stance(passage, cue)
    return Attribution((start, cue.end), _holder(passage, cue), (content,), stance, 0.6)


def _with_that(cue: Cue) -> Cue:
    """A noun whose that-clause may stand behind its holder."""
    return replace(cue, frames=frozenset({"that"})) if cue.link == "that" else cue


def _holder(passage: Passage, cue: Cue) -> Range | None:
    """Whose it is: "the senator's condemnation of", "their fear that", "concern among officials that"."""
    if passage.low(cue.end) in ("among", "by"):
        return following(passage, cue.end + 1, sentence_end(passage, cue.head))
    for at in range(cue.start - 1, max(cue.start - 5, -1), -1):
        if passage.low(at) in POSSESSIVES:
            return at, at + 1
        if passage.low(at) in ("'s", "'"):
            held = subject(passage, at, passage.sentence_of(at)[0])
            return (held[0], at + 1) if held else None
        if passage.low(at) in GIVING:
            return subject(passage, at, floor_of(passage, at))
    return None


def adverb(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> Attribution | None:
    """reportedly: cue of the whole clause in which it stands."""
    floor, limit = floor_of(passage, cue.start), sentence_end(passage, cue.start)
    start = clause_start(passage, floor, cue.start)
    end = clause_end(passage, cue.start, limit, cues) if cue.start < limit else limit
    return Attribution((cue.start, cue.end), None, ((start, end),), cue.stance, 0.6)


def impersonal(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> Attribution | None:
    """it is said that: nobody is named, and the that-clause is what is said."""
    content = content_after(passage, cue, cues)
    return Attribution((cue.start, cue.end), None, (content,), cue.stance, 0.7) if content else None


def passive(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> Attribution | None:
    """is said to, have been linked to: one assertion around its cue, and nobody who says it."""
    said_of = subject(passage, cue.start, floor_of(passage, cue.start))
    content = content_after(passage, cue, cues)
    if passage.low(cue.start - 1) == "there":
        said_of = cue.start - 1, cue.start
    ends = [one for one in (said_of, content) if one is not None]
    if not ends:
        return None
    return Attribution((cue.start, cue.end), None, ((ends[0][0], ends[-1][1]),), cue.stance, 0.6)


def by_agent(passage: Passage, cue: Cue, earlier: Sequence[Attribution]) -> Attribution | None:
    """The plan was condemned by unions; what only points back (this view) stands for the claim before it."""
    source = following(passage, cue.end + 1, sentence_end(passage, cue.head))
    said = subject(passage, cue.start, floor_of(passage, cue.start))
    contents: tuple[Range, ...] = (said,) if said else ()
    charged = _charged(passage, source) if source else None
    if charged is not None and said is not None:
        return Attribution((cue.start, cue.end), charged[0], ((said[0], charged[1]),), cue.stance, 0.6)
    if _points_back(passage, cue, said):
        agrees = bool(earlier) and passage.low(cue.head) in AGREEING
        contents = earlier[-1].contents[-1:] if agrees else ()
    return Attribution((cue.start, cue.end), source, contents, cue.stance, 0.6) if source else None


def _charged(passage: Passage, source: Range) -> tuple[Range, int] | None:
    """Who accuses, and where the charge ends: "was accused by residents of taking bribes"."""
    for at in range(source[0] + 1, source[1] - 1):
        if passage.low(at) in ("of", "for") and passage.low(at + 1).endswith("ing"):
            return (source[0], at), sentence_end(passage, at)
    return None


def _points_back(passage: Passage, cue: Cue, said: Range | None) -> bool:
    """Whether the subject only names a claim made before: this view, the claim."""
    if passage.low(passage.sentence_of(cue.head)[0]) in ("this", "that", "these", "it"):
        return True
    return said is not None and said[1] - said[0] <= 2 and passage.low(said[1] - 1) in POINTING
