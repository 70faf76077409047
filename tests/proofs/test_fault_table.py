"""Every kind of node of a cluster killed, frozen, cut off, out of disk and out of time, while a school is at work on it:
what it costs, and that no act which was acknowledged is lost or done twice.

The table is in the log. ``CLMS_TEST_FAULT_RATE`` is the requests a second; without it as many as the machine bears.
"""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.domain.jobs import JobState
from tests.proofs.faults import (
    HEAD,
    Cost,
    Fault,
    frozen,
    killed,
    of_role,
    partitioned,
    primary_lost,
    primary_of,
    suffer,
)
from tests.servers import small_disk
from tests.servers.clocks import Clock, clock_of
from tests.servers.cluster_load import School
from tests.servers.local_cluster import PASSWORD, Cluster, cluster_folder, library_of, provide_programs
from tests.servers.node_clocks import NodeClocks
from tests.waiting import until

_log = logging.getLogger(__name__)
_ENGINES = {"mariadb": "mariadbd", "mysql": "mysqld"}
_SPARE = 24 << 20
"""Bytes left on a disk that is to be full soon."""
_FULL_S = 15.0
_AWAY_S = 8.0
_HOUR_S = 3_600
_FAKED_RATE = 40.0
"""Requests a second at most where the databases' clock is not the computer's."""
_WAYS = (killed, frozen, partitioned)
_APIS = ("api-1", "api-2", "api-3")
_HAVE_CLOCKS = (*_APIS, "worker-1", "nginx", *(f"redis-{number}" for number in range(1, 7)))
_SETTINGS = pytest.mark.parametrize("seconds", [_HOUR_S, -_HOUR_S])

_RATE = float(os.environ.get("CLMS_TEST_FAULT_RATE", "0"))
_WANTED = os.environ.get("CLMS_TEST_ENGINES", "mariadb,mysql")

pytestmark = [pytest.mark.long, pytest.mark.timeout(1_800)]


@dataclass(frozen=True)
class _Place:
    """A cluster, the clocks of its nodes, and that of its databases where they have one of their own."""

    cluster: Cluster
    clocks: NodeClocks
    databases: Clock | None


@contextlib.contextmanager
def _cluster(engine: str, *, clock: bool) -> Iterator[_Place]:
    """One whose nodes can be cut off, with a first user; with ``clock`` its databases have one of their own."""
    with cluster_folder() as folder:
        programs = folder / "programs"
        provide_programs(programs)
        own = clock_of(programs, _ENGINES[engine]) if clock else None
        clocks = NodeClocks(folder / "clocks", _HAVE_CLOCKS)
        cluster = Cluster(folder, engine, "--partitions", environment=clocks.environment)
        try:
            cluster.begin()
            cluster.hear("The cluster is up")
            with library_of(cluster) as app:
                app.accounts.create_first_user("Maria Santos", password=PASSWORD)
            yield _Place(cluster, clocks, own)
        finally:
            code = cluster.end()
        assert code == 0, "\n".join(cluster.said)
        assert cluster.left() == []


_BESIDE: dict[str, Callable[[Cluster], str]] = {
    "an API node": lambda _: "api-2",
    "a replica": lambda cluster: of_role(cluster, "database", "replica"),
    "a Redis primary": lambda cluster: of_role(cluster, "redis", "primary"),
    "a Redis replica": lambda cluster: of_role(cluster, "redis", "replica"),
    "nginx": lambda _: "nginx",
    "the worker": lambda _: "worker-1",
}
"""What only has to be mended: nodes beside the primary. Who they are is asked anew each time."""


def _databases_moved(cluster: Cluster, clock: Clock, seconds: int) -> Fault:
    """The databases' clocks are set, and set right again."""

    def move(by: int) -> None:
        clock.move(by)
        until(lambda: abs(_ahead_s(cluster) - by) < 60, f"the clock of the primary to be {by} s ahead")

    return Fault("the databases' clock", _set(seconds), lambda _: move(seconds), lambda _: move(0))


def _moved(clocks: NodeClocks, kind: str, node: str, seconds: int) -> Fault:
    """The clock of a running node is set, and set right again."""
    return Fault(
        f"{kind}'s clock",
        _set(seconds),
        lambda cluster: clocks.set_ahead(cluster, node, seconds),
        lambda cluster: clocks.set_ahead(cluster, node, 0),
    )


def _set(seconds: int) -> str:
    return f"{'ahead' if seconds > 0 else 'back'} by {abs(seconds) // 3600} h"


def _ahead_s(cluster: Cluster) -> float:
    with primary_of(cluster) as primary, primary.cursor() as cursor:
        cursor.execute("SELECT UNIX_TIMESTAMP()")
        found = cursor.fetchone()
    assert found is not None
    return float(found[0]) - time.time()


@contextlib.contextmanager
def _soon_full(cluster: Cluster, kind: str, node: str, folder: Path) -> Iterator[Fault]:
    """The disk that a folder of a node lies on has a few megabytes left, which then go too."""
    _moved_while_ended(cluster, node, lambda: small_disk.move_onto(folder, _SPARE))
    try:
        yield Fault(
            f"{kind}'s disk",
            "full",
            lambda _: small_disk.fill(folder),
            lambda _: small_disk.empty(folder),
            _FULL_S,
        )
    finally:
        _moved_while_ended(cluster, node, lambda: small_disk.move_back(folder))


def _moved_while_ended(cluster: Cluster, node: str, move: Callable[[], None]) -> None:
    """However that goes, the node is started again, for those that come after."""
    if cluster.node(node).pid is not None:
        cluster.order("kill", node)
    try:
        move()
    finally:
        cluster.order("start", node)
    if cluster.node(node).role == "closed":
        cluster.order("promote", node, force=True)
    cluster.wait_for(node, "up")


class Table:
    """Makes the school suffer one fault after the other and keeps what each cost."""

    def __init__(self, school: School, engine: str, place: _Place) -> None:
        self.school, self.engine, self.place = school, engine, place
        self.rate = _RATE or school.bearable()
        if place.databases is not None:
            self.rate = min(self.rate, _FAKED_RATE)
        self.costs: list[Cost] = []

    @property
    def cluster(self) -> Cluster:
        """What suffers."""
        return self.place.cluster

    def add(self, fault: Fault) -> Cost:
        """Suffer a fault. Nothing that was acknowledged until now may be lost or there twice."""
        cost = suffer(self.school, fault, self.rate, self.engine)
        self.costs.append(cost)
        _log.info("%s", cost.row())
        with primary_of(self.cluster) as primary:
            audit = self.school.audit(primary)
        assert audit.acknowledged > 0
        assert (audit.lost, audit.doubled, audit.unresolved) == ((), (), 0), fault
        return cost

    def __str__(self) -> str:
        return "\n".join([f"{self.rate:g} requests a second", HEAD, *(cost.row() for cost in self.costs)])


@contextlib.contextmanager
def _table(engine: str, folder: Path, *, clock: bool) -> Iterator[Table]:
    """A school at a cluster of its own; the table is in the log at the end."""
    if engine not in _WANTED:
        pytest.skip(f"CLMS_TEST_ENGINES leaves {engine} out")
    with _cluster(engine, clock=clock) as place:
        with library_of(place.cluster) as app:
            school = School.open(place.cluster, app, folder / "acts", people=60, desks=60)
        made = Table(school, engine, place)
        yield made
        _log.info("%s", made)


@pytest.fixture(scope="module", params=_ENGINES)
def table(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    with _table(request.param, tmp_path_factory.mktemp("school"), clock=False) as made:
        yield made


@pytest.mark.parametrize("way", _WAYS)
@pytest.mark.parametrize("kind", _BESIDE)
def test_a_node_beside_the_primary(table: Table, kind: str, way: Callable[[str], Fault]) -> None:
    cost = table.add(replace(way(_BESIDE[kind](table.cluster)), node=kind))
    if kind in ("a Redis replica", "the worker"):
        assert cost.errors == {}, cost.row()


@pytest.mark.parametrize("role", ["replica", "primary"])
def test_a_disk_that_is_full(table: Table, role: str) -> None:
    kind = "the primary" if role == "primary" else "a replica"
    node = of_role(table.cluster, "database", role)
    with _soon_full(table.cluster, kind, node, table.cluster.folder / node / "data") as fault:
        table.add(fault)


@pytest.mark.parametrize(
    ("kind", "node"),
    [("an API node", "api-2"), ("a Redis node", "redis-5"), ("nginx", "nginx"), ("the worker", "worker-1")],
)
def test_a_full_disk_of_a_node_that_keeps_nothing(table: Table, kind: str, node: str) -> None:
    """What they write is logs, and what they could do without: nobody at work may notice."""
    with _soon_full(table.cluster, kind, node, table.cluster.folder / node) as fault:
        assert table.add(fault).errors == {}


@pytest.mark.parametrize("way", _WAYS)
def test_the_primary(table: Table, way: Callable[[str, float], Fault]) -> None:
    table.add(primary_lost(way(of_role(table.cluster, "database", "primary"), _AWAY_S)))


@_SETTINGS
@pytest.mark.parametrize("node", [*_APIS, "nginx"])
def test_the_clock_of_a_node_on_the_way(table: Table, node: str, seconds: int) -> None:
    assert table.add(_moved(table.place.clocks, node, node, seconds)).errors == {}


@_SETTINGS
def test_the_clock_of_a_redis_primary(table: Table, seconds: int) -> None:
    node = of_role(table.cluster, "redis", "primary")
    assert table.add(_moved(table.place.clocks, "a Redis primary", node, seconds)).errors == {}


@_SETTINGS
def test_the_clock_of_the_worker(table: Table, seconds: int) -> None:
    """Two of its jobs were put in before, two come while it is wrong: each is done once."""
    fault = _moved(table.place.clocks, "the worker", "worker-1", seconds)
    with library_of(table.cluster) as app:
        actor = app.accounts.sign_in("maria.santos", PASSWORD)
        put_in: list[int] = []

        def begin(cluster: Cluster) -> None:
            for number in range(4):
                if number == 2:
                    fault.begin(cluster)
                put_in.append(app.maintenance.start(actor, "analyze-tables").value.job_id)

        assert table.add(replace(fault, begin=begin)).errors == {}
        jobs = [app.maintenance.job(actor, each) for each in put_in]
        assert [(job.state, job.attempt) for job in jobs] == [(JobState.DONE, 1)] * 4


@pytest.mark.parametrize("engine", _ENGINES)
def test_the_clock_of_the_databases(engine: str, tmp_path: Path) -> None:
    """On a cluster that is there for it: a server whose clock is between it and the computer works half as fast."""
    with _table(engine, tmp_path, clock=True) as table:
        clock = table.place.databases
        assert clock is not None
        for seconds in (_HOUR_S, -_HOUR_S):
            table.add(_databases_moved(table.cluster, clock, seconds))
