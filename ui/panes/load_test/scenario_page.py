"""The scenario that is chosen: a form and its text, two views of one thing, and what it would do."""

from __future__ import annotations

import copy
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QTabBar, QWidget

from app.domain.loadtest.orders import Checked, RunOrder
from ui import theme
from ui.panes.cluster.text_page import text_page
from ui.panes.load_test import words
from ui.panes.load_test.draft import Draft
from ui.panes.load_test.lines import LineColumn, Lines
from ui.panes.load_test.options import Options
from ui.panes.load_test.steps import ScenarioParts
from ui.panes.load_test.words import tr
from ui.widgets.banner import Banner
from ui.widgets.basic import Elided, button, column, frame, label, row
from ui.widgets.sheet import Section, page

if TYPE_CHECKING:
    from ui.panes.load_test.pane import LoadTestPane

CHECK_MS = 250
FORM, TEXT = 0, 1


class ScenarioPage(QWidget):
    """Form and text. Whatever is changed in one is in the other once it was checked."""

    changed = Signal()
    start_asked = Signal()
    knee_asked = Signal()
    save_asked = Signal()

    def __init__(self, pane: LoadTestPane) -> None:
        super().__init__()
        self._pane = pane
        self.name = ""
        self.own = self.dirty = False
        self._allowed = True
        self.checked = Checked()
        self.draft = Draft(None)
        self._wrong: set[tuple[str, int, str]] = set()
        self._edits = 0  # of the form: what was checked before the newest one is not shown in it
        self._timer = QTimer(self, singleShot=True, interval=CHECK_MS)
        self._timer.timeout.connect(self.check)
        self.text = text_page(tr("The scenario as text (YAML)"))
        self.text.setReadOnly(False)
        self.text.textChanged.connect(self._on_text)
        self._make_form()
        self._lay_out()

    def _make_form(self) -> None:
        self.target = QLineEdit()
        self.target.setAccessibleName(tr("Target"))
        self.target.setPlaceholderText("http://localhost:3001")
        self.target.textEdited.connect(self._on_target)
        self.phases = Lines(
            tr("phase"),
            (
                LineColumn("name", tr("Name"), 2),
                LineColumn("duration", tr("Lasts (s)"), width=84, hint="60"),
                LineColumn("rate", tr("Arrivals a second"), width=136, hint="5"),
                LineColumn("ramp", tr("Rising to"), width=92),
                LineColumn("warm", tr("Warm-up"), width=76, check=True),
            ),
            tr("One more phase"),
        )
        self.phases.edited.connect(self._on_phase)
        self.phases.added.connect(lambda: self._alter(self.draft.add_phase))
        self.phases.removed.connect(self._remove_phase)
        self.warm: set[int] = set()
        self.parts = ScenarioParts()
        self.parts.altered.connect(self._on_form)
        self.parts.wrong.connect(self._on_wrong)
        self.options = Options(self._pane.may)
        self.options.edited.connect(self._timer.start)

    def _lay_out(self) -> None:
        self.title = Elided("", "heading")
        self.title.setProperty("mayElide", True)
        self.save = button(tr("Save"), "check", run=self.save_asked.emit, tip=tr("Save (Ctrl+S)"))
        self.knee = button(
            tr("Find the knee…"), "trend-up", run=self.knee_asked.emit,
            tip=tr("Looks for the highest rate that is kept up (Ctrl+G)"),
        )  # fmt: skip
        self.start = button(
            tr("Start the run"),
            "play",
            "primary",
            run=self.start_asked.emit,
            tip=tr("Start the run (Ctrl+R)"),
        )
        head = QWidget()
        line = row(head, self.title, self.save, self.knee, self.start)
        line.setStretch(0, 1)
        self.says = Banner()
        self.unknown = Banner()
        self.unknown.setVisible(False)
        self.views = QTabBar()
        self.views.setExpanding(False)
        self.views.setDrawBase(False)
        self.views.setAccessibleName(tr("How the scenario is shown"))
        self.views.addTab(tr("Form"))
        self.views.addTab(tr("Text (YAML)"))
        self.stack = QStackedWidget()
        aim = QWidget()
        column(aim, self.target, label(tr("The address at which the server answers."), "faint", wrap=True), gap=theme.SPACE_HALF)  # fmt: skip
        self.form = page(
            Section(tr("Target"), aim),
            Section(tr("Phases: who arrives when"), self.phases),
            Section(tr("Scenarios: what each arrival does"), self.parts),
            Section(tr("How it is run"), self.options),
            Section(tr("How the knee is looked for"), self.options.knee),
            name=tr("Form of the scenario"),
        )
        self.stack.addWidget(self.form)
        beside = QWidget()
        column(beside, self.text, margin=theme.SPACE_2)
        self.stack.addWidget(beside)
        self.views.currentChanged.connect(self.stack.setCurrentIndex)
        top = QWidget()
        column(top, head, self.says, self.unknown, margin=theme.SPACE_2).setContentsMargins(
            theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, theme.SPACE_HALF
        )
        body = frame("plain")
        column(body, top, self.views, self.stack, gap=0)
        column(self, body, gap=0)

    # -- what is shown -------------------------------------------------------------------------------

    def show_text(self, name: str, text: str, *, own: bool, dirty: bool = False) -> None:
        """Show another scenario, one's ``own`` or a template."""
        self.name, self.own, self.dirty = name, own, dirty
        self.warm.clear()
        self._wrong.clear()
        self._set_text(text)
        self._say_name()
        self.check()

    def saved(self, name: str) -> None:
        """It is kept under a name."""
        self.name, self.own, self.dirty = name, True, False
        self._say_name()

    def forget(self) -> None:
        """Its file is gone: what is shown is kept nowhere now."""
        self.name, self.own, self.dirty = "", True, True
        self._say_name()

    def allow(self, allowed: bool) -> None:
        """Let a run be started, or not while another goes on."""
        self._allowed = allowed
        self._say_usable()

    def show_view(self, view: int) -> None:
        """Show the form or the text."""
        self.views.setCurrentIndex(view)

    def _say_name(self) -> None:
        name = self.name or tr("A new scenario")
        self.title.setText(tr("{name} (changed)").format(name=name) if self.dirty else name)

    def _set_text(self, text: str) -> None:
        self.text.blockSignals(True)
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
        self.text.blockSignals(False)

    @property
    def checking(self) -> bool:
        """Whether what was typed waits to be looked at."""
        return self._timer.isActive()

    # -- checking ------------------------------------------------------------------------------------

    def check(self) -> None:
        """Look what it would do."""
        self._timer.stop()
        services = self._pane.services.load_tests
        work = partial(services.check, self._pane.actor, self.text.toPlainText())
        self._pane.run(work, partial(self._on_checked, self._edits), latest="check")

    def _on_checked(self, edits: int, checked: Checked) -> None:
        self.checked = checked
        if checked.content is not None and not self._wrong and edits == self._edits:
            self.draft = Draft(checked.content)
            self._fill()
        self.form.setEnabled(checked.content is not None)
        self.options.show_checked(checked)
        self._say()
        self.changed.emit()

    def _fill(self) -> None:
        if not self.target.hasFocus() or not self.target.isModified():
            self.target.setText(self.draft.target)
        phases = self.draft.phases()
        self.warm = {number for number in self.warm if number < len(phases)}
        self.phases.fill([{**each, "warm": "1" if n in self.warm else ""} for n, each in enumerate(phases)])
        self.parts.show_draft(self.draft)

    def _say(self) -> None:
        checked = self.checked
        if self._wrong:
            self.says.show_banner(
                "bad", "warning-circle", tr("A field of the form can't be read: it is marked.")
            )
        elif checked.problem:
            self.says.show_banner("bad", "warning-circle", words.where_wrong(checked))
        else:
            self.says.show_banner("info" if checked.here else "warn", "info" if checked.here else "warning", words.what_it_does(checked))  # fmt: skip
        self._say_usable()
        notes = words.notes(checked)
        self.unknown.setVisible(bool(notes))
        if notes:
            self.unknown.show_banner("warn", "warning", notes)

    def _say_usable(self) -> None:
        for each in (self.start, self.knee):
            each.setEnabled(self.usable)

    @property
    def usable(self) -> bool:
        """Whether it can be run as it stands, and nothing else runs."""
        return self._allowed and self.checked.script is not None and not self._wrong

    def order(self) -> RunOrder:
        """What would be run."""
        return RunOrder(
            self.name or tr("A new scenario"),
            self.text.toPlainText(),
            variables=self.options.variables(),
            warm_up=tuple(sorted(self.warm)),
            abort=self.options.abort(),
            token=self.options.role(),
        )

    # -- editing -------------------------------------------------------------------------------------

    def _on_text(self) -> None:
        self._wrong.clear()
        self._touch()
        self._timer.start()

    def _touch(self) -> None:
        if not self.dirty:
            self.dirty = True
            self._say_name()

    def _alter(self, change: object) -> None:
        assert callable(change)
        change()
        self._on_form()

    def _on_form(self) -> None:
        """The form changed the content: it becomes the text."""
        self._touch()
        self._edits += 1
        services = self._pane.services.load_tests
        work = partial(services.text_of, self._pane.actor, copy.deepcopy(self.draft.content))
        self._pane.run(work, self._on_written, latest="text_of")

    def _on_written(self, text: str) -> None:
        self._set_text(text)
        self._timer.start()

    def _on_target(self, text: str) -> None:
        self._alter(partial(self.draft.set_target, text))

    def _on_phase(self, number: int, key: str, text: str) -> None:
        if key == "warm":
            self.warm ^= {number}
            return
        self._alter(partial(self.draft.set_phase, number, key, text))

    def _remove_phase(self, number: int) -> None:
        self.warm = {each - (each > number) for each in self.warm if each != number}
        self._alter(partial(self.draft.remove_phase, number))

    def _on_wrong(self, place: tuple[str, int, str], wrong: bool) -> None:
        (self._wrong.add if wrong else self._wrong.discard)(place)
        self._say()

    def take_focus(self) -> None:
        """Put the focus where the work is."""
        target: QWidget = (
            self.start if self.usable else self.text if self.stack.currentIndex() else self.target
        )
        target.setFocus(Qt.FocusReason.OtherFocusReason)
