"""What scoring costs beside reading what it is made from: `python -m bench.rescore_scale ARTICLES [URL]`.

Three ratios: every score without its interval (as `score --compare` works them out) against reading and
decoding the same annotations; scoring again when one article in a hundred has changed against scoring all;
and the milliseconds an interval takes on this core against ten. Articles of 40 marks, two annotators. Times
are this process's processor time, so that a busy machine does not show.
"""

import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from math import ceil
from pathlib import Path
from random import Random

from annotate.campaigns.compare import plainly
from annotate.campaigns.readings import readings
from annotate.campaigns.rescore import rescored
from annotate.core import Annotation
from annotate.core.codec import content_sha256
from annotate.resources import shipped
from annotate.scheme import load_scheme
from annotate.score import load_disagreement, load_rubric
from annotate.score.interval import interval
from annotate.score.plan import compile_reading
from annotate.score.total import total
from annotate.store import Annotations, Articles, Store, create_store
from bench.copies import ORIGINALS, copied
from bench.ratio import Result
from tests.support.strategies import made

ARTICLES, MARKS = 100, 40
SCHEME = load_scheme(shipped("config", "scheme.toml"))
RUBRIC = load_rubric(shipped("config", "rubrics", "1.toml"))
TABLE = load_disagreement(shipped("config", "rubrics", "disagreement.toml"))


def run() -> Iterator[Result]:
    folder = Path(tempfile.mkdtemp(prefix="annotate-bench-"))
    try:
        store = create_store(f"sqlite:///{folder / 'scale.db'}")
        yield from measured(store, ARTICLES)
        store.dispose()
    finally:
        shutil.rmtree(folder)


def measured(store: Store, articles: int) -> Iterator[Result]:
    fill(store, articles)
    for work in (reading, scoring):
        work(store, 20)
    read, scored = processor(lambda: reading(store)), processor(lambda: scoring(store))
    detail = (
        f"{scored / articles * 1000:.1f} ms an article against {read / articles * 1000:.1f} ms, {memory()}"
    )
    yield Result("rescore_plain", scored / read, 3.0, detail)
    everything = processor(lambda: drained(store))
    change(store, articles)
    again = processor(lambda: drained(store))
    detail = f"{again:.1f} s against {everything:.1f} s for {articles:,} articles, {memory()}"
    yield Result("rescore_changed", again / everything, 1 / 30, detail)
    each = intervals(store)
    yield Result("interval", each / 10, 1.0, f"{each:.1f} ms of processor time an article")


def fill(store: Store, articles: int) -> None:
    """Generated articles with two readings each that differ in a choice or two; beyond ORIGINALS, copies.

    To save as many annotations as commands do takes longer than all that is measured here.
    """
    saved(store, min(articles, ORIGINALS))
    for copy in range(1, ceil(articles / ORIGINALS)):
        copied(store, copy)


def saved(store: Store, articles: int) -> None:
    for start in range(0, articles, 500):
        with store.session() as session:
            for number in range(start, min(start + 500, articles)):
                one = made(Random(number), 13)  # noqa: S311 - no secret
                id_ = f"a{number:06}"
                Articles(session).add(replace(one.article, id=id_), given=one.article.text)
                for name in ("ada", "bob"):
                    Annotations(session).save(reader(one.reading, id_, name, number))


def reader(true: Annotation, id_: str, name: str, number: int) -> Annotation:
    random = Random(f"{name} {number}")  # noqa: S311 - no secret
    keep = true.marks[:MARKS]
    marks = tuple(
        mark.with_attributes(kind="fact") if mark.label == "ASSERTION" and random.random() < 0.1 else mark
        for mark in keep
    )
    ids = {mark.id for mark in marks}
    links = tuple(link for link in true.links if {link.from_id, link.to_id} <= ids)
    return replace(true, article=id_, annotator=name, marks=marks, links=links, origin="import")


def change(store: Store, articles: int) -> None:
    """Another answer in the newest hundredth.

    A change in the older ones, which a campaign's table of disagreement is learnt from, makes all anew.
    """
    with store.session() as session:
        for number in range(articles - max(articles // 100, 1), articles):
            (one, *_) = Annotations(session).current(f"a{number:06}", None, 1)
            Annotations(session).save(replace(one, answers={**one.answers, "accused": "no"}))


def reading(store: Store, most: int | None = None) -> None:
    """Reads and decodes everything, and does nothing with it."""
    for number, _ in enumerate(readings(store, SCHEME)):
        if number == most:
            return


def scoring(store: Store, most: int | None = None) -> None:
    for number, _ in enumerate(plainly(store, SCHEME, TABLE, (RUBRIC,))):
        if number == most:
            return


def drained(store: Store) -> None:
    for _ in rescored(store, SCHEME, RUBRIC, TABLE):
        pass


def intervals(store: Store) -> float:
    """Milliseconds of processor time that an interval takes, over fifty articles."""
    taken: list[float] = []
    for number, one in enumerate(readings(store, SCHEME)):
        if number == 50:
            break
        plan, own = compile_reading(one.people[0], one.article, SCHEME)
        found, seed = total(plan, own, RUBRIC), content_sha256(one.people[0])
        taken.append(processor(lambda: interval(plan, own, found, RUBRIC, TABLE, readers=2, seed=seed)))  # noqa: B023
    return 1000 * sum(taken) / len(taken)


def processor(what: Callable[[], object]) -> float:
    """Seconds of processor time that one call takes."""
    start = time.process_time()
    what()
    return time.process_time() - start


def memory() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most"


if __name__ == "__main__":
    url = sys.argv[2] if len(sys.argv) > 2 else f"sqlite:///{tempfile.mkdtemp()}/scale.db"
    for result in measured(create_store(url), int(sys.argv[1])):
        print(
            f"{result.name:<16} {result.ratio:7.3f}  goal <= {result.goal:.3f}  {result.detail}", flush=True
        )
