"""Reads gold from a file and has its texts marked by a machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from annotate.core import Annotation, Article, Mark
from annotate.core.errors import Refused
from annotate.evaluation.gold import Gold, parse
from annotate.intake.articles import make_article
from annotate.intake.canonical import Canonical
from annotate.intake.readers import jsonl
from annotate.intake.readers.base import Incoming, Refusal
from annotate.intake.readers.find import read

Detect = Callable[[Article], Annotation]
_KEPT = 64
"""Texts whose marks are remembered: the readings of one text stand near each other."""


def read_gold(path: Path, texts: Mapping[str, Incoming]) -> Iterator[Gold | Refusal]:
    """The readings of a file, a line each; those without a text need theirs among `texts`, by article.

    Raises:
        OSError: when the file cannot be read.
    """
    with path.open("rb") as file:
        for number, row in enumerate(jsonl.lines(file), 1):
            if row.strip():
                where = f"{path}:{number}"
                try:
                    yield _with_text(parse(jsonl.loads(row)), texts)
                except Refused as error:
                    yield Refusal(where, str(error))


def read_texts(source: str) -> Iterator[Incoming | Refusal]:
    """Articles to look texts up in, each under the id that `annotate articles add` would give it."""
    for one in read(source):
        try:
            yield one if isinstance(one, Refusal) else replace(one, id=make_article(one)[0].id)
        except Refused as error:
            yield Refusal(one.source, str(error))


def marked_by(detect: Detect, texts: Mapping[str, Incoming]) -> Callable[[Gold], tuple[str, Annotation]]:
    """A function from a reading to its text and the machine's marks in it, as `compare` wants it.

    A text that gold brings along is marked as it is given; one from `texts` in its canonical form, which
    annotations from elsewhere refer to.
    """

    @lru_cache(_KEPT)
    def marks(article: str, text: str | None, title: str | None) -> tuple[str, Annotation]:
        if text is None:
            made, _ = make_article(texts[article])
            return made.text, detect(made)
        made, canonical = make_article(Incoming(article, text, title=title))
        return text, given(detect(made), canonical)

    return lambda gold: marks(gold.article, gold.text, gold.title)


def given(found: Annotation, canonical: Canonical) -> Annotation:
    """The same marks in the text that was given, without those on a title put in front of it."""
    marks = tuple(mark for mark in (_given(one, canonical) for one in found.marks) if mark is not None)
    ids = {mark.id for mark in marks}
    links = tuple(link for link in found.links if {link.from_id, link.to_id} <= ids)
    return replace(found, marks=marks, links=links)


def _given(mark: Mark, canonical: Canonical) -> Mark | None:
    try:
        return replace(mark, span=canonical.to_given(mark.span))
    except ValueError:
        return None


def _with_text(gold: Gold, texts: Mapping[str, Incoming]) -> Gold:
    if gold.text is not None:
        return gold
    if gold.article not in texts:
        raise Refused(f"it has no text, and no article {gold.article!r} was named with --texts")
    known = texts[gold.article]
    stated = {name: value for name in ("outlet", "language") if (value := getattr(known, name))}
    return replace(gold, facts={**stated, **gold.facts})
