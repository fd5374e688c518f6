"""The criteria, one file each. Their docstrings are what the public reads."""

from collections.abc import Mapping

from annotate.score.criteria.base import Criterion, Measure
from annotate.score.criteria.breadth import breadth
from annotate.score.criteria.corroboration import corroboration
from annotate.score.criteria.coverage import coverage
from annotate.score.criteria.reply import reply
from annotate.score.criteria.strength import strength
from annotate.score.offered import offered

CRITERIA: Mapping[str, Criterion] = {
    one.__name__: one for one in (coverage, strength, corroboration, breadth, reply)
}
"""Those built in, by name; a rubric's weights say which of them make its score."""


def criterion(name: str) -> Criterion:
    """A criterion that is built in, or that an installed package offers.

    Raises:
        KeyError: there is none; a rubric that names it is refused before.
    """
    return CRITERIA[name] if name in CRITERIA else offered()[name].load()


__all__ = ["CRITERIA", "Criterion", "Measure", "criterion"]
