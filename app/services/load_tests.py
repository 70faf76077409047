"""Load tests from the window: scenarios, one run at a time on this computer, results and what they say.

A run puts servers under load from the computer in front of which somebody sits, in a process that ends with this one.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from app import paths
from app.cluster.topology_file import read as read_topology
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.loadtest.climbed import Climbed
from app.domain.loadtest.comparing import Difference, compared
from app.domain.loadtest.grading import Report, graded
from app.domain.loadtest.numbers import TOKEN
from app.domain.loadtest.orders import Checked, Live, ResultLine, RunOrder, ScenarioFile
from app.domain.loadtest.run import Result, to_json
from app.domain.loadtest.script import Script
from app.domain.loadtest.servers import borne
from app.domain.loadtest.templates import undefined
from app.errors import ClmsError, Conflict, InvalidInput, Refused
from app.loadtest.checking import checked, text_of
from app.loadtest.html_report import page
from app.loadtest.plan import plan_of_text
from app.loadtest.shelf import Shelf
from app.loadtest.targets import check_target
from app.services.api_tokens import ApiTokensService
from app.services.core import Core
from app.services.health import HealthService
from app.services.load_test_runs import Run, RunUnderWay
from app.services.load_test_servers import ServersWatch
from app.services.load_test_tokens import RunTokens

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Judged:
    """A run with its grade."""

    id: str
    result: Result
    report: Report


class LoadTestsService:
    """All verbs need OPERATE; to have a token made for a run, EDIT_USERS too."""

    def __init__(
        self,
        core: Core,
        folder: Path,
        lock: Path,
        topology: str,
        tokens: Callable[[], ApiTokensService],
        health: Callable[[], HealthService],
    ) -> None:
        """``folder`` is where scenarios and results are kept, ``lock`` the file that keeps two programs of this computer from
        measuring each other, ``topology`` the file that names servers which may be put under load, "" for none."""
        self._core = core
        self._shelf = Shelf(folder)
        self._lock_file = lock
        self._topology = topology
        self._tokens, self._health = tokens, health
        self._turn = threading.Lock()
        self._run: RunUnderWay | None = None

    # Scenarios

    def scenarios(self, actor: Actor) -> tuple[ScenarioFile, ...]:
        """Templates and own ones."""
        actor.require(Permission.OPERATE)
        return self._shelf.scenarios()

    def scenario(self, actor: Actor, scenario: str) -> str:
        """The YAML of one. Raises NotFound."""
        actor.require(Permission.OPERATE)
        return self._shelf.text(scenario)

    def save(self, actor: Actor, name: str, text: str, over: bool = False) -> str:
        """Keep one's own scenario, also one that is not right yet; its id. Raises InvalidInput for the name, Conflict where there is
        one of that name unless it goes ``over`` it."""
        actor.require(Permission.OPERATE)
        wanted = name.strip().casefold()
        if not over and any(each.own and each.name.casefold() == wanted for each in self._shelf.scenarios()):
            raise Conflict(
                "There is a scenario of this name already.",
                hint="Choose another name.",
                details={"field": "name"},
            )
        return self._shelf.save(name, text)

    def delete(self, actor: Actor, scenario: str) -> None:
        """Delete one's own scenario. Raises NotFound, Refused for a template."""
        actor.require(Permission.OPERATE)
        self._shelf.delete(scenario)

    def check(self, actor: Actor, text: str, target: str = "", given: Collection[str] = ()) -> Checked:
        """What a scenario would do, or where it is wrong. ``given`` are variables whose values are given with the order."""
        actor.require(Permission.OPERATE)
        return checked(text, self._shelf.payload_folders, target, given)

    def text_of(self, actor: Actor, content: object) -> str:
        """The YAML of what a form changed; comments are not in it."""
        actor.require(Permission.OPERATE)
        return text_of(content)

    def allowed_hosts(self, actor: Actor) -> tuple[str, ...]:
        """The topology's hosts, which are put under load without being named again. Raises as reading a topology does."""
        actor.require(Permission.OPERATE)
        return self._hosts()

    # Running

    def start(self, actor: Actor, order: RunOrder) -> Live:
        """Begin a run. Raises InvalidInput for a scenario or target that can't be used, Refused for a host nobody allowed, Conflict
        while another run goes on at this computer, Denied where a token is to be made by somebody who may not."""
        actor.require(Permission.OPERATE)
        plan = plan_of_text(
            order.name, order.text, self._shelf.payload_folders, order.target, order.variables
        )
        script = plan.read().script
        allowed = (*self._hosts(), *([order.allowed] if order.allowed else ()))
        _check_host(script.target, allowed)
        _check_phases(order, script)
        with self._turn:
            if self._run is not None and self._run.going:
                raise _another()
            lock = self._locked()
            tokens = RunTokens(self._tokens(), self._core.clock, actor)
            try:
                self._note(actor, "start_load_test", order.name, _said(order, script))
                if order.token is not None and TOKEN in undefined(script):
                    secrets = tokens.make(order, script)
                    plan = plan_of_text(
                        order.name, order.text, self._shelf.payload_folders, order.target,
                        {**order.variables, TOKEN: secrets},
                    )  # fmt: skip

                def ended(said: dict[str, object]) -> str:
                    lock.release()
                    return self._ended(actor, order.name, tokens, said)

                run = Run(order, plan, allowed, _bare(script.target), script.duration_s, self._shelf, ended)
                self._run = RunUnderWay(
                    run, lambda began: ServersWatch(self._core, self._health(), actor, began)
                )
            except BaseException:
                lock.release()
                if self._run is None or not self._run.going:
                    tokens.end()
                raise
            return self._run.live(0, 0)

    def live(self, actor: Actor, since: int = 0, round_: int = 0) -> Live:
        """How the run stands that goes on here or was the last, with its seconds from number ``since`` of that round on."""
        actor.require(Permission.OPERATE)
        return Live() if self._run is None else self._run.live(since, round_)

    def stop(self, actor: Actor) -> Live:
        """Let nobody arrive any more; the run ends once those on their way have come to their end."""
        actor.require(Permission.OPERATE)
        if self._run is not None:
            self._run.stop()
        return self.live(actor)

    def close(self) -> None:
        """End the run that goes on, with its token."""
        if self._run is not None:
            self._run.end()

    # Results

    def results(self, actor: Actor) -> tuple[ResultLine, ...]:
        """All that are kept here, the newest first."""
        actor.require(Permission.OPERATE)
        return self._shelf.results()

    def result(self, actor: Actor, result: str) -> Judged | Climbed:
        """A run with its grade, or a search for the knee. Raises NotFound, Refused for a file that can't be read."""
        actor.require(Permission.OPERATE)
        if self._shelf.is_knee(result):
            return self._shelf.climbed(result)
        found = self._shelf.result(result)
        return Judged(result, found, graded(found, borne(found.server)))

    def delete_result(self, actor: Actor, result: str) -> None:
        """Delete a result. Raises NotFound."""
        actor.require(Permission.OPERATE)
        self._shelf.remove(result)

    def compare(self, actor: Actor, before: str, after: str) -> tuple[Difference, ...]:
        """What differs between two runs, and whether chance alone would do it. Raises NotFound, Refused for a search."""
        actor.require(Permission.OPERATE)
        for each in (before, after):
            if self._shelf.is_knee(each):
                raise Refused(
                    "Two runs can be compared, a search for the knee can't.", hint="Choose two runs."
                )
        return compared(self._shelf.result(before), self._shelf.result(after))

    def report(self, actor: Actor, result: str) -> str:
        """A run as one page of HTML. Raises as ``compare``."""
        actor.require(Permission.OPERATE)
        return page(self._run_of(result))

    def as_json(self, actor: Actor, result: str) -> bytes:
        """A run as the file ``clms loadtest`` reads. Raises as ``compare``."""
        actor.require(Permission.OPERATE)
        return to_json(self._run_of(result))

    def _run_of(self, result: str) -> Result:
        if self._shelf.is_knee(result):
            raise Refused("A search for the knee has no report of its own.", hint="Choose a run.")
        return self._shelf.result(result)

    # What a run needs

    def _hosts(self) -> tuple[str, ...]:
        if not self._topology:
            return ()
        hosts = read_topology(Path(self._topology)).hosts
        return tuple(dict.fromkeys(name for host in hosts for name in (host.address, host.name)))

    def _locked(self) -> FileLock:
        """Raises Conflict while another program of this computer runs one."""
        paths.private_folder(self._lock_file.parent)
        lock = FileLock(self._lock_file, thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout as taken:
            raise _another() from taken
        return lock

    def _ended(self, actor: Actor, name: str, tokens: RunTokens, said: Mapping[str, object]) -> str:
        """Put the end into the audit, and end the tokens; why that failed, "" where it did not."""
        left = tokens.end()
        try:
            self._note(actor, "end_load_test", name, said)
        except ClmsError as problem:  # the database may be what was put under load
            _log.warning("The end of the load test %s is not in the audit: %s", name, problem.message)
        return left

    def _note(self, actor: Actor, action: str, name: str, after: Mapping[str, object]) -> None:
        def work(unit: Unit) -> None:
            unit.audit(action, "load_test", None, name, after=after)

        self._core.acts.perform(actor, action, work, result=None, undoable=False)


def _another() -> Conflict:
    return Conflict(
        "Another load test runs on this computer, and two would measure each other.",
        hint="Wait for its end, or stop it.",
        code="run_under_way",
    )


def _check_host(target: str, allowed: tuple[str, ...]) -> None:
    try:
        check_target(target, allowed)
    except Refused as problem:
        if problem.code != "target_refused":
            raise
        raise Refused(
            problem.message,
            hint="If it is yours and nobody needs it now, type its name to allow it.",
            code=problem.code,
            details=problem.details,
        ) from problem


def _check_phases(order: RunOrder, script: Script) -> None:
    if any(place not in range(len(script.phases)) for place in order.warm_up):
        raise InvalidInput("There is no such phase to warm up.", details={"field": "warm_up"})
    if script.phases and len(set(order.warm_up)) >= len(script.phases) and order.climb is None:
        raise InvalidInput(
            "Every phase is to warm up, so nothing would be measured.",
            hint="Leave a phase that counts.",
            details={"field": "warm_up"},
        )


def _said(order: RunOrder, script: Script) -> dict[str, object]:
    """What the audit keeps of an order: no variable, which may be a secret."""
    said: dict[str, object] = {
        "target": _bare(script.target),
        "arrivals": script.arrivals,
        "peak": script.peak,
    }
    if order.climb is not None:
        said = {"target": _bare(script.target), "first": order.climb.first, "highest": order.climb.highest}
    return said | ({"token": order.token.value} if order.token is not None else {})


def _bare(target: str) -> str:
    place = urlsplit(target)
    return f"{place.scheme}://{place.netloc.rpartition('@')[2]}"
