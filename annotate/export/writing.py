"""From the store to a file in one of the formats."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import BinaryIO, cast

from annotate.core import Article
from annotate.core.errors import LocalFileError, UsageError
from annotate.export.base import Item, Writer, Written
from annotate.store import Annotations, Articles, Campaigns, Store

_TEXTS_KEPT = 64
"""Articles held in memory while annotations come by, several of one article among them."""


def write(
    format_: str, store: Store, out: Path | BinaryIO, *, campaign: str | None = None, history: bool = False
) -> Written:
    """Writes current annotations ordered by id, of one campaign if it is named; with `history` every content.

    A file at a path appears when it is complete.

    Raises:
        UsageError: when there is no such format or campaign.
        LocalFileError: when the file cannot be written.
    """
    writer = writer_of(format_)
    counts = {"written": 0, "erased": 0}
    with store.session(read_only=True) as session:
        if campaign is not None and Campaigns(session).get(campaign) is None:
            raise UsageError(f"no campaign {campaign!r}", "see: annotate campaign list")
        article = lru_cache(_TEXTS_KEPT)(lambda id_, revision: _article(Articles(session), id_, revision))

        def items() -> Iterator[Item]:
            for annotation in Annotations(session).all(history, campaign):
                found = article(annotation.article, annotation.article_revision)
                counts["written" if found else "erased"] += 1
                if found:
                    yield Item(annotation, found)

        with _opened(out) as file:
            writer.write(items(), file)
    return Written(counts["written"], counts["erased"])


def writer_of(format_: str) -> Writer:
    """The writer of a format.

    Raises:
        UsageError: naming the formats there are.
    """
    if format_ not in formats():
        raise UsageError(f"no format {format_!r}", f"there are: {', '.join(formats())}")
    return cast(Writer, import_module(f"{__package__}.{format_}"))


def formats() -> tuple[str, ...]:
    """The names of the formats: those modules of this folder that are writers."""
    rim = {"base", "writing"}
    return tuple(
        module.name for module in iter_modules([str(Path(__file__).parent)]) if module.name not in rim
    )


def _article(articles: Articles, id_: str, revision: int) -> Article | None:
    """The revision with what is known about it; of a removed article its text; None where that is erased."""
    text = articles.text(id_, revision)
    return (articles.get(id_, revision) or Article(id_, text, revision=revision)) if text else None


@contextmanager
def _opened(out: Path | BinaryIO) -> Iterator[BinaryIO]:
    """`out` itself, or a new file that takes the place of `out` once all is written."""
    if not isinstance(out, Path):
        yield out
        return
    # What is there and no plain file, such as /dev/stdout, is written to and not replaced.
    target = out.with_name(f".{out.name}.{os.getpid()}.part") if out.is_file() or not out.exists() else out
    try:
        try:
            with target.open("wb") as file:
                yield file
            if target != out:
                target.replace(out)
        finally:
            if target != out:
                target.unlink(missing_ok=True)
    except OSError as error:
        raise LocalFileError(f"{out} cannot be written: {error.strerror}") from error
