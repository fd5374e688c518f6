"""Nominal alpha of ours against nltk's, from the same choices of three annotators."""

from random import Random

from annotate.consensus.agreement.alpha import coded, coincidences, nominal
from bench.ratio import Result, ratio, timed

VALUES = ("named_person", "named_org", "public_record", "metonym", "unnamed_described", "vague_collective")
UNITS, READERS, SLIPS, MISSING = 20000, 3, 0.2, 0.1


def run() -> Result:
    from nltk.metrics.agreement import AnnotationTask

    units = chosen()
    triples = [(who, unit, value) for unit, row in enumerate(units) for who, value in enumerate(row) if value]
    codes, task = coded(units, VALUES), AnnotationTask(data=triples)

    def ours() -> float:
        return float(nominal(coincidences(codes, len(VALUES))[0]))

    def theirs() -> float:
        return float(task.alpha())

    assert abs(ours() - theirs()) < 1e-9
    one, other, times = ratio(ours, theirs, runs=5)
    loading = timed(lambda: coded(units, VALUES)), timed(lambda: AnnotationTask(data=triples))
    return Result("alpha", times, 0.02, detail(one, other, *loading))


def detail(one: float, other: float, our_loading: float, their_loading: float) -> str:
    """Both times in words, and what reading the values in takes each beforehand."""
    return (
        f"{one * 1000:.2f} ms against {other * 1000:.0f} ms for {UNITS} marks of {READERS} annotators; "
        f"reading them in before that: {our_loading * 1000:.1f} ms against {their_loading * 1000:.0f} ms"
    )


def chosen() -> list[tuple[str | None, ...]]:
    """A row a mark, a choice an annotator: mostly the same, now and then another, now and then none."""
    random = Random(0)  # noqa: S311 - no secret
    return [
        tuple(one_choice(random, common) for _ in range(READERS))
        for common in (random.choice(VALUES) for _ in range(UNITS))
    ]


def one_choice(random: Random, common: str) -> str | None:
    if random.random() < MISSING:
        return None
    return random.choice(VALUES) if random.random() < SLIPS else common
