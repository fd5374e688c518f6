"""Which mentions of a source are one speaker: pronouns, short forms, the same name."""

from __future__ import annotations

import re

from annotate.detect.draft import Draft, Key
from annotate.detect.grammar import word_set
from annotate.detect.lexicon import Lexicon

HE = word_set("he she him her his who")
THEY = word_set("they their them who")
NAME = re.compile(r"[^\W\d_a-z][\w’'-]+")
SPEAKERS = frozenset({"named_person", "unnamed_bare", "vague_collective"})
NEAR = 2
"""Paragraph breaks that may lie between a pronoun and who it means."""
SHE, MALE = frozenset({"she", "her"}), frozenset({"he", "him", "his"})
HEAD_END = re.compile(r",| (?:of|for|at|in|with|to|from|who|on|close|familiar)\b")
"""Where the head of a noun phrase has passed."""
CARRIED = ("identity", "number", "reason", "standing")


def link_sources(draft: Draft, text: str, lexicon: Lexicon) -> None:
    """Joins each later mention to the nearest earlier one of the same speaker, with its identity."""
    earlier: list[Key] = []
    for key in draft.labelled("SOURCE"):
        other = _antecedent(draft, key, earlier, text, lexicon)
        if other is not None:
            draft.link("same_source", key, other)
            _carry(draft, key, other)
        earlier.append(key)


def _carry(draft: Draft, key: Key, other: Key) -> None:
    """A later mention takes the identity of the fuller one."""
    mine, its = draft.attributes[key], draft.attributes[other]
    if "identity" in mine and mine["identity"] != its.get("identity"):
        return
    for name in CARRIED:
        if name in its and mine.get(name, "none") == "none":
            mine[name] = its[name]


def _antecedent(draft: Draft, key: Key, earlier: list[Key], text: str, lexicon: Lexicon) -> Key | None:
    words = key[1].cut(text)
    low = words.lower()
    if low in HE | THEY:
        return _for_pronoun(draft, key, earlier, text, low, lexicon)
    if low.startswith("the ") and "identity" in draft.attributes[key]:
        return _for_description(draft, key, earlier, text, low)
    names = set(names_of(words, lexicon))
    for other in reversed(earlier):
        its = names_of(other[1].cut(text), lexicon)
        if names and its and (its[-1] in names and words_end(words) == words_end(other[1].cut(text))):
            return other
    return None


def words_end(words: str) -> str:
    """The last word of the name before any comma: a person's surname, the head of a body's name."""
    plain = re.sub(r"[’']s$", "", words.split(",")[0].strip())
    return plain.split()[-1].lower() if plain.split() else ""


def names_of(words: str, lexicon: Lexicon) -> list[str]:
    """The capitalised words before the first comma, titles and articles left out."""
    titles = lexicon.heads["titles"]
    found = [re.sub(r"[’']s$", "", name).lower() for name in NAME.findall(words.split(",")[0])]
    return [name for name in found if name not in titles and name not in ("the", "some", "many")]


def _for_pronoun(
    draft: Draft, key: Key, earlier: list[Key], text: str, low: str, lexicon: Lexicon
) -> Key | None:
    """The nearest earlier source that can be meant, at most `NEAR` paragraph breaks before."""
    for other in reversed(earlier):
        between = text[other[1].end : key[1].start]
        if between.count("\n\n") > NEAR or key[1].overlaps(other[1]):
            return None
        if _other_gender(low, other[1].cut(text).lower()):
            continue
        identity = draft.attributes[other].get("identity")
        plural = identity == "vague_collective" or draft.attributes[other].get("number") in ("2", "3+")
        if identity is None or (low in ("they", "their", "them")) != plural:
            continue
        if low != "who" and (identity in SPEAKERS or _is_role(other[1].cut(text), identity, lexicon)):
            return other
    return None


def _other_gender(pronoun: str, words: str) -> bool:
    """Whether an earlier mention is a pronoun, or bears a title, of the other gender."""
    hers, his = pronoun in SHE, pronoun in MALE
    first = words.split()[0]
    return (hers and first in MALE | {"mr", "mr.", "sir"}) or (
        his and first in SHE | {"ms.", "mrs.", "ms", "mrs"}
    )


def _is_role(words: str, identity: str, lexicon: Lexicon) -> bool:
    """Whether an unnamed source is a person and no assessment."""
    return identity == "unnamed_described" and any(w in lexicon.heads["roles"] for w in words.lower().split())


def _for_description(draft: Draft, key: Key, earlier: list[Key], text: str, low: str) -> Key | None:
    """The official, behind a senior official: the same head word, nearest first."""
    head = low.split()[-1]
    for other in reversed(earlier):
        its = other[1].cut(text).lower()
        if HEAD_END.split(its)[0].split()[-1:] == [head]:
            _carry(draft, key, other)
            return other
    return None
