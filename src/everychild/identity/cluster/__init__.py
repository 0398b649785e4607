"""From scored pairs to children: which records are one child, under what no child can be."""

from everychild.identity.cluster.clustering import cluster, cluster_people
from everychild.identity.cluster.following import follow

__all__ = ["cluster", "cluster_people", "follow"]
