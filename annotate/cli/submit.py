"""Submits sample annotations through Label Studio, each as the annotator that it belongs to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from annotate.core import Annotation
from annotate.core.codec import from_json
from annotate.core.errors import StudioError
from annotate.scheme import Scheme
from annotate.store import Annotators, Articles, Desks, Store, Task, Tasks
from annotate.studio import accounts
from annotate.studio.client import Studio
from annotate.studio.wire import submission


def samples(folder: Path) -> dict[str, list[Annotation]]:
    """The sample annotations by annotator: a file each, named after the annotator."""
    return {
        file.stem: [from_json(json.loads(line)) for line in file.read_text("utf-8").splitlines()]
        for file in sorted(folder.glob("*.jsonl"))
    }


def submit(
    store: Store, owner: Studio, credentials: Path, scheme: Scheme, campaign: str, slug: str,
    annotations: list[Annotation],
) -> int:  # fmt: skip
    """Submits one annotator's samples to their desk, signed in as them; how many were not there yet.

    Raises:
        StudioError: when the desk lacks an article, or the server refuses.
    """
    with store.session(read_only=True) as session:
        desk = Desks(session).get(campaign, slug)
        annotator = Annotators(session).get(slug)
        if desk is None or annotator is None or annotator.email is None:
            raise StudioError(f"{slug} has no desk in campaign {campaign}", "run: annotate campaign create")
        tasks = {task.article: task for task in Tasks(session).of_desk(desk)}
        texts = {one.article: Articles(session).text(one.article, 1) or "" for one in annotations}
    with accounts.speak_as(owner, annotator.email, credentials) as person:
        return sum(_submit(person, tasks, one, texts[one.article], scheme) for one in annotations)


def _submit(
    person: Studio, tasks: Mapping[str, Task], annotation: Annotation, text: str, scheme: Scheme
) -> bool:
    task = tasks.get(annotation.article)
    if task is None:
        raise StudioError(f"{annotation.article} is not on the desk", "run: annotate load")
    if person.get(f"/api/tasks/{task.task}/annotations/"):
        return False
    person.post(f"/api/tasks/{task.task}/annotations/", submission(annotation, text, scheme))
    return True
