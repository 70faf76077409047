"""What people complain of, and the checks that find out why: likely cause first, with its figures and what helps."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QWidget

from app.domain.troubleshooting.case import Answer, Diagnosis, Remedy, RemedyKind, Verdict
from app.services.troubleshooting import CaseInfo
from ui import theme
from ui.models.columns import Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.panes.health import words
from ui.sentences import said
from ui.widgets.badge import BadgeLabel
from ui.widgets.banner import Banner
from ui.widgets.basic import button, clear, column, frame, label, row, rule
from ui.widgets.sheet import page
from ui.widgets.state import StateView
from ui.widgets.table import TableView
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.health.pane import HealthPane

_LIST_WIDTH = 330
_RUN_KEYS = "Ctrl+R"


class TroubleTab(QObject):
    """The list of cases, and what the chosen one came to."""

    def __init__(self, pane: HealthPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._wanted = self._came_for = ""
        self.case: CaseInfo | None = None
        self.diagnosis: Diagnosis | None = None
        title = Column(
            "title", self.tr("What you see"), lambda c: said(c.title), stretch=True, strong=True,
            below=lambda c: said(c.about), tip=lambda c: said(c.about), sort_key="",
        )  # fmt: skip
        self.model = RowsModel((title,), parent=self, key=lambda case: case.key)
        self.table = TableView(self.model, "health-cases", state=pane.context.state, multi=False)
        self.table.setAccessibleName(self.tr("What you see"))
        self.table.setMinimumWidth(240)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(lambda _case: self.work())
        self._lay_out()

    def _lay_out(self) -> None:
        self._title, self._about = label("", "heading"), label("", "soft", wrap=True)
        self.again = button(
            self.tr("Check again"), "arrow-clockwise", run=self.work,
            tip=self.tr("Check again ({keys})").format(keys=_RUN_KEYS),
        )  # fmt: skip
        self.save = button(self.tr("Save the evidence…"), "download-simple", run=self._on_save)
        head = row(None, self._title, None, self.save, self.again)
        self.banner = Banner()
        self._answers = QWidget()
        self._list = column(self._answers, gap=0)
        self.view = StateView(
            page(self.banner, self._answers, gap=theme.SPACE_2, name=self.tr("What was found"))
        )
        self.view.retry_requested.connect(self.work)
        self._place = frame("plain")
        top = QWidget()
        column(top, head, self._about, margin=theme.SPACE_2)
        layout = column(self._place, top, rule(), self.view, gap=0)
        layout.setStretch(2, 1)
        self.body = QSplitter(Qt.Orientation.Horizontal)
        self.body.setChildrenCollapsible(False)
        self.body.setProperty("rule", True)
        self.body.setHandleWidth(1)
        self.body.addWidget(self.table)
        self.body.addWidget(self._place)
        self.body.setStretchFactor(1, 1)
        self.body.setSizes([_LIST_WIDTH, 3 * _LIST_WIDTH])
        QShortcut(QKeySequence(_RUN_KEYS), self.body).activated.connect(self.work)

    # -- choosing -------------------------------------------------------------------------------------

    def start(self, case: str = "") -> None:
        """Fill the list at the first visit, and work a case through: the one that is wanted, else the first. At a later
        visit ``case`` is worked through where it is another than at the one before, for something else has happened."""
        if case and case != self._came_for:
            self._came_for = case
            self.open(case)
        if not self.model.rowCount():
            self._pane.run(
                partial(self._pane.services.troubleshooting.cases, self._pane.actor), self._on_cases
            )

    def _on_cases(self, cases: tuple[CaseInfo, ...]) -> None:
        self.model.set_rows(cases)
        self.table.select_key(self._wanted or cases[0].key)

    def open(self, case: str) -> None:
        """Work a case through."""
        self._wanted = case
        self.table.select_key(case)

    def _on_current(self, case: CaseInfo | None) -> None:
        if case is not None and (self.case is None or case.key != self.case.key):
            self.case, self.diagnosis = case, None
            self._title.setText(said(case.title))
            self._about.setText(said(case.about))
            self.view.set_state("loading")
            self._show_questions(case)
            self.work()

    # -- working it through ---------------------------------------------------------------------------

    def work(self) -> None:
        """Have all checks made."""
        if self.case is None:
            return
        self.again.setEnabled(False)
        work = partial(self._pane.services.troubleshooting.diagnose, self._pane.actor, self.case.key)
        self._pane.run(work, self._on_diagnosis, self._on_failed, latest="case")

    def _show_questions(self, case: CaseInfo) -> None:
        """What is being looked at, until it is answered."""
        self.banner.show_banner("muted", "magnifying-glass", self.tr("Looking…"))
        clear(self._list)
        for question in case.checks:
            line = row(None, label(said(question), "soft"), None)
            line.setContentsMargins(0, theme.SPACE, 0, theme.SPACE)
            holder = QWidget()
            holder.setLayout(line)
            self._list.addWidget(holder)
        self.view.set_state("loaded")

    def _on_failed(self, error: Exception) -> None:
        self.again.setEnabled(True)
        self.view.set_state("failed" if self.diagnosis is None else "stale", error)

    def _on_diagnosis(self, found: Diagnosis) -> None:
        self.again.setEnabled(True)
        self.diagnosis = found
        self.view.set_state("loaded")
        self._say(found)
        clear(self._list)
        order = list(Verdict)
        for answer in sorted(found.answers, key=lambda each: order.index(each.found.verdict)):
            self._list.addWidget(self._line(answer))

    def _say(self, found: Diagnosis) -> None:
        verdicts = [answer.found.verdict for answer in found.answers]
        unknown = verdicts.count(Verdict.UNKNOWN)
        if found.likely:
            cause = Verdict.CAUSE in verdicts
            text = self.tr("Likely: {cause}") if cause else self.tr("Possible: {cause}")
            tone, icon = ("bad", "warning-octagon") if cause else ("warn", "warning")
            self.banner.show_banner(tone, icon, text.format(cause=said(found.likely)))
        elif unknown:
            text = counted(
                unknown, "Nothing was found; {n} check could not be made.", "Nothing was found; {n} checks could not be made."
            )  # fmt: skip
            self.banner.show_banner("muted", "question", text)
        else:
            self.banner.show_banner("ok", "check-circle", self.tr("Nothing was found: it is none of this."))

    def _line(self, answer: Answer) -> QWidget:
        found = answer.found
        quiet = found.verdict in (Verdict.RULED_OUT, Verdict.UNKNOWN)
        holder = QWidget()
        badge = BadgeLabel(verdict_badge(found.verdict))
        question = label(said(answer.question), "soft" if quiet else "strong", wrap=True)
        texts = [question, label(said(found.said), "soft" if quiet else "", wrap=True)]
        shown = [said(each) for each in found.evidence if each]
        between = " · " if all(len(each) < _SHORT for each in shown) else "\n"
        evidence = label(between.join(shown), "faint", wrap=True)
        evidence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if evidence.text():
            texts.append(evidence)
        inner = column(None, *texts, gap=theme.SPACE_HALF)
        if found.remedies:
            buttons = row(None)
            for number, remedy in enumerate(found.remedies):
                kind = "primary" if number == 0 and found.verdict is Verdict.CAUSE else ""
                buttons.addWidget(
                    button(said(remedy.text), _ICONS[remedy.kind], kind, run=partial(self.go, remedy))
                )
            buttons.addStretch(1)
            inner.addSpacing(theme.SPACE_HALF)
            inner.addLayout(buttons)
        badge.setFixedWidth(_BADGE_WIDTH)
        line = row(None, badge, inner, gap=theme.SPACE_2)
        line.setAlignment(badge, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        line.setContentsMargins(0, theme.SPACE, 0, theme.SPACE)
        column(holder, line, rule(), gap=0)
        return holder

    def go(self, remedy: Remedy) -> None:
        """Go where something is done: there it is planned or asked about first."""
        if remedy.kind is RemedyKind.TASK:
            self._pane.open_requested.emit("maintenance", remedy.target)
        elif remedy.kind is RemedyKind.PART:
            self._pane.open_node(remedy.target, remedy.page)
        else:
            self.open(remedy.target)

    # -- evidence -------------------------------------------------------------------------------------

    def _on_save(self) -> None:
        if self.case is not None:
            self._pane.messages.choose_target(
                self.tr("Save the evidence"), f"clms-{self.case.key}.zip", self.tr("Archives (*.zip)"),
                partial(self._on_target, self.case.key),
            )  # fmt: skip

    def _on_target(self, case: str, path: Path) -> None:
        self._pane.run(partial(self._write, case, path), self._on_written)

    def _write(self, case: str, path: Path) -> Path:
        path.write_bytes(self._pane.services.troubleshooting.evidence(self._pane.actor, case).content)
        return path

    def _on_written(self, path: Path) -> None:
        text = self.tr("The evidence is in {file}, without secrets and names of patrons.")
        self._pane.messages.tell(text.format(file=path.name))


_BADGE_WIDTH = 124
_SHORT = 40
"""Figures stand side by side, sentences one below the other."""
_ICONS = {RemedyKind.TASK: "wrench", RemedyKind.PART: "arrow-right", RemedyKind.CASE: "arrow-right"}


def verdict_badge(verdict: Verdict) -> Badge:
    """What a check came to."""
    return {
        Verdict.CAUSE: Badge(words.tr("Likely cause"), Tone.BAD, "warning-octagon"),
        Verdict.SUSPECT: Badge(words.tr("Possible"), Tone.WARN, "warning"),
        Verdict.UNKNOWN: Badge(words.tr("Unknown"), Tone.MUTED, "question"),
        Verdict.RULED_OUT: Badge(words.tr("Ruled out"), Tone.OK, "check-circle"),
    }[verdict]
