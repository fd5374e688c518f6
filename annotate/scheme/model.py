"""The scheme as values: labels with their attributes, link types, answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from annotate.core import Mark, toml


@dataclass(frozen=True)
class Value:
    """One value that may be chosen, and the key that chooses it."""

    name: str
    text: str
    key: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Attribute:
    """An attribute of a label. Without a `default`, unset means nobody chose.

    `when` names another attribute of the same label and the values that make this one apply.
    """

    name: str
    text: str
    values: tuple[Value, ...]
    default: str | None = None
    layout: str = "vertical"
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(value.name for value in self.values)

    def applies(self, chosen: Mark | Mapping[str, str]) -> bool:
        """Whether it is asked of a mark, or of one with these attributes."""
        return not self.when or all(chosen.get(other) in allowed for other, allowed in self.when.items())


@dataclass(frozen=True)
class Label:
    """A kind of mark. A `depth` of `full` leaves it out of campaigns about the central claims alone."""

    name: str
    text: str
    key: str
    colour: str
    hint: str
    attributes: tuple[Attribute, ...] = ()
    depth: str = "central"

    @cached_property
    def _attribute_by_name(self) -> Mapping[str, Attribute]:
        return {attribute.name: attribute for attribute in self.attributes}

    def attribute(self, name: str) -> Attribute | None:
        return self._attribute_by_name.get(name)


@dataclass(frozen=True)
class LinkType:
    """A kind of link; config/scheme.toml says what `drawn`, `inferred` and `symmetric` mean."""

    name: str
    from_label: str
    to_label: str
    drawn: str
    colour: str
    hint: str
    inferred: bool = False
    symmetric: bool = False


@dataclass(frozen=True)
class Answer:
    """A question about the whole article; `control` is choice, several, rating or text."""

    name: str
    text: str
    control: str
    values: tuple[Value, ...] = ()
    default: str | None = None
    maximum: int = 0
    optional: bool = False

    def accepts(self, value: str) -> bool:
        if self.control == "text":
            return True
        if self.control == "rating":
            return value in {str(rating) for rating in range(1, self.maximum + 1)}
        names = {one.name for one in self.values}
        return set(value.split(",")) <= names if self.control == "several" else value in names


@dataclass(frozen=True)
class Scheme:
    """One version of what may be marked."""

    version: str
    labels: tuple[Label, ...]
    links: tuple[LinkType, ...]
    answers: tuple[Answer, ...]

    @cached_property
    def label_by_name(self) -> Mapping[str, Label]:
        return {label.name: label for label in self.labels}

    @cached_property
    def link_by_name(self) -> Mapping[str, LinkType]:
        return {link.name: link for link in self.links}

    @cached_property
    def answer_by_name(self) -> Mapping[str, Answer]:
        return {answer.name: answer for answer in self.answers}

    def plain_link(self, one: str, other: str) -> LinkType | None:
        """The type of an unlabelled link between two labels, drawn in either direction."""
        return next(
            (k for k in self.links if k.drawn == "plain" and {k.from_label, k.to_label} == {one, other}), None
        )

    def value(self, mark: Mark, attribute: str) -> str | None:
        """What counts: the chosen value, else the default where the attribute applies, else None."""
        known = self.label_by_name[mark.label].attribute(attribute)
        if known is None or not known.applies(mark):
            return None
        return mark.get(attribute, known.default)


def load_scheme(path: Path) -> Scheme:
    """Reads a scheme file.

    Raises:
        UsageError: when the file is missing, is not TOML or is not a scheme; says where.
    """
    return toml.read(path, "scheme", parse_scheme)


def parse_scheme(data: Mapping[str, Any]) -> Scheme:
    """A scheme from the parsed TOML; every label, link and answer must be complete."""
    return Scheme(
        version=data["version"],
        labels=tuple(_label(row) for row in data["label"]),
        links=tuple(_link(row) for row in data["link"]),
        answers=tuple(_answer(row) for row in data["answer"]),
    )


def _values(rows: list[dict[str, str]]) -> tuple[Value, ...]:
    return tuple(Value(**row) for row in rows)


def _label(row: Mapping[str, Any]) -> Label:
    return Label(
        **{key: row[key] for key in ("name", "text", "key", "colour", "hint")},
        attributes=tuple(_attribute(one) for one in row.get("attribute", ())),
        depth=row.get("depth", "central"),
    )


def _attribute(row: Mapping[str, Any]) -> Attribute:
    when = {name: tuple(values) for name, values in row.get("when", {}).items()}
    return Attribute(**{**row, "values": _values(row["values"]), "when": when})


def _link(row: Mapping[str, Any]) -> LinkType:
    rest = {key: value for key, value in row.items() if key not in ("from", "to")}
    return LinkType(from_label=row["from"], to_label=row["to"], **rest)


def _answer(row: Mapping[str, Any]) -> Answer:
    return Answer(**{**row, "values": _values(row.get("values", []))})
