"""Which line of the guidelines should have settled a difference."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from annotate.consensus.agreement.differences import EDGES, Difference
from annotate.consensus.agreement.words import choice
from annotate.scheme import Scheme
from annotate.scheme.guidelines import END, START

SECTIONS: Mapping[str, str] = {
    "ASSERTION": "Cutting: where an assertion begins and ends",
    "ASSERTION.kind": "Kind: go by the main verb",
    "ASSERTION.weight": "Central claims",
    "SOURCE": "Nobody says it",
    "SOURCE edges": "Who is it: identity",
    "SOURCE.identity": "Who is it: identity",
    "SOURCE.standing": "Where a source stands",
    "SOURCE.reason": "How many, and why unnamed",
    "SOURCE.number": "How many, and why unnamed",
    "CUE": "Cues and hedges",
    "HEDGE": "Cues and hedges",
    "NOISE": "Noise",
    "same_source": "same_source: two mentions of one speaker",
    "same_claim": "same_claim: the text says it again, or in detail",
    "responds_to": "responds_to: somebody reacts to that very claim",
    "via": "via: who passed it on",
    "attributed_to": "Cutting: where an assertion begins and ends",
    **dict.fromkeys(
        ("genre", "accused", "reply", "origin", "headline", "signs"), "The questions about the article"
    ),
}
"""Topic of a difference, or its label, to the heading of the guidelines that settles it."""

SAID, BOLD, NAMED = 4, 3, 1
"""What it counts that a line quotes the very words, sets one of the two values in bold, or names it."""


@dataclass(frozen=True)
class Line:
    """A line of the guidelines and the differences it should have settled.

    Attributes:
        number: in the file, from 1; None where the guidelines have no such section.
        section: the heading it stands under, or the topic where there is none.
        text: the line itself, without markup.
        n: how many differences.
    """

    number: int | None
    section: str
    text: str
    n: int = 0


@dataclass(frozen=True)
class Rule:
    """A line of prose with the examples under it."""

    number: int
    section: str
    text: str
    examples: tuple[str, ...] = ()

    @cached_property
    def plain(self) -> str:
        return re.sub(r"[*`]|^- ", "", self.text)

    @cached_property
    def bold(self) -> frozenset[str]:
        return frozenset(words.casefold() for words in re.findall(r"\*\*(.+?)\*\*", self.text))

    @cached_property
    def quoted(self) -> frozenset[str]:
        """What stands in italics, item by item: the words that a rule is about."""
        plain = re.sub(r"\*\*.+?\*\*", "", self.text)
        parts = (part for words in re.findall(r"\*([^*]+)\*", plain) for part in words.split(","))
        return frozenset(part.strip().casefold() for part in parts)


def rules(markdown: str) -> Iterator[Rule]:
    """The lines of prose, each under its heading; tables and what the scheme itself writes are none."""
    section, inside, last = "", False, None
    for number, line in enumerate(markdown.splitlines(), 1):
        inside = line.startswith(START) or (inside and not line.startswith(END))
        if line.startswith(">") and last is not None:
            last = replace(last, examples=(*last.examples, line))
            continue
        if line.strip() and last is not None:
            yield last
            last = None
        if line.startswith("#"):
            section = line.lstrip("# ").strip()
        elif line.strip() and not inside and not line.startswith(("|", "<!--", ">")):
            last = Rule(number, section, line)
    if last is not None:
        yield last


def costliest(found: Sequence[Difference], markdown: str, scheme: Scheme) -> tuple[Line, ...]:
    """The lines that should have settled these differences, the one that settled least first.

    Of the section that a difference's topic belongs to, it is the line that says most about it: that quotes
    the very words, or names the values that stood against each other, in itself or in its examples; of
    equals, and where none does, the first.
    """
    by_section: dict[str, list[Rule]] = {}
    for rule in rules(markdown):
        by_section.setdefault(rule.section, []).append(rule)
    counted = Counter(_line(one, by_section.get(section(one.topic), []), scheme) for one in found)
    most = sorted(counted.items(), key=lambda item: (-item[1], item[0].number or 0, item[0].section))
    return tuple(replace(line, n=n) for line, n in most)


def section(topic: str) -> str:
    """The guidelines' heading for a topic; the topic itself where they have none, as for a team's own."""
    label = topic.split()[0].split(".")[0]
    return SECTIONS.get(topic) or SECTIONS.get(topic.removesuffix(EDGES)) or SECTIONS.get(label) or topic


def _line(one: Difference, among: Sequence[Rule], scheme: Scheme) -> Line:
    if not among:
        return Line(None, section(one.topic), "")
    best = max(among, key=lambda rule: (_about(one, rule, scheme), -rule.number))
    return Line(best.number, best.section, best.plain)


def _about(one: Difference, rule: Rule, scheme: Scheme) -> int:
    said = SAID * (one.words.casefold() in rule.quoted)
    values = (one.one, one.other) if one.field else ()
    return said + sum(_names(rule, value, choice(one.topic, value, scheme)) for value in values)


@lru_cache(maxsize=10_000)
def _names(rule: Rule, value: str, text: str) -> int:
    """How much a rule says of a value, whose words in the scheme are `text`."""
    plain = value.replace("_", " ").casefold()
    if any(words in (plain, text.casefold()) or plain.endswith(f" {words}") for words in rule.bold):
        return BOLD
    in_example = re.compile(rf"[\[ ]{re.escape(value)}[ :]")
    named = plain in rule.plain.casefold() or any(in_example.search(example) for example in rule.examples)
    return NAMED * named
