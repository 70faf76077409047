"""Guided troubleshooting: gathers what a case is judged by, works it through, and packs the evidence.

The checks themselves know no I/O (:mod:`app.domain.troubleshooting`). What can't be asked is unknown to them, never
well. All verbs need OPERATE, and change nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from app.database.engine import Database
from app.domain.actors import Actor, Permission
from app.domain.board import Board
from app.domain.health import Target, TargetKind
from app.domain.request_timing import RequestTiming
from app.domain.troubleshooting import CASES
from app.domain.troubleshooting.case import Case, Diagnosis, Facts, Inside, Points, diagnose
from app.errors import ClmsError, NotFound
from app.monitoring.collectors import metrics_of
from app.monitoring.history import History
from app.monitoring.request_probe import probe_all
from app.services.core import Core
from app.services.evidence import Evidence, packed
from app.services.health import HealthService
from app.services.memory_looks import MemoryLooksService
from app.services.nodes import NodesService

_HOUR_S = 3_600.0
_MINUTES = 60


@dataclass(frozen=True, slots=True)
class CaseInfo:
    """A case that can be worked through."""

    key: str
    title: str
    about: str
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A bundle of evidence, as a zip."""

    name: str
    content: bytes


class TroubleshootingService:
    """Works cases through on what the watch stored, and on what database servers tell when they are asked."""

    def __init__(
        self,
        core: Core,
        operations: Callable[[], Database],
        health: Callable[[], HealthService],
        nodes: Callable[[], NodesService],
        memory: Callable[[], MemoryLooksService],
        targets: Callable[[str], tuple[Target, ...]],
    ) -> None:
        self._core = core
        self._operations = operations
        self._health = health
        self._nodes = nodes
        self._memory = memory
        self._targets = targets

    def cases(self, actor: Actor) -> tuple[CaseInfo, ...]:
        """What can be worked through."""
        actor.require(Permission.OPERATE)
        return tuple(
            CaseInfo(case.key, case.title, case.about, tuple(check.question for check in case.checks))
            for case in CASES
        )

    def diagnose(self, actor: Actor, case: str) -> Diagnosis:
        """Work a case through; takes as long as a database server that does not answer is waited for. Raises NotFound."""
        actor.require(Permission.OPERATE)
        found = _case(case)
        return diagnose(found, self._facts(actor, found))

    def requests(self, actor: Actor) -> tuple[RequestTiming, ...]:
        """One request through each load balancer and to each API node, and where its time goes."""
        actor.require(Permission.OPERATE)
        return probe_all(self._targets(""))

    def evidence(self, actor: Actor, case: str) -> EvidenceFile:
        """Work a case through and pack what it was judged by: how the parts stand, figures of the last hour, alerts, what
        happened, connections and statements of databases by their form, their settings; of high memory the looks that were
        taken from this process at that of API nodes. Secrets and what people typed are left out. Raises NotFound."""
        actor.require(Permission.OPERATE)
        found = _case(case)
        facts = self._facts(actor, found)
        now = self._core.clock.now()
        health = self._health()
        alerts = health.incidents(actor, now - timedelta(days=1), now)
        events = health.timeline(actor, now - timedelta(days=1), now)
        memory = self._memory().taken(actor) if found.memory else ()
        content = packed(Evidence(diagnose(found, facts), facts, alerts, events, now, memory))
        return EvidenceFile(f"clms-{case}-{now:%Y%m%d-%H%M%S}.zip", content)

    # Gathering

    def _facts(self, actor: Actor, case: Case) -> Facts:
        look = self._health().look(actor)
        board = look.board or Board(0.0, "", ())
        at = self._core.clock.now().timestamp()
        inside = {
            node.name: self._inside(actor, node.name)
            for node in board.nodes
            if node.kind is TargetKind.DATABASE and not node.facts.get("version", "").startswith("sqlite")
        }
        logs = self._log_bytes(actor, tuple(node.name for node in board.nodes))
        requests = probe_all(self._targets("")) if case.requests else ()
        return Facts(at, board.nodes, self._series(board, case, at), inside, logs, requests)

    def _series(self, board: Board, case: Case, at: float) -> dict[tuple[str, str], Points]:
        history = History(self._operations())
        found: dict[tuple[str, str], Points] = {}
        for node in board.nodes:
            known = {metric.name for metric in metrics_of(node.kind)}
            wanted = [name for name in case.metrics if name in known]
            if not wanted:
                continue
            for name, buckets in history.read(node.name, wanted, at - _HOUR_S, at, at).items():
                found[node.name, name] = tuple((float(each.at), each.mean) for each in buckets)
        return found

    def _inside(self, actor: Actor, part: str) -> Inside:
        """What a server tells of itself; what it does not is said, and the rest asked all the same."""
        nodes = self._nodes()
        problems: list[str] = []
        statements = None
        try:
            look = nodes.processes(actor, part)
            state = nodes.state(actor, part)
        except ClmsError as error:
            return Inside(problem=error.message)
        for minutes in (_MINUTES, 0):
            try:
                statements = nodes.statements(actor, part, minutes).statements or None
            except ClmsError as error:
                problems.append(error.message)
            if statements is not None:
                break
        problem = "" if statements else " ".join(dict.fromkeys(problems))
        return Inside(look.processes, statements, state, problem, look.every)

    def _log_bytes(self, actor: Actor, parts: tuple[str, ...]) -> int | None:
        """The bytes of all logs of parts on this computer; None where none is known."""
        found = [self._nodes().log_bytes(actor, part) for part in parts]
        return (
            sum(each for each in found if each is not None)
            if any(each is not None for each in found)
            else None
        )


def _case(key: str) -> Case:
    for case in CASES:
        if case.key == key:
            return case
    raise NotFound("There is no such case.", details={"case": key})
