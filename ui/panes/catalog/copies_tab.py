"""The copies of one title: a table, below it everything about the copy chosen, and who waits for the title."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.actors import Actor, Permission
from app.domain.catalog import Book, Title
from ui import theme
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.catalog import words
from ui.state import UiState
from ui.widgets.basic import Elided, button, clear, label, row
from ui.widgets.sheet import Facts, Section, page
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.services.holds import QueueLine

_MOST_LINES = 7


def _who(book: Book) -> str:
    return book.borrower or ""


COLUMNS = (
    Column(
        "accession_number",
        str(QT_TRANSLATE_NOOP("CopiesTab", "Number")),
        lambda b: b.accession_number,
        strong=True,
        width=11,
    ),
    Column(
        "status", str(QT_TRANSLATE_NOOP("CopiesTab", "State")), lambda b: "", badge=words.book_badge, width=16
    ),
    Column("borrower", str(QT_TRANSLATE_NOOP("CopiesTab", "With")), _who, width=15, stretch=True, tip=_who),
    Column("copy", str(QT_TRANSLATE_NOOP("CopiesTab", "Copy")), lambda b: b.copy_number or "", width=4),
    Column(
        "call", str(QT_TRANSLATE_NOOP("CopiesTab", "Call number")), lambda b: b.call_number or "", width=18
    ),
    Column("location", str(QT_TRANSLATE_NOOP("CopiesTab", "Location")), lambda b: b.location, width=10),
    Column(
        "price",
        str(QT_TRANSLATE_NOOP("CopiesTab", "Price")),
        lambda b: words.money(b.price_minor) if b.price_minor is not None else "",
        width=8,
        numeric=True,
    ),
)


class CopiesTab(QWidget):
    """Shows copies; what is to be done with one is asked by signal."""

    edit_requested = Signal(object)  # Book
    delete_requested = Signal(object)
    restore_requested = Signal(object)
    cancel_hold_requested = Signal(object)  # QueueLine
    patron_requested = Signal(object)  # student id

    def __init__(self, actor: Actor, state: UiState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_edit = actor.may(Permission.EDIT_CATALOG)
        self._may_lend = actor.may(Permission.CIRCULATE)
        self._may_see = actor.may(Permission.VIEW_PATRONS)
        self._raw_shown = False
        columns = tuple(
            replace(column, title=self.tr(column.title))
            for column in COLUMNS
            if self._may_see or column.key != "borrower"
        )
        self._model = RowsModel(columns)
        self.table = TableView(self._model, "catalog-copies", state=state, multi=False)
        self.table.setAccessibleName(self.tr("Copies"))
        self.table.setHorizontalScrollBarPolicy(self.table.verticalScrollBarPolicy().ScrollBarAlwaysOff)
        self.table.current_changed.connect(self._show_book)
        self._none = label(self.tr("This title has no copies yet. Add one to lend it."), "soft", wrap=True)
        self._about = QWidget()
        self._details = QVBoxLayout(self._about)
        self._details.setContentsMargins(0, 0, 0, 0)
        self._details.setSpacing(theme.SPACE)
        self._queue = QWidget()
        self._queue_lines = QVBoxLayout(self._queue)
        self._queue_lines.setContentsMargins(0, 0, 0, 0)
        self._queue_lines.setSpacing(theme.SPACE_HALF)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.table)
        outer.addWidget(page(self._none, self._about, self._queue), 1)

    def show_title(self, title: Title, queue: tuple[QueueLine, ...]) -> None:
        """Show the copies of ``title``, keeping the copy that was chosen if it is still there."""
        before = self.table.current()
        self._model.set_rows(title.books)
        self.table.setVisible(bool(title.books))
        self._none.setVisible(not title.books)
        self.table.setFixedHeight(min(len(title.books), _MOST_LINES) * theme.ROW_HEIGHT + 34)
        if title.books and not (isinstance(before, Book) and self.table.select_key(before.id)):
            self.table.selectRow(0)
        current = self.table.current()
        self._show_book(current)
        self._show_queue(queue)

    def choose(self, accession_number: str) -> None:
        """Bring a copy into view."""
        for number, book in self._model.loaded():
            if book.accession_number == accession_number:
                self.table.selectRow(number)
                return

    @Slot(object)
    def _show_book(self, book: Book | None) -> None:
        clear(self._details)
        self._about.setVisible(book is not None)
        if book is None:
            return
        head = row(None, label(book.accession_number, "heading"), None, *self._buttons(book))
        self._details.addLayout(head)
        facts = Facts()
        facts.set_facts(self._facts(book))
        self._details.addWidget(facts)
        if book.source_row:
            self._details.addWidget(self._raw(book.source_row))

    def _buttons(self, book: Book) -> tuple[QWidget, ...]:
        if not self._may_edit:
            return ()
        if book.deleted_at is not None:
            return (
                button(self.tr("Restore"), "arrow-u-up-left", run=lambda: self.restore_requested.emit(book)),
            )
        delete = button(
            "",
            "trash",
            "quiet",
            name=self.tr("Delete this copy"),
            run=lambda: self.delete_requested.emit(book),
        )
        edit = button(self.tr("Edit copy"), "pencil-simple", run=lambda: self.edit_requested.emit(book))
        return (edit, delete)

    def _facts(self, book: Book) -> list[tuple[str, str | QWidget]]:
        price = words.money(book.price_minor) if book.price_minor is not None else book.price_raw or ""
        facts: list[tuple[str, str | QWidget]] = [
            (words.field_word("status"), words.status_word(book.status)),
        ]
        if book.due_on is not None:
            facts.append((self.tr("Due"), words.day(book.due_on)))
        if book.borrower and book.borrower_id is not None:
            patron = book.borrower_id
            link = button(book.borrower, kind="link", run=lambda: self.patron_requested.emit(patron))
            holder = QWidget()
            row(holder, link, None)
            facts.append((self.tr("With"), holder))
        plain = ("call_number", "collection", "item_type", "location", "copy_number", "volume")
        facts += [(words.field_word(name), getattr(book, name) or "") for name in plain]
        facts += [
            (words.field_word("price_minor"), price),
            (words.field_word("fund"), book.fund or ""),
            (words.field_word("acquired_on"), words.day(book.acquired_on) if book.acquired_on else ""),
            (words.field_word("condition_note"), book.condition_note or ""),
            (words.field_word("alert"), book.alert or ""),
            (words.field_word("notes"), book.notes or ""),
        ]
        return facts

    def _raw(self, source: str) -> QWidget:
        """The row this copy was imported from, as it was; folded away until it is wanted."""
        try:
            cells = json.loads(source)
        except ValueError:
            cells = {self.tr("Row"): source}
        facts = Facts()
        facts.set_facts((str(name), str(value)) for name, value in cells.items())
        facts.setVisible(self._raw_shown)
        toggle = button(self.tr("Show imported row"), kind="link")

        def turn(shown: bool) -> None:
            self._raw_shown = shown
            facts.setVisible(shown)
            toggle.setText(self.tr("Hide imported row") if shown else self.tr("Show imported row"))
            toggle.setAccessibleName(toggle.text())

        turn(self._raw_shown)
        toggle.clicked.connect(lambda: turn(not self._raw_shown))
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, theme.SPACE, 0, 0)
        layout.addLayout(row(None, toggle, None))
        layout.addWidget(facts)
        return holder

    def _show_queue(self, queue: tuple[QueueLine, ...]) -> None:
        clear(self._queue_lines)
        self._queue.setVisible(bool(queue))
        if not queue:
            return
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for place, line in enumerate(queue, 1):
            inside.addWidget(self._queue_line(place, line))
        title = self.tr("Waiting for this title: {n}").format(n=len(queue))
        self._queue_lines.addWidget(Section(title, inner))

    def _queue_line(self, place: int, line: QueueLine) -> QWidget:
        holder = QWidget()
        who = Elided(self.tr("{place}. {name}").format(place=place, name=line.patron))
        if line.accession_number:
            since = self.tr("{number} is on the hold shelf").format(number=line.accession_number)
        else:
            since = self.tr("since {day}").format(day=words.short_day(line.requested_at.astimezone().date()))
        parts: list[QWidget] = [who, label(since, "faint")]
        if self._may_lend:
            parts.append(
                button(
                    "", "x", "quiet", name=self.tr("Cancel this hold"),
                    run=lambda: self.cancel_hold_requested.emit(line),
                )
            )  # fmt: skip
        made = row(holder, *parts)
        made.setStretchFactor(who, 1)
        return holder
