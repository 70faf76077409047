"""The tour beside the pane: what to do now, what was done, what comes. It speaks of wishes only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import theme
from ui.guided.steps import Step
from ui.widgets.banner import Banner
from ui.widgets.basic import IconLabel, button, clear, label, row, rule
from ui.widgets.beside import Beside


class TourPanel(Beside):
    """Shows one step, and all of them as a list with what was done."""

    go_requested = Signal()
    next_requested = Signal()
    back_requested = Signal()
    practice_requested = Signal()
    again_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("compass", _tr("Tour"), _tr("Close the tour"), parent)
        self._done = Banner()
        self._title = label("", "strong", wrap=True)
        self._text = label("", wrap=True)
        self._note = label("", "soft", wrap=True)
        self._practice = button(
            self.tr("Practise in an invented library"), "flask", run=self.practice_requested.emit
        )
        self._go = button(self.tr("Show me where"), "arrow-right", "primary", run=self.go_requested.emit)
        self._back = button(self.tr("Previous"), run=self.back_requested.emit)
        self._next = button(self.tr("Next"), run=self.next_requested.emit)
        self._again = button(self.tr("Begin again"), run=self.again_requested.emit)
        self._list = QGridLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        for each in (self._done, self._title, self._text, self._note):
            self.body.addWidget(each)
        self.body.addLayout(row(None, self._practice, None))
        self.body.addLayout(row(None, self._go, None))
        self.body.addLayout(row(None, self._back, self._next, self._again, None))
        self.body.addWidget(rule())
        self._list.setColumnStretch(1, 1)
        self._list.setHorizontalSpacing(theme.SPACE)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def show_step(
        self,
        steps: Sequence[Step],
        number: int,
        text: str,
        note: str,
        done: frozenset[str],
        *,
        just_done: str = "",
        practice: bool = False,
    ) -> None:
        """Show what is to be done now; ``just_done`` is the step before it that was noticed."""
        step = steps[number]
        self._heading.setText(self.tr("Tour: {n} of {all}").format(n=number + 1, all=len(steps)))
        self._say_done(just_done)
        self._title.setText(step.words())
        self._text.setText(text)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._practice.setVisible(practice)
        self._go.setVisible(True)
        self._back.setVisible(True)
        self._back.setEnabled(number > 0)
        self._next.setVisible(True)
        self._again.setVisible(False)
        self._show_list(steps, number, done)

    def show_end(self, steps: Sequence[Step], done: frozenset[str], *, just_done: str = "") -> None:
        """Say that there is no further step."""
        self._heading.setText(self.tr("Tour"))
        self._say_done(just_done)
        whole = len(done) == len(steps)
        self._title.setText(self.tr("That was the tour") if whole else self.tr("The end of the tour"))
        told = self.tr("You have done everything a day at the desk needs. F1 knows more about each pane.")
        open_ones = self.tr("Some steps are still open; choose Previous, or begin again another day.")
        self._text.setText(told if whole else open_ones)
        for each in (self._note, self._practice, self._go, self._next):
            each.setVisible(False)
        self._back.setEnabled(True)
        self._again.setVisible(True)
        self._show_list(steps, -1, done)

    def _say_done(self, title: str) -> None:
        self._done.setVisible(bool(title))
        if title:
            self._done.show_banner("ok", "check-circle", self.tr("Done: {step}").format(step=title))
        self.setAccessibleDescription(self._done.text() if title else "")

    def _show_list(self, steps: Sequence[Step], number: int, done: frozenset[str]) -> None:
        clear(self._list)
        for line, step in enumerate(steps):
            if step.key in done:
                icon, token, said = "check-circle", "ok_text", self.tr("{step}: done")
            elif line == number:
                icon, token, said = "arrow-right", "accent_text", self.tr("{step}: now")
            else:
                icon, token, said = "circle", "text_faint", "{step}"
            words = label(step.words(), "strong" if line == number else "soft", wrap=True)
            words.setAccessibleName(said.format(step=step.words()))
            self._list.addWidget(IconLabel(icon, 16, token), line, 0)
            self._list.addWidget(words, line, 1)

    @property
    def words(self) -> tuple[str, str, str]:
        """What is said: what was done just now, the title, the text."""
        return self.accessibleDescription(), self._title.text(), self._text.text()

    def take_focus(self) -> None:
        """Put the focus on what leads on."""
        (self._go if self._go.isVisible() else self._again).setFocus()


def _tr(text: str) -> str:
    return QCoreApplication.translate("guided", text)
