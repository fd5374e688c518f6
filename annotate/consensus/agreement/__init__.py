"""How far annotators agree, and where they do not."""

from annotate.consensus.agreement.guidelines import Line
from annotate.consensus.agreement.measure import agreement, shared
from annotate.consensus.agreement.model import Agreement, Pair, Read, Shared
from annotate.consensus.agreement.shape import to_json, worst_to_json
from annotate.consensus.agreement.statistic import Statistic
from annotate.consensus.agreement.worst import Worst, worst

__all__ = [
    "Agreement",
    "Line",
    "Pair",
    "Read",
    "Shared",
    "Statistic",
    "Worst",
    "agreement",
    "shared",
    "to_json",
    "worst",
    "worst_to_json",
]
