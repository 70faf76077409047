"""A local cluster from its first process to its last, and what may be done to its nodes meanwhile."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

from app import __version__
from app.cluster.cloning import Cloning, copy_over
from app.cluster.local import first_start, renewing
from app.cluster.local.balance import Balance
from app.cluster.local.folder import ClusterFolder
from app.cluster.local.forwarder import Forwarder
from app.cluster.local.launch import Launcher
from app.cluster.local.members import Member
from app.cluster.local.plan import api_node, ports_of
from app.cluster.local.ports import Ports
from app.cluster.local.readiness import roles_of, wait_ready
from app.domain.local_cluster import DatabaseStanding, NodeState, NodeStatus
from app.domain.topology import Node, NodeKind, Topology
from app.errors import Conflict, NotFound, Refused, Stopped, Unreachable

_ENDING_S = 15.0
"""So long the API nodes and the worker may take to finish what they began when the cluster ends."""
_RENEWING_S = 55.0
"""So long when only one of them is replaced: longer than any request may take (``clms serve`` says 40 s and its own end)."""
_RELOAD = signal.SIGHUP
"""What ``nginx -s reload`` sends."""
_STOPPED_S = 60.0
"""So long a database may take to put everything on its disk."""
_FINISHING = {NodeKind.API, NodeKind.WORKER}
_WITH_ROLES = {NodeKind.DATABASE, NodeKind.REDIS}


class LocalCluster:
    """Its nodes as processes of this one. Everything that starts or ends one is called from the main thread."""

    def __init__(
        self,
        folder: ClusterFolder,
        launcher: Launcher,
        ports: Ports,
        stop: threading.Event,
        say: Callable[[str], None],
        forwarder: Forwarder | None = None,
    ) -> None:
        """``stop`` ends every wait. With a forwarder nodes can be partitioned."""
        self._forwarder = forwarder
        self._folder, self._launcher, self._ports = folder, launcher, ports
        self._stop, self._say = stop, say
        self._members: dict[str, Member] = {}
        self._balance = Balance(launcher, self._reload)

    @property
    def topology(self) -> Topology:
        """What it is made of."""
        return self._launcher.topology

    # --- from the first process to the last -----------------------------------------------------------------

    def up(self) -> None:
        """Start everything and wait until it works. Raises Unreachable with the words of what does not start, Stopped
        when it was told to end meanwhile."""
        of = self.topology.of
        self._launcher.write_topology()
        for node in (*of(NodeKind.REDIS), *of(NodeKind.DATABASE)):
            self._begin(node)
        with first_start.forming(self._launcher, self._stop, self._ready):
            for node in of(NodeKind.DATABASE):
                self._ready(node)
            first_start.make_accounts(self._launcher)
            first = self.topology.first_primary.name
            self._say(str(first_start.promote(self._launcher, first, opened_by="clms cluster up")))
            first_start.make_library(self._launcher, lambda _: self._go_on())
        for node in (*of(NodeKind.API), *of(NodeKind.WORKER), *of(NodeKind.PROXY)):
            self._begin(node)
        for node in (*of(NodeKind.API), *of(NodeKind.WORKER), *of(NodeKind.PROXY)):
            self._ready(node)
        for node in of(NodeKind.API):
            self._balance.watch(node)

    def down(self) -> None:
        """End everything. The databases and Redis at once, for nothing of them is kept; others may finish what they
        began."""
        self._balance.close()
        members = self._members.values()
        finishing = [each.process for each in members if each.node.kind in _FINISHING and each.ready]
        for process in finishing:
            process.ask_to_end()
        edge = time.monotonic() + _ENDING_S
        for process in finishing:
            process.wait(max(0.0, edge - time.monotonic()))
        for member in members:
            member.process.kill()

    def look(self) -> None:
        """Notice what ended by itself. Called every now and then."""
        self._settle()

    # --- what may be asked -----------------------------------------------------------------------------------

    def status(self) -> tuple[NodeStatus, ...]:
        """How every node stands."""
        self._settle()
        members = list(self._members.values())
        running = [member.node for member in members if member.state is NodeState.UP]
        roles = roles_of(self._launcher, [node for node in running if node.kind in _WITH_ROLES])
        out, topology = self._balance.out(), self.topology
        return tuple(
            member.status(topology, roles.get(name := member.node.name, ""), out.get(name, ""))
            for member in members
        )

    def kill(self, name: str) -> str:
        """End a node at once, as a power cut would; it stays away until it is started again."""
        member = self._running(name)
        member.killed = True
        member.process.kill()
        self._settle()
        return f"{name} is killed."

    def freeze(self, name: str) -> str:
        """Stop a node where it is: it accepts connections and answers nothing."""
        member = self._running(name)
        member.process.freeze()
        self._settle()
        return f"{name} is frozen."

    def thaw(self, name: str) -> str:
        """Let a frozen node go on."""
        member = self._member(name)
        if not member.process.frozen:
            raise Conflict(f"{name} is not frozen.")
        member.process.thaw()
        self._settle()
        return f"{name} goes on.{self._resume(member)}"

    def partition(self, name: str) -> str:
        """Cut a node off from all others, and from whoever is outside: nothing reaches it, and it reaches nothing."""
        forwarder, member = self._need_forwarder(), self._running(name)
        if member.partitioned:
            raise Conflict(f"{name} is partitioned already.")
        forwarder.cut(name, lambda: member.process.pid)
        member.partitioned = True
        self._settle()
        return f"{name} is cut off."

    def heal(self, name: str) -> str:
        """Let a partitioned node be reached again."""
        forwarder, member = self._need_forwarder(), self._member(name)
        if not member.partitioned:
            raise Conflict(f"{name} is not partitioned.")
        forwarder.heal(name)
        member.partitioned = False
        self._settle()
        return f"{name} is reached again.{self._resume(member)}"

    def _need_forwarder(self) -> Forwarder:
        if self._forwarder is None:
            raise Refused(
                "This cluster's nodes can't be cut off.", hint="Start one with clms cluster up --partitions."
            )
        return self._forwarder

    def start(self, name: str) -> str:
        """Start a node again that was killed or died, and wait until it answers."""
        member = self._member(name)
        if member.process.running:
            raise Conflict(f"{name} is running already.")
        if member.partitioned:
            raise Conflict(
                f"{name} is cut off, so nobody could see it start.", hint=f"clms cluster heal {name} first."
            )
        self._begin(member.node, member)
        self._ready(member.node)
        return f"{name} is up again.{self._resume(member)}"

    def weigh(self) -> tuple[DatabaseStanding, ...]:
        """How the databases stand to each other, before one is promoted. May be called from any thread."""
        return first_start.weigh(self._launcher)

    def promote(self, name: str, *, even_if_behind: bool, opened_by: str) -> str:
        """Make a database the primary: the named one, or the one that has the most. The others follow it."""
        if name:
            self._running(name)
        return str(
            first_start.promote(self._launcher, name, even_if_behind=even_if_behind, opened_by=opened_by)
        )

    def clone(self, name: str, *, confirmed: bool) -> str:
        """Throw away what a database has and make it a copy of another that follows the primary; not ``confirmed``, only
        say what that would do."""
        member = self._member(name)
        if member.node.kind is not NodeKind.DATABASE or member.partitioned:
            raise Refused(
                f"{name} is cut off." if member.partitioned else f"{name} is not a database server."
            )
        cloning = first_start.plan_clone(self._launcher, member.node)
        if not confirmed:
            return str(cloning)
        if cloning.stops:
            self._copy_files(self._members[cloning.donor.name], member)
        else:
            self._copy_over(member, cloning)
        self._begin(member.node, member)
        self._ready(member.node)
        first_start.join(self._launcher, cloning)
        return f"{name} is a copy of {cloning.donor.name} now and follows {cloning.primary.name}."

    def _copy_files(self, donor: Member, member: Member) -> None:
        """Copy the files of a server that is ended in order, and started again whatever happens."""
        member.process.kill()
        donor.process.ask(signal.SIGTERM)
        try:
            if not donor.process.wait(_STOPPED_S):
                raise Unreachable(f"{donor.node.name} did not end within {_STOPPED_S:g} s.", code="no_answer")
            self._launcher.copy_data(donor.node, member.node)
        finally:
            if not donor.process.running:
                self._begin(donor.node, donor)
            self._ready(donor.node)
            self._resume(donor)

    def _copy_over(self, member: Member, cloning: Cloning) -> None:
        """Let it fetch everything, which ends it; one that does not run begins empty."""
        if not member.process.running or member.process.frozen:
            member.process.kill()
            self._launcher.copy_data(None, member.node)
            self._begin(member.node, member)
            self._ready(member.node)
        copy_over(cloning, first_start.plan_of(self._launcher))
        if not member.process.wait(_STOPPED_S):
            raise Unreachable(f"{member.node.name} did not end within {_STOPPED_S:g} s.", code="no_answer")

    def add_api_node(self) -> str:
        """Start one more API node and send requests to it once it answers."""
        taken = {member.node.name for member in self._members.values()}
        number = next(number for number in range(1, 1000) if f"api-{number}" not in taken)
        node = api_node(number, self._ports)
        self._launcher.add(node)
        if self._forwarder is not None:
            self._launcher.inner[node.port] = self._ports.reserve()
        self._begin(node)
        self._ready(node)
        self._balance.add(node)
        return f"{node.name} answers and gets requests."

    # --- another release -------------------------------------------------------------------------------------

    def install(self, wheel: Path) -> str:
        """Put a release beside the others; no node runs it yet. Called from any thread."""
        return f"Release {renewing.install(self._launcher, wheel)} is there."

    def migrate(self, release: str, keep: str) -> str:
        """Bring the library to a release's schema, as far as release ``keep`` works on it. Called from any thread."""
        return renewing.migrate(self._launcher, release, keep, self._stop)

    def drain(self, name: str) -> str:
        """Let nginx send an API node no new requests. Raises Refused for the last one that gets any."""
        self._balance.drain(self._api(name).node)
        self._settle()
        return f"{name} gets no new requests."

    def undrain(self, name: str) -> str:
        """Let nginx send an API node requests again, once it says that it is ready."""
        member = self._api(name)
        if not member.ready:
            self._ready(member.node)
        self._balance.undrain(member.node)
        self._settle()
        return f"{name} gets requests."

    def replace(self, name: str, release: str) -> str:
        """End an API node, which must be drained, or a worker, and start it with a release ("": its own). Waits until
        what it had begun is done, and until the worker works; an API node says itself when it is ready."""
        member = self._member(name)
        if member.node.kind not in _FINISHING:
            raise Refused(f"{name} is no part of CLMS itself: it has no release.")
        if member.node.kind is NodeKind.API and member.process.running and name not in self._balance.drained:
            raise Refused(
                f"{name} still gets requests.", hint=f"clms cluster restart {name} drains it first."
            )
        wanted = release or member.release
        renewing.require(self._launcher, wanted)
        if member.process.running and member.ready:
            member.process.ask_to_end()
            member.process.wait(_RENEWING_S)
        member.process.kill()
        member.process.become(self._launcher.environment_of(wanted, self._folder.path / name))
        member.release = wanted
        self._begin(member.node, member)
        if member.node.kind is NodeKind.WORKER:
            self._ready(member.node)
        return f"{name} is started with {wanted}."

    # --- what that takes -------------------------------------------------------------------------------------

    def _resume(self, member: Member) -> str:
        """Let a database that was away take its place among the others; returns what to say of it."""
        if member.node.kind is not NodeKind.DATABASE:
            return ""
        return f" {first_start.resume(self._launcher, member.node)}"

    def _go_on(self) -> None:
        """Raises Stopped when the cluster was told to end."""
        if self._stop.is_set():
            raise Stopped("The cluster was told to end before it was up.")

    def _begin(self, node: Node, member: Member | None = None) -> None:
        self._go_on()
        if member is None:
            release = __version__ if node.kind in _FINISHING else ""
            process = self._launcher.process(node)
            member = self._members[node.name] = Member(node, process, release=release)
            self._lead_to(node)
        member.ready = member.killed = False
        self._ports.release(*self._launcher.opens(node))
        member.process.start()
        self._note()

    def _lead_to(self, node: Node) -> None:
        """Put the forwarder, if there is one, before a new node."""
        if self._forwarder is not None:
            for outer, inner in zip(ports_of(node), self._launcher.opens(node), strict=True):
                self._ports.release(outer)
                self._forwarder.lead(node.name, outer, inner)

    def _ready(self, node: Node) -> None:
        member = self._members[node.name]
        wait_ready(self._launcher, node, member.process, self._stop)
        member.ready = True
        self._settle()

    def _reload(self) -> None:
        self._members[self.topology.of(NodeKind.PROXY)[0].name].process.ask(_RELOAD)

    def _api(self, name: str) -> Member:
        member = self._member(name)
        if member.node.kind is not NodeKind.API:
            raise Refused(f"{name} is no API node.")
        return member

    def _member(self, name: str) -> Member:
        if name not in self._members:
            raise NotFound(
                f"There is no node “{name}”.",
                hint=f"There are {', '.join(self._members)}.",
                details={"node": name},
            )
        return self._members[name]

    def _running(self, name: str) -> Member:
        member = self._member(name)
        if not member.process.running:
            raise Refused(f"{name} is not running.", hint=f"clms cluster start {name} brings it back.")
        return member

    def _settle(self) -> None:
        """Take down since when each node is what it is now."""
        out, drained = self._balance.out(), self._balance.drained
        for name, member in list(self._members.items()):
            member.settle(out=name in out, drained=name in drained)

    def _note(self) -> None:
        self._folder.note(
            {name: member.process.born for name, member in self._members.items() if member.process.born}
        )
