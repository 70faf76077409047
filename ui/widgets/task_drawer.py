"""Background tasks: a strip that says what is going on, and a drawer with progress, cancel and log of each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.messages import describe
from ui.models.columns import Badge, Tone
from ui.sentences import said
from ui.tasks import Task, TaskState
from ui.widgets.badge import BadgeLabel
from ui.widgets.basic import Elided, button, discard, label, row

KEPT_TASKS = 20


class ProgressRow(QFrame):
    """One task: title, state, progress, cancel, and its log on demand."""

    def __init__(self, task: Task, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.task = task
        self._badge = BadgeLabel(Badge("", Tone.MUTED))
        self._text = Elided("", "faint")
        self._text.setProperty("mayElide", True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = button(self.tr("Cancel"), "x", "quiet", run=task.stop)
        self._show_log = button(self.tr("Log"), "list-dashes", "quiet", run=self._toggle_log)
        self._show_log.setCheckable(True)
        self._log = QPlainTextEdit(self)
        self._log.setReadOnly(True)
        self._log.setFixedHeight(120)
        self._log.setAccessibleName(self.tr("Log of {task}").format(task=task.title))
        self._log.setVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        layout.setSpacing(theme.SPACE_HALF)
        head = QHBoxLayout()
        head.addWidget(label(task.title, "strong"))
        head.addWidget(self._badge)
        head.addWidget(self._text, 1)
        if task.show_more is not None:
            head.addWidget(button(self.tr("Show"), "arrow-square-out", "quiet", run=task.show_more))
        head.addWidget(self._show_log)
        head.addWidget(self._stop)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        layout.addWidget(self._log)
        task.updated.connect(self._refresh)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        task = self.task
        self._badge.set_badge(task_badge(task))
        fraction = task.fraction
        moves = task.state in (TaskState.RUNNING, TaskState.STOPPING)
        self._bar.setRange(0, 0 if fraction is None and moves else 1000)
        if fraction is not None or not moves:
            self._bar.setValue(1000 if task.state is TaskState.DONE else int((fraction or 0) * 1000))
        self._text.setText(
            describe(task.error).text if task.error else f"{said(task.text)}  {task.amount}".strip()
        )
        self._stop.setVisible(not task.state.over)
        self._stop.setEnabled(task.state is not TaskState.STOPPING)
        if self._log.isVisible():
            self._log.setPlainText("\n".join(task.log))

    @Slot()
    def _toggle_log(self) -> None:
        self._log.setVisible(self._show_log.isChecked())
        self._refresh()


def task_badge(task: Task) -> Badge:
    """The state of a task as a badge."""
    words = {
        TaskState.WAITING: (task.tr("Waiting"), Tone.MUTED, "clock"),
        TaskState.RUNNING: (task.tr("Running"), Tone.INFO, "play"),
        TaskState.STRANDED: (task.tr("Decide"), Tone.WARN, "warning"),
        TaskState.STOPPING: (task.tr("Stopping"), Tone.WARN, "hourglass"),
        TaskState.DONE: (task.tr("Done"), Tone.OK, "check"),
        TaskState.STOPPED: (task.tr("Cancelled"), Tone.MUTED, "prohibit"),
        TaskState.FAILED: (task.tr("Failed"), Tone.BAD, "warning-circle"),
    }
    return Badge(*words[task.state])


class TaskDrawer(QFrame):
    """The list of tasks, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "drawer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.rows: list[ProgressRow] = []
        inner = QWidget()
        inner.setObjectName("page")
        self._layout = QVBoxLayout(inner)
        self._layout.setContentsMargins(0, theme.SPACE, 0, theme.SPACE)
        self._layout.setSpacing(0)
        self._nothing = label(
            self.tr("No background tasks. Imports, exports and maintenance show their progress here."), "soft"
        )
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._layout.addWidget(self._nothing)
        self._layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setAccessibleName(self.tr("Background tasks"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 0)
        layout.addWidget(area)
        self.setFixedHeight(240)

    @Slot(object)
    def add_task(self, task: Task) -> None:
        """Show a new task; old finished ones leave."""
        made = ProgressRow(task)
        self.rows.insert(0, made)
        self._layout.insertWidget(0, made)
        self._nothing.setVisible(False)
        for old in [r for r in self.rows[KEPT_TASKS:] if r.task.state.over]:
            self.rows.remove(old)
            discard(old)

    def running(self) -> list[Task]:
        """Tasks that are not over, newest first, those that really run before those that wait."""
        found = [r.task for r in self.rows if not r.task.state.over]
        return sorted(found, key=lambda task: task.state not in (TaskState.RUNNING, TaskState.STOPPING))


class TaskStrip(QFrame):
    """The bottom line of the window: what runs in the background, and the way into the drawer."""

    toggled = Signal()

    def __init__(self, drawer: TaskDrawer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawer = drawer
        self.setProperty("surface", "strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setFixedHeight(32)
        self._open = button(self.tr("No background tasks"), "list-dashes", "quiet", run=self.toggled.emit)
        self._open.setToolTip(self.tr("Show background tasks (Ctrl+J)"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._bar.setVisible(False)
        self._stop = button(self.tr("Cancel"), "x", "quiet", run=self._on_stop)
        self._stop.setVisible(False)
        self.note = label("", "faint")
        self._inside = inside = row(self, self._open, self._bar, self._stop, None, self.note)
        inside.setContentsMargins(theme.SPACE, 0, theme.SPACE_2, 0)
        for each in (self._open, self._stop):
            each.setProperty("slim", True)

    def offer(self, made: QWidget) -> None:
        """Let a quiet line stand before the note."""
        made.setProperty("slim", True)
        self._inside.insertWidget(self._inside.indexOf(self.note), made)

    @Slot(object)
    def add_task(self, task: Task) -> None:
        """Follow a task."""
        task.updated.connect(self._refresh)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        running, going = self._drawer.running(), self._going()
        self._bar.setVisible(bool(going))
        self._stop.setVisible(bool(going))
        if not going:
            rows = (row.task for row in self._drawer.rows)
            last = running[0] if running else next(rows, None)
            words = (
                f"{last.title}: {task_badge(last).text.lower()}" if last else self.tr("No background tasks")
            )
            self._open.setText(words)
            return
        first = going[0]
        more = len(running) - 1
        share = first.fraction if first.state is TaskState.RUNNING else None
        title = first.title if share is None else f"{first.title} {share:.0%}"
        also = self.tr("{title} and %n more", "", more).format(title=title) if more else title
        self._open.setText(also)
        fraction = first.fraction if first.state is not TaskState.WAITING else 0.0
        self._bar.setRange(0, 0 if fraction is None else 1000)
        self._bar.setValue(int((fraction or 0) * 1000))

    def _going(self) -> list[Task]:
        """What runs or waits its turn; a person decides about the others."""
        return [task for task in self._drawer.running() if task.state is not TaskState.STRANDED]

    @Slot()
    def _on_stop(self) -> None:
        going = self._going()
        if going:
            going[0].stop()
