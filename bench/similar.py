"""Near-duplicates as articles come in, against the rest of what intake does with the same texts.

`python -m bench.similar 100000` says what that many take, of CPU time by tenths and of memory.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from annotate.core import Article
from annotate.intake.alike import link, stories
from annotate.intake.articles import make_article
from annotate.intake.readers.base import Incoming
from annotate.store import Articles, Store, create_store
from bench.ratio import Result, timed
from tests.support.edits import corpus

ARTICLES = 500
AT_ONCE = 100
"""Articles in a transaction."""


def run() -> Result:
    texts = list(islice(corpus(ARTICLES), ARTICLES))
    begun = time.process_time()
    for id_, _, text in texts:
        make_article(Incoming("-", text, id=id_))
    intake = time.process_time() - begun
    with tempfile.TemporaryDirectory() as place:
        store = create_store(f"sqlite:///{place}/annotate.db")
        linking = sum(linked(store, some) for some in batches(iter(texts)))
        store.dispose()
    return Result(
        "similar", linking / intake, 1.0, f"{linking:.1f} s against {intake:.1f} s, {ARTICLES} articles"
    )


def batches(texts: Iterator[tuple[str, int, str]]) -> Iterator[list[tuple[str, int, str]]]:
    while some := list(islice(texts, AT_ONCE)):
        yield some


def linked(store: Store, texts: list[tuple[str, int, str]]) -> float:
    """Seconds of CPU time that linking takes, without storing the texts."""
    with store.session() as session:
        articles = [Article(id_, text) for id_, _, text in texts]
        for article in articles:
            Articles(session).add(article, given="")
        session.flush()
        begun = time.process_time()
        for article in articles:
            link(session, article)
        session.flush()
        return time.process_time() - begun


def at_scale(number: int) -> None:
    """Prints, ten times on the way, how long the last tenth took and the most memory so far."""
    texts = islice(corpus(number), number)
    with tempfile.TemporaryDirectory() as place:
        store = create_store(f"sqlite:///{place}/annotate.db")
        taken, before, done, whole = 0.0, 0.0, 0, 0.0
        for some in batches(texts):
            taken, done = taken + linked(store, some), done + len(some)
            if done * 10 // number > (done - len(some)) * 10 // number:
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(
                    f"{done:,} articles: {taken - before:.0f} s for this tenth, {memory:.0f} MB", flush=True
                )
                before = taken
        with store.session(read_only=True) as session:
            whole = timed(lambda: stories(session))
            found = stories(session)
        size = Path(place, "annotate.db").stat().st_size / 1e6
        store.dispose()
    print(f"{taken:.0f} s in all; {len(found):,} stories, read in {whole:.0f} s; database {size:.0f} MB")


if __name__ == "__main__":
    at_scale(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
