"""Merging several annotators' marks into one reading, and nothing else."""

from annotate.consensus.clusters import Cluster, clusters
from annotate.consensus.merge import merge, voters

__all__ = ["Cluster", "clusters", "merge", "voters"]
