"""Whether a word is used as a verb that can attribute: its form, and what stands around it."""

from __future__ import annotations

from annotate.detect.grammar import (
    AUXILIARIES,
    BE,
    COORDINATORS,
    DASHES,
    DETERMINERS,
    DO,
    HAVE,
    MODAL,
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
    word_set,
)
from annotate.detect.passage import Passage
from annotate.detect.quotes import CLOSING
from annotate.detect.verbs import Verb, third

HOLDERS = word_set("they we i you who some many others both all critics few most several")
PLURALS = word_set("people women men police americans media data")
OBJECT_OPENERS = frozenset({'"', "“", "''", "for"})
INSERTED = frozenset({"however", "though", "meanwhile", "too", "instead", "by", "for", "in", "on"})
QUOTING = frozenset({'"', "“", "''", ":", "‘"})
ING_BEHIND = frozenset({",", "", "while", "and", "by", "in", "or", "(", "before", "after"})
WRITTEN = word_set(
    "statement letter letters email memo tweet post note message report speech article petition"
)
SAYING = frozenset({"clause", "that", "tell"})
ASKING = frozenset({"what", "how", "whether", "why"})
DOUBTFUL = frozenset(
    {"add", "answer", "reply", "state", "charge", "post", "counter", "reason", "cry", "maintain"}
)
NEVER_NOUNS = word_set("slam condemn deny reject urge vow warn denounce accuse admit insist dismiss defend")
"""Verbs whose third person is no plural noun: as good as sure, also in a headline (Union slams new fares)."""
ALSO_NOUNS = word_set(
    """
    claim report note state call promise support fear doubt question demand answer offer plan estimate
    request order challenge praise blame fault hint tweet post vow pledge project forecast charge voice
    comment caution list title object detail outline view brand label name counter reply back charge
    cast frame term read remark email welcome address reference quote hope wish
    """
)
"""Verbs whose base form is a noun too."""


def before(passage: Passage, at: int) -> int:
    """The index of the nearest word before `at` that is no adverb, or -1."""
    index = at - 1
    while index >= 0 and is_adverb(passage.tokens[index].low):
        index -= 1
    if index < 3 or passage.low(index) != ",":
        return index
    opener = next((i for i in range(index - 2, max(index - 5, 0), -1) if passage.low(i) == ","), None)
    return index if opener is None or passage.low(opener + 1) not in INSERTED else opener - 1


def shape_of(passage: Passage, at: int, end: int, verb: Verb) -> str | None:
    """finite or ing where the word is used as a verb that can attribute, else None."""
    low, previous = passage.tokens[at].low, passage.low(before(passage, at))
    if low == verb.ing():
        return _ing(passage, at, previous)
    if previous in BE:
        by = low == verb.participle and passage.low(end) == "by" and not verb.particles
        return "by" if by and verb.frames & {"np", "clause", "that"} else None
    if low in (verb.past, verb.participle) and low != verb.lemma:
        if passage.low(end) == "by" and previous not in HAVE and not that_near(passage, end):
            return None
        return "finite" if _verbal_past(passage, at, previous) else None
    if low == third(verb.lemma):
        return "finite" if _verbal_third(passage, at, end, verb) else None
    if low == verb.past and verb.particles and _verbal_past(passage, at, previous):
        return "finite"
    return "finite" if _verbal_base(passage, at, end, verb) else None


def _ing(passage: Passage, at: int, previous: str) -> str | None:
    if previous in BE and (previous != "'s" or passage.low(before(passage, at) - 1) in PRONOUNS):
        return "finite"
    if previous in (DETERMINERS - HOLDERS) | {"'s", "'"}:
        return None
    quoted = previous == "as" and passage.low(at) in ("saying", "telling")
    opens = (
        quoted or previous in ING_BEHIND or previous in HOLDERS or previous in DASHES or _written(passage, at)
    )
    return "ing" if opens or passage.low(at + 1) in OPENERS else None


def _written(passage: Passage, at: int) -> bool:
    """Whether what somebody wrote stands a few words before: a letter to the board demanding …"""
    for index in range(at - 1, max(at - 6, -1), -1):
        if passage.low(index) == "," or is_finite(passage.low(index)):
            return False
        if passage.low(index) in WRITTEN:
            return passage.low(index - 1) in DETERMINERS | POSSESSIVES or passage.low(index).endswith("s")
    return False


def _verbal_past(passage: Passage, at: int, previous: str) -> bool:
    if at == passage.sentence_of(at)[0] and passage.low(at) not in ("said", "wrote"):
        return False
    if previous in SUBORDINATORS - {"that", "what", "how"}:
        return False
    if previous in {"'s", "'"} | POSSESSIVES and passage.quote_at[at - 1] is None:
        return False
    if previous in DETERMINERS and previous not in HOLDERS | {"that"}:
        return previous == "this" and passage.low(at + 1) == "that"
    return previous not in PREPOSITIONS or passage.low(at + 1) == "that"


def _verbal_third(passage: Passage, at: int, end: int, verb: Verb) -> bool:
    previous = passage.low(before(passage, at))
    opens = passage.low(end) in ("that", ":") and bool(verb.frames & {"clause", "that", "quote"})
    if (opens and is_finite(previous)) or (previous in ("'s", "'") and passage.quote_at[at - 1] is None):
        return False
    if previous in PRONOUNS or previous in RELATIVES or opens:
        return previous not in DETERMINERS or previous == "that"
    if previous in DETERMINERS or previous in PREPOSITIONS or previous in {"'s", "", "or"}:
        return False
    if verb.lemma in NEVER_NOUNS and previous.isalpha() and not is_finite(passage.low(end)):
        return True
    if _closes(passage, at, end, verb) or ("to" in verb.frames and passage.low(end) == "to"):
        return True
    if passage.low(end) in ("that", "who", "which"):
        return False
    if verb.lemma in ALSO_NOUNS and passage.tokens[at - 1].text[:1].islower():
        return passage.low(end) in DETERMINERS | PRONOUNS | OPENERS | OBJECT_OPENERS
    return passage.low(at) == "says" or _object_follows(passage, end) or previous in CLOSING


def _closes(passage: Passage, at: int, end: int, verb: Verb) -> bool:
    """Whether subject and verb may stand behind what is said: "…, agents say", "…, sources tell the Post"."""
    low = passage.low(end)
    ends = low in STOPS | {"", ",", "in", "on", "at", "after", "during", "from"} or low in TIMES
    hears = "tell" in verb.frames and (end < len(passage.tokens) and passage.tokens[end].text[:1].isupper())
    if not (ends or hears or (low == "the" and "tell" in verb.frames)) or not verb.frames & SAYING:
        return False
    first = passage.sentence_of(at)[0]
    return any(
        passage.low(i) == "," or passage.low(i) in CLOSING for i in range(max(first + 3, at - 9), at - 1)
    )


def _object_follows(passage: Passage, at: int) -> bool:
    low = passage.low(at)
    if (
        low in DETERMINERS
        or low in PRONOUNS
        or low in OPENERS
        or low in OBJECT_PRONOUNS
        or low in OBJECT_OPENERS
    ):
        return True
    return at < len(passage.tokens) and passage.tokens[at].text[:1].isupper()


def _verbal_base(passage: Passage, at: int, end: int, verb: Verb) -> bool:
    left = before(passage, at)
    previous = passage.low(left)
    if previous in HOLDERS or previous in MODAL or previous in DO:
        return True
    if previous == "," and passage.low(at) not in ALSO_NOUNS and _object_follows(passage, end):
        return _plural_before_insertion(passage, left)
    if previous in DETERMINERS or previous in PREPOSITIONS or not previous[-1:].isalpha():
        return False
    if previous in SUBORDINATORS or previous in COORDINATORS or previous in AUXILIARIES:
        return False
    if _closes(passage, at, end, verb):
        return True
    plural = (previous.endswith("s") and not previous.endswith(("ss", "us"))) or previous in PLURALS
    if passage.low(at) in ALSO_NOUNS:
        return (plural or passage.tokens[left].text[:1].isupper()) and _object_follows(passage, end)
    return plural or _plural_before(passage, left)


def _plural_before(passage: Passage, at: int) -> bool:
    """Whether the noun phrase that ends at `at` may have a plural head: "assessments from the capital"."""
    for index in range(at, max(at - 12, -1), -1):
        low = passage.low(index)
        if low in PLURALS or (low.endswith("s") and passage.low(index + 1) in PREPOSITIONS and len(low) > 3):
            return True
        if (low in AUXILIARIES and low != "'s") or not (low[:1].isalnum() or low == "'s"):
            return False
    return False


def _plural_before_insertion(passage: Passage, comma: int) -> bool:
    """Remarks from many voices, including the mayor's, suggest: the subject stands before the insertion."""
    opener = next((i for i in range(comma - 1, max(comma - 15, 0), -1) if passage.low(i) == ","), None)
    return opener is not None and _plural_before(passage, opener - 1)


def fits(passage: Passage, end: int, verb: Verb, shape: str) -> bool:
    """Whether what follows is something the verb takes, or the verb may stand behind its content."""
    low, frames = passage.low(end), verb.frames
    if "tell" in frames or ("clause" in frames and _clause_follows(passage, end, verb)):
        return True
    if low in OPENERS | QUOTING and frames & {"that", "quote"}:
        return True
    if low in QUOTING | ASKING and "np" in frames:
        return True
    if low == "to":
        return "to" in frames or (bool(frames & SAYING) and that_near(passage, end))
    if "np" in frames and _object_at(passage, end):
        return True
    if "name" in frames and _named_object(passage, end):
        return True
    if "as" in frames and any(passage.low(index) == "as" for index in range(end + 1, end + 12)):
        return True
    if frames & {"that", "quote"} and shape == "finite":
        closes = _closes(passage, end - 1, end, verb)
        if passage.low(end - 2) == "," and passage.low(end - 1) in ("wrote", "writes"):
            return True
        return closes or that_near(passage, end) or _quote_near(passage, end) or _quote_ahead(passage, end)
    return False


def _clause_follows(passage: Passage, end: int, verb: Verb) -> bool:
    """A verb that often means something else (added three seats) needs a verb in what follows."""
    if verb.lemma not in DOUBTFUL or not _object_at(passage, end):
        return True
    stop = next((i for i in range(end, end + 15) if passage.low(i) in STOPS | {"", ","}), end + 15)
    return any(is_finite(passage.low(index)) for index in range(end, stop)) or passage.low(end) in PRONOUNS


def _object_at(passage: Passage, at: int) -> bool:
    """Whether a noun phrase can begin here."""
    low = passage.low(at)
    if low == "as" and passage.low(at + 1) in ("many", "much", "few"):
        return True
    if not (low.isalnum() or low in ("$", "u.s.", "''", "“", '"')) or low in PREPOSITIONS | COORDINATORS:
        return False
    return low not in ("that", "back", "up", "down", "out") and (low in DETERMINERS or not is_adverb(low))


def as_saying(passage: Passage, at: int) -> bool:
    """Whether somebody is quoted "as saying": then that is the cue."""
    return any(
        passage.low(index) == "as" and passage.low(index + 1) in ("saying", "telling")
        for index in range(at, at + 9)
    )


def _named_object(passage: Passage, end: int) -> bool:
    """Whether an object and a name for it follow: him a liar, the raid a success."""
    if not _object_at(passage, end):
        return False
    if passage.low(end) in OBJECT_PRONOUNS or passage.low(end) in QUOTING:
        return True
    if passage.tokens[end].text[:1].isupper():
        return passage.tokens[end - 2].text[:1].isupper() or passage.low(end - 2) in PRONOUNS | HAVE | {"who"}
    for index in range(end + 1, end + 9):
        low = passage.low(index)
        if low in STOPS | {",", ""}:
            return False
        if low in QUOTING | {"a", "an"} and passage.low(index - 1) not in PREPOSITIONS:
            return True
    return False


def that_near(passage: Passage, at: int) -> bool:
    return (
        any(passage.low(index) == "that" for index in range(at, at + 5)) and passage.low(at) in PREPOSITIONS
    )


def _quote_ahead(passage: Passage, at: int) -> bool:
    """Whether a colon and an utterance follow: put it this way: "…"."""
    colon = next((i for i in range(at, min(at + 6, len(passage.tokens) - 1)) if passage.low(i) == ":"), None)
    return colon is not None and passage.quote_at[colon + 1] is not None


def _quote_near(passage: Passage, at: int) -> bool:
    """Whether an utterance ends a few words before: "…," the firm wrote on its website."""
    return any(
        passage.quote_at[index] is not None for index in range(max(0, at - 8), min(at, len(passage.tokens)))
    )
