"""The process whose children are a cluster's nodes: it starts them, carries out orders, and ends them.

It ends them when it is told to, and also when whoever started it is gone: the pipe from there closes then.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from app.cluster.local import databases
from app.cluster.local.account import Account
from app.cluster.local.certificate import make_certificate
from app.cluster.local.cluster import LocalCluster
from app.cluster.local.control import Control
from app.cluster.local.folder import ClusterFolder
from app.cluster.local.forwarder import Forwarder
from app.cluster.local.guard import UP
from app.cluster.local.launch import SETTINGS, Launcher
from app.cluster.local.plan import APIS, behind_forwarder, new_secrets, plan
from app.cluster.local.ports import Ports
from app.cluster.local.programs import find_programs
from app.domain.local_cluster import Answer, Order
from app.domain.topology import Engine, NodeKind
from app.errors import Broken, ClmsError, Conflict, InvalidInput, rendering

_LOOK_S = 0.2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What cluster is to be started. ``programs`` is a folder to look for servers in first."""

    engine: Engine
    timezone: str
    programs: Path | None = None
    apis: int = APIS
    partitions: bool = False


class Supervisor:
    """One cluster from its start to its end, on the main thread."""

    def __init__(
        self, folder: ClusterFolder, wanted: Wanted, account: Account, say: Callable[[str], None]
    ) -> None:
        self._folder, self._wanted, self._account, self._say = folder, wanted, account, say
        self.stop = threading.Event()
        self._ended = threading.Event()
        self._orders: queue.Queue[tuple[Order, Future[Answer]]] = queue.Queue()
        self._cluster: LocalCluster | None = None
        self._up = False

    def run(self, ready: Callable[[LocalCluster], None]) -> None:
        """Start it, tell ``ready``, and look after it until told to stop. Raises what kept it from starting."""
        with contextlib.ExitStack() as stack:
            ports = stack.enter_context(Ports())
            stack.enter_context(contextlib.closing(Control(self._folder.socket, self._carry_out)))
            try:
                launcher = self._prepare(ports)
                forwarder = stack.enter_context(Forwarder()) if self._wanted.partitions else None
                self._cluster = cluster = LocalCluster(
                    self._folder, launcher, ports, self.stop, self._say, forwarder
                )
                try:
                    cluster.up()
                    self._up = True
                    ready(cluster)
                    while not self.stop.is_set():
                        self._take_order()
                        cluster.look()
                finally:
                    cluster.down()
            finally:
                self._ended.set()
                self._refuse_rest()

    def _prepare(self, ports: Ports) -> Launcher:
        wanted, folder = self._wanted, self._folder.path
        programs = find_programs(wanted.engine, wanted.programs)
        self._say(f"{wanted.engine} {programs.database.version}, servers run as {self._account.name}.")
        template = databases.template(programs.database, self._account)
        topology = plan(folder, programs, ports, wanted.apis)
        (folder / "tls").mkdir()
        make_certificate(Path(topology.certificate), Path(topology.certificate_key))
        launcher = Launcher(
            folder, topology, new_secrets(), programs, self._account, template, wanted.timezone
        )
        if (own := launcher.own_account) != self._account:
            self._say(
                f"{self._account.name} can't read CLMS itself: API nodes and the worker run as {own.name}."
            )
        if wanted.partitions:
            launcher.inner.update(behind_forwarder(topology, ports))
        launcher.write_settings_of_a_desk()
        return launcher

    # --- orders ---------------------------------------------------------------------------------------------

    def _carry_out(self, order: Order) -> Answer:
        """On the asker's thread. What starts or ends processes is handed to the main one."""
        if order.verb == "status":
            return Answer(nodes=self._cluster.status() if self._cluster else (), up=self._up)
        if order.verb == "down":
            self.stop.set()
            self._ended.wait()
            return Answer("The cluster has ended.")
        if order.verb == "topology" and self._cluster:
            return Answer(topology=self._cluster.topology)
        if self.stop.is_set() or not self._up:
            raise Conflict(
                "The cluster is not up yet, or about to end.", hint="Ask again with clms cluster status."
            )
        if order.verb == "weigh" and self._cluster is not None:
            return Answer(databases=self._cluster.weigh())
        if order.verb in ("install", "migrate"):  # they begin no node, and others need not wait for them
            return self._obey(order)
        future: Future[Answer] = Future()
        self._orders.put((order, future))
        if self._ended.is_set():
            self._refuse_rest()  # nobody takes orders any more
        return future.result()

    def _take_order(self) -> None:
        try:
            order, future = self._orders.get(timeout=_LOOK_S)
        except queue.Empty:
            return
        try:
            future.set_result(self._obey(order))
        except ClmsError as problem:
            future.set_exception(problem)
        except Exception as problem:  # noqa: BLE001 - a fault of ours ends no cluster: whoever asked is told
            traceback.print_exc()
            future.set_exception(Broken(f"{order.verb} failed by a fault of CLMS: {problem!r}."))
        except BaseException:
            future.set_exception(_has_ended())  # who asked must not wait for ever
            raise

    def _obey(self, order: Order) -> Answer:
        assert self._cluster is not None
        cluster = self._cluster
        verbs: dict[str, Callable[[], str]] = {
            "kill": lambda: cluster.kill(order.node),
            "freeze": lambda: cluster.freeze(order.node),
            "thaw": lambda: cluster.thaw(order.node),
            "partition": lambda: cluster.partition(order.node),
            "heal": lambda: cluster.heal(order.node),
            "start": lambda: cluster.start(order.node),
            "promote": lambda: cluster.promote(
                order.node, even_if_behind=order.force, opened_by=order.by or "clms cluster promote"
            ),
            "clone": lambda: cluster.clone(order.node, confirmed=order.force),
            "add-api-node": cluster.add_api_node,
            "drain": lambda: cluster.drain(order.node),
            "undrain": lambda: cluster.undrain(order.node),
            "install": lambda: cluster.install(Path(order.release)),
            "migrate": lambda: cluster.migrate(order.release, order.keep),
            "replace": lambda: cluster.replace(order.node, order.release),
        }
        if order.verb not in verbs:
            raise InvalidInput(f"A cluster knows no order “{order.verb}”.")
        return Answer(verbs[order.verb](), cluster.status())

    def _refuse_rest(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                _, future = self._orders.get_nowait()
                future.set_exception(_has_ended())


def _has_ended() -> Conflict:
    return Conflict("The cluster has ended.")


def supervise(folder: ClusterFolder, wanted: Wanted, account: Account, pipe: int, *, detached: bool) -> int:
    """What the supervisor's process does; returns its exit code. See :mod:`app.cluster.local.guard`."""
    supervisor = Supervisor(folder, wanted, account, say := _Teller(detached))
    say.stop = supervisor.stop
    _end_with(pipe, supervisor.stop)
    try:
        supervisor.run(lambda cluster: _welcome(say, folder, cluster, detached))
    except ClmsError as problem:
        say("\n".join(filter(None, (problem.message, problem.hint))))
        return rendering(problem).exit_code
    return 0


class _Teller:
    """Tells a person. When nobody listens any more a cluster goes on, but a detached one only once it is up."""

    def __init__(self, needed: bool) -> None:
        self.needed = needed
        self.stop = threading.Event()

    def __call__(self, text: str) -> None:
        try:
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()
        except OSError:
            if self.needed:
                self.stop.set()


def _welcome(say: _Teller, folder: ClusterFolder, cluster: LocalCluster, detached: bool) -> None:
    node = cluster.topology.of(NodeKind.PROXY)[0]
    host, port = cluster.topology.address(node)
    say(f"The cluster is up: https://{host}:{port}, trusted by {cluster.topology.certificate}.")
    say(f"Its settings are {folder.path / SETTINGS}: programs that start in that folder work on its library.")
    if detached and not say.stop.is_set():
        say.needed = False
        sys.stdout.buffer.write(UP)
        sys.stdout.flush()
        log = os.open(folder.path / "cluster.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        for output in (1, 2):
            os.dup2(log, output)
        os.close(log)
    elif not detached:
        say("Ctrl+C ends it, and everything in its folder with it.")


def _end_with(pipe: int, stop: threading.Event) -> None:
    """Set ``stop`` when the pipe closes, and on SIGTERM."""
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started this was told as well, and closes the pipe

    def wait() -> None:
        while os.read(pipe, 4096):
            pass
        stop.set()

    threading.Thread(target=wait, name="clms-guard-pipe", daemon=True).start()
