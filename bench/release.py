"""The memory that a release of many articles takes against one of a quarter as many.

ANNOTATE_BENCH_ARTICLES sets how many they are. The seconds are of the processor, since a release of 100,000
takes long enough for something else to run beside it.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, count
from pathlib import Path
from random import Random

from sqlalchemy import insert

from annotate.core import Annotation, Article, Link, Mark, Span
from annotate.core.codec import body, canonical_json, content_sha256
from annotate.store import create_store
from annotate.store.models import (
    AnnotationRevisionRow,
    AnnotationRow,
    AnnotatorRow,
    ArticleRevisionRow,
    ArticleRow,
    CampaignRow,
)
from bench.ratio import Result

MANY = int(os.environ.get("ANNOTATE_BENCH_ARTICLES", "2000"))
FEWER = 4
SENTENCES, WORDS = 10, 20
MOST_MEMORY = 1.3
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def run() -> Result:
    place = Path(tempfile.mkdtemp(prefix="annotate-bench-"))
    try:
        (few_s, few_mb), (many_s, many_mb) = (measured(place, n) for n in (MANY // FEWER, MANY))
    finally:
        shutil.rmtree(place)
    detail = (
        f"{MANY} articles in {many_s:.0f} s and {many_mb:.0f} MB, {MANY // FEWER} in {few_s:.1f} s and "
        f"{few_mb:.0f} MB: {many_s / few_s / FEWER:.2f} of the time for each"
    )
    return Result("release", many_mb / few_mb, MOST_MEMORY, detail)


def measured(place: Path, articles: int) -> tuple[float, float]:
    """Seconds and the most megabytes that a process of its own takes for the release."""
    database, out = place / f"{articles}.db", place / f"release-{articles}"
    fill(database, articles)
    command = [sys.executable, "-m", "bench.release", str(database), str(out)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    database.unlink()
    shutil.rmtree(out)
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def freeze(database: Path, out: Path) -> None:
    """The release itself, and what it took, as JSON."""
    from annotate.releases import Choice, Rules, create, licence
    from annotate.resources import shipped
    from annotate.scheme import load_scheme
    from annotate.store import open_store

    scheme = shipped("config", "scheme.toml")
    rules = Rules(load_scheme(scheme), "1", {"scheme.toml": scheme.read_bytes()})
    store = open_store(f"sqlite:///{database}")
    create(store, rules, Choice("bench", licence("cc-by-4.0", None)), out)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([time.process_time(), megabytes]))
    store.dispose()


def fill(database: Path, articles: int) -> None:
    """Rows as the store would write them; to have it look at each would take longer than the release."""
    store = create_store(f"sqlite:///{database}")
    with store.session() as session:
        session.execute(insert(CampaignRow), {"name": "c", "state": "open", "scheme": "1", "depth": "full"})
        session.execute(insert(AnnotatorRow), [{"slug": slug} for slug in ("ann", "ben")])
        for first in range(0, articles, 500):
            made = [article(number) for number in range(first, min(articles, first + 500))]
            session.execute(insert(ArticleRow), [{"id": one.id} for one in made])
            session.execute(insert(ArticleRevisionRow), [article_row(one) for one in made])
            rows = [row for one in made for row in annotation_rows(one)]
            session.execute(insert(AnnotationRow), [row for row, _ in rows])
            session.execute(insert(AnnotationRevisionRow), [content for _, content in rows])
    store.dispose()


VOCABULARY = [f"{a}{b}" for a in ("lo", "mar", "ti", "ben", "ro", "sal") for b in range(800)]


def article(number: int) -> Article:
    random = Random(number)  # noqa: S311 - no secret
    said = [" ".join(random.choices(VOCABULARY, k=WORDS)) + "." for _ in range(SENTENCES)]
    text = " ".join(said)
    ends = accumulate(len(one) + 1 for one in said)
    sentences = tuple(Span(end - len(one) - 1, end - 1) for one, end in zip(said, ends, strict=True))
    day = NOON + timedelta(hours=number)
    return Article(f"a{number:06}", text, sentences, outlet=f"outlet {number % 50}", published=day)


def article_row(one: Article) -> dict[str, object]:
    return {
        "article_id": one.id,
        "revision": 1,
        "is_current": True,
        "text": one.text,
        "sha256": one.sha256,
        "sentences": [[span.start, span.end] for span in one.sentences],
        "given": one.text.encode(),
        "offset_map": [],
        "outlet": one.outlet,
        "published": one.published,
    }


def annotation_rows(one: Article) -> Iterator[tuple[dict[str, object], dict[str, object]]]:
    """Of ten articles one is read by two annotators."""
    number = int(one.id[1:])
    for annotator in ("ann", "ben")[: 2 if number % 10 == 0 else 1]:
        made = annotation(one, annotator)
        yield (
            {
                "id": f"{one.id}-{annotator}",
                "article_id": one.id,
                "article_revision": 1,
                "campaign": "c",
                "annotator": annotator,
                "origin": "import",
                "state": "current",
                "revision": 1,
                "created_at": NOON,
                "updated_at": NOON,
            },
            {
                "annotation_id": f"{one.id}-{annotator}",
                "revision": 1,
                "body": canonical_json(body(made)),
                "content_sha256": content_sha256(made),
                "scheme": "1",
                "updated_at": NOON,
            },
        )


def annotation(one: Article, annotator: str) -> Annotation:
    """In each sentence a source, a cue and a claim."""
    marks, links, ids = [], [], count(1)
    for span in one.sentences:
        s, c, a = (f"m{next(ids)}" for _ in range(3))
        marks += [
            Mark(s, "SOURCE", Span(span.start, span.start + 12), {"identity": "named_person"}),
            Mark(c, "CUE", Span(span.start + 14, span.start + 18)),
            Mark(a, "ASSERTION", Span(span.start + 20, span.end), {"kind": "fact"}),
        ]
        links += [Link("attributed_to", a, s), Link("cued_by", a, c)]
    genre = ("news", "analysis", "opinion")[len(one.text) % 3]
    return Annotation(one.id, annotator, tuple(marks), tuple(links), {"genre": genre}, text_sha256=one.sha256)


if __name__ == "__main__":
    freeze(*map(Path, sys.argv[1:]))
