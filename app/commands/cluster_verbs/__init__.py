"""The verbs of ``clms cluster``."""
