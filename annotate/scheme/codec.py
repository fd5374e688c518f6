"""A scheme as data: the shape of its file, so that a version outlives the file it came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotate.scheme.model import Answer, Attribute, Label, LinkType, Scheme

_LOOKS = frozenset({"text", "key", "colour", "hint", "layout"})
"""How a scheme is shown and explained; the rest is what it means."""


def to_data(scheme: Scheme) -> dict[str, Any]:
    """What `parse_scheme` reads back as this scheme; nothing but JSON in it."""
    return {
        "version": scheme.version,
        "label": [_label(one) for one in scheme.labels],
        "link": [_link(one) for one in scheme.links],
        "answer": [_answer(one) for one in scheme.answers],
    }


def meaning(data: Any) -> Any:  # noqa: ANN401 - any part of a scheme's data
    """The data without what may change while the version stays: texts, hints, keys, colours."""
    if isinstance(data, Mapping):
        return {name: meaning(one) for name, one in data.items() if name not in _LOOKS}
    return [meaning(one) for one in data] if isinstance(data, list) else data


def _label(label: Label) -> dict[str, Any]:
    row = {name: value for name, value in vars(label).items() if isinstance(value, str)}
    return {**row, "attribute": [_attribute(one) for one in label.attributes]}


def _attribute(attribute: Attribute) -> dict[str, Any]:
    when = {name: list(values) for name, values in attribute.when.items()}
    shown = {"name": attribute.name, "text": attribute.text, "layout": attribute.layout}
    values = [dict(vars(value)) for value in attribute.values]
    return {**shown, "default": attribute.default, "when": when, "values": values}


def _link(link: LinkType) -> dict[str, Any]:
    row = dict(vars(link))
    return {"from": row.pop("from_label"), "to": row.pop("to_label"), **row}


def _answer(answer: Answer) -> dict[str, Any]:
    return {**vars(answer), "values": [dict(vars(value)) for value in answer.values]}
