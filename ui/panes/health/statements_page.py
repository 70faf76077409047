"""Which forms of statement took a database server's time, over a span that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox

from app.domain.statements import StatementTimes
from app.services.nodes import StatementsLook
from ui import theme, units
from ui.models.columns import Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.panes.health import words
from ui.panes.health.part_page import PartPage
from ui.widgets.acts import Act
from ui.widgets.basic import button, column, frame, label, row
from ui.widgets.table import TableView
from ui.words import clock, counted

if TYPE_CHECKING:
    from ui.panes.health.pane import HealthPane

_MANY_ROWS = 100
"""Rows read for one that is answered: from here on an index is missing, or not used (ops research, D6)."""


class StatementsPage(PartPage):
    """The span, the list, and what the watch kept of the span."""

    def __init__(self, pane: HealthPane) -> None:
        body = frame("plain")
        super().__init__(pane, body)
        self._busy_ms = 0.0
        self.model = RowsModel(self._columns(), parent=self, key=lambda each: each.place)
        self.table = TableView(
            self.model, "health-statements", state=pane.context.state, copy=pane.messages.copy, multi=False,
            acts=(
                Act("copy", self.tr("Copy it"), self._on_copy, "copy", needs="one"),
                Act("plan", self.tr("Plan"), self._on_plan, "tree-structure", "Ctrl+P", needs="one", primary=True),
            ),
        )  # fmt: skip
        self.table.setAccessibleName(self.tr("Statements"))
        self.span = QComboBox()
        self.span.setAccessibleName(self.tr("Span of time"))
        for minutes, text in (
            (15, self.tr("Last 15 minutes")),
            (60, self.tr("Last hour")),
            (360, self.tr("Last 6 hours")),
            (1440, self.tr("Last day")),
            (0, self.tr("Since the server counts")),
        ):
            self.span.addItem(text, minutes)
        self.span.currentIndexChanged.connect(self._on_span)
        again = button("", "arrow-clockwise", "quiet", name=self.tr("Look again"), run=self.read)
        bar = row(None, self.span, again, None)
        self.table.acts.fill_toolbar(bar)
        bar.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        self.about = label("", "soft", wrap=True)
        self.about.setContentsMargins(theme.SPACE_2, 0, theme.SPACE_2, theme.SPACE)
        layout = column(body, bar, self.about, self.table, gap=0)
        layout.setStretch(2, 1)
        self.view.set_empty(
            self.tr("Nothing was counted in this time"),
            self.tr(
                "The watch looks once a minute. What came before its first look is counted since the start."
            ),
            action=self.tr("Since the server counts"),
            run=lambda: self.span.setCurrentIndex(self.span.findData(0)),
        )

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("total", self.tr("Time"), lambda s: units.milliseconds(s.total_ms), width=9, numeric=True, export=lambda s: s.total_ms),
            Column("share", self.tr("Share"), self._share, width=8, numeric=True, export=lambda s: s.total_ms),
            Column("text", self.tr("Statement"), lambda s: s.text or self.tr("All others"), stretch=True, below=told, tip=_tip),
            Column("finding", self.tr("Finding"), lambda s: "", badge=finding, width=15, sort_key=""),
            Column("calls", self.tr("Calls"), lambda s: f"{s.calls:,}", width=9, numeric=True, shown=False, export=lambda s: s.calls),
            Column("mean", self.tr("Each"), lambda s: units.milliseconds(s.mean_ms), width=9, numeric=True, shown=False, export=lambda s: s.mean_ms),
            Column("max", self.tr("Longest"), lambda s: units.milliseconds(s.max_ms), width=9, numeric=True, shown=False, export=lambda s: s.max_ms),
            Column("schema", self.tr("Database"), lambda s: s.schema, width=14, shown=False),
        )  # fmt: skip

    @Slot()
    def _on_span(self) -> None:
        self.view.set_state("loading")
        self._asking = ""
        self.read()

    def ask(self, part: str) -> tuple[int, StatementsLook]:
        minutes = int(self.span.currentData())
        return minutes, self.pane.services.nodes.statements(self.pane.actor, part, minutes)

    def fill(self, found: tuple[int, StatementsLook]) -> bool:
        minutes, look = found
        if minutes != self.span.currentData():  # another span was chosen meanwhile
            return bool(self.model.rowCount())
        self._busy_ms = look.busy_ms
        self.model.set_rows(look.statements)
        if look.since is not None and look.until is not None:
            seconds = max(1.0, (look.until - look.since).total_seconds())
            text = self.tr("From {since} to {until}: {busy} of work, {share} of the time of one processor.")
            share = units.percent(100 * look.busy_ms / 1000 / seconds)
        else:
            text, share = self.tr("{busy} of work since the server counts."), ""
        self.about.setText(
            text.format(
                since=clock(look.since) if look.since else "", until=clock(look.until) if look.until else "",
                busy=units.length(look.busy_ms / 1000), share=share,
            )
        )  # fmt: skip
        return bool(look.statements)

    def forget(self) -> None:
        self.model.set_rows(())
        self.about.setText("")

    def _share(self, times: StatementTimes) -> str:
        return units.percent(100 * times.total_ms / self._busy_ms) if self._busy_ms else ""

    def _on_plan(self, rows: tuple[StatementTimes, ...]) -> None:
        self.pane.nodes.body.sheet.show_tab("plan")
        self.pane.nodes.plan.open(rows[0])

    def _on_copy(self, rows: tuple[StatementTimes, ...]) -> None:
        self.pane.messages.copy(rows[0].text)


def told(times: StatementTimes) -> str:
    """How often, how long each, and what was read for what was answered."""
    parts = [
        counted(times.calls, "{n} call", "{n} calls"),
        words.tr("{time} each").format(time=units.milliseconds(times.mean_ms)),
    ]
    if (ratio := times.examined_per_sent) is not None and ratio >= 2:
        parts.append(words.tr("{n} rows read for one").format(n=units.number(round(ratio))))
    return " · ".join(parts)


def finding(times: StatementTimes) -> Badge | None:
    """What is odd about a form, the worst first."""
    if times.unindexed and times.examined > _MANY_ROWS * times.calls:
        return Badge(words.tr("No index"), Tone.WARN, "warning")
    if (ratio := times.examined_per_sent) is not None and ratio > _MANY_ROWS:
        return Badge(words.tr("Reads much"), Tone.WARN, "warning")
    if times.disk_tables:
        return Badge(words.tr("Tables on disk"), Tone.INFO, "hard-drives")
    if times.errors:
        return Badge(words.tr("{n} errors").format(n=f"{times.errors:,}"), Tone.WARN, "warning-circle")
    return None


def _tip(times: StatementTimes) -> str:
    return f"{times.text}\n{told(times)}" if times.text else told(times)
