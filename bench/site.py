"""Writing a site again when nothing has changed against writing all of it, and milliseconds a page."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from annotate.campaigns.echoes import echoing
from annotate.campaigns.rescore import rescore
from annotate.core import Annotation
from annotate.core.codec import to_json
from annotate.intake.add import add
from annotate.intake.annotations import import_file
from annotate.report import article_report
from annotate.report.corpus import corpus_report
from annotate.report.folder import write
from annotate.report.outlet import outlet_report
from annotate.report.rows import Row
from annotate.report.site import INDEX, Site, pages
from annotate.resources import shipped
from annotate.scheme import check
from annotate.score import load_rubric
from annotate.store import Articles, Store, create_store
from bench.desk import DISAGREEMENT, SCHEME, premarked, written
from bench.ratio import Result, timed

ARTICLES = int(os.environ.get("ANNOTATE_BENCH_ARTICLES", "200"))
"""Each of ten claims and forty marks, read by two."""


def run() -> Result:
    """The processor's time; what comes before the pages is told as it is done, being most of the wait."""
    with tempfile.TemporaryDirectory(prefix="annotate-bench-") as place:
        store = filled(Path(place))
        told("articles and readings stored")
        rubric = load_rubric(shipped("config", "rubrics", "1.toml"))
        scores = rescore(store, SCHEME, rubric, DISAGREEMENT)
        with store.session(read_only=True) as session:
            articles = Articles(session).newest([one.article for one in scores])
        store.dispose()
        told("scored")
        rows = [Row(articles[one.article], one) for one in scores]
        read = [(row.score, row.article) for row in rows]
        corpus = corpus_report(rows, len(rows))
        outlets = tuple(outlet_report(name, read, 0, {}, rubric) for name in corpus.outlets)
        site = Site(corpus, outlets=outlets, echoing=echoing(read))
        told("echoes found")

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


def told(done: str) -> None:
    print(f"{time.process_time():6.0f} s of the processor's time: {done}", file=sys.stderr, flush=True)


def filled(place: Path) -> Store:
    """A database of articles that two have read, who mark what the detector does."""
    file = place / "articles.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in _published()))
    store = create_store(f"sqlite:///{place / 'a.db'}")
    add(store, [str(file)])
    with store.session(read_only=True) as session:
        articles = list(Articles(session).all())
    lines = []
    for article in articles:
        marks, links = premarked(article).marks, premarked(article).links
        for who in ("ada", "bob"):
            read = Annotation(article.id, who, marks, links, {"genre": "news", "accused": "no"})
            lines.append(json.dumps(to_json(read, article.text)).encode())
    import_file(store, lines, partial(check, scheme=SCHEME))
    return store


def _published() -> Iterator[dict[str, str]]:
    """The articles, of forty outlets, one after the other in the course of a year."""
    for number, one in enumerate(written(ARTICLES)):
        at = datetime(2025, 1, 1, tzinfo=UTC) + number * timedelta(days=365) / ARTICLES
        yield {**one, "outlet": f"Outlet {number % 40}", "published": at.isoformat()}
