"""What somebody with the owner's rights does behind our back: tasks, bulk operations, pages, projects."""

from __future__ import annotations

from typing import Any

from annotate.store import Desk
from tests.faults.histories.hands import Step
from tests.faults.histories.remote import TaskThere
from tests.faults.histories.world import World


def deletes_a_task(world: World) -> str | None:
    found = _task(world)
    if found is None:
        return None
    desk, task = found
    world.studios.owner.delete(f"/api/tasks/{task.id}/")
    world.there.forget_numbers()
    world.blinds(desk, task)
    return f"task {task.id} of {desk.annotator} is deleted"


def moves_a_task(world: World) -> str | None:
    """To the other annotator's desk; the feed of its old one cannot tell that it has left."""
    found, desks = _task(world), world.desks()
    if found is None or len(desks) < 2:
        return None
    desk, task = found
    (other,) = [one for one in desks if one != desk]
    world.studios.owner.patch(f"/api/tasks/{task.id}/?project={desk.project}", {"project": other.project})
    world.blinds(desk, task)
    world.blinds(other, task)
    return f"task {task.id} moves from {desk.annotator} to {other.annotator}"


def copies_a_task(world: World) -> str | None:
    """As a request that lands late would."""
    found = _task(world)
    if found is None:
        return None
    desk, task = found
    made = world.studios.owner.post(
        f"/api/projects/{desk.project}/import", [{"data": task.data}], {"return_task_ids": "true"}
    )
    return f"task {task.id} of {desk.annotator} is imported again as {made['task_ids']}"


def renames_a_label_in_bulk(world: World) -> str | None:
    desk = world.dice.choice(world.desks())
    old, new = world.dice.sample(("SOURCE", "CUE"), 2)
    body = {"old_label_name": old, "new_label_name": new, "control_tag": "label"}
    _in_bulk(world, desk, "rename_labels", None, body)
    world.blinds(desk, *(task for _, task in world.tasks(desk.annotator)))
    return f"{old} becomes {new} in bulk on {desk.annotator}'s desk"


def copies_an_annotation_to_others(world: World) -> str | None:
    found = [one for one in world.annotations() if not one[2].skip]
    if not found:
        return None
    desk, _, annotation = world.dice.choice(found)
    others = [task for _, task in world.tasks(desk.annotator)]
    chosen = world.dice.sample(others, min(2, len(others)))
    body = {"source_annotation_id": annotation.id}
    _in_bulk(world, desk, "propagate_annotations", chosen, body)
    world.blinds(desk, *chosen)
    return f"annotation {annotation.id} is copied to tasks {[task.id for task in chosen]}"


def deletes_annotations_in_bulk(world: World) -> str | None:
    found = _task(world)
    if found is None:
        return None
    desk, task = found
    _in_bulk(world, desk, "delete_tasks_annotations", [task])
    world.there.forget_numbers()
    world.blinds(desk, task)
    return f"the annotations of task {task.id} are deleted in bulk"


def removes_duplicates(world: World) -> str | None:
    desk = world.dice.choice(world.desks())
    tasks = [task for _, task in world.tasks(desk.annotator)]
    if not tasks:
        return None
    _in_bulk(world, desk, "remove_duplicates", None)
    world.blinds(desk, *tasks)
    return f"duplicated tasks of {desk.annotator} are put together"


def makes_a_draft_of_an_annotation(world: World) -> str | None:
    found = [one for one in world.annotations() if not one[2].skip]
    if not found:
        return None
    desk, task, annotation = world.dice.choice(found)
    world.studios.people[desk.annotator].post(f"/api/annotations/{annotation.id}/convert-to-draft", {})
    world.blinds(desk, task)
    return f"annotation {annotation.id} becomes a draft"


def takes_a_label_off_the_page(world: World) -> str | None:
    desk = world.dice.choice(world.desks())
    path = f"/api/projects/{desk.project}/"
    page = world.studios.owner.get(path)["label_config"]
    world.studios.owner.patch(path, {"label_config": page.replace('alias="HEDGE"', 'alias="HUNCH"')})
    return f"HEDGE is taken off {desk.annotator}'s page"


def deletes_a_project(world: World) -> str | None:
    """And its number is given to a stranger's, who shows one of our texts, of all things."""
    found = _task(world)
    if found is None or any("is deleted; its number" in said for said in world.said):
        return None
    desk, task = found
    before = world.annotations()
    world.studios.owner.delete(f"/api/projects/{desk.project}/")
    left = {annotation.id for _, _, annotation in world.annotations()}
    for other, holder, annotation in before:  # an annotation stays its first project's when its task is moved
        if annotation.id not in left:
            world.blinds(other, holder)
    world.there.forget_numbers()
    page = '<View><Text name="text" value="$text"/></View>'
    about = {"title": "a stranger's", "description": f"beside {world.name}", "label_config": page}
    stranger = world.studios.owner.post("/api/projects/", about)
    tasks = [{"data": task.data, "annotations": [{"result": []}]}]
    world.studios.owner.post(f"/api/projects/{stranger['id']}/import", tasks)
    world.blind |= {(desk.annotator, article) for article in world.articles()}
    return f"{desk.annotator}'s project {desk.project} is deleted; its number: {stranger['id']}"


def _task(world: World) -> tuple[Desk, TaskThere] | None:
    tasks = world.tasks()
    return world.dice.choice(tasks) if tasks else None


def _in_bulk(
    world: World, desk: Desk, action: str, tasks: list[TaskThere] | None, more: dict[str, Any] | None = None
) -> None:
    chosen = (
        {"all": True, "excluded": []}
        if tasks is None
        else {"all": False, "included": [task.id for task in tasks]}
    )
    body = {"selectedItems": chosen, "project": desk.project, "ordering": [], **(more or {})}
    world.studios.owner.post("/api/dm/actions/", body, {"id": action, "project": desk.project})


STEPS: tuple[tuple[float, Step], ...] = (
    (2, deletes_a_task),
    (1, moves_a_task),
    (2, copies_a_task),
    (1, renames_a_label_in_bulk),
    (1, copies_an_annotation_to_others),
    (1, deletes_annotations_in_bulk),
    (0.5, removes_duplicates),
    (1, makes_a_draft_of_an_annotation),
    (1, takes_a_label_off_the_page),
    (0.5, deletes_a_project),
)
