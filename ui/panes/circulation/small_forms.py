"""Small forms of the desk that stand where the patron card stands: override, payment, scanner, scans left behind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.desk import Note, PatronCard
from app.domain.scan_events import ScanEvent
from ui import theme
from ui.panes.circulation import words
from ui.panes.circulation.scan_box import ScanBox, ScannerSetup
from ui.widgets.basic import button, clear, label, row
from ui.widgets.form import Field, Form, Kind


class Panel(QFrame):
    """A card with a heading, content, and Esc to leave."""

    closed = Signal()

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2)
        self.body.setSpacing(theme.SPACE)
        close = button("", "x", "quiet", name=self.tr("Back (Esc)"), run=self.closed.emit)
        self.body.addLayout(row(None, label(heading, "heading"), None, close))
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)


class OverridePanel(Panel):
    """Sets findings aside with a reason that is stored with the loan."""

    confirmed = Signal(object, str)  # tuple of codes, reason

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Override the rules"), parent)
        self._codes: tuple[str, ...] = ()
        self._what = QVBoxLayout()
        self.body.addLayout(self._what)
        self.form = Form(
            (
                Field(
                    "reason",
                    self.tr("Reason"),
                    required=True,
                    help=self.tr("It is kept with the loan, with your name."),
                    max_length=300,
                ),
            ),
            save_text=self.tr("Check out anyway"),
            margin=0,
        )
        self.form.save_requested.connect(self._on_saved)
        self.form.cancelled.connect(self.closed)
        self.body.addWidget(self.form, 1)

    def begin(self, notes: Sequence[Note]) -> None:
        """Ask about these findings."""
        clear(self._what)
        for note in notes:
            self._what.addWidget(label(f"• {note.message}", wrap=True))
        self._codes = tuple(note.code for note in notes)
        self.form.set_values({"reason": ""})
        self.form.focus_first()

    def _on_saved(self, values: dict[str, str]) -> None:
        self.confirmed.emit(self._codes, values["reason"])


class PaymentPanel(Panel):
    """Takes a payment, whole or in part, on the oldest charges first."""

    paid = Signal(object, str)  # minor units, method

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Take a payment"), parent)
        self._owed = label("", "display")
        self.body.addWidget(self._owed)
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
        self.form.save_requested.connect(lambda values: self.paid.emit(values["amount"], values["method"]))
        self.form.cancelled.connect(self.closed)
        self.body.addWidget(self.form, 1)

    def begin(self, card: PatronCard) -> None:
        """Ask how much of what is owed is paid."""
        self._owed.setText(self.tr("{amount} owed").format(amount=words.money(card.debt_minor)))
        self.form.set_values({"amount": card.debt_minor, "method": "CASH"})
        self.form.focus_first()


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
        self.setTabOrder(self.test, self.form.editor("prefix").widget)

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


class LeftBehindPanel(Panel):
    """Scans an earlier program took but did not work; a person decides about each."""

    work = Signal(object)  # tuple of ScanEvent
    set_aside = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Scans not worked yet"), parent)
        text = self.tr(
            "The program ended before these were answered. Nothing was done with them. Look whether the books are "
            "at the desk, then work or set aside each one."
        )
        self.body.addWidget(label(text, "soft", wrap=True))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.SPACE_HALF)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)
        self._all: tuple[ScanEvent, ...] = ()
        self.body.addLayout(
            row(
                None,
                None,
                button(self.tr("Set all aside"), run=lambda: self.set_aside.emit(self._all)),
                button(self.tr("Work all in order"), kind="primary", run=lambda: self.work.emit(self._all)),
            )
        )

    def show_events(self, events: tuple[ScanEvent, ...]) -> None:
        """List the scans."""
        self._all = events
        clear(self._lines)
        for event in events:
            holder = QWidget()
            stamp = f"{event.occurred_at.astimezone():%d %b %H:%M}"
            row(
                holder,
                label(stamp, "faint"),
                label(event.text, "strong"),
                None,
                button(self.tr("Set aside"), kind="quiet", run=partial(self.set_aside.emit, (event,))),
                button(self.tr("Work"), run=partial(self.work.emit, (event,))),
            )
            self._lines.addWidget(holder)
