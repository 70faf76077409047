"""Adding and editing in the sheet: which form stands there, saving it, and leaving it without losing anything."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.catalog import Book, SavedTitle, Title, TitleRow
from app.domain.changes import Receipt
from app.domain.members import StudentRow
from app.errors import Conflict
from app.services.acts import new_key
from ui.messages import Choice, Question
from ui.panes.catalog import words
from ui.panes.catalog.adding import NewBook
from ui.panes.catalog.book_form import BookForm, show_save_error
from ui.panes.catalog.title_form import Choices, TitleForm, copies_from
from ui.panes.catalog.title_sheet import TitleSheet
from ui.panes.catalog.title_views import TitleViews
from ui.panes.circulation.finder import PatronFinder
from ui.widgets.basic import set_property
from ui.widgets.form import Form
from ui.widgets.master_detail import MasterDetail

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.services.holds import QueueLine
    from ui.panes.acting import ActingPane


class Editing(QObject):
    """Puts forms into the sheet of the list and carries out what the title's sheet asks for."""

    def __init__(self, pane: ActingPane, master: MasterDetail, sheet: TitleSheet) -> None:
        super().__init__(pane)
        self._pane = pane
        self._master = master
        self._sheet = sheet
        self._catalog = pane.services.catalog
        self._actor = pane.actor
        self.form: Form | None = None
        self._finder: PatronFinder | None = None
        self._key = ""
        self._then: Callable[[], object] | None = None
        sheet.edit_requested.connect(self.edit_title)
        sheet.add_copy_requested.connect(self.add_copy)
        sheet.hold_requested.connect(self.place_hold)
        sheet.restore_requested.connect(self.restore_title)
        sheet.arrived.connect(self._on_arrived)
        sheet.copies.edit_requested.connect(self.edit_copy)
        sheet.copies.delete_requested.connect(self.delete_copy)
        sheet.copies.restore_requested.connect(self.restore_copy)
        sheet.copies.cancel_hold_requested.connect(self.cancel_hold)
        sheet.copies.patron_requested.connect(partial(pane.open_requested.emit, "students"))

    @property
    def open(self) -> bool:
        """Tell whether a form or the patron finder stands in the sheet."""
        return self.form is not None or self._finder is not None

    # -- leaving -----------------------------------------------------------------------------------------

    def leave(self, then: Callable[[], object], *, close: bool = True) -> None:
        """Call ``then`` when no edits would be lost by it, or the person agreed to lose them."""

        def go() -> None:
            if close:
                self.closed()
            then()

        if self.form is not None:
            self.form.guard(self._pane.messages, go)
        else:
            go()

    def closed(self) -> None:
        """Forget the form: something else stands in the sheet now."""
        if self.open:
            self.form = self._finder = None
            self._sheet.in_front = False

    def after_arrival(self, then: Callable[[], object]) -> None:
        """Do something once the title that was asked for is shown."""
        self._then = then

    def _on_arrived(self, _title: Title) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    # -- forms in the sheet ------------------------------------------------------------------------------

    def add_title(self, known: NewBook = NewBook()) -> None:  # noqa: B008 - a value without a state
        """Show a form for a title with its first copies, empty but for the numbers that are known."""
        self._with_choices(partial(self._show_new, known))

    def _show_new(self, known: NewBook, choices: Choices) -> None:
        views = TitleViews(self._pane, choices, parent=self._master.sheet.pages)
        form = views.form
        form.set_values({"numbers": known.accession_number, "isbn": known.isbn})
        form.save_requested.connect(partial(self._save_new, views))
        self._put(form, self._pane.tr("New title"), "", views)

    def edit_row(self, row: TitleRow) -> None:
        """Edit a title of the list."""
        self._with_title(row.id, self.edit_title)

    def edit_title(self, title: Title) -> None:
        """Show the form of a title."""

        def kept_too(choices: Choices) -> None:
            ask = partial(self._pane.services.cataloguing.record, self._actor, title.id)
            self._pane.run(ask, partial(self._show_title_form, title, choices), latest="choices")

        self._with_choices(kept_too)

    def _show_title_form(self, title: Title, choices: Choices, kept: bytes | None) -> None:
        views = TitleViews(self._pane, choices, title, kept, self._master.sheet.pages)
        form = views.form
        form.save_requested.connect(partial(self._save_title, views))
        self._sheet.step_aside(title)
        self._put(form, title.draft.title, self._pane.tr("Edit title"), views)

    def add_copy_to(self, row: TitleRow) -> None:
        """Add a copy to a title of the list."""
        self._with_title(row.id, self.add_copy)

    def add_copy(self, title: Title) -> None:
        """Show the form of a new copy, filled with what its sisters have in common."""
        self._with_choices(partial(self._show_copy_form, title, None))

    def edit_copy(self, book: Book) -> None:
        """Show the form of a copy."""
        title = self._sheet.title
        if title is not None:
            self._with_choices(partial(self._show_copy_form, title, book))

    def _show_copy_form(self, title: Title, book: Book | None, choices: Choices) -> None:
        form = BookForm(choices, title, book)
        form.save_requested.connect(partial(self._save_copy, form))
        self._sheet.step_aside(title)
        words_ = self._pane.tr("Edit copy {number}").format(number=book.accession_number) if book else ""
        self._put(form, title.draft.title, words_ or self._pane.tr("New copy"))

    def _with_choices(self, then: Callable[[Choices], None]) -> None:
        self.leave(
            lambda: self._pane.run(partial(self._catalog.choices, self._actor), then, latest="choices"),
            close=False,
        )

    def _with_title(self, title_id: int, then: Callable[[Title], None]) -> None:
        self._pane.run(partial(self._catalog.sheet, self._actor, title_id), then, latest="edit")

    def _put(self, form: Form, title: str, subtitle: str, body: QWidget | None = None) -> None:
        self._key = new_key()
        self.form, self._finder = form, None
        self._sheet.step_aside()
        sheet = self._master.sheet
        sheet.set_header(title, subtitle)
        sheet.set_actions()
        sheet.set_content(body or form)
        form.cancelled.connect(self.cancel)
        self._master.open_sheet()
        form.focus_first()

    def show_form(self, form: Form, title: str, subtitle: str) -> None:
        """Show a form that isn't about a title, and saves itself."""
        self._put(form, title, subtitle)

    def cancel(self) -> None:
        """Leave the form: back to the title it was about, or close the sheet."""
        self.leave(self._back)

    def _back(self) -> None:
        title = self._sheet.title
        if title is None:
            self._master.close_sheet()
        else:
            self._sheet.load(title.id)
            self._master.table.setFocus()

    # -- saving ------------------------------------------------------------------------------------------

    def _save_new(self, views: TitleViews, values: dict[str, Any]) -> None:
        form = views.form
        form.set_busy(True)
        made = self._actor, form.draft(values), copies_from(values), views.marc
        work: Callable[[], Receipt[SavedTitle]] = partial(self._catalog.add_title, *made, key=self._key)
        if form.picture:
            work = partial(_add_with_cover, self._pane.services, *made, form.picture, key=self._key)

        def failed(error: Exception) -> None:
            self._failed(form, error)
            if self.form is form and views.cover is not None:
                views.cover.not_saved(error)

        said = self._pane.tr("“{title}” is added").format(title=values["title"])
        self._pane.act(work, said, self._saved(form), failed)

    def _save_title(self, views: TitleViews, values: dict[str, Any]) -> None:
        form = views.form
        title = form.title
        assert title is not None
        form.set_busy(True)
        work = partial(
            self._catalog.change_title,
            self._actor,
            title.id,
            title.version,
            form.draft(values),
            views.marc,
            key=self._key,
        )
        said = self._pane.tr("“{title}” is saved").format(title=values["title"])
        self._pane.act(work, said, self._saved(form), partial(self._failed, form))

    def _save_copy(self, form: BookForm, values: dict[str, Any]) -> None:
        title, book = form.title, form.book
        form.set_busy(True)
        draft = form.draft(values)
        number = draft.accession_number
        if book is None:
            said = self._pane.tr("Copy {number} is added").format(number=number)
            add = partial(self._catalog.add_book, self._actor, title.id, draft, key=self._key)
            self._pane.act(add, said, self._saved(form), partial(self._failed, form))
        else:
            said = self._pane.tr("Copy {number} is saved").format(number=number)
            change = partial(
                self._catalog.change_book, self._actor, book.id, book.version, draft, key=self._key
            )
            self._pane.act(change, said, self._saved(form), partial(self._failed, form))

    def _saved(self, form: Form) -> Callable[[Receipt[Any]], None]:
        def done(receipt: Receipt[Any]) -> None:
            if self.form is not form:
                return
            form.saved()
            self.closed()
            number = getattr(receipt.value, "accession_number", "")
            if number:
                self.after_arrival(partial(self._sheet.show_copy, number))
            self._sheet.load(receipt.value.title_id)
            self._master.table.setFocus()

        return done

    def _failed(self, form: Form, error: Exception) -> None:
        if self.form is not form:
            self._pane.messages.warn(error)
        elif (
            isinstance(error, Conflict) and error.code == "stale" and isinstance(form, (TitleForm, BookForm))
        ):
            self._meet(form, error)
        else:
            show_save_error(form, error)

    def _meet(self, form: TitleForm | BookForm, error: Conflict) -> None:
        """Somebody else was faster: bring what they wrote into the form, beside what is typed here."""
        title = form.title
        assert title is not None

        def arrived(now: Title) -> None:
            if self.form is not form:
                return
            self._key = new_key()
            if not form.take(now, error):
                form.show_error(error)

        ask = partial(self._catalog.sheet, self._actor, title.id)
        self._pane.run(ask, arrived, form.show_error, latest="edit")

    # -- deleting and restoring --------------------------------------------------------------------------

    def delete_row(self, row: TitleRow) -> None:
        """Delete a title of the list, after saying what goes with it."""
        self._with_title(row.id, self._ask_delete)

    def _ask_delete(self, title: Title) -> None:
        live = sum(book.deleted_at is None for book in title.books)
        detail = (
            self._pane.tr("Its {copies} go with it. Both can be restored.").format(copies=words.copies(live))
            if live
            else self._pane.tr("It has no copies. It can be restored.")
        )
        question = Question(
            self._pane.tr("Delete “{title}”?").format(title=title.draft.title),
            detail,
            (
                Choice("cancel", self._pane.tr("Keep")),
                Choice("delete", self._pane.tr("Delete title"), danger=True),
            ),
        )
        self._pane.messages.ask(question, lambda key, _text: self._delete(title) if key == "delete" else None)

    def _delete(self, title: Title) -> None:
        work = partial(self._catalog.delete_title, self._actor, title.id, title.version, key=new_key())
        said = self._pane.tr("“{title}” is deleted").format(title=title.draft.title)
        self._pane.act(work, said)

    def restore_title(self, title: Title) -> None:
        """Bring a deleted title back."""
        work = partial(self._catalog.restore_title, self._actor, title.id, key=new_key())
        self._pane.act(work, self._pane.tr("“{title}” is back").format(title=title.draft.title))

    def delete_copy(self, book: Book) -> None:
        """Delete one copy; it can be restored."""
        work = partial(self._catalog.delete_book, self._actor, book.id, book.version, key=new_key())
        said = self._pane.tr("Copy {number} is deleted").format(number=book.accession_number)
        self._pane.act(work, said)

    def restore_copy(self, book: Book) -> None:
        """Bring a deleted copy back."""
        work = partial(self._catalog.restore_book, self._actor, book.id, key=new_key())
        said = self._pane.tr("Copy {number} is back").format(number=book.accession_number)
        self._pane.act(work, said)

    # -- holds -------------------------------------------------------------------------------------------

    def hold_row(self, row: TitleRow) -> None:
        """Place a hold on a title of the list."""
        self._with_title(row.id, self.place_hold)

    def place_hold(self, title: Title) -> None:
        """Ask for whom, then put them in the queue."""
        self.leave(partial(self._ask_patron, title))

    def _ask_patron(self, title: Title) -> None:
        finder = self._finder = PatronFinder(self._pane.context)
        set_property(finder, "surface", "plain")
        finder.chosen.connect(partial(self._place, title))
        finder.cancelled.connect(self.cancel)
        self._sheet.step_aside(title)
        sheet = self._master.sheet
        sheet.set_header(title.draft.title, self._pane.tr("Place hold: for whom?"))
        sheet.set_actions()
        sheet.set_content(finder)
        self._master.open_sheet()
        finder.begin()

    def _place(self, title: Title, patron: StudentRow) -> None:
        work = partial(self._pane.services.holds.place, self._actor, patron.id, title.id, key=new_key())

        def said(receipt: Receipt[Any]) -> str:
            return self._pane.tr("{name} is number {place} in the queue").format(
                name=patron.name, place=receipt.value.place
            )

        def done(_receipt: Receipt[Any]) -> None:
            self.closed()
            self.after_arrival(partial(self._master.sheet.show_tab, "copies"))
            self._sheet.load(title.id)

        self._pane.act(work, said, done)

    def cancel_hold(self, line: QueueLine) -> None:
        """End a hold; a copy that waited goes to the next."""
        work = partial(self._pane.services.holds.cancel, self._actor, line.hold_id, key=new_key())
        self._pane.act(work, self._pane.tr("The hold of {name} is cancelled").format(name=line.patron))


def _add_with_cover(services: App, *made: Any, key: str) -> Receipt[SavedTitle]:
    """Add a title with its cover. Off the GUI thread, where what reads pictures is loaded when it is first needed."""
    return services.covers.add_title(*made, key=key)
