"""What an API node holds in memory, and what grew between two looks that somebody takes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from app.domain.memory_looks import Growth, cost_s
from app.services.memory_looks import MemoryTaken
from ui import theme, units
from ui.messages import Choice, Question
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.health import words
from ui.panes.health.part_page import PartPage
from ui.widgets.basic import button, column, frame, label, row
from ui.widgets.table import TableView
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.health.pane import HealthPane

TRACE_S = 60


class MemoryPage(PartPage):
    """Nothing is looked at before somebody asks for it: a look holds the node up for a moment, and is told before."""

    def __init__(self, pane: HealthPane) -> None:
        body = frame("plain")
        super().__init__(pane, body)
        self._taken: MemoryTaken | None = None
        self._busy = ""
        self.model = RowsModel(self._columns(), parent=self, key=lambda each: each.what)
        self.table = TableView(
            self.model, "health-memory", state=pane.context.state, copy=pane.messages.copy, multi=False
        )
        self.table.setAccessibleName(self.tr("What grew"))
        self.again = button(self.tr("Look again"), "arrow-clockwise", run=self._on_again)
        self.trace = button(self.tr("Trace…"), "magnifying-glass", run=self._on_trace)
        self.anew = button(self.tr("Compare anew"), "eraser", "quiet", run=self._on_anew)
        self.lines = button(self.tr("By line of the program"), kind="chip", run=self._fill_table)
        self.lines.setCheckable(True)
        bar = row(None, self.again, self.trace, self.anew, self.lines, None)
        bar.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        self.about = label("", "soft", wrap=True)
        self.about.setContentsMargins(theme.SPACE_2, 0, theme.SPACE_2, theme.SPACE)
        layout = column(body, bar, self.about, self.table, gap=0)
        layout.setStretch(2, 1)
        self._offer("")

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("what", self.tr("What"), lambda g: g.what, stretch=True, tip=lambda g: g.what),
            Column("count_by", self.tr("More by"), lambda g: f"{g.count_by:+,}", width=10, numeric=True, export=lambda g: g.count_by),
            Column("size_by", self.tr("Bytes"), lambda g: _signed(g.size_by), width=10, numeric=True, strong=True, export=lambda g: g.size_by),
            Column("count", self.tr("Now"), lambda g: f"{g.count:,}", width=10, numeric=True, shown=False, export=lambda g: g.count),
            Column("size", self.tr("Bytes now"), lambda g: units.size(g.size), width=10, numeric=True, shown=False, export=lambda g: g.size),
        )  # fmt: skip

    # What was taken

    def ask(self, part: str) -> MemoryTaken | None:
        taken = self.pane.services.memory_looks.taken(self.pane.actor)
        return next((each for each in taken if each.part == part), None)

    def fill(self, found: MemoryTaken | None) -> bool:
        self._taken = found
        self._fill_table()
        return found is not None

    def forget(self) -> None:
        self._taken = None
        self.model.set_rows(())
        self._offer(self.part)

    def _offer(self, part: str) -> None:
        """Say what a look costs, before there is one."""
        self.view.set_empty(
            self.tr("Two looks tell what grows"),
            self.tr(
                "A look counts what each process of the node holds. Meanwhile that process answers nobody: about {time}. Look "
                "once, let some time pass, and look again."
            ).format(time=units.milliseconds(1000 * self._cost_s(part))),
            action=self.tr("Look for the first time"),
            run=self._on_again,
        )

    def _cost_s(self, part: str) -> float:
        look = self.pane.last
        board = look.board if look is not None else None
        nodes = board.nodes if board is not None else ()
        held = next((each.values.get("api_memory") for each in nodes if each.name == part), None)
        return cost_s(held or 0.0)

    # Looking

    @Slot()
    def _on_again(self) -> None:
        self._look(0, anew=False)

    @Slot()
    def _on_anew(self) -> None:
        self._look(0, anew=True)

    @Slot()
    def _on_trace(self) -> None:
        cancel = Choice("cancel", self.tr("Cancel"))
        trace = Choice("trace", self.tr("Trace for a minute"))
        question = Question(
            self.tr("Trace where {part} takes memory?").format(part=self.part),
            self.tr(
                "For a minute each process of it notes the line of the program that takes memory. Its requests take several "
                "times as long meanwhile, and it needs a third more memory. Tracing ends by itself; look again after it."
            ),
            (cancel, trace),
            icon="magnifying-glass",
        )
        self.pane.messages.ask(question, self._on_answer)

    def _on_answer(self, key: str, _text: str = "") -> None:
        if key == "trace":
            self.lines.setChecked(True)
            self._look(TRACE_S, anew=True)

    def _look(self, trace_s: int, *, anew: bool) -> None:
        if not self.part or self._busy:
            return
        part = self._busy = self.part
        self._set_busy()
        work = partial(self.pane.services.memory_looks.look, self.pane.actor, part, trace_s, anew=anew)
        self.pane.runner.run(
            self.pane, work, partial(self._on_taken, part), partial(self._on_not_taken, part)
        )

    def _on_taken(self, part: str, taken: MemoryTaken) -> None:
        self._busy = ""
        self._set_busy()
        self._on_found(part, taken)

    def _on_not_taken(self, part: str, error: Exception) -> None:
        self._busy = ""
        self._set_busy()
        if part == self.part:
            self._on_failed(part, error)

    def _set_busy(self) -> None:
        for each in (self.again, self.trace, self.anew):
            each.setEnabled(not self._busy)

    @Slot()
    def _fill_table(self) -> None:
        taken = self._taken
        growth = taken.growth if taken is not None else None
        self.lines.setEnabled(taken is not None)
        shown: tuple[Growth, ...] = ()
        if growth is not None:
            shown = growth.places if self.lines.isChecked() else growth.types
        self.model.set_rows(shown)
        if taken is not None:
            self.about.setText(self._told(taken))

    def _told(self, taken: MemoryTaken) -> str:
        newest = taken.newest
        at = max((each.at for each in newest.processes), default=None)
        held = sum(each.resident_bytes for each in newest.processes)
        told = [
            self.tr("{when}: {processes}, {size}, {objects} objects.").format(
                when=words.when(at),
                processes=counted(len(newest.processes), "{n} process", "{n} processes"),
                size=units.size(held),
                objects=units.number(newest.objects),
            )
        ]
        growth = taken.growth
        if growth is None:
            told.append(self.tr("Look again in a while to see what grew."))
        else:
            told.append(
                self.tr("In {time}: {size}, {objects} objects.").format(
                    time=units.length(growth.seconds), size=_signed(growth.resident_by), objects=f"{growth.objects_by:+,}"
                )
            )  # fmt: skip
            if growth.changed:
                told.append(self.tr("Processes came or went meanwhile; only those that stayed are compared."))
        left = max((each.tracing_left_s for each in newest.processes), default=0.0)
        if left:
            told.append(self.tr("It is traced for another {time}.").format(time=units.length(left)))
        elif self.lines.isChecked() and not any(each.traced for each in newest.processes):
            told.append(self.tr("Lines are known only of what is taken while it is traced."))
        if not newest.complete:
            told.append(self.tr("Not every process told in time."))
        return " ".join(told)


def _signed(size: int) -> str:
    return ("+" if size >= 0 else "−") + units.size(abs(size))
