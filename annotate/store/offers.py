"""The pre-marks that tasks went out with, so that later it can be told who was led by them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotate.core import Annotation
from annotate.core.codec import body, canonical_json, from_body
from annotate.store.models import OfferRow, OutboxRow


@dataclass(frozen=True)
class Offer:
    """Pre-marks as a task shows them.

    Attributes:
        model: what made them, with its version.
        shown: what stands on the labelling page; nothing on a bare task.
        hidden: what the model made beside that, such as marks that the campaign's depth leaves out.
    """

    model: str
    shown: Annotation
    hidden: Annotation


@dataclass(frozen=True)
class Offered:
    """An offer, and to whom it was made: `annotator`'s desk in a campaign."""

    campaign: str
    annotator: str
    offer: Offer


class Offers:
    """The offers of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, offer: Offer) -> str:
        """Stores it where it is not stored yet; what it is known by."""
        return self.add_all([offer])[0]

    def add_all(self, offers: Sequence[Offer]) -> list[str]:
        """The same of many at once, in their order."""
        rows = [_row(one) for one in offers]
        new = {row.sha256: row for row in rows}
        known = select(OfferRow.sha256).where(OfferRow.sha256.in_(new))
        for sha256_ in self._session.scalars(known):
            del new[sha256_]
        self._session.add_all(new.values())
        self._session.flush()
        return [row.sha256 for row in rows]

    def of(self, campaign: str) -> Iterator[Offered]:
        """What each task of a campaign went out with, by article, revision and annotator.

        Tasks that have not gone out are not among them, nor those of before offers were kept.
        """
        query = (
            select(OutboxRow.annotator, OfferRow)
            .join(OfferRow, OutboxRow.offer == OfferRow.sha256)
            .where(OutboxRow.campaign == campaign, OutboxRow.state == "confirmed")
            .order_by(OutboxRow.article_id, OutboxRow.article_revision, OutboxRow.annotator, OutboxRow.id)
        )
        for annotator, row in self._session.execute(query):
            yield Offered(campaign, annotator, _offer(row))


def _row(offer: Offer) -> OfferRow:
    said = {
        "article_id": offer.shown.article,
        "article_revision": offer.shown.article_revision,
        "model": offer.model,
        "scheme": offer.shown.scheme,
        "shown": canonical_json(body(offer.shown)),
        "hidden": canonical_json(body(offer.hidden)),
    }
    return OfferRow(sha256=sha256(canonical_json(said).encode("utf-8")).hexdigest(), **said)


def _offer(row: OfferRow) -> Offer:
    known = {
        "article": row.article_id,
        "article_revision": row.article_revision,
        "annotator": row.model,
        "scheme": row.scheme,
        "origin": "machine",
    }
    return Offer(
        row.model, from_body(json.loads(row.shown), **known), from_body(json.loads(row.hidden), **known)
    )
