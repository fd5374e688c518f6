"""Agreement of annotators (in `agreement`), and merging their marks into one reading; nothing else."""

from annotate.consensus.clusters import Cluster, clusters
from annotate.consensus.merge import merge, voters

__all__ = ["Cluster", "clusters", "merge", "voters"]
