"""Writing a site again when nothing has changed against writing all of it, and milliseconds a page."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from annotate.campaigns.echoes import echoing
from annotate.consensus import merge
from annotate.core import Annotation, Mark
from annotate.intake.articles import make_article
from annotate.intake.readers.base import Incoming
from annotate.report import article_report
from annotate.report.corpus import corpus_report
from annotate.report.folder import write
from annotate.report.outlet import outlet_report
from annotate.report.rows import Row
from annotate.report.site import INDEX, Site, pages
from annotate.resources import shipped
from annotate.score import Rubric, load_rubric, score
from bench.desk import DISAGREEMENT, SCHEME, premarked, written
from bench.ratio import Result, timed

ARTICLES = int(os.environ.get("ANNOTATE_BENCH_ARTICLES", "200"))
"""Each of ten claims and forty marks, read by two."""


def run() -> Result:
    """The processor's time; what comes before the pages is told as it is done, being most of the wait."""
    rubric = load_rubric(shipped("config", "rubrics", "1.toml"))
    rows = list(read_by_two(rubric))
    told(f"{len(rows)} articles scored")
    read = [(row.score, row.article) for row in rows]
    corpus = corpus_report(rows, len(rows))
    outlets = tuple(outlet_report(name, read, 0, {}, rubric) for name in corpus.outlets)
    site = Site(corpus, outlets=outlets, echoing=echoing(read))
    told("echoes found")
    with tempfile.TemporaryDirectory(prefix="annotate-bench-") as place:

        def written_to(folder: str) -> None:
            reports = (article_report(row.score, row.article, SCHEME) for row in rows)
            write(pages(site, reports, SCHEME), Path(place, folder))

        written_to("warm")
        first = timed(partial(written_to, "site"), time.process_time)
        unchanged = min(timed(partial(written_to, "site"), time.process_time) for _ in range(3))
        largest = max(one.stat().st_size for one in Path(place, "site", "articles").iterdir())
        index = Path(place, "site", INDEX).stat().st_size
        many = sum(1 for _ in Path(place, "site").rglob("*.html"))
    each = 1000 / many
    detail = (
        f"{unchanged * each:.1f} ms a page against {first * each:.1f} ms, {many} pages, "
        f"the largest article's {largest / 1000:.0f} kB, the index with its search {index / 1000:.0f} kB, "
        f"{getrusage(RUSAGE_SELF).ru_maxrss // 1024} MB at most"
    )
    return Result("site", unchanged / first, 0.5, detail)


def read_by_two(rubric: Rubric) -> Iterator[Row]:
    """Articles of forty outlets in the course of a year, of which two marked what the detector does.

    They come from no database: near-duplicates as they are, to store them takes longer than all that is
    measured here.
    """
    for number, one in enumerate(written(ARTICLES)):
        at = datetime(2025, 1, 1, tzinfo=UTC) + number * timedelta(days=365) / ARTICLES
        article, _ = make_article(Incoming("bench", one["text"], one["id"], title=one["title"]))
        article = replace(article, outlet=f"Outlet {number % 40}", published=at)
        made = premarked(article)
        marks = tuple(map(placed, made.marks))
        answers = {"genre": "news", "accused": "no"}
        people = [Annotation(article.id, who, marks, made.links, answers) for who in ("ada", "bob")]
        reading = merge(people, article, SCHEME)
        yield Row(article, score(reading, article, SCHEME, rubric, DISAGREEMENT, readers=people))


def placed(mark: Mark) -> Mark:
    """The mark, a source with whom it stands for: without that there would be no number."""
    side = {"standing": "side_1" if mark.span.start % 3 else "independent"}
    return mark.with_attributes(**side) if mark.label == "SOURCE" else mark


def told(done: str) -> None:
    print(f"{time.process_time():6.0f} s of the processor's time: {done}", file=sys.stderr, flush=True)
