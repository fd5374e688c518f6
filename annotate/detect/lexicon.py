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
    reportive: frozenset[str]
    heads: Mapping[str, frozenset[str]]
    media_names: frozenset[str]
    media_ends: frozenset[str]
    boilerplate: re.Pattern[str]
    credits: frozenset[str]
    related: frozenset[str]


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


def load_lexicon(folder: Path) -> Lexicon:
    """Reads every list of `folder`.

    Raises:
        UsageError: when a list is missing or a line of it cannot be read; says where.
    """
    media = list(_lines(folder, "media"))
    return Lexicon(
        verbs=by_form(_verbs(folder)),
        nominal=_nominal(folder),
        passives=_passives(folder),
        people=_words(folder, "passive_people"),
        phrases=_phrases(folder, "phrases"),
        hedges=_phrases(folder, "hedges"),
        reasons=_phrases(folder, "reasons"),
        kinds=_phrases(folder, "kinds"),
        cue_kinds=_phrases(folder, "cue_kinds"),
        false_friends=_phrases(folder, "false_friends"),
        reportive=_words(folder, "reportive"),
        heads={name: _words(folder, name) for name in HEADS},
        media_names=frozenset(name for name in media if not name.startswith("…")),
        media_ends=frozenset(name[1:].strip() for name in media if name.startswith("…")),
        boilerplate=_pattern(folder, "boilerplate"),
        credits=_words(folder, "credits"),
        related=_words(folder, "related"),
    )


def _lines(folder: Path, name: str) -> Iterator[str]:
    path = folder / f"{name}.txt"
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"no word list at {path}: {error}", "compare it with the shipped one") from error
    for line in text.splitlines():
        content = line.strip().replace("’", "'")
        if content and not content.startswith("# ") and content != "#":
            yield content


def _words(folder: Path, name: str) -> frozenset[str]:
    return frozenset(_lines(folder, name))


def _verbs(folder: Path) -> Iterator[Verb]:
    for line in _lines(folder, "verbs"):
        try:
            yield parse_verb(line)
        except ValueError as error:
            raise UsageError(f"{folder / 'verbs.txt'}: {line!r}: {error}") from error


def _pairs(folder: Path, name: str) -> Iterator[tuple[list[str], str]]:
    for line in _lines(folder, name):
        phrase, _, value = line.partition("|")
        yield phrase.split(), value.strip()


def _phrases(folder: Path, name: str) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, value in _pairs(folder, name):
        found.setdefault(words[0], []).append((tuple(words), value))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


def _nominal(folder: Path) -> dict[str, tuple[tuple[str, str, bool], ...]]:
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for (noun, link), value in _pairs(folder, "nominal"):
        stance, _, held = (value or "neutral").partition(" ")
        found.setdefault(noun, []).append((link.removeprefix("+"), stance, held == "held"))
    return {noun: tuple(rows) for noun, rows in found.items()}


def _passives(folder: Path) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for words, _ in _pairs(folder, "passives"):
        found.setdefault(words[0], []).append(tuple(words[1:]))
    return {word: tuple(sorted(rows, key=len, reverse=True)) for word, rows in found.items()}


def _pattern(folder: Path, name: str) -> re.Pattern[str]:
    parts = [
        line[1:-1] if line.startswith("/") and line.endswith("/") else re.escape(line) + r"(?!\w)"
        for line in _lines(folder, name)
    ]
    return re.compile("|".join(parts))
