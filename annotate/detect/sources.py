"""Where the words lie that say who says it: before a cue as its subject, or behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotate.detect.grammar import (
    AUXILIARIES,
    COORDINATORS,
    DASHES,
    DETERMINERS,
    OBJECT_PRONOUNS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    STOPS,
    SUBORDINATORS,
    TIMES,
    is_adverb,
    is_finite,
    word_set,
)
from annotate.detect.lexicon import Lexicon
from annotate.detect.passage import Passage

Range = tuple[int, int]
BREAKS = SUBORDINATORS - {"so", "before", "after", "than", "as", "since", "until"} | {
    "that",
    "but",
    "because",
}
TIMELY = frozenset({"after", "before", "since", "until", "as", "than"})
TIME_OF_DAY = re.compile(r"\d{1,2}[:.]\d\d")
NOBODY = frozenset({"nobody", "none", "no", "neither", "nothing"})
NO_SOURCE = word_set("it this that these there what nothing something which and") | DETERMINERS - {
    "some", "many", "others", "another", "both", "all", "several", "few", "most", "each",
}  # fmt: skip


def subject(passage: Passage, at: int, floor: int) -> Range | None:
    """The noun phrase that ends before token `at` and begins at or behind `floor`."""
    end = at
    while end > floor and is_adverb(passage.low(end - 1)):
        end -= 1
    if end <= floor:
        return None
    low = passage.low(end - 1)
    if low == "who" and end - 1 == passage.sentence_of(end - 1)[0]:
        return None
    if low == "who" and passage.low(end - 2) != ",":
        return _before_who(passage, end - 1, floor)
    if low == "one" and passage.low(end - 2) == "no":
        return None
    if low in PRONOUNS or low == "who":
        return end - 1, end
    if passage.low(end - 1) in (",", ")") or passage.low(end - 1) in DASHES:
        return _with_insertion(passage, end - 1, floor)
    return _noun_phrase(passage, end, floor)


def _before_who(passage: Passage, who: int, floor: int) -> Range:
    """ "some senators who have warned": an unnamed holder is told by its own words, a named one by "who"."""
    held = _noun_phrase(passage, who, floor)
    named = held is None or passage.tokens[held[1] - 1].text[:1].isupper() or held[1] - held[0] > 8
    return (who, who + 1) if held is None or named else held


def _with_insertion(passage: Passage, comma: int, floor: int) -> Range | None:
    """A subject parted from its verb: "Ann Lee, a lawyer, said", "Ann Lee, who was there, said"."""
    pair = _pair(passage, comma, floor)
    if pair is None:
        return None
    head = _noun_phrase(passage, pair, floor)
    if head is None or passage.low(head[1] - 1) in PRONOUNS:
        return head
    first = passage.low(pair + 1)
    if passage.low(pair) == "(" and passage.tokens[pair + 1].text[:1].isupper():
        return head[0], comma + 1
    if passage.low(pair) == "," and _is_apposition(passage, pair + 1, comma) and first not in RELATIVES:
        return head[0], _apposition_end(passage, pair + 1, comma)
    return head


def _pair(passage: Passage, comma: int, floor: int) -> int | None:
    """The comma, bracket or dash that opens the insertion which `comma` closes."""
    opener = {")": "("}.get(passage.low(comma), passage.low(comma))
    found = None
    for index in range(comma - 1, max(floor, comma - 40), -1):
        if passage.low(index) == opener:
            found = found or index
            head = _noun_phrase(passage, index, floor)
            if head and _looks_like_holder(passage, head):
                return index
    return found


def _looks_like_holder(passage: Passage, head: Range) -> bool:
    word = passage.tokens[head[1] - 1]
    if word.low in PRONOUNS or is_adverb(word.low):
        return word.low in PRONOUNS
    names = all(
        t.text[:1].isupper() or t.low in ("de", "van", "von", "al", "bin")
        for t in passage.tokens[slice(*head)]
    )
    if names and head[1] - head[0] == 1 and passage.low(head[0] - 1) == ",":
        return False
    return names or passage.low(head[0]) in DETERMINERS


def _is_apposition(passage: Passage, start: int, end: int) -> bool:
    low = passage.low(start)
    if low in PREPOSITIONS | SUBORDINATORS | RELATIVES | COORDINATORS or low[:1].isdigit():
        return False
    if low.endswith(("ing", "ed")) or is_adverb(low) or low in AUXILIARIES or low in ("himself", "herself"):
        return False
    return end - start < 25


def _apposition_end(passage: Passage, start: int, end: int) -> int:
    for index in range(start, end):
        low = passage.low(index)
        if low == "who" or (low in RELATIVES and passage.low(index - 1) == ","):
            return index - 1 if passage.low(index - 1) == "," else index
    return end


def _noun_phrase(passage: Passage, end: int, floor: int) -> Range | None:
    """The longest noun phrase that ends before `end`, walking left to what cannot belong to it."""
    start = end
    for index in range(end - 1, floor - 1, -1):
        if _ends_phrase(passage, index, end, floor):
            break
        start = index
    start = _without_lead(passage, start, end)
    if (
        start >= end
        or passage.low(start) in NOBODY
        or passage.low(end - 1) in PREPOSITIONS | NO_SOURCE | COORDINATORS | AUXILIARIES
    ):
        return None
    return start, end


def _ends_phrase(passage: Passage, index: int, end: int, floor: int) -> bool:
    low = passage.low(index)
    if (
        passage.quote_at[index] is not None
        or low in STOPS
        or low in (":", "(", ")", '"', "”", "''", "“", "«", "„")
        or low in DASHES
    ):
        return True
    if low == ",":
        return not _is_list(passage, index, end)
    if low in BREAKS or low in RELATIVES:
        return low != "that" or passage.low(index - 1) not in PREPOSITIONS
    if low == "her" and index + 1 < end:
        return False
    if low in PRONOUNS - {"one", "it"} or low in OBJECT_PRONOUNS:
        return passage.low(index - 1) != "of"
    if low in TIMELY and any(is_finite(passage.low(earlier)) for earlier in range(floor, index)):
        return True
    if low in ("and", "or") and index + 1 < end:
        return not _joins_nouns(passage, index, floor)
    if passage.tokens[index].text[:1].isupper() and index > floor and not low.endswith("n't"):
        return False
    return is_finite(low) and index < end and not _modifies(passage, index, end)


def _modifies(passage: Passage, index: int, end: int) -> bool:
    """A participle before its noun: "the retired officer", "a convicted felon"."""
    return passage.low(index).endswith("ed") and passage.low(index - 1) in DETERMINERS | {"and", ","}


def _is_list(passage: Passage, comma: int, end: int) -> bool:
    """A comma between the members of "Ann, Ben and Cy" or between adjectives or a place and its state."""
    rest = [passage.low(index) for index in range(comma + 1, end)]
    if "and" in rest and not any(is_finite(word) for word in rest):
        before = passage.tokens[comma - 1] if comma else None
        names = before is not None and before.text[:1].isupper()
        return names and passage.tokens[comma + 1].text[:1].isupper()
    return False


def _joins_nouns(passage: Passage, at: int, floor: int) -> bool:
    """Whether an "and" joins two nouns of one subject and not two clauses."""
    for index in range(at - 1, floor - 1, -1):
        low = passage.low(index)
        if low in STOPS or low in BREAKS or passage.quote_at[index] is not None:
            return True
        if (
            is_finite(low)
            and not passage.tokens[index].text[:1].isupper()
            and not _modifies(passage, index, at)
        ):
            return False
    return True


def _without_lead(passage: Passage, start: int, end: int) -> int:
    """Leaves out what stands before the subject: But, Meanwhile, On Monday, Last week."""
    while start < end - 1:
        low = passage.low(start)
        if not low[:1].isalnum() or TIME_OF_DAY.fullmatch(low):
            start += 1
            continue
        noun = passage.tokens[start + 1].text[:1].islower() and passage.low(start + 1) not in DETERMINERS
        if low in ("earlier", "further", "early") and noun:
            break
        if low in COORDINATORS | BREAKS | {","} or (is_adverb(low) and low not in ("all", "both")):
            start += 1
        elif low in ("last", "this", "earlier", "later") and passage.low(start + 1) in TIMES | {
            "week",
            "month",
            "year",
        }:
            start += 2
        elif low in PREPOSITIONS or low in ("when", "while"):
            start = _after_preposition(passage, start, end)
        else:
            break
    return start


def _after_preposition(passage: Passage, start: int, end: int) -> int:
    """Behind a preposition that opens the sentence: its time words, or all but the last noun phrase."""
    index = start + 1
    while index < end and (passage.low(index) in TIMES or passage.low(index)[:1].isdigit()):
        index += 1
    if index > start + 1:
        return index
    for later in range(start + 2, end):
        if _name_begins(passage, later, end) and passage.low(later - 1) not in PREPOSITIONS | DETERMINERS:
            return later
        if passage.low(later) in DETERMINERS and passage.low(later - 1) not in PREPOSITIONS | COORDINATORS:
            return later
    return start + 1


def _name_begins(passage: Passage, at: int, end: int) -> bool:
    """Whether a name that reaches to the end of the phrase begins here, behind a common noun."""
    names = all(token.text[:1].isupper() for token in passage.tokens[at:end])
    return names and passage.tokens[at - 1].text[:1].islower()


def following(passage: Passage, at: int, limit: int) -> Range | None:
    """The noun phrase that begins at token `at`, with its apposition: behind "according to", "said"."""
    if at >= limit or not passage.tokens[at].is_word:
        return None
    if passage.low(at) in PRONOUNS | OBJECT_PRONOUNS and not _counts(passage, at):
        return at, at + 1
    end = at
    while end < limit and not _stops_following(passage, end, at, limit):
        end += 1
    end -= passage.low(end) == "which" and passage.low(end - 1) in PREPOSITIONS
    return (at, end) if end > at else None


def _counts(passage: Passage, at: int) -> bool:
    """Whether "one" counts what follows: one resident, one of them."""
    low = passage.low(at + 1)
    return passage.low(at) == "one" and low.isalpha() and not is_finite(low) and low not in BREAKS


def _stops_following(passage: Passage, index: int, start: int, limit: int) -> bool:
    low = passage.low(index)
    if (
        passage.quote_at[index] is not None
        or low in STOPS
        or low in (":", "(", '"', "“", "''")
        or low in DASHES
    ):
        return True
    if low == ",":
        return not _goes_on(passage, index, limit)
    if low in RELATIVES or low in BREAKS or low in ("as", "during", "after", "before", "while", "when"):
        return index > start
    if low in ("on", "in") and (passage.low(index + 1) in TIMES | {"a", "an", "response", "2015", "2016"}):
        return True
    if low in ("last", "earlier", "late", "early") or (
        low in TIMES and passage.low(index - 1) not in ("the", "'s") and not _is_date_of(passage, index)
    ):
        return index > start and low not in ("may", "march", "week", "night")
    if low.endswith("ed") and passage.low(index + 1) in PREPOSITIONS:
        return False
    return (
        is_finite(low)
        and index > start
        and not passage.tokens[index].text[:1].isupper()
        and not _modifies(passage, index, limit)
    )


def _is_date_of(passage: Passage, month: int) -> bool:
    """Whether a month tells which one it is: an e-mail of 30 January."""
    return passage.low(month - 1).isdecimal() and passage.low(month - 2) == "of"


def _goes_on(passage: Passage, comma: int, limit: int) -> bool:
    """Whether behind this comma an apposition or another member of a list follows, and not a clause."""
    if comma + 1 >= limit:
        return False
    low = passage.low(comma + 1)
    if _is_name_to_end(passage, comma + 1, limit):
        return True
    if not _is_apposition(passage, comma + 1, limit) or low in PRONOUNS | BREAKS:
        return False
    if low in ("the", "a", "an") or low in POSSESSIVES:
        return not _clause_before_comma(passage, comma + 1, limit)
    return passage.tokens[comma + 1].text[:1].islower() and not _clause_before_comma(
        passage, comma + 1, limit
    )


def _is_name_to_end(passage: Passage, start: int, limit: int) -> bool:
    """An apposition that is a name: "the chief executive, Jo Pell"."""
    end = start
    while end < limit and passage.tokens[end].text[:1].isupper():
        end += 1
    before = passage.tokens[start - 2].text[:1].islower()
    return before and 2 <= end - start <= 4 and (end == limit or passage.low(end) in STOPS | {","})


def _clause_before_comma(passage: Passage, start: int, limit: int) -> bool:
    for index in range(start, limit):
        low = passage.low(index)
        if low == "," or low in RELATIVES:
            return False
        if is_finite(low) and not _modifies(passage, index, limit):
            return True
    return False


def each_named(passage: Passage, source: Range, lexicon: Lexicon) -> tuple[Range, ...]:
    """Of several named together each is a source of its own: "Ann Lee, Ben Orr and other residents".

    Names of bodies stay whole, and so does a name with its apposition.
    """
    start, end = source
    joints = [index for index in range(start + 1, end - 1) if passage.low(index) in (",", "and")]
    words = passage.tokens[start:end]
    if not joints or passage.low(joints[-1]) != "and" or passage.low(start) == "the":
        return (source,)
    if any(word.low in lexicon.heads["organisations"] or word.low in PREPOSITIONS for word in words):
        return (source,)
    starts, ends = [start, *(index + 1 for index in joints)], [*joints, end]
    parts = tuple((one, other) for one, other in zip(starts, ends, strict=True) if one < other)
    named = [all(word.text[:1].isupper() for word in passage.tokens[slice(*part)]) for part in parts]
    return parts if all(named[:-1]) else (source,)


def touch(one: Range, other: Range) -> bool:
    """Whether two stretches share a token."""
    return one[0] < other[1] and other[0] < one[1]


def nearest(one: Range, others: Sequence[Range]) -> Range:
    """The range fewest tokens away; of two the earlier."""
    return min(others, key=lambda other: (max(one[0] - other[1], other[0] - one[1]), other))
