"""Corroboration: do the claims the article rests on stand on more than one voice?"""

from __future__ import annotations

import numpy as np

from annotate.score.arrays import Bools, Floats
from annotate.score.criteria.base import Measure
from annotate.score.sources import INDEPENDENT, WITNESS, one_sided
from annotate.score.view import View


def corroboration(view: View) -> Measure:
    """Whether the central claims rest on more than one source.

    In full: two sources, one of them identifiable, not all of one side. Half: two of any other kind (a
    quarter where all are unnamed without a reason), a claim answered by an identifiable source of another
    side, or one record, document or own observation that is independent. Vague and bare sources do not
    count, a plural ("two officials") is one source here, and a party's own position needs nobody else to
    confirm it.
    """
    rules = view.rubric.corroboration
    value = np.select(
        [_two(view), _two_other(view), _two_unnamed(view)],
        [rules["two"], rules["two_other"], rules["two_unnamed"]],
        0.0,
    )
    value = np.where(answered(view), np.maximum(value, rules["answered"]), value)
    value = np.where(_recorded(view), np.maximum(value, rules["record"]), value)
    among = view.central & ~view.held_position

    def say() -> str:
        count = int(among[:, 0].sum())
        if not count:
            return "All central claims are positions of the parties themselves: nothing to corroborate."
        full, none = int((among & (value >= 1))[:, 0].sum()), int((among & (value == 0))[:, 0].sum())
        positions = bool((view.central & view.held_position)[:, 0].any())
        aside = ", the parties’ own positions aside," if positions else ""
        return (
            f"Of {count} central claims{aside} {full} rest on two sources that are not of one side, "
            f"{none} on one or none."
        )

    return Measure(view.mean(value, among), say, view.weight * among * (1 - value))


def answered(view: View) -> Bools:
    """Whether an identifiable source of another side, or an outsider, answers the assertion."""
    stand = view.standings(view.counts)
    answer, names = view.standings(view.identifiable), view.any(view.identifiable)
    given, found = view.any(view.counts), np.zeros(view.shape, bool)
    for at, (reply, claim) in enumerate(view.plan.responds):
        two_sided = names[reply] & ~one_sided(stand[claim] | answer[reply])
        found[claim] |= view.choices.responds[at] & given[claim] & two_sided
    return found


def _sided(view: View) -> Bools:
    return one_sided(view.standings(view.counts))


def _number(view: View) -> Floats:
    return view.count(view.counts)


def _two(view: View) -> Bools:
    return (_number(view) >= 2) & view.any(view.identifiable) & ~_sided(view)


def _two_other(view: View) -> Bools:
    ladder = view.rubric.ladder
    plain = np.array([one.unnamed and one.reason == "none" for one in ladder])[view.given.rank]
    return (_number(view) >= 2) & view.any(view.counts & ~plain)


def _two_unnamed(view: View) -> Bools:
    return _number(view) >= 2


def _recorded(view: View) -> Bools:
    outsider = view.given.standing & (INDEPENDENT | WITNESS) > 0
    return view.any(view.rubric.record[view.given.rank] & outsider)
