"""The values that a score reads, each list from what scores lowest; the one place that spells them out."""

from __future__ import annotations

from collections.abc import Mapping

LOWEST_FIRST: Mapping[str, tuple[str, ...]] = {
    "kind": ("motive", "prediction", "fact", "evaluation", "position", "common"),
    "weight": ("central", "supporting"),
    "identity": (
        "vague_collective",
        "unnamed_bare",
        "unnamed_described",
        "metonym",
        "other_media",
        "named_org",
        "private_document",
        "named_person",
        "own_observation",
        "public_record",
    ),
    "standing": ("unclear", "side_1", "side_2", "side_3", "witness", "independent"),
    "reason": ("none", "generic", "specific"),
    "number": ("1", "2", "3+"),
    "stance": ("mental", "distancing", "neutral", "endorsing"),
    "genre": ("press_release", "event", "opinion", "analysis", "news"),
    "accused": ("yes", "no"),
    "reply": ("none", "prior_position", "declined", "quoted", "not_applicable"),
    "headline": ("surer_than_the_text", "drops_the_source", "other", "matches", "none"),
}
"""Values of each attribute and answer, the one that scores lowest first: a tie of votes comes to that one.

Central comes before supporting since gates ask more of central claims; a genre without a number before one
with; not_applicable last, for it says nothing about a reply that somebody else saw.
"""
