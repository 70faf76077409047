"""How a run is made: where its variables come from, what counts for nothing, and when it is ended before its time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.domain.actors import Permission, Role
from app.domain.loadtest.aborting import Abort
from app.domain.loadtest.knee import Bounds
from app.domain.loadtest.numbers import TOKEN
from app.domain.loadtest.orders import Checked, Climb
from ui import theme
from ui.panes.load_test import words
from ui.panes.load_test.words import tr
from ui.widgets.basic import clear, column, label
from ui.widgets.form import Field, Form, Kind

_ROLES = (Role.KIOSK, Role.LIBRARIAN, Role.HEAD_LIBRARIAN)
_MOST_SHARE = 100


class TokenChoice(QWidget):
    """Where ``{{ authToken }}`` comes from: a token made for the run, or one somebody has."""

    edited = Signal()

    def __init__(self, may_make: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roles: tuple[Role | None, ...] = (*(_ROLES if may_make else ()), None)
        self._suggested: Role | None = None
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Token of the requests"))
        for role in self._roles:
            self.choice.addItem(words.role_words(role) if role else tr("one that you have:"))
        self.own = QLineEdit()
        self.own.setEchoMode(QLineEdit.EchoMode.Password)
        self.own.setAccessibleName(tr("The token you have"))
        self._note = label(
            tr("One that is made opens what its role may for an hour at most, and ends with the run. It is of the library that is open here."),
            "faint", wrap=True,
        )  # fmt: skip
        title = label(tr("Token of the requests (authToken)"), "label")
        title.setBuddy(self.choice)
        column(self, title, self.choice, self.own, self._note, gap=theme.SPACE_HALF)
        self.choice.currentIndexChanged.connect(self._on_chosen)
        self.own.textEdited.connect(lambda _text: self.edited.emit())
        self._on_chosen()

    @property
    def role(self) -> Role | None:
        """The role of the token that is to be made, None for one's own."""
        return self._roles[max(0, self.choice.currentIndex())]

    def suggest(self, role: Role | None) -> None:
        """Choose the lowest role the scenario needs, unless another was chosen for it."""
        if role is not None and role is not self._suggested and role in self._roles:
            self._suggested = role
            self.choice.setCurrentIndex(self._roles.index(role))

    def _on_chosen(self) -> None:
        own = self.role is None
        self.own.setVisible(own)
        self._note.setVisible(not own)
        self.edited.emit()


class Options(QWidget):
    """The fields. ``edited`` says that what would be run is another thing now."""

    edited = Signal()

    def __init__(self, may: Any, parent: QWidget | None = None) -> None:
        """``may`` tells whether the person has a permission."""
        super().__init__(parent)
        self.token = TokenChoice(may(Permission.EDIT_USERS))
        self.token.edited.connect(self.edited)
        self.token.hide()
        self._variables: dict[str, QLineEdit] = {}
        holder = QWidget()
        self._lines = column(holder, gap=theme.SPACE_HALF)
        self.ending = Form(
            (
                Field("errors", tr("End it when so many of 100 requests fail"), Kind.NUMBER, default=50, half=True,
                      check=_percent, help=tr("For ten seconds on end. Empty: never.")),
                Field("slow", tr("End it when 95 of 100 answers take longer (ms)"), Kind.NUMBER, half=True, check=_positive,
                      help=tr("For ten seconds on end. Empty: never.")),
            ),
            buttons=False, margin=0, scrolls=False,
        )  # fmt: skip
        self.knee = Form(
            (
                Field("first", tr("First rate tried, arrivals a second"), Kind.NUMBER, required=True, default=20, half=True, check=_positive),
                Field("highest", tr("Highest rate tried"), Kind.NUMBER, required=True, default=2000, half=True, check=_positive),
                Field("seconds", tr("Each for so many seconds"), Kind.NUMBER, required=True, default=20, half=True, check=_positive),
                Field("p95", tr("Kept up while 95 of 100 answers take at most (ms)"), Kind.NUMBER, required=True, default=500, half=True, check=_positive),
            ),
            buttons=False, margin=0, scrolls=False,
        )  # fmt: skip
        for form in (self.ending, self.knee):
            for shortcut in form.findChildren(QShortcut):
                shortcut.setEnabled(False)  # Ctrl+S keeps the scenario here
        column(self, self.token, holder, self.ending, gap=theme.SPACE_2)

    def show_checked(self, checked: Checked) -> None:
        """Ask for the variables that nothing gives a value."""
        names = [name for name in checked.undefined if name != TOKEN]
        self.token.setVisible(TOKEN in checked.undefined)
        self.token.suggest(checked.token)
        if names != list(self._variables):
            self._ask_for(names)

    def _ask_for(self, names: Sequence[str]) -> None:
        kept = {name: line.text() for name, line in self._variables.items()}
        clear(self._lines)
        self._variables = {}
        for name in names:
            line = QLineEdit(kept.get(name, ""))
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setAccessibleName(tr("Value of {name}").format(name=name))
            title = label(tr("Value of {name}").format(name=f"{{{{ {name} }}}}"), "label")
            title.setBuddy(line)
            self._lines.addWidget(title)
            self._lines.addWidget(line)
            self._variables[name] = line

    def variables(self) -> dict[str, str]:
        """The values that were typed."""
        found = {name: line.text() for name, line in self._variables.items() if line.text()}
        if not self.token.isHidden() and self.token.role is None and self.token.own.text():
            found[TOKEN] = self.token.own.text()
        return found

    def role(self) -> Role | None:
        """The role of the token to be made, None where none is."""
        return None if self.token.isHidden() else self.token.role

    def abort(self) -> Abort | None:
        """The bounds; None where there is none."""
        values = self.ending.values()
        errors, slow = values["errors"], values["slow"]
        if errors is None and slow is None:
            return None
        return Abort(None if errors is None else errors / 100, None if slow is None else float(slow))

    def climb(self) -> Climb | None:
        """How the knee is looked for; None while something there can't be used."""
        if self.knee.errors():
            return None
        values = self.knee.values()
        return Climb(
            float(values["first"]),
            float(max(values["first"], values["highest"])),
            float(values["seconds"]),
            Bounds(p95_ms=float(values["p95"])),
        )


def _percent(value: int) -> str:
    return "" if 0 < value <= _MOST_SHARE else tr("A number from 1 to 100.")


def _positive(value: int) -> str:
    return "" if value > 0 else tr("A number from 1 on.")
