"""brat's annotation.conf: what the scheme has, and whatever else occurs in what is written."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.core import Annotation
from annotate.scheme import Scheme
from annotate.scheme.controls import attribute_control

_ANY = "<ENTITY>"


class Declared:
    """The labels, link types and attributes that a folder needs; an annotation adds what it has anew."""

    def __init__(self, scheme: Scheme) -> None:
        self._entities = {label.name: None for label in scheme.labels}
        self._relations = {
            link.name: (link.from_label, link.to_label, link.symmetric) for link in scheme.links
        }
        self._attributes = {
            attribute_control(label.name, one.name): (label.name, {value.name: None for value in one.values})
            for label in scheme.labels
            for one in label.attributes
        }

    def see(self, annotation: Annotation) -> None:
        for mark in annotation.marks:
            self._entities.setdefault(mark.label)
            for name, value in mark.attributes.items():
                control = attribute_control(mark.label, name)
                self._attributes.setdefault(control, (mark.label, {}))[1].setdefault(value)
        for link in annotation.links:
            self._relations.setdefault(link.type, (_ANY, _ANY, False))

    def conf(self) -> str:
        """The file's text."""
        sections = {
            "entities": iter(self._entities),
            "relations": self._relation_lines(),
            "events": iter(()),
            "attributes": self._attribute_lines(),
        }
        return "\n".join(
            "".join(f"{line}\n" for line in (f"[{name}]", *lines)) for name, lines in sections.items()
        )

    def _relation_lines(self) -> Iterator[str]:
        for name, (start, end, symmetric) in self._relations.items():
            yield f"{name}\tArg1:{start}, Arg2:{end}{', <REL-TYPE>:symmetric' if symmetric else ''}"
        # Without this line brat reports every nested mark as a mistake.
        yield f"<OVERLAP>\tArg1:{_ANY}, Arg2:{_ANY}, <OVL-TYPE>:<ANY>"

    def _attribute_lines(self) -> Iterator[str]:
        for control, (label, values) in self._attributes.items():
            yield f"{control}\tArg:{label}, Value:{'|'.join(values)}"
