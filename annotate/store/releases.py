"""Releases: what was frozen, and what annotators are called in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotate.core.errors import UsageError
from annotate.store.models import PseudonymRow, ReleaseRow
from annotate.store.text import refuse_unstorable


@dataclass(frozen=True)
class Release:
    """A frozen data set.

    Attributes:
        manifest_sha256: of its manifest.json, in which every file has its hash.
        content_sha256: of its rows, however they are written.
        campaign: whose annotations alone; empty for all.
        text: how much of the articles' words it has: `none`, `quotes` or `full`.
        after: the release that it follows; empty where there is none.
        folder: where it was written, absolute.
        created_at: None until it is stored.
    """

    name: str
    version: str
    manifest_sha256: str
    content_sha256: str
    campaign: str
    text: str
    after: str
    folder: str
    created_at: datetime | None = None


class Releases:
    """The releases of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, release: Release) -> None:
        """Stores it.

        Raises:
            UsageError: when there is one of that name.
            Refused: when a text of it cannot be stored.
        """
        refuse_unstorable(name=release.name, folder=release.folder)
        if self.get(release.name) is not None:
            raise UsageError(f"there is a release {release.name!r} already", "choose another name")
        known = {name: value for name, value in vars(release).items() if value is not None}
        self._session.add(ReleaseRow(**known))
        self._session.flush()

    def get(self, name: str) -> Release | None:
        row = self._session.get(ReleaseRow, name)
        return None if row is None else _release(row)

    def all(self) -> list[Release]:
        """Every release, in the order in which they were made."""
        rows = self._session.scalars(select(ReleaseRow))
        return sorted(map(_release, rows), key=lambda one: (str(one.created_at), one.name))

    def pseudonyms(self, annotators: Iterable[str] = ()) -> Mapping[str, str]:
        """What everybody is called who was in a release; those in `annotators` without a name get one."""
        known = {row.annotator: row.number for row in self._session.scalars(select(PseudonymRow))}
        for annotator in annotators:
            if annotator not in known:
                known[annotator] = max(known.values(), default=0) + 1
                self._session.add(PseudonymRow(annotator=annotator, number=known[annotator]))
        self._session.flush()
        return {annotator: f"annotator-{number}" for annotator, number in known.items()}


def _release(row: ReleaseRow) -> Release:
    return Release(
        row.name,
        row.version,
        row.manifest_sha256,
        row.content_sha256,
        row.campaign,
        row.text,
        row.after,
        row.folder,
        row.created_at,
    )
