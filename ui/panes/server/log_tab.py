"""The server's log as people can read it: newest first, by level and by words, copied whole."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPlainTextEdit

from app.domain.api_server import KEPT, LoggedLine
from ui.models.columns import Align, Column
from ui.models.rows import RowsModel
from ui.panes.server import words
from ui.widgets.basic import button
from ui.widgets.facets import FacetGroup, FacetValue
from ui.widgets.master_detail import MasterDetail
from ui.widgets.sheet import Facts, page

if TYPE_CHECKING:
    from ui.panes.server.pane import ServerPane

LEVELS = ("error", "warning", "info", "debug")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line with its number, by which it stays the same while others come."""

    id: int
    line: LoggedLine


class LogTab(QObject):
    """The list of lines with the sheet of one."""

    def __init__(self, pane: ServerPane) -> None:
        super().__init__(pane)
        self._copy = pane.messages.copy
        self._lines: deque[Numbered] = deque(maxlen=KEPT)
        self._number = 0
        self._text = ""
        self._shown: LoggedLine | None = None
        self.model = RowsModel(self._columns(), parent=self)
        self.body = MasterDetail(
            "server-log",
            self.model,
            placeholder=self.tr("Words, request or process"),
            nouns=(self.tr("line"), self.tr("lines")),
            state=pane.context.state,
            copy=pane.messages.copy,
            facets=True,
        )
        self._facts = Facts()
        self._trace = QPlainTextEdit()
        self._trace.setReadOnly(True)
        self._trace.setAccessibleName(self.tr("Where it happened in the program"))
        self._trace.setMinimumHeight(220)
        self.body.sheet.set_content(page(self._facts, self._trace, name=self.tr("About this line")))
        self.body.sheet.set_actions(button(self.tr("Copy this line"), "copy", run=self._on_copy))
        self._wire()

    def _wire(self) -> None:
        self.body.searched.connect(self._on_searched)
        self.body.table.current_changed.connect(self._on_row_chosen)
        self.body.table.opened.connect(self._on_row_chosen)
        assert self.body.facets is not None
        values = tuple(FacetValue(level, words.level_badge(level).text) for level in LEVELS)
        self.body.facets.set_groups((FacetGroup("level", self.tr("Level"), values, multi=True),))
        self.body.facets.changed.connect(lambda _choice: self._fill())
        self.body.view.set_empty(
            self.tr("Nothing logged"), self.tr("What the server logs shows here as it comes.")
        )

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("time", self.tr("Time"), lambda r: words.clock(r.line.time), Align.CENTER, width=10, numeric=True, export=lambda r: r.line.time),
            Column("level", self.tr("Level"), lambda r: "", badge=lambda r: words.level_badge(r.line.level), width=12),
            Column("message", self.tr("Message"), lambda r: r.line.message, stretch=True, tip=lambda r: r.line.message),
            Column("logger", self.tr("Part"), lambda r: r.line.logger, width=18, shown=False),
            Column("pid", self.tr("Process"), lambda r: str(r.line.pid), width=9, numeric=True),
            Column("request", self.tr("Request"), lambda r: r.line.request_id, width=20, shown=False),
        )  # fmt: skip

    def add(self, lines: Iterable[LoggedLine]) -> None:
        """Show further lines."""
        before = self._number
        for line in lines:
            self._number += 1
            self._lines.append(Numbered(self._number, line))
        if self._number != before:
            self._fill()

    def of_request(self, request_id: str) -> tuple[LoggedLine, ...]:
        """What was logged while a request was served."""
        return tuple(each.line for each in self._lines if each.line.request_id == request_id)

    def last(self, count: int) -> tuple[str, ...]:
        """The newest lines, oldest first."""
        newest = [each.line for each in self._lines][-count:]
        return tuple(
            f"{words.clock(line.time)}  {words.level_badge(line.level).text}  {line.message}"
            for line in newest
        )

    def _fill(self) -> None:
        assert self.body.facets is not None
        levels = self.body.facets.choice().get("level", ())
        self.model.set_rows(
            row
            for row in reversed(self._lines)
            if (not levels or _level(row.line) in levels) and self._fits(row.line)
        )

    def _fits(self, line: LoggedLine) -> bool:
        known = f"{line.message} {line.logger} {line.request_id} {line.pid} {line.traceback}".casefold()
        return all(word in known for word in self._text.casefold().split())

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    def _on_row_chosen(self, row: Numbered | None) -> None:
        if row is None:
            return
        line = self._shown = row.line
        self.body.sheet.set_header(line.message, words.clock(line.time), words.level_badge(line.level))
        self._facts.set_facts(
            (
                (self.tr("Part"), line.logger),
                (self.tr("Process"), str(line.pid)),
                (self.tr("Thread"), line.thread),
                (self.tr("Request"), line.request_id),
            )
        )
        self._trace.setPlainText(line.traceback)
        self._trace.setVisible(bool(line.traceback))
        self.body.open_sheet()

    def _on_copy(self) -> None:
        if self._shown is not None:
            line = self._shown
            first = f"{line.time.isoformat()} {line.level} {line.pid} {line.logger}: {line.message}"
            self._copy("\n".join(filter(None, (first, line.traceback))))


def _level(line: LoggedLine) -> str:
    return line.level if line.level in LEVELS else "error"
