"""Cluster: the servers of a library, those of a cluster for trying things and those of a real deployment."""
