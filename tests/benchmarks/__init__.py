"""Benchmarks: ``python3 packaging/dev.py bench`` prints one table, each row a ratio to a baseline of the same run."""
