"""The Messenger of the window: toasts, file choices and questions, none of them blocking; and F1 in dialogs and in windows
without panes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.messages import Answered, Choice, Messenger, Offer, Question, describe
from ui.widgets.basic import IconLabel, breakable, button, discard, label, row
from ui.widgets.reading_order import step
from ui.widgets.toast import Toasts

Told = tuple[str, str]
"""Title and text of a page of the help."""

HELP_WIDTH, HELP_MOST = 460, 560


class HelpDialog(QDialog):
    """A page of the help over what asks something; Esc, F1 and Enter close it."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        self.setModal(True)
        self.setFixedWidth(HELP_WIDTH)
        self.text = label(text, wrap=True)
        self.heading = label(title, "heading", wrap=True)
        inside = QWidget()
        inside.setObjectName("page")
        QVBoxLayout(inside).setContentsMargins(*[theme.SPACE] * 4)  # the ring of the focus stands free
        inside.layout().addWidget(self.text)  # type: ignore[union-attr]
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(title)
        self._scroll.setAccessibleDescription(text)  # a screen reader says it where the focus stands
        self._scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_2)
        outer.setSpacing(theme.SPACE_2)
        outer.addLayout(row(None, IconLabel("question", 24), self.heading))
        outer.addWidget(self._scroll, 1)
        close = button(self.tr("Close"), kind="primary", run=self.accept, tip=self.tr("Close (Esc)"))
        close.setDefault(True)
        outer.addLayout(row(None, None, close))
        QShortcut(QKeySequence("F1"), self).activated.connect(self.accept)
        self.finished.connect(self._on_finished)
        self._fit()
        self._scroll.setFocus()  # its text is read at once, and the arrow keys move it

    def _fit(self) -> None:
        """Be as high as the text, up to a page."""
        room = HELP_WIDTH - 2 * (theme.SPACE_3 + theme.SPACE) - theme.SPACE
        height = self.text.heightForWidth(room) + 2 * theme.SPACE
        self._scroll.setMinimumHeight(min(height, HELP_MOST))

    @Slot()
    def _on_finished(self) -> None:
        discard(self)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes in the order things are read."""
        return step(self, forward)


def answers_f1(window: QWidget, told: Callable[[], Told] | None = None) -> None:
    """Let F1 in a dialog or window show ``told``; without it what the window below it says (its ``help_now``)."""
    say = partial(_of_window_below, window) if told is None else told
    shortcut = QShortcut(QKeySequence("F1"), window)
    shortcut.activated.connect(lambda: show_help(window, say()))


def show_help(over: QWidget, told: Told) -> None:
    """Show a page over a window, until it is closed."""
    HelpDialog(*told, over).open()


def _of_window_below(dialog: QWidget) -> Told:
    below = dialog.parentWidget()
    while below is not None:
        found = getattr(below, "help_now", None)
        if found is not None:
            said: Told = found()
            return said
        below = below.parentWidget()
    from ui.help.dialogs import no_pane

    return no_pane()


class QuestionDialog(QDialog):
    """A question with its choices; the safe one has the focus."""

    chosen = Signal(str, str)

    def __init__(self, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self._question = question
        self._answer = "cancel"
        self._choices: list[tuple[Choice, QWidget]] = []
        self.setWindowTitle(question.title)
        self.setModal(True)
        self.setMinimumWidth(440)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_2)
        outer.setSpacing(theme.SPACE)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        danger = any(choice.danger for choice in question.choices)
        icon = IconLabel("warning" if danger else question.icon, 24, "bad" if danger else "text_soft")
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(breakable(question.title), "heading", wrap=True), 1)
        outer.addLayout(head)
        if question.detail:
            outer.addWidget(label(breakable(question.detail), "soft", wrap=True))
        self._text = self._line(question.text_field, outer) if question.text_field else None
        self._confirm: QLineEdit | None = None
        if question.type_to_confirm:
            outer.addSpacing(theme.SPACE)
            words = self.tr("Type {word} to confirm").format(word=question.type_to_confirm)
            self._confirm = self._line(words, outer)
        outer.addSpacing(theme.SPACE_2)
        outer.addStretch(1)  # room to spare goes here, not between the icon and its title
        outer.addLayout(self._foot())
        self.finished.connect(self._on_finished)
        answers_f1(self)
        self._check()

    def _line(self, words: str, layout: QVBoxLayout) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(words)
        line.textChanged.connect(self._check)
        layout.addWidget(label(words, "label"))
        layout.addWidget(line)
        return line

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE)
        foot.addStretch(1)
        choices = self._question.choices or (Choice("cancel", self.tr("Close"), primary=True),)
        for choice in choices:
            kind = "danger" if choice.danger else "primary" if choice.primary else ""
            made = button(choice.text, kind=kind, run=partial(self._choose, choice.key))
            made.setDefault(choice.primary)
            foot.addWidget(made)
            self._choices.append((choice, made))
        safe = next((made for choice, made in self._choices if not choice.danger), None)
        target = self._text or self._confirm or safe
        if target is not None:
            target.setFocus()
        return foot

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes in the order things are read."""
        return step(self, forward)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the words need at this width: Qt guesses for wrapped labels, and cuts long ones."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    @Slot()
    def _check(self) -> None:
        typed = self._confirm is None or self._confirm.text().strip() == self._question.type_to_confirm
        filled = self._text is None or not self._question.text_required or bool(self._text.text().strip())
        for choice, made in self._choices:
            if choice.key != "cancel":
                made.setEnabled(filled and (typed or not choice.danger))

    def _choose(self, key: str) -> None:
        self._answer = key
        self.accept()

    @Slot()
    def _on_finished(self) -> None:
        self.chosen.emit(self._answer, self._text.text().strip() if self._text is not None else "")


class Dialog(QDialog):
    """The base of a dialog with a content of its own, shown by ``WindowMessenger.open``: Esc closes it. ``help_page`` names
    its page in ui.help.dialogs."""

    help_page = ""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        answers_f1(self, self.help_now)

    def help_now(self) -> tuple[str, str]:
        """What F1 says here."""
        from ui.help.dialogs import told

        return told(self.help_page)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes in the order things are read."""
        return step(self, forward)


class WindowMessenger(Messenger):
    """Shows on one window; before there is one it only logs."""

    def __init__(self, window: QWidget | None = None) -> None:
        self._window: QWidget | None = None
        self._toasts: Toasts | None = None
        self._open: list[QDialog] = []
        if window is not None:
            self.attach(window)

    def attach(self, window: QWidget) -> None:
        """Show on this window from now on."""
        self._window = window
        self._toasts = Toasts(window)

    def detach(self) -> None:
        """Forget the window, which is about to close."""
        for dialog in tuple(self._open):
            dialog.close()
        self._window = self._toasts = None

    def cover(self, covered: bool) -> None:
        """While the window is locked no toast is seen, and no question is left for whoever passes by."""
        if covered:
            for dialog in tuple(self._open):
                dialog.reject()
        if self._toasts is not None:
            self._toasts.cover(covered)

    @property
    def toasts(self) -> Toasts | None:
        """The stack of toasts, once there is a window."""
        return self._toasts

    def tell(self, text: str, *, undo: Callable[[], None] | None = None) -> None:
        super().tell(text)
        if self._toasts is not None:
            self._toasts.add(text, undo=undo)

    def warn(self, problem: Exception | str, hint: str = "", *, offer: Offer | None = None) -> None:
        super().warn(problem, hint)
        if self._toasts is None:
            return
        if isinstance(problem, Exception):
            words = describe(problem)
            icon = {"unreachable": "cloud-slash", "refused": "hand-palm"}.get(words.level, "warning-circle")
            self._toasts.add(words.message, words.hint, icon, offer=offer)
        else:
            self._toasts.add(problem, hint, "warning-circle", offer=offer)

    def ask(self, question: Question, answered: Answered) -> None:
        if self._window is None:
            answered("cancel", "")
            return
        dialog = QuestionDialog(question, self._window)
        dialog.chosen.connect(_Once(self._open, dialog, answered))
        self._open.append(dialog)
        dialog.open()

    def choose_file(self, title: str, patterns: str, chosen: Callable[[Path], None]) -> None:
        self._choose(title, patterns, "", chosen)

    def choose_target(
        self, title: str, suggested: str, patterns: str, chosen: Callable[[Path], None]
    ) -> None:
        self._choose(title, patterns, suggested, chosen)

    def choose_folder(self, title: str, start: str, chosen: Callable[[Path], None]) -> None:
        if self._window is None:
            return
        dialog = QFileDialog(self._window, title, start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open_dialog(dialog, chosen)

    def _choose(self, title: str, patterns: str, suggested: str, chosen: Callable[[Path], None]) -> None:
        if self._window is None:
            return
        dialog = QFileDialog(self._window, title)
        dialog.setNameFilter(patterns)
        if suggested:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.selectFile(suggested)
            dialog.setDefaultSuffix(Path(suggested).suffix.lstrip("."))
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open_dialog(dialog, chosen)

    def _open_dialog(self, dialog: QFileDialog, chosen: Callable[[Path], None]) -> None:
        dialog.fileSelected.connect(partial(_pass_path, chosen))
        dialog.finished.connect(_Once(self._open, dialog, None))
        answers_f1(dialog)
        self._open.append(dialog)
        dialog.open()

    def open(self, dialog: Dialog) -> None:
        """Show a dialog of one's own until it is closed, or the window is locked; then it is discarded."""
        dialog.finished.connect(_Once(self._open, dialog, None))
        self._open.append(dialog)
        dialog.open()

    def copy(self, text: str) -> None:
        clipboard = QGuiApplication.clipboard()
        if clipboard is not None:
            clipboard.setText(text)


def _pass_path(chosen: Callable[[Path], None], path: str) -> None:
    chosen(Path(path))


class _Once:
    """Lets go of a dialog that was answered, then passes the answer on."""

    def __init__(self, kept: list[QDialog], dialog: QDialog, answered: Answered | None) -> None:
        self._kept = kept
        self._dialog: QDialog | None = dialog
        self._answered = answered

    def __call__(self, *answer: object) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is None:
            return
        if dialog in self._kept:
            self._kept.remove(dialog)
        discard(dialog)
        if self._answered is not None and len(answer) == 2:
            self._answered(str(answer[0]), str(answer[1]))
