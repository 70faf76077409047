"""Small forms of the desk that stand where the patron card stands: override, payment, scanner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from PySide6.QtCore import QTime, Signal, SignalInstance
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.desk import Overrides, PatronCard
from app.services.desk import DeskAnswer
from ui.panes.circulation import words
from ui.panes.scanning.box import ScanBox, ScannerSetup
from ui.panes.scanning.keys import ScanGuard
from ui.panes.scanning.panel import Panel
from ui.sentences import said
from ui.widgets.basic import clear, discard, label
from ui.widgets.form import Field, Form, Kind

#: Findings that only a due date set by hand answers.
_DUE = frozenset({"NO_VALID_DUE", "DUE_NOT_LATER"})


class OverridePanel(Panel):
    """Sets the findings of one refusal aside, with a reason that is stored with the loan, or sets the due date."""

    confirmed = Signal(object, object)  # DeskAnswer, Overrides
    scanned = Signal(str)  # a scan that came while the form was open

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Override the rules"), parent)
        self._refused: DeskAnswer | None = None
        self._about = label("", "soft", wrap=True)
        self._what = QVBoxLayout()
        self.body.addWidget(self._about)
        self.body.addLayout(self._what)
        self.form = Form(())
        self.body.addWidget(self.form, 1)

    def _fields(self, codes: set[str]) -> Iterator[Field]:
        if codes & _DUE:
            yield Field(
                "due", self.tr("Due on"), Kind.DATE, required=True, check=self._check_due,
                help=self.tr("The rules find no due date here."),
            )  # fmt: skip
        if codes - _DUE:
            yield Field(
                "reason", self.tr("Reason"), required=True, max_length=300,
                help=self.tr("It is kept with the loan, with your name."),
            )  # fmt: skip

    def _check_due(self, value: date) -> str:
        late = value <= date.today()  # noqa: DTZ011 - the desk's own day
        return self.tr("Choose a day after today.") if late else ""

    def begin(self, refused: DeskAnswer) -> None:
        """Ask about what stands against this check-out or renewal."""
        self._refused = refused
        self._about.setText(refused.accession_number or "")
        clear(self._what)
        for note in refused.notes:
            self._what.addWidget(label(f"• {said(note.message)}", wrap=True))
        renews = "renews" in refused.details
        form = Form(
            self._fields({note.code for note in refused.notes}),
            save_text=self.tr("Renew anyway") if renews else self.tr("Check out anyway"),
            margin=0,
        )
        form.save_requested.connect(self._on_saved)
        form.cancelled.connect(self.closed)
        self.body.replaceWidget(self.form, form)
        discard(self.form)
        self.form = form
        _on_enter(form, self.scanned)
        form.focus_first()

    def _on_saved(self, values: dict[str, Any]) -> None:
        if self._refused is None:
            return
        codes = tuple(note.code for note in self._refused.notes)
        self.confirmed.emit(self._refused, Overrides(codes, values.get("reason", ""), values.get("due")))


class PaymentPanel(Panel):
    """Takes a payment, whole or in part, on the oldest charges first."""

    paid = Signal(object, int, str)  # the patron's card, minor units, method
    scanned = Signal(str)  # a scan that came while the form was open

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Take a payment"), parent)
        self._card: PatronCard | None = None
        self._owed = label("", "display")
        self._who = label("", "soft", wrap=True)
        self.body.addWidget(self._owed)
        self.body.addWidget(self._who)
        methods = (
            ("CASH", self.tr("Cash")),
            ("CARD", self.tr("Card")),
            ("TRANSFER", self.tr("Transfer")),
            ("OTHER", self.tr("Other")),
        )
        self.form = Form(
            (
                Field("amount", self.tr("Amount received"), Kind.MONEY, required=True, half=True),
                Field("method", self.tr("Paid by"), Kind.CHOICE, choices=methods, default="CASH", half=True),
            ),
            save_text=self.tr("Take payment"),
            margin=0,
        )
        self.form.save_requested.connect(self._on_saved)
        self.form.cancelled.connect(self.closed)
        self.body.addWidget(self.form, 1)
        _on_enter(self.form, self.scanned)

    def begin(self, card: PatronCard) -> None:
        """Ask how much of what is owed is paid. The whole is proposed; a figure typed replaces it."""
        self._card = card
        self._owed.setText(self.tr("{amount} owed").format(amount=words.money(card.debt_minor)))
        self._who.setText(card.name)
        self.form.set_values({"amount": card.debt_minor, "method": "CASH"})
        self.form.focus_first()

    def _on_saved(self, values: dict[str, Any]) -> None:
        if self._card is not None:
            self.form.set_busy(True)
            self.paid.emit(self._card, values["amount"], values["method"])


def _on_enter(form: Form, scanned: SignalInstance) -> None:
    """Enter saves; a scanner's Enter does not: what it sent is no reason and no amount."""
    ScanGuard(form).scanned.connect(scanned)
    for line in form.findChildren(QLineEdit):
        line.returnPressed.connect(form.save)


class ScannerPanel(Panel):
    """Sets up this workstation's scanner and shows what it really sends, character by character."""

    saved = Signal(object)  # ScannerSetup

    def __init__(self, setup: ScannerSetup, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Scanner set-up"), parent)
        self.test = ScanBox(setup)
        self.test.setPlaceholderText(self.tr("Scan any label here; nothing is lent"))
        self.test.scanned.connect(self._on_scanned)
        self.test.textEdited.connect(self._on_typed)
        ends = (("enter", self.tr("Enter")), ("tab", self.tr("Tab")))
        self.form = Form(
            (
                Field("prefix", self.tr("Sends before the number"), half=True, max_length=10),
                Field("suffix", self.tr("Sends after the number"), half=True, max_length=10),
                Field("end", self.tr("Ends a scan with"), Kind.CHOICE, choices=ends, default="enter"),
            ),
            save_text=self.tr("Keep for this workstation"),
            margin=0,
        )
        self.form.set_values({"prefix": setup.prefix, "suffix": setup.suffix, "end": setup.end})
        self.form.save_requested.connect(lambda values: self.saved.emit(ScannerSetup(**values)))
        self.form.cancelled.connect(self.closed)
        self._started: QTime | None = None
        self._seen = label(self.tr("What arrives is shown here."), "soft", wrap=True)
        self.body.addWidget(label(self.tr("Test scan"), "label"))
        self.body.addWidget(self.test)
        self.body.addWidget(self._seen)
        self.body.addWidget(self.form, 1)

    def seen(self) -> str:
        """What the test scan showed."""
        return self._seen.text()

    def _on_typed(self, text: str) -> None:
        if len(text) == 1:
            self._started = QTime.currentTime()

    def _on_scanned(self, text: str) -> None:
        took = self._started.msecsTo(QTime.currentTime()) if self._started else 0
        shown = " ".join(
            char if char.isprintable() and char != " " else f"⟨{ord(char):02X}⟩" for char in text
        )
        speed = self.tr("a scanner") if took < 20 * max(len(text), 1) else self.tr("typed by hand")
        self._seen.setText(
            self.tr("{characters}\n{count} characters in {ms} ms: {speed}").format(
                characters=shown, count=len(text), ms=took, speed=speed
            )
        )
