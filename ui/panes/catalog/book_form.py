"""The form of one copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.domain.catalog import SETTABLE_STATUSES, Book, BookDraft, BookStatus, Title
from app.domain.identifiers import normalise_accession, split_accession
from app.errors import Conflict, InvalidInput
from ui.panes.catalog import words
from ui.panes.catalog.title_form import Choices, check_number
from ui.sentences import advice
from ui.widgets.form import Field, Form, Kind


def tr(text: str) -> str:
    """Text of the form in the person's language."""
    return QCoreApplication.translate("BookForm", text)


def draft_of(book: Book) -> BookDraft:
    """The draft that would leave this copy as it is."""
    return BookDraft(**{each.name: getattr(book, each.name) for each in dataclass_fields(BookDraft)})


def values_for(title: Title, book: Book | None) -> dict[str, Any]:
    """What the form begins with: the copy, or for a new one what its sisters have in common."""
    if book is not None:
        return {name: getattr(book, name) for name in _NAMES}
    live = [one for one in title.books if one.deleted_at is None]
    if not live:
        return {"status": BookStatus.AVAILABLE}
    newest = max(live, key=lambda one: one.id)
    return {
        "call_number": newest.call_number,
        "collection": newest.collection,
        "item_type": newest.item_type,
        "location": newest.location,
        "price_minor": newest.price_minor,
        "copy_number": f"c.{len(live) + 1}",
        "volume": newest.volume,
        "status": BookStatus.AVAILABLE,
    }


def next_number(title: Title) -> str:
    """The number after the newest copy's, as a hint of the series; "" when it doesn't count up."""
    live = [one for one in title.books if one.deleted_at is None]
    newest = max(live, key=lambda one: one.id, default=None)
    parts = split_accession(newest.accession_number) if newest else None
    return str(parts.following()) if parts else ""


def book_fields(choices: Choices, title: Title, book: Book | None) -> tuple[Field, ...]:
    """The fields of a copy. A copy that is out keeps its status: it follows from the loan."""
    hint = next_number(title) if book is None else ""

    def chosen(name: str) -> Field:
        known = tuple((value, value) for value in choices.get(name, ()))
        return Field(name, words.field_word(name), Kind.CHOICE, choices=known, editable=True, half=True)

    fixed = book is not None and book.status not in SETTABLE_STATUSES
    statuses = [
        one for one in BookStatus if one in SETTABLE_STATUSES or (fixed and book and one is book.status)
    ]
    return (
        Field(
            "accession_number",
            words.field_word("accession_number"),
            required=True,
            check=check_number,
            placeholder=tr("for example {number}").format(number=hint) if hint else "",
            max_length=80,
            half=True,
        ),
        Field(
            "status",
            words.field_word("status"),
            Kind.CHOICE,
            choices=tuple((one, words.status_word(one)) for one in statuses),
            required=True,
            read_only=fixed,
            help=tr("Follows from the loan or hold.") if fixed else "",
            half=True,
        ),
        Field("call_number", words.field_word("call_number"), max_length=255),
        chosen("collection"),
        chosen("item_type"),
        chosen("location"),
        Field("copy_number", words.field_word("copy_number"), max_length=60, half=True),
        Field("volume", words.field_word("volume"), max_length=100, half=True),
        Field("price_minor", words.field_word("price_minor"), Kind.MONEY, half=True),
        Field("acquired_on", words.field_word("acquired_on"), Kind.DATE, half=True),
        Field("fund", words.field_word("fund"), max_length=200, half=True),
        Field("condition_note", words.field_word("condition_note"), max_length=500),
        Field(
            "alert",
            words.field_word("alert"),
            help=tr("Shown at the desk whenever this copy is scanned."),
            max_length=500,
        ),
        Field("notes", words.field_word("notes"), Kind.LONG),
    )


_NAMES = (
    "accession_number", "status", "call_number", "collection", "item_type", "location", "copy_number", "volume",
    "price_minor", "acquired_on", "fund", "condition_note", "alert", "notes",
)  # fmt: skip
_OPTIONAL = ("call_number", "copy_number", "volume", "fund", "condition_note", "alert", "notes")


def draft_from(values: Mapping[str, Any], before: Book | None) -> BookDraft:
    """The copy the form says; what it doesn't show stays as it was."""
    number = normalise_accession(values["accession_number"])
    base = draft_of(before) if before else BookDraft(number)
    price = values["price_minor"]
    return replace(
        base,
        **{name: values[name] or None for name in _OPTIONAL},
        accession_number=number,
        status=BookStatus(values["status"]),
        collection=values["collection"] or "",
        item_type=values["item_type"] or "",
        location=values["location"] or "",
        acquired_on=values["acquired_on"],
        price_minor=price,
        price_raw=base.price_raw if price == base.price_minor else None,
    )


class BookForm(Form):
    """Edits ``book``, or adds a copy to ``title`` when there is none."""

    def __init__(self, choices: Choices, title: Title, book: Book | None = None) -> None:
        super().__init__(
            book_fields(choices, title, book), save_text=tr("Save copy") if book else tr("Add copy")
        )
        self.title = title
        self.book = book
        self.set_values(values_for(title, book))

    def take(self, now: Title, error: Exception) -> bool:
        """Go on from the copy as somebody else left it; False when there is nothing to go on from."""
        book = next((one for one in now.books if self.book is not None and one.id == self.book.id), None)
        if book is None or book.deleted_at is not None or self.book is None:
            return False
        if book.status is not self.book.status and book.status not in SETTABLE_STATUSES:
            return False  # it was lent meanwhile: the form would offer a state it can't have now
        self.title, self.book = now, book
        self.meet(error, values_for(now, book))
        return True

    def draft(self, values: Mapping[str, Any]) -> BookDraft:
        """The copy as the form says it now."""
        return draft_from(values, self.book)


def show_save_error(form: Form, error: Exception) -> None:
    """Say why a save failed; a taken accession number is told under its field."""
    field = str(error.details.get("field", "")) if isinstance(error, Conflict) else ""
    keys = {each.key for each in form.fields}
    if field == "accession_number" and field not in keys:
        field = "numbers"
    if isinstance(error, InvalidInput) and error.details.get("field") == "accession_number":
        field = "accession_number" if "accession_number" in keys else "numbers"
    if field in keys and isinstance(error, (Conflict, InvalidInput)):
        form.set_busy(False)
        form.say(field, advice(error))
    else:
        form.show_error(error)
