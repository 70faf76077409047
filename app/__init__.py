"""CLMS without a window: rules, database, services and the command line. Nothing here imports Qt."""

__version__ = "0.1.0"
