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
"""Earlier mentions that are looked at for a pronoun, or for one more of a name."""
LONGEST_WORDS = 40
"""Characters before a mention in which a name and a verb are looked for."""
NEAR = 2
"""Paragraph breaks that may lie between a pronoun and who it means."""
HERS = word_set(
    "she ms mrs miss spokeswoman chairwoman congresswoman woman mother daughter sister wife queen"
)
HIS = word_set("he him mr sir spokesman chairman congressman man father son brother husband king")
"""Words that tell a speaker's gender; "his" and "her" are left out, for they may tell another's."""
BODIES = frozenset({"named_org", "metonym", "other_media"})
HEAD_END = re.compile(r",| (?:of|for|at|in|with|to|from|who|on|close|familiar)\b")
"""Where the head of a noun phrase has passed."""
SPOKEN_FOR = re.compile(
    r"^(?:[^,]+, )?(?:an?|the|its) (?:\w+ )?spokes(?:man|woman|person)(?: (?:for|of) (?:the )?(.+))?$", re.I
)
"""Who speaks for a body, which may be named behind it."""
HEARD = re.compile(r"(\w+) (?:hears?|heard|sees?|saw|watche[sd]|lets?|makes?|made) $")
"""What stands before somebody whom another lets speak: when Lee hears [Orr] claim."""
CARRIED = ("identity", "number", "reason", "standing")


@dataclass
class Speakers:
    """Who has spoken so far: for each mention its speaker's number, latest mention and gender.

    `called` are the mentions by the last word of the name, `bodies` those of organisations by its first, and
    `described` the latest by the head of the noun phrase: looked up, so that time grows with mentions alone.
    """

    number: dict[Key, int] = field(default_factory=dict)
    latest: dict[int, Key] = field(default_factory=dict)
    gender: dict[int, str] = field(default_factory=dict)
    names: dict[Key, list[str]] = field(default_factory=dict)
    called: dict[str, list[Key]] = field(default_factory=dict)
    bodies: dict[str, list[Key]] = field(default_factory=dict)
    described: dict[str, Key] = field(default_factory=dict)
    quoted: set[Key] = field(default_factory=set)
    """Whose words another passes on."""

    def add(self, key: Key, words: str, other: Key | None, names: list[str], body: bool) -> None:
        """A mention, of the speaker of `other` or of a new one; `names` are its capitalised words."""
        number = len(self.number) if other is None else self.number[other]
        self.number[key], self.latest[number], self.names[key] = number, key, names
        told = _gender(words)
        if told:
            self.gender[number] = told
        if names:
            self.called.setdefault(words_end(words), []).append(key)
        if names and body:
            self.bodies.setdefault(names[0], []).append(key)
        for head in HEAD_END.split(words.lower())[0].split()[-1:]:
            self.described[head] = key

    def alike(self, words: str, names: list[str]) -> list[Key]:
        """Earlier mentions that share the name, the latest first."""
        called = self.called.get(words_end(words), [])[-MOST:]
        same = [one for one in called if self.names[one][-1] in names]
        bodies = self.bodies.get(names[0], [])[-MOST:] if len(set(names)) == 1 else []
        return sorted({*same, *bodies}, reverse=True)

    def clashes(self, key: Key, gender: str) -> bool:
        """Whether a mention's speaker has been called by the other gender."""
        known = self.gender.get(self.number[key], "")
        return bool(known and gender and known != gender)


def link_sources(draft: Draft, text: str, lexicon: Lexicon, headline: int = 0) -> None:
    """Joins each later mention to the latest one of the same speaker, with the speaker's identity.

    `headline` is where the headline ends.
    """
    speakers = Speakers(quoted=draft.linked_from("via"))
    for key in draft.labelled("SOURCE"):
        words = key[1].cut(text)
        names = names_of(words, lexicon)
        other = _antecedent(draft, key, speakers, text, names, lexicon)
        other = (
            other or _of_headline(key, speakers, text, headline) or _spoken_for(draft, key, speakers, text)
        )
        if other is not None:
            draft.link("same_source", key, speakers.latest[speakers.number[other]])
            _carry(draft, key, other)
        speakers.add(key, words, other, names, is_body(draft, key))


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


def _antecedent(
    draft: Draft, key: Key, speakers: Speakers, text: str, names: list[str], lexicon: Lexicon
) -> Key | None:
    words = key[1].cut(text)
    low = words.lower()
    if low in HE | THEY:
        return _for_pronoun(draft, key, speakers, text, low, lexicon)
    if low.startswith("the ") and "identity" in draft.attributes[key] and not _apposed(words):
        return _for_description(draft, key, speakers, low) or _for_office(key, speakers, text, low)
    if low == "it" or draft.attributes[key].get("identity") == "metonym":
        return _for_body(draft, key, speakers, text, low)
    gender = _gender(words)
    return next(
        (
            other
            for other in speakers.alike(words, names)
            if not (speakers.clashes(other, gender) or _namesakes(names, speakers.names[other]))
        ),
        None,
    )


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
        breaks = text.count("\n\n", other[1].end, key[1].start)
        if breaks > NEAR or key[1].overlaps(other[1]):
            return None
        if speakers.clashes(other, _gender(low)) or (breaks and other in speakers.quoted):
            continue
        heard = HEARD.search(text, max(0, other[1].start - LONGEST_WORDS), other[1].start)
        if heard and not breaks:
            return next(iter(speakers.called.get(heard[1].lower(), ())), None)
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


def _for_description(draft: Draft, key: Key, speakers: Speakers, low: str) -> Key | None:
    """The official, behind a senior official: the nearest with the same head word."""
    other = speakers.described.get(low.split()[-1])
    if other is not None:
        _carry(draft, key, other)
    return other


def _of_headline(key: Key, speakers: Speakers, text: str, end: int) -> Key | None:
    """The bare noun of a headline (officials say), behind which the first such source is meant."""
    head = _head(key[1].cut(text))
    for other in islice(speakers.number, MOST):
        if other[1].end > end or key[1].start < end:
            return None
        if _head(other[1].cut(text)) == head and speakers.latest[speakers.number[other]] == other:
            return other
    return None


def _spoken_for(draft: Draft, key: Key, speakers: Speakers, text: str) -> Key | None:
    """The body for which a spokeswoman speaks: the one that she names, else the last of the paragraph."""
    told = SPOKEN_FOR.match(key[1].cut(text))
    if told is None:
        return None
    named = (told[1] or "").lower()
    for other in islice(reversed(speakers.number), MOST):
        if not named and "\n\n" in text[other[1].end : key[1].start]:
            return None
        words = other[1].cut(text).lower().removeprefix("the ")
        body = draft.attributes[other].get("identity") in BODIES
        if body and (words == named or not named):
            return other
    return None


def _head(words: str) -> str:
    """The last word of a noun phrase before any preposition or comma."""
    return (HEAD_END.split(words.lower())[0].split() or [""])[-1]


def _for_office(key: Key, speakers: Speakers, text: str, low: str) -> Key | None:
    """The mayor, behind Mayor Jo Pell or Jo Pell, the mayor."""
    office = low.split()[-1]
    for other in islice(reversed(speakers.number), MOST):
        its = other[1].cut(text)
        if NAME.search(its) and office in _offices(its) and not key[1].overlaps(other[1]):
            return other
    return None


def _offices(words: str) -> set[str]:
    """What a named speaker is called besides the name: of each apposition the words up to "of" or "for"."""
    parts = (HEAD_END.split(part.strip())[0].split() for part in words.split(","))
    return {word.lower() for part in parts for word in part}


def _for_body(draft: Draft, key: Key, speakers: Speakers, text: str, low: str) -> Key | None:
    """It, behind the body that spoke last in the paragraph; police, behind the police."""
    name = low.removeprefix("the ")
    for other in islice(reversed(speakers.number), MOST):
        if key[1].overlaps(other[1]) or draft.attributes[other].get("identity") not in BODIES:
            continue
        if low == "it":
            return None if "\n\n" in text[other[1].end : key[1].start] else other
        if other[1].cut(text).lower().removeprefix("the ") == name:
            return other
    return None
