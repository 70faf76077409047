"""The load test under way: a thread that hears of its generator, another that follows the servers, and what becomes of its token,
its result and its audit entry however it ends."""

from __future__ import annotations

import dataclasses
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from app.domain.loadtest.climbed import Climbed
from app.domain.loadtest.knee import Knee, Step
from app.domain.loadtest.orders import Live, RunOrder, RunPhase
from app.domain.loadtest.run import Result, Second
from app.errors import Broken, ClmsError
from app.loadtest.climbing import climb
from app.loadtest.plan import Plan
from app.loadtest.running import Running
from app.loadtest.shelf import Shelf
from app.services.load_test_servers import ServersWatch

_FOLLOW_S = 2.0
_END_S, _KILL_S = 5.0, 5.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Run:
    """All a run needs. ``ended`` is called once at its end with what is to be said of it in the audit, and answers why the token
    could not be ended, "" where it was."""

    order: RunOrder
    plan: Plan
    allowed: tuple[str, ...]
    target: str
    lasts_s: float
    shelf: Shelf
    ended: Callable[[dict[str, object]], str]


@dataclass
class _State:
    """Under ``lock``: the runs of a climb follow one another."""

    phase: RunPhase = RunPhase.RUNNING
    running: Running | None = None
    round: int = 0
    round_began: float = 0.0
    rate: float = 0.0
    steps: list[Step] = field(default_factory=list)
    knee: Knee | None = None
    result: str = ""
    problem: ClmsError | None = None
    left: str = ""


class RunUnderWay:
    """One run, begun when it is made."""

    def __init__(self, run: Run, watch: Callable[[float], ServersWatch]) -> None:
        """``watch`` makes what follows the servers, from a time on."""
        self._run = run
        self.began = time.time()
        self._watch = watch(self.began)
        self._state = _State()
        self._lock = threading.Lock()
        self._stopped = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._go, name="clms-loadtest", daemon=True)
        self._following = threading.Thread(target=self._follow, name="clms-loadtest-servers", daemon=True)
        self._following.start()
        self._thread.start()

    @property
    def going(self) -> bool:
        """Whether it has not come to its end."""
        return self._thread.is_alive()

    def live(self, since: int, round_: int) -> Live:
        """How it stands, with the seconds from number ``since`` on of the ``round_``-th rate; all of a later one's."""
        with self._lock:
            state = dataclasses.replace(self._state, steps=list(self._state.steps))
        if state.round != round_:
            since = 0
        seconds: list[Second] = state.running.seconds if state.running is not None else []
        number = len(seconds)
        order = self._run.order
        return Live(
            state.phase, order.name, self._run.target, self.began, self._run.lasts_s,
            order.climb is not None, state.round, state.round_began, state.rate, since, number, tuple(seconds[since:number]),
            self._watch.points, tuple(state.steps), state.knee, state.result, state.problem, state.left,
        )  # fmt: skip

    def stop(self) -> None:
        """Let nobody arrive any more; who is on their way comes to their end."""
        with self._lock:
            self._stopped = True
            if self._state.phase is RunPhase.RUNNING:
                self._state.phase = RunPhase.ENDING
            running = self._state.running
        if running is not None:
            running.stop()

    def end(self) -> None:
        """Stop it, wait some seconds for those on their way, then end it whatever they do."""
        self.stop()
        self._thread.join(_END_S)
        with self._lock:
            running = self._state.running
        if self._thread.is_alive() and running is not None:
            running.end_now()
        self._thread.join(_KILL_S)

    def _go(self) -> None:
        problem: ClmsError | None = None
        said: dict[str, object] = {}
        result = ""
        try:
            result, said = self._climb() if self._run.order.climb is not None else self._run_once()
        except ClmsError as error:
            problem, said = error, {"problem": error.code}
        except Exception as error:  # noqa: BLE001 - its run is to end like any other, and say so
            _log.exception("A load test failed")
            problem, said = (
                Broken("The load test failed.", hint="The log says more."),
                {"problem": type(error).__name__},
            )
        finally:
            self._over.set()
            left = self._run.ended(said)
            with self._lock:
                self._state.phase = RunPhase.FAILED if problem is not None else RunPhase.OVER
                self._state.result, self._state.problem, self._state.left = result, problem, left

    def _run_once(self) -> tuple[str, dict[str, object]]:
        order = self._run.order
        running = Running(self._run.plan, order.abort, order.warm_up)
        self._begin(0.0, running)
        result = running.run(self._run.allowed)
        self._over.set()
        self._following.join()
        result = dataclasses.replace(result, server=self._watch.points)
        return self._run.shelf.keep(result), _said_of(result)

    def _climb(self) -> tuple[str, dict[str, object]]:
        order = self._run.order
        assert order.climb is not None
        wanted = order.climb
        tried = climb(
            self._run.plan,
            self._run.allowed,
            wanted.first,
            wanted.highest,
            wanted.seconds,
            wanted.bounds,
            self._begin,
        )
        for step, knee in tried:
            with self._lock:
                self._state.steps.append(step)
                self._state.knee = knee
            if self._stopped:
                break
        with self._lock:
            steps, stopped = tuple(self._state.steps), self._stopped
        climbed = Climbed(
            order.name, self._run.target, self.began, wanted.seconds, wanted.bounds, steps,
            "It was stopped." if stopped else "",
        )  # fmt: skip
        knee = climbed.knee
        return self._run.shelf.keep_climbed(climbed), {
            "below": knee.below,
            "above": knee.above,
            "tried": len(steps),
        }

    def _begin(self, rate: float, running: Running) -> None:
        with self._lock:
            self._state.running, self._state.rate, self._state.round_began = running, rate, time.time()
            self._state.round += 1
            stopped = self._stopped
        if stopped:
            running.stop()

    def _follow(self) -> None:
        while not self._over.wait(_FOLLOW_S):
            self._watch.follow()
        self._watch.follow()


def _said_of(result: Result) -> dict[str, object]:
    figures = result.figures
    return {
        "verdict": result.verdict.value,
        "answered": figures.answered,
        "failed": figures.failed,
        "seconds": round(sum(second.span for second in result.seconds)),
    }
