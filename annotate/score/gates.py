"""Gates: what an article lacks so plainly that the rest cannot make up for it.

The first line of each docstring is what the public reads. What caps there are, the rubric says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from annotate.score.arrays import Bools
from annotate.score.plan import ACCUSED, REPLIES
from annotate.score.sources import one_sided
from annotate.score.view import View

_EPSILON = 1e-9
"""Keeps a half a half, whatever the order in which weights were added."""


@dataclass(frozen=True, eq=False)
class Held:
    """In which draws a gate holds, and the assertions or sources that bring it on, as (rows, draws)."""

    holds: Bools
    assertions: Bools | None = None
    sources: Bools | None = None


def central_without_a_named_source(view: View) -> Held:
    """No central claim has more than an unnamed or vague source whose anonymity is not explained."""
    explained = np.array([not (one.unnamed and one.reason in (None, "none")) for one in view.rubric.ladder])
    return _all_central(view, ~view.any(view.counts & explained[view.given.rank]))


def half_of_central_unsourced(view: View) -> Held:
    """For half of what the article rests on, or more, no source is given, or only a vague or bare one."""
    return _central_part(view, 0.5)


def central_unsourced(view: View) -> Held:
    """For a claim the article rests on no source is given, or only a vague or bare one."""
    return _central_part(view, 0.0)


def central_on_one_unnamed(view: View) -> Held:
    """A claim the article rests on has one unnamed source alone, without a specific reason for that."""
    return _any_central(view, _one_unnamed(view) & ~_specific(view))


def central_on_one_unnamed_with_reason(view: View) -> Held:
    """A claim the article rests on has one unnamed source alone, with a specific reason for anonymity."""
    return _any_central(view, _one_unnamed(view) & _specific(view))


def no_identifiable_source(view: View) -> Held:
    """No source in the article can be identified."""
    return Held(np.asarray(~view.speakers_that(view.identifiable).any(axis=0)))


def one_independent_source(view: View) -> Held:
    """One source alone can be identified, and it has no stake in the story."""
    people, sided = _identifiable(view)
    return Held((people.sum(axis=0) == 1) & ~sided, sources=people)


def one_sided_sources(view: View) -> Held:
    """All sources that can be identified speak for one side, or for none that the text makes clear."""
    people, sided = _identifiable(view)
    return Held(people.any(axis=0) & sided, sources=people)


def low_coverage(view: View) -> Held:
    """Less than a quarter of what the article asserts comes with a source."""
    value = view.mean(view.best)
    return Held(np.nan_to_num(value, nan=1.0) < view.rubric.limits["low_coverage"] - _EPSILON)


def no_reply_sought(view: View) -> Held:
    """Somebody is accused of a wrongful act, and the text gives no sign that a reply was sought."""
    accused = view.choices.accused[0] != ACCUSED.index("no")
    return Held(accused & (view.choices.reply[0] == REPLIES.index("none")))


GATES: dict[str, Callable[[View], Held]] = {
    "central_without_a_named_source": central_without_a_named_source,
    "low_coverage": low_coverage,
    "half_of_central_unsourced": half_of_central_unsourced,
    "no_identifiable_source": no_identifiable_source,
    "one_sided": one_sided_sources,
    "central_unsourced": central_unsourced,
    "one_independent_source": one_independent_source,
    "no_reply_sought": no_reply_sought,
    "central_on_one_unnamed": central_on_one_unnamed,
    "central_on_one_unnamed_with_reason": central_on_one_unnamed_with_reason,
}
"""By the name that the rubric gives their caps under."""


def _identifiable(view: View) -> tuple[Bools, Bools]:
    """The identifiable speakers, as (sources, draws), and whether they are one-sided."""
    people = view.speakers_that(view.identifiable)
    standings = np.bitwise_or.reduce(np.where(people, view.speakers.standing, 0), axis=0, initial=0)
    return people, one_sided(standings)


def _all_central(view: View, lacking: Bools) -> Held:
    lacking = lacking & view.central & (view.weight > 0)
    rest = (view.central & (view.weight > 0) & ~lacking).any(axis=0)
    return Held(np.asarray(lacking.any(axis=0) & ~rest), assertions=lacking)


def _any_central(view: View, lacking: Bools) -> Held:
    lacking = lacking & view.central & (view.weight > 0)
    return Held(np.asarray(lacking.any(axis=0)), assertions=lacking)


def _central_part(view: View, part: float) -> Held:
    """Holds where more than nothing, and at least `part`, of the central weight is unsourced."""
    lacking = view.central & ~view.any(view.counts)
    share = np.nan_to_num(view.mean(lacking.astype(float), view.central))
    return Held((share > _EPSILON) & (share >= part - _EPSILON), assertions=lacking)


def _one_unnamed(view: View) -> Bools:
    """Assertions on one described unnamed person, whatever vague or bare ones stand beside."""
    people = view.total(np.where(view.counts, view.given.voices, 0).astype(float))
    return np.asarray((people == 1) & view.any(view.counts & view.unnamed))


def _specific(view: View) -> Bools:
    return view.any(view.given.rank == view.rubric.rank["unnamed_described", "specific"])
