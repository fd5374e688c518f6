"""Verbs that attribute, and all their forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

FRAMES = frozenset({"clause", "that", "tell", "np", "to", "as", "name", "quote", "wish"})
STANCES = frozenset({"neutral", "distancing", "endorsing", "mental"})
VOWELS = "aeiou"


@dataclass(frozen=True)
class Verb:
    """One line of the list: config/lexicon/verbs.txt says what frames and stances mean."""

    lemma: str
    past: str
    participle: str
    particles: tuple[str, ...]
    frames: frozenset[str]
    stance: str

    def forms(self) -> Iterator[str]:
        yield from {self.lemma, self.past, self.participle, third(self.lemma), self.ing()}

    def ing(self) -> str:
        """The -ing form; a consonant that the past doubles is doubled here too."""
        if self.past == f"{self.lemma}{self.lemma[-1]}ed":
            return f"{self.lemma}{self.lemma[-1]}ing"
        silent = self.lemma.endswith("e") and not self.lemma.endswith(("ee", "oe", "ye"))
        return f"{self.lemma[:-1] if silent else self.lemma}ing"


def parse_verb(line: str) -> Verb:
    """A verb from its line.

    Raises:
        ValueError: when a frame or the stance is unknown.
    """
    words, frames, stance = (part.split() for part in line.split("|"))
    forms = [word for word in words if not word.startswith("+")]
    lemma, past, participle = (*forms, *[forms[-1] if len(forms) > 1 else regular(forms[0])] * 2)[:3]
    if not set(frames) <= FRAMES or stance[0] not in STANCES:
        raise ValueError("unknown frame or stance")
    particles = tuple(word[1:] for word in words if word.startswith("+"))
    return Verb(lemma, past, participle, particles, frozenset(frames), stance[0])


def by_form(verbs: Iterable[Verb]) -> Mapping[str, tuple[Verb, ...]]:
    """Every form to its verbs, those with most particles first, else in the order of the list."""
    found: dict[str, list[Verb]] = {}
    for verb in verbs:
        for form in verb.forms():
            found.setdefault(form, []).append(verb)
    return {form: tuple(sorted(rows, key=lambda v: -len(v.particles))) for form, rows in found.items()}


def regular(lemma: str) -> str:
    """The regular past."""
    if lemma.endswith("e"):
        return f"{lemma}d"
    return f"{lemma[:-1]}ied" if _consonant_y(lemma) else f"{lemma}ed"


def third(lemma: str) -> str:
    """The third person singular."""
    if _consonant_y(lemma):
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else f"{lemma}s"


def _consonant_y(lemma: str) -> bool:
    return lemma.endswith("y") and lemma[-2:-1] not in VOWELS
