"""What in a quarantined payload was refused, and the words it lies on."""

from __future__ import annotations

import json
from typing import Any

AROUND = 40
"""Characters shown on either side of a span."""


def part(payload: bytes, place: str) -> Any:  # noqa: ANN401 - any JSON
    """The part of the payload that `place` names: a JSON pointer (RFC 6901) or `#` and a mark's id.

    None where it names nothing, or the payload is no JSON.
    """
    try:
        whole = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    if place.startswith("#"):
        return _with_id(whole, place[1:])
    if not place.startswith("/"):
        return None
    for step in place[1:].split("/"):
        whole = _child(whole, step.replace("~1", "/").replace("~0", "~"))
    return whole


def stated_text(payload: bytes) -> str | None:
    """The text that an imported line brings along: its offsets are of that one."""
    text = part(payload, "/article_text")
    return text if isinstance(text, str) else None


def span(found: object) -> tuple[int, int] | None:
    """Start and end that a mark or region states, as it states them; None where they are no whole numbers."""
    stated = found.get("value", found) if isinstance(found, dict) else None
    if not isinstance(stated, dict):
        return None
    start, end = stated.get("start"), stated.get("end")
    return (start, end) if type(start) is int and type(end) is int else None


def in_text(text: str, start: int, end: int) -> str:
    """The words under a span in brackets, with some of what stands around; as near as a bad span allows."""
    first, last = sorted(min(max(at, 0), len(text)) for at in (start, end))
    before, after = text[max(0, first - AROUND) : first], text[last : last + AROUND]
    return f"…{before}⟦{text[first:last]}⟧{after}…".replace("\n", " ")


def _child(value: object, step: str) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
        return value[int(step)]
    return None


def _with_id(whole: object, id_: str) -> Any:  # noqa: ANN401 - any JSON
    """Of marks and regions; one that states none is known by its place, as the codec counts."""
    for name in ("marks", "result"):
        listed = whole.get(name) if isinstance(whole, dict) else None
        for number, one in enumerate(listed if isinstance(listed, list) else (), 1):
            if isinstance(one, dict) and str(one.get("id") or f"m{number}") == id_:
                return one
    return None
