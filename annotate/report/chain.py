"""The chain of a claim: assertion, cue, source; and the style that shows it when somebody points at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from annotate.core import Annotation

LIT = "outline:2px solid var(--ink);outline-offset:1px;background:var(--lit)"
UPWARDS = ("cued_by", "hedged_by", "attributed_to")


def chains(reading: Annotation) -> Mapping[str, tuple[str, ...]]:
    """Assertion to the marks that its cues, hedges and sources lie in, those who passed it on included."""
    leads: defaultdict[str, list[str]] = defaultdict(list)
    for link in sorted(reading.links):
        if link.type in UPWARDS or link.type == "via":
            leads[link.from_id].append(link.to_id)
    return {mark.id: _reached(mark.id, leads) for mark in reading.labelled("ASSERTION")}


def _reached(start: str, leads: Mapping[str, list[str]]) -> tuple[str, ...]:
    reached, waiting = dict[str, None](), [start]
    while waiting:
        for to in leads.get(waiting.pop(), ()):
            if to not in reached:
                reached[to] = None
                waiting.append(to)
    return tuple(reached)


def style(numbers: Iterable[int]) -> str:
    """Rules by which pointing at claim 3, its number or its note lifts all of `.c3` and `.n3`."""
    return "\n".join(
        f"main:has(.n{n}:is(:hover,:focus,:focus-within)) :is(.c{n},.n{n}){{{LIT}}}" for n in numbers
    )
