"""Whoever is called at 2 a.m., as a measuring instrument: what the pane shows of a fault and when, what the store keeps of it,
and what a webhook of the outside hears."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.alert_channels import Channel, ChannelKind
from app.domain.health import HealthState
from app.domain.incidents import Incident
from app.errors import ClmsError
from app.services.health import HealthLook
from tests.app.monitoring.hearing import Webhook, listening
from tests.proofs.faults import Fault
from tests.servers.local_cluster import PASSWORD, Cluster, cluster_folder, library_of, local_cluster
from tests.servers.node_clocks import NodeClocks
from tests.waiting import until

HOOK = "CLMS_PROOF_WEBHOOK"
"""The variable in which whoever watches finds the address of the webhook."""
_LOOK_S = 0.2
_QUIET_S = 8.0
"""So long nothing further may be told once something was: longer than messages are grouped."""
_MEND_S = 150.0


@dataclass(frozen=True, slots=True)
class Told:
    """One message that arrived. ``at`` is in seconds since 1970."""

    at: float
    title: str
    body: str

    @property
    def over(self) -> bool:
        """Whether it tells of an end."""
        return self.title.startswith("Over")


@dataclass
class Desk:
    """A window that looks at pane Health once in a fraction of a second, on a cluster whose alerts go to a webhook and whose
    worker has a clock of its own."""

    cluster: Cluster
    clocks: NodeClocks
    app: App
    actor: Actor
    hook: Webhook
    looks: list[tuple[float, HealthLook]] = field(default_factory=list)

    @property
    def last(self) -> HealthLook:
        """What is shown now."""
        return self.looks[-1][1]

    def told(self, since: float) -> list[Told]:
        """The messages that arrived from then on."""
        return [
            Told(at, str(said["title"]), str(said["message"]))
            for at, said in zip(list(self.hook.heard_at), list(self.hook.heard), strict=False)
            if at >= since
        ]

    def incidents(self, since: float) -> list[Incident]:
        """The alerts that were raised from then on, the oldest first."""
        span = (datetime.fromtimestamp(since, UTC), datetime.now(UTC))
        found = [each.incident for each in self.app.health.incidents(self.actor, *span)]
        return sorted((each for each in found if each.fired_at >= since), key=lambda each: each.fired_at)

    def first_red(self, node: str, since: float) -> float | None:
        """When the pane first showed a part as unhealthy."""
        for at, look in list(self.looks):
            board = look.board
            if at >= since and board is not None and not look.stale:
                line = next((each for each in board.nodes if each.name == node), None)
                if line is not None and line.state is HealthState.UNHEALTHY:
                    return at
        return None

    def longest_gap_s(self, target: str, since: float, until_: float) -> float:
        """The longest time within a span of which the history knows nothing of a target."""
        span = (datetime.fromtimestamp(since, UTC), datetime.fromtimestamp(until_, UTC))
        (series,) = self.app.health.history(self.actor, target, ("answer_ms",), *span)
        times = [since, *(float(each.at) for each in series.buckets if since <= each.at <= until_), until_]
        return max(then - before for before, then in pairwise(times))

    def holds(self, kind: str, since: float = 0.0) -> bool:
        """Whether the watch is held by a process of this kind that took it from then on, by what is shown."""
        look = self.last
        taken = look.held_since is not None and look.held_since.timestamp() >= since
        return bool(look.board) and not look.stale and taken and look.holder.startswith(kind)

    @property
    def calm(self) -> bool:
        """Whether everything is well by what is shown, and nothing goes on."""
        look = self.last
        board = look.board
        return (
            board is not None
            and not (look.stale or look.own or board.local or board.incidents)
            and all(each.state is HealthState.HEALTHY for each in board.nodes)
        )

    def wait_for_calm(self, after: str) -> None:
        """Wait until all is well, and people have been told of everything that is over."""
        until(lambda: self.looks and self.calm, f"everything to be well after {after}", _MEND_S)
        quiet = time.time() + _QUIET_S
        until(
            lambda: time.time() > max([quiet, *(at + _QUIET_S for at in self.hook.heard_at[-1:])]),
            "no message",
        )

    def look(self, ended: threading.Event) -> None:
        """Look until the end."""
        while not ended.wait(_LOOK_S):
            with contextlib.suppress(ClmsError):
                found = self.app.health.watch(self.actor)
                self.looks.append((time.time(), found))


@contextlib.contextmanager
def watched_cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A whole cluster on MariaDB whose nodes can be cut off, somebody who looks, and a webhook."""
    with contextlib.ExitStack() as stack:
        hook = stack.enter_context(listening(Webhook()))
        monkeypatch.setenv(HOOK, f"json://127.0.0.1:{hook.port}/")
        clocks = NodeClocks(stack.enter_context(cluster_folder()) / "clocks", ["worker-1"])
        cluster = stack.enter_context(
            local_cluster("mariadb", "--partitions", environment=clocks.environment)
        )
        app = stack.enter_context(library_of(cluster))
        app.accounts.create_first_user("Maria Santos", password=PASSWORD)
        actor = app.accounts.sign_in("maria.santos", PASSWORD)
        app.alerts.add_channel(actor, Channel("School's pager", ChannelKind.WEBHOOK, f"env:{HOOK}"))
        desk = Desk(cluster, clocks, app, actor, hook)
        ended = threading.Event()
        thread = threading.Thread(target=desk.look, args=(ended,), daemon=True)
        thread.start()
        stack.callback(thread.join)
        stack.callback(ended.set)
        assert os.environ[HOOK]
        desk.wait_for_calm("the start")
        yield desk


@dataclass(frozen=True, slots=True)
class Course:
    """What became of one fault. Times are in seconds from its begin, ``over_s`` from the end of its mending."""

    fault: Fault
    red_s: float
    alert_s: float
    told_s: float
    over_s: float
    root: Incident
    incidents: tuple[Incident, ...]
    raised: tuple[Told, ...]
    cleared: tuple[Told, ...]

    def row(self) -> str:
        """One line of the table."""
        hidden = sum(bool(each.because) for each in self.incidents)
        return (
            f"| {self.fault} | {self.red_s:.1f} | {self.alert_s:.1f} | {self.told_s:.1f} | {len(self.raised)} | "
            f"{len(self.incidents)} | {hidden} | {self.over_s:.1f} | {len(self.cleared)} |"
        )


HEAD = (
    "| Fault | Red, s | Alert, s | Told, s | Messages | Alerts | of them hidden | Told it is over, s | Messages |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


def of_primary(fault: Fault) -> Fault:
    """The same fault of the primary, which is made the primary again: it comes back closed, for another may be it."""

    def mend(cluster: Cluster) -> None:
        fault.mend(cluster)
        until(lambda: cluster.node(fault.node).role in ("primary", "closed"), f"{fault.node} to answer")
        if cluster.node(fault.node).role == "closed":
            cluster.order("promote", fault.node)

    return replace(fault, mend=mend)


def suffer(desk: Desk, fault: Fault, rule: str) -> Course:
    """Break something while somebody looks, wait until people were told, mend it, and wait until they know that too."""
    began = time.time()
    fault.begin(desk.cluster)
    until(lambda: desk.told(began), f"a message about {fault}")
    until(lambda: time.time() > desk.told(began)[-1].at + _QUIET_S, "no further message")
    until(lambda: time.time() > began + fault.lasting, "the fault to last", fault.lasting + 10)
    fault.mend(desk.cluster)
    mended = time.time()
    until(lambda: any(each.over for each in desk.told(mended)), f"a message that {fault} is over", _MEND_S)
    desk.wait_for_calm(str(fault))
    told, incidents = desk.told(began), desk.incidents(began)
    root = next(each for each in incidents if (each.rule, each.target) == (rule, fault.node))
    red = desk.first_red(fault.node, began)
    assert red is not None
    raised = tuple(each for each in told if not each.over)
    cleared = tuple(each for each in told if each.over)
    return Course(
        fault, red - began, root.fired_at - began, raised[0].at - began, cleared[-1].at - mended,
        root, tuple(incidents), raised, cleared,
    )  # fmt: skip
