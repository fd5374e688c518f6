"""`kill -9` at any instant of a load or a sweep: nothing lost, nothing doubled."""

from __future__ import annotations

import random
import subprocess
import sys
import time

import pytest

from annotate.store import Annotations
from tests.support.bench import Bench, region

pytestmark = [pytest.mark.studio, pytest.mark.slow]

ARTICLES = tuple(f"n{number:02}" for number in range(18))
KILLS = 6
WORKER = """
import sys
from pathlib import Path
from annotate.campaigns.load import load
from annotate.store import open_store
from annotate.studio import feed, load as loading
from annotate.studio.client import Studio
from annotate.studio.sync import sync
from tests.support.bench import the_detector, the_disagreement
from tests.support.scheme import the_scheme

what, database, url, token_file, name = sys.argv[1:]
loading.BATCH = feed.PAGE = 2
token = Path(token_file).read_text().strip()
store, studio, scheme, detector = open_store(database), Studio(url, token), the_scheme(), the_detector()
print("ready", flush=True)
if what == "load":
    load(store, studio, scheme, detector, name, disagreement=the_disagreement())
else:
    sync(store, studio, scheme, name)
"""


def kill_at_random(bench: Bench, what: str, dice: random.Random) -> None:
    token_file = str(bench.served.running.token_file)
    arguments = [what, bench.store.url, bench.served.url, token_file, bench.name]
    worker = subprocess.Popen([sys.executable, "-c", WORKER, *arguments], stdout=subprocess.PIPE)
    with worker:
        assert worker.stdout is not None
        worker.stdout.readline()
        time.sleep(dice.uniform(0, 1.5))
        worker.kill()


def test_no_article_comes_twice(bench):
    bench.create(*ARTICLES)
    dice = random.Random(1)  # noqa: S311 - to be replayed, not to be secret
    for _ in range(KILLS):
        kill_at_random(bench, "load", dice)
    bench.load()
    assert sorted(bench.remote_tasks()) == list(ARTICLES)
    (again,) = bench.load()
    assert (again.sent, again.present) == (0, len(ARTICLES))


def test_no_annotation_is_lost_or_stored_twice(bench):
    bench.create(*ARTICLES)
    bench.load()
    for id_ in ARTICLES:
        bench.annotate(id_, region("s", "SOURCE", "Mayor Ada Lee"), region("a", "ASSERTION", "it may rain"))
    dice = random.Random(2)  # noqa: S311 - to be replayed, not to be secret
    for _ in range(KILLS):
        kill_at_random(bench, "sync", dice)
    bench.sync()
    with bench.store.session(read_only=True) as session:
        contents = list(Annotations(session).all(history=True, campaign=bench.name))
    assert sorted(one.article for one in contents) == list(ARTICLES)
    assert all(len(one.marks) == 2 and one.revision == 1 for one in contents)
    assert set(bench.states().values()) == {"done"}
