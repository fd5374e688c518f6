"""Agreement of annotators (in `agreement`), and merging their marks into one reading; nothing else."""

from annotate.consensus.clusters import Cluster, clusters
from annotate.consensus.merge import merge, voters
from annotate.consensus.observed import Observed, observed
from annotate.consensus.posteriors import Item, posteriors
from annotate.consensus.rates import Rates, error_rates
from annotate.consensus.tally import Tally, tallied

__all__ = [
    "Cluster",
    "Item",
    "Observed",
    "Rates",
    "Tally",
    "clusters",
    "error_rates",
    "merge",
    "observed",
    "posteriors",
    "tallied",
    "voters",
]
