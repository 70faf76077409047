"""Before anything is started: its plan is made, shown in numbers, and asked about as much as its danger demands."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app import decoding
from app.domain.actors import Actor
from app.domain.jobs import ENDED, Job, JobState
from app.errors import Conflict, Refused, Unreachable
from app.maintenance.task import Danger, Plan, TaskSpec
from app.services.acts import new_key
from ui.messages import Choice, Question
from ui.panes.maintenance import words
from ui.sentences import said

if TYPE_CHECKING:
    from app.bootstrap import App
    from ui.panes.acting import ActingPane

Params = dict[str, Any]
_STEPS_SHOWN = 8
_PATIENCE_S = 30.0
_LONG_S = 300.0
"""A plan that a worker is at may take longer: that of a roll-out asks every host and reads the coming schema."""
_LOOK_S = 0.1


class Asking(QObject):
    """Asks on behalf of the pages. ``start(confirmed)`` is called once the person has agreed."""

    def __init__(self, pane: ActingPane) -> None:
        super().__init__(pane)
        self._pane = pane

    def plan(
        self,
        spec: TaskSpec,
        given: Params,
        then: Callable[[Plan], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Make the plan of a run, off the GUI thread."""
        services, actor = self._pane.services, self._pane.actor
        here = services.core.database.is_sqlite
        work = partial(planned_here if here else planned_by_worker, services, actor, spec.name, given)
        # One that waits for a worker must not hold up what a desk asks for.
        self._pane.runner.run(self._pane, work, then, failed, latest="plan", background=not here)

    def ask(
        self,
        spec: TaskSpec,
        plan: Plan,
        start: Callable[[str], None],
        *,
        title: str = "",
        verb: str = "",
        first: str = "",
        typed: bool | None = None,
    ) -> None:
        """Show what a run would do and ask; the worst want their name typed, or whoever calls knows better (``typed``).
        ``verb`` stands on the button instead of the task's title. Nothing to do starts nothing."""
        if plan.nothing_to_do:
            self._pane.messages.tell(f"{said(spec.title)}: {said(plan.effect)}")
            return
        worst = spec.danger is Danger.DESTRUCTIVE if typed is None else typed
        question = Question(
            title or self.tr("Run “{task}”?").format(task=said(spec.title)),
            "\n\n".join(filter(None, (first, effect(plan)))),
            (
                Choice("cancel", self.tr("Cancel")),
                Choice("run", verb or said(spec.title), danger=worst, primary=not worst),
            ),
            type_to_confirm=spec.name if worst else "",
            icon="warning" if worst else "question",
        )

        def answered(key: str, _text: str) -> None:
            if key == "run":
                start(spec.name if worst else "")

        self._pane.messages.ask(question, answered)

    def cancel(self, job: Job) -> None:
        """Ask whether a job is to be cancelled, and do it."""
        services, actor = self._pane.services, self._pane.actor
        work = partial(services.maintenance.cancel, actor, job.id, key=new_key())
        said = (
            self.tr("“{task}” is asked to stop")
            if job.state is JobState.RUNNING
            else self.tr("“{task}” is cancelled")
        )

        def answered(key: str, _text: str) -> None:
            if key == "stop":
                self._pane.act(work, said.format(task=words.title_of_job(job)))

        self._pane.messages.ask(about_cancelling(job), answered)


def about_cancelling(job: Job) -> Question:
    """What is asked before a job is cancelled."""
    match job.state:
        case JobState.RUNNING:
            detail = words.tr("It is asked to stop at its next step. What it has done until then stays done.")
        case JobState.STRANDED:
            detail = words.tr("It will not run again. What it had done when its worker ended stays done.")
        case _:
            detail = words.tr("It will not run.")
    return Question(
        words.tr("Cancel “{task}”?").format(task=words.title_of_job(job)),
        detail,
        (Choice("keep", words.tr("Let it be")), Choice("stop", words.tr("Cancel it"), danger=True)),
    )


def effect(plan: Plan) -> str:
    """The plan as the text of a question."""
    numbers = [f"{name}: {value}" for name, value in words.figures(plan.figures)]
    steps = [f"• {said(step)}" for step in plan.steps[:_STEPS_SHOWN]]
    more = len(plan.steps) - _STEPS_SHOWN
    if more > 0:
        steps.append(words.tr("… and {n} more steps").format(n=more))
    parts = ([said(plan.effect)], numbers, steps, [*map(said, plan.warnings)])
    return "\n\n".join("\n".join(part) for part in parts if part)


def planned_here(services: App, actor: Actor, name: str, given: Params) -> Plan:
    """The plan, made by this process: it holds the library's file and sees the folders."""
    return services.maintenance.plan(actor, name, given)


def planned_by_worker(services: App, actor: Actor, name: str, given: Params) -> Plan:
    """The plan, made by a worker as a dry run: beside a server only the worker's account may look at everything, and
    folders are those of its computer. Raises Unreachable when no worker is at it within half a minute, or done in five."""
    job_id = services.maintenance.start(actor, name, given, dry_run=True, key=new_key()).value.job_id
    begun, pause = time.monotonic(), threading.Event()
    while (job := services.maintenance.job(actor, job_id)).state not in ENDED:
        patience = _LONG_S if job.state is JobState.RUNNING else _PATIENCE_S
        if time.monotonic() - begun > patience or job.state is JobState.STRANDED:
            _forget(services, actor, job_id)
            raise Unreachable(
                words.tr("No worker has said what it would do."),
                hint=words.tr("Start “clms worker” on the server, or ask whoever looks after it."),
            )
        pause.wait(_LOOK_S)
    if job.state is JobState.DONE:
        return decoding.convert((job.result or {})["plan"], Plan)
    error = job.error or {}
    raise Refused(error.get("message") or words.tr("The dry run was cancelled."), hint=error.get("hint", ""))


def _forget(services: App, actor: Actor, job_id: int) -> None:
    with contextlib.suppress(Conflict):  # it has ended at this very moment
        services.maintenance.cancel(actor, job_id, key=new_key())
