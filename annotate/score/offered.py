"""Criteria that other installed packages offer, by the entry points they name."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points

GROUP = "annotate.criteria"
"""The group of entry points; the name of one is the criterion's, as a rubric's weights give it."""


@cache
def offered() -> dict[str, EntryPoint]:
    """All there are, by name."""
    return {one.name: one for one in entry_points(group=GROUP)}


def brought_by(one: EntryPoint) -> str:
    """The package with its version, so that scores made with another are known to be others."""
    return f"{one.dist.name} {one.dist.version}" if one.dist else one.value
