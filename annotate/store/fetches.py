"""What the web said of addresses last."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotate.store.models import FetchRow

_AT_ONCE = 500
"""Addresses in one statement."""


@dataclass(frozen=True)
class Fetch:
    """The last answer of an address.

    Attributes:
        etag, last_modified: by which the server knows whether it has changed since.
        failures: how often in a row it could not be had.
        due_at: before then it is not asked for again.
    """

    url: str
    etag: str | None
    last_modified: str | None
    fetched_at: datetime
    failures: int
    due_at: datetime


class Fetches:
    """The last answers, in one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, url: str) -> Fetch | None:
        """The last answer of an address; None where it was never asked."""
        row = self._session.get(FetchRow, url)
        return None if row is None else _read(row)

    def known(self, urls: Collection[str]) -> dict[str, Fetch]:
        """Of these addresses those that were asked before."""
        wanted = list(urls)
        chunks = (wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE))
        queries = (select(FetchRow).where(FetchRow.url.in_(chunk)) for chunk in chunks)
        return {row.url: _read(row) for query in queries for row in self._session.scalars(query)}

    def put(self, fetch: Fetch) -> None:
        """Takes the place of the address's last answer."""
        self._session.merge(
            FetchRow(
                url=fetch.url,
                etag=fetch.etag,
                last_modified=fetch.last_modified,
                fetched_at=fetch.fetched_at,
                failures=fetch.failures,
                due_at=fetch.due_at,
            )
        )


def _read(row: FetchRow) -> Fetch:
    return Fetch(row.url, row.etag, row.last_modified, row.fetched_at, row.failures, row.due_at)
