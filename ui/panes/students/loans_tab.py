"""The tabs of a patron's loans: those open now with what they cost so far, and those of the past."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.actors import Permission
from app.domain.desk import LoanOnCard
from app.domain.loans import LoanQuery, LoanRow
from ui import theme
from ui.models.columns import Badge, Column, Tone
from ui.models.pages import PagesModel
from ui.models.rows import RowsModel
from ui.models.sources import QuerySource
from ui.panes.base import PaneContext
from ui.panes.students import words
from ui.widgets.acts import Act
from ui.widgets.basic import button, label, only_if, rule
from ui.widgets.state import StateView
from ui.widgets.table import TableView
from ui.words import stored_word


def due_badge(loan: LoanOnCard) -> Badge:
    """When an open loan is due, or since when it is late."""
    day = words.day(loan.due_on)
    if loan.lost:
        return Badge(words.tr("Lost, due {day}").format(day=day), Tone.BAD, "x-circle")
    if loan.overdue:
        return Badge(words.tr("Late since {day}").format(day=day), Tone.BAD, "warning-circle")
    return Badge(words.tr("Due {day}").format(day=day), Tone.OK, "check-circle")


def past_badge(loan: LoanRow) -> Badge:
    """How and when a loan ended, or that it is open."""
    if loan.returned_at is None:
        if loan.overdue:
            day = words.day(loan.due_on)
            return Badge(words.tr("Late since {day}").format(day=day), Tone.BAD, "warning-circle")
        return Badge(words.tr("On loan"), Tone.OK, "arrow-up-right")
    day = words.day(loan.returned_at)
    if loan.close_reason not in (None, "RETURNED"):
        reason = stored_word(loan.close_reason or "")
        return Badge(f"{reason} {day}", Tone.MUTED, "minus-circle")
    if loan.returned_at > loan.due_at:
        return Badge(words.tr("Late, {day}").format(day=day), Tone.WARN, "clock")
    return Badge(words.tr("Back {day}").format(day=day), Tone.MUTED, "check-circle")


class LoansTab(QWidget):
    """Open loans. Renewing and checking in are asked for by signal."""

    renew = Signal(object)  # tuple of LoanOnCard
    until = Signal(object)  # of one: to a day set by hand
    check_in = Signal(object)
    show_title = Signal(object)  # LoanOnCard

    def __init__(self, context: PaneContext, *, may: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RowsModel(self._columns(), key=lambda loan: loan.loan_id)
        acts = (
            Act("renew", self.tr("Renew"), self.renew.emit, "arrows-clockwise", needs="some", allowed=may),
            Act(
                "until",
                self.tr("Renew until…"),
                self.until.emit,
                "clock",
                needs="one",
                allowed=may and context.actor.may(Permission.OVERRIDE),
            ),
            Act(
                "check-in",
                self.tr("Check in"),
                self.check_in.emit,
                "arrow-down-left",
                needs="some",
                allowed=may,
            ),
            Act("title", self.tr("Show the title"), self._on_title, "book-open", needs="one"),
        )
        self.table = TableView(
            self.model, "student-loans", state=context.state, acts=acts, copy=context.messages.copy
        )
        self.table.setAccessibleName(self.tr("Open loans"))
        self.table.opened.connect(self.show_title)
        self._view = StateView(self.table)
        self._view.set_empty(
            self.tr("No books on loan"), self.tr("Books lent at the desk are listed here."), "books"
        )
        self._total = label("", "soft", wrap=True)
        self._total.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        self._all = button(self.tr("Renew all"), "arrows-clockwise", run=self._on_all)
        only_if(may, self._all)
        self._bar = self._foot()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._total)
        outer.addWidget(self._view, 1)
        outer.addWidget(rule())
        outer.addWidget(self._bar)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                "title",
                self.tr("Title"),
                lambda r: r.title,
                stretch=True,
                strong=True,
                tip=lambda r: f"{r.title}\n{r.accession_number}",
                sort_key="",
            ),
            Column(
                "due",
                self.tr("Due"),
                lambda r: "",
                badge=due_badge,
                width=17,
                sort_key="",
                export=lambda r: r.due_on.isoformat(),
            ),
            Column(
                "fine",
                self.tr("Fine"),
                lambda r: words.money(r.fine_minor) if r.fine_minor else "",
                width=8,
                numeric=True,
                sort_key="",
            ),
            Column(
                "number", self.tr("Number"), lambda r: r.accession_number, width=10, shown=False, sort_key=""
            ),
        )

    def _foot(self) -> QWidget:
        bar = QWidget()
        tools = QHBoxLayout(bar)
        tools.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        tools.setSpacing(theme.SPACE)
        for key in ("renew", "check-in"):
            for act in self.table.acts.acts:
                if act.key == key:
                    made = button(act.text, act.icon, run=partial(self.table.acts.trigger, key))
                    self.table.selection_changed.connect(lambda rows, made=made: made.setEnabled(bool(rows)))
                    made.setEnabled(False)
                    tools.addWidget(made)
        tools.addStretch(1)
        tools.addWidget(self._all)
        return bar

    def show_loans(self, loans: Sequence[LoanOnCard]) -> None:
        """Show these loans."""
        self.model.set_rows(loans)
        self._view.set_state("loaded" if loans else "empty")
        self._bar.setVisible(bool(loans))
        running = sum(loan.fine_minor for loan in loans)
        self._total.setVisible(running > 0)
        self._total.setText(
            self.tr("{amount} in fines so far, posted when the books come back.").format(
                amount=words.money(running)
            )
            if running
            else ""
        )

    def _on_all(self) -> None:
        self.renew.emit(self.model.rows())

    def _on_title(self, rows: tuple[LoanOnCard, ...]) -> None:
        self.show_title.emit(rows[0])


class PastLoansTab(QWidget):
    """Every loan there ever was, newest first, page by page."""

    show_title = Signal(object)  # LoanRow

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        columns = (
            Column(
                "title",
                self.tr("Title"),
                lambda r: r.title,
                stretch=True,
                strong=True,
                tip=lambda r: f"{r.title}\n{r.accession_number}",
                sort_key="",
            ),
            Column(
                "out", self.tr("Lent"), lambda r: words.day(r.checked_out_at), width=9, sort_key="checked_out"
            ),
            Column(
                "back",
                self.tr("Returned"),
                lambda r: "",
                badge=past_badge,
                width=17,
                sort_key="",
                export=lambda r: r.returned_at.isoformat() if r.returned_at else "",
            ),
        )
        self.model = PagesModel(context.runner, columns, self)
        self.table = TableView(self.model, "student-history", state=context.state, copy=context.messages.copy)
        self.table.setAccessibleName(self.tr("All loans"))
        self.table.opened.connect(self.show_title)
        self._view = StateView(self.table)
        self._view.set_empty(
            self.tr("No loans yet"), self.tr("What this patron borrows is kept here."), "books"
        )
        follow(self.model, self._view)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._view)

    def show_patron(self, student_id: int) -> None:
        """Show the loans of a patron."""
        circulation, actor = self._context.services.circulation, self._context.actor
        query = LoanQuery(open_only=False, student_id=student_id, sort="-checked_out")
        self.model.set_source(
            QuerySource(partial(circulation.list, actor), partial(circulation.count, actor), query)
        )


def follow(model: PagesModel, view: StateView) -> None:
    """Let a state view follow a paged model."""

    def show(_changed: object = None) -> None:
        state = model.state
        if state == "loaded" and model.rowCount() == 0:
            state = "empty"
        view.set_state(state, model.error)

    model.state_changed.connect(show)
    model.count_changed.connect(show)
    model.rows_arrived.connect(lambda _first, _last: show())
    view.retry_requested.connect(model.invalidate)
