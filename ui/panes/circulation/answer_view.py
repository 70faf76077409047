"""The answer to the last scan, to be read from a metre away, with what the desk may do now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.actors import Actor, Permission
from app.domain.desk import BookChoice, Note, PatronCard
from app.services.desk import DeskAnswer, DeskOutcome
from ui import theme
from ui.panes.catalog.adding import NewBook
from ui.panes.circulation import words
from ui.sentences import advice
from ui.widgets.basic import IconLabel, button, clear, label, set_property
from ui.words import counted

_MOST_CHOICES = 9
#: A line of more characters has no room at the largest size on a small screen.
_LARGE = 32


class AnswerView(QFrame):
    """Word, icon and colour of an outcome, its sentence, the rules' findings, and buttons with their keys."""

    wanted = Signal(
        str, object
    )  # what the desk chose: "renew", "return", "override", "pay", "choose" + a copy, "catalogue" + a NewBook

    def __init__(self, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actor = actor
        self.setProperty("answer", "muted")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setMinimumHeight(148)
        self._icon = IconLabel("barcode", 44, "text_faint")
        self._word = label("", "strong")
        self._headline = label("", "display", wrap=True)
        self._detail = label("", "soft", wrap=True)
        self._findings = QVBoxLayout()
        self._findings.setSpacing(theme.SPACE_HALF)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.SPACE)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self._word)
        text.addWidget(self._headline)
        text.addWidget(self._detail)
        text.addLayout(self._findings)
        text.addSpacing(theme.SPACE_HALF)
        text.addLayout(self._buttons)
        text.addStretch(1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2)
        outer.setSpacing(theme.SPACE_2)
        outer.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(text, 1)
        self.rest()

    def rest(self) -> None:
        """Say what the box waits for."""
        self._show(
            "muted",
            "barcode",
            self.tr("Ready"),
            self.tr("Scan a card or a book"),
            self.tr("A book without a card is checked in. F2 finds a patron without a card."),
        )

    def show_answer(self, answer: DeskAnswer) -> None:
        """Show what became of a scan."""
        seen = words.look(answer)
        self._show(seen.tone.value, seen.icon, seen.word, words.headline(answer), words.detail(answer))
        for note in (*answer.notes[1:], *answer.warnings):
            self._findings.addWidget(self._finding(note))
        if answer.outcome is DeskOutcome.REFUSED:
            self._offer(answer)
        elif answer.outcome is DeskOutcome.UNKNOWN and self._actor.may(Permission.EDIT_CATALOG):
            if (book := NewBook.of_scan(answer.text)) is not None:
                self._add("catalogue", self.tr("Add to the catalog"), "plus", "F7", value=book)
                self._buttons.addStretch(1)
        elif words.fined_patron(answer) is not None:
            self._add("pay", self.tr("Take a payment"), "coin", "F6", own_key=False)
            self._buttons.addStretch(1)
        for number, choice in enumerate(answer.choices[:_MOST_CHOICES], start=1):
            self._findings.addWidget(self._choice(number, choice))

    def show_problem(self, icon: str, word: str, headline: str, detail: str) -> None:
        """Show that something broke."""
        self._show("bad", icon, word, headline, detail)

    def show_patron(self, card: PatronCard) -> None:
        """Show who is at the desk now, and what stands against them."""
        against = [advice(note) for note in card.blocks]
        detail = " ".join(filter(None, (card.alert, *against))) or words.borrowed(card)
        tone, icon = ("warn", "warning") if against or card.alert else ("info", "user")
        self._show(tone, icon, self.tr("Patron"), card.name, detail)

    def show_waiting(self, text: str, waiting: int, away: str) -> None:
        """Show that scans are kept and not answered yet: ``away`` says why, "" when it only takes its time."""
        said = counted(waiting, "{n} scan waits", "{n} scans wait")
        detail = self.tr("{scan} is kept and worked in its turn.").format(scan=text)
        if away:
            detail = self.tr("{problem} {scan} is kept and worked as soon as it answers.").format(
                problem=away, scan=text
            )
        self._show("warn" if away else "muted", "hourglass", self.tr("Not answered yet"), said, detail)

    def headline(self) -> str:
        """The large line, for tests and screen readers."""
        return self._headline.text()

    def word(self) -> str:
        """The outcome's word."""
        return self._word.text()

    def _show(self, tone: str, icon: str, word: str, headline: str, detail: str) -> None:
        set_property(self, "answer", tone)
        token = "text_soft" if tone == "muted" else f"{tone}_text"
        self._icon.set(icon, token)
        self._word.setText(word)
        # Read from a metre away, yet a refusal is read whole: what is long is set smaller and in two lines.
        set_property(self._headline, "role", "display" if len(headline) <= _LARGE else "title")
        self._headline.setText(headline)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(f"{word}: {headline}. {detail}")
        clear(self._findings)
        clear(self._buttons)

    def _finding(self, note: Note) -> QWidget:
        text = advice(note)
        return label(f"• {text}", "soft", wrap=True)

    def _choice(self, number: int, choice: BookChoice) -> QPushButton:
        text = f"{number}   {choice.accession_number}   {choice.title}   ({words.status_word(choice.status)})"
        made = button(text, run=lambda: self.wanted.emit("choose", choice))
        made.setShortcut(QKeySequence(f"Ctrl+{number}"))
        return made

    def _offer(self, answer: DeskAnswer) -> None:
        codes = {note.code for note in answer.notes}
        if "SAME_PATRON" in codes:
            self._add("renew", self.tr("Renew"), "arrows-clockwise", "F4", primary=True)
            self._add("return", self.tr("Check in"), "arrow-down-left", "F5")
        if codes & {"DEBT", "RENTAL_OVER_LIMIT"}:
            self._add("pay", self.tr("Take a payment"), "coin", "F6", own_key=False)
        if self._may_override(answer):
            self._add("override", self.tr("Override…"), "key", "F8")
        self._buttons.addStretch(1)

    def _may_override(self, answer: DeskAnswer) -> bool:
        if not answer.notes or any(note.severity == "HARD" for note in answer.notes):
            return False
        return all(
            note.permission is None or self._actor.may(Permission(note.permission)) for note in answer.notes
        )

    def _add(
        self,
        key: str,
        text: str,
        icon: str,
        shortcut: str,
        *,
        primary: bool = False,
        own_key: bool = True,
        value: object = None,
    ) -> None:
        """Offer something with its key; ``own_key`` False where the desk has that key already."""
        made = button(
            f"{text} ({shortcut})",
            icon,
            "primary" if primary else "",
            run=lambda: self.wanted.emit(key, value),
        )
        if own_key:
            made.setShortcut(QKeySequence(shortcut))
        self._buttons.addWidget(made)
