"""The marked examples of the guidelines: `[S unnamed_bare 2: two sources] [C: said] [A: it [H: may] rain]`.

A label is written as its first letter, its values follow, a colon and a blank open the words. Marks may lie
inside one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotate.core import Mark, Span
from annotate.core.errors import UsageError
from annotate.scheme.model import Label, Scheme

_TOKEN = re.compile(r"\[(?P<letter>[A-Z])(?P<values>(?: [\w+]+)*): |\]")


@dataclass(frozen=True)
class Marked:
    """A stretch of an example with its label's first letter, the values shown, and what lies in it."""

    letter: str
    values: tuple[str, ...]
    parts: tuple[str | Marked, ...]


@dataclass(frozen=True)
class Example:
    """One example of the guidelines as plain text and the marks on it, outer ones first."""

    text: str
    marks: tuple[Mark, ...]


def parse(text: str) -> tuple[str | Marked, ...]:
    """`text` cut into plain stretches and marked ones.

    Raises:
        UsageError: when a mark is not closed.
    """
    opened: list[tuple[str, tuple[str, ...]]] = []
    levels: list[list[str | Marked]] = [[]]
    at = 0
    for token in _TOKEN.finditer(text):
        levels[-1].append(text[at : token.start()])
        at = token.end()
        if token["letter"]:
            opened.append((token["letter"], tuple(token["values"].split())))
            levels.append([])
        elif opened:
            inner = Marked(*opened.pop(), _parts(levels.pop()))
            levels[-1].append(inner)
        else:
            levels[-1].append(token[0])
    if opened:
        raise UsageError(f"a mark is opened and not closed in: {text[:80]}")
    return _parts([*levels[0], text[at:]])


def _parts(parts: Sequence[str | Marked]) -> tuple[str | Marked, ...]:
    return tuple(part for part in parts if part)


def plain(parts: Sequence[str | Marked]) -> str:
    """The words alone."""
    return "".join(part if isinstance(part, str) else plain(part.parts) for part in parts)


def examples(markdown: str, scheme: Scheme) -> tuple[Example, ...]:
    """The quoted lines (`> …`) of a Markdown text, in order.

    Raises:
        UsageError: when a mark is not closed, or its label or a value is none of the scheme's.
    """
    lines = [parse(line[2:]) for line in markdown.splitlines() if line.startswith("> ")]
    return tuple(Example(plain(parts), tuple(_marks(parts, scheme))) for parts in lines)


def _marks(parts: Sequence[str | Marked], scheme: Scheme, start: int = 0) -> Iterator[Mark]:
    for part in parts:
        end = start + len(plain([part]))
        if isinstance(part, Marked):
            label = _label(part.letter, scheme)
            attributes = dict(_attribute(label, value) for value in part.values)
            yield Mark(f"{part.letter}{start}-{end}", label.name, Span(start, end), attributes)
            yield from _marks(part.parts, scheme, start)
        start = end


def _label(letter: str, scheme: Scheme) -> Label:
    found = [label for label in scheme.labels if label.name.startswith(letter)]
    if len(found) != 1:
        raise UsageError(f"{len(found)} labels begin with {letter}")
    return found[0]


def _attribute(label: Label, value: str) -> tuple[str, str]:
    for attribute in label.attributes:
        if value in attribute.names:
            return attribute.name, value
    raise UsageError(f"{label.name} has no value {value}")
