"""What a lead does: loads and sweeps, through the proxy, killed at random, two at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import repeat

from annotate.campaigns.assign import add_articles
from tests.faults.histories import hands
from tests.faults.histories.commands import Ended, Started
from tests.faults.histories.hands import Step
from tests.faults.histories.world import ANNOTATORS, World
from tests.faults.injected import at_random
from tests.faults.proxy import Fault

RATE = 0.12
"""How many of the requests meet a fault where faults are about."""
MEANT = (0, 3, 4, 5, 7, -9)
"""Exit codes of a command that was disturbed; 4 where the database server was killed. Any other is a bug."""


def loads(world: World) -> str:
    repair = ("--repair",) if world.dice.random() < 0.5 else ()
    return _disturbed(world, "load", world.name, *repair)


def sweeps(world: World) -> str:
    return _disturbed(world, "sync", world.name)


def sweeps_fully(world: World) -> str:
    accept = ("--accept-mass-withdrawal",) if world.dice.random() < 0.5 else ()
    return _disturbed(world, "sync", world.name, "--full", *accept)


def opens_again(world: World) -> str | None:
    """The same create again, which opens a desk whose project was deleted."""
    if len(world.desks()) == len(ANNOTATORS):
        return None
    return _disturbed(world, *creation(world))


def sweeps_while_they_annotate(world: World) -> str:
    world.studios.proxy.expect(repeat(None))
    sweep = world.start("sync", world.name)
    done = [step(world) for step in (hands.annotates, hands.updates)]
    return f"{_ended(_expected(world, sweep))} while {', '.join(filter(None, done))}"


def two_at_once(world: World) -> str:
    """From one home or, on PostgreSQL, from two: one waits or says who holds it."""
    homes = (1, world.dice.choice((1, 2)) if world.database_server else 1)
    verbs = (world.dice.choice(("load", "sync")), "sync")
    world.studios.proxy.expect(repeat(None))
    started = [world.start(verb, world.name, home=home) for verb, home in zip(verbs, homes, strict=True)]
    ended = [_expected(world, one) for one in started]
    for one in ended:
        if one.code == 7 and "process" not in one.said:
            raise AssertionError(f"it is not said who holds the lock: {one.said}")
    return " beside ".join(map(_ended, ended))


def creation(world: World) -> tuple[str, ...]:
    """The arguments that open the campaign."""
    articles = ",".join(world.articles())
    return "campaign", "create", world.name, "--annotators", ",".join(ANNOTATORS), "--articles", articles


def killed(world: World, kill_database: bool) -> tuple[str, bool]:
    """Kills a load, a sweep or, in the middle of one, the database server; whether it was in time."""
    verb = world.dice.choice(("load", "sync"))
    more: tuple[str, ...] = ()
    if verb == "load":
        assigned = world.add_articles(2)
        add_articles(world.store, world.name, assigned)
        more = ("--repair",)
    elif world.dice.random() < 0.5:
        more = ("--full", "--accept-mass-withdrawal")
    request, pause = world.dice.randint(0, 12), world.dice.uniform(0, 0.15)
    world.studios.proxy.expect(_faults(world, 0.02))
    started = world.start(verb, world.name, *more)
    if not world.studios.proxy.wait(request, started.alive):
        return _ended(_expected(world, started)), False
    time.sleep(pause)
    if kill_database:
        return _database_killed(world, started)
    started.kill()
    ended = _expected(world, started)
    return f"kill -9 at request {request}: {_ended(ended)}", ended.code == -9


def _database_killed(world: World, started: Started) -> tuple[str, bool]:
    assert world.database_server is not None
    in_time = started.alive()
    world.database_server.kill()
    try:
        ended = _expected(world, started)
    finally:
        world.database_server.start()
        world.store.dispose()
    return f"kill -9 of the database server: {_ended(ended)}", in_time


def _disturbed(world: World, *arguments: str) -> str:
    rate = RATE if world.dice.random() < 0.6 else 0.0
    world.studios.proxy.expect(_faults(world, rate))
    return _ended(_expected(world, world.start(*arguments)))


def _expected(world: World, started: Started) -> Ended:
    """How it ended, which must be one of the ways that are meant."""
    ended = started.end()
    if ended.code not in MEANT:
        raise AssertionError(f"{_ended(ended)}: {ended.said}")
    if ended.code in (0, 5) and "--full" in ended.arguments and ended.arguments[0] == "sync":
        world.blind.clear()
    return ended


def _faults(world: World, rate: float) -> Iterator[Fault | None]:
    return at_random(world.another_dice(), rate)


def _ended(ended: Ended) -> str:
    return f"annotate {' '.join(ended.arguments)} -> {ended.code}"


STEPS: tuple[tuple[float, Step], ...] = (
    (3, loads),
    (4, sweeps),
    (1.5, sweeps_fully),
    (4, opens_again),
    (1.5, sweeps_while_they_annotate),
    (1, two_at_once),
)
