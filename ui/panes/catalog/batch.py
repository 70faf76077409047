"""Acts on the copies of several titles at once, and on the titles themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.domain.catalog import SETTABLE_STATUSES, Book, BookStatus, SavedBook, SavedTitle, Title, TitleRow
from app.domain.changes import Changed, Receipt
from ui.messages import Choice, Question
from ui.panes.batch import Batch, Wanted
from ui.panes.catalog import words
from ui.panes.catalog.book_form import draft_of
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.catalog.pane import CatalogPane

#: Titles looked at for one batch; with more, a person no longer knows what is meant.
MOST = 500


class CatalogBatch(QObject):
    """Looks at the chosen titles, says in numbers what would happen, and does it copy by copy."""

    def __init__(self, pane: CatalogPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._batch = Batch(pane)

    def mark(self, status: BookStatus, rows: Sequence[TitleRow]) -> None:
        """Give every copy of these titles a status; what is out or on the hold shelf keeps its own."""
        self._look(rows, partial(self._ask_mark, status))

    def move(self, rows: Sequence[TitleRow]) -> None:
        """Ask for a location and give it to every copy of these titles."""
        question = Question(
            self.tr("Move the copies of {titles}").format(titles=self._titles(len(rows))),
            self.tr("Copies that are out get the new location too."),
            (Choice("cancel", self.tr("Cancel")), Choice("next", self.tr("Next"), primary=True)),
            text_field=self.tr("New location"),
            text_required=True,
        )

        def answered(key: str, location: str) -> None:
            if key == "next":
                self._look(rows, partial(self._ask_move, location))

        self._pane.messages.ask(question, answered)

    def delete(self, rows: Sequence[TitleRow]) -> None:
        """Delete these titles with their copies; both can be restored."""
        if len(rows) == 1:
            self._pane.editing.delete_row(rows[0])
        else:
            self._look(rows, self._ask_delete)

    # -- looking first -----------------------------------------------------------------------------------

    def _look(self, rows: Sequence[TitleRow], then: Callable[[tuple[Title, ...]], None]) -> None:
        if len(rows) > MOST:
            self._pane.messages.warn(
                self.tr("At most {n} titles can be changed at once.").format(n=MOST),
                self.tr("Choose fewer; search or filter to find those that belong together."),
            )
            return
        catalog, actor = self._pane.services.catalog, self._pane.actor

        def read() -> tuple[Title, ...]:
            return tuple(catalog.sheet(actor, row.id) for row in rows)

        self._pane.run(read, then, latest="batch")

    def _titles(self, number: int) -> str:
        return counted(number, "{n} title", "{n} titles")

    @staticmethod
    def _copies(titles: Sequence[Title]) -> list[Book]:
        return [book for title in titles for book in title.books if book.deleted_at is None]

    def _ask_copies(self, todo: Sequence[Book], detail: str, **wanted: Any) -> None:
        if not todo:
            self._pane.messages.tell(self.tr("Nothing to do: every copy is so already, or is out."))
            return
        catalog, actor = self._pane.services.catalog, self._pane.actor
        change: Callable[[Book], Any] = wanted.pop("change")

        def write(book: Book, key: str) -> Receipt[SavedBook]:
            return catalog.change_book(actor, book.id, book.version, change(book), key=key)

        self._batch.ask(
            Wanted(
                detail=detail,
                records=todo,
                write=write,
                name=lambda book: str(book.accession_number),
                changed=Changed.COPIES,
                **wanted,
            )
        )

    # -- what is asked -----------------------------------------------------------------------------------

    def _ask_mark(self, status: BookStatus, titles: tuple[Title, ...]) -> None:
        copies = self._copies(titles)
        out = [book for book in copies if book.status not in SETTABLE_STATUSES]
        todo = [book for book in copies if book.status in SETTABLE_STATUSES and book.status is not status]
        number, state = words.copies(len(todo)), words.status_word(status)
        self._ask_copies(
            todo,
            self._staying(len(copies) - len(out) - len(todo), len(out)),
            question=self.tr("Mark {number} of {titles} as “{state}”?").format(
                number=number, titles=self._titles(len(titles)), state=state
            ),
            do=self.tr("Mark {number}").format(number=number),
            done=self.tr("{number} marked as “{state}”").format(number=number, state=state),
            change=lambda book: replace(draft_of(book), status=status),
        )

    def _ask_move(self, location: str, titles: tuple[Title, ...]) -> None:
        copies = self._copies(titles)
        todo = [book for book in copies if book.location != location]
        number = words.copies(len(todo))
        self._ask_copies(
            todo,
            self._staying(len(copies) - len(todo), 0),
            question=self.tr("Move {number} of {titles} to “{place}”?").format(
                number=number, titles=self._titles(len(titles)), place=location
            ),
            do=self.tr("Move {number}").format(number=number),
            done=self.tr("{number} moved to “{place}”").format(number=number, place=location),
            change=lambda book: replace(draft_of(book), location=location),
        )

    def _staying(self, same: int, out: int) -> str:
        said = [self.tr("It can be undone.")]
        if same:
            said.append(self.tr("So already: {number}.").format(number=words.copies(same)))
        if out:
            said.append(
                self.tr("On loan or on the hold shelf, and left as they are: {number}.").format(
                    number=words.copies(out)
                )
            )
        return " ".join(said)

    def _ask_delete(self, titles: tuple[Title, ...]) -> None:
        catalog, actor = self._pane.services.catalog, self._pane.actor
        number = self._titles(len(titles))
        lent = sum(any(book.due_on is not None for book in title.books) for title in titles)
        detail = self.tr("Their {copies} go with them. All can be restored.").format(
            copies=words.copies(len(self._copies(titles)))
        )
        if lent:
            kept = self.tr("With copies on loan, and so kept: {number}.").format(number=self._titles(lent))
            detail = f"{detail} {kept}"

        def write(title: Title, key: str) -> Receipt[SavedTitle]:
            return catalog.delete_title(actor, title.id, title.version, key=key)

        self._batch.ask(
            Wanted(
                question=self.tr("Delete {number}?").format(number=number),
                detail=detail,
                do=self.tr("Delete {number}").format(number=number),
                done=self.tr("{number} deleted").format(number=number),
                records=titles,
                write=write,
                name=lambda title: str(title.draft.title),
                changed=Changed.TITLES | Changed.COPIES,
                danger=True,
            )
        )
