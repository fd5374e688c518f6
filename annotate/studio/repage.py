"""Another labelling page for a desk that is in use: what lies on it, and what Label Studio has to be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

from annotate.core import Annotation, Article
from annotate.core.errors import Refused
from annotate.scheme import Scheme
from annotate.scheme.labelstudio import NO_KEY
from annotate.scheme.results import results
from annotate.scheme.under import under
from annotate.store import Articles, Desk, Store
from annotate.studio.client import Studio
from annotate.studio.feed import pages, with_drafts
from annotate.studio.tasks import seen
from annotate.studio.wire import incoming

_WHEN = ("visibleWhen", "whenTagName", "whenLabelValue", "whenChoiceValue")

Task = Mapping[str, Any]


def with_retired(page: str, present: str) -> str:
    """`page` with the controls that only `present` has, out of sight and without keys.

    Label Studio refuses a page without a control that annotations have used.
    """
    # Expat since 2.4.1 stops entities that grow without measure.
    wanted, old = ET.fromstring(page), ET.fromstring(present)  # noqa: S314
    names = {element.get("name") for element in wanted.iter() if element.get("toName")}
    retired = [one for one in old.iter() if one.get("toName") and one.get("name") not in names]
    if not retired:
        return page
    hidden = ET.SubElement(wanted, "View", {"style": "display: none"})
    for control in retired:
        for name in _WHEN:
            control.attrib.pop(name, None)
        for part in control.iter():
            for name in _WHEN:
                part.attrib.pop(name, None)
            if part.get("hotkey"):
                part.set("hotkey", NO_KEY)
        hidden.append(control)
    return ET.tostring(wanted, encoding="unicode") + "\n"


def repage(studio: Studio, desk: Desk, page: str, guide: str) -> None:
    """Gives a desk another labelling page and other instructions.

    Raises:
        StudioError: when Label Studio refuses.
    """
    path = f"/api/projects/{desk.project}/"
    present = str(studio.get(path, {"include": "label_config"}).get("label_config") or "")
    told = {"label_config": with_retired(page, present)}
    studio.patch(path, {**told, "expert_instruction": guide} if guide else told)


def drafts(store: Store, studio: Studio, desk: Desk, scheme: Scheme) -> Iterator[tuple[Article, Annotation]]:
    """The work at a desk that was begun and not submitted, as far as it can be read."""
    for page in pages(studio, desk.project, with_drafts()):
        for task in page:
            article = _article(store, task)
            if article is not None:
                for draft in studio.get(f"/api/tasks/{task['id']}/drafts"):
                    with suppress(Refused):  # it could not be submitted either
                        yield article, _read(draft.get("result"), article, scheme, desk)


def strip_premarks(store: Store, studio: Studio, desk: Desk, was: Scheme, now: Scheme) -> int:
    """Takes out of pre-marks what the new page does not know, on tasks that nobody has worked on; how many.

    Else the editor would open them with regions that have no label.
    """
    changed = 0
    for page in pages(studio, desk.project):
        for task in page:
            article = _article(store, task)
            if article is None or task["annotations"]:
                continue
            for made in task.get("predictions") or ():
                left = _stripped(made["result"], article, was, now, desk)
                if left is not None:
                    studio.patch(f"/api/predictions/{made['id']}/", {"result": left})
                    changed += 1
    return changed


def _stripped(
    result: object, article: Article, was: Scheme, now: Scheme, desk: Desk
) -> list[dict[str, Any]] | None:
    """The results that are left; None where nothing has to go."""
    try:
        made = _read(result, article, was, desk)
    except Refused:
        return None
    checked = under(made, article.text, None, now)
    return results(checked.annotation, article.text, now, origins=False) if checked.dropped else None


def _read(result: object, article: Article, scheme: Scheme, desk: Desk) -> Annotation:
    read = incoming(
        {"result": result}, article, scheme,
        annotator=desk.annotator, campaign=desk.campaign, signed_in_as=None,
    )  # fmt: skip
    drawn = tuple(link for link in read.annotation.links if link.origin != "inferred")
    return replace(read.annotation, links=drawn)


def _article(store: Store, task: Task) -> Article | None:
    try:
        found = seen(task).shown
    except Refused:
        return None
    if found is None:
        return None
    with store.session(read_only=True) as session:
        return Articles(session).get(found[0], found[1])
