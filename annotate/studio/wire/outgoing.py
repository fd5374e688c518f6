"""An `Annotation` as the body of a prediction or of an annotation.

Label Studio stores a prediction without looking at it, however broken, and the editor then fails on it in
front of the annotator. So whatever leaves here has been held against the scheme and the text first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from annotate.core import Annotation
from annotate.scheme import Scheme, check
from annotate.scheme.results import results, results_of


def prediction(
    annotation: Annotation, text: str, scheme: Scheme, *, model_version: str, score: float | None = None
) -> dict[str, Any]:
    """A pre-mark as the editor's starting point: what `shown` leaves of it.

    Args:
        score: the rank in the queue, not a confidence.

    Raises:
        Refused: when the annotation does not fit the text.
    """
    result = results_of(shown(annotation, text, scheme), text, scheme, origins=False)
    out: dict[str, Any] = {"model_version": model_version, "result": result}
    return out if score is None else {**out, "score": score}


def submission(annotation: Annotation, text: str, scheme: Scheme) -> dict[str, Any]:
    """An annotation as the body of `POST /api/tasks/{id}/annotations/`.

    Raises:
        Refused: when the annotation does not fit the scheme or the text.
    """
    out: dict[str, Any] = {"result": results(annotation, text, scheme)}
    return out if annotation.seconds is None else {**out, "lead_time": annotation.seconds}


def shown(annotation: Annotation, text: str, scheme: Scheme) -> Annotation:
    """What the labelling page shows of a pre-mark.

    What `scheme` does not ask for (at a lesser depth, say) is left out, and so are the links that sync
    infers: arrows that nobody has to look at.

    Raises:
        Refused: when the annotation does not fit the text.
    """
    marks = tuple(mark for mark in annotation.marks if mark.label in scheme.label_by_name)
    ids = {mark.id for mark in marks}
    drawn = {link.name for link in scheme.links if not link.inferred}
    links = tuple(
        link for link in annotation.links if {link.from_id, link.to_id} <= ids and link.type in drawn
    )
    return check(replace(annotation, marks=marks, links=links), text, scheme).annotation
