"""An `Annotation` as the body of a prediction or of an annotation.

Label Studio stores a prediction without looking at it, however broken, and the editor then fails on it in
front of the annotator. So whatever leaves here has been held against the scheme and the text first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from annotate.core import Annotation
from annotate.scheme import Scheme
from annotate.scheme.results import results


def prediction(
    annotation: Annotation, text: str, scheme: Scheme, *, model_version: str, score: float | None = None
) -> dict[str, Any]:
    """A pre-mark as the editor's starting point.

    What `scheme` does not ask for (at a lesser depth, say) is left out, and so are the links that sync
    infers: arrows that nobody has to look at.

    Args:
        score: the rank in the queue, not a confidence.

    Raises:
        Refused: when the annotation does not fit the text.
    """
    asked = _asked(annotation, scheme)
    links = tuple(link for link in asked.links if not scheme.link_by_name[link.type].inferred)
    result = results(replace(asked, links=links), text, scheme, origins=False)
    out: dict[str, Any] = {"model_version": model_version, "result": result}
    return out if score is None else {**out, "score": score}


def submission(annotation: Annotation, text: str, scheme: Scheme) -> dict[str, Any]:
    """An annotation as the body of `POST /api/tasks/{id}/annotations/`.

    Raises:
        Refused: when the annotation does not fit the scheme or the text.
    """
    out: dict[str, Any] = {"result": results(annotation, text, scheme)}
    return out if annotation.seconds is None else {**out, "lead_time": annotation.seconds}


def _asked(annotation: Annotation, scheme: Scheme) -> Annotation:
    marks = tuple(mark for mark in annotation.marks if mark.label in scheme.label_by_name)
    ids = {mark.id for mark in marks}
    links = tuple(
        link
        for link in annotation.links
        if {link.from_id, link.to_id} <= ids and link.type in scheme.link_by_name
    )
    return replace(annotation, marks=marks, links=links)
