"""Whether a project still asks what we asked it to ask."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET


def missing(present: str, wanted: str) -> tuple[str, ...]:
    """What the labelling page `wanted` has and `present` has not, in words, in the order of the page.

    Looks and hints may differ: a newer release of ours may draw them otherwise.
    """
    try:
        there = set(_parts(present))
    except ET.ParseError:
        return ("the whole page",)
    return tuple(part for part in dict.fromkeys(_parts(wanted)) if part not in there)


def _parts(xml: str) -> Iterator[str]:
    # Expat since 2.4.1 stops entities that grow without measure.
    for element in ET.fromstring(xml).iter():  # noqa: S314
        name = element.get("name")
        if element.get("toName") and name:
            yield f"control {name}"
            for choice in element:
                value = choice.get("alias") or choice.get("value")
                if choice.tag in ("Label", "Choice") and value:
                    yield f"{choice.tag.lower()} {value} of {name}"
        elif element.tag == "Relation":
            yield f"relation {element.get('value')}"
