"""Contradictions between the files of one deployment, as sentences. Each rule looks at all facts and says what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from app.cluster.checking import (
    rules_of_files,
    rules_of_memory,
    rules_of_nodes,
    rules_of_rates,
    rules_of_time,
)
from app.cluster.checking.facts import Facts, facts
from app.cluster.checking.finding import Finding, Weight
from app.cluster.rendering.files import RenderedFile
from app.domain.topology import Topology

RULES: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    *rules_of_memory.RULES,
    *rules_of_nodes.RULES,
    *rules_of_files.RULES,
    *rules_of_rates.RULES,
    *rules_of_time.RULES,
)


def cross_check(topology: Topology, files: Iterable[RenderedFile]) -> list[Finding]:
    """Everything the files say that does not fit together, contradictions first."""
    found = facts(topology, files)
    every = [each for rule in RULES for each in rule(found)]
    return sorted(every, key=lambda each: each.weight is not Weight.CONTRADICTION)
