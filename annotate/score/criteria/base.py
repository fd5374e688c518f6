"""The interface that every criterion stands behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotate.score.arrays import Floats
from annotate.score.view import View


@dataclass(frozen=True, eq=False)
class Measure:
    """What a criterion found.

    Attributes:
        value: (draws,), 0 to 1; nan where the criterion does not apply.
        say: one sentence on the first draw, for the reader; called only where it is shown.
        lost: (assertions, draws), how much each assertion takes away; None where no assertion does.
    """

    value: Floats
    say: Callable[[], str]
    lost: Floats | None = None


Criterion = Callable[[View], Measure]
"""A criterion is a function of the view; its docstring is its public explanation."""
