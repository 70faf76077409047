"""The side sheet of a title: about, copies, loans, changes; and the acts on what it shows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.actors import Permission
from app.domain.catalog import Book, BookStatus, Title, TitleRow
from app.errors import NotFound
from ui.models.columns import Badge, Column, Tone
from ui.models.pages import PagesModel
from ui.panes.catalog import words
from ui.panes.catalog.about_tab import AboutTab
from ui.panes.catalog.attachments_tab import AttachmentsTab
from ui.panes.catalog.copies_tab import CopiesTab
from ui.panes.catalog.cover_box import CoverBox
from ui.panes.catalog.history_tabs import LOAN_COLUMNS, ChangesTab, LoanSource, entries_of
from ui.widgets.basic import button
from ui.widgets.sheet import Sheet
from ui.widgets.state import StateView
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.domain.audit import AuditEntry
    from app.services.holds import QueueLine
    from ui.panes.acting import ActingPane


class Shown(NamedTuple):
    """What the sheet asks for in one go."""

    title: Title
    queue: tuple[QueueLine, ...]


def badge_of(title: Title) -> Badge:
    """How many copies are in, from the copies themselves."""
    if title.deleted_at is not None:
        return Badge(words.tr("Deleted"), Tone.BAD, "trash")
    live = [book for book in title.books if book.deleted_at is None]
    row = TitleRow(
        title.id, title.draft.title, None, None, None, None, None, None, "", None, len(live),
        sum(book.status is BookStatus.AVAILABLE for book in live),
        min((book.due_on for book in live if book.due_on), default=None),
    )  # fmt: skip
    return words.availability(row)


class TitleSheet(QObject):
    """Fills the list's sheet with one title. The pane carries out what the signals ask for."""

    edit_requested = Signal(object)  # Title
    add_copy_requested = Signal(object)  # Title
    hold_requested = Signal(object)  # Title
    restore_requested = Signal(object)  # Title
    arrived = Signal(object)  # Title
    failed = Signal(object)  # Exception

    def __init__(self, pane: ActingPane, sheet: Sheet) -> None:
        super().__init__(pane)
        self._pane = pane
        self._sheet = sheet
        self._actor = pane.actor
        self.title: Title | None = None
        self._id = 0
        self._tab = ""
        self.in_front = False
        self.about = AboutTab(CoverBox(pane))
        self.copies = CopiesTab(pane.actor, pane.context.state)
        self.changes = ChangesTab()
        self.attachments = AttachmentsTab(pane)
        columns = tuple(_translated(column) for column in LOAN_COLUMNS)
        self._loans_model = PagesModel(pane.runner, columns, self, key=lambda loan: loan.loan_id)
        self._loans_table = TableView(
            self._loans_model, "catalog-loans", state=pane.context.state, multi=False
        )
        self._loans_table.setAccessibleName(self.tr("Loans of this title"))
        self._loans_table.opened.connect(self._on_loan_opened)
        self.loans = StateView(self._loans_table)
        self.loans.set_empty(self.tr("Never lent"), "", "clock")
        self._loans_model.state_changed.connect(self._on_loans_state)
        self._loans_model.count_changed.connect(self._on_loans_state)
        self.loans.retry_requested.connect(self._loans_model.invalidate)
        sheet.keep(self.about, self.copies, self.changes, self.loans, self.attachments)
        self._filled: dict[str, int] = {}
        sheet.tab_changed.connect(self._on_tab)

    # -- showing -----------------------------------------------------------------------------------------

    @property
    def title_id(self) -> int:
        """The title that is shown or on its way; 0 for none."""
        return self._id

    def show_row(self, row: TitleRow) -> None:
        """Show what the list knows at once, and the rest as it comes."""
        named = f"{row.title}: {row.subtitle}" if row.subtitle else row.title
        self._sheet.set_header(named, row.author or "", words.availability(row))
        self.load(row.id)

    def load(self, title_id: int) -> None:
        """Ask for a title and show it."""
        self._id = title_id
        services, actor = self._pane.services, self._actor

        def ask() -> Shown:
            title = services.catalog.sheet(actor, title_id)
            queue = services.holds.queue(actor, title_id) if actor.may(Permission.VIEW_PATRONS) else ()
            return Shown(title, queue)

        self._pane.run(ask, self._show, self._on_failed, latest="sheet")

    def refresh(self) -> None:
        """Ask again for the title in front."""
        if self.in_front and self._id:
            self.load(self._id)

    def forget(self) -> None:
        """Show nothing; an answer under way is dropped."""
        self._id = 0
        self.title = None
        self.in_front = False
        self._pane.runner.forget(self._pane, "sheet")

    def step_aside(self, title: Title | None = None) -> None:
        """Leave the sheet to something else; ``title`` is what to come back to."""
        self._pane.runner.forget(self._pane, "sheet")
        if self.in_front:
            self._tab = self._sheet.tab()
        self.in_front = False
        self.title = title or self.title

    def _show(self, shown: Shown) -> None:
        title = self.title = shown.title
        named = f"{title.draft.title}: {title.draft.subtitle}" if title.draft.subtitle else title.draft.title
        self._sheet.set_header(named, title.author or "", badge_of(title))
        self._sheet.set_actions(*self._actions(title))
        if not self.in_front:
            self.in_front = True
            self._sheet.set_tabs(self._tabs())
            self._sheet.show_tab(self._tab)
        self.about.show_title(title)
        self.copies.show_title(title, shown.queue)
        live = sum(book.deleted_at is None for book in title.books)
        self._sheet.set_tab_title("copies", self.tr("Copies {n}").format(n=live))
        self._filled.clear()
        self._on_tab(self._sheet.tab())
        self.arrived.emit(title)

    def _tabs(self) -> list[tuple[str, str, QWidget]]:
        tabs: list[tuple[str, str, QWidget]] = [
            ("about", self.tr("About"), self.about),
            ("copies", self.tr("Copies"), self.copies),
        ]
        if self._actor.may(Permission.VIEW_PATRONS):
            tabs.append(("loans", self.tr("Loans"), self.loans))
        if self._actor.may(Permission.CIRCULATE):
            tabs.append(("files", self.tr("Files", "of a title"), self.attachments))
            tabs.append(("changes", self.tr("Changes"), self.changes))
        return tabs

    def _actions(self, title: Title) -> tuple[QWidget, ...]:
        if not self._actor.may(Permission.EDIT_CATALOG):
            return ()
        if title.deleted_at is not None:
            restore = partial(self.restore_requested.emit, title)
            return (button(self.tr("Restore title"), "arrow-u-up-left", "primary", run=restore),)
        made = [
            button(
                self.tr("Edit"),
                "pencil-simple",
                run=partial(self.edit_requested.emit, title),
                tip=self.tr("Edit this title (Ctrl+E)"),
            ),
            button(self.tr("Add copy"), "plus", run=partial(self.add_copy_requested.emit, title)),
        ]
        if self._actor.may(Permission.CIRCULATE):
            made.append(
                button(self.tr("Place hold"), "bookmark-simple", run=partial(self.hold_requested.emit, title))
            )
        return tuple(made)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            self._id = 0
        self.failed.emit(error)

    # -- tabs --------------------------------------------------------------------------------------------

    @Slot(str)
    def _on_tab(self, key: str) -> None:
        title = self.title
        if title is None or not self.in_front or self._filled.get(key) == title.id:
            return
        self._filled[key] = title.id
        if key == "loans":
            self._loans_model.set_source(LoanSource(self._pane.services, self._actor, title.id))
        elif key == "files":
            self.attachments.show_title(title)
        elif key == "changes":
            ask = partial(entries_of, self._pane.services, self._actor, title)
            self._pane.run(ask, self._show_entries, latest="changes")

    def _show_entries(self, entries: tuple[AuditEntry, ...]) -> None:
        self.changes.show_entries(entries)

    @Slot()
    def _on_loans_state(self) -> None:
        state = self._loans_model.state
        if state == "loaded" and self._loans_model.rowCount() == 0:
            state = "empty"
        self.loans.set_state(state, self._loans_model.error)

    @Slot(object)
    def _on_loan_opened(self, loan: object) -> None:
        student_id = getattr(loan, "student_id", None)
        if student_id is not None:
            self._pane.open_requested.emit("students", student_id)

    def show_copy(self, book: Book | str) -> None:
        """Bring a copy to the front."""
        number = book if isinstance(book, str) else book.accession_number
        self._sheet.show_tab("copies")
        self.copies.choose(number)


def _translated(column: Column) -> Column:
    return replace(column, title=QCoreApplication.translate("TitleHistory", column.title))
