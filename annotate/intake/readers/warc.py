"""A WARC file, gzipped or not: the pages of a crawl, each an article under its address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from annotate.intake.decode import unreadable
from annotate.intake.document import Document
from annotate.intake.readers import html
from annotate.intake.readers.base import Incoming, Means, Refusal, one
from annotate.intake.readers.estimate import Estimate
from annotate.intake.warc import Left, Page, pages

SUFFIXES = (".warc", ".warc.gz")


def accepts(source: str) -> bool:
    return source.lower().endswith(SUFFIXES)


def read(source: str, means: Means) -> Iterator[Incoming | Refusal]:
    html.ready()
    return _read(source, pages(Path(source)), means)


def _read(source: str, found: Iterator[Page | Left], means: Means) -> Iterator[Incoming | Refusal]:
    left: Counter[str] = Counter()
    given = 0
    try:
        estimate = Estimate(Path(source).stat().st_size, means.guess)
        for item in found:
            where = f"{source}:{item.number}"
            estimate.at(item.offset, given)
            if isinstance(item, Page):
                yield from article(where, item)
            elif item.broken:
                yield Refusal(where, item.reason)
            else:
                left[item.reason] += 1
                continue
            given += 1
    except OSError as error:
        yield Refusal(source, unreadable(error))
    if left:
        kinds = ", ".join(f"{count} of {reason}" for reason, count in sorted(left.items()))
        yield Refusal(source, f"left out {kinds}: no pages")


def article(where: str, page: Page) -> Iterator[Incoming | Refusal]:
    """What a page holds, or why it cannot be taken."""
    document = Document(where, page.data, None, page.url, page.media, page.charset, page.date)
    return one(lambda: html.article(document), where)
