"""An `Annotation` as Label Studio's list of results: regions, their choices, relations, answers.

Label Studio stores a prediction without looking at it, however broken, and the editor then fails on it in
front of the annotator. So whatever leaves here has been held against the scheme and the text first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from annotate.core import Annotation, Link, Mark
from annotate.scheme import Answer, Scheme, check
from annotate.scheme.controls import LABELS, TEXT, attribute_control

Result = dict[str, Any]


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


def results(annotation: Annotation, text: str, scheme: Scheme, *, origins: bool = True) -> list[Result]:
    """Label Studio's results of a checked annotation; links that were inferred are not drawn.

    Raises:
        Refused: when the annotation does not fit the scheme or the text.
    """
    checked = check(annotation, text, scheme).annotation
    drawn = [link for link in checked.links if link.origin != "inferred"]
    return [
        *(one for mark in checked.marks for one in _region(mark, text, scheme, origins)),
        *_relations(drawn, scheme),
        *(_answer(scheme.answer_by_name[name], value) for name, value in checked.answers.items()),
    ]


def _asked(annotation: Annotation, scheme: Scheme) -> Annotation:
    marks = tuple(mark for mark in annotation.marks if mark.label in scheme.label_by_name)
    ids = {mark.id for mark in marks}
    links = tuple(
        link
        for link in annotation.links
        if {link.from_id, link.to_id} <= ids and link.type in scheme.link_by_name
    )
    return replace(annotation, marks=marks, links=links)


def _region(mark: Mark, text: str, scheme: Scheme, origins: bool) -> Iterator[Result]:
    value = {"start": mark.span.start, "end": mark.span.end, "text": mark.span.cut(text)}
    shared: Result = {"id": mark.id, "to_name": TEXT}
    if origins and mark.origin:
        shared["origin"] = mark.origin
    yield {**shared, "from_name": LABELS, "type": "labels", "value": {**value, "labels": [mark.label]}}
    for attribute in scheme.label_by_name[mark.label].attributes:
        chosen = mark.get(attribute.name)
        if chosen is not None:
            control = attribute_control(mark.label, attribute.name)
            yield {
                **shared,
                "from_name": control,
                "type": "choices",
                "value": {**value, "choices": [chosen]},
            }


def _relations(links: list[Link], scheme: Scheme) -> Iterator[Result]:
    """Labelled links first: the editor keeps one relation an ordered pair, and only a plain one may turn."""
    taken: set[tuple[str, str]] = set()
    for link in sorted(links, key=lambda one: scheme.link_by_name[one.type].drawn == "plain"):
        plain = scheme.link_by_name[link.type].drawn == "plain"
        ends = (link.from_id, link.to_id)
        if plain and ends in taken:
            ends = (link.to_id, link.from_id)
        taken.add(ends)
        relation: Result = {"type": "relation", "from_id": ends[0], "to_id": ends[1], "direction": "right"}
        yield relation if plain else {**relation, "labels": [link.type]}


def _answer(answer: Answer, value: str) -> Result:
    type_, said = {
        "choice": ("choices", {"choices": [value]}),
        "several": ("choices", {"choices": value.split(",")}),
        "rating": ("rating", {"rating": int(value) if value.isdecimal() else value}),
        "text": ("textarea", {"text": [value]}),
    }[answer.control]
    return {
        "id": f"answer-{answer.name}",
        "from_name": answer.name,
        "to_name": TEXT,
        "type": type_,
        "value": said,
    }
