"""What goes on inside a part of the library: connections and statements of a database, advice on its settings, logs.

A part is named as the watch names it. All verbs need OPERATE. What people typed stands in statements: who may not look
at patrons is shown their form alone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

import psutil
from msgspec import json
from sqlalchemy.engine import make_url

from app.database import statement_slices
from app.database.acts import ActRow, audit_of
from app.database.engine import Database
from app.database.one_node import DatabaseNode
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.changes import Changed, Receipt
from app.domain.health import Target, TargetKind
from app.domain.plans import Plan
from app.domain.server_advice import Advice, ServerState, advise, too_young
from app.domain.statements import Process, StatementTimes, hidden, together
from app.errors import ClmsError, Conflict, InvalidInput, NotFound, Refused, Unreachable
from app.monitoring.inside import log_files, plans, processes, settings, statements
from app.monitoring.inside.log_files import LogEnd
from app.monitoring.neighbours import own_addresses
from app.monitoring.probe import Access
from app.monitoring.probes.database import node_of
from app.monitoring.statement_watch import KEPT_S
from app.services.core import Core

_log = logging.getLogger(__name__)
_PATIENCE_S = 3.0
_MOST_STATEMENTS = 50
_MOST_MINUTES = int(KEPT_S // 60)
_REASON_CHARS = 200


class Parts(Protocol):
    """Where the parts are: their targets, given the name of the primary, and the folder of logs of one here."""

    def __call__(self, primary: str) -> tuple[Target, ...]: ...
    def log_folder(self, name: str) -> Path | None: ...


@dataclass(frozen=True, slots=True)
class ProcessesLook:
    """The connections of a server; ``every`` says whether all of them, or only those of this account, which lacks the
    right PROCESS."""

    processes: tuple[Process, ...]
    every: bool


@dataclass(frozen=True, slots=True)
class StatementsLook:
    """What statements took of a server's time. ``since`` and ``until`` are of what was kept of the span that was asked
    for, None where nothing of it was; ``busy_ms`` is the time of all together."""

    statements: tuple[StatementTimes, ...]
    busy_ms: float
    since: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class AdviceLook:
    """Advice on a server's settings. ``young`` says that it has not run for an hour, so that its counters say nothing
    yet and only what needs none is advised."""

    product: str
    version: str
    uptime_s: float
    young: bool
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class EndedProcess:
    """What was ended: the statement, or the connection."""

    part: str
    process: int
    connection: bool


@dataclass(frozen=True, slots=True)
class ChangedSetting:
    """A setting of a server that was changed, until its next start."""

    part: str
    setting: str
    before: str
    after: str


class NodesService:
    """Asks a part when somebody looks, on a connection of its own that waits three seconds at most."""

    def __init__(self, core: Core, operations: Callable[[], Database], parts: Parts, access: Access) -> None:
        self._core = core
        self._operations = operations
        self._parts = parts
        self._access = access

    # Connections

    def processes(self, actor: Actor, part: str) -> ProcessesLook:
        """The connections of a database server, those that hold up others first. Raises NotFound for no such part,
        Refused for one without connections, Unreachable."""
        actor.require(Permission.OPERATE)
        with self._server(part) as server:
            found, every = processes.processes(server), processes.sees_all(server)
        told = found if actor.may(Permission.VIEW_PATRONS) else tuple(map(hidden, found))
        return ProcessesLook(told, every)

    def end_process(
        self,
        actor: Actor,
        part: str,
        process: int,
        mark: str,
        *,
        connection: bool = False,
        reason: str = "",
        key: str | None = None,
    ) -> Receipt[EndedProcess]:
        """End what a connection runs, or with ``connection`` the connection, which takes its transaction back.

        ``mark`` is of the process as it was seen: it is not ended once it does something else. Raises Conflict then, or
        when it is over, Refused for a thread of the server itself or without the right to end others', Unreachable.
        """
        actor.require(Permission.OPERATE)
        ended: list[Process] = []  # the audit may be written in a second attempt, the end is not

        def work(unit: Unit) -> EndedProcess:
            if not ended:
                ended.append(self._end(part, process, mark, connection=connection))
            told = replace(hidden(ended[0]), waits_for=(), holds_up=ended[0].holds_up)
            what = "end_connection" if connection else "end_statement"
            after = {"reason": reason.strip()[:_REASON_CHARS]} if reason.strip() else None
            unit.audit(what, "server", None, part, before=told, after=after)
            return EndedProcess(part, process, connection)

        return self._core.acts.perform(
            actor, "end_process", work, result=EndedProcess, key=key, undoable=False
        )

    def _end(self, part: str, process: int, mark: str, *, connection: bool) -> Process:
        with self._server(part) as server:
            found = next((each for each in processes.processes(server) if each.id == process), None)
            if found is None:
                raise Conflict("This connection is over.", code="over")
            if not found.ends:
                raise Refused("This is a thread of the server itself.", code="not_a_client")
            if found.mark != mark:
                raise Conflict(
                    "This connection does something else by now.", hint="Look at it again.", code="moved_on"
                )
            _log.warning("ending process %d on %s, connection: %s", process, part, connection)
            try:
                processes.end(server, found, connection=connection)
            except Refused as problem:
                if problem.code != "may_not_look":
                    raise
                raise Refused(
                    "This account may only end its own connections.",
                    hint="GRANT CONNECTION_ADMIN (MariaDB: CONNECTION ADMIN) ON *.* lets it end others.",
                    code="may_not_end",
                ) from problem
        return found

    # Statements

    def statements(self, actor: Actor, part: str, minutes: int = 0) -> StatementsLook:
        """Which forms of statement took a server's time: in the last ``minutes``, by what the watch kept, or with 0 since
        the server counts. Raises InvalidInput for more than a day, Refused with the code ``not_counted`` where the
        server does not count, and how it is made to; Unreachable."""
        actor.require(Permission.OPERATE)
        if not 0 <= minutes <= _MOST_MINUTES:
            raise InvalidInput("Ask for a day at most.", details={"field": "minutes"})
        if minutes:
            return self._kept(part, minutes)
        with self._server(part) as server:
            found = together(statements.statements(server))
        return StatementsLook(found[:_MOST_STATEMENTS], sum(each.total_ms for each in found), None, None)

    def _kept(self, part: str, minutes: int) -> StatementsLook:
        now = self._core.clock.now().timestamp()
        since = now - minutes * 60
        with self._operations().read() as connection:
            found = statement_slices.within(connection, part, since, now, 10 * _MOST_STATEMENTS)
            reach = statement_slices.reach(connection, part)
        if reach is None or reach[1] <= since:  # nothing was kept: the server tells why, or it is soon
            with self._server(part) as server:
                statements.refuse_uncounted(server)
            return StatementsLook((), 0.0, None, None)
        zone = self._core.clock.now().tzinfo
        begun, end = (datetime.fromtimestamp(at, zone) for at in (max(reach[0], since), reach[1]))
        return StatementsLook(found[:_MOST_STATEMENTS], sum(each.total_ms for each in found), begun, end)

    def sample(self, actor: Actor, part: str, digest: str) -> str:
        """A statement of a form as it was sent last, with what was typed: only for who may look at patrons; "" where the
        server keeps none. Raises Denied, Refused, Unreachable."""
        actor.require(Permission.OPERATE)
        actor.require(Permission.VIEW_PATRONS)
        with self._server(part) as server:
            return statements.sample(server, digest)

    def explain(self, actor: Actor, part: str, statement: str) -> Plan:
        """How a database would carry a SELECT out, what is costly in that, and an index that would help; nothing is carried
        out. Raises InvalidInput for anything else, NotFound, Refused for what is no database, Unreachable."""
        actor.require(Permission.OPERATE)
        with self._database(part) as opened:
            return plans.explain(opened, statement)

    # Settings

    def advice(self, actor: Actor, part: str) -> AdviceLook:
        """What a database server's settings could be better at. Raises NotFound, Refused, Unreachable."""
        actor.require(Permission.OPERATE)
        with self._server(part) as server:
            state = settings.state_of(server, self._memory(part))
        version = ".".join(map(str, state.version[:3]))
        return AdviceLook(state.product, version, state.uptime_s, too_young(state), advise(state))

    def take_advice(
        self, actor: Actor, part: str, setting: str, *, key: str | None = None
    ) -> Receipt[ChangedSetting]:
        """Set what is advised, until the server's next start; undo puts back what was before. Raises Conflict when it is
        not advised any more, Refused where it needs a restart or a right the account has not, Unreachable."""
        actor.require(Permission.OPERATE)
        done: list[Advice] = []

        def work(unit: Unit) -> ChangedSetting:
            if not done:
                done.append(self._take(part, setting))
            advice = done[0]
            unit.audit("change_server_setting", "server", None, part,
                       before={"setting": setting, "value": advice.now},
                       after={"setting": setting, "value": advice.proposed, "reason": advice.why})  # fmt: skip
            unit.changed(Changed.ALERTS)
            return ChangedSetting(part, setting, advice.now, advice.proposed)

        return self._core.acts.perform(actor, "change_server_setting", work, result=ChangedSetting, key=key)

    def _take(self, part: str, setting: str) -> Advice:
        with self._server(part) as server:
            found = advise(settings.state_of(server, self._memory(part)))
            advice = next((each for each in found if each.setting == setting), None)
            if advice is None:
                raise Conflict("This is not advised any more.", hint="Look at it again.", code="stale")
            if not advice.dynamic:
                raise Refused(
                    "This server takes it up at its next start only.",
                    hint=f"Write {advice.line} in its configuration.",
                    code="needs_restart",
                )
            _set(server, setting, advice.proposed)
        return advice

    def undo_change(self, unit: Unit, act: ActRow) -> None:
        """Put a setting back. Raises Refused when it was changed again since, Unreachable."""
        (entry,) = audit_of(unit.connection, act.id)
        before, after = (json.decode(each or "{}") for each in (entry.state_before, entry.state_after))
        name, value = str(before["setting"]), str(before["value"])
        with self._server(entry.label) as server:
            now = settings.setting(server, name)
            if not _same(now, str(after["value"])) and not _same(now, value):
                raise Refused("This setting was changed again since.", code="changed_since")
            _set(server, name, value)
        unit.audit("change_server_setting", "server", None, entry.label, before=after, after=before)
        unit.changed(Changed.ALERTS)

    def state(self, actor: Actor, part: str) -> ServerState:
        """The settings and counters of a database server as it tells them. Raises NotFound, Refused, Unreachable."""
        actor.require(Permission.OPERATE)
        with self._server(part) as server:
            return settings.state_of(server, self._memory(part))

    # Logs

    def log(self, actor: Actor, part: str) -> tuple[LogEnd, ...]:
        """The newest lines of the logs of a part on this computer; those that hold statements only for whoever may look
        at patrons. Raises NotFound, Refused for a part of another computer or one without logs."""
        actor.require(Permission.OPERATE)
        self._target(part)
        folder = self._parts.log_folder(part)
        if folder is None:
            raise Refused(
                "Its logs are not on this computer.",
                hint="Look at them on the computer it runs on.",
                code="elsewhere",
            )
        try:
            return log_files.log_ends(folder, statements=actor.may(Permission.VIEW_PATRONS))
        except OSError as problem:
            raise Refused(
                "Its logs can't be read from here.",
                hint=f"{folder}: {problem.strerror}.",
                code="may_not_read",
            ) from problem

    def log_bytes(self, actor: Actor, part: str) -> int | None:
        """The bytes of all files in a part's folder of logs; None where that is not on this computer, or may not be read."""
        actor.require(Permission.OPERATE)
        folder = self._parts.log_folder(part)
        try:
            return (
                None
                if folder is None
                else sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
            )
        except OSError:
            return None

    # Inside

    def _target(self, part: str) -> Target:
        for target in self._parts(""):
            if target.name == part:
                return target
        raise NotFound("There is no such part.", details={"part": part})

    @contextmanager
    def _server(self, part: str) -> Iterator[DatabaseNode]:
        if self._target(part).address.startswith("sqlite"):
            raise Refused("This is no database server.", code="no_server", details={"part": part})
        with self._database(part) as opened:
            yield opened

    @contextmanager
    def _database(self, part: str) -> Iterator[DatabaseNode]:
        target = self._target(part)
        if target.kind is not TargetKind.DATABASE:
            raise Refused("This is no database server.", code="no_server", details={"part": part})
        opened = node_of(target, self._access, _PATIENCE_S)
        try:
            yield opened
        except OSError as problem:
            raise Unreachable("The server does not answer.") from problem
        finally:
            opened.close()

    def _memory(self, part: str) -> int | None:
        """What the computer of a server has, where it is this one."""
        host = make_url(self._target(part).address).host or ""
        here = host in ("localhost", "") or host in own_addresses()
        return int(psutil.virtual_memory().total) if here else None


def _set(server: DatabaseNode, name: str, value: str) -> None:
    try:
        settings.change(server, name, value)
    except ClmsError as problem:
        if problem.code != "may_not_look":
            raise
        raise Refused(
            "This account may not change settings of the server.",
            hint="GRANT SYSTEM_VARIABLES_ADMIN (MariaDB: SUPER) ON *.* lets it.",
            code="may_not_set",
        ) from problem


def _same(one: str, other: str) -> bool:
    """Whether two values of a setting are one: 1 is 1.000000, and ON."""
    try:
        return float(one) == float(other)
    except ValueError:
        return one.upper() == other.upper()
