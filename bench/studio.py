"""Loading and syncing against what the server itself needs for the same, on a Label Studio of our own.

How many tasks: `ANNOTATE_BENCH_TASKS`. Each is timed once, since a second time is not the same: the machine
should have nothing else to do.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from statistics import median
from threading import Event, Thread

import psutil

from annotate.campaigns.load import load
from annotate.store import Cursors, Desk
from annotate.studio.feed import Filter, pages, updated_since, with_articles, with_drafts
from annotate.studio.sweep import OVERLAP
from annotate.studio.sync import sync
from bench.desk import BATCH, DETECTOR, DISAGREEMENT, SCHEME, Served, annotated, served, task
from bench.ratio import Result, timed

TASKS = int(os.environ.get("ANNOTATE_BENCH_TASKS", "1000"))
CHANGED = 0.01


def run() -> Iterator[Result]:
    with served(TASKS) as here:
        yield from loading(here)
        yield from syncing(here)


def loading(here: Served) -> Iterator[Result]:
    """A load, pre-marks made by the detector included, against bare POSTs of the same tasks.

    And against those and the bare questions which of them have arrived: the least that the server has to do
    for a load that takes nothing for granted.
    """
    bare, ours = here.desk("bare"), here.desk("ours")
    posted = here.send(bare, map(task, here.articles()))
    asked = timed(lambda: look(here, bare))
    loaded = timed(
        lambda: load(here.store, here.studio, SCHEME, DETECTOR, ours.campaign, disagreement=DISAGREEMENT)
    )
    yield told("load", loaded, posted, 1.25)
    yield told("load, asked", loaded, posted + asked, 1.1)


def syncing(here: Served) -> Iterator[Result]:
    """Sweeps of a desk that is all annotated.

    Where nothing has changed, against the feed's question alone, and against the whole one: what has
    changed, or has a draft.
    """
    desk = here.desk("annotated")
    here.send(desk, map(annotated, here.articles()))
    with memory() as used:
        first = timed(lambda: swept(here, desk))
    yield told("first sync", first, timed(lambda: read(here, desk)), 1.5)
    half = len(used) // 2
    grown, before = max(used[half:]), max(used[:half])
    yield Result("memory", grown / before, 1.1, f"at most {grown:.0f} MB, {before:.0f} MB in the first half")
    pass_overlap(here, desk)
    feed, asked, idle = [], [], []
    for _ in range(9):
        feed.append(timed(lambda: read(here, desk, changed(here, desk))))
        asked.append(timed(lambda: read(here, desk, changed(here, desk), with_drafts())))
        idle.append(timed(lambda: swept(here, desk)))
        pass_overlap(here, desk)
    yield told("idle sync", median(idle), median(feed), 1.5)
    yield told("idle, asked", median(idle), median(asked), 1.5)
    change(here, desk)
    again = timed(lambda: swept(here, desk))
    yield told("changed sync", again, timed(lambda: export(here, desk)), 1 / 20)


def told(name: str, ours: float, other: float, goal: float) -> Result:
    return Result(name, ours / other, goal, f"{ours:.2f} s against {other:.2f} s at {TASKS} tasks")


def look(here: Served, desk: Desk) -> None:
    """Asks for the tasks of every article, as many at a time as are sent."""
    ids = [one.id for one in here.articles()]
    for start in range(0, len(ids), BATCH):
        for _ in with_articles(here.studio, desk.project, ids[start : start + BATCH]):
            pass


def swept(here: Served, desk: Desk) -> None:
    sync(here.store, here.studio, SCHEME, desk.campaign)


def read(here: Served, desk: Desk, *either: Filter) -> None:
    """The same answers, paged through and dropped."""
    for _ in pages(here.studio, desk.project, *either):
        pass


def changed(here: Served, desk: Desk) -> Filter:
    """What the feed is asked for."""
    with here.store.session(read_only=True) as session:
        cursor = Cursors(session).get(desk)
    assert cursor is not None
    return updated_since(cursor.watermark - OVERLAP)


def pass_overlap(here: Served, desk: Desk) -> None:
    """As if the two minutes that a sweep reads again had gone by since the last one."""
    with here.store.session() as session:
        cursor = Cursors(session).get(desk)
        assert cursor is not None
        later = cursor.watermark + OVERLAP + timedelta(seconds=2)
        Cursors(session).set(desk, replace(cursor, watermark=later))
    time.sleep(3)


def change(here: Served, desk: Desk) -> None:
    """Every hundredth annotation loses its last mark."""
    for page in pages(here.studio, desk.project):
        for one in page[:: int(1 / CHANGED)]:
            (annotation,) = one["annotations"]
            path = f"/api/annotations/{annotation['id']}/"
            here.studio.patch(path, {"result": annotation["result"][:-1]})


def export(here: Served, desk: Desk) -> None:
    """The whole desk, as Label Studio's own SDK brings it."""
    with here.studio.sdk() as sdk:
        for _ in sdk.projects.exports.download_sync(desk.project, export_type="JSON"):
            pass


@contextmanager
def memory() -> Iterator[list[float]]:
    """This process's memory in MB, ten times a second while the block lasts."""
    used, over = [], Event()

    def look() -> None:
        while not over.wait(0.1):
            used.append(psutil.Process().memory_info().rss / 1e6)

    watcher = Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield used
    finally:
        over.set()
        watcher.join()
