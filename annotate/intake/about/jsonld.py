"""JSON-LD by schema.org: what publishers tell search engines of an article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from annotate.intake.about.stated import Element, Stated
from annotate.intake.about.stated import words as on_one_line

_TYPES = frozenset({"Report", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting"})
"""Kinds of articles whose names do not end in Article."""
_DEEPEST = 6


def stated(tree: Element) -> Stated:
    """Of the first article that the page describes; of nothing where it describes none."""
    found = next((one for one in _objects(tree) if _is_article(one)), None)
    if found is None:
        return Stated()
    return Stated(
        title=words(found.get("headline")) or words(found.get("name")),
        authors=tuple(_names(found.get("author") or found.get("creator"))),
        outlet=next(_names(found.get("publisher")), None),
        published=words(found.get("datePublished")),
        modified=words(found.get("dateModified")),
        url=words(found.get("url")) or _id(found.get("mainEntityOfPage")),
        language=words(found.get("inLanguage")),
    )


def _objects(tree: Element) -> Iterator[Mapping[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text:
            try:
                yield from _flat(json.loads(script.text, strict=False), _DEEPEST)
            except (ValueError, RecursionError):  # a page is not lost for a broken script
                continue


def _flat(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - hostile JSON
    if depth == 0:
        return
    if isinstance(value, list):
        for one in value:
            yield from _flat(one, depth - 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _flat(value.get(name), depth - 1)


def _is_article(value: Mapping[str, Any]) -> bool:
    types = value.get("@type")
    named = types if isinstance(types, list) else [types]
    return any(isinstance(one, str) and (one.endswith("Article") or one in _TYPES) for one in named)


def _names(value: Any) -> Iterator[str]:  # noqa: ANN401
    """The names of people or organisations, however they are nested."""
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        for each in name if isinstance(name, list) else [name]:
            if found := words(each):
                yield found


def _id(value: Any) -> str | None:  # noqa: ANN401
    return words(value.get("@id")) if isinstance(value, dict) else words(value)


def words(value: object) -> str | None:
    """A stated text on one line; many publishers write HTML's entities into their data."""
    return on_one_line(unescape(value)) if isinstance(value, str) else None
