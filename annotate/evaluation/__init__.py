"""How good the machine's marks are: held against gold, where they are wrong, how sure they are."""

from annotate.evaluation.compared import Compared, compare
from annotate.evaluation.gold import Gold, parse
from annotate.evaluation.measure import Evaluation, evaluate

__all__ = ["Compared", "Evaluation", "Gold", "compare", "evaluate", "parse"]
