"""What it takes to make one annotation of another: the steps of an annotator's hands, and what they cost.

A plan does what docs/annotators.md teaches, and nothing cleverer. tests/browser carries plans out in a real
browser and counts; so that the counts of whole articles can be taken from their plans.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from annotate.consensus.agreement.matching import ENOUGH, matches
from annotate.core import Annotation, Link, Mark
from annotate.scheme import Scheme

Hands = Counter[str]
"""How many `keys` were pressed, `clicks` and `drags` made."""

KEY, CLICK, DRAG = 0.28, 1.30, 2.40
"""Seconds by the keystroke-level model of Card, Moran and Newell (1980): a key of an average typist; pointing
(1.10) and pressing a button (0.20); pointing, holding, pointing, letting go."""


@dataclass(frozen=True)
class Step:
    """One thing that is done.

    Attributes:
        what: `delete`, `move`, `draw`, `choose`, `link`, `unlink` or `answer`.
        mark: what it is done to; of a link, the mark that is clicked first.
        other: the mark that a link leads to.
        keys: values to choose, as the keys of the page; of an answer, what is clicked or typed.
        cost: without the Esc that lets go of a mark that is selected.
        selects: whether a mark is selected when it is done.
    """

    what: str
    cost: Mapping[str, int]
    mark: Mark | None = None
    other: Mark | None = None
    chosen: tuple[tuple[str, str], ...] = field(default=())
    label: str = ""
    selects: bool = False


def seconds(hands: Mapping[str, int]) -> float:
    """The time that hands need, without reading and thinking."""
    return KEY * hands.get("keys", 0) + CLICK * hands.get("clicks", 0) + DRAG * hands.get("drags", 0)


def total(steps: Iterator[Step] | list[Step]) -> Hands:
    """The cost of all steps, the Esc between them and the button at the end included."""
    hands, selected = Counter[str](), False
    for step in steps:
        hands.update(step.cost)
        hands["keys"] += selected
        selected = step.selects
    hands["keys"] += selected
    hands["clicks"] += 1  # Submit
    return hands


def plan(start: Annotation, target: Annotation, scheme: Scheme) -> list[Step]:
    """The steps from what the page shows to what the annotator means, both at the depth of `scheme`.

    A mark that is half right or better (IoU) is put right, any other deleted and drawn anew. What follows
    from a default is not chosen, and what sync infers is not linked.
    """
    start, target = _asked(start, scheme), _asked(target, scheme)
    kept: dict[str, Mark] = {}
    for label in scheme.labels:
        for match in matches(target.labelled(label.name), start.labelled(label.name)):
            if match.iou >= ENOUGH:
                kept[match.one.id] = match.other
    return [
        *_deleted(start, kept),
        *_marked(target, kept),
        *_chosen(target, kept, scheme),
        *_linked(start, target, kept, scheme),
        *_answered(start, target, scheme),
    ]


def _asked(annotation: Annotation, scheme: Scheme) -> Annotation:
    marks = tuple(mark for mark in annotation.marks if mark.label in scheme.label_by_name)
    ids = {mark.id for mark in marks}
    drawn = {link.name for link in scheme.links if not link.inferred}
    links = tuple(one for one in annotation.links if one.type in drawn and {one.from_id, one.to_id} <= ids)
    return replace(annotation, marks=marks, links=links)


def _deleted(start: Annotation, kept: Mapping[str, Mark]) -> Iterator[Step]:
    right = {mark.id for mark in kept.values()}
    for mark in start.marks:
        if mark.id not in right:
            yield Step("delete", {"clicks": 1, "keys": 1}, mark)


def _marked(target: Annotation, kept: Mapping[str, Mark]) -> Iterator[Step]:
    for mark in sorted(target.marks, key=lambda one: (one.span, one.id)):
        before = kept.get(mark.id)
        if before is None:
            yield Step("draw", {"keys": 1, "drags": 1}, mark)
        elif before.span != mark.span:
            edges = (before.span.start != mark.span.start) + (before.span.end != mark.span.end)
            yield Step("move", {"clicks": 1, "drags": edges}, mark, before, selects=True)


def _chosen(target: Annotation, kept: Mapping[str, Mark], scheme: Scheme) -> Iterator[Step]:
    """An answer that is taken back or that no longer applies goes by itself or by its own key."""
    for mark in sorted(target.marks, key=lambda one: (one.span, one.id)):
        before = kept.get(mark.id, replace(mark, attributes={}))
        pressed = []
        for attribute in scheme.label_by_name[mark.label].attributes:
            is_, wanted = scheme.value(before, attribute.name), scheme.value(mark, attribute.name)
            if is_ != wanted and attribute.applies(mark):
                name = wanted or is_
                value = next(one for one in attribute.values if one.name == name)
                pressed.append((value.key.replace("shift+", "Shift+"), value.text))
        if pressed:
            yield Step(
                "choose", {"clicks": 1, "keys": len(pressed)}, mark, chosen=tuple(pressed), selects=True
            )


def _linked(
    start: Annotation, target: Annotation, kept: Mapping[str, Mark], scheme: Scheme
) -> Iterator[Step]:
    ours = {before.id: mark_id for mark_id, before in kept.items()}
    there = {
        Link(one.type, ours[one.from_id], ours[one.to_id])
        for one in start.links
        if {one.from_id, one.to_id} <= ours.keys()
    }
    wanted = {Link(one.type, one.from_id, one.to_id) for one in target.links}
    for link in sorted(there - wanted):
        yield Step("unlink", {"clicks": 1}, target.by_id[link.from_id], target.by_id[link.to_id])
    for link in sorted(wanted - there):
        labelled = scheme.link_by_name[link.type].drawn == "labelled"
        cost = {"clicks": 6 if labelled else 2, "keys": 1}
        ends = (target.by_id[link.from_id], target.by_id[link.to_id])
        yield Step("link", cost, *ends, label=link.type if labelled else "")


def _answered(start: Annotation, target: Annotation, scheme: Scheme) -> Iterator[Step]:
    for answer in scheme.answers:
        wanted = target.answers.get(answer.name)
        if not wanted or wanted in (start.answers.get(answer.name), answer.default):
            continue
        if answer.control == "text":
            yield Step("answer", {"clicks": 1, "keys": len(wanted)}, chosen=((answer.text, wanted),))
            continue
        texts = {value.name: value.text for value in answer.values}
        for one in wanted.split(",") if answer.control == "several" else [wanted]:
            yield Step("answer", {"clicks": 1}, chosen=((answer.text, texts.get(one, one)),))
