"""Puts a pseudonym in the place of an annotator's name, in every table."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from annotate.store.models import (
    AnnotationRevisionRow,
    AnnotationRow,
    AnnotatorRow,
    CovariateRow,
    DeskRow,
    EstimateRow,
    QuarantineRow,
    ScoreRow,
)
from annotate.store.takedowns import Takedowns
from annotate.store.types import now


def forget(session: Session, slug: str, reason: str = "") -> str | None:
    """What `Annotators.forget` promises."""
    row = session.get(AnnotatorRow, slug)
    if row is None or row.forgotten_at is not None:
        return None if row is None else slug
    names = {name.casefold() for name in (slug, row.email, row.name) if name}
    email, pseudonym = row.email, _pseudonym(session)
    session.flush()
    _close(session, slug)
    session.execute(
        update(AnnotatorRow)
        .where(AnnotatorRow.slug == slug)
        .values(slug=pseudonym, email=None, name=None, forgotten_at=now())
    )
    if email:
        of_them = func.lower(AnnotationRevisionRow.signed_in_as) == email.lower()
        session.execute(update(AnnotationRevisionRow).where(of_them).values(signed_in_as=pseudonym))
    _rename_quarantined(session, slug, names, pseudonym)
    session.expire_all()
    Takedowns(session).note("forgotten", pseudonym, reason)
    return pseudonym


def _pseudonym(session: Session) -> str:
    """Drawn, not derived: nobody who guesses a name can test the guess."""
    while session.get(AnnotatorRow, made := f"annotator-{secrets.token_hex(4)}") is not None:
        pass
    return made


def _close(session: Session, slug: str) -> None:
    """No sweep may bring the name in again, and no cache keep it."""
    of_them = (DeskRow.annotator == slug) & (DeskRow.state == "open")
    session.execute(update(DeskRow).where(of_them).values(state="closed"))
    read = select(AnnotationRow.article_id).where(AnnotationRow.annotator == slug)
    session.execute(delete(ScoreRow).where(ScoreRow.article_id.in_(read)))
    session.execute(delete(EstimateRow))
    session.execute(delete(CovariateRow).where(CovariateRow.annotator == slug))


def _rename_quarantined(session: Session, slug: str, names: Collection[str], pseudonym: str) -> None:
    """Also what came from another's desk, where their account was signed in."""
    for row in session.scalars(select(QuarantineRow)):
        theirs = row.annotator == slug
        if not theirs and not _mentions(row.payload.decode("utf-8", "replace"), names):
            continue
        row.annotator = pseudonym if theirs else row.annotator
        row.payload = _without(row.payload, names, pseudonym)
        row.reason = _replaced(row.reason, names, pseudonym)
    session.flush()


def _without(payload: bytes, names: Collection[str], pseudonym: str) -> bytes:
    """The payload with every text in it that names them replaced; empty where that cannot be told."""
    try:
        return json.dumps(_replaced(json.loads(payload), names, pseudonym)).encode()
    except (ValueError, RecursionError):
        return b""


def _replaced(value: Any, names: Collection[str], pseudonym: str) -> Any:  # noqa: ANN401 - any JSON
    """Whole texts, not parts of them: a name may be a word."""
    if isinstance(value, str):
        return pseudonym if value.casefold() in names or _mentions(value, names) else value
    if isinstance(value, list):
        return [_replaced(one, names, pseudonym) for one in value]
    if isinstance(value, dict):
        return {key: _replaced(one, names, pseudonym) for key, one in value.items()}
    return value


def _mentions(value: str, names: Collection[str]) -> bool:
    """An address is never a word: Label Studio writes it into `created_username`."""
    return any("@" in name and name in value.casefold() for name in names)
