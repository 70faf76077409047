"""Results opened, compared, written to files and deleted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.loadtest.climbed import Climbed
from app.domain.loadtest.comparing import Difference
from app.domain.loadtest.orders import ResultLine
from app.errors import Unreachable
from app.services.load_tests import Judged
from ui.messages import Choice, Question
from ui.panes.load_test import words
from ui.panes.load_test.result_curves import Curves, curves_of
from ui.panes.load_test.words import tr
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.load_test.pane import LoadTestPane


class Outcomes(QObject):
    """What the list of results can do. ``shown`` is the run whose result is shown, "" for none or something else."""

    def __init__(self, pane: LoadTestPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self.shown = ""

    def choose(self, row: ResultLine | None) -> None:
        """Show the result the list is at, unless several are being chosen."""
        if row is not None and len(self._pane.lists.results.selected()) <= 1:
            self.open(row.id)

    def open(self, id_: str) -> None:
        """Show a result."""
        pane = self._pane

        def work() -> tuple[Judged | Climbed, Curves | None]:
            found = pane.service.result(pane.actor, id_)
            return found, None if isinstance(found, Climbed) else curves_of(found.result)

        pane.run(work, self._show, pane.messages.warn, latest="result")

    def _show(self, read: tuple[Judged | Climbed, Curves | None]) -> None:
        page, (found, curves) = self._pane.result, read
        if isinstance(found, Climbed):
            self.shown = ""
            page.show_climbed(found)
        else:
            self.shown = found.id
            page.show_run(found, curves)
        self._pane.show_result()

    def copy(self, table: str) -> None:
        """Put the figures of a run's curves where they can be pasted."""
        self._pane.messages.copy(table)
        self._pane.messages.tell(tr("The figures are copied."))

    def compare(self, rows: tuple[ResultLine, ...]) -> None:
        """Show two runs beside each other, the earlier one first."""
        pane = self._pane
        before, after = sorted(rows, key=lambda each: each.began)
        work = partial(pane.service.compare, pane.actor, before.id, after.id)
        shown = partial(self._on_compared, _named(before), _named(after))
        pane.run(work, shown, pane.messages.warn, latest="result")

    def _on_compared(self, before: str, after: str, found: tuple[Difference, ...]) -> None:
        self.shown = ""
        self._pane.result.show_difference(before, after, found)
        self._pane.show_result()

    def ask_delete(self, rows: tuple[ResultLine, ...]) -> None:
        """Delete results."""
        pane = self._pane
        question = Question(
            counted(len(rows), "Delete {n} result?", "Delete {n} results?"),
            tr("What the runs brought is deleted from this computer and can't be brought back."),
            (Choice("cancel", tr("Keep them")), Choice("delete", tr("Delete them"), danger=True)),
        )

        def delete() -> None:
            for each in rows:
                pane.service.delete_result(pane.actor, each.id)

        def answered(key: str, _text: str) -> None:
            if key == "delete":
                pane.run(delete, lambda _: self._gone(rows), pane.messages.warn)

        pane.messages.ask(question, answered)

    def _gone(self, rows: tuple[ResultLine, ...]) -> None:
        if self.shown in {each.id for each in rows}:
            self.shown = ""
            self._pane.show_scenario()
        self._pane.reload()

    def save_report(self) -> None:
        """Write the report as a page."""
        service, actor = self._pane.service, self._pane.actor
        self._write(
            tr("Save the report"),
            ".html",
            tr("Pages (*.html)"),
            lambda id_: service.report(actor, id_).encode(),
        )

    def save_json(self) -> None:
        """Write the result as the file that ``clms loadtest`` reads."""
        service, actor = self._pane.service, self._pane.actor
        self._write(
            tr("Save the result"), ".json", tr("Results (*.json)"), lambda id_: service.as_json(actor, id_)
        )

    def _write(self, title: str, suffix: str, patterns: str, make: Callable[[str], bytes]) -> None:
        pane, id_ = self._pane, self.shown
        if not id_:
            return

        def chosen(path: Path) -> None:
            told = tr("Written to {file}").format(file=path.name)
            work = partial(_write, path, partial(make, id_))
            pane.run(work, lambda _: pane.messages.tell(told), pane.messages.warn)

        pane.messages.choose_target(title, f"{id_.removesuffix('.json')}{suffix}", patterns, chosen)


def _named(each: ResultLine) -> str:
    return f"{each.name}, {words.when(each.began)}"


def _write(path: Path, make: Callable[[], bytes]) -> None:
    content = make()
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise Unreachable(
            f"{path} can't be written: {problem.strerror or problem}.", hint="Choose another place."
        ) from problem
