"""Which tasks show no pre-marks, so that what pre-marks do to annotators can be measured."""

from __future__ import annotations

from hashlib import sha256

from annotate.store import Campaign


def is_bare(campaign: Campaign, article: str, annotator: str) -> bool:
    """Whether this annotator gets this article without pre-marks.

    Each pair of article and annotator is drawn by itself with the campaign's share as its chance, by a hash
    that the campaign's name and seed go into. So it does not matter when a pair was dealt, and the same
    article comes with pre-marks to one annotator and without to another.
    """
    drawn = sha256(f"{campaign.name}\n{campaign.seed}\n{article}\n{annotator}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") < campaign.bare * 2**64
