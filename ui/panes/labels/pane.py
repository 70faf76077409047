"""Labels: what waits for one, how the pages will look, and printing them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.actors import Permission
from app.domain.changes import Changed
from app.domain.labels.call_lines import own_lines
from app.domain.labels.kinds import CopyLabel, Kind
from app.domain.labels.pages import Offset, PrintedPage
from app.domain.labels.sheets import Sheet
from app.domain.paging import Count
from ui.labels.chosen import Chosen
from ui.labels.output import printer_names
from ui.models.rows import RowsModel
from ui.panes.acting import ActingPane
from ui.panes.base import PaneContext, TourStep
from ui.panes.labels import words
from ui.panes.labels.entries import Entry, Loaded, load, make, pages_of, usable
from ui.panes.labels.forms import LabelForms
from ui.panes.labels.preview import Preview
from ui.panes.labels.printing import LabelPrinting
from ui.panes.labels.remembered import Remembered
from ui.panes.labels.touring import steps
from ui.panes.sheet_forms import SheetForms
from ui.widgets.acts import Act
from ui.words import counted

_LIBRARY = "library_name"
#: Width of the page's side, and of a form beside it, in pixels.
_BESIDE = 420


class LabelsPane(ActingPane):
    """The queue, or what another pane chose, beside the page it makes."""

    listens_to = Changed.COPIES | Changed.TITLES | Changed.IMPORTS | Changed.PATRONS

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.remembered = Remembered(context.state)
        kinds = [kind for kind in Kind if kind.of_copies or self.may(Permission.EDIT_PATRONS)]
        kind = self.remembered.kind()
        self.kind_now = kind if kind in kinds else Kind.SPINE
        self.sheet_now = self.remembered.sheet(self.kind_now)
        self.printer_now = ""
        self._chosen: Chosen | None = None
        self._library = self._text = ""
        self._start = 0
        self._loaded = Loaded((), Count(0))
        self._entries: tuple[Entry, ...] = ()
        self._made_for: tuple[Kind, Sheet] | None = None
        self._shown = self.sheet_now  # the sheet of the page: the one chosen, or one that is tried
        self._filling = False
        self._pages: list[PrintedPage] = []
        self.printing = LabelPrinting(self)
        self.model = RowsModel(self.translated(words.COLUMNS), parent=self)
        self.list = self.list_body(
            "labels",
            self.model,
            self._acts(),
            nouns=(self.tr("label"), self.tr("labels")),
            placeholder=self.tr("Number, call number or title"),
        )
        self.preview = Preview(kinds)
        self.list.splitter.insertWidget(1, self.preview)
        self.list.splitter.setStretchFactor(1, 1)
        self.list.splitter.setSizes([620, 546, 0])
        self.sheet_forms = SheetForms(self, self.list, self.list.close_sheet)
        self.forms = self.sheet_forms
        self.label_forms = LabelForms(self)
        self._wire()
        self._show_choices()

    def _acts(self) -> tuple[Act, ...]:
        return (
            Act("sheet", self.tr("Another sheet…"), lambda _r: self.guard(self._ask_sheet), "grid-four", "Ctrl+N",
                menu_only=True),
            Act("calibrate", self.tr("Calibration page"), lambda _r: self.printing.calibrate(), "ruler", "Ctrl+G", menu_only=True),
            Act("offset", self.tr("Put the printer right…"), lambda _r: self.guard(self._ask_offset), "crosshair",
                "Ctrl+Shift+G", menu_only=True),
            Act("lines", self.tr("Lines of the spine…"), self._on_lines, "text-align-center", "Ctrl+L", "one", menu_only=True),
            Act("marked", self.tr("Mark as printed"), self.printing.mark, "check-circle", "Ctrl+D", "some", menu_only=True,
                tip=self.tr("They have their label already, or get it elsewhere")),
            Act("again", self.tr("Print again later"), self.printing.wait_again, "arrow-counter-clockwise", "Ctrl+R", "some",
                menu_only=True, tip=self.tr("They wait for a label of this kind again")),
            Act("queue", self.tr("Back to what waits"), lambda _r: self.show_queue(), "queue", "Ctrl+B", menu_only=True),
            Act("print", self.tr("Print…"), lambda _r: self.printing.print(), "printer", "Ctrl+P", primary=True),
        )  # fmt: skip

    def _wire(self) -> None:
        self.list.searched.connect(self.search)
        self.model.rows_arrived.connect(self._on_rows)
        self.list.table.selection_changed.connect(lambda _rows: self._on_selection())
        preview = self.preview
        preview.kind_wanted.connect(self._on_kind)
        preview.sheet_wanted.connect(self._on_sheet)
        preview.start_wanted.connect(self._on_start)
        preview.printer_wanted.connect(self._on_printer)
        preview.only_selected_wanted.connect(lambda _on: self._lay_out())
        self.list.sheet_closed.connect(self._on_sheet_closed)

    # -- what the base and the window ask --------------------------------------------------------------

    def start(self) -> None:
        self.run(printer_names, self._on_printers, latest="printers")
        self.run(
            partial(self.services.library_settings.get, self.actor, _LIBRARY),
            self._on_library,
            latest="library",
        )
        self.reload()

    def search(self, text: str) -> None:
        self._text = text
        self._show_rows()
        self._lay_out()

    def open(self, target: Any) -> None:
        """Show what another pane chose: a ``Chosen``."""
        if isinstance(target, Chosen):
            self._chosen = target
            self._set_kind(
                target.kind if target.kind is Kind.CARD or self.kind_now is Kind.CARD else self.kind_now
            )
            self.reload()

    def on_changed(self, what: Changed) -> None:
        if what != Changed.PATRONS or self.kind_now is Kind.CARD:
            self.reload()

    # -- loading and making -----------------------------------------------------------------------------

    def show_queue(self) -> None:
        """Leave what another pane chose."""
        self._chosen = None
        self.reload()

    def reload(self) -> None:
        """Read again what is to be printed."""
        self.run(
            partial(load, self.services, self.actor, self.kind_now, self._chosen),
            self._on_loaded,
            latest="load",
        )

    def _on_loaded(self, loaded: Loaded) -> None:
        same = self.fresh and loaded.entries == self._loaded.entries
        self._loaded = loaded
        if same:  # a desk lends books all day: what was made of them stands
            self._lay_out()
        else:  # the rows are there at once; a thousand QR codes take seconds
            self._made_for, self._entries = None, loaded.entries
            self._show_rows()
            self._make()

    def _make(self, sheet: Sheet | None = None, entries: Sequence[Entry] | None = None) -> None:
        """Make the labels for a sheet, by default for the one chosen and of all that was loaded."""
        kind, sheet = self.kind_now, sheet or self.sheet_now
        tried = entries is not None
        work = partial(make, self._loaded.entries if entries is None else entries, kind, sheet, self._library)
        self.run(work, partial(self._on_made, None if tried else (kind, sheet), sheet), latest="make")

    def _on_made(self, made_for: tuple[Kind, Sheet] | None, sheet: Sheet, entries: tuple[Entry, ...]) -> None:
        self._made_for, self._shown = made_for, sheet
        self._entries = entries
        self._show_rows()
        self._lay_out()

    @property
    def fresh(self) -> bool:
        """Whether the page shows what is chosen, and nothing that is only tried or on its way."""
        return self._made_for == (self.kind_now, self.sheet_now)

    def _show_rows(self) -> None:
        self._say_empty()
        self._filling = True
        self.model.set_rows(entry for entry in self._entries if words.matches(entry, self._text))
        self._filling = False
        self.list.view.set_state("loaded" if self.model.rowCount() else "empty")

    def _say_empty(self) -> None:
        if self._text:
            self.list.view.set_empty(
                self.tr("No label fits"), self.tr("Try fewer or other words."), "magnifying-glass"
            )
        elif self.kind_now is Kind.CARD:
            self.list.view.set_empty(
                self.tr("No patrons are chosen"),
                self.tr("Choose them in Students and press Ctrl+Shift+P: their cards come here."),
                "identification-card",
                self.tr("Go to Students"),
                lambda: self.open_requested.emit("students", None),
            )
        else:
            self.list.view.set_empty(
                self.tr("Every copy has its label"),
                self.tr(
                    "New copies and those whose number changes come here by themselves. For others choose titles in the "
                    "catalog and press Ctrl+Shift+P."
                ),
                "check-circle",
            )

    def _wanted(self) -> list[Entry]:
        """What is printed: everything listed, or the rows selected."""
        selected = self.list.table.selected() if self.preview.only.isChecked() else ()
        ids = {entry.id for entry in selected}
        return [entry for entry in self.model.rows() if not ids or entry.id in ids]

    def _on_selection(self) -> None:
        if self.preview.only.isChecked():
            self._lay_out()

    def _on_rows(self, _first: int, _last: int) -> None:
        """The page has the order of the list."""
        if not self._filling:
            self._lay_out()

    def _lay_out(self) -> None:
        sheet = self._shown
        self._start = min(self._start, sheet.labels - 1)
        wanted = self._wanted()
        fit = usable(wanted)
        self._pages = pages_of(fit, sheet, self._start)
        self.preview.show_pages(sheet, self._pages, self._start, len(fit))
        self._say_flaws(wanted, len(wanted) - len(fit))

    def _say_flaws(self, wanted: Sequence[Entry], left_out: int) -> None:
        banner, shown = self.preview.banner, len(self._entries)
        first = next((entry for entry in wanted if entry.label is not None and not entry.label.usable), None)
        if first is not None:
            text = counted(
                left_out,
                "{n} label does not fit on this sheet and is left out. {why}",
                "{n} labels do not fit on this sheet and are left out. {why}",
            )
            banner.show_banner("warn", "warning-circle", text.format(why=words.flaws(first)))
        elif self._loaded.count.value > shown:
            text = self.tr("The first {shown} of {all} that wait.")
            banner.show_banner(
                "info", "info", text.format(shown=f"{shown:,}", all=f"{self._loaded.count.value:,}")
            )
        elif self._chosen is not None:
            cards = self._chosen.kind is Kind.CARD
            text = (
                self.tr("Patrons chosen in Students.")
                if cards
                else self.tr("Copies of titles chosen in the catalog.")
            )
            banner.show_banner("info", "info", text)
        else:
            banner.setVisible(False)
        if self._chosen is not None and banner.isVisibleTo(self.preview):
            banner.set_button(self.tr("Back to what waits (Ctrl+B)"), self.show_queue)
        else:
            banner.set_button("", None)

    def try_lines(self, entry_id: int, text: str) -> None:
        """Show a spine with lines that are being typed."""
        lines = "\n".join(own_lines(text))
        tried = [
            replace(entry, item=replace(entry.item, own_lines=lines))
            if entry.id == entry_id and isinstance(entry.item, CopyLabel)
            else entry
            for entry in self._loaded.entries
        ]
        self._make(entries=tried)

    def try_sheet(self, sheet: Sheet) -> None:
        """Show the page of a sheet that is being typed."""
        self._make(sheet)

    # -- choices ----------------------------------------------------------------------------------------

    def _show_choices(self) -> None:
        self.preview.set_kind(self.kind_now)
        self.preview.set_sheets(self.remembered.sheets(), self.sheet_now)
        self.preview.set_start(self._start)

    def _set_kind(self, kind: Kind) -> None:
        self.kind_now = kind
        self.remembered.set_kind(kind)
        self.sheet_now = self.remembered.sheet(kind)
        self._start = 0
        self._show_choices()

    def _on_kind(self, kind: Kind) -> None:
        if self._chosen is not None and (kind is Kind.CARD) is not (self._chosen.kind is Kind.CARD):
            self._chosen = None
        self._set_kind(kind)
        self.reload()

    def _on_sheet(self, sheet: Sheet) -> None:
        self.sheet_now = sheet
        self.remembered.set_sheet(self.kind_now, sheet)
        self._start = min(self._start, sheet.labels - 1)
        self._show_choices()
        self._make()

    def _on_start(self, start: int) -> None:
        self._start = start
        self._lay_out()

    def _on_printers(self, names: list[str]) -> None:
        remembered = self.remembered.printer()
        self.printer_now = remembered if remembered in names else ""
        self.preview.set_printers(names, self.printer_now)
        self.preview.set_offset(self.remembered.offset(self.printer_now))

    def _on_printer(self, name: str) -> None:
        self.printer_now = name
        self.remembered.set_printer(name)
        self.preview.set_offset(self.remembered.offset(name))

    def _on_library(self, setting: Any) -> None:
        self._library = str(setting.value)
        self._make()

    # -- forms ------------------------------------------------------------------------------------------

    def open_sheet(self) -> None:
        """The page keeps its room beside a form, for it shows what is typed; the list gives way."""
        shut = self.list.sheet.isHidden()
        self.list.open_sheet()
        if shut:
            self.list.splitter.setSizes([self.list.width() - 2 * _BESIDE, _BESIDE, _BESIDE])

    def guard(self, leave: Callable[[], None]) -> None:
        if self.label_forms.local is not None:
            self.label_forms.local.guard(self.messages, leave)
        else:
            super().guard(leave)

    def _ask_sheet(self) -> None:
        self.label_forms.sheet(self.sheet_now)

    def keep_sheet(self, sheet: Sheet) -> None:
        """Keep an own sheet and choose it."""
        self.remembered.add_sheet(sheet)
        self._on_sheet(sheet)

    def _ask_offset(self) -> None:
        if not self.printer_now:
            self.messages.warn(
                self.tr("A PDF file lies right by itself."), self.tr("Choose the printer that is off first.")
            )
            return
        self.label_forms.offset(self.printer_now, self.remembered.offset(self.printer_now))

    def keep_offset(self, printer: str, offset: Offset) -> None:
        """Keep how far a printer is off."""
        self.remembered.set_offset(printer, offset)
        self.preview.set_offset(offset)

    def _on_lines(self, rows: tuple[Entry, ...]) -> None:
        self.guard(partial(self.label_forms.own_lines, rows[0], self.sheet_now))

    def _on_sheet_closed(self) -> None:
        self.label_forms.local = None
        self._make()  # what was only tried is gone

    def wanted_usable(self) -> list[Entry]:
        """What would be printed now."""
        return usable(self._wanted())

    @property
    def pages(self) -> list[PrintedPage]:
        """The pages of it."""
        return self._pages

    def go_on(self, sheet: Sheet, labels: int) -> None:
        """The next sheet begins where this one ended."""
        if sheet == self.sheet_now:
            self._start = (self._start + labels) % sheet.labels
            self.preview.set_start(self._start)
            self._lay_out()

    def tour_steps(self) -> tuple[TourStep, ...]:
        return steps(self)
