"""How far annotators agree, and where they do not."""

from annotate.consensus.agreement.measure import agreement
from annotate.consensus.agreement.model import Agreement, Pair, Read, Shared
from annotate.consensus.agreement.shape import to_json
from annotate.consensus.agreement.statistic import Statistic

__all__ = ["Agreement", "Pair", "Read", "Shared", "Statistic", "agreement", "to_json"]
