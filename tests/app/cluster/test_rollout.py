"""The order of a roll-out and its way back, on API nodes that answer as the product's do over real HTTP."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.cluster.rollout.fleet import Act, Deed
from app.cluster.rollout.rollout import Rollout
from app.domain.rollouts import Stage, Work, drained, errors_rose, stages, work_told
from app.domain.topology import Node, NodeKind, Topology
from app.errors import ClmsError, Refused, Stopped, Unreachable
from app.monitoring.asking import Answer, Web
from tests.app.cluster.kit import database, local
from tests.app.cluster.rollout_kit import QUICK, Server, Told, serving


@dataclass
class Nodes:
    """A fleet of such nodes; ``done`` is what was done to them, in order."""

    topology: Topology
    servers: dict[str, Server]
    done: list[str] = field(default_factory=list)
    workers: dict[str, str] = field(default_factory=dict)
    carrying: str = ""

    def words(self, deed: Deed) -> tuple[str, ...]:
        return (str(deed.act),)

    def do(self, deed: Deed) -> str:
        assert deed.node is not None
        self.done.append(f"{deed.act} {deed.node.name} {deed.release}")
        if deed.node.kind is NodeKind.WORKER:
            self.workers[deed.node.name] = deed.release
            return ""
        server = self.servers[deed.node.name]
        if deed.act is Act.REPLACE:
            assert server.drained, "a node that gets requests was replaced"
            assert server.in_flight == 0, "requests were cut off"
            server.version, server.ready = deed.release, deed.release != server.breaks_with
            server.requests = server.errors = 0
        else:
            server.drained = deed.act is Act.DRAIN
        assert sum(not each.drained for each in self.servers.values()) >= 2, "too few get requests"
        return ""

    def ask(self, node: Node, path: str) -> Answer:
        web = Web(f"http://127.0.0.1:{self.servers[node.name].port}{path}", 2)
        try:
            return web.get()
        finally:
            web.close()

    def releases(self) -> tuple[str, ...]:
        return ()

    def release_of(self, node: Node) -> str:
        return self.workers[node.name] if node.kind is NodeKind.WORKER else self.servers[node.name].version

    def fallen(self, node: Node) -> str:
        return ""

    def carries(self, node: Node) -> bool:
        return node.name == self.carrying


@pytest.fixture
def nodes() -> Iterator[Nodes]:
    apis = tuple(Node(f"api-{number}", NodeKind.API, "here", 3000 + number) for number in (1, 2, 3))
    workers = tuple(Node(f"worker-{number}", NodeKind.WORKER, "here") for number in (1, 2))
    topology = local(Path("/srv/clms"), (*apis, *workers, database()))
    servers = {node.name: Server() for node in apis}
    with contextlib.ExitStack() as stack:
        for server in servers.values():
            stack.enter_context(serving(server))
        yield Nodes(topology, servers, workers={node.name: "1.0" for node in workers})


def _roll(nodes: Nodes, told: Told | None = None, before: dict[str, str] | None = None) -> dict[str, str]:
    """Roll 2.0 out; returns why nodes were left."""
    found = {name: server.version for name, server in nodes.servers.items()} | nodes.workers
    return Rollout(nodes, "2.0", QUICK, told or Told()).roll(before or found).left


def test_every_node_is_drained_replaced_and_put_back_in_turn(nodes: Nodes) -> None:
    nodes.servers["api-2"].in_flight = 3
    nodes.carrying = "worker-2"
    assert _roll(nodes) == {"worker-2": "it carries this out; start it anew when it is done"}
    assert nodes.done == [
        *(f"{act} api-{number} 2.0" for number in (1, 2, 3) for act in ("drain", "replace", "undrain")),
        "replace worker-1 2.0",
    ]
    assert nodes.workers == {"worker-1": "2.0", "worker-2": "1.0"}


def test_requests_that_do_not_end_stop_it_and_nothing_is_cut_off(nodes: Nodes) -> None:
    nodes.servers["api-2"].in_flight = 10_000
    with pytest.raises(Refused) as told:
        _roll(nodes)
    assert told.value.code == "rolled_back"
    assert "api-2 still has" in told.value.message
    assert told.value.hint == "All nodes run 1.0 again."
    assert all(server.version == "1.0" and not server.drained for server in nodes.servers.values())


@pytest.mark.parametrize("fault", ["breaks_with", "errs_with"])
def test_a_release_that_does_not_do_well_on_one_node_is_taken_back_from_all(nodes: Nodes, fault: str) -> None:
    setattr(nodes.servers["api-2"], fault, "2.0")
    with pytest.raises(Refused) as told:
        _roll(nodes)
    assert told.value.code == "rolled_back"
    assert told.value.details["reason"] == ("not_ready" if fault == "breaks_with" else "errors_rose")
    assert told.value.hint.startswith("All nodes run 1.0 again.")
    assert all(server.version == "1.0" and not server.drained for server in nodes.servers.values())
    assert "drain api-3 2.0" not in nodes.done
    assert nodes.workers == {"worker-1": "1.0", "worker-2": "1.0"}


def test_told_to_stop_it_leaves_no_node_out(nodes: Nodes) -> None:
    with pytest.raises(Stopped):
        _roll(nodes, Told(stop_at="Starting api-2"))
    assert [server.drained for server in nodes.servers.values()] == [False] * 3
    assert nodes.servers["api-1"].version == "2.0"


NAMES = ("api-1", "api-2", "api-3", "worker-1", "worker-2")


def test_how_far_it_is_with_each_node_is_read_from_what_it_says(nodes: Nodes) -> None:
    told = Told()
    nodes.carrying = "worker-2"
    _roll(nodes, told)
    done, waiting = Stage.RENEWED, Stage.WAITING
    assert list(stages(NAMES, told.said, "").values()) == [done, done, done, done, waiting]
    at = told.said.index("Starting api-2 with 2.0")
    under_way = stages(NAMES, told.said[:at], told.said[at])
    assert list(under_way.values()) == [done, Stage.STARTING, waiting, waiting, waiting]
    for step, stage in (("Draining api-3", Stage.DRAINING), ("Watching api-3", Stage.WATCHED)):
        assert step in told.said
        assert stages(NAMES, (), step)["api-3"] is stage
    assert set(stages(NAMES, (), "Backing up").values()) == {waiting}


def test_what_went_back_is_told_from_what_is_renewed(nodes: Nodes) -> None:
    nodes.servers["api-2"].breaks_with = "2.0"
    told = Told()
    with pytest.raises(Refused):
        _roll(nodes, told)
    back, waiting = Stage.BACK, Stage.WAITING
    assert list(stages(NAMES, told.said, "").values()) == [back, back, waiting, waiting, waiting]


def test_cut_off_it_goes_on_where_it_stood_and_goes_back_as_a_whole(nodes: Nodes) -> None:
    nodes.servers["api-1"].version = "2.0"
    nodes.servers["api-1"].drained = True
    assert _roll(nodes) == {}
    assert nodes.done[0] == "undrain api-1 2.0"
    assert "replace api-1 2.0" not in nodes.done
    for name in ("api-2", "api-3"):
        nodes.servers[name].version = "1.0"
    nodes.servers["api-3"].breaks_with = "2.0"
    with pytest.raises(Refused):
        _roll(nodes)
    assert {server.version for server in nodes.servers.values()} == {"1.0"}


def test_a_node_that_can_not_go_back_is_named(nodes: Nodes) -> None:
    nodes.servers["api-1"].breaks_with = "2.0"

    def broken(deed: Deed) -> str:
        if deed.release == "1.0":
            raise Unreachable("The host is away.")
        return done(deed)

    done, nodes.do = nodes.do, broken  # type: ignore[method-assign]
    with pytest.raises(ClmsError) as told:
        _roll(nodes)
    assert told.value.hint.startswith("Not back: api-1.")


def test_what_monitors_ask_for_is_nobodys_work() -> None:
    text = Server(requests=50, errors=4, in_flight=2, drained=False).answer("/metrics")[1]
    assert work_told(text) == Work(requests=70, errors=4, in_flight=2)
    assert drained(Work(70, 4), Work(70, 4))
    assert not drained(Work(70, 4), Work(71, 4))
    assert Work(5, 1).since(Work(70, 4)) == Work(5, 1), "a process that began anew counts from nothing"


@pytest.mark.parametrize(
    ("own", "others", "rose"),
    [
        (Work(100, 4), [Work(1000, 0)], False),  # too few to mean anything
        (Work(1000, 8), [Work(1000, 0)], False),  # less than one in a hundred more
        (Work(1000, 20), [Work(1000, 0), Work(1000, 1)], True),
        (Work(100, 50), [Work(100, 40)], False),  # all have the same trouble, such as a database that is away
        (Work(20, 20), [], True),
    ],
)
def test_errors_count_against_a_release_when_the_others_have_fewer(
    own: Work, others: list[Work], rose: bool
) -> None:
    assert errors_rose(own, others) is rose
