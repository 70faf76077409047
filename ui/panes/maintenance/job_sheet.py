"""The sheet of one job: progress and log as they come, its result in numbers, and the durations of its task."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QProgressBar, QWidget

from app.domain.jobs import OPEN, Job, JobProgress, JobState, LogLine
from ui import theme
from ui.panes.maintenance import words
from ui.panes.maintenance.compared_page import ComparedPage
from ui.panes.maintenance.comparing import compared
from ui.panes.maintenance.durations import Durations
from ui.sentences import said
from ui.widgets.banner import Banner
from ui.widgets.basic import breakable, button, column, label, row
from ui.widgets.sheet import Facts, Section, Sheet, page

_WHOLE = 1_000


class JobSheet(QObject):
    """Fills the side sheet with a job, or with two beside each other. ``wanted`` carries cancel, again, before: to
    compare with the ``earlier`` run of its task, or back: to the later one of those ``compared``."""

    wanted = Signal(str)

    def __init__(self, sheet: Sheet, parent: QObject, copy: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self.job: Job | None = None
        self.earlier: Job | None = None
        self.compared: Job | None = None
        self._last = 0
        self._step = label("", "soft", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _WHOLE)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setAccessibleName(self.tr("Log"))
        self.log.setPlaceholderText(self.tr("Nothing was logged yet."))
        self._left = label("", "faint")
        self._copy = button(
            self.tr("Copy the log"), "copy", "quiet", run=lambda: copy(self.log.toPlainText())
        )
        self._live = QWidget()
        foot = row(None, self._left, None, self._copy)
        column(self._live, self._step, self.bar, self.log, foot, margin=theme.SPACE_2)
        self._warning = Banner()
        self._result = label("", "", wrap=True)
        self._hint = label("", "soft", wrap=True)
        self._figures, self._facts = Facts(), Facts()
        self.durations = Durations()
        self._took = Section(self.tr("How long its runs took"), self.durations)
        self._about = page(
            self._result, self._warning, self._hint, self._figures,
            self._took,
            Section(self.tr("About this run"), self._facts),
            gap=theme.SPACE_2,
        )  # fmt: skip
        self._copy_text = copy
        self.compared_page = ComparedPage()
        self._two = page(self.compared_page, gap=theme.SPACE_2, name=self.tr("Two runs compared"))
        sheet.keep(self._live, self._about, self._two)

    # -- one job -------------------------------------------------------------------------------------

    @property
    def watched(self) -> tuple[int, int]:
        """The job whose log is shown and the last line known of it; (0, 0) for none."""
        if self.job is None or self._sheet.isHidden():
            return 0, 0
        return self.job.id, self._last

    def show_job(self, job: Job, history: Sequence[Job], waits: str) -> None:
        """Show a job; ``history`` are the runs of its task, oldest first, ``waits`` what it waits for."""
        before, self.job, self.compared = self.job, job, None
        if before is None or before.id != job.id:
            self.log.clear()
            self._last = 0
        by = self.tr("No. {id}, asked for by {who} at {where}, {when}")
        subtitle = by.format(id=job.id, who=job.actor, where=job.workstation, when=words.when(job.created_at))
        self._sheet.set_header(words.title_of_job(job), subtitle, words.job_badge(job))
        self.earlier = next(
            (each for each in reversed(history) if each.id < job.id and not each.dry_run), None
        )
        if before is None or before.id != job.id or before.state is not job.state:
            self._sheet.set_actions(*self._actions(job))
        self._say_result(job, waits)
        self.durations.show_jobs(history, job.id)
        self._took.setVisible(self.durations.any_run)
        self._facts.set_facts(
            (
                (self.tr("Task"), job.kind),
                (self.tr("Begun"), words.when(job.started_at)),
                (self.tr("Ended"), words.when(job.ended_at)),
                (self.tr("It took"), words.span(job.seconds)),
                (self.tr("Attempt"), _attempt(job)),
                (self.tr("Put in by"), self.tr("A schedule") if job.schedule_id else self.tr("A person")),
                *words.params_of(job),
            )
        )
        if before is None or before.id != job.id or before.state is not job.state:
            self._show_tabs(job)

    def _show_tabs(self, job: Job) -> None:
        tabs = [("log", self.tr("Log"), self._live), ("about", self.tr("Result"), self._about)]
        wrong = job.state in (JobState.FAILED, JobState.STRANDED)
        if job.state not in OPEN or wrong:
            tabs.reverse()
        self._sheet.set_tabs(tabs)
        if wrong:  # what went wrong and what to do now, also to whoever was watching the log
            self._sheet.show_tab("about")

    def _say_result(self, job: Job, waits: str) -> None:
        ended = job.state not in OPEN
        told = words.result(job) if ended else waits or self.tr("It is under way.")
        self._result.setText(breakable(told))
        self._hint.setText(said(str((job.error or {}).get("hint", ""))))
        self._hint.setVisible(bool(self._hint.text()))
        warnings = words.warnings_of(job)
        self._warning.show_banner("warn", "warning", "\n".join(warnings))
        self._warning.setVisible(bool(warnings))
        figures = words.figures_of(job)
        self._figures.set_facts(figures)
        self._figures.setVisible(bool(figures))
        self._step.setText(breakable(told))
        self._left.setText("")
        self.bar.setVisible(job.state is JobState.RUNNING)
        self.bar.setRange(0, 0 if job.state is JobState.RUNNING else _WHOLE)

    def show_progress(self, progress: JobProgress | None) -> None:
        """Show how far the job is."""
        if self.job is None or self.job.state is not JobState.RUNNING:
            return
        self._left.setText(words.left(self.job, progress))
        if progress is None:
            return
        self._step.setText(words.step(progress))
        if progress.fraction is None:
            self.bar.setRange(0, 0)
        else:
            self.bar.setRange(0, _WHOLE)
            self.bar.setValue(round(progress.fraction * _WHOLE))
        self.bar.setAccessibleDescription(words.step(progress))

    def add_lines(self, watched: tuple[int, int], lines: Sequence[LogLine]) -> None:
        """Append what was read of the log; an answer to an older question is dropped."""
        if not lines or watched != self.watched:
            return
        self._last = lines[-1].seq
        bar = self.log.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 4
        cursor = QTextCursor(self.log.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        text = "\n".join(_log_line(line) for line in lines)
        cursor.insertText(text if self.log.document().isEmpty() else f"\n{text}")
        if at_end:
            bar.setValue(bar.maximum())

    def _actions(self, job: Job) -> list[QWidget]:
        again = button(self.tr("Run again…"), "arrow-clockwise", run=partial(self.wanted.emit, "again"))
        cancel = button(self.tr("Cancel…"), "x", run=partial(self.wanted.emit, "cancel"))
        if job.state is JobState.STRANDED:
            return [again, cancel]
        if job.state in OPEN:
            return [cancel]
        if self.earlier is None:
            return [again]
        beside = button(
            self.tr("Compare with the one before"),
            "arrows-left-right",
            run=partial(self.wanted.emit, "before"),
        )
        return [again, beside]

    # -- two of them ---------------------------------------------------------------------------------

    def show_two(self, one: Job, two: Job) -> None:
        """Show two runs side by side, the earlier one first."""
        first, second = sorted((one, two), key=lambda job: job.id)
        self.job, self.compared = None, second
        self.compared_page.show_lines(compared(first, second))
        subtitle = self.tr("No. {one} and no. {two}").format(one=first.id, two=second.id)
        self._sheet.set_header(words.title_of(first.kind), subtitle)
        back = self.tr("Back to no. {id}").format(id=second.id)
        self._sheet.set_actions(
            button(back, "arrow-left", run=partial(self.wanted.emit, "back")),
            button(
                self.tr("Copy"), "copy", "quiet", run=lambda: self._copy_text(self.compared_page.as_tsv())
            ),
        )
        self._sheet.set_content(self._two, keep=True)


def _attempt(job: Job) -> str:
    return words.tr("{n} of {most}").format(n=job.attempt, most=job.max_attempts) if job.attempt else ""


def _log_line(line: LogLine) -> str:
    levels = {"warning": words.tr("Warning: {text}"), "error": words.tr("Error: {text}")}
    text = levels.get(line.level, "{text}").replace("{text}", line.text)
    return f"{line.at.astimezone():%H:%M:%S}  {text}"
