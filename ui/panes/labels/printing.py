"""Pages to a PDF file or a printer, and what is noted once a person saw that they are right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.labels.kinds import Kind
from app.domain.labels.pages import Offset, PrintedPage, calibration
from app.domain.labels.sheets import Sheet
from app.services.acts import new_key
from ui.messages import Choice, Question
from ui.panes.labels import output, words
from ui.panes.labels.entries import Entry, said
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.labels.pane import LabelsPane


class LabelPrinting(QObject):
    """Prints what the pane shows."""

    def __init__(self, pane: LabelsPane) -> None:
        super().__init__(pane)
        self._pane = pane

    def calibrate(self) -> None:
        """Print the page that shows how far the printer is off, with the offset it has."""
        pane = self._pane
        offset = pane.remembered.offset(pane.printer_now)
        lines = [
            self.tr("Hold this page against a sheet of labels and look through both at a light."),
            self.tr(
                "Each scale is 5 mm to either side; the long stroke is where the label's edge should lie."
            ),
            self.tr("The edge lies to the right of the long stroke: add that much to the right."),
            self.tr("It lies below: add that much down. This page was printed with:"),
        ]
        page = calibration(pane.sheet_now, offset, lines)
        self._send([page], offset, self.tr("Calibration page"), self._on_calibrated)

    def _on_calibrated(self, where: str) -> None:
        pane = self._pane
        if pane.printer_now:
            pane.messages.tell(
                self.tr("{printer} has the page. Ctrl+Shift+G takes what you read.").format(printer=where)
            )
        else:
            self._on_written(where)

    def print(self) -> None:
        """Print what is shown, then ask whether it came out right."""
        pane = self._pane
        if not pane.fresh:
            pane.messages.warn(
                self.tr("The page is not what is chosen yet."), self.tr("Close the form, or wait a moment.")
            )
            return
        entries = pane.wanted_usable()
        if not entries:
            pane.messages.warn(self.tr("There is nothing to print."))
            return
        done = partial(self._on_printed, pane.kind_now, entries, pane.sheet_now)
        title = words.tr(words.KINDS[pane.kind_now])
        self._send(pane.pages, pane.remembered.offset(pane.printer_now), title, done)

    def _send(
        self, pages: Sequence[PrintedPage], offset: Offset, title: str, done: Callable[[str], None]
    ) -> None:
        pane = self._pane
        if pane.printer_now:
            pane.task(
                self.tr("Print on {printer}").format(printer=pane.printer_now), output.to_printer,
                pane.printer_now, pane.sheet_now, pages, offset, title, done=done,
            )  # fmt: skip
            return

        def write(path: Path) -> None:
            pane.task(
                self.tr("Write {file}").format(file=path.name), output.to_file, path, pane.sheet_now, pages, title,
                done=done,
            )  # fmt: skip

        pane.messages.choose_target(
            self.tr("Write the pages to"), f"{title}.pdf", self.tr("PDF files (*.pdf)"), write
        )

    def _on_written(self, file: str) -> None:
        self._pane.messages.tell(self.tr("{file} is written").format(file=file))

    def _on_printed(self, kind: Kind, entries: list[Entry], sheet: Sheet, where: str) -> None:
        """Go on where this sheet ended; copies are marked once a person saw that it is right."""
        self._pane.go_on(sheet, len(entries))
        if not kind.of_copies:
            self._pane.messages.tell(self.tr("The cards are in {where}").format(where=where))
            return
        detail = counted(
            len(entries),
            "{n} copy then waits no longer. The pages are in {where}.",
            "{n} copies then wait no longer. The pages are in {where}.",
        )
        self._pane.messages.ask(
            Question(
                self.tr("Did the labels come out right?"),
                detail.format(where=where),
                (
                    Choice("later", self.tr("Not yet")),
                    Choice("marked", self.tr("Mark as printed"), primary=True),
                ),
                icon="printer",
            ),
            lambda key, _text: self._mark(kind, entries) if key == "marked" else None,
        )

    def mark(self, rows: Sequence[Entry]) -> None:
        """Let copies wait no longer: they have their label already."""
        if self._pane.kind_now.of_copies:
            self._mark(self._pane.kind_now, rows)

    def _mark(self, kind: Kind, entries: Sequence[Entry]) -> None:
        pane, printed = self._pane, said(entries)
        work = partial(pane.services.labels.mark_printed, pane.actor, kind, printed, key=new_key())
        pane.act(work, counted(len(printed), "{n} label marked as printed", "{n} labels marked as printed"))

    def wait_again(self, rows: Sequence[Entry]) -> None:
        """Let copies wait for a label again."""
        pane = self._pane
        if pane.kind_now.of_copies:
            ids = [entry.id for entry in rows]
            work = partial(pane.services.labels.mark_unprinted, pane.actor, pane.kind_now, ids, key=new_key())
            pane.act(work, counted(len(ids), "{n} label waits again", "{n} labels wait again"))
