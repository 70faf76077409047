"""One fault on a running cluster with a school at work on it: what it cost, and that no acknowledged act is lost."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.settings import load
from tests.servers.cluster_load import Report, School
from tests.servers.local_cluster import Cluster
from tests.waiting import until

if TYPE_CHECKING:
    import pymysql

LASTING_S = 6.0
_CALM_S = 2.0
_MEND_S = 120.0


@dataclass(frozen=True)
class Fault:
    """What is done to a node, and how it is mended after ``lasting`` seconds. ``mend`` returns when that is done; ``tidy``
    then brings back what was left out, which nobody at work waits for."""

    node: str
    name: str
    begin: Callable[[Cluster], object]
    mend: Callable[[Cluster], object]
    lasting: float = LASTING_S
    tidy: Callable[[Cluster], object] = lambda _: None

    def __str__(self) -> str:
        return f"{self.node} {self.name}"


@dataclass(frozen=True)
class Cost:
    """What a fault cost. ``healed_s`` is from its begin to the last request that failed, ``mended_s`` the same from the
    end of its mending: 0 where none failed after that."""

    fault: Fault
    engine: str
    report: Report
    errors: Counter[str]
    healed_s: float
    mended_s: float

    def row(self) -> str:
        """One line of the table."""
        told = "; ".join(f"{count} × {what[:90]}" for what, count in self.errors.most_common(3)) or "none"
        report = self.report
        return (
            f"| {self.fault} | {self.engine} | {report.sent:,} | {len(report.failed)} | "
            f"{self.healed_s:.1f} | {self.mended_s:.1f} | {report.percentile(0.5) * 1000:.0f} / "
            f"{report.percentile(0.99) * 1000:.0f} | {report.slower_than(1)} | {report.unserved} | {told} |"
        )


HEAD = (
    "| Fault | Engine | Requests | Errors | Last error, s after the fault | s after its mending | p50 / p99 ms | "
    "over 1 s | Desks all busy | Errors were |\n|---|---|---|---|---|---|---|---|---|---|"
)


def suffer(school: School, fault: Fault, rate: float, engine: str, before: float = 3.0) -> Cost:
    """Let a school work, break something, mend it, and wait until nothing fails any more."""
    cluster = school.cluster
    with school.at_work(rate) as work:
        _pass(before)
        began = time.monotonic()
        fault.begin(cluster)
        _pass(fault.lasting)
        fault.mend(cluster)
        mended = time.monotonic()
        fault.tidy(cluster)
        until(lambda: _calm(cluster, work.report, mended), f"the cluster to be well after {fault}", _MEND_S)
    failed = work.report.failed
    last = max((each.due for each in failed), default=began)
    return Cost(
        fault,
        engine,
        work.report,
        Counter(each.what for each in failed),
        max(0.0, last - began),
        max(0.0, last - mended),
    )


def _calm(cluster: Cluster, report: Report, since: float) -> bool:
    now = time.monotonic()
    last = max((each.at for each in report.failed[-50:]), default=since)
    well = all(node.state == "up" for node in cluster.status().values())
    return well and now - max(last, since) > _CALM_S


def primary_lost(how: Fault) -> Fault:
    """The primary is taken away as ``how`` says, another is promoted, and the old one comes back as a copy of it."""

    def bring_back(cluster: Cluster) -> None:
        how.mend(cluster)
        until(
            lambda: cluster.node(how.node).role in ("closed", "replica"), f"{how.node} to be closed", _MEND_S
        )
        if cluster.node(how.node).role == "closed":
            cluster.order("clone", how.node, force=True)

    return replace(how, node="primary", mend=lambda c: c.order("promote"), tidy=bring_back)


def of_role(cluster: Cluster, kind: str, role: str) -> str:
    """The name of a node that has a role now."""
    return next(
        name for name, each in sorted(cluster.status().items()) if (each.kind, each.role) == (kind, role)
    )


def _pass(seconds: float) -> None:
    """Let time pass in which the school works; it is the length of the experiment, and waits for nothing."""
    edge = time.monotonic() + seconds
    until(lambda: time.monotonic() > edge, "the time to pass", seconds + 10)


@contextlib.contextmanager
def primary_of(cluster: Cluster) -> Iterator[pymysql.Connection[Any]]:
    """The library on the database that is the primary now."""
    import pymysql

    address = load(cluster.settings).database
    found = [each for each in cluster.status().values() if (each.kind, each.role) == ("database", "primary")]
    assert len(found) == 1, found
    with pymysql.connect(
        host=found[0].host,
        port=found[0].port,
        user=address.user,
        password=address.password,
        database="clms",
    ) as connection:
        yield connection


def killed(node: str, lasting: float = LASTING_S) -> Fault:
    """A power cut."""
    return Fault(node, "killed", lambda c: c.order("kill", node), lambda c: c.order("start", node), lasting)


def frozen(node: str, lasting: float = LASTING_S) -> Fault:
    """A machine that hangs: it accepts connections and answers nothing."""
    return Fault(node, "frozen", lambda c: c.order("freeze", node), lambda c: c.order("thaw", node), lasting)


def partitioned(node: str, lasting: float = LASTING_S) -> Fault:
    """A broken switch."""
    return Fault(
        node, "partitioned", lambda c: c.order("partition", node), lambda c: c.order("heal", node), lasting
    )
