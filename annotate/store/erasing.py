"""Blanks an article's text and whatever quotes it, in every table."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from annotate.core.codec import canonical_json
from annotate.store.models import (
    AnnotationRevisionRow,
    AnnotationRow,
    ArticleRevisionRow,
    AssignmentRow,
    DisputeRow,
    OutboxRow,
    QuarantineRow,
    ReplyRow,
    ScoreRow,
    SignatureRow,
)
from annotate.store.revisions import read_given
from annotate.store.takedowns import Takedowns
from annotate.store.types import now

QUOTE = 30
"""Characters of a paragraph from which on a payload that holds it is taken to quote it."""
ERASED = "the text of its article was erased"


def erase(session: Session, id_: str, free_answers: Collection[str], reason: str) -> None:
    """What `Articles.erase_text` promises, of an article whose tombstone is set."""
    rows = list(session.scalars(select(ArticleRevisionRow).where(ArticleRevisionRow.article_id == id_)))
    passages = {passage for row in rows for passage in _passages(row)}
    texts = [row.sha256 for row in rows if row.text or row.given]
    for row in rows:
        row.text, row.given, row.title = "", b"", None
        row.sentences, row.offset_map, row.linked = [], [], []
    session.execute(update(AssignmentRow).where(AssignmentRow.article_id == id_).values(flag=None))
    session.execute(update(ReplyRow).where(ReplyRow.article_id == id_).values(text=""))
    session.execute(update(DisputeRow).where(DisputeRow.article_id == id_).values(why=""))
    _blank_answers(session, id_, free_answers)
    _blank_quarantine(session, id_, passages)
    session.execute(update(SignatureRow).where(SignatureRow.article_id == id_).values(library="", digest=b""))
    session.execute(delete(ScoreRow).where(ScoreRow.article_id == id_))
    session.execute(delete(OutboxRow).where(OutboxRow.article_id == id_, OutboxRow.state != "confirmed"))
    session.flush()
    if texts:
        Takedowns(session).note("erased", id_, reason, texts=texts)


def _passages(row: ArticleRevisionRow) -> Iterator[str]:
    for text in (row.text, read_given(row).text):
        yield from (line for line in map(str.strip, text.split("\n")) if len(line) >= QUOTE)


def _blank_answers(session: Session, id_: str, names: Collection[str]) -> None:
    """What annotators wrote in words of their own may quote; hashes stay, as those of the texts do."""
    query = select(AnnotationRevisionRow).join(AnnotationRow).where(AnnotationRow.article_id == id_)
    for row in session.scalars(query) if names else ():
        body = json.loads(row.body)
        kept = {name: said for name, said in body["answers"].items() if name not in names}
        if kept != body["answers"]:
            row.body = canonical_json({**body, "answers": kept})


def _blank_quarantine(session: Session, id_: str, passages: Collection[str]) -> None:
    query = select(QuarantineRow.id, QuarantineRow.payload).where(QuarantineRow.payload != b"")
    quoting = [number for number, payload in session.execute(query) if _quotes(payload, passages)]
    session.execute(
        update(QuarantineRow)
        .where(or_(QuarantineRow.article_id == id_, QuarantineRow.id.in_(quoting)))
        .values(payload=b"", reason=ERASED, place="", decision="")
    )
    session.execute(
        update(QuarantineRow)
        .where(QuarantineRow.reason == ERASED, QuarantineRow.state == "open")
        .values(state="resolved", resolved_at=now())
    )


def _quotes(payload: bytes, passages: Collection[str]) -> bool:
    said = payload.decode("utf-8", "replace")
    return any(passage in text for text in _texts(said) for passage in passages)


def _texts(said: str) -> Iterator[str]:
    """Every text of a JSON value; what is no JSON is one text."""
    try:
        left = [json.loads(said)]
    except (ValueError, RecursionError):
        left = [said]
    while left:
        value = left.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            left += value
        elif isinstance(value, dict):
            left += [*value, *value.values()]
