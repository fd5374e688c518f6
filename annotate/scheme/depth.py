"""How much of the scheme a campaign asks for."""

from __future__ import annotations

from dataclasses import replace

from annotate.core import Annotation
from annotate.core.errors import UsageError
from annotate.scheme.model import Scheme

DEPTHS = ("full", "central")


def at_depth(scheme: Scheme, depth: str) -> Scheme:
    """What annotators of a campaign of this depth are asked for.

    `full` is the whole scheme. `central` leaves out the labels that the scheme marks as `depth = "full"`,
    and with them every link that ends in one.

    Raises:
        UsageError: when the depth is neither.
    """
    if depth not in DEPTHS:
        raise UsageError(f"no depth {depth!r}", f"choose one of {', '.join(DEPTHS)}")
    labels = tuple(label for label in scheme.labels if depth == "full" or label.depth == depth)
    names = {label.name for label in labels}
    links = tuple(link for link in scheme.links if {link.from_label, link.to_label} <= names)
    return replace(scheme, labels=labels, links=links)


def central_claims(annotation: Annotation) -> Annotation:
    """Of an annotation what a campaign of depth `central` asks for: the central claims and who says them.

    Shown all assertions, an annotator has to delete more than they would have had to draw.
    """
    claims = {mark.id for mark in annotation.labelled("ASSERTION") if mark.get("weight") == "central"}
    ids = claims | {link.to_id for link in annotation.linked("attributed_to") if link.from_id in claims}
    marks = tuple(mark for mark in annotation.marks if mark.id in ids)
    links = tuple(link for link in annotation.links if {link.from_id, link.to_id} <= ids)
    return replace(annotation, marks=marks, links=links)
