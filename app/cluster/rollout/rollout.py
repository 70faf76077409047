"""A roll-out: nodes are drained, replaced and looked at one after the other; all go back when one does not do well.

What is done stands in the deployment and nowhere else, so a roll-out that was cut off goes on when it is run again: a
node that has the release already is left alone, one that was left drained is taken up where it stood.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from app.cluster.rollout.fleet import Act, Deed, Fleet
from app.cluster.rollout.looking import Seen, see, work_of
from app.domain.rollouts import Work, drained, errors_rose
from app.domain.topology import Node, NodeKind
from app.errors import ClmsError, Refused, Stopped, Unreachable


@dataclass(frozen=True, slots=True)
class Patience:
    """How much is asked of a node: ``healthy`` good answers in a row every ``interval_s``, within ``ready_s`` of its
    start; its requests done within ``drain_s``; its errors compared with the others' for ``watch_s``. ``fall`` bad
    answers in a row are too many; what should happen soon is looked for every ``look_s``."""

    interval_s: float
    healthy: int = 3
    ready_s: float = 120.0
    drain_s: float = 60.0
    watch_s: float = 30.0
    fall: int = 3
    look_s: float = 0.3


class Run(Protocol):
    """Who is told, and may stop it; see :class:`app.maintenance.context.TaskContext`."""

    def progress(self, fraction: float | None, text: str) -> None:
        """How far it is."""
        ...

    def log(self, text: str, level: str = "info") -> None:
        """What was done."""
        ...

    def checkpoint(self) -> None:
        """Raises Stopped."""
        ...


@dataclass(slots=True)
class Rolled:
    """What became of the nodes: ``renewed`` with the seconds each took, ``left`` with the reason."""

    renewed: dict[str, float] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)


def _way_back(before: Mapping[str, str], release: str) -> dict[str, str]:
    """What each node goes back to: its own release, or what the others had where an earlier run renewed it."""
    old = [each for each in before.values() if each and each != release]
    return {name: old[0] if each == release and old else each for name, each in before.items()}


class Rollout:
    """``release`` is the version that all nodes are to run."""

    def __init__(self, fleet: Fleet, release: str, patience: Patience, run: Run) -> None:
        self._fleet, self._release, self._patience, self._run = fleet, release, patience, run
        self._apis = fleet.topology.of(NodeKind.API)
        self._pause = threading.Event()
        self._going_back = False

    def roll(self, before: Mapping[str, str]) -> Rolled:
        """Renew every API node, then the workers. ``before`` is the version of each node, to which it goes back.

        Raises Refused with the reason, code ``rolled_back``, once all are back; Stopped when it was told to stop, with
        every node at work.
        """
        done, renewed, back = Rolled(), list[Node](), _way_back(before, self._release)
        for node in self._apis:
            self._checkpoint()
            started = time.monotonic()
            try:
                if before[node.name] == self._release:
                    self._bring_back(node)
                else:
                    self.renew(node, self._release)
                    self._watch(node)
                    done.renewed[node.name] = time.monotonic() - started
            except Stopped:
                self._let_go(node, back)
                raise
            except ClmsError as problem:
                raise self._rolled_back([node, *reversed(renewed)], back, problem) from problem
            renewed.append(node)
        self._workers(back, done)
        return done

    def renew(self, node: Node, release: str) -> None:
        """Drain an API node, start it with a release, wait until it is well, and let requests come again."""
        self._say(f"Draining {node.name}")
        self._do(Act.DRAIN, release, node)
        self._wait_drained(node)
        self._say(f"Starting {node.name} with {release}")
        self._do(Act.REPLACE, release, node)
        self._wait_healthy(node, release)
        self._back_in(node, release)

    def restart(self, node: Node, before: str) -> None:
        """Renew one API node alone; with ``before`` again when that does not work. Raises what kept it from working."""
        try:
            self.renew(node, self._release)
        except ClmsError as problem:
            self._go_back([node], {node.name: before}, problem.message)
            raise

    def verify(self) -> None:
        """Every API node runs the release and is ready. Raises Refused."""
        for node in self._apis:
            seen = see(self._fleet, node)
            if seen.trouble or seen.version != self._release:
                told = seen.trouble or f"it runs {seen.version}"
                raise Refused(f"{node.name} is not as it should be: {told}.", code="not_verified")

    # --- one node --------------------------------------------------------------------------------------------

    def _bring_back(self, node: Node) -> None:
        """A node that has the release may have been left drained by a run that was cut off."""
        self._wait_healthy(node, self._release)
        self._back_in(node, self._release)

    def _back_in(self, node: Node, release: str) -> None:
        self._do(Act.UNDRAIN, release, node)
        self._run.log(f"{node.name} runs {release} and gets requests")

    def _wait_drained(self, node: Node) -> None:
        """Until nothing is in hand and nothing new comes. Raises Refused when that takes too long."""
        edge = time.monotonic() + self._patience.drain_s
        try:
            before = work_of(self._fleet, node)
            while before is not None:
                self._wait(self._patience.look_s)
                now = work_of(self._fleet, node) or Work()
                if drained(before, now):
                    self._run.log(f"{node.name} has nothing in hand after {now.requests:,} requests")
                    return
                if time.monotonic() > edge:
                    raise Refused(
                        f"{node.name} still has {now.in_flight} requests after {self._patience.drain_s:g} s.",
                        code="not_drained",
                    )
                before = now
        except Unreachable as problem:
            self._run.log(
                f"{node.name} does not answer and so has nothing in hand: {problem.message}", "warning"
            )
            return
        self._run.log(f"{node.name} does not measure; it finishes by itself what it began", "warning")

    def _wait_healthy(self, node: Node, release: str) -> None:
        """Until a node said often enough in a row that it is ready and of this release. Raises Unreachable."""
        edge = time.monotonic() + self._patience.ready_s
        well, reason = 0, "it was not asked"
        while well < self._patience.healthy:
            if time.monotonic() > edge:
                raise Unreachable(
                    f"{node.name} was not ready within {self._patience.ready_s:g} s: {reason}.",
                    code="not_ready",
                )
            self._wait(self._patience.interval_s if well else self._patience.look_s)
            if not well and (fallen := self._fleet.fallen(node)):
                raise Unreachable(f"{node.name} does not start: {fallen}.", code="not_ready")
            seen, reason = self._seen(node)
            if seen is not None and not reason and seen.version != release:
                reason = f"it runs {seen.version}"
            well = 0 if reason else well + 1

    def _seen(self, node: Node) -> tuple[Seen | None, str]:
        try:
            seen = see(self._fleet, node)
        except Unreachable as problem:
            return None, problem.message.rstrip(".")
        return seen, seen.trouble

    def _watch(self, node: Node) -> None:
        """Compare a node that gets requests again with the others. Raises Refused when it does worse."""
        self._say(f"Watching {node.name}")
        first, bad = self._work(), 0
        edge = time.monotonic() + self._patience.watch_s
        while time.monotonic() < edge:
            self._wait(min(self._patience.interval_s, max(0.0, edge - time.monotonic())))
            _, reason = self._seen(node)
            bad = bad + 1 if reason else 0
            if bad >= self._patience.fall:
                raise Refused(f"{node.name} is not ready any more: {reason}.", code="not_ready")
            now = self._work()
            grown = {name: now[name].since(first[name]) for name in first.keys() & now.keys()}
            own = grown.pop(node.name, Work())
            if errors_rose(own, grown.values()):
                raise Refused(
                    f"{node.name} answered {own.errors} of {own.requests} requests with errors of its own.",
                    code="errors_rose",
                )

    def _work(self) -> dict[str, Work]:
        found = {}
        for node in self._apis:
            try:
                work = work_of(self._fleet, node)
            except Unreachable:
                continue
            if work is not None:
                found[node.name] = work
        return found

    # --- back ------------------------------------------------------------------------------------------------

    def _rolled_back(self, nodes: list[Node], before: Mapping[str, str], problem: ClmsError) -> Refused:
        left = self._go_back(nodes, before, problem.message)
        names = " and ".join(sorted({before[node.name] for node in nodes}))
        told = f"All nodes run {names} again." if not left else f"Not back: {', '.join(left)}."
        return Refused(
            f"The roll-out of {self._release} was taken back: {problem.message}",
            hint=" ".join(filter(None, (told, problem.hint))),
            code="rolled_back",
            details={"reason": problem.code, "not_back": left},
        )

    def _let_go(self, node: Node, back: Mapping[str, str]) -> None:
        """Told to stop, and soon ended: a node that is well gets requests at once, of whichever release it is."""
        seen, reason = self._seen(node)
        if seen is None or reason:
            self._go_back([node], back, "it was told to stop")
            return
        self._do(Act.UNDRAIN, seen.version, node)
        self._run.log(f"{node.name} runs {seen.version} and gets requests", "warning")

    def _go_back(self, nodes: list[Node], before: Mapping[str, str], why: str) -> list[str]:
        """Give nodes the release of before, whatever else happens; returns those with which that did not work."""
        self._run.log(f"Going back: {why}", "warning")
        self._going_back = True
        left = []
        try:
            for node in nodes:
                try:
                    self._restore(node, before[node.name])
                except ClmsError as problem:
                    left.append(node.name)
                    self._run.log(f"{node.name} is not back: {problem.message}", "error")
        finally:
            self._going_back = False
        return left

    def _restore(self, node: Node, release: str) -> None:
        seen, reason = self._seen(node)
        if seen is not None and not reason and seen.version == release:  # it was drained and not replaced yet
            self._back_in(node, release)
        else:
            self.renew(node, release)

    # --- workers ---------------------------------------------------------------------------------------------

    def _workers(self, back: Mapping[str, str], done: Rolled) -> None:
        """A worker that ends gives its jobs back, and another takes them."""
        for node in self._fleet.topology.of(NodeKind.WORKER):
            if self._fleet.release_of(node) == self._release:
                continue
            if self._fleet.carries(node):
                done.left[node.name] = "it carries this out; start it anew when it is done"
                continue
            self._checkpoint()
            started = time.monotonic()
            self._say(f"Starting {node.name} with {self._release}")
            try:
                self._do(Act.REPLACE, self._release, node)
            except ClmsError as problem:
                done.left[node.name] = problem.message
                self._go_back_worker(node, back[node.name])
                continue
            done.renewed[node.name] = time.monotonic() - started
            self._run.log(f"{node.name} runs {self._release}")

    def _go_back_worker(self, node: Node, release: str) -> None:
        try:
            self._do(Act.REPLACE, release, node)
        except ClmsError as problem:
            self._run.log(f"{node.name} is not back: {problem.message}", "error")

    # --- small things ----------------------------------------------------------------------------------------

    def _do(self, act: Act, release: str, node: Node) -> None:
        said = self._fleet.do(Deed(act, release, node))
        if said:
            self._run.log(said)

    def _say(self, text: str) -> None:
        self._run.progress(None, text)

    def _checkpoint(self) -> None:
        if not self._going_back:
            self._run.checkpoint()

    def _wait(self, seconds: float) -> None:
        self._checkpoint()
        self._pause.wait(seconds)
