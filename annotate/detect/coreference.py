"""Which mentions of a source are one speaker: pronouns, short forms, the same name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from annotate.detect.draft import Draft, Key
from annotate.detect.grammar import DETERMINERS, word_set
from annotate.detect.lexicon import Lexicon

HE = word_set("he she him her his who")
THEY = word_set("they their them who")
NAME = re.compile(r"[^\W\d_a-z][\w’'-]+")
SPEAKERS = frozenset({"named_person", "unnamed_bare", "vague_collective"})
MOST = 60
"""Earlier mentions that are looked at for a pronoun."""
NEAR = 2
"""Paragraph breaks that may lie between a pronoun and who it means."""
HERS = word_set(
    "she ms mrs miss spokeswoman chairwoman congresswoman woman mother daughter sister wife queen"
)
HIS = word_set("he him mr sir spokesman chairman congressman man father son brother husband king")
"""Words that tell a speaker's gender; "his" and "her" are left out, for they may tell another's."""
HEAD_END = re.compile(r",| (?:of|for|at|in|with|to|from|who|on|close|familiar)\b")
"""Where the head of a noun phrase has passed."""
CARRIED = ("identity", "number", "reason", "standing")


@dataclass
class Speakers:
    """Who has spoken so far: for each mention its speaker's number, latest mention and gender."""

    number: dict[Key, int] = field(default_factory=dict)
    latest: dict[int, Key] = field(default_factory=dict)
    gender: dict[int, str] = field(default_factory=dict)

    def add(self, key: Key, words: str, other: Key | None) -> None:
        number = len(self.number) if other is None else self.number[other]
        self.number[key], self.latest[number] = number, key
        told = _gender(words)
        if told:
            self.gender[number] = told

    def clashes(self, key: Key, gender: str) -> bool:
        """Whether a mention's speaker has been called by the other gender."""
        known = self.gender.get(self.number[key], "")
        return bool(known and gender and known != gender)


def link_sources(draft: Draft, text: str, lexicon: Lexicon) -> None:
    """Joins each later mention to the latest one of the same speaker, with the speaker's identity."""
    speakers = Speakers()
    for key in draft.labelled("SOURCE"):
        words = key[1].cut(text)
        other = _antecedent(draft, key, speakers, text, lexicon)
        if other is not None:
            draft.link("same_source", key, speakers.latest[speakers.number[other]])
            _carry(draft, key, other)
        speakers.add(key, words, other)


def _gender(words: str) -> str:
    """she or he, where a pronoun, a title or a noun of kinship tells; else empty."""
    low = {word.strip(".,").lower() for word in words.split()}
    return "she" if low & HERS else "he" if low & HIS else ""


def _carry(draft: Draft, key: Key, other: Key) -> None:
    """A later mention takes the identity of the fuller one."""
    mine, its = draft.attributes[key], draft.attributes[other]
    if "identity" in mine and mine["identity"] != its.get("identity"):
        return
    for name in CARRIED:
        if name in its and mine.get(name, "none") == "none":
            mine[name] = its[name]


def _antecedent(draft: Draft, key: Key, speakers: Speakers, text: str, lexicon: Lexicon) -> Key | None:
    words, earlier = key[1].cut(text), list(speakers.number)
    low = words.lower()
    if low in HE | THEY:
        return _for_pronoun(draft, key, speakers, text, low, lexicon)
    if low.startswith("the ") and "identity" in draft.attributes[key] and not _apposed(words):
        return _for_description(draft, key, earlier, text, low)
    mine = names_of(words, lexicon)
    names = set(mine)
    for other in reversed(earlier):
        its = names_of(other[1].cut(text), lexicon)
        same = its and its[-1] in names and words_end(words) == words_end(other[1].cut(text))
        same = same or (is_body(draft, other) and len(names) == 1 and its[:1] == [*names])
        if names and same and not (speakers.clashes(other, _gender(words)) or _namesakes(mine, its)):
            return other
    return None


def _namesakes(mine: list[str], its: list[str]) -> bool:
    """Whether two full names share the surname and not the name before it."""
    return len(mine) > 1 and len(its) > 1 and mine[-2] != its[-2]


def is_body(draft: Draft, key: Key) -> bool:
    """Whether a mention names an organisation, whose first name alone may stand for it later."""
    return draft.attributes[key].get("identity") in ("named_org", "other_media")


def words_end(words: str) -> str:
    """The last word of the name: a person's surname, the head of a body's name."""
    plain = re.sub(r"[’']s$", "", _naming(words))
    return plain.split()[-1].lower() if plain.split() else ""


def names_of(words: str, lexicon: Lexicon) -> list[str]:
    """The capitalised words of the name, titles and articles left out."""
    titles = lexicon.heads["titles"]
    found = [re.sub(r"[’']s$", "", name).lower() for name in NAME.findall(_naming(words))]
    return [name for name in found if name not in titles and name not in DETERMINERS]


def _naming(words: str) -> str:
    """What stands before the first comma, or the apposition behind it where that is the name."""
    return _apposed(words) or words.split(",")[0].strip()


def _apposed(words: str) -> str:
    """The name behind a description: Elif Kaya in "the minister, Elif Kaya,"; empty where there is none."""
    first, _, rest = words.partition(",")
    name = rest.split(",")[0].strip()
    described = all(word.lower() in DETERMINERS for word in NAME.findall(HEAD_END.split(first)[0]))
    return name if described and len(NAME.findall(name)) == len(name.split()) else ""


def _for_pronoun(
    draft: Draft, key: Key, speakers: Speakers, text: str, low: str, lexicon: Lexicon
) -> Key | None:
    """The nearest earlier source that can be meant, at most `NEAR` paragraph breaks before."""
    for other in islice(reversed(speakers.number), MOST):
        between = text[other[1].end : key[1].start]
        if between.count("\n\n") > NEAR or key[1].overlaps(other[1]):
            return None
        if speakers.clashes(other, _gender(low)):
            continue
        identity = draft.attributes[other].get("identity")
        plural = identity == "vague_collective" or draft.attributes[other].get("number") in ("2", "3+")
        if identity is None or (low in ("they", "their", "them")) != plural:
            continue
        if low != "who" and (identity in SPEAKERS or _is_role(other[1].cut(text), identity, lexicon)):
            return other
    return None


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
