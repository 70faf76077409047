"""What a task's sheet asks for: its plan, a dry run, or a run after as much asking as the task needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from app.domain.changes import Receipt
from app.maintenance.task import Danger, Plan
from app.services.acts import new_key
from app.services.maintenance import Started, TaskCard
from ui.panes.acting import ActingPane
from ui.panes.maintenance.asking import Asking
from ui.panes.maintenance.task_sheet import TaskSheet
from ui.sentences import advice, said


class Running(QObject):
    """Acts on the task in a sheet. ``started`` is told of a run that somebody wants to watch."""

    def __init__(
        self, pane: ActingPane, sheet: TaskSheet, asking: Asking, started: Callable[[Receipt[Started]], None]
    ) -> None:
        super().__init__(pane)
        self._pane, self._sheet, self._asking, self._started = pane, sheet, asking, started

    def possible(self, card: TaskCard) -> bool:
        """Whether the task can run here; says why not."""
        if card.obstacle is not None:
            self._pane.messages.warn(advice(card.obstacle))
        return card.obstacle is None

    def do(self, key: str, values: dict[str, Any] | None = None) -> None:
        """``plan``, ``dry_run`` or ``run``; ``values`` are the parameters instead of those entered."""
        card = self._sheet.card
        if card is None or not self.possible(card):
            return
        given = self._sheet.values() if values is None else values
        if given is None:
            return
        if key == "dry_run":
            self._start(card, given, dry_run=True)
        elif key == "run" and card.spec.danger is Danger.HARMLESS:
            self._start(card, given)
        elif key == "plan":
            self._asking.plan(card.spec, given, self._sheet.show_plan, self._sheet.show_refusal)
        else:
            self._asking.plan(card.spec, given, partial(self._ask, card, given), self._sheet.show_refusal)

    def _ask(self, card: TaskCard, given: dict[str, Any], plan: Plan) -> None:
        self._sheet.show_plan(plan)

        def start(confirmed: str) -> None:
            self._start(card, given, confirmed=confirmed)

        self._asking.ask(card.spec, plan, start)

    def _start(self, card: TaskCard, given: dict[str, Any], **how: Any) -> None:
        work = partial(
            self._pane.services.maintenance.start,
            self._pane.actor,
            card.spec.name,
            given,
            key=new_key(),
            **how,
        )
        form = (
            self.tr("“{task}” is put in as a dry run")
            if how.get("dry_run")
            else self.tr("“{task}” is put in")
        )
        # One click stays where it is, its row tells the rest; what had to be asked about is watched.
        watch = bool(how) or card.spec.danger is not Danger.HARMLESS
        done = self._started if watch else None
        self._pane.act(work, form.format(task=said(card.spec.title)), done, self._sheet.show_refusal)
