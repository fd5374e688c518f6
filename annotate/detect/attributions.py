"""Joins cue, source and content: one `Attribution` for each cue that has a content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotate.detect.clauses import clause_end, content_after, phrase_end, sentence_end, that_clause_end
from annotate.detect.cues import Cue, nominal_stance
from annotate.detect.grammar import (
    BREAKS_TRAILING,
    MODAL,
    POSSESSIVES,
    PREPOSITIONS,
    TIMES,
    is_adverb,
    is_finite,
)
from annotate.detect.passage import Passage
from annotate.detect.quotes import CLOSING, Quote
from annotate.detect.sources import Range, following, subject


@dataclass(frozen=True)
class Attribution:
    """Token ranges of one passage; `confidence` is that of the whole construction, 0 to 1."""

    cue: Range
    source: Range | None
    contents: tuple[Range, ...]
    stance: str
    confidence: float


def attributions(passage: Passage, cues: Sequence[Cue]) -> list[Attribution]:
    """Every attribution of a passage, in the order of the cues."""
    found: list[Attribution] = []
    for cue in cues:
        made = _attribution(passage, cue, cues, found)
        contents = tuple(one for one in made.contents if one[0] < one[1]) if made else ()
        if made is not None and contents:
            found.append(replace(made, contents=contents))
    return _carried_on(passage, found)


def _attribution(
    passage: Passage, cue: Cue, cues: Sequence[Cue], earlier: Sequence[Attribution]
) -> Attribution | None:
    if cue.shape == "finite":
        return _finite(passage, cue, cues)
    if cue.shape == "phrase":
        return _phrase(passage, cue, cues)
    if cue.shape == "ing":
        return _ing(passage, cue, cues, earlier)
    if cue.shape == "noun":
        return _nominal(passage, cue, cues)
    if cue.shape == "adverb":
        return _adverb(passage, cue, cues)
    return _passive(passage, cue, cues)


def _floor(passage: Passage, at: int) -> int:
    """The first token of the sentence of `at`, or the one behind the last full quotation before it."""
    start, _ = passage.sentence_of(at)
    ends = [quote.end for quote in passage.quotes if quote.full and quote.end <= at]
    return max([start, *ends])


def _quote_before(passage: Passage, at: int) -> Quote | None:
    return passage.quote_at[at - 1] if at > 0 else None


def _finite(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> Attribution | None:
    floor = _floor(passage, cue.start)
    before = _quote_before(passage, floor)
    if passage.low(cue.start - 1) == "who" and cue.start - 1 == passage.sentence_of(cue.start)[0]:
        return None
    if floor == cue.start and before is None and cue.start > passage.sentence_of(cue.start)[0]:
        return None
    skip = floor + 1 if passage.low(floor) in (",", "—", "-") else floor
    if before is not None and cue.start == skip:
        return _inverted(passage, cue, before)
    source = subject(passage, cue.start, skip)
    if source is None:
        source = _shared_subject(passage, cue, floor)
    if before is not None and source is not None and source[0] <= skip + 1:
        return _after_quote(passage, cue, cues, source, before)
    content = content_after(passage, cue, cues)
    if (
        content is not None
        and passage.low(cue.end) == ","
        and passage.low(source[0] - 1 if source else 0) == ","
    ):
        return _inserted(passage, cue, source, floor, content[1])
    if content is None or (_only_adjunct(passage, content) and not _takes_to(passage, cue)):
        return _trailing(passage, cue, source, floor)
    return Attribution((cue.start, cue.end), source, (content,), cue.stance, 0.8 if source else 0.5)


def _inserted(passage: Passage, cue: Cue, source: Range | None, floor: int, end: int) -> Attribution | None:
    """A clause with its attribution between commas: "The bridge, she said, is safe"."""
    start = clause_start(passage, floor, cue.start)
    if source is None or not cue.frames & {"clause", "that"} or source[0] - start < 2:
        return None
    return Attribution((cue.start, cue.end), source, ((start, end),), cue.stance, 0.8)


def _takes_to(passage: Passage, cue: Cue) -> bool:
    return "to" in cue.frames and passage.low(cue.end) == "to"


def _shared_subject(passage: Passage, cue: Cue, floor: int) -> Range | None:
    """The subject of the clause before "and": "Ms. Lee denied the charge and said …"."""
    at = cue.start - 1
    while at > floor and (is_adverb(passage.low(at)) or passage.low(at) in ("and", "but", ",")):
        at -= 1
    for index in range(floor + 1, at + 1):
        if is_finite(passage.low(index)):
            return subject(passage, index, floor)
    return None


def _inverted(passage: Passage, cue: Cue, before: Quote) -> Attribution | None:
    source = following(passage, cue.end, sentence_end(passage, cue.head))
    if not cue.frames & {"clause", "that", "quote", "tell"} or source is None:
        return None
    return Attribution((cue.start, cue.end), source, ((before.start, before.end),), cue.stance, 0.95)


def _after_quote(
    passage: Passage, cue: Cue, cues: Sequence[Cue], source: Range, before: Quote
) -> Attribution | None:
    contents = [(before.start, before.end)]
    tail = _next_quote(passage, cue.end)
    if tail is not None and _goes_on(passage, before, tail):
        contents = [(before.start, tail.end)]
    elif tail is not None:
        contents.append((tail.start, tail.end))
    return Attribution((cue.start, cue.end), source, tuple(contents), cue.stance, 0.95)


def _goes_on(passage: Passage, before: Quote, tail: Quote) -> bool:
    """Whether the second part ends the sentence that the first began: "The bridge," she said, "is safe."."""
    return passage.low(before.end - 2) == "," and passage.tokens[tail.start + 1].text[:1].islower()


def _next_quote(passage: Passage, at: int) -> Quote | None:
    """The rest of a quotation that the attribution parted: "…," he said on Monday, "…"."""
    _, end = passage.sentence_of(at - 1)
    for index in range(at, min(end, at + 12)):
        if passage.quote_at[index] is not None:
            return passage.quote_at[index]
        if is_finite(passage.low(index)):
            return None
    return None


def _only_adjunct(passage: Passage, content: Range) -> bool:
    """Whether what follows the cue is only a time, a place or an occasion."""
    low = passage.low(content[0])
    opens = low in PREPOSITIONS or low in TIMES or low in BREAKS_TRAILING
    return opens and low != "that" and passage.quote_at[content[0]] is None


def _trailing(passage: Passage, cue: Cue, source: Range | None, floor: int) -> Attribution | None:
    """The clause that stands before its source and cue: "The plan is dead, he said"."""
    if source is None or not cue.frames & {"clause", "that"}:
        return None
    end = source[0]
    if passage.low(end - 1) == ",":
        end -= 1
    elif passage.low(end - 1) in CLOSING and passage.low(end - 2) == ",":
        pass
    elif passage.low(end - 1) != "as" or end - 1 <= floor:
        return None
    while end > floor and passage.low(end - 1) in (",", "as"):
        end -= 1
    start = clause_start(passage, floor, end)
    if end - start < 3:
        return None
    return Attribution((cue.start, cue.end), source, ((start, end),), cue.stance, 0.8)


def clause_start(passage: Passage, floor: int, end: int) -> int:
    """The first word of the content that ends at `end`: openers such as But left out."""
    start = floor
    while start < end and (passage.low(start) in ("but", "and", ",", "or", "so", "still", "—")):
        start += 1
    return start


def _phrase(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> Attribution | None:
    limit = sentence_end(passage, cue.head)
    source = following(passage, cue.end, limit)
    if source is None:
        return None
    main = _main_cue(passage, cue, source[1], cues)
    if main is not None:
        content = content_after(passage, main, cues)
        return Attribution((cue.start, cue.end), source, (content,) if content else (), cue.stance, 0.7)
    floor = _floor(passage, cue.start)
    before = _quote_before(passage, floor)
    start = clause_start(passage, floor, cue.start)
    end = cue.start
    while end > start and passage.low(end - 1) in (",", "—"):
        end -= 1
    if end - start < 2 and before is not None:
        contents: tuple[Range, ...] = ((before.start, before.end),)
    elif end - start < 2:
        begin = source[1] + (passage.low(source[1]) == ",")
        contents = ((begin, clause_end(passage, begin, limit, cues)),) if begin < limit else ()
    else:
        contents = ((start, _behind_insertion(passage, source[1], end, limit, cues)),)
    if passage.low(cue.head) in ("citing", "quoting") and not _has_finite(passage, *contents[0]):
        return None
    return Attribution((cue.start, cue.end), source, contents, cue.stance, 0.85)


def _main_cue(passage: Passage, cue: Cue, at: int, cues: Sequence[Cue]) -> Cue | None:
    """The cue that an inserted source stands before: "The bank, citing its books, said"."""
    if passage.low(cue.start - 1) != "," or passage.low(at) != ",":
        return None
    return next((one for one in cues if one.start == at + 1 and one.shape == "finite"), None)


def _behind_insertion(passage: Passage, at: int, end: int, limit: int, cues: Sequence[Cue]) -> int:
    """Where the clause ends in which a phrase stands between commas: "Forty, according to police, were hurt"."""
    if passage.low(end) != "," or passage.low(at) != "," or at + 1 >= limit:
        return end
    finite = is_finite(passage.low(at + 1)) or passage.low(at + 1) in MODAL
    return clause_end(passage, at + 1, limit, cues) if finite else end


def _has_finite(passage: Passage, start: int, end: int) -> bool:
    return any(is_finite(passage.low(index)) for index in range(start, end))


def _ing(
    passage: Passage, cue: Cue, cues: Sequence[Cue], earlier: Sequence[Attribution]
) -> Attribution | None:
    content = content_after(passage, cue, cues)
    if content is None:
        return None
    first, _ = passage.sentence_of(cue.start)
    absolute = _with_subject(passage, cue)
    if absolute is not None:
        return Attribution((cue.start, cue.end), absolute, (content,), cue.stance, 0.7)
    held = [a.source for a in earlier if a.source and first <= a.source[0] < cue.start]
    source = held[-1] if held else _sentence_subject(passage, cue, first)
    return Attribution((cue.start, cue.end), source, (content,), cue.stance, 0.7 if source else 0.5)


def _with_subject(passage: Passage, cue: Cue) -> Range | None:
    """The subject of ", with many asserting that"."""
    for index in range(cue.start - 1, max(cue.start - 8, 0), -1):
        if passage.low(index) == "with" and passage.low(index - 1) in (",", "—", "–"):
            return subject(passage, cue.start, index + 1)
        if passage.low(index) == ",":
            return None
    return None


def _sentence_subject(passage: Passage, cue: Cue, first: int) -> Range | None:
    for index in range(first + 1, cue.start):
        if is_finite(passage.low(index)):
            return subject(passage, index, _floor(passage, index))
    return None


def _nominal(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> Attribution | None:
    content = content_after(passage, cue, cues)
    if content is None:
        return None
    if cue.link not in ("that", "to"):
        content = content[0], phrase_end(passage, *content)
    elif cue.link == "that" and not _has_finite(passage, passage.sentence_of(cue.start)[0], cue.start):
        content = content[0], that_clause_end(passage, *content)
    return Attribution(
        (cue.start, cue.end), _holder(passage, cue), (content,), nominal_stance(passage, cue), 0.6
    )


def _holder(passage: Passage, cue: Cue) -> Range | None:
    """Whose it is: "the senator's condemnation of", "their fear that"."""
    at = cue.start - 1
    while at > 0 and passage.low(at) not in ("'s", "'") and passage.low(at) not in POSSESSIVES:
        if cue.start - at > 3:
            return None
        at -= 1
    if passage.low(at) in POSSESSIVES:
        return at, at + 1
    if passage.low(at) in ("'s", "'"):
        held = subject(passage, at, passage.sentence_of(at)[0])
        return (held[0], at + 1) if held else None
    return None


def _adverb(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> Attribution | None:
    floor, limit = _floor(passage, cue.start), sentence_end(passage, cue.start)
    start = clause_start(passage, floor, cue.start)
    end = clause_end(passage, cue.start, limit, cues) if cue.start < limit else limit
    return Attribution((cue.start, cue.end), None, ((start, end),), cue.stance, 0.6)


def _passive(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> Attribution | None:
    content = content_after(passage, cue, cues)
    floor = _floor(passage, cue.start)
    done_to = subject(passage, cue.start, floor)
    source = None
    if content is not None and passage.low(content[0]) == "by":
        source = following(passage, content[0] + 1, content[1])
        content = (source[1], content[1]) if source and source[1] + 1 < content[1] else None
    contents = tuple(part for part in (done_to, content) if part is not None)
    if not contents:
        return None
    whole = (contents[0][0], contents[-1][1])
    return Attribution(
        (cue.start, cue.end), source, (whole,) if source is None else contents[:1], cue.stance, 0.6
    )


def _carried_on(passage: Passage, found: Sequence[Attribution]) -> list[Attribution]:
    """Quotations that nobody is said to utter go on with the speaker before them in the paragraph."""
    taken = {content for one in found for content in one.contents}
    out = list(found)
    for quote in passage.quotes:
        span = (quote.start, quote.end)
        if not quote.full or any(a <= quote.start < b or quote.start <= a < quote.end for a, b in taken):
            continue
        number = next((i for i in range(len(out) - 1, -1, -1) if out[i].cue[0] < quote.start), None)
        if number is not None and out[number].source is not None:
            out[number] = replace(out[number], contents=(*out[number].contents, span))
    return out


def orphans(passage: Passage, found: Sequence[Attribution]) -> Iterator[Quote]:
    """Full quotations that no attribution of the paragraph covers."""
    taken = [content for one in found for content in one.contents]
    for quote in passage.quotes:
        if quote.full and not any(a < quote.end and quote.start < b for a, b in taken):
            yield quote
