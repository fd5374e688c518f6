"""Measures how often the score of another group of annotators lies in the interval.

`python -m tests.measure_interval 8` prints the table of docs/rubric.md. Annotators of known skill read
the sample articles and generated ones, so many times each; one group's reading gives the interval, the other
group's the score that is looked for in it. What is true is the samples' own reading. The rates that
intervals are drawn from are learnt from what the same annotators made of thirty articles, as in a campaign.
With a sample's id (`python -m tests.measure_interval 40 investigation-levee`) it prints what pairs score it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np

from annotate.consensus import ballots, merge, observed
from annotate.consensus.agreement import Read
from annotate.core import Annotation, Article
from annotate.core.codec import content_sha256
from annotate.core.percent import percent
from annotate.resources import shipped
from annotate.scheme import check
from annotate.score import Disagreement, load_disagreement, number
from annotate.score.evidence import missing
from annotate.score.groups import INVENTED_AGAIN
from annotate.score.interval import Interval, interval
from annotate.score.learnt import learnt
from annotate.score.plan import compile_reading
from annotate.score.total import total
from bench.rescore import samples
from tests.score.moves import the_rubric
from tests.support.scheme import the_scheme
from tests.support.simulated import Simulated
from tests.support.strategies import made

LEARNT_FROM = 30
"""Articles that the table is learnt from."""

GENERATED = 12


@dataclass(frozen=True)
class Skill:
    """How well annotators read: see `Simulated`.

    `disputed` is the part of an article's marks that most annotators would not make; each makes it with the
    chance `INVENTED_AGAIN`.
    """

    skill: float
    laziness: float
    disputed: float

    def read(self, truth: Annotation, name: str) -> Annotation:
        there = Random(truth.article)  # noqa: S311 - nothing is kept secret by it
        own = Random(f"{name} {truth.article}")  # noqa: S311
        doubtful = {mark.id for mark in truth.marks if there.random() < self.disputed}
        ids = {m.id for m in truth.marks if m.id not in doubtful or own.random() < INVENTED_AGAIN}
        marks = tuple(mark for mark in truth.marks if mark.id in ids)
        links = tuple(link for link in truth.links if {link.from_id, link.to_id} <= ids)
        seen = replace(truth, marks=marks, links=links)
        return Simulated(name, self.skill, laziness=self.laziness).read(seen)


SKILLS = {
    "careful": Skill(0.98, 0.01, 0.05),
    "fair": Skill(0.95, 0.02, 0.1),
    "careless": Skill(0.9, 0.05, 0.15),
}


@dataclass(frozen=True)
class Found:
    """Of pairs of groups: the interval of one, and the score of the other.

    `held` are those that have a gate instead, `wide` those whose interval is too wide for a number.
    """

    pairs: int
    held: int
    inside: int
    below: int
    wide: int
    width: float

    @property
    def share(self) -> float:
        return self.inside / max(self.pairs, 1)


def measured(skill: Skill, readers: int, groups: int, true: list[Read]) -> Found:
    """How often the score of another group of as many lies in the interval."""
    table = table_of(skill, true)
    inside = below = held = pairs = 0
    widths = []
    for one in true:
        for again in range(groups):
            first, second = (_group(one, skill, readers, f"{again} {side}") for side in ("here", "there"))
            found = _interval(one.article, first, table)
            other = number(merge(second, one.article, the_scheme()), one.article, the_scheme(), the_rubric())
            if found is None or other is None:
                continue
            if found.low is None or found.high is None:
                held += 1
                continue
            pairs += 1
            inside += found.low <= other <= found.high
            below += other < found.low
            widths.append(found.high - found.low)
    wide = sum(width > the_rubric().evidence["interval"] for width in widths)
    return Found(pairs, held, inside, below, wide, float(np.mean(widths or [0])))


def table_of(skill: Skill, true: list[Read]) -> Disagreement:
    """What is learnt from two readings each of some articles."""
    read = [
        Read(one.article, tuple(_group(one, skill, 2, f"{at} learnt")))
        for at in range(-(-LEARNT_FROM // len(true)))
        for one in true
    ][:LEARNT_FROM]
    seen = observed(ballots(read, the_scheme()), the_scheme())
    choices = {of.rpartition(".")[2]: counts for of, counts in seen.choices.items()}
    return learnt("simulated", shipped_table(), choices, seen.links, seen.marks)


@cache
def sampled() -> list[Read]:
    """The sample articles that are scored, each with its merged reading as what is true."""
    scheme = the_scheme()
    out = []
    for article, people in read():
        true = merge(people, article, scheme)
        if number(true, article, scheme, the_rubric()) is not None:
            said = {name: true.answers[name] for name in ("genre", "accused", "reply")}
            out.append(Read(article, (replace(true, answers=said),)))
    return out


@cache
def generated() -> list[Read]:
    """Articles of plain sentences with everything at random, as the properties of the score are tested on."""
    out = []
    for seed in range(GENERATED):
        one = made(Random(seed), sentences=16)  # noqa: S311 - no secret
        name = f"generated-{seed}"
        out.append(Read(replace(one.article, id=name), (replace(one.reading, article=name),)))
    return out


def read() -> Iterator[tuple[Article, list[Annotation]]]:
    """The sample articles, each with the annotations of it."""
    from annotate.campaigns.standing import standing
    from annotate.consensus.readers import of_people
    from annotate.store import Articles

    with TemporaryDirectory() as folder:
        store = samples(Path(folder) / "samples.db", partial(check, scheme=the_scheme()))
        with store.session(read_only=True) as session:
            for id_ in Articles(session).ids():
                article = Articles(session).get(id_)
                assert article is not None
                yield article, of_people(standing(session, article, the_scheme()))
        store.dispose()


def _group(one: Read, skill: Skill, readers: int, name: str) -> list[Annotation]:
    (truth,) = one.readings
    return [skill.read(truth, f"{name} {at}") for at in range(readers)]


def _interval(article: Article, people: list[Annotation], table: Disagreement) -> Interval | None:
    """None where there is no number; one that is too wide for a number counts like any other."""
    reading = merge(people, article, the_scheme())
    plan, own = compile_reading(reading, article, the_scheme())
    found = total(plan, own, the_rubric())
    if missing(reading, found, the_rubric()):
        return None
    seed = content_sha256(reading)
    return interval(plan, own, found, the_rubric(), table, readers=len(people), seed=seed)


def shipped_table() -> Disagreement:
    """The rates that are taken while a campaign has none of its own."""
    return load_disagreement(shipped("config", "rubrics", "disagreement.toml"))


def table(groups: int) -> str:
    """The table of the page, in Markdown."""
    rows = [
        "| readers | skill | articles | pairs | inside | below | width | over 40 | at a gate |",
        "| --- " * 9 + "|",
    ]
    every: dict[str, list[Found]] = {"samples": [], "generated": []}
    for name, skill in SKILLS.items():
        for readers in (1, 2, 3, 5):
            for what, true in (("samples", sampled()), ("generated", generated())):
                one = measured(skill, readers, groups, true)
                every[what].append(one)
                rows.append(_row(str(readers), name, what, one))
                print(rows[-1], file=sys.stderr, flush=True)
    for what, found in every.items():
        rows.append(_row("", "", f"all {what}", _together(found)))
    rows.append(_row("", "", "all", _together([one for found in every.values() for one in found])))
    return "\n".join(rows)


def spread(article: str, groups: int) -> str:
    """What so many pairs of each skill score one of the samples: every twentieth of them, from the lowest."""
    (one,) = (one for one in sampled() if one.article.id == article)
    rows = []
    for name, skill in SKILLS.items():
        readings = (
            merge(_group(one, skill, 2, f"{at} sim"), one.article, the_scheme()) for at in range(groups)
        )
        scores = [number(reading, one.article, the_scheme(), the_rubric()) for reading in readings]
        found = np.quantile([score for score in scores if score is not None], np.linspace(0, 1, 21))
        rows.append(f"{name:<9}{' '.join(f'{score:.0f}' for score in found)}")
    return "\n".join(rows)


def _row(readers: str, name: str, what: str, one: Found) -> str:
    inside, below, wide = (percent(part / max(one.pairs, 1)) for part in (one.inside, one.below, one.wide))
    cells = (readers, name, what, one.pairs, inside, below, f"{one.width:.0f}", wide, one.held)
    return f"| {' | '.join(map(str, cells))} |"


def _together(found: list[Found]) -> Found:
    pairs = sum(one.pairs for one in found)
    width = sum(one.width * one.pairs for one in found) / max(pairs, 1)
    held, inside, below, wide = (
        sum(getattr(one, name) for one in found) for name in ("held", "inside", "below", "wide")
    )
    return Found(pairs, held, inside, below, wide, width)


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    print(spread(sys.argv[2], many) if len(sys.argv) > 2 else table(many))
