"""Time-outs in order: whoever waits for somebody must wait longer than that one may take."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.cluster.checking.facts import Facts, number
from app.cluster.checking.finding import Finding, Weight
from app.domain.topology import NodeKind

STATEMENT_S = 30
"""A statement of CLMS ends after so long."""
REQUEST_S = 40
"""A request of the API may go on so long after its node was told to stop."""
KEEP_ALIVE_S = 75
"""An API node keeps an idle connection so long."""
RECYCLE_S = 300
"""CLMS gives an idle database connection up after so long."""


def proxy(facts: Facts) -> Iterator[Finding]:
    """nginx waits longer than a request takes, and gives idle connections up first."""
    apis = {node.name for node in facts.nodes(NodeKind.API)}
    for node, told in facts.nginx.items():
        read = told.timeouts.get("proxy_read_timeout", 60)
        if read <= REQUEST_S:
            yield Finding(
                "proxy-timeout",
                f"{node} gives up after {read:g} s, and a request of the API may take {REQUEST_S} s: what was done is not told.",
                f"Raise proxy_read_timeout to more than {REQUEST_S} s.",
                (node,),
            )
        idle = told.timeouts.get("upstream keepalive_timeout", 60)
        if idle >= KEEP_ALIVE_S:
            yield Finding(
                "keep-alive",
                f"{node} keeps idle connections for {idle:g} s, and API nodes close them after {KEEP_ALIVE_S} s: now and then a "
                "request meets one that is just being closed.",
                f"Lower keepalive_timeout of the upstream below {KEEP_ALIVE_S} s.",
                (node,),
            )
        for name, settings in facts.settings.items():
            wait = number(settings, "DB_ACQUIRE_TIMEOUT", 3000) / 1000
            if name in apis and wait + STATEMENT_S > read:
                yield Finding(
                    "acquire-timeout",
                    f"{name} waits up to {wait:g} s for a connection and {STATEMENT_S} s for a statement, and {node} gives up after {read:g} s.",
                    "Set DB_ACQUIRE_TIMEOUT=3000: a server that is full says so at once.",
                    (name, node),
                )


def database(facts: Facts) -> Iterator[Finding]:
    """The database closes idle connections later than CLMS does."""
    for node, told in facts.database.items():
        wait = number(told, "wait_timeout", 28_800)
        if wait <= RECYCLE_S:
            yield Finding(
                "idle-timeout",
                f"{node} closes idle connections after {wait} s, and CLMS keeps them for {RECYCLE_S} s: it finds closed ones.",
                f"Raise wait_timeout above {RECYCLE_S}.",
                (node,),
            )


def stopping(facts: Facts) -> Iterator[Finding]:
    """A node that is told to stop may finish what it began."""
    for node, stop in facts.stop_seconds.items():
        if stop <= REQUEST_S:
            yield Finding(
                "stop-timeout",
                f"{node} is killed {stop:g} s after it was told to stop, and may take {REQUEST_S} s to finish what it began.",
                f"Raise TimeoutStopSec above {REQUEST_S}.",
                (node,),
            )


def polling(facts: Facts) -> Iterator[Finding]:
    """A node that is well again is used as soon as the poll knows it."""
    poll = facts.topology.polling
    known = poll.interval * poll.rise
    for node, servers in facts.lists.items():
        slow = [
            each for each in servers if each.fail_timeout is not None and each.fail_timeout > max(1, known)
        ]
        if slow:
            yield Finding(
                "fail-timeout",
                f"{node} leaves an API node alone for {slow[0].fail_timeout:g} s after failures, and the poll knows after "
                f"{known:g} s that it is well again.",
                f"Set fail_timeout={max(1, known):g}s.",
                (node,),
                Weight.ADVICE,
            )


RULES: tuple[Callable[[Facts], Iterator[Finding]], ...] = (proxy, database, stopping, polling)
