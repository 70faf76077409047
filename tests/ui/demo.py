"""A pane over an invented list of any length, standing in for the real ones in tests of the frame."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changed, Receipt
from app.domain.paging import Count, Page, Window
from ui.models.columns import Badge, Column, Tone
from ui.models.pages import PagesModel
from ui.models.rows import RowsModel
from ui.panes.base import Pane, PaneContext
from ui.widgets.acts import Act
from ui.widgets.basic import button
from ui.widgets.facets import FacetGroup, FacetValue
from ui.widgets.sheet import Facts, Section, page
from ui.widgets.table import TableView

_FIRST = ("Sea", "River", "Lantern", "Garden", "Harvest", "Monsoon", "Paper", "Coral", "Mountain", "Market")
_SECOND = ("of Stories", "and Stone", "at Dawn", "in the Rain", "for Beginners", "without End", "by Numbers")
_WHO = ("Reyes, Ana", "Santos, Jose", "Cruz, Maria Luisa", "Bautista, Ramon", "Garcia, Elena", "Flores, Dan")


@dataclass(frozen=True, slots=True)
class Row:
    """An invented title."""

    id: int
    title: str
    author: str
    year: int
    copies: int
    out: int
    call: str


def make(number: int) -> Row:
    """The invented title of a number, always the same."""
    title = f"{_FIRST[number * 7 % 10]} {_SECOND[number * 3 % 7]}"
    if number % 13 == 5:
        title = f"{title}: a field guide to small libraries and the people who keep them"
    if number % 17 == 9:
        title = "تاريخ المكتبات في الشرق"
    return Row(
        number, title, _WHO[number % 6], 1960 + number % 66, 1 + number % 4, number % (2 + number % 4),
        f"{number % 1000:03d}.{number % 97:02d} {_WHO[number % 6][:3].upper()}",
    )  # fmt: skip


class Demo:
    """A source of ``total`` rows, counting what is asked and able to fail or to shift."""

    def __init__(self, total: int = 1_000_000, exact: bool = True) -> None:
        self.total = total
        self.exact = exact
        self.shift = 0
        self.error: Exception | None = None
        self.windows: list[Window] = []
        self.sorts: list[str] = []
        self.threads: set[int] = set()
        self.gate: threading.Event | None = None

    def count(self) -> Count:
        """How many rows."""
        self._meet()
        return Count(self.total) if self.exact else Count(min(self.total, 1000), self.total <= 1000)

    def page(self, window: Window, sort: str) -> Page[Row]:
        """A page of rows, in reverse for a descending sort."""
        self._meet()
        self.windows.append(window)
        self.sorts.append(sort)
        start = int(window.after) if window.after is not None else window.start
        end = min(start + window.limit, self.total)
        numbers = range(start, end)
        rows = tuple(make(self.total - 1 - n if sort.startswith("-") else n + self.shift) for n in numbers)
        return Page(rows, str(end) if end < self.total else None)

    def _meet(self) -> None:
        self.threads.add(threading.get_ident())
        if self.gate is not None:
            self.gate.wait(5)
        if self.error is not None:
            raise self.error


def status(row: Row) -> Badge:
    """How many copies are in."""
    left = max(0, row.copies - row.out)
    if left == 0:
        return Badge("All out", Tone.WARN, "clock")
    return Badge(f"{left} of {row.copies} in", Tone.OK, "check-circle")


COLUMNS = (
    Column("title", "Title", lambda r: r.title, stretch=True, strong=True, width=30, tip=lambda r: r.title),
    Column("author", "Author", lambda r: r.author, width=20),
    Column("year", "Year", lambda r: str(r.year), width=6, numeric=True, export=lambda r: r.year),
    Column("status", "Availability", lambda r: "", badge=status, width=15, sort_key=""),
    Column("call", "Call number", lambda r: r.call, width=16),
    Column("id", "Number", lambda r: str(r.id), width=8, numeric=True, shown=False),
)


class DemoPane(Pane):
    """A list pane as the recipe writes it."""

    listens_to = Changed.TITLES
    source_factory: Callable[[], Demo] = staticmethod(Demo)

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.source = type(self).source_factory()
        self.done: list[tuple[str, int]] = []
        self.model = PagesModel(self.runner, self.translated(COLUMNS), self)
        acts = (
            Act("label", "Print labels", self._on_label, "printer", needs="some"),
            Act(
                "delete", "Delete", self._on_delete, "trash", "Del", needs="some", danger=True, menu_only=True
            ),
            Act("add", "Add title", self._on_add, "plus", "Ctrl+N", primary=True),
        )
        self.list = self.list_body(
            "demo", self.model, acts, nouns=("title", "titles"), facets=True, export=self._on_export,
            placeholder="Search titles",
        )  # fmt: skip
        self.list.view.set_empty("No titles yet", "Add the first one.", "books", "Add title", self._on_add)
        self.list.searched.connect(self.search)
        self.list.table.current_changed.connect(self._show)
        self.list.sheet_closed.connect(self._note_closed)
        assert self.list.facets is not None
        self.list.facets.set_groups(
            (
                FacetGroup(
                    "collection",
                    "COLLECTION",
                    [FacetValue(n, t, Count(c)) for n, t, c in
                     ((1, "Filipiniana", 412), (2, "General circulation", 1893), (3, "Reference", 301))],
                ),
                FacetGroup(
                    "language", "LANGUAGE",
                    [FacetValue(n, n, Count(1000, False)) for n in ("English", "Filipino")],
                ),
            )
        )  # fmt: skip

    def start(self) -> None:
        self.search("")

    def search(self, text: str) -> None:
        self.model.set_source(self.source)

    def _show(self, row: Row | None) -> None:
        if row is None:
            return
        sheet = self.list.sheet
        sheet.set_header(row.title, row.author, status(row))
        facts = Facts()
        facts.set_facts(
            (("Call number", row.call), ("Year", str(row.year)), ("Publisher", "Anvil"), ("Subject",
              "Libraries; Reading; A rather long subject heading that needs two lines to be shown whole"))
        )  # fmt: skip
        copies = TableView(RowsModel(COLUMNS[1:4], [row]), multi=False)
        copies.setFixedHeight(120)
        sheet.set_actions(button("Edit", "pencil-simple"), button("Add copy", "plus"))
        sheet.set_tabs(
            (
                ("about", "About", page(Section("Details", facts), Section("Copies", copies))),
                ("loans", "Loans", QWidget()),
                ("history", "History", QWidget()),
            )
        )
        self.list.open_sheet()

    def _note_closed(self) -> None:
        self.done.append(("closed", 0))

    def _on_label(self, rows: tuple[Row, ...]) -> None:
        self.done.append(("label", len(rows)))

    def _on_delete(self, rows: tuple[Row, ...]) -> None:
        self.done.append(("delete", len(rows)))

    def _on_export(self) -> None:
        self.done.append(("export", 0))

    def _on_add(self, rows: tuple[Row, ...] = ()) -> None:
        receipt = Receipt(7, "k", "title.add", Changed.TITLES, None)
        self.write(partial(_same, receipt), say="“Sea of Stories” added")


def _same(receipt: Receipt[None]) -> Receipt[None]:
    return receipt
