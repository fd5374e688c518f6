"""Agreement of annotators (in `agreement`), and merging their marks into one reading; nothing else."""

from annotate.consensus.ballots import Ballots, ballots
from annotate.consensus.clusters import Cluster, clusters
from annotate.consensus.merge import merge, voters
from annotate.consensus.observed import Observed, observed
from annotate.consensus.posteriors import Item, posteriors
from annotate.consensus.rates import Rates, error_rates

__all__ = [
    "Ballots",
    "Cluster",
    "Item",
    "Observed",
    "Rates",
    "ballots",
    "clusters",
    "error_rates",
    "merge",
    "observed",
    "posteriors",
    "voters",
]
