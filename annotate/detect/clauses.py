"""Where the content clause of an attribution begins and ends."""

from __future__ import annotations

from collections.abc import Collection

from annotate.detect.cues import Cue
from annotate.detect.grammar import (
    AUXILIARIES,
    BE,
    COORDINATORS,
    DASHES,
    DETERMINERS,
    HAVE,
    OBJECT_PRONOUNS,
    OPENERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    STOPS,
    SUBORDINATORS,
    TIMES,
    is_adverb,
    is_finite,
)
from annotate.detect.passage import Passage
from annotate.detect.quotes import CLOSING

Range = tuple[int, int]
FAR = 14
"""How many words may stand between a cue and the "that" which opens its content."""
ADJUNCTS = PREPOSITIONS | {"citing", "quoting", "speaking"}
SEPARATE = frozenset({"but", "although", "though", "while", "whereas"})
TAILS = frozenset({"complicating", "raising", "prompting", "leaving", "making", "adding", "sparking"})


def sentence_end(passage: Passage, at: int) -> int:
    """The index behind the last word of the sentence of `at`, closing signs left out."""
    start, end = passage.sentence_of(at)
    closing = STOPS | {",", ":"} | ({")"} if passage.low(start) == "(" else set())
    while end > start and passage.low(end - 1) in closing and passage.quote_at[end - 1] is None:
        end -= 1
    return end


def content_after(passage: Passage, cue: Cue, cues: Collection[Cue]) -> Range | None:
    """The content that follows a cue up to the end of its clause; None where nothing does."""
    limit = sentence_end(passage, cue.head)
    start = content_start(passage, cue, limit)
    if start is None or start >= limit:
        return None
    end = clause_end(passage, start, limit, cues)
    return (start, end) if end > start else None


def content_start(passage: Passage, cue: Cue, limit: int) -> int | None:
    """Behind the cue, who was spoken to, when and where: at the clause itself."""
    at = cue.end
    if passage.low(at) == "," and _stands_behind(passage, cue):
        return None
    while at < limit and passage.low(at) in (":", ","):
        at += 1
    if at >= limit or passage.low(at) in OPENERS or passage.quote_at[at] is not None:
        return at if at < limit else None
    quoted = _quoted_behind(passage, at, limit)
    if quoted is not None:
        return quoted
    opener = _that(passage, at, limit)
    if opener is not None and cue.frames & {"clause", "that", "quote", "tell"}:
        heard = "tell" in cue.frames or _adjunct(passage, at, opener)
        if heard and not _verb_between(passage, at, opener):
            return opener
    if "tell" in cue.frames and "clause" not in cue.frames:
        return _behind_hearer(passage, at, limit)
    if "clause" in cue.frames and passage.low(at) in TIMES | {"on", "in"}:
        return _behind_times(passage, at, limit)
    return at


def _quoted_behind(passage: Passage, at: int, limit: int) -> int | None:
    """The quotation behind a colon: "said in a statement: “…”"."""
    for index in range(at, min(limit, at + FAR) - 1):
        if is_finite(passage.low(index)) or passage.quote_at[index] is not None:
            return None
        if passage.low(index) == ":" and passage.quote_at[index + 1] is not None:
            return index + 1
    return None


def _stands_behind(passage: Passage, cue: Cue) -> bool:
    """Whether a comma behind the cue ends an attribution that followed its clause: "…, she said, …"."""
    first = passage.sentence_of(cue.head)[0]
    quoted = passage.quote_at[cue.end + 1 : cue.end + 2] not in ((None,), ())
    return not quoted and any(passage.low(index) == "," for index in range(first, cue.start))


def _that(passage: Passage, at: int, limit: int) -> int | None:
    for index in range(at, min(limit, at + FAR)):
        if passage.low(index) == "that":
            return index
        if index > at and passage.low(index) in (";", ":"):
            break
    return None


def _adjunct(passage: Passage, start: int, end: int) -> bool:
    """Whether the words between are a time, a place or a hearer."""
    low = passage.low(start)
    if low in POSSESSIVES and end - start > 1:
        return False
    return low in ADJUNCTS or low in TIMES or is_adverb(low) or low in OBJECT_PRONOUNS


def _verb_between(passage: Passage, start: int, end: int) -> bool:
    return any(is_finite(passage.low(index)) for index in range(start, end))


def _behind_hearer(passage: Passage, at: int, limit: int) -> int | None:
    if passage.low(at) in OBJECT_PRONOUNS:
        return at + 1
    index = at
    while index < limit:
        low = passage.low(index)
        if low in OPENERS or passage.quote_at[index] is not None:
            return index
        if index > at and (
            low in PRONOUNS
            or (
                low in ("the", "his", "her", "to", "about")
                and passage.low(index - 1) not in ("of", "in", "at", "for", "on", "from", "and")
            )
        ):
            return index
        if low == ",":
            return index + 1 if index + 1 < limit and passage.quote_at[index + 1] is not None else None
        index += 1
    return None


def _behind_times(passage: Passage, at: int, limit: int) -> int:
    """Behind "Monday", "late on Monday", "in March", where a clause begins there, else at the same place."""
    index, timed = at, False
    while index < limit and passage.low(index) in TIMES | {",", "on", "in"}:
        timed = timed or passage.low(index) in TIMES
        index += 1
    if passage.low(at) in TIMES:
        return index
    return index if timed and index < limit and _opens_clause(passage, index, limit) else at


def _opens_clause(passage: Passage, at: int, limit: int) -> bool:
    begins = passage.low(at) in DETERMINERS | PRONOUNS or passage.tokens[at].text[:1].isupper()
    return begins and _verb_between(passage, at + 1, min(limit, at + 12))


def clause_end(passage: Passage, start: int, limit: int, cues: Collection[Cue]) -> int:
    """The index behind the clause: the sentence's end, or where another attribution or main clause begins."""
    begins = {cue.start: cue for cue in cues}
    for index in range(start + 1, limit):
        low = passage.low(index)
        if passage.quote_at[index] is not None and passage.quote_at[start] is not passage.quote_at[index]:
            return _trim(passage, start, index)
        if low == ";":
            return index
        if low == "," and _ends_here(passage, index, limit, begins):
            return index + 2 if passage.low(index + 1) in CLOSING else index
        if low in ("and", "but") and index - start == 2 and index + 1 in begins:
            return index
        if low == "and" and index - start > 2 and _other_speaker(passage, index + 1, limit, begins):
            return _trim(passage, start, index)
        if low in ("according",) and index in begins:
            return _trim(passage, start, index)
    return limit


def _ends_here(passage: Passage, comma: int, limit: int, begins: dict[int, Cue]) -> bool:
    after = comma + 1 + (passage.low(comma + 1) in CLOSING)
    low = passage.low(after)
    if low in COORDINATORS and (after + 1 in begins or _subject_and_cue(passage, after + 1, limit, begins)):
        return True
    if after in begins and begins[after].shape in ("ing", "phrase"):
        return True
    if low == "and" and passage.low(after + 1) == "there":
        return True
    if low in SEPARATE and _has_verb(passage, after + 1, limit):
        return True
    if _closing_speaker(passage, after, limit, begins):
        return True
    if _behind_subordinate(passage, comma) and _subject_and_cue(passage, after, limit, begins):
        return True
    return (low in ("further", "thereby") and passage.low(after + 1).endswith("ing")) or low in TAILS


def _behind_subordinate(passage: Passage, comma: int) -> bool:
    """Whether the sentence opened with a clause that this comma may close: While …, / When …,"""
    first, _ = passage.sentence_of(comma)
    return passage.low(first) in (
        "while",
        "when",
        "although",
        "though",
        "if",
        "as",
        "even",
        "but",
        "after",
        "since",
    )


def _closing_speaker(passage: Passage, at: int, limit: int, begins: dict[int, Cue]) -> bool:
    """Whether ", a diplomat said" or ", a diplomat said on Monday" ends the sentence."""
    if not _subject_and_cue(passage, at, limit, begins):
        return False
    cue = next(begins[index] for index in range(at + 1, limit) if index in begins)
    return limit - cue.end <= 6 and not _verb_between(passage, cue.end, limit)


def _subject_and_cue(passage: Passage, at: int, limit: int, begins: dict[int, Cue]) -> bool:
    while at < limit and not passage.tokens[at].is_word:
        at += 1
    for index in range(at + 1, min(at + 7, limit)):
        if index in begins:
            return begins[index].shape == "finite"
        if passage.low(index) in PREPOSITIONS or is_finite(passage.low(index)) or passage.low(index) == ",":
            return False
    return False


def _other_speaker(passage: Passage, at: int, limit: int, begins: dict[int, Cue]) -> bool:
    """Whether behind "and" another cue begins, at once or with a subject of its own."""
    at_once = at in begins and begins[at].shape == "finite"
    return at_once or _subject_and_cue(passage, at, limit, begins)


def phrase_end(passage: Passage, start: int, limit: int) -> int:
    """The index behind the noun phrase that a noun takes by its preposition: before the sentence's verb."""
    for index in range(start + 1, limit):
        low = passage.low(index)
        if low in RELATIVES or low == ",":
            return limit if low in RELATIVES else index
        after = PREPOSITIONS | DETERMINERS | {"being"}
        if is_finite(low) and low != "being" and passage.low(index - 1) not in after:
            return index
    return limit


def that_clause_end(passage: Passage, start: int, limit: int) -> int:
    """The index behind a that-clause inside a subject: before the second verb, the sentence's own."""
    verbs = 0
    for index in range(start + 1, limit):
        low = passage.low(index)
        if low in {",", "and", "but"} | RELATIVES | SUBORDINATORS:
            return limit
        before = passage.low(index - 1)
        group = before in AUXILIARIES | {"not"} or (is_adverb(before) and passage.low(index - 2) in BE | HAVE)
        verbs += is_finite(low) and not group
        if verbs == 2:
            return _without_adverbs(passage, start, index)
    return limit


def _without_adverbs(passage: Passage, start: int, end: int) -> int:
    while end > start and is_adverb(passage.low(end - 1)):
        end -= 1
    return end


def _has_verb(passage: Passage, start: int, limit: int) -> bool:
    return any(is_finite(passage.low(index)) for index in range(start, min(limit, start + 15)))


def _trim(passage: Passage, start: int, end: int) -> int:
    while end > start and passage.low(end - 1) in {",", ":", "and"} | DASHES:
        end -= 1
    return end
