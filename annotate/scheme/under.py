"""An annotation of one version of the scheme, as another version reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from annotate.core import Annotation, Mark
from annotate.scheme.check import Checked, Dropped, check
from annotate.scheme.model import Scheme


def check_with(schemes: Mapping[str, Scheme], current: Scheme, annotation: Annotation, text: str) -> Checked:
    """`check` with the version that the annotation says it was made with, else with `current`."""
    return check(annotation, text, schemes.get(annotation.scheme, current))


def under(annotation: Annotation, text: str, was: Scheme | None, now: Scheme) -> Checked:
    """What `now` can read of an annotation made with `was` (None where that is not known), and what not.

    Marks keep their names; a mark whose label `now` does not have is left out, and with it its links. What
    nobody chose meant the default of `was`: it is said where `now` has another one. The annotation goes on
    saying which version it was made with.

    Raises:
        Refused: when it does not fit the text.
    """
    gone = [mark for mark in annotation.marks if mark.label not in now.label_by_name]
    dropped = tuple(_orphan(mark, text, now) for mark in gone)
    kept = tuple(_said(mark, was, now) for mark in annotation.marks if mark.label in now.label_by_name)
    answers = {**dict(_meant(annotation, was, now)), **annotation.answers}
    checked = check(replace(annotation, marks=kept, answers=answers), text, now)
    return Checked(checked.annotation, (*dropped, *checked.dropped))


def _orphan(mark: Mark, text: str, now: Scheme) -> Dropped:
    where = f"{mark.id} ({mark.label} {mark.span.start}-{mark.span.end} {mark.span.cut(text)[:60]!r})"
    return Dropped("mark", where, f"scheme {now.version} has no label {mark.label!r}")


def _said(mark: Mark, was: Scheme | None, now: Scheme) -> Mark:
    """The mark with the defaults that counted when it was made, where they count no more."""
    old = was.label_by_name.get(mark.label) if was else None
    for attribute in old.attributes if old else ():
        new = now.label_by_name[mark.label].attribute(attribute.name)
        counted = attribute.default is not None and attribute.applies(mark)
        unsaid = counted and mark.get(attribute.name) is None
        if unsaid and new is not None and new.default != attribute.default:
            mark = mark.with_attributes(**{attribute.name: str(attribute.default)})
    return mark


def _meant(annotation: Annotation, was: Scheme | None, now: Scheme) -> Iterator[tuple[str, str]]:
    for answer in was.answers if was else ():
        new = now.answer_by_name.get(answer.name)
        if answer.default is not None and new is not None and new.default != answer.default:
            yield answer.name, answer.default
