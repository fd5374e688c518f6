"""From the store to a file or folder in one of the formats."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import BinaryIO, cast

from annotate.core import Article
from annotate.core.errors import UsageError
from annotate.export import writers
from annotate.export.target import new_file, new_folder
from annotate.export.wanted import Wanted
from annotate.export.writers.base import FileWriter, FolderWriter, Item, Manner, Writer, Written
from annotate.store import Annotations, Annotators, Articles, Campaigns, Store

_TEXTS_KEPT = 64
"""Articles held in memory while annotations come by, several of one article among them."""

EVERYTHING = Wanted()


class _Items:
    """The annotations asked for, read anew from the database each time they are gone through."""

    def __init__(self, annotations: Annotations, articles: Articles, wanted: Wanted) -> None:
        self._annotations, self._articles, self._wanted = annotations, articles, wanted
        self._article = lru_cache(_TEXTS_KEPT)(self._read)
        self.written = self.erased = 0

    def __iter__(self) -> Iterator[Item]:
        self.written = self.erased = 0
        every = self._annotations.all(self._wanted.history, self._wanted.campaign)
        for annotation in filter(self._wanted.takes, every):
            article = self._article(annotation.article, annotation.article_revision)
            if article is None:
                self.erased += 1
            else:
                self.written += 1
                yield Item(self._wanted.part(annotation), article)

    def _read(self, id_: str, revision: int) -> Article | None:
        """The revision with what is known of it; of a removed article its text; None where that is erased."""
        text = self._articles.text(id_, revision)
        return (self._articles.get(id_, revision) or Article(id_, text, revision=revision)) if text else None


def write(
    format_: str, store: Store, out: Path | BinaryIO, manner: Manner, wanted: Wanted = EVERYTHING
) -> Written:
    """Writes the annotations that are wanted, all current ones when not told otherwise, ordered by id.

    A file or folder at a path appears when it is complete.

    Raises:
        UsageError: when there is no such format, campaign, annotator or label, the format is a folder and
            `out` is none, or is one that holds something.
        LocalFileError: when it cannot be written.
    """
    writer = writer_of(format_)
    _require_labels(wanted, manner)
    with store.session(read_only=True) as session:
        if wanted.campaign is not None and Campaigns(session).get(wanted.campaign) is None:
            raise UsageError(f"no campaign {wanted.campaign!r}", "see: annotate campaign list")
        for slug in sorted(wanted.annotators):
            if Annotators(session).get(slug) is None:
                raise UsageError(f"no annotator {slug!r}", "see: annotate annotations list")
        items = _Items(Annotations(session), Articles(session), wanted)
        left_out = _write(writer, items, out, manner)
    return Written(items.written, items.erased, dict(sorted(left_out.items())))


def _require_labels(wanted: Wanted, manner: Manner) -> None:
    known = manner.scheme.label_by_name
    for label in sorted(wanted.labels - known.keys()):
        raise UsageError(f"the scheme has no label {label!r}", f"there are: {', '.join(known)}")


def _write(writer: Writer, items: _Items, out: Path | BinaryIO, manner: Manner) -> dict[str, int]:
    if isinstance(writer, FolderWriter):
        if not isinstance(out, Path):
            raise UsageError("this format is a folder of files", "give --out a folder's name")
        with new_folder(out) as folder:
            (folder / "README.md").write_text(inspect.cleandoc(writer.__doc__ or "") + "\n", "utf-8")
            return writer.write_folder(items, folder, manner)
    assert isinstance(writer, FileWriter)  # noqa: S101 - a writer is one or the other
    with new_file(out) as file:
        return writer.write(items, file, manner)


def writer_of(format_: str) -> Writer:
    """The writer of a format.

    Raises:
        UsageError: naming the formats there are.
    """
    if format_ not in formats():
        raise UsageError(f"no format {format_!r}", f"there are: {', '.join(formats())}")
    return cast(Writer, import_module(f"{writers.__name__}.{format_}"))


def formats() -> tuple[str, ...]:
    """The names of the formats, sorted."""
    return tuple(sorted(one.name for one in iter_modules(writers.__path__) if one.name != "base"))


def about(format_: str) -> str:
    """A format in words, what it cannot carry at the end."""
    return inspect.cleandoc(writer_of(format_).__doc__ or "")
