"""A campaign's own table of disagreement, once it has read enough articles twice."""

from __future__ import annotations

from collections.abc import Mapping

from annotate.score.disagreement import Confusion, Disagreement

ENOUGH = 20
"""Articles that two or more have read, from which on a campaign speaks for itself."""

WEIGHT = 20.0
"""How many choices of a campaign's own the shipped rates count as."""

DIGITS = 4

Counts = Mapping[str, Mapping[str, float]]


def learnt(
    name: str,
    shipped: Disagreement,
    choices: Mapping[str, Counts],
    links: Mapping[str, tuple[float, float]],
    marks: Mapping[str, tuple[float, float]],
) -> Disagreement:
    """Rates as they were counted, drawn towards `shipped` where little was.

    A rate is (times counted + 20 times the shipped rate) / (choices + 20), the mean of a Dirichlet
    distribution that begins as 20 choices at the shipped rates. A value hardly anybody chose keeps the
    shipped rates, then; after a few hundred choices those no longer matter.

    Args:
        choices: attribute or answer, such as `identity`, to value chosen to what another annotator chose,
            counted.
        links: type to the links that two could have drawn both, and those that both drew; marks: the same
            by label. Which part of them was made up cannot be told from two readings: that stays as shipped.
    """
    return Disagreement(
        name,
        {of: _confusion(shipped.attributes[of], choices.get(of, {})) for of in shipped.attributes},
        {type_: _dropped(rate, *links.get(type_, (0.0, 0.0))) for type_, rate in shipped.links.items()},
        {label: _dropped(rate, *marks.get(label, (0.0, 0.0))) for label, rate in shipped.marks.items()},
        shipped.invented,
    )


def _confusion(shipped: Confusion, counts: Counts) -> Confusion:
    out = {}
    for value in {**shipped, **counts}:
        before, seen = shipped.get(value, {}), counts.get(value, {})
        whole = sum(seen.values())
        others = sorted({*before, *seen} - {value})
        rates = {one: _rate(before.get(one, 0.0), seen.get(one, 0.0), whole) for one in others}
        out[value] = {one: rate for one, rate in rates.items() if rate > 0}
    return out


def _dropped(shipped: float, could: float, did: float) -> float:
    return _rate(shipped, could - did, could)


def _rate(shipped: float, times: float, of: float) -> float:
    return round((times + WEIGHT * shipped) / (of + WEIGHT), DIGITS)
