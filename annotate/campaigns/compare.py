"""What another version of the rubric makes of the same readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotate.campaigns.estimates import estimated
from annotate.campaigns.readings import readings
from annotate.consensus import merge
from annotate.scheme import Scheme
from annotate.score import Disagreement, Plain, Rubric, plain
from annotate.store import Store

WORTH_SAYING = (0.5, 0.1)
"""Points by which a criterion has to differ for it to be a reason; the second where nothing else is one."""


@dataclass(frozen=True)
class Compared:
    """One article by two rubrics; None where one gives no number.

    Attributes:
        why: what differs, in sentences: points of criteria, gates that come or go, what is missing.
    """

    article: str
    old: int | None
    new: int | None
    why: tuple[str, ...]

    @property
    def moves(self) -> bool:
        return self.old != self.new


def compared(
    store: Store,
    scheme: Scheme,
    disagreement: Disagreement,
    old: Rubric,
    new: Rubric,
    *,
    campaign: str | None = None,
    articles: Sequence[str] | None = None,
) -> Iterator[Compared]:
    """Every article that people have read, without intervals: these do not belong to a rubric alone.

    Raises:
        UsageError: an article or a campaign that is not there.
    """
    both = plainly(store, scheme, disagreement, (old, new), campaign=campaign, articles=articles)
    for id_, (before, after) in both:
        yield Compared(id_, before.score, after.score, tuple(why(before, after)))


def plainly(
    store: Store,
    scheme: Scheme,
    disagreement: Disagreement,
    rubrics: Sequence[Rubric],
    *,
    campaign: str | None = None,
    articles: Sequence[str] | None = None,
) -> Iterator[tuple[str, list[Plain]]]:
    """Every article that people have read, with its score by each of `rubrics`, without intervals."""
    rates = estimated(store, scheme, disagreement, campaign).rates
    for one in readings(store, scheme, campaign=campaign, articles=articles):
        reading = merge(one.people, one.article, scheme, one.verdict, rates)
        yield one.article.id, plain(reading, one.article, scheme, rubrics)


def why(before: Plain, after: Plain) -> Iterator[str]:
    """The differences, a sentence each."""
    for lack in sorted({*before.missing, *after.missing}):
        if lack not in after.missing:
            yield f"no longer missing: {lack}"
        elif lack not in before.missing:
            yield f"now missing: {lack}"
    if before.score is None or after.score is None:
        return
    gates = list(_gates(before, after))
    much, little = (list(_criteria(before, after, least)) for least in WORTH_SAYING)
    yield from much or ([] if gates else little)
    yield from gates


def _gates(before: Plain, after: Plain) -> Iterator[str]:
    caps = [{gate.name: gate.cap for gate in one.gates} for one in (before, after)]
    for name in sorted({**caps[0], **caps[1]}):
        was, is_ = caps[0].get(name), caps[1].get(name)
        if was is None:
            yield f"gate {name} at {is_}"
        elif is_ is None:
            yield f"no gate {name} at {was}"
        elif was != is_:
            yield f"gate {name} from {was} to {is_}"


def _criteria(before: Plain, after: Plain, least: float) -> Iterator[str]:
    points = [{one.name: one.points for one in each.criteria} for each in (before, after)]
    for name in {**points[0], **points[1]}:
        change = points[1].get(name, 0.0) - points[0].get(name, 0.0)
        if abs(change) >= least:
            yield f"{name} {change:+.1f}"
