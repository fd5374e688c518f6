"""What kind of source some words name, and how many, and why they are not named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from annotate.detect.grammar import DETERMINERS, PREPOSITIONS, RELATIVES, word_set
from annotate.detect.lexicon import Lexicon
from annotate.detect.tokens import Token

REFERRING = word_set("he she they who which that it him her his their its them both")
MANY = word_set(
    """
    several many dozen dozens hundreds thousands numerous scores three four five six seven eight nine ten
    """
)
VAGUE_ALONE = word_set(
    """
    many some others most several few those people critics both all another one
    """
)
COUNTING = MANY | VAGUE_ALONE | word_set("one two half majority number group handful couple none")
POWERS = (
    "army|troops|forces|government|capital|borders?|navy|generals|general staff|foreign|president|parliament"
    "|fleet|coast guard|ministry|embassy|soldiers|leaders?"
)
SPOT = r"(\w+(?:[-‑]\w+){0,3})"
PLACE = (
    re.compile(rf"\b(?:in|into|across|outside) {SPOT}\b(?!’s|'s| [A-Z])"),
    re.compile(rf"\b{SPOT}[’']s (?=(?:\w+ )?(?:{POWERS})\b)"),
    re.compile(rf"\bthe {SPOT} (?=(?:capital|government|army|side|border|coast)\b)"),
)
FULL = re.compile(rf"\b(?!The|In|But|And)[A-Z]\w+(?= {SPOT}\b)")
ISSUED = frozenset({"court", "police", "'s", "annual", "published", "official", "quarterly", "public"})
SAW = word_set(
    "witness witnesses eyewitness eyewitnesses bystander bystanders onlooker onlookers survivor survivors"
)
WATCHED = re.compile(
    r"\bpasser-by|\bpassers-by|\bpassengers?\b"
    r"|\bwho (?:saw|witnessed|watched|heard|filmed|escaped|survived)\b"
    r"|\bwho (?:was|were) (?:there|nearby|inside|standing|at the scene)\b"
)
APART = frozenset({"independent", "outside", "unaffiliated"})
UNINVOLVED = re.compile(
    r"\b(?:not (?:involved in|part of|connected|take part)|unconnected|no (?:ties|links|connection|stake))\b"
)
PLAIN = frozenset({"well-informed", "multiple", "two", "anonymous", "unnamed", "informed", "reliable"})
BARE_WORDS = re.compile(
    r"\b(?:familiar with|close to|briefed on|with knowledge of|knowledge of|with direct knowledge)\b"
)
SENTENCE_END = re.compile(r"(?<=[.!?])\s")


def identity(words: Sequence[Token], lexicon: Lexicon) -> str | None:
    """A value of SOURCE.identity by the head of the noun phrase; None for a pronoun."""
    lows = [token.low for token in words]
    if not lows or (len(lows) == 1 and lows[0] in REFERRING):
        return None
    phrase = " ".join(low for low in lows if low not in ("the", "'s", "'", "a", "an"))
    head, before = _head(words)
    if phrase in lexicon.media_names or (before[-1].text[0].isupper() and head in lexicon.media_ends):
        return "other_media"
    if phrase in lexicon.heads["metonyms"] or (
        head in lexicon.heads["metonyms"] and not _person(words, lexicon)
    ):
        return "metonym"
    return _by_head(words, head, before, phrase, lexicon)


def _by_head(
    words: Sequence[Token], head: str, before: Sequence[Token], phrase: str, lexicon: Lexicon
) -> str:
    heads = lexicon.heads
    if head in heads["bare"] or BARE_WORDS.search(phrase):
        return "unnamed_described" if _described(words, head, lexicon) else "unnamed_bare"
    if head in heads["documents"]:
        return "private_document"
    if head in heads["records"] and _is_issued(before):
        return "public_record"
    if head in heads["statements"] and not _person(words, lexicon):
        return "named_org"
    if head in heads["organisations"] and (_named(before) or words[-1].text[0].isupper()):
        return "named_org"
    if _person(words, lexicon):
        return "named_person"
    if head in heads["roles"]:
        return "unnamed_described"
    if head in heads["vague"] or phrase in VAGUE_ALONE:
        told = _issued(words) or any(token.low in APART for token in before) or "people who" in phrase
        return "unnamed_described" if told else "vague_collective"
    if before[-1].text[0].isupper() and head[:1].isalpha():
        return "named_org"
    if head in heads["records"]:
        return "public_record"
    return "metonym" if head in heads["organisations"] else "unnamed_described"


def _head(words: Sequence[Token]) -> tuple[str, Sequence[Token]]:
    """The last word of the noun phrase before any preposition, relative, comma; and all words up to it."""
    words = _counted(words)
    end = len(words)
    for index, token in enumerate(words):
        ends = (
            (token.low in PREPOSITIONS and not _before_noun(words, index))
            or token.low in RELATIVES
            or token.low in (",", "(", "—")
        )
        if index and (ends or token.low in ("familiar", "close", "briefed")):
            end = index
            break
    while end > 1 and words[end - 1].low in ("'s", "'"):
        end -= 1
    return words[end - 1].low, words[:end]


def _counted(words: Sequence[Token]) -> Sequence[Token]:
    """What is counted by "dozens of", "one of", "a number of"."""
    for at in (1, 2):
        if len(words) > at + 1 and words[at].low == "of" and words[at - 1].low in COUNTING:
            return words[at + 1 :]
    return words


def _before_noun(words: Sequence[Token], at: int) -> bool:
    """Outside in "an outside economist" is no preposition."""
    return words[at].low in APART and at == 1 and words[0].low in DETERMINERS


def _is_issued(words: Sequence[Token]) -> bool:
    """A record whose issuer or kind is told: the ministry's report, a court filing, the annual accounts."""
    return any(token.text[0].isupper() or token.low in ISSUED for token in words[1:])


def _issued(words: Sequence[Token]) -> bool:
    """An assessment or report whose issuer is told: "assessments from Western intelligence"."""
    lows = [token.low for token in words]
    return any(low in ("from", "by") and _named(words[index + 1 :]) for index, low in enumerate(lows))


def _named(words: Sequence[Token]) -> bool:
    return any(token.text[0].isupper() for token in words if token.low not in DETERMINERS)


def _person(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the words before the first comma end in a person's name, or a name stands behind it."""
    _, before = _head(words)
    names = [t for t in before if t.text[0].isupper() and t.low not in DETERMINERS]
    if not names or not before[-1].text[0].isupper():
        return _name_behind_comma(words)
    last = before[-1].low
    known = lexicon.heads["organisations"] | lexicon.heads["metonyms"] | lexicon.heads["statements"]
    if last in known or (before[-1].text.isupper() and len(last) < 6):
        return False
    if before[0].low == "the" and not any(
        t.low in lexicon.heads["titles"] | lexicon.heads["roles"] for t in before
    ):
        return False
    return not any(last in lexicon.heads[name] for name in ("roles", "vague", "records", "documents"))


def _name_behind_comma(words: Sequence[Token]) -> bool:
    """ "his spokesman, John Earl": the name may stand in the apposition."""
    lows = [token.low for token in words]
    if "," not in lows:
        return False
    rest = words[lows.index(",") + 1 :]
    return 2 <= len(rest) <= 4 and all(token.text[0].isupper() for token in rest)


def _described(words: Sequence[Token], head: str, lexicon: Lexicon) -> bool:
    """A stated role or employer: "a Pentagon source", "a person who worked on it"."""
    position = next((i for i, token in enumerate(words) if token.low == head), 0)
    modifiers = [token for token in words[:position] if token.low not in DETERMINERS]
    plain = lexicon.heads["vague"] | MANY | PLAIN
    return any(token.low not in plain for token in modifiers)


def is_place(name: str, text: str) -> bool:
    """Whether an article speaks of a name as of a country or town: "in Varn", "Varn's troops"."""
    return name in _places(text)


@lru_cache(maxsize=1)
def _places(text: str) -> frozenset[str]:
    """All such names of an article, found in one go for the many that ask; none ever has a forename."""
    spoken = {found for pattern in PLACE for found in pattern.findall(text)}
    return frozenset(spoken.difference(FULL.findall(text)))


def number(words: Sequence[Token]) -> str:
    """1, 2 or 3+ as the scheme counts: singular, bare plural, several."""
    head, before = _head(words)
    lows = [token.low for token in words]
    if lows[:2] == ["one", "of"]:
        return "1"
    if any(low in MANY for low in (*lows[:2], *(token.low for token in before))) or lows[1:3] == [
        "group",
        "of",
    ]:
        return "3+"
    if any(token.low.isdecimal() and int(token.low) > 2 for token in before):
        return "3+"
    plural = (
        head in ("people", "police")
        or head.endswith("men")
        or (head.endswith("s") and not head.endswith(("ss", "is", "us")))
    )
    return "2" if plural else "1"


def standing(words: Sequence[Token], known: str) -> str:
    """unclear for the bare and vague; witness, independent where the words say so; else empty."""
    lows, phrase = {token.low for token in words}, " ".join(token.low for token in words)
    if known in ("unnamed_bare", "vague_collective"):
        return "unclear"
    if known not in ("unnamed_described", "named_person"):
        return ""
    if lows & APART or UNINVOLVED.search(phrase):
        return "independent"
    return "witness" if lows & SAW or WATCHED.search(phrase) else ""


def reason(paragraph: str, lexicon: Lexicon) -> str:
    """none, generic or specific: the reason that a paragraph prints for not naming its source.

    What somebody stands to lose outweighs a formula; any other "because" counts in the sentence that says the
    name is kept back.
    """
    low = paragraph.lower().replace("’", "'")
    found = _reasons(low, lexicon)
    if "anonymity" not in found:
        return "generic" if "formula" in found else "none"
    if "specific" in found:
        return "specific"
    if found & {"generic", "formula"}:
        return "generic"
    told = (_reasons(sentence, lexicon) for sentence in SENTENCE_END.split(low))
    return "specific" if any({"anonymity", "given"} <= one for one in told) else "none"


def _reasons(low: str, lexicon: Lexicon) -> set[str]:
    return {value for rows in lexicon.reasons.values() for words, value in rows if " ".join(words) in low}
