"""The catalogue: every task with how it stands, its plan, and its run after as much asking as it needs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.services.maintenance import TaskCard
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.maintenance import guises, words
from ui.panes.maintenance.reading import Snapshot
from ui.panes.maintenance.running import Running
from ui.panes.maintenance.task_sheet import TaskSheet
from ui.sentences import said
from ui.widgets.acts import Act

if TYPE_CHECKING:
    from ui.panes.maintenance.pane import MaintenancePane


class TasksTab(QObject):
    """The list of tasks with the sheet of one."""

    def __init__(self, pane: MaintenancePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._cards: tuple[TaskCard, ...] = ()
        self._text = ""
        self.model = RowsModel(self._columns(), parent=self, key=lambda card: card.spec.name)
        self.body = pane.master(
            "maintenance-tasks", self.model, self._acts(), self.tr("task"), self.tr("tasks")
        )
        self.sheet = TaskSheet(self.body.sheet, self, pane)
        self.running = Running(pane, self.sheet, pane.asking, pane.on_started)
        self.sheet.wanted.connect(self.do)
        self.body.searched.connect(self.search)
        self.body.table.current_changed.connect(self._on_row_chosen)
        self.body.table.opened.connect(self.show_task)
        self.body.view.set_empty(self.tr("No task fits"), self.tr("Check the spelling."), "magnifying-glass")

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                "title", self.tr("Task"), lambda c: said(c.spec.title), width=52, strong=True, stretch=True,
                below=words.about_task, tip=words.about_task,
            ),
            Column(
                "danger", self.tr("Running it"), lambda c: words.danger_badge(c.spec.danger).text, width=18, whole=True,
                icon=lambda c: words.danger_badge(c.spec.danger).icon,
            ),
            Column("state", self.tr("State"), lambda c: "", badge=words.task_badge, width=21),
            Column("last", self.tr("Last run"), words.last_run, width=15, whole=True),
            Column("next", self.tr("Next run"), lambda c: words.when(c.next_run) or "–", width=15, whole=True),
            Column("why", self.tr("What for"), lambda c: said(c.spec.why), width=30, tip=lambda c: said(c.spec.why), shown=False),
        )  # fmt: skip

    def _acts(self) -> tuple[Act, ...]:
        on = self._on_rows
        return (
            Act("plan", self.tr("What would it do?"), partial(on, "plan"), "eye", "Ctrl+P", "one"),
            Act("dry_run", self.tr("Dry run"), partial(on, "dry_run"), "file-search", "Ctrl+D", "one", menu_only=True),
            Act("last", self.tr("Show its last run"), partial(on, "last"), "clock-counter-clockwise", "Ctrl+L", "one", menu_only=True),
            Act("schedule", self.tr("Schedule…"), partial(on, "schedule"), "calendar", "", "one", menu_only=True),
            Act(
                "run", self.tr("Run"), partial(on, "run"), "play", "Ctrl+R", "one", primary=True,
                guise=lambda cards: guises.of_run(cards[0]),
            ),
        )  # fmt: skip

    def show(self, snapshot: Snapshot) -> None:
        """Show the tasks as they stand."""
        self._cards = tuple(sorted(snapshot.tasks, key=lambda card: said(card.spec.title).casefold()))
        self._fill()
        shown = self.sheet.card
        if shown is not None and not self.body.sheet.isHidden():
            card = next((each for each in self._cards if each.spec.name == shown.spec.name), None)
            if card is not None:
                self.sheet.show_task(card)

    def search(self, text: str) -> None:
        """Show the tasks that have these letters in name, title or purpose."""
        self._text = text.strip().casefold()
        self._fill()

    def _fill(self) -> None:
        self.model.set_rows(
            card
            for card in self._cards
            if self._text in f"{card.spec.name} {said(card.spec.title)} {said(card.spec.why)}".casefold()
        )

    def show_task(self, card: TaskCard) -> None:
        """Open the sheet of a task."""
        self.sheet.show_task(card)
        self.body.open_sheet()

    def open(self, name: str) -> None:
        """Show a task by its name."""
        card = next((each for each in self._cards if each.spec.name == name), None)
        if card is not None:
            self.body.table.select_key(name)
            self.show_task(card)

    def _on_row_chosen(self, card: TaskCard | None) -> None:
        if card is not None and not self.body.sheet.isHidden():
            self.sheet.show_task(card)

    # -- acts ----------------------------------------------------------------------------------------

    def _on_rows(self, key: str, rows: tuple[TaskCard, ...]) -> None:
        card = rows[0]
        shown = self.sheet.card
        if shown is None or shown.spec.name != card.spec.name or self.body.sheet.isHidden():
            self.show_task(card)
        self.do(key)

    def do(self, key: str, values: dict[str, Any] | None = None) -> None:
        """Do an act with the task in the sheet; ``values`` are its parameters instead of those entered."""
        card = self.sheet.card
        if card is None:
            return
        if key == "last":
            job = card.open_job or words.newest(card)
            if job is not None:
                self._pane.open(job.id)
            return
        if key == "schedule":
            if self.running.possible(card):
                self._pane.schedule(card.spec.name)
        else:
            self.running.do(key, values)
