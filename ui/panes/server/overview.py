"""The first page: what the server is started with, what it leans on, and its figures live."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QSizePolicy, QWidget

from app.domain.api_server import (
    DEFAULT_PORT,
    EVERYWHERE,
    HERE,
    MOST_WORKERS,
    Health,
    ServerOrder,
    ServerPhase,
)
from app.services.api_server import ServerLook
from ui import theme
from ui.models.history import History
from ui.panes.server import figures, words
from ui.widgets.badge import BadgeLabel
from ui.widgets.basic import button, clear, column, frame, label, row
from ui.widgets.form import Field, Form, Kind
from ui.widgets.graph_board import GraphBoard
from ui.widgets.sheet import Facts, Section, page

if TYPE_CHECKING:
    from ui.panes.server.pane import ServerPane

KEPT_S = 3_600.0
"""So much of the figures is kept for the graphs."""

_SIDE = 312
_LAST_HEIGHT = 170
_REMEMBERED = "server/order"


class Dependencies(QWidget):
    """What the server leans on, one below the other: word, icon and tone, then what was found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.SPACE)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._places: dict[str, tuple[BadgeLabel, QLabel]] = {}
        self._note = label("", "soft", wrap=True)
        column(self, self._note, self._grid, gap=0)

    def show_health(self, health: Health | None, note: str) -> None:
        """Show what ``/health`` says, or ``note`` while it says nothing."""
        self._note.setText(note)
        self._note.setVisible(health is None)
        checks = {each.service: each for each in health.checks} if health is not None else {}
        if checks.keys() != self._places.keys():
            self._make_places(list(checks))
        for service, check in checks.items():
            badge, text = self._places[service]
            badge.set_badge(words.dependency_badge(check))
            text.setText(words.dependency_text(check))
            text.setVisible(bool(text.text()))

    def _make_places(self, services: list[str]) -> None:
        clear(self._grid)
        self._places = {}
        for number, service in enumerate(services):
            badge, text = BadgeLabel(parent=self), label("", "faint", wrap=True)
            text.setContentsMargins(0, 0, 0, theme.SPACE)
            self._grid.addWidget(label(words.dependency_name(service), "strong"), 2 * number, 0)
            self._grid.addWidget(badge, 2 * number, 1, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(text, 2 * number + 1, 0, 1, 2)
            self._places[service] = (badge, text)

    def badge_of(self, service: str) -> BadgeLabel | None:
        """How one of them is shown."""
        place = self._places.get(service)
        return place[0] if place else None


class Overview(QObject):
    """The page's body and what moves on it."""

    start_requested = Signal()

    def __init__(self, pane: ServerPane) -> None:
        super().__init__(pane)
        self._state = pane.context.state
        self.history = History(KEPT_S)
        self.form = self._make_form()
        self.form.save_requested.connect(lambda _values: self.start_requested.emit())
        self.dependencies = Dependencies()
        self.board = GraphBoard(
            figures.specs(),
            self.history,
            (
                (60, self.tr("minute")),
                (300, self.tr("5 minutes")),
                (900, self.tr("15 minutes")),
                (3600, self.tr("hour")),
            ),
        )
        self.board.copy_requested.connect(pane.messages.copy)
        self.board.copy_requested.connect(
            lambda _text: pane.messages.tell(self.tr("The figures are copied."))
        )
        self._facts = Facts()
        self.last = QPlainTextEdit()
        self.last.setReadOnly(True)
        self.last.setAccessibleName(self.tr("The last it said"))
        self._last = Section(
            self.tr("The last it said"),
            self.last,
            button(self.tr("Copy"), "copy", "link", run=lambda: pane.messages.copy(self.last.toPlainText())),
        )
        self._last.setVisible(False)
        self._order = Section(self.tr("Start it with"), self.form)
        self._runs = Section(self.tr("It runs with"), self._facts)
        self._runs.setVisible(False)
        side = page(
            self._order,
            self._runs,
            Section(self.tr("What it leans on"), self.dependencies),
            gap=theme.SPACE_2,
            name=self.tr("How the server is set up"),
        )
        side.setFixedWidth(_SIDE)
        right = QWidget()
        column(right, self._last, self.board, margin=theme.SPACE_2)
        right.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.body = frame("plain")
        row(self.body, side, right, gap=0)

    def _make_form(self) -> Form:
        fields = (
            Field(
                "host",
                self.tr("Answers"),
                Kind.CHOICE,
                required=True,
                editable=True,
                default=HERE,
                choices=((HERE, self.tr("this computer only")), (EVERYWHERE, self.tr("every computer that reaches it"))),
                help=self.tr("Choose, or type one address of this computer."),
                check=self._check_host,
            ),
            Field("port", self.tr("Port"), Kind.NUMBER, required=True, default=DEFAULT_PORT, half=True, check=_check("port")),
            Field("workers", self.tr("Workers"), Kind.NUMBER, required=True, default=1, half=True, check=_check("workers")),
        )  # fmt: skip
        form = Form(fields, buttons=False, margin=0, scrolls=False)
        form.set_values({"host": HERE, "port": DEFAULT_PORT, "workers": 1, **self._state.data(_REMEMBERED)})
        return form

    @staticmethod
    def _check_host(value: Any) -> str:
        return "" if " " not in str(value) else words.tr("Type an address such as 127.0.0.1.")

    def order(self) -> ServerOrder | None:
        """What is entered, remembered for the next time; None while something is wrong, which the form then says."""
        if self.form.errors():
            self.form.save()  # shows what is wrong, and goes there
            return None
        values = self.form.values()
        self._state.set_data(_REMEMBERED, values)
        self.form.saved()
        return ServerOrder(str(values["host"]), int(values["port"]), int(values["workers"]))

    def show(self, look: ServerLook, logged: Sequence[str]) -> None:
        """Show how it stands now; ``logged`` are the last lines of its log."""
        phase = look.status.phase
        for each in look.measured:
            self.history.add(each.at, each.values)
        self._order.setVisible(not phase.has_process)
        self._runs.setVisible(phase.has_process)
        if phase.has_process:
            self._facts.set_facts(self._about(look))
        self.dependencies.show_health(look.health, self._note(look))
        self._say_last(look, logged)
        self.board.tick()

    def _about(self, look: ServerLook) -> list[tuple[str, str]]:
        order, state = look.status.order, look.state
        assert order is not None
        place = self.tr("this computer only") if not order.open_to_others else order.host
        if order.host == EVERYWHERE:
            place = self.tr("every computer that reaches it")
        facts = [(self.tr("Answers"), place)]
        facts.append((self.tr("Workers"), words.workers(state) if state is not None else str(order.workers)))
        if state is not None and not state.measured:
            facts.append((self.tr("Figures"), self.tr("not kept: MONITORING_ENABLED is off")))
        elif state is not None:
            answered = sum(each.count for each in state.routes)
            slow = sum(each.slow for each in state.routes)
            facts.append((self.tr("Answered"), f"{answered:,}"))
            facts.append((self.tr("Of them slow"), f"{slow:,}" if slow else ""))
            facts.append((self.tr("In the cache"), words.cached(state)))
        facts.append((self.tr("Ends"), self.tr("with this window")))
        return facts

    def _note(self, look: ServerLook) -> str:
        match look.status.phase:
            case ServerPhase.RUNNING:
                return self.tr("It does not answer when asked how it is.")
            case ServerPhase.STARTING | ServerPhase.STOPPING:
                return self.tr("This shows while it runs.")
            case _:
                return self.tr("Database, Redis and the data folder are looked at while it runs.")

    def _say_last(self, look: ServerLook, logged: Sequence[str]) -> None:
        """What it said at last: of one that died its log too, whoever reads it wants to know why."""
        status = look.status
        lines = [*(logged if status.phase is ServerPhase.DIED else ()), *status.last_lines]
        text = "\n".join(lines) if status.problem is not None else ""
        if text != self.last.toPlainText():
            self.last.setPlainText(text)
            self.last.setFixedHeight(
                min(_LAST_HEIGHT, 24 + self.last.fontMetrics().lineSpacing() * (len(lines) + 1))
            )
            self.last.verticalScrollBar().setValue(self.last.verticalScrollBar().maximum())
        self._last.setVisible(bool(text))


def _check(field: str) -> Any:
    def check(value: Any) -> str:
        if field == "port":
            return "" if 0 <= value <= 65535 else words.tr("A port is a number from 1 to 65535.")
        if 1 <= value <= MOST_WORKERS:
            return ""
        return words.tr("Choose from 1 to {most} workers.").format(most=MOST_WORKERS)

    return check
