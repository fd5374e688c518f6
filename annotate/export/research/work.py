"""Who was to read what, what came of it, and under which conditions."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.core import Annotation
from annotate.core.codec import rfc3339
from annotate.export.research.model import Asked, Table
from annotate.store import Annotations, Campaigns, Gold, Inclusions, Offer, Offers

Key = tuple[str, int, str]


def annotated(asked: Asked) -> Table:
    """Every standing annotation, with what its annotator was told and shown beforehand.

    `premarks` is `shown`, `bare` for a task that was loaded without any, or empty where that is not known.
    """
    return Table(
        "annotations",
        (
            "annotation", "annotation_revision", "article", "article_revision", "annotator", "origin",
            "scheme", "depth", "round", "guidelines_sha256", "premarks", "model", "premarks_shown",
            "premarks_hidden", "created_at", "updated_at", "seconds",
        ),
        _annotated(asked),
    )  # fmt: skip


def _annotated(asked: Asked) -> Iterator[list[object]]:
    offers = offered(asked)
    for one in Annotations(asked.session).all(campaign=asked.campaign.name):
        begun = asked.round_at(one.created_at)
        yield [
            one.id, one.revision, one.article, one.article_revision, asked.name(one.annotator), one.origin,
            one.scheme, asked.campaign.depth, begun and begun.number, begun and begun.sha256,
            *_shown(offers.get((one.article, one.article_revision, one.annotator)) if _began(one) else None),
            rfc3339(one.created_at), rfc3339(one.updated_at), one.seconds,
        ]  # fmt: skip


def _began(one: Annotation) -> bool:
    """Whether it was made on a desk, from what the task showed."""
    return one.origin == "studio"


def _shown(offer: Offer | None) -> list[object]:
    if offer is None:
        return [None, None, None, None]
    shown, hidden = len(offer.shown.marks), len(offer.hidden.marks)
    return ["bare" if hidden and not shown else "shown", offer.model, shown, hidden]


def offered(asked: Asked) -> dict[Key, Offer]:
    """What each task of the campaign showed; of several on one desk the last one sent."""
    return {
        (one.offer.shown.article, one.offer.shown.article_revision, one.annotator): one.offer
        for one in Offers(asked.session).of(asked.campaign.name)
    }


def links(asked: Asked) -> Table:
    """Every link of those annotations, and whether it was worked out from what stands nearest."""
    rows = (
        (one.id, one.revision, link.type, link.from_id, link.to_id, link.origin == "inferred")
        for one in Annotations(asked.session).all(campaign=asked.campaign.name)
        for link in sorted(one.links)
    )
    return Table("links", ("annotation", "annotation_revision", "type", "from", "to", "inferred"), rows)


def assignments(asked: Asked) -> Table:
    """Who was to read what; `gold` says that it was served to measure or train them."""
    name = asked.campaign.name
    gold = {(one.article, one.annotator): one.purpose for one in Gold(asked.session).servings(name)}
    rows = (
        (
            one.article, asked.name(one.annotator), one.state, asked.words(one.skipped_why),
            asked.words(one.flag), gold.get((one.article, one.annotator)),
        )
        for one in Campaigns(asked.session).assignments(name)
    )  # fmt: skip
    return Table("assignments", ("article", "annotator", "state", "skipped_why", "flag", "gold"), rows)


def sampling(asked: Asked) -> Table:
    """How each article came in: the frame it was drawn from, its size, and the article's chance."""
    rows = (
        (one.article, one.frame.name, one.frame.size, one.frame.probability, rfc3339(one.drawn_at))
        for one in Inclusions(asked.session).of(asked.campaign.name)
    )
    return Table("sampling", ("article", "frame", "size", "probability", "drawn_at"), rows)


def rounds(asked: Asked) -> Table:
    """The training rounds; the guidelines of each are a file by the first digits of their hash."""
    rows = ((one.number, one.title, one.sha256, rfc3339(one.begun_at)) for one in asked.rounds)
    return Table("rounds", ("round", "title", "guidelines_sha256", "begun_at"), rows)
