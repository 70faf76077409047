"""The connections of a database server: who holds up whom, what runs, and the end of one with care."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from app.domain.statements import Process, ProcessKind
from app.services.acts import new_key
from app.services.nodes import ProcessesLook
from ui import theme, units
from ui.messages import Choice, Question
from ui.models.columns import Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.panes.health import words
from ui.panes.health.part_page import PartPage
from ui.widgets.acts import Act
from ui.widgets.basic import button, column, frame, label, row
from ui.widgets.sheet import Facts
from ui.widgets.table import TableView
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.health.pane import HealthPane


class ProcessesPage(PartPage):
    """The list, what the chosen connection runs, and one act."""

    LIVE = True

    def __init__(self, pane: HealthPane) -> None:
        body = frame("plain")
        super().__init__(pane, body)
        self._all: tuple[Process, ...] = ()
        self._told: object = None
        self.model = RowsModel(self._columns(), parent=self)
        self.table = TableView(
            self.model, "health-processes", state=pane.context.state, copy=pane.messages.copy, multi=False,
            acts=(Act("end", self.tr("End it…"), self._on_end, "x-circle", "Ctrl+E", needs="one", danger=True),),
        )  # fmt: skip
        self.table.setAccessibleName(self.tr("Connections"))
        self.table.current_changed.connect(self._on_current)
        self.idle = button(self.tr("Idle too"), kind="chip", run=self._fill_table)
        self.idle.setCheckable(True)
        self.count = label("", "faint")
        bar = row(None, self.idle, self.count, None)
        self.table.acts.fill_toolbar(bar)
        self.partly = label(
            self.tr("Only connections of this program's own account: it lacks the right PROCESS."),
            "soft",
            wrap=True,
        )
        self.partly.setContentsMargins(theme.SPACE_2, 0, theme.SPACE_2, theme.SPACE)
        self.partly.hide()
        self._facts = Facts()
        below = frame("sunken")
        column(below, self._facts, margin=theme.SPACE_2)
        self._below = below
        below.hide()
        bar.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        layout = column(body, bar, self.partly, self.table, below, gap=0)
        layout.setStretch(2, 1)
        self.view.set_empty(self.tr("Nothing runs"), self.tr("Nobody but this program is connected."))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("state", self.tr("State"), lambda p: "", badge=badge, width=12, sort_key=""),
            Column("seconds", self.tr("For"), lambda p: _length(p.seconds), width=8, numeric=True, export=lambda p: p.seconds),
            Column("statement", self.tr("Statement"), _what, stretch=True, below=_who, tip=_what),
            Column("waits", self.tr("Waits for"), lambda p: ", ".join(map(str, p.waits_for)), width=10, shown=False),
            Column("id", self.tr("Number"), lambda p: str(p.id), width=9, numeric=True, shown=False, export=lambda p: p.id),
        )  # fmt: skip

    def ask(self, part: str) -> ProcessesLook:
        return self.pane.services.nodes.processes(self.pane.actor, part)

    def fill(self, found: ProcessesLook) -> bool:
        self.partly.setVisible(not found.every)
        self._all = tuple(each for each in found.processes if each.kind is not ProcessKind.OURS)
        self._fill_table()
        return bool(self._all)

    def forget(self) -> None:
        self._all = ()
        self._fill_table()

    @Slot()
    def _fill_table(self) -> None:
        shown = [each for each in self._all if self.idle.isChecked() or not each.idle or each.holds_up]
        self.model.set_rows(shown)
        idle = len(self._all) - len(shown)
        told = counted(len(self._all), "{n} connection", "{n} connections")
        self.count.setText(
            self.tr("{connections}, {idle} idle").format(connections=told, idle=idle) if idle else told
        )
        chosen = self.table.selected()
        self._on_current(chosen[0] if chosen else None)

    def _on_current(self, process: Process | None) -> None:
        process = next((each for each in self._all if process is not None and each.id == process.id), None)
        self._below.setVisible(process is not None)
        if process is None or process == self._told:
            return
        self._told = process
        self._facts.set_facts(
            (
                (self.tr("Number"), str(process.id)),
                (self.tr("Who"), _who(process)),
                (self.tr("Does"), " · ".join(filter(None, (process.command, process.state)))),
                (self.tr("Transaction"), transaction(process)),
                (self.tr("Waits for"), ", ".join(map(str, process.waits_for))),
                (self.tr("Holds up"), ", ".join(map(str, process.holds_up))),
                (self.tr("Statement"), process.statement),
            )
        )

    # -- its end --------------------------------------------------------------------------------------

    def _on_end(self, rows: tuple[Process, ...]) -> None:
        process = rows[0]
        if not process.ends:
            self.pane.messages.warn(
                self.tr("This is a thread of the server itself."),
                self.tr("Replication is stopped and started by the tasks of the cluster."),
            )
            return
        statement = Choice("statement", self.tr("End the statement"), danger=True, primary=True)
        connection = Choice("connection", self.tr("End the connection"), danger=True)
        cancel = Choice("cancel", self.tr("Cancel"))
        question = Question(
            self.tr("End connection {number} of {user}?").format(number=process.id, user=process.user),
            effect(process),
            (cancel, connection) if process.idle else (cancel, connection, statement),
            text_field=self.tr("Why"),
            text_required=True,
            icon="x-circle",
        )
        self.pane.messages.ask(question, partial(self._on_answer, self.part, process))

    def _on_answer(self, part: str, process: Process, key: str, reason: str) -> None:
        if key not in ("statement", "connection"):
            return
        work = partial(
            self.pane.services.nodes.end_process, self.pane.actor, part, process.id, process.mark,
            connection=key == "connection", reason=reason, key=new_key(),
        )  # fmt: skip
        say = (
            self.tr("The connection is ended.") if key == "connection" else self.tr("The statement is ended.")
        )
        self.pane.write(work, lambda _: self.read(), say=say)


def badge(process: Process) -> Badge:
    """How a connection stands to the others."""
    if process.holds_up:
        return Badge(words.tr("Holds up {n}").format(n=len(process.holds_up)), Tone.BAD, "hand-palm")
    if process.waits_for:
        return Badge(words.tr("Waits"), Tone.WARN, "hourglass")
    if process.kind is ProcessKind.SERVER:
        return Badge(words.tr("Server"), Tone.MUTED, "gear")
    if process.idle:
        return Badge(words.tr("Idle"), Tone.MUTED, "pause")
    return Badge(words.tr("Runs"), Tone.INFO, "play")


def transaction(process: Process) -> str:
    """What its transaction would take back; "" where it has none, or this account may not know."""
    if process.transaction_s is None:
        return ""
    changed = counted(process.rows_changed or 0, "changed {n} row", "changed {n} rows")
    return words.tr("since {time}, {changed}").format(time=_length(process.transaction_s), changed=changed)


def effect(process: Process) -> str:
    """What its end would hit, in numbers."""
    parts = [_what(process)] if process.statement else []
    if process.holds_up:
        parts.append(
            counted(
                len(process.holds_up), "{n} connection waits for it.", "{n} connections wait for it."
            )
        )  # fmt: skip
    if process.transaction_s is not None:
        parts.append(
            counted(
                process.rows_changed or 0,
                "The end of the connection takes {n} changed row back.",
                "The end of the connection takes {n} changed rows back.",
            )
        )
    parts.append(words.tr("Whoever waits for its answer is told an error."))
    return "\n".join(parts)


def _what(process: Process) -> str:
    return " ".join(process.statement.split()) or process.state or process.command


def _who(process: Process) -> str:
    return " · ".join(filter(None, (process.user, process.client, process.schema)))


def _length(seconds: float | None) -> str:
    return "–" if seconds is None else units.length(seconds)
