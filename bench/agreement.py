"""Agreement on four times the marks against four times agreement on them: it grows no faster than they do."""

import shutil
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path

from annotate.campaigns.agreement import readings
from annotate.consensus.agreement import Read, agreement, worst
from annotate.resources import shipped
from annotate.scheme import Scheme, check, load_scheme
from bench.ratio import Result, ratio
from bench.rescore import samples

FEW, TIMES = 4, 4
"""How often the samples are taken for the smaller corpus, and how much larger the other is."""


def run() -> Result:
    scheme = load_scheme(shipped("config", "scheme.toml"))
    read = sample_readings(scheme)
    few, many = copies(read, FEW), copies(read, FEW * TIMES)

    def measured(corpus: list[Read]) -> None:
        agreement(corpus, scheme)
        worst(corpus, scheme)

    large, small, times = ratio(lambda: measured(many), lambda: measured(few), runs=3)
    marks = sum(len(reading.marks) for one in many for reading in one.readings)
    return Result(
        "agreement", times / TIMES, 1.25, f"{large:.1f} s for {marks} marks against {TIMES} x {small:.2f} s"
    )


def sample_readings(scheme: Scheme) -> tuple[Read, ...]:
    """The sample articles with both annotators' readings."""
    place = Path(tempfile.mkdtemp(prefix="annotate-bench-"))
    try:
        store = samples(place / "samples.db", partial(check, scheme=scheme))
        found = readings(store, scheme, "imports").read
        store.dispose()
    finally:
        shutil.rmtree(place)
    return found


def copies(read: tuple[Read, ...], times: int) -> list[Read]:
    """The same articles under other ids, as many times."""
    return [
        replace(one, article=replace(one.article, id=f"{one.article.id}-{n}"))
        for n in range(times)
        for one in read
    ]
