"""brat standoff: a .txt and an .ann for each annotation, below CAMPAIGN/ANNOTATOR/, and annotation.conf.

A file is named by its article and the beginning of a hash of the annotation's id and revision. Marks are
text-bound annotations with offsets in code points; attributes are brat attributes by the name that they have
on the labelling page, such as source_identity; links are binary relations. A mark over a line break is
written as its lines, as brat itself does it: together they are one mark, never a discontinuous one.
annotation.conf declares the scheme and whatever else occurs.

It cannot carry the answers about the article, a reading without its file names (who, when, state, origin,
seconds), the ids of marks, a mark's origin and a machine's confidence, whether a link was drawn or inferred,
a line break at the edge of a mark, and an article's title, address, outlet, author, date and language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path

from annotate.core import Annotation, Mark, Span
from annotate.export.brat_conf import Declared
from annotate.export.writers.base import Item, Manner
from annotate.scheme.controls import attribute_control

LONGEST = 80
"""Characters of an article's id in a file name."""

_LINE = re.compile(r"[^\n]+")


def write_folder(items: Iterable[Item], folder: Path, manner: Manner) -> Counter[str]:
    declared, trimmed = Declared(manner.scheme), 0
    for item in items:
        annotation, text = item.annotation, item.article.text
        base = folder / _safe(annotation.campaign) / _safe(annotation.annotator)
        base.mkdir(parents=True, exist_ok=True)
        name = f"{_safe(annotation.article)}.{_digest(annotation)}"
        _new(base / f"{name}.txt", text)
        _new(base / f"{name}.ann", "".join(f"{line}\n" for line in lines(annotation, text)))
        declared.see(annotation)
        trimmed += sum(mark.span.cut(text).strip("\n") != mark.span.cut(text) for mark in annotation.marks)
    _new(folder / "annotation.conf", declared.conf())
    return Counter({"a line break at the edge of a mark": trimmed} if trimmed else {})


def lines(annotation: Annotation, text: str) -> Iterator[str]:
    """The lines of an .ann file: marks in the order of the text, each with its attributes, then links."""
    numbers, attributes = {}, count(1)
    for number, mark in enumerate(annotation.ordered, start=1):
        numbers[mark.id] = f"T{number}"
        yield _text_bound(f"T{number}", mark, text)
        for name, value in sorted(mark.attributes.items()):
            control = attribute_control(mark.label, name)
            yield f"A{next(attributes)}\t{control} T{number} {value}"
    for number, link in enumerate(sorted(annotation.links), start=1):
        yield f"R{number}\t{link.type} Arg1:{numbers[link.from_id]} Arg2:{numbers[link.to_id]}"


def _text_bound(id_: str, mark: Mark, text: str) -> str:
    found = _LINE.finditer(text, mark.span.start, mark.span.end)
    parts = [Span(one.start(), one.end()) for one in found]
    at = ";".join(f"{part.start} {part.end}" for part in parts)
    return f"{id_}\t{mark.label} {at}\t{' '.join(part.cut(text) for part in parts)}"


def _safe(name: str) -> str:
    """A name as a file name of any system."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-")[:LONGEST] or "_"


def _digest(annotation: Annotation) -> str:
    return sha256(f"{annotation.id}\n{annotation.revision}".encode()).hexdigest()[:8]


def _new(path: Path, content: str) -> None:
    """Two files of one name would be a loss: that fails instead."""
    with path.open("x", encoding="utf-8", newline="") as file:
        file.write(content)
