"""The commands of ``clms``, one file each.

A command is a module with ``register(subparsers)``, which adds its parser and sets ``run`` as its default, and
``run(args) -> int``, which does the work and returns the exit code. Modules import what they need inside ``run``: the
command line reads all of them before it knows which one is meant.
"""
