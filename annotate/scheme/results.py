"""An `Annotation` as the labelling page's list of results: regions, their choices, relations, answers.

The other half of what labelstudio.py renders; `annotate.studio.wire` reads it back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annotate.core import Annotation, Link, Mark
from annotate.scheme.check import check
from annotate.scheme.controls import LABELS, TEXT, attribute_control
from annotate.scheme.model import Answer, Scheme

Result = dict[str, Any]


def results(annotation: Annotation, text: str, scheme: Scheme, *, origins: bool = True) -> list[Result]:
    """Label Studio's results of an annotation, which is checked; links that were inferred are not drawn.

    Raises:
        Refused: when the annotation does not fit the scheme or the text.
    """
    return results_of(check(annotation, text, scheme).annotation, text, scheme, origins=origins)


def results_of(checked: Annotation, text: str, scheme: Scheme, *, origins: bool = True) -> list[Result]:
    """The same of what `check` has let through already."""
    drawn = [link for link in checked.links if link.origin != "inferred"]
    return [
        *(one for mark in checked.marks for one in _region(mark, text, scheme, origins)),
        *_relations(drawn, scheme),
        *(_answer(scheme.answer_by_name[name], value) for name, value in checked.answers.items()),
    ]


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
