"""Attributions by a verb: "…," she said; she said that …"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotate.detect.attribution import Attribution, clause_start, floor_of, has_finite, quote_before
from annotate.detect.clauses import clause_end, content_after, sentence_end
from annotate.detect.cues import Cue
from annotate.detect.grammar import (
    BREAKS_TRAILING,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    is_adverb,
    is_finite,
)
from annotate.detect.passage import Passage
from annotate.detect.quotes import CLOSING, Quote
from annotate.detect.sources import NOBODY, Range, following, subject

INVERTING = frozenset(
    {"said", "says", "wrote", "writes", "adds", "added", "warns", "warned", "reports", "reported"}
)
ADVERBIAL = PREPOSITIONS | TIMES | SUBORDINATORS | DETERMINERS - {"this", "that", "these", "those"}
RESUMING = frozenset({"but", "not", "because", "though"})


def finite(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> Attribution | None:
    """The attribution of a finite verb, before, behind or within what is said."""
    first, floor = passage.sentence_of(cue.start)[0], floor_of(passage, cue.start)
    before = quote_before(passage, floor)
    asks = passage.low(first) == "who" and cue.start == first + 1
    if asks or (floor == cue.start and before is None):
        return None
    skip = floor + 1 if passage.low(floor) in (",", "—", "-") else floor
    if before is not None and cue.start == skip:
        return _inverted(passage, cue, before)
    closing = _closing_inversion(passage, cue, skip)
    if closing is not None:
        return closing
    if passage.low(cue.start - 1) == "one" and passage.low(cue.start - 2) == "no":
        return None
    source = subject(passage, cue.start, skip) or _shared_subject(passage, cue, floor)
    if passage.low(first) in NOBODY and (source is None or source[0] == first):
        return None
    if before is not None and source is not None and source[0] <= skip + 1:
        return _after_quote(passage, cue, source, before, cue.end)
    return _indirect(passage, cue, cues, source, floor)


def _indirect(
    passage: Passage, cue: Cue, cues: Sequence[Cue], source: Range | None, floor: int
) -> Attribution | None:
    resumed = _resumed(passage, cue, source, cues)
    if source is not None and resumed is not None:
        return _inserted(passage, cue, source, floor, resumed)
    content = content_after(passage, cue, cues)
    if content is not None and source is not None and passage.low(source[0]) == "who":
        content = _inside_relative(passage, cue, content)
    if (
        content is None
        or _is_hearer(passage, cue, content)
        or (_only_adjunct(passage, content) and not _takes_to(passage, cue))
    ):
        return _trailing(passage, cue, cues, source, floor)
    return Attribution((cue.start, cue.end), source, (content,), cue.stance, 0.8 if source else 0.5)


def _resumed(passage: Passage, cue: Cue, source: Range | None, cues: Sequence[Cue]) -> int | None:
    """The end of a clause that goes on behind its attribution: "The bill, she said in March, is dead"."""
    limit = sentence_end(passage, cue.head)
    if source is None or passage.low(source[0] - 1) != "," or not cue.frames & {"clause", "that"}:
        return None
    comma = next((i for i in range(cue.end, min(cue.end + 7, limit)) if passage.low(i) == ","), None)
    if comma is None or has_finite(passage, cue.end, comma):
        return None
    opens = passage.low(comma + 1)
    goes_on = (
        is_finite(opens)
        or opens in RESUMING
        or not has_finite(passage, floor_of(passage, cue.start), source[0])
    )
    return clause_end(passage, comma + 1, limit, cues) if goes_on else None


def _inserted(passage: Passage, cue: Cue, source: Range, floor: int, end: int) -> Attribution | None:
    """A clause with its attribution between commas: "The bridge, she said, is safe"."""
    start = clause_start(passage, floor, cue.start)
    if source[0] - start < 2:
        return None
    return Attribution((cue.start, cue.end), source, ((start, end),), cue.stance, 0.8)


def _inside_relative(passage: Passage, cue: Cue, content: Range) -> Range:
    """The content within ", who has warned of delays,": up to the comma that closes the relative clause."""
    if passage.low(cue.start - 2) != ",":
        return content
    comma = next((i for i in range(*content) if passage.low(i) == ","), content[1])
    return content[0], comma


def _is_hearer(passage: Passage, cue: Cue, content: Range) -> bool:
    """Whether nothing but who was spoken to follows: "…, two workers told the Ledger"."""
    if passage.low(content[0]) in ("to", "that"):
        return False
    return "tell" in cue.frames and content[1] - content[0] <= 4 and not has_finite(passage, *content)


def _takes_to(passage: Passage, cue: Cue) -> bool:
    return "to" in cue.frames and passage.low(cue.end) == "to"


def _shared_subject(passage: Passage, cue: Cue, floor: int) -> Range | None:
    """The subject of the clause before "and": "Ms. Lee denied the charge and said …"."""
    at = cue.start - 1
    while at > floor and (is_adverb(passage.low(at)) or passage.low(at) in ("and", "but", ",")):
        at -= 1
    verb = next((index for index in range(floor + 1, at + 1) if is_finite(passage.low(index))), None)
    return None if verb is None else subject(passage, verb, floor)


def _inverted(passage: Passage, cue: Cue, before: Quote) -> Attribution | None:
    source = following(passage, cue.end, sentence_end(passage, cue.head))
    if not cue.frames & {"clause", "that", "quote", "tell"} or source is None:
        return None
    return _after_quote(passage, cue, source, before, source[1])


def _closing_inversion(passage: Passage, cue: Cue, floor: int) -> Attribution | None:
    """The clause before verb and speaker: "The town is “dry as dust”, says the mayor"."""
    before, limit = passage.low(cue.start - 1), sentence_end(passage, cue.head)
    if before not in CLOSING | {","} or not _inverts(passage, cue) or cue.start - floor < 3:
        return None
    source = following(passage, cue.end, limit)
    if source is None or not _may_speak(passage, source, limit) or _goes_on_finite(passage, source[1], limit):
        return None
    if not has_finite(passage, floor, cue.start) and not _is_short_clause(passage, floor, cue.start - 1):
        return None
    if _is_subject_told(passage, floor, cue.start):
        return None
    start, end = clause_start(passage, floor, cue.start), cue.start - (before == ",")
    return Attribution((cue.start, cue.end), source, ((start, end),), cue.stance, 0.8)


def _is_subject_told(passage: Passage, start: int, end: int) -> bool:
    """Whether the words are a subject and the clause that tells who it is: "Ms. Lee, who runs the mill,"."""
    commas = (at for at in range(start, end) if passage.low(at) == ",")
    comma = next((at for at in commas if passage.low(at + 1) in ("who", "whose")), None)
    return comma is not None and not has_finite(passage, start, comma)


def _inverts(passage: Passage, cue: Cue) -> bool:
    """Whether a verb may stand before its subject: one word, of a verb that takes a clause."""
    return cue.end - cue.start == 1 and (passage.low(cue.head) in INVERTING or "clause" in cue.frames)


def _may_speak(passage: Passage, source: Range, limit: int) -> bool:
    """A name, a noun with its article, or nouns alone up to the end of the sentence."""
    opens = passage.tokens[source[0]]
    named = opens.text[:1].isupper() or opens.low in POSSESSIVES | {"a", "an", "the", "one"}
    return named or (source[1] == limit and source[1] - source[0] <= 3)


def _goes_on_finite(passage: Passage, at: int, limit: int) -> bool:
    """Whether a verb of the same clause follows the noun phrase: then that is the verb's subject."""
    return (
        at < limit and passage.low(at) not in RELATIVES | {",", "but", "and"} and is_finite(passage.low(at))
    )


def _is_short_clause(passage: Passage, start: int, end: int) -> bool:
    """It rained, prices fell: a subject and one word more, whose verb no list need know."""
    low = passage.low(start)
    if end - start != 2 or low in ADVERBIAL or passage.low(end - 1) in TIMES:
        return False
    return passage.low(end - 1).endswith(("s", "ed")) or is_finite(passage.low(end - 1))


def _after_quote(passage: Passage, cue: Cue, source: Range, before: Quote, at: int) -> Attribution:
    """The quotation before, and what goes on with it behind token `at`, where source and cue have passed."""
    contents = [(before.start, before.end)]
    tail = _next_quote(passage, at)
    if tail is not None and _is_one_sentence(passage, before, tail):
        contents = [(before.start, tail.end)]
    elif tail is not None:
        contents.append((tail.start, tail.end))
    return Attribution((cue.start, cue.end), source, tuple(contents), cue.stance, 0.95)


def _is_one_sentence(passage: Passage, before: Quote, tail: Quote) -> bool:
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


def _trailing(
    passage: Passage, cue: Cue, cues: Sequence[Cue], source: Range | None, floor: int
) -> Attribution | None:
    """The clause that stands before its source and cue: "The plan is dead, he said"."""
    if source is None or not cue.frames & {"clause", "that", "tell"}:
        return None
    end = source[0]
    quoted = passage.low(end - 1) in CLOSING and passage.low(end - 2) == ","
    if not quoted and passage.low(end - 1) != "," and (passage.low(end - 1) != "as" or end - 1 <= floor):
        return None
    while end > floor and passage.low(end - 1) in (",", "as"):
        end -= 1
    start = clause_start(passage, floor, end)
    if end - start < 3 and not _is_short_clause(passage, start, end):
        return None
    return Attribution(
        (cue.start, cue.end), source, ((start, end), *_second(passage, cue, cues)), cue.stance, 0.8
    )


def _second(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> Iterator[Range]:
    """The other clause of "It rained, she said, and the road was dark"."""
    limit = sentence_end(passage, cue.head)
    if (
        passage.low(cue.end) == ","
        and passage.low(cue.end + 1) == "and"
        and cue.end + 2 not in {c.start for c in cues}
    ):
        end = clause_end(passage, cue.end + 1, limit, cues)
        if has_finite(passage, cue.end + 1, end):
            yield cue.end + 1, end
