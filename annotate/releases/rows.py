"""From what is frozen to the rows of the tables, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from annotate.core import Annotation, Article, Span
from annotate.core.codec import canonical_json, from_body, rfc3339
from annotate.export.features import features
from annotate.export.writers.base import Item
from annotate.export.writers.parquet import row
from annotate.releases.choice import Text
from annotate.releases.columns import UNHASHED, columns
from annotate.releases.freeze import Frozen
from annotate.scheme import Scheme

Row = dict[str, Any]


class Rows:
    """Makes rows of a scheme's columns with as much of the articles' words as may be published."""

    def __init__(self, scheme: Scheme, text: Text) -> None:
        self._every = features(scheme)
        self._columns = columns(scheme)
        self._free = [answer.name for answer in scheme.answers if answer.control == "text"]
        self._text = text

    def article(self, one: Frozen) -> Row:
        """The row of the text and its reading; its group is not known yet."""
        article = one.article
        full = row(Item(one.reading, article), self._every) | {
            "titled": article.title is not None,
            "characters": len(article.text),
            "annotators": one.voters,
        }
        return self._row("articles", full)

    def annotation(self, annotation: Annotation, article: Article) -> Row:
        """The row of one annotation of the text."""
        return self._row("annotations", row(Item(annotation, article), self._every))

    def _row(self, table: str, full: Row) -> Row:
        of_table = {name: full.get(name) for name in self._columns[table]}
        return hashed(withheld(of_table, self._text, self._free))


def withheld(full: Row, text: Text, free: list[str]) -> Row:
    """The row without the words that are not published: with `quotes` the text, with `none` every word.

    `none` takes away as well what annotators wrote in their own words, the answers named in `free`.
    """
    if text == "full":
        return full
    out = full | ({"text": None} if "text" in full else {})
    if text == "quotes":
        return out
    out |= {"title": None} if "title" in full else {}
    out["marks"] = [{**mark, "text": None} for mark in full["marks"]]
    out["answers"] = {**full["answers"], **dict.fromkeys(free)}
    return out


def hashed(known: Row) -> Row:
    """The row with its hash."""
    said = {
        name: rfc3339(value) if isinstance(value, datetime) else value
        for name, value in known.items()
        if name not in UNHASHED
    }
    return known | {"row_sha256": sha256(canonical_json(said).encode()).hexdigest()}


def article_of(known: Mapping[str, Any], text: str) -> Article:
    """The article of a row, with its text."""
    return Article(
        known["article"],
        text,
        tuple(Span(one["start"], one["end"]) for one in known["sentences"]),
        text.partition("\n\n")[0] if known["titled"] else None,
        known["article_revision"],
        **{name: known[name] for name in ("url", "outlet", "author", "published", "language")},
    )


def annotation_of(known: Mapping[str, Any]) -> Annotation:
    """The annotation of a row; of a row of articles, the reading."""
    content = {
        "marks": [{**mark, "attributes": _gathered(mark["attributes"])} for mark in known["marks"]],
        "links": known["links"],
        "answers": _gathered(known["answers"]),
    }
    there = ("id", "revision", "campaign", "annotator", "created_at", "updated_at", "seconds")
    named = {"annotator": "consensus", **{name: known[name] for name in there if name in known}}
    shared = ("article", "article_revision", "text_sha256", "origin", "scheme")
    return from_body(content, **named, **{name: known[name] for name in shared})


def _gathered(fields: Mapping[str, Any]) -> dict[str, str]:
    """The values that were chosen, those without a column of their own among them."""
    known = {name: value for name, value in fields.items() if value is not None and name != "other"}
    other: dict[str, str] = json.loads(fields.get("other") or "{}")
    return known | other
