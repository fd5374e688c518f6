"""What annotators, and whoever else is signed in, do in Label Studio: one step each.

A step is a function of the world that says what it did, or None where there was nothing to do it to.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from annotate.store import Desk
from tests.faults.histories.remote import AnnotationThere, TaskThere
from tests.faults.histories.world import World

Step = Callable[[World], str | None]
Submitted = tuple[Desk, TaskThere, AnnotationThere]


def annotates(world: World) -> str | None:
    desk, task = _any_task(world, fresh=True) or (None, None)
    return None if desk is None else _submits(world, desk.annotator, task)


def annotates_again(world: World) -> str | None:
    """A second annotation of the same text, perhaps by somebody at another's desk."""
    desk, task = _any_task(world) or (None, None)
    return None if desk is None else _submits(world, world.dice.choice(("ada", "ben")), task)


def two_annotate_at_once(world: World) -> str | None:
    tasks = world.tasks()
    if not tasks:
        return None
    pairs = [(slug, *world.dice.choice(tasks)) for slug in ("ada", "ben")]
    bodies = [world.results(task) for _, _, task in pairs]

    def submit(who: int) -> None:
        slug, _, task = pairs[who]
        world.studios.people[slug].post(f"/api/tasks/{task.id}/annotations/", {"result": bodies[who]})

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(submit, range(2)))
    return f"ada and ben annotate at once: {', '.join(f'task {task.id}' for _, _, task in pairs)}"


def updates(world: World) -> str | None:
    found = _any(world, skip=False)
    return None if found is None else _patches(world, found, {"result": world.results(found[1])}, "updates")


def saves_again(world: World) -> str | None:
    """Update pressed with nothing changed."""
    found = _any(world, skip=False)
    return None if found is None else _patches(world, found, {"result": found[2].result}, "saves again")


def skips(world: World) -> str | None:
    desk, task = _any_task(world, fresh=True) or (None, None)
    if desk is None or task is None:
        return None
    path = f"/api/tasks/{task.id}/annotations/"
    world.studios.people[desk.annotator].post(path, {"result": [], "was_cancelled": True})
    return f"{desk.annotator} skips task {task.id}"


def skips_later(world: World) -> str | None:
    found = _any(world, skip=False)
    return None if found is None else _patches(world, found, {"was_cancelled": True}, "skips after all")


def takes_up_again(world: World) -> str | None:
    found = _any(world, skip=True)
    if found is None:
        return None
    body = {"result": world.results(found[1]), "was_cancelled": False}
    return _patches(world, found, body, "takes up again")


def deletes(world: World) -> str | None:
    found = _any(world)
    if found is None:
        return None
    desk, _, annotation = found
    world.studios.people[desk.annotator].delete(f"/api/annotations/{annotation.id}/")
    return f"{desk.annotator} deletes annotation {annotation.id}"


def deletes_and_makes_anew(world: World) -> str | None:
    """Under the same number, as a server gives it that starts again from a backup."""
    found = _any(world)
    if found is None:
        return None
    desk, task, annotation = found
    ada = world.studios.people[desk.annotator]
    ada.delete(f"/api/annotations/{annotation.id}/")
    world.there.forget_numbers()
    made = ada.post(f"/api/tasks/{task.id}/annotations/", {"result": world.results(task)})
    return f"{desk.annotator} deletes annotation {annotation.id} and makes {made['id']}"


def drafts(world: World) -> str | None:
    desk, task = _any_task(world) or (None, None)
    if desk is None or task is None:
        return None
    body = {"result": world.results(task)}
    world.studios.people[desk.annotator].post(f"/api/tasks/{task.id}/drafts", body)
    return f"{desk.annotator} leaves a draft on task {task.id}"


def drafts_on_an_annotation(world: World) -> str | None:
    found = _any(world, skip=False)
    if found is None:
        return None
    desk, task, annotation = found
    path = f"/api/tasks/{task.id}/annotations/{annotation.id}/drafts"
    world.studios.people[desk.annotator].post(path, {"result": world.results(task)})
    return f"{desk.annotator} leaves a draft on annotation {annotation.id}"


def _submits(world: World, slug: str, task: TaskThere | None) -> str:
    assert task is not None
    path = f"/api/tasks/{task.id}/annotations/"
    made = world.studios.people[slug].post(path, {"result": world.results(task), "lead_time": 3.5})
    return f"{slug} annotates task {task.id} ({made['id']})"


def _patches(world: World, found: Submitted, body: dict[str, Any], verb: str) -> str:
    desk, _, annotation = found
    world.studios.people[desk.annotator].patch(f"/api/annotations/{annotation.id}/", body)
    return f"{desk.annotator} {verb}: annotation {annotation.id}"


def _any_task(world: World, *, fresh: bool = False) -> tuple[Desk, TaskThere] | None:
    tasks = world.tasks()
    if fresh:
        worked_on = {one.task for one in world.there.annotations([task.id for _, task in tasks])}
        tasks = [pair for pair in tasks if pair[1].id not in worked_on]
    return world.dice.choice(tasks) if tasks else None


def _any(world: World, *, skip: bool | None = None) -> Submitted | None:
    found = [one for one in world.annotations() if skip in (None, one[2].skip)]
    return world.dice.choice(found) if found else None


STEPS: tuple[tuple[int, Step], ...] = (
    (10, annotates),
    (3, annotates_again),
    (3, two_annotate_at_once),
    (9, updates),
    (3, saves_again),
    (3, skips),
    (3, skips_later),
    (4, takes_up_again),
    (4, deletes),
    (4, deletes_and_makes_anew),
    (2, drafts),
    (2, drafts_on_an_annotation),
)
