"""Annotators."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotate.core.errors import UsageError
from annotate.store.forgetting import forget
from annotate.store.models import AnnotatorRow
from annotate.store.text import refuse_unstorable


@dataclass(frozen=True)
class Annotator:
    """Who annotates: a slug, and where known an e-mail (which finds the account) and a name to read.

    `forgotten` says that the slug is a pseudonym that took the place of a name.
    """

    slug: str
    email: str | None = None
    name: str | None = None
    forgotten: bool = False


class Annotators:
    """The annotators of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def ensure(self, slug: str, email: str | None = None, name: str | None = None) -> Annotator:
        """The annotator with this slug, made where there is none; what is given replaces what was known.

        Raises:
            UsageError: when the e-mail is another annotator's.
            Refused: when one of the texts cannot be stored.
        """
        refuse_unstorable(annotator=slug, email=email, name=name)
        if email is not None:
            self._refuse_taken(slug, email)
        row = self._session.get(AnnotatorRow, slug)
        if row is None:
            row = AnnotatorRow(slug=slug)
            self._session.add(row)
        row.email, row.name = email or row.email, name or row.name
        self._session.flush()
        return _annotator(row)

    def get(self, slug: str) -> Annotator | None:
        row = self._session.get(AnnotatorRow, slug)
        return None if row is None else _annotator(row)

    def all(self) -> list[Annotator]:
        """Everybody, ordered by slug."""
        return sorted(map(_annotator, self._session.scalars(select(AnnotatorRow))), key=lambda one: one.slug)

    def forget(self, slug: str, reason: str = "") -> str | None:
        """Puts a pseudonym in the place of the annotator's name wherever it is stored, and notes that.

        The e-mail and the name to read are gone, also where the account signed in at another's desk; desks
        are closed, so that no sweep brings a name back; scores that list it are made anew when they are asked
        for. What was read stays, under the pseudonym. Again, or of a pseudonym, it does nothing.

        Returns:
            the pseudonym; None where nobody of that name is known.
        """
        return forget(self._session, slug, reason)

    def _refuse_taken(self, slug: str, email: str) -> None:
        query = select(AnnotatorRow.slug).where(AnnotatorRow.email == email, AnnotatorRow.slug != slug)
        if (other := self._session.scalar(query)) is not None:
            raise UsageError(f"the e-mail {email} is annotator {other!r}'s", "give each annotator their own")


def _annotator(row: AnnotatorRow) -> Annotator:
    return Annotator(row.slug, row.email, row.name, row.forgotten_at is not None)
