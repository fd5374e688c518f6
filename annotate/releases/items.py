"""What a release holds, as exports take it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from annotate.core import Annotation
from annotate.core.article import text_sha256
from annotate.core.errors import UsageError
from annotate.export import Wanted
from annotate.export.writers.base import Item
from annotate.releases import dealing, tables
from annotate.releases.rows import annotation_of, article_of
from annotate.store import Articles, Session


class ReleasedItems:
    """The annotations of a release, or of one part of it, and behind those of each text its consensus.

    Words that the release does not have come from the store, where the very text is there still. The counts
    are those of `annotate.export.writers.base.Counted`; `erased` are annotations whose text is nowhere.

    Raises:
        UsageError: when the release has no such part, or something is asked for that is not in releases.
    """

    def __init__(self, session: Session, folder: Path, wanted: Wanted, part: str | None) -> None:
        _refuse_what_is_not_there(wanted)
        known = dealing.parts(folder)
        if part is not None and part not in known:
            raise UsageError(f"the release has no part {part!r}", f"there are: {', '.join(known)}")
        self._articles, self._folder, self._wanted = Articles(session), folder, wanted
        self._parts = known if part is None else [part]
        self.written = self.merged = self.erased = 0
        self.left_out: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Item]:
        self.written = self.merged = self.erased = 0
        for part in self._parts:
            articles, annotations = (
                groupby(tables.read(self._folder / dealing.path_of(table, part)), _key)
                for table in ("articles", "annotations")
            )
            for (_, (row,)), (_, of) in zip(articles, annotations, strict=True):
                yield from self._of_text(row, list(of))

    def _of_text(self, row: dict[str, Any], annotations: list[dict[str, Any]]) -> Iterator[Item]:
        chosen = [one for one in map(annotation_of, annotations) if self._chooses(one)]
        text = row["text"] or self._text(row)
        if text is None:
            self.erased += len(chosen)
            return
        article = article_of(row, text)
        if self._wanted.readings != "consensus":
            self.written += len(chosen)
            yield from (Item(self._wanted.part(one), article) for one in chosen)
        several = row["annotators"] > 1 or row["origin"] == "verdict"
        if self._wanted.readings != "annotators" and several and chosen:
            self.merged += 1
            reading = replace(annotation_of(row), id=f"consensus:{article.id}:{article.revision}")
            yield Item(self._wanted.part(reading), article)

    def _chooses(self, one: Annotation) -> bool:
        return self._wanted.campaign in (None, one.campaign) and self._wanted.takes(one)

    def _text(self, row: dict[str, Any]) -> str | None:
        """The text from the store, if it is the one that was frozen."""
        text = self._articles.text(row["article"], row["article_revision"])
        return text if text and text_sha256(text) == row["text_sha256"] else None


def _key(row: dict[str, Any]) -> tuple[str, int]:
    return row["article"], row["article_revision"]


def _refuse_what_is_not_there(wanted: Wanted) -> None:
    asked = {
        "--history": wanted.history,
        "--state": bool(wanted.states),
        "--adjudicated": wanted.adjudicated,
        "--min-agreement": wanted.min_agreement is not None,
    }
    if found := [name for name, said in asked.items() if said]:
        raise UsageError(
            f"{found[0]} does not go with --release", "a release has what stood when it was made"
        )
