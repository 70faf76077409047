"""The tab of a patron's money: the balance large, every line, and what may be done by the person's role."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.account_view import AccountLine, AccountView
from app.domain.actors import Permission
from ui import theme
from ui.models.columns import Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.panes.base import PaneContext
from ui.panes.students import words
from ui.widgets.acts import Act
from ui.widgets.basic import button, label, only_if, rule
from ui.widgets.state import StateView
from ui.widgets.table import TableView


def line_badge(line: AccountLine) -> Badge | None:
    """What is still open of a line."""
    if line.void:
        return Badge(words.tr("Void"), Tone.MUTED, "minus-circle")
    if line.kind != "CHARGE":
        return None
    if line.outstanding_minor == 0:
        return Badge(words.tr("Settled"), Tone.OK, "check-circle")
    if line.outstanding_minor == line.amount_minor:
        return Badge(words.tr("Unpaid"), Tone.WARN, "coin")
    left = words.tr("{amount} left").format(amount=words.money(line.outstanding_minor))
    return Badge(left, Tone.WARN, "coin")


def _about(line: AccountLine) -> str:
    method = next((words.tr(word) for value, word in words.METHODS if value == line.method), "")
    receipt = words.tr("receipt {number}").format(number=line.receipt_number) if line.receipt_number else ""
    return " · ".join(filter(None, (line.title or line.note, method, receipt)))


class AccountTab(QWidget):
    """Shows an ``AccountView``; ``wanted`` asks for pay, charge, refund, waive or void."""

    wanted = Signal(str, object)

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        actor, self._messages = context.actor, context.messages
        money, forgive = actor.may(Permission.TAKE_MONEY), actor.may(Permission.FORGIVE_MONEY)
        columns = (
            Column("at", self.tr("Day"), lambda r: words.day(r.at), width=7, sort_key=""),
            Column(
                "what",
                self.tr("What"),
                words.entry,
                stretch=True,
                strong=True,
                secondary=_about,
                tip=lambda r: f"{words.entry(r)} · {words.moment(r.at)}\n{_about(r)}".strip(),
                sort_key="",
            ),
            Column("amount", self.tr("Amount"), words.signed, width=8, numeric=True, sort_key=""),
            Column("state", self.tr("State"), lambda r: "", badge=line_badge, width=13, sort_key=""),
        )
        self.model = RowsModel(columns)
        acts = (
            Act("pay", self.tr("Pay this…"), self._on_pay, "coin", needs="some", allowed=money),
            Act("waive", self.tr("Waive…"), self._on_waive, "hand-palm", needs="one", allowed=forgive),
            Act(
                "void", self.tr("Void…"), self._on_void, "x-circle", needs="one", allowed=forgive, danger=True
            ),
        )
        self.table = TableView(
            self.model, "student-account", state=context.state, acts=acts, copy=context.messages.copy
        )
        self.table.setAccessibleName(self.tr("Account lines"))
        self._view = StateView(self.table)
        self._view.set_empty(
            self.tr("No charges yet"), self.tr("Fines, charges and payments are listed here."), "receipt"
        )
        self._balance, self._words = label("", "display"), label("", "soft", wrap=True)
        self._pay = button(
            self.tr("Take payment"),
            "coin",
            "primary",
            run=lambda: self.wanted.emit("pay", ()),
            tip=self.tr("F6"),
        )
        self._charge = button(self.tr("Charge…"), "plus", run=lambda: self.wanted.emit("charge", None))
        self._refund = button(
            self.tr("Refund…"), "arrow-u-up-left", run=lambda: self.wanted.emit("refund", None)
        )
        self._may_pay, self._may_forgive = money, forgive
        only_if(money, self._charge)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2)
        column.setSpacing(theme.SPACE_HALF)
        column.addWidget(self._balance)
        column.addWidget(self._words)
        tools = QHBoxLayout()
        tools.setSpacing(theme.SPACE)
        tools.setContentsMargins(0, theme.SPACE, 0, 0)
        for each in (self._pay, self._charge, self._refund):
            tools.addWidget(each)
        tools.addStretch(1)
        column.addLayout(tools)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(rule())
        outer.addWidget(self._view, 1)

    def show_account(self, account: AccountView, accruing_minor: int) -> None:
        """Show an account and what runs up on open loans meanwhile."""
        self.model.set_rows(account.lines)
        self._view.set_state("loaded" if account.lines else "empty")
        if account.owed_minor:
            self._balance.setText(self.tr("{amount} owed").format(amount=words.money(account.owed_minor)))
        elif account.credit_minor:
            self._balance.setText(self.tr("{amount} credit").format(amount=words.money(account.credit_minor)))
        else:
            self._balance.setText(self.tr("Nothing owed"))
        runs = words.money(accruing_minor)
        self._words.setText(
            self.tr("{amount} more is running on overdue books.").format(amount=runs)
            if accruing_minor
            else ""
        )
        self._words.setVisible(bool(accruing_minor))
        self._pay.setVisible(self._may_pay)
        self._pay.setEnabled(account.owed_minor > 0)
        self._refund.setVisible(self._may_forgive and account.credit_minor > 0)

    def balance(self) -> str:
        """The large line, for tests and screen readers."""
        return self._balance.text()

    def _on_pay(self, rows: tuple[AccountLine, ...]) -> None:
        due = tuple(row for row in rows if row.outstanding_minor > 0)
        if due:
            self.wanted.emit("pay", due)
        else:
            self._messages.tell(self.tr("Nothing of what you chose is still to be paid."))

    def _on_waive(self, rows: tuple[AccountLine, ...]) -> None:
        self.wanted.emit("waive", rows[0])

    def _on_void(self, rows: tuple[AccountLine, ...]) -> None:
        self.wanted.emit("void", rows[0])
