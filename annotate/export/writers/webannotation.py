"""W3C Web Annotation: one AnnotationCollection in JSON-LD, an Annotation a mark, a link and a reading.

A mark is an Annotation `…/marks/ID` with its label as a tag and its attributes as classifying bodies
`NAME=VALUE`. Its target is the article's address, or urn:x-annotate:article:… where it has none, with two
selectors: the quoted words between what stands before and after them, which find the place on the page as
published, and the position in code points of the canonical text, which has the title as its first
paragraph. A link is an Annotation with motivation linking from one mark to the other. Each reading is an
Annotation of the article as a whole with the answers as bodies `NAME=VALUE`, there also where nothing was
marked. The context is named by the standard's address, as the model demands: a processor without a network
needs a copy of it.

It cannot carry the article's text, title, outlet, author, date and language, the hash and revision of the
text, the campaign, the scheme, the state and the time spent, who was signed in, the origin of a reading
beyond whether a person or a program made it, a mark's origin and a machine's confidence, and whether a link
was drawn or inferred.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO
from urllib.parse import quote

from annotate.core import Annotation, Article, Link, Mark
from annotate.core.codec import rfc3339
from annotate.export.writers.base import Item, Manner, loss

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""Web Annotation Data Model, 3.1: this very address must be there. An inlined copy would not conform."""

URN = "urn:x-annotate"
AROUND = 32
"""Characters of the text before and after a quotation, so that it is found where it is said twice."""

Json = dict[str, Any]


def write(items: Iterable[Item], out: BinaryIO, manner: Manner) -> Counter[str]:
    head = {
        "@context": CONTEXT,
        "id": f"{URN}:collection",
        "type": "AnnotationCollection",
        "label": f"LOSS: {loss(__doc__)}",
    }
    page = {"id": f"{URN}:collection:page:1", "type": "AnnotationPage", "startIndex": 0}
    out.write(_open(head) + b',\n"first": ' + _open(page) + b', "items": [')
    total = 0
    for item in items:
        for one in parts(item):
            out.write((b",\n" if total else b"\n") + _dumps(one))
            total += 1
    out.write(b'\n]},\n"total": %d}\n' % total)
    return Counter()


def parts(item: Item) -> Iterator[Json]:
    """The Web Annotations of one reading: of the whole first, then of its marks, then of its links."""
    annotation, article = item.annotation, item.article
    reading = _urn("annotation", annotation.id, str(annotation.revision))
    made = {
        "creator": _creator(annotation),
        "created": rfc3339(annotation.created_at),
        "modified": rfc3339(annotation.updated_at),
    }
    known = {name: value for name, value in made.items() if value is not None}
    source = article.url or _urn("article", article.id, str(article.revision))
    yield _reading(annotation, reading, source) | known
    for mark in annotation.ordered:
        yield _mark(mark, reading, source, article) | known
    for number, link in enumerate(sorted(annotation.links), start=1):
        yield _link(link, number, reading) | known


def _creator(annotation: Annotation) -> Json:
    """Who made it, a machine always called one."""
    kind = "Software" if annotation.origin in ("machine", "consensus") else "Person"
    name = annotation.annotator
    return {"id": _urn("annotator", name), "type": kind, "name": name}


def _reading(annotation: Annotation, reading: str, source: str) -> Json:
    said = [_body(f"{name}={value}", "describing") for name, value in sorted(annotation.answers.items())]
    return _annotation(reading, "describing") | ({"body": said} if said else {}) | {"target": source}


def _mark(mark: Mark, reading: str, source: str, article: Article) -> Json:
    chosen = (f"{name}={value}" for name, value in sorted(mark.attributes.items()))
    body = [_body(mark.label, "tagging"), *(_body(value, "classifying") for value in chosen)]
    target = {"type": "SpecificResource", "source": source, "selector": _selectors(mark, article.text)}
    return _annotation(_of(reading, mark.id), "highlighting") | {"body": body, "target": target}


def _selectors(mark: Mark, text: str) -> list[Json]:
    start, end = mark.span.start, mark.span.end
    words = {
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
    return [
        {"type": "TextQuoteSelector", **words},
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


def _link(link: Link, number: int, reading: str) -> Json:
    to = {"type": "SpecificResource", "source": _of(reading, link.to_id), "purpose": "linking"}
    return _annotation(f"{reading}/links/{number}", "linking") | {
        "body": [_body(link.type, "tagging"), to],
        "target": _of(reading, link.from_id),
    }


def _annotation(id_: str, motivation: str) -> Json:
    return {"id": id_, "type": "Annotation", "motivation": motivation}


def _body(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _of(reading: str, mark: str) -> str:
    return f"{reading}/marks/{quote(mark, safe='')}"


def _urn(kind: str, *parts: str) -> str:
    return ":".join([URN, kind, *(quote(part, safe="") for part in parts)])


def _open(obj: Json) -> bytes:
    """An object without its closing brace."""
    return _dumps(obj)[:-1]


def _dumps(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8")
