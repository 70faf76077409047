"""The first window: opening the library and signing in. It knows a callable, no services."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.actors import Actor
from ui import theme
from ui.dialogs import answers_f1
from ui.messages import describe
from ui.runner import Runner
from ui.widgets.banner import Banner
from ui.widgets.basic import IconLabel, button, clear, column, frame, label, row, set_icon, set_property
from ui.widgets.form import Field, Form, Kind
from ui.widgets.reading_order import step

SignIn = Callable[[str, str], Actor]


class SignInWindow(QWidget):
    """Shows one card at a time: opening, failed, sign in. ``entered`` carries the Actor."""

    entered = Signal(object)
    retry_requested = Signal()
    libraries_requested = Signal()

    def __init__(self, runner: Runner, library: str = "") -> None:
        """``library`` is the name of its profile, "" of the usual one."""
        super().__init__()
        self._library = library
        self._runner = runner
        self.form: Form | None = None
        self._failed = False
        self._sign_in: SignIn | None = None
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setWindowTitle(self.tr("CLMS Library"))
        self.resize(960, 680)
        self._card: QFrame = frame("card")
        self._card.setFixedWidth(440)
        self._inside = QVBoxLayout(self._card)
        self._inside.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        self._inside.setSpacing(theme.SPACE)
        outer = column(self, None)
        outer.addLayout(row(None, None, self._card, None))
        outer.addStretch(1)
        answers_f1(self, self.help_now)
        self.show_opening()

    def help_now(self) -> tuple[str, str]:
        """What F1 says here."""
        from ui.help.dialogs import told

        return told("sign-in")

    def _head(self, title: str, text: str) -> None:
        clear(self._inside)
        self.form = None
        self._failed = False
        self._inside.addWidget(IconLabel("books", 36, "accent_text"))
        self._inside.addWidget(label(title, "title", wrap=True))
        if text:
            self._inside.addWidget(label(text, "soft", wrap=True))
        self._inside.addSpacing(theme.SPACE)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes in the order things are read."""
        return step(self, forward)

    def show_opening(self) -> None:
        """Say that the library is being opened."""
        self._head(self.tr("CLMS Library"), self.tr("Opening the library …"))

    def show_failed(self, error: Exception) -> None:
        """Say why the library can't be opened, and offer another try."""
        problem = describe(error)
        self._head(self.tr("The library can't be opened"), "")
        self.banner = banner = Banner()
        self._inside.addWidget(banner)
        banner.show_banner("bad", "warning-circle", problem.text)
        again = button(self.tr("Try again"), "arrow-clockwise", "primary", run=self.retry_requested.emit)
        self._again = again
        self._inside.addWidget(again, 0, Qt.AlignmentFlag.AlignRight)
        self._inside.addWidget(self._libraries_button())
        again.setFocus()
        self._failed = True

    def offer(self, text: str, run: Callable[[], object]) -> QPushButton:
        """Offer something more after a failure, and put the focus there."""
        made = button(text, "download-simple", "primary", run=run)
        self._inside.insertWidget(self._inside.indexOf(self.banner) + 1, made, 0, Qt.AlignmentFlag.AlignRight)
        set_property(self._again, "kind", "")  # one button leads
        set_icon(self._again, "arrow-clockwise")
        made.show()  # what is not seen yet takes no focus
        made.setFocus()
        return made

    @property
    def waits_for_a_person(self) -> bool:
        """Tell whether the next step is up to the person: a form, or another try after a failure."""
        return self.form is not None or self._failed

    def show_sign_in(self, sign_in: SignIn) -> None:
        """Ask who it is. ``sign_in(name, password)`` runs off the GUI thread."""
        self._sign_in = sign_in
        self._head(self.tr("Sign in"), self._library)
        fields = (
            Field("name", self.tr("User name"), required=True),
            Field("password", self.tr("Password"), Kind.PASSWORD, required=True),
        )
        self._show_form(fields, self.tr("Sign in"), self._on_sign_in)
        self._inside.addWidget(self._libraries_button())
        hint = label(self.tr("F1 shows help."), "faint")
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._inside.addWidget(hint)

    def _libraries_button(self) -> QWidget:
        return button(
            self.tr("Libraries on this computer …"), "books", "quiet", run=self.libraries_requested.emit
        )

    def _show_form(
        self, fields: tuple[Field, ...], text: str, save: Callable[[dict[str, str]], object]
    ) -> None:
        form = self.form = Form(fields, save_text=text, buttons=False, margin=0)
        form.save_requested.connect(save)
        form.setFixedHeight(form.natural_height())
        for line in form.findChildren(QLineEdit):
            line.returnPressed.connect(form.save)
        self._inside.addWidget(form)
        self._inside.addWidget(button(text, "sign-in", "primary", run=form.save))
        form.focus_first()

    @Slot(object)
    def _on_sign_in(self, values: dict[str, str]) -> None:
        if self._sign_in is not None and self.form is not None:
            self.form.set_busy(True)
            work = partial(self._sign_in, values["name"], values["password"])
            self._runner.run(self, work, self.entered.emit, self._on_failed, latest="sign-in")

    def _on_failed(self, error: Exception) -> None:
        if self.form is not None:
            self.form.show_error(error)
            self.form.setFixedHeight(self.form.natural_height())
            password = self.form.editor("password").widget
            if isinstance(password, QLineEdit):
                password.selectAll()
