"""Money acts on the patron in the sheet: payment, charge, waiver, refund, void."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.account_view import AccountLine
from app.domain.changes import Receipt
from app.domain.ledger import ChargeType
from ui.panes.students import fields, words
from ui.panes.students.record import Record
from ui.panes.students.sheet import PatronSheet
from ui.widgets.basic import label
from ui.words import counted

if TYPE_CHECKING:
    from app.services.ledger import LedgerService
    from ui.panes.acting import ActingPane
    from ui.panes.sheet_forms import SheetForms

Values = dict[str, Any]


class MoneyActs(QObject):
    """Asks for amounts in the sheet and posts them to the ledger."""

    def __init__(self, pane: ActingPane, forms: SheetForms, sheet: PatronSheet) -> None:
        super().__init__(pane)
        self._messages = pane.messages
        self._forms = forms
        self._sheet = sheet
        self._actor = pane.actor
        self._ledger: LedgerService = pane.services.ledger
        self._do: dict[str, Callable[[Record, Any], None]] = {
            "pay": self._pay,
            "charge": self._charge,
            "refund": self._refund,
            "waive": self._waive,
            "void": self._void,
        }

    def can(self, key: str) -> bool:
        """Tell whether an act of this name is known here."""
        return key in self._do

    def do(self, key: str, value: object = None) -> None:
        """Do a money act on the patron in the sheet."""
        record = self._sheet.record
        if record is not None:
            self._forms.guard(partial(self._do[key], record, value))

    def _pay(self, record: Record, lines: Sequence[AccountLine] | None) -> None:
        chosen = tuple(lines or ())
        due = sum(line.outstanding_minor for line in chosen) or record.account.owed_minor
        if due <= 0:
            self._messages.tell(self.tr("{name} owes nothing now.").format(name=record.sheet.name))
            return

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            return partial(
                self._ledger.pay, self._actor, record.sheet.id, values["amount"],
                charges=[line.id for line in chosen] or None, method=values["method"], note=values["note"], key=key,
            )  # fmt: skip

        said = self.tr("{amount} received from {name}, receipt {number}; {left}")
        what = (
            counted(len(chosen), "{n} charge chosen", "{n} charges chosen")
            if chosen
            else self.tr("The oldest charges are paid first. A part is fine.")
        )
        self._forms.show(
            self.tr("Take payment"),
            record.sheet.name,
            fields.payment_fields(),
            work,
            say=lambda r: said.format(
                amount=words.money(r.value.amount_minor),
                name=record.sheet.name,
                number=r.value.receipt_number,
                left=self._left(r.value.owed_minor),
            ),
            values={"amount": due, "method": "CASH"},
            save_text=self.tr("Take payment"),
            check=partial(self._not_more, due),
            above=_figure(self.tr("{amount} owed").format(amount=words.money(due)), what),
        ).focus_first()

    def _not_more(self, due: int, values: Values) -> dict[str, str]:
        if values["amount"] > due:
            return {"amount": self.tr("That is more than {amount}.").format(amount=words.money(due))}
        return {}

    def _left(self, owed_minor: int) -> str:
        if not owed_minor:
            return self.tr("nothing is owed now")
        return self.tr("{amount} still owed").format(amount=words.money(owed_minor))

    def _charge(self, record: Record, _value: object) -> None:
        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            kind = ChargeType(values["type"])
            return partial(
                self._ledger.charge,
                self._actor,
                record.sheet.id,
                kind,
                values["amount"],
                values["note"],
                key=key,
            )

        said = self.tr("{name} is charged {amount}")
        self._forms.show(
            self.tr("Charge"),
            record.sheet.name,
            fields.charge_fields(),
            work,
            say=lambda r: said.format(name=record.sheet.name, amount=words.money(r.value.amount_minor)),
            save_text=self.tr("Charge"),
        )

    def _refund(self, record: Record, _value: object) -> None:
        credit = record.account.credit_minor

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            amount, reason = values["amount"], values["reason"]
            return partial(self._ledger.refund, self._actor, record.sheet.id, amount, reason, key=key)

        said = self.tr("{amount} given back to {name}")
        self._forms.show(
            self.tr("Refund"),
            record.sheet.name,
            fields.amount_fields(self.tr("Why it is given back")),
            work,
            say=lambda r: said.format(name=record.sheet.name, amount=words.money(r.value.amount_minor)),
            values={"amount": credit},
            save_text=self.tr("Give back"),
            check=partial(self._not_more, credit),
        )

    def _waive(self, record: Record, line: AccountLine) -> None:
        if line.outstanding_minor <= 0:
            self._messages.tell(self.tr("Of this line nothing is owed, so there is nothing to waive."))
            return

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            return partial(
                self._ledger.waive, self._actor, record.sheet.id, line.id, values["reason"],
                amount_minor=values["amount"], key=key,
            )  # fmt: skip

        said = self.tr("{amount} of {name} waived")
        self._forms.show(
            self.tr("Waive a charge"),
            f"{record.sheet.name} · {words.entry(line)}",
            fields.amount_fields(self.tr("Why it is waived")),
            work,
            say=lambda r: said.format(name=record.sheet.name, amount=words.money(r.value.amount_minor)),
            values={"amount": line.outstanding_minor},
            save_text=self.tr("Waive"),
            check=partial(self._not_more, line.outstanding_minor),
        )

    def _void(self, record: Record, line: AccountLine) -> None:
        if line.void or line.kind == "VOID":
            self._messages.tell(self.tr("This entry is void already."))
            return

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            return partial(self._ledger.void, self._actor, line.id, values["reason"], key=key)

        text = self.tr("{what}, {amount}").format(
            what=words.entry(line), amount=words.money(line.amount_minor)
        )
        self._forms.show(
            self.tr("Void an entry"),
            record.sheet.name,
            (fields.reason_field(self.tr("Why it was wrong")),),
            work,
            say=self.tr("{what} is void").format(what=words.entry(line)),
            save_text=self.tr("Void"),
            above=_figure(text, self.tr("It stays in the account, marked void. This can't be undone.")),
        ).focus_first()


def _figure(large: str, small: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(large, "display", wrap=True))
    column.addWidget(label(small, "soft", wrap=True))
    return holder
