"""Watching what the library runs on: probes, metrics, their history, alerts. Layer between jobs and the cluster."""
