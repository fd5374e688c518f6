"""One history from its beginning to the comparison at its end."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from annotate.studio.errors import StudioAnswered
from tests.faults.histories import hands, lead, owner
from tests.faults.histories.compare import ahead_of_the_data, differences, history, pending_drafts
from tests.faults.histories.world import ANNOTATORS, World

ARTICLES = 4
_TRIES = 5
_TRIES_TO_KILL = 30


@dataclass(frozen=True)
class Played:
    """What came of a history.

    Attributes:
        kills: by what was killed.
        wrong: in what the two sides differed, or what else must not be; empty where all is well.
    """

    kills: dict[str, int]
    wrong: tuple[str, ...]


def play(world: World, steps: int, kills: int, say: Callable[[str], None]) -> Played:
    """Opens a campaign, lets it all happen, and holds the two sides against each other."""
    made = {"command": 0, "database": 0}
    try:
        _begin(world)
        wrong = _go_on(world, _order(world.dice, steps, kills), made, say)
        wrong = wrong or _at_the_end(world)
    except AssertionError as error:
        wrong = [str(error)]
    finally:
        _tidy(world)
    return Played(made, tuple(wrong))


def _begin(world: World) -> None:
    world.add_articles(ARTICLES)
    for _ in range(_TRIES):
        if lead.opens_again(world) is None:
            break
    else:
        world.studios.proxy.drain()
        world.does(*lead.creation(world))
    lead.loads(world)


def _order(dice: random.Random, steps: int, kills: int) -> list[str]:
    """Steps, and among them the kills."""
    order = ["step"] * steps + ["kill"] * kills
    dice.shuffle(order)
    return order


def _go_on(world: World, order: list[str], made: dict[str, int], say: Callable[[str], None]) -> list[str]:
    before = history(world)
    for what in order:
        begun = time.monotonic()
        said = _killed(world, made) if what == "kill" else _step(world)
        said = f"{time.monotonic() - begun:5.2f} s  {said}"
        world.said.append(said)
        say(said)
        after = history(world)
        wrong = [f"lost from the history: {one}" for one in before - after] + ahead_of_the_data(world)
        if wrong:
            return wrong
        before = after
    return []


def _step(world: World) -> str:
    every = (*hands.STEPS, *owner.STEPS, *lead.STEPS)
    while True:
        (step,) = world.dice.choices([step for _, step in every], [weight for weight, _ in every])
        try:
            said = step(world)
        except StudioAnswered as refused:
            said = f"{step.__name__}: Label Studio refuses with {refused.status}"
        if said is not None:
            return said


def _killed(world: World, made: dict[str, int]) -> str:
    of_database = world.database_server is not None and world.dice.random() < 0.25
    said = ""
    for _ in range(_TRIES_TO_KILL):
        said, in_time = lead.killed(world, of_database)
        if in_time:
            made["database" if of_database else "command"] += 1
            break
    return said


def _at_the_end(world: World) -> list[str]:
    """First what the feed alone must have seen, then everything."""
    world.studios.proxy.drain()
    if len(world.desks()) < len(ANNOTATORS):
        world.does(*lead.creation(world))
    world.does("sync", world.name, "--accept-mass-withdrawal")
    wrong = [f"after a sweep of the feed: {one}" for one in ahead_of_the_data(world)]
    full = world.does("sync", world.name, "--full", "--accept-mass-withdrawal", "--format", "json")
    told = json.loads(full.said[full.said.index("{\n") : full.said.rindex("}") + 1])
    if (drafts := pending_drafts(world)) != told["pending_drafts"]:
        wrong.append(f"{told['pending_drafts']} pending drafts, and there are {drafts}")
    world.does("load", world.name, "--repair")
    return wrong + differences(world)


def _tidy(world: World) -> None:
    world.studios.proxy.drain()
    for part in (f"in campaign {world.name} (", f"beside {world.name}"):
        for project in world.there.projects(part):
            world.studios.owner.delete(f"/api/projects/{project}/")
