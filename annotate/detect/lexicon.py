"""The word lists of config/lexicon as values: what attributes, who speaks, what weakens, what is noise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotate.core.errors import UsageError
from annotate.detect.verbs import Verb, by_form, parse_verb

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""First word to the (words, value) that begin with it, longest first."""


@dataclass(frozen=True)
class Lexicon:
    """All lists, in the shape in which the rules look things up. Words are lower case.

    Attributes:
        verbs: a form of a verb to the verbs it may be, those with particles first.
        nominal: a noun to its (preposition or "that", stance, whether somebody must hold it).
        passives: a participle to the words that must follow it in an agentless passive, with + those that
            are no part of the cue.
        people: participles of what is done to a person, which attribute nothing in the passive.
        phrases, hedges, reasons, kinds, cue_kinds: phrases to stance, type, reason, kind.
        false_friends: phrases in which no cue is marked.
        impersonal: participles of what "it" is said to be by nobody.
        adjectives: what somebody is who holds that something is so, to its stance.
        heads: identity class to its head words.
        media_names, media_ends: outlets in full, and last words that make an outlet of a name.
        boilerplate: one pattern, matched from the start of a lowered paragraph.
    """

    verbs: Mapping[str, tuple[Verb, ...]]
    nominal: Mapping[str, tuple[tuple[str, str, bool], ...]]
    passives: Mapping[str, tuple[tuple[str, ...], ...]]
    people: frozenset[str]
    phrases: Phrases
    hedges: Phrases
    reasons: Phrases
    kinds: Phrases
    cue_kinds: Phrases
    false_friends: Phrases
    adjectives: Mapping[str, str]
    impersonal: frozenset[str]
    reportive: frozenset[str]
    heads: Mapping[str, frozenset[str]]
    media_names: frozenset[str]
    media_ends: frozenset[str]
    boilerplate: re.Pattern[str]
    credits: frozenset[str]
    related: frozenset[str]


Folders = tuple[Path, ...]
"""Where a list is looked for, in this order."""

HEADS = (
    "vague",
    "bare",
    "roles",
    "metonyms",
    "records",
    "documents",
    "organisations",
    "statements",
    "titles",
)


def load_lexicon(folder: Path, own: Path | None = None) -> Lexicon:
    """Reads every list of `folder`; one that `own` has, too, is taken from there.

    Raises:
        UsageError: when a list is missing or a line of it cannot be read; says where.
    """
    folders = (folder,) if own is None else (own, folder)
    media = list(_lines(folders, "media"))
    return Lexicon(
        verbs=by_form(_verbs(folders)),
        nominal=_nominal(folders),
        passives=_passives(folders),
        people=_words(folders, "passive_people"),
        phrases=_phrases(folders, "phrases"),
        hedges=_phrases(folders, "hedges"),
        reasons=_phrases(folders, "reasons"),
        kinds=_phrases(folders, "kinds"),
        cue_kinds=_phrases(folders, "cue_kinds"),
        false_friends=_phrases(folders, "false_friends"),
        adjectives={words[0]: value for words, value in _pairs(folders, "adjectives")},
        impersonal=_words(folders, "impersonal"),
        reportive=_words(folders, "reportive"),
        heads={name: _words(folders, name) for name in HEADS},
        media_names=frozenset(name for name in media if not name.startswith("…")),
        media_ends=frozenset(name[1:].strip() for name in media if name.startswith("…")),
        boilerplate=_pattern(folders, "boilerplate"),
        credits=_words(folders, "credits"),
        related=_words(folders, "related"),
    )


def _lines(folders: Folders, name: str) -> Iterator[str]:
    path = _place(folders, name)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"no word list at {path}: {error}", "compare it with the shipped one") from error
    for line in text.splitlines():
        content = line.strip().replace("’", "'")
        if content and not content.startswith("# ") and content != "#":
            yield content


def _place(folders: Folders, name: str) -> Path:
    """The list in the first folder that has it; where none has, in the last, for the message."""
    places = [folder / f"{name}.txt" for folder in folders]
    return next((place for place in places if place.exists()), places[-1])


def _words(folders: Folders, name: str) -> frozenset[str]:
    return frozenset(_lines(folders, name))


def _verbs(folders: Folders) -> Iterator[Verb]:
    for line in _lines(folders, "verbs"):
        try:
            yield parse_verb(line)
        except ValueError as error:
            raise UsageError(f"{_place(folders, 'verbs')}: {line!r}: {error}") from error


def _pairs(folders: Folders, name: str) -> Iterator[tuple[list[str], str]]:
    for line in _lines(folders, name):
        phrase, _, value = line.partition("|")
        yield phrase.split(), value.strip()


def _phrases(folders: Folders, name: str) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, value in _pairs(folders, name):
        found.setdefault(words[0], []).append((tuple(words), value))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


def _nominal(folders: Folders) -> dict[str, tuple[tuple[str, str, bool], ...]]:
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for (noun, link), value in _pairs(folders, "nominal"):
        stance, _, held = (value or "neutral").partition(" ")
        found.setdefault(noun, []).append((link.removeprefix("+"), stance, held == "held"))
    return {noun: tuple(rows) for noun, rows in found.items()}


def _passives(folders: Folders) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for words, _ in _pairs(folders, "passives"):
        found.setdefault(words[0], []).append(tuple(words[1:]))
    return {word: tuple(sorted(rows, key=len, reverse=True)) for word, rows in found.items()}


def _pattern(folders: Folders, name: str) -> re.Pattern[str]:
    parts = [
        line[1:-1] if line.startswith("/") and line.endswith("/") else re.escape(line) + r"(?!\w)"
        for line in _lines(folders, name)
    ]
    return re.compile("|".join(parts))
