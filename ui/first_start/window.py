"""The assistant's window: the list of steps, the one in front, and back and forth between them by keyboard."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.errors import ClmsError, Denied
from ui import theme
from ui.dialogs import WindowMessenger
from ui.first_start.calls import Calls
from ui.first_start.draft import Draft
from ui.first_start.lists_step import ListsStep
from ui.first_start.person_step import PersonStep
from ui.first_start.place_step import PlaceStep
from ui.first_start.school_step import SchoolStep
from ui.first_start.step import Step
from ui.first_start.summary_step import SummaryStep
from ui.runner import Runner
from ui.widgets.basic import IconLabel, button, column, discard, frame, label, row, rule, set_property
from ui.widgets.reading_order import step as step_focus

STEPS: tuple[type[Step], ...] = (PlaceStep, PersonStep, SchoolStep, ListsStep, SummaryStep)


class StepList(QWidget):
    """The steps with their numbers: which are done, which is in front, which come."""

    def __init__(self) -> None:
        super().__init__()
        self._inside = column(self, gap=theme.SPACE_HALF)
        self._lines: list[QWidget] = []

    def show_steps(self, names: list[str], current: int) -> None:
        """Draw it anew: state by icon and weight, never by colour alone."""
        while self._lines:
            discard(self._lines.pop())
        for number, name in enumerate(names):
            line = QWidget()
            done, now = number < current, number == current
            icon = IconLabel(
                "check-circle" if done else "caret-circle-right" if now else "circle",
                18,
                "accent_text" if now else "text_soft",
            )
            words = label(name, "strong" if now else "" if done else "soft")
            state = self.tr("done") if done else self.tr("now") if now else self.tr("to come")
            words.setAccessibleName(f"{number + 1}. {name}, {state}")
            inside = row(line, icon, words, None)
            inside.setContentsMargins(0, theme.SPACE_HALF, 0, theme.SPACE_HALF)
            self._lines.append(line)
            self._inside.addWidget(line)


class Assistant(QWidget):
    """``finished`` carries what was made (app.first_start.plan.Made) and the lists to import; ``left`` that the person closed
    it, when nothing has been written."""

    finished = Signal(object, object)
    left = Signal()
    libraries_requested = Signal()
    _progressed = Signal(str, int, int)  # comes from the thread that works

    def __init__(self, draft: Draft, calls: Calls, runner: Runner) -> None:
        super().__init__()
        self.draft = draft
        self._calls = calls
        self._runner = runner
        self._busy = self._done = False
        self.messages = WindowMessenger()
        self.steps = {
            kind.key: kind(draft, calls, runner, self.messages)
            for kind in STEPS
            if draft.asks_place or kind is not PlaceStep
        }
        self._key = next(iter(self.steps))
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setWindowTitle(self.tr("CLMS Library"))
        self.resize(1024, 720)
        self._lay_out()
        self._bind()
        self._progressed.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        self.messages.attach(self)
        self._show()

    def _lay_out(self) -> None:
        self._list = StepList()
        side = frame("rail")
        side.setFixedWidth(264)
        head = row(None, IconLabel("books", 28, "accent_text"), label(self.tr("Welcome"), "heading"), None)
        others = button(self.tr("Other libraries …"), "books", "quiet", run=self.libraries_requested.emit)
        column(side, head, theme.SPACE_2, self._list, None, others, margin=theme.SPACE_3)
        self._stack = QStackedWidget()
        for each in self.steps.values():
            self._stack.addWidget(self._scrolling(each))
            each.next_requested.connect(self.go_on)
            each.busy_changed.connect(self._set_busy)
        self.back = button(
            self.tr("Back", "a step"), "arrow-left", run=self.go_back, tip=self.tr("Back (Alt+Left)")
        )
        self.next = button(
            self.tr("Next"), "arrow-right", "primary", run=self.go_on, tip=self.tr("Next (Alt+Right)")
        )
        self.help_button = button(self.tr("Help"), "question", "quiet", run=self.toggle_help, tip="F1")
        foot = row(None, self.help_button, None, self.back, self.next)
        foot.setContentsMargins(theme.SPACE_4, theme.SPACE_2, theme.SPACE_4, theme.SPACE_2)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._stack, 1)
        middle.addWidget(rule())
        middle.addLayout(foot)
        self.help_sheet = self._help_sheet()
        outer = row(self, side, gap=0)
        outer.addLayout(middle, 1)
        outer.addWidget(self.help_sheet)

    def _scrolling(self, page: Step) -> QScrollArea:
        holder = QWidget()
        holder.setObjectName("page")
        page.setMaximumWidth(720)
        inside = row(holder, page, gap=0)
        inside.setAlignment(page, Qt.AlignmentFlag.AlignTop)
        inside.setContentsMargins(theme.SPACE_4, theme.SPACE_4, theme.SPACE_4, theme.SPACE_2)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        return area

    def _help_sheet(self) -> QWidget:
        sheet = frame("sheet")
        sheet.setFixedWidth(280)
        self._help_text: QLabel = label("", wrap=True)
        keys = (
            ("Alt+→, Enter", self.tr("Next step")),
            ("Alt+←", self.tr("Step before")),
            ("Ctrl+T", self.tr("Test the place")),
            ("F1", self.tr("Show or hide this")),
        )
        lines = column(
            sheet, label(self.tr("Help"), "heading"), self._help_text, theme.SPACE, margin=theme.SPACE_2
        )
        lines.addWidget(label(self.tr("Keys"), "strong"))
        for key, words in keys:
            lines.addLayout(row(None, label(key, "faint"), label(words), None))
        lines.addStretch(1)
        sheet.setVisible(False)
        return sheet

    def _bind(self) -> None:
        for keys, run in (
            ("Alt+Left", self.go_back),
            ("Alt+Right", self.go_on),
            ("Ctrl+T", self._test),
            ("F1", self.toggle_help),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(run)

    # -- going -------------------------------------------------------------------------------------------

    @property
    def order(self) -> list[str]:
        """The steps there are, as things stand: a library in which people work is neither named nor filled."""
        return [key for key in self.steps if self.draft.founds or key not in (SchoolStep.key, ListsStep.key)]

    @property
    def current(self) -> Step:
        """The step in front."""
        return self.steps[self._key]

    @property
    def waits_for_a_person(self) -> bool:
        """Tell whether the next move is the person's."""
        return not self._busy

    @Slot()
    def go_on(self) -> None:
        """Take what was entered and go to the next step; on the last, do it all."""
        if not self._busy:
            last = self._key == self.order[-1]
            self.current.leave(self._start if last else partial(self._move, 1))

    @Slot()
    def go_back(self) -> None:
        """Go to the step before; what was entered stays."""
        if not self._busy and self.order.index(self._key) > 0:
            self._move(-1)

    def _move(self, by: int) -> None:
        order = self.order
        self._key = order[max(0, min(order.index(self._key) + by, len(order) - 1))]
        self._show()

    def _show(self) -> None:
        order, step = self.order, self.current
        step.shown()
        place = order.index(self._key)
        self._list.show_steps([self.steps[key].name() for key in order], place)
        self._stack.setCurrentIndex(list(self.steps).index(self._key))
        self.back.setEnabled(place > 0)
        self.next.setText(self.tr("Start") if place == len(order) - 1 else self.tr("Next"))
        self.next.setAccessibleName(self.next.text())
        self._help_text.setText(step.help())
        if self.isVisible():
            self._focus()

    def _focus(self) -> None:
        if self._key == SummaryStep.key:
            self.next.setFocus()
        else:
            self.current.focus_first()

    def help_now(self) -> tuple[str, str]:
        """What F1 says in a question over this window."""
        return self.current.name(), self.current.help()

    @Slot()
    def toggle_help(self) -> None:
        """Show or hide what F1 says."""
        self.help_sheet.setVisible(self.help_sheet.isHidden())

    @Slot()
    def _test(self) -> None:
        if isinstance(self.current, PlaceStep) and not self._busy:
            self.current.test.click()

    @Slot(bool)
    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for each in (self.next, self.back):
            set_property(each, "waits", busy)
        self.next.setEnabled(not busy)
        self.back.setEnabled(not busy and self.order.index(self._key) > 0)

    # -- the end -----------------------------------------------------------------------------------------

    def _start(self) -> None:
        summary = self.steps[SummaryStep.key]
        assert isinstance(summary, SummaryStep)
        self._set_busy(True)
        summary.show_busy()
        work = partial(self._calls.carry_out, self.draft.plan(), self._progressed.emit)
        self._runner.run(self, work, self._on_made, partial(self._on_failed, summary), latest="start")

    @Slot(str, int, int)
    def _on_progress(self, phase: str, done: int, total: int) -> None:
        summary = self.steps[SummaryStep.key]
        if isinstance(summary, SummaryStep) and self._busy:
            summary.show_progress(phase, done, total)

    def _on_made(self, made: object) -> None:
        self._set_busy(False)
        self._done = True
        self.finished.emit(made, self.draft.files)

    def _on_failed(self, summary: SummaryStep, error: Exception) -> None:
        self._set_busy(False)
        summary.show_failed(error)
        field = str(error.details.get("field", "")) if isinstance(error, ClmsError) else ""
        key = SchoolStep.key if field in ("branch", "timezone", "policies") else PersonStep.key
        if isinstance(error, Denied) or field:  # it is put right where it was typed
            self._key = key
            self._show()
            step = self.steps[key]
            if isinstance(step, PersonStep | SchoolStep):
                step.form.show_error(error)
        else:
            self.next.setFocus()

    # -- window ------------------------------------------------------------------------------------------

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes in the order things are read."""
        return step_focus(self, forward)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._focus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leaving ends the program; what was entered is gone, and nothing was written."""
        if self._busy:
            event.ignore()
            return
        self.messages.detach()
        event.accept()
        if not self._done:
            self.left.emit()
