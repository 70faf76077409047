"""The first window: opening the library, first start, signing in. It knows callables, no services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.actors import Actor
from ui import theme
from ui.messages import describe
from ui.runner import Runner
from ui.sentences import advice
from ui.widgets.banner import Banner
from ui.widgets.basic import IconLabel, button, clear, column, frame, label, row
from ui.widgets.form import Field, Form, Kind
from ui.widgets.reading_order import step

Tell = Callable[[str, int, int], None]
Sample = Callable[[Actor, Tell], object]


@dataclass(frozen=True, slots=True)
class Door:
    """How one gets in. All callables run off the GUI thread.

    ``first_start`` says that nobody was entered yet; ``local_allowed`` that "only this computer" may be
    chosen (a library in a file). ``create(name, password)`` enters the first person, without password (None)
    for "only this computer". ``sample(actor, tell)`` fills the library with the shipped sample and calls
    ``tell(phase, done, total)`` meanwhile; None offers none.
    """

    first_start: bool
    local_allowed: bool
    create: Callable[[str, str | None], Actor]
    sign_in: Callable[[str, str], Actor]
    sample: Sample | None = None


class SignInWindow(QWidget):
    """Shows one card at a time: opening, failed, first start, sign in. ``entered`` carries the Actor."""

    entered = Signal(object)
    retry_requested = Signal()
    _progressed = Signal(str, int, int)  # comes from the thread that works

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self.form: Form | None = None
        self._failed = False
        self._door: Door | None = None
        self._local: QRadioButton | None = None
        self._sample: QCheckBox | None = None
        self._phase: QLabel | None = None
        self._bar: QProgressBar | None = None
        self._progressed.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
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
        self.show_opening()

    def _head(self, title: str, text: str) -> None:
        clear(self._inside)
        self.form = None
        self._failed = False
        self._bar = self._phase = None
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

    def show_busy(self, text: str) -> None:
        """Say what takes a while."""
        self._head(self.tr("One moment"), text)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._phase = label("", "faint")
        self._inside.addWidget(self._bar)
        self._inside.addWidget(self._phase)

    @Slot(str, int, int)
    def _on_progress(self, phase: str, done: int, total: int) -> None:
        if self._bar is not None and self._phase is not None:
            self._bar.setRange(0, total)
            self._bar.setValue(done)
            self._phase.setText(phase)

    def show_failed(self, error: Exception) -> None:
        """Say why the library can't be opened, and offer another try."""
        problem = describe(error)
        self._head(self.tr("The library can't be opened"), "")
        banner = Banner()
        self._inside.addWidget(banner)
        banner.show_banner("bad", "warning-circle", advice(problem))
        again = button(self.tr("Try again"), "arrow-clockwise", "primary", run=self.retry_requested.emit)
        self._inside.addWidget(again, 0, Qt.AlignmentFlag.AlignRight)
        again.setFocus()
        self._failed = True

    @property
    def waits_for_a_person(self) -> bool:
        """Tell whether the next step is up to the person: a form, or another try after a failure."""
        return self.form is not None or self._failed

    def show_door(self, door: Door) -> None:
        """Ask for what the door needs."""
        self._door = door
        if door.first_start:
            self._show_first_start(door)
        else:
            self._show_sign_in()

    # -- signing in --------------------------------------------------------------------------------------

    def _show_sign_in(self) -> None:
        self._head(self.tr("Sign in"), "")
        fields = (
            Field("name", self.tr("User name"), required=True),
            Field("password", self.tr("Password"), Kind.PASSWORD, required=True),
        )
        self._show_form(fields, self.tr("Sign in"), self._on_sign_in)

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
        if self._door is not None and self.form is not None:
            self.form.set_busy(True)
            work = partial(self._door.sign_in, values["name"], values["password"])
            self._runner.run(self, work, self.entered.emit, self._on_failed, latest="sign-in")

    def _on_failed(self, error: Exception) -> None:
        if self.form is not None:
            self.form.show_error(error)
            self.form.setFixedHeight(self.form.natural_height())
            password = self.form.editor("password").widget
            if isinstance(password, QLineEdit):
                password.selectAll()

    # -- first start -------------------------------------------------------------------------------------

    def _show_first_start(self, door: Door) -> None:
        self._head(
            self.tr("Welcome"),
            self.tr("You are the first person in this library. Others can be added later under Users."),
        )
        self._protected = QRadioButton(self.tr("Protect with a password"))
        self._local = QRadioButton(self.tr("Only this computer, without a password"))
        self._local.setEnabled(door.local_allowed)
        self._protected.setChecked(True)
        fields = (
            Field("name", self.tr("Your name"), required=True, placeholder=self.tr("Maria Santos")),
            Field(
                "password",
                self.tr("Password"),
                Kind.PASSWORD,
                help=self.tr("At least 8 characters. Three or four words are easy to remember."),
            ),
            Field("again", self.tr("Password again"), Kind.PASSWORD),
        )
        self._inside.addWidget(self._protected)
        self._inside.addWidget(self._local)
        self._inside.addSpacing(theme.SPACE)
        self._show_form(fields, self.tr("Start"), self._on_create)
        if door.sample is not None:
            self._sample = QCheckBox(self.tr("Fill it with a sample library to look around"))
            self._inside.insertWidget(self._inside.count() - 1, self._sample)
        self._local.toggled.connect(self._on_local_toggled)

    @Slot(bool)
    def _on_local_toggled(self, local: bool) -> None:
        if self.form is not None:
            for key in ("password", "again"):
                place = self.form.editor(key).widget.parentWidget()
                if place is not None:
                    place.setVisible(not local)
            self.form.setFixedHeight(self.form.natural_height())

    @Slot(object)
    def _on_create(self, values: dict[str, str]) -> None:
        door, form = self._door, self.form
        if door is None or form is None:
            return
        local = self._local is not None and self._local.isChecked()
        if not local and not values["password"]:
            form.say("password", self.tr("This is needed."))
        elif not local and values["password"] != values["again"]:
            form.say("again", self.tr("The two passwords differ."))
        else:
            form.set_busy(True)
            sample = door.sample if self._sample is not None and self._sample.isChecked() else None
            work = partial(_enter, door, values["name"], None if local else values["password"])
            self._runner.run(self, work, partial(self._on_created, sample), self._on_failed)

    def _on_created(self, sample: Sample | None, actor: Actor) -> None:
        if sample is None:
            self.entered.emit(actor)
            return
        self.show_busy(self.tr("Filling the library with invented books and people …"))
        self._runner.run(
            self,
            partial(sample, actor, self._progressed.emit),
            partial(self._on_filled, actor),
            partial(self._on_not_filled, actor),
        )

    def _on_filled(self, actor: Actor, _outcome: object) -> None:
        self.entered.emit(actor)

    def _on_not_filled(self, actor: Actor, error: Exception) -> None:
        self._runner.failed.emit(error)
        self.entered.emit(actor)


def _enter(door: Door, name: str, password: str | None) -> Actor:
    return door.create(name, password)
