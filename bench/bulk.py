"""`annotate bulk` with two processes against one on the same crawl, and how many records it reads a second.

Two that are 1.7 times as fast as one take 1 / 1.7 of its time; that needs two cores which nobody else uses.
The process that gives the work out does a tenth of a second of it: it neither cuts nor reads, and writes what
comes back.
"""

import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from annotate.bulk.executors import executor
from annotate.bulk.machine import Recipe
from annotate.bulk.part import part
from annotate.bulk.pieces import cut
from annotate.bulk.run import run as bulk
from annotate.bulk.summary import Summary
from annotate.resources import shipped
from bench.ratio import Result
from tests.support.crawl import record
from tests.support.edits import corpus

PAGES = 1000
"""Two pieces, some 45 seconds of work for one core."""
RUNS = 3
PAGE = (
    "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>"
)


def run() -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        source = crawl(folder / "news.warc.gz", PAGES)
        with executor(2) as (pool, _):  # what is imported once is imported before the clock starts
            pool.submit(part, cut(crawl(folder / "few.warc.gz", 2))[0], recipe()).result()
        runs = [
            (took(source, folder / f"one{n}", 1), took(source, folder / f"two{n}", 2)) for n in range(RUNS)
        ]
    (alone, done), (together, _) = min(one for one, _ in runs), min(two for _, two in runs)
    detail = (
        f"two {together:.1f} s, one {alone:.1f} s, {alone / together:.2f} times as fast; "
        f"a process reads {done.records / alone:.0f} records and {done.words / alone:,.0f} words a second"
    )
    yield Result("bulk", together / alone, 1 / 1.7, detail)


def crawl(path: Path, pages: int) -> str:
    """A crawl of so many pages of some 650 words each."""
    with path.open("wb") as file:
        for n, (id_, _, text) in enumerate(islice(corpus(pages), pages)):
            lines = "".join(f"<p>{line}</p>" for line in text.split("\n\n"))
            file.write(record(n, body=PAGE.format(title=f"Report {id_}", text=lines).encode()))
    return str(path)


def took(source: str, out: Path, workers: int) -> tuple[float, Summary]:
    begun = time.perf_counter()
    done = bulk([source], out, recipe(), workers=workers)
    return time.perf_counter() - begun, done


def recipe() -> Recipe:
    lexicon, scheme = shipped("config", "lexicon"), shipped("config", "scheme.toml")
    model = shipped("models", "default.npz")
    return Recipe(str(model), str(scheme), str(lexicon), str(lexicon / "none")).stamped()
