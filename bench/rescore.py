"""Scoring the samples when nothing has changed against scoring them for the first time."""

import shutil
import tempfile
from functools import partial
from pathlib import Path

from annotate.campaigns.rescore import rescore
from annotate.intake.add import add
from annotate.intake.annotations import Check, import_file
from annotate.resources import shipped
from annotate.scheme import check, load_scheme
from annotate.score import load_disagreement, load_rubric
from annotate.store import Store, create_store
from bench.ratio import Result, ratio


def run() -> Result:
    place = Path(tempfile.mkdtemp(prefix="annotate-bench-"))
    scheme = load_scheme(shipped("config", "scheme.toml"))
    rubric = load_rubric(shipped("config", "rubrics", "1.toml"))
    disagreement = load_disagreement(shipped("config", "rubrics", "disagreement.toml"))

    def scored(store: Store) -> None:
        rescore(store, scheme, rubric, disagreement)

    try:
        template = samples(place / "template.db", partial(check, scheme=scheme))
        known = samples(place / "known.db", partial(check, scheme=scheme))

        def anew() -> None:
            shutil.copy(template.url.removeprefix("sqlite:///"), place / "anew.db")
            fresh = create_store(f"sqlite:///{place / 'anew.db'}")
            scored(fresh)
            fresh.dispose()

        again, first, times = ratio(lambda: scored(known), anew, runs=5)
    finally:
        shutil.rmtree(place)
    return Result(
        "rescore", times, 0.2, f"{again * 1000:.0f} ms against {first * 1000:.0f} ms for 14 articles"
    )


def samples(file: Path, held: Check) -> Store:
    """A database of the sample articles and annotations, all of it in its one file."""
    store = create_store(f"sqlite:///{file}")
    add(store, [str(shipped("seeds", "articles"))])
    for lines in sorted(shipped("seeds", "annotations").glob("*.jsonl")):
        import_file(store, lines.read_bytes().splitlines(), held)
    store.dispose()
    return store
