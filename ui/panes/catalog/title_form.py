"""The form of a title: adding one with its first copies, and editing one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.catalog import BookDraft, Contributor, Title, TitleDraft, TitleIdentifier
from app.domain.identifiers import corrections, normalise_accession, parse_isbns
from app.errors import InvalidInput
from ui.panes.catalog import words
from ui.sentences import said
from ui.widgets.form import Field, Form, Kind
from ui.words import stored_word

Choices = Mapping[str, tuple[str, ...]]
_ROLE = re.compile(r"^(.*\S)\s*\[([^\[\]]+)\]$")
_LANGUAGES = ("eng", "fil", "spa", "ceb", "ilo", "fre", "ger", "jpn", "chi", "lat")
_YEARS = range(1000, 2101)
#: With more numbers that could be meant, naming some would mislead.
_FEW = 2


def tr(text: str) -> str:
    """Text of the form in the person's language."""
    return QCoreApplication.translate("TitleForm", text)


# -- words and values ------------------------------------------------------------------------------------


def people_text(contributors: tuple[Contributor, ...]) -> str:
    """Contributors as edited: one a line, what else than author in brackets behind the name."""
    return "\n".join(one.name if one.role == "author" else f"{one.name} [{one.role}]" for one in contributors)


def people_from(text: str) -> tuple[Contributor, ...]:
    """Contributors from what was typed."""
    found = []
    for line in lines(text):
        match = _ROLE.match(line)
        found.append(Contributor(match.group(1), match.group(2).strip()) if match else Contributor(line))
    return tuple(found)


def lines(text: str) -> tuple[str, ...]:
    """Lines that say something, once each."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def numbers_in(text: str) -> tuple[str, ...]:
    """Accession numbers as typed: one a line or parted by commas."""
    return tuple(part.strip() for part in re.split(r"[\n,;]", text) if part.strip())


def isbn_text(draft: TitleDraft) -> str:
    """The ISBNs of a title as edited, each with what stands beside it."""
    shown = [
        f"{one.raw if not one.valid else one.value}{f' ({one.qualifier})' if one.qualifier else ''}"
        for one in draft.identifiers
        if one.kind == "isbn"
    ]
    return "; ".join(shown)


def isbn_problem(text: str) -> str:
    """What is wrong with the first ISBN that is wrong, and what it may have been meant as; "" when all hold."""
    for isbn in parse_isbns(text, repair=False):
        if isbn.valid:
            continue
        near = isbn.suggestions or corrections(isbn.value)
        if 0 < len(near) <= _FEW:
            return tr("The check digit of {number} doesn't fit. Is it {meant}?").format(
                number=isbn.raw, meant=tr(" or ").join(near)
            )
        return tr("The check digit of {number} doesn't fit. Look at the book again.").format(number=isbn.raw)
    return ""


def identifiers_from(text: str, before: TitleDraft | None) -> tuple[TitleIdentifier, ...]:
    """The title's numbers: ISBNs from the field, the others as they were."""
    kept = before.identifiers if before else ()
    if before is not None and text == isbn_text(before):
        return kept
    typed = tuple(
        TitleIdentifier(
            isbn.kind.value if isbn.kind.value in ("ismn", "ean", "issn") else "isbn",
            isbn.value[:60],
            isbn.raw.strip()[:255],
            isbn.qualifier or None,
            isbn.valid,
            isbn.repaired,
        )
        for isbn in parse_isbns(text, repair=False)
    )
    return typed + tuple(one for one in kept if one.kind != "isbn")


def check_number(value: str) -> str:
    """What is wrong with an accession number, or ""."""
    try:
        normalise_accession(value)
    except InvalidInput as error:
        return said(error.message)
    return ""


def check_numbers(text: str) -> str:
    """What is wrong with a list of accession numbers, or ""."""
    seen: set[str] = set()
    for number in numbers_in(text):
        if wrong := check_number(number):
            return wrong
        if normalise_accession(number) in seen:
            return tr("{number} stands here twice.").format(number=number)
        seen.add(normalise_accession(number))
    return ""


def check_year(value: int) -> str:
    """What is wrong with a year of publication, or ""."""
    return "" if value in _YEARS else tr("Type the year with four digits, for example 2019.")


def values_of(draft: TitleDraft) -> dict[str, Any]:
    """A title as the form shows it."""
    values = {field.key: getattr(draft, field.key) for field in title_fields({}) if hasattr(draft, field.key)}
    return values | {
        "people": people_text(draft.contributors),
        "subjects": "\n".join(draft.subjects),
        "isbn": isbn_text(draft),
        "isbn_wrong": bool(isbn_problem(isbn_text(draft))),
    }


def draft_from(values: Mapping[str, Any], before: TitleDraft | None = None) -> TitleDraft:
    """The title the form says; what it doesn't show stays as it was."""
    plain = {
        name: values[name] or None
        for name in (
            "subtitle", "part", "responsibility", "edition", "place", "publisher", "language", "audience",
            "physical_description", "series", "summary", "notes", "classification",
        )
    }  # fmt: skip
    base = before or TitleDraft(values["title"])
    return replace(
        base,
        **plain,
        title=values["title"],
        year=values["year"],
        year_raw=base.year_raw if values["year"] == base.year else None,
        material=values["material"] or "BOOK",
        contributors=people_from(values["people"]),
        subjects=lines(values["subjects"]),
        identifiers=identifiers_from(values["isbn"], before),
    )


def copies_from(values: Mapping[str, Any]) -> tuple[BookDraft, ...]:
    """The first copies the form says, one for each accession number."""
    numbers = numbers_in(values["numbers"])
    return tuple(
        BookDraft(
            accession_number=number,
            call_number=values["call_number"] or None,
            collection=values["collection"] or "",
            item_type=values["item_type"] or "",
            location=values["location"] or "",
            copy_number=f"c.{place}" if len(numbers) > 1 else None,
            price_minor=values["price_minor"],
            acquired_on=values["acquired_on"],
            fund=values["fund"] or None,
        )
        for place, number in enumerate(numbers, 1)
    )


# -- fields ----------------------------------------------------------------------------------------------


def title_fields(choices: Choices) -> tuple[Field, ...]:
    """The fields of a title, what is typed most first."""
    languages = tuple((code, words.language_name(code)) for code in _LANGUAGES)
    return (
        Field("title", words.field_word("title"), required=True, max_length=2000),
        Field("subtitle", words.field_word("subtitle"), max_length=2000),
        Field(
            "people",
            words.field_word("contributors"),
            Kind.LONG,
            help=tr("One a line, “Family, Given”. Others with what they did: “Cruz, Ana [illustrator]”."),
        ),
        Field("isbn", tr("ISBN"), placeholder="978-971-…", help=tr("Several are parted by semicolons.")),
        Field(
            "isbn_wrong",
            tr("It is printed so in the book"),
            Kind.CHECK,
            help=tr("Keeps an ISBN whose check digit is wrong."),
        ),
        Field("publisher", words.field_word("publisher"), half=True, max_length=255),
        Field("place", words.field_word("place"), half=True, max_length=255),
        Field("year", words.field_word("year"), Kind.NUMBER, check=check_year, half=True),
        Field("edition", words.field_word("edition"), half=True, max_length=255),
        Field(
            "language",
            words.field_word("language"),
            Kind.CHOICE,
            choices=languages,
            editable=True,
            half=True,
        ),
        Field(
            "material",
            words.field_word("material"),
            Kind.CHOICE,
            choices=tuple((one, stored_word(one)) for one in _MATERIALS),
            default="BOOK",
            editable=True,
            half=True,
        ),
        Field("series", words.field_word("series"), max_length=2000, heading=tr("More")),
        Field("part", words.field_word("part"), half=True, max_length=255),
        Field("classification", words.field_word("classification"), half=True, max_length=100),
        Field("physical_description", words.field_word("physical_description"), max_length=2000),
        Field("subjects", words.field_word("subjects"), Kind.LONG, help=tr("One a line.")),
        Field("responsibility", words.field_word("responsibility"), max_length=2000),
        Field("audience", words.field_word("audience"), max_length=40),
        Field("summary", words.field_word("summary"), Kind.LONG),
        Field("notes", words.field_word("notes"), Kind.LONG),
    )


_MATERIALS = ("BOOK", "SERIAL", "MAP", "AUDIO", "VIDEO", "KIT", "THESIS", "EBOOK")


def copy_fields(choices: Choices) -> tuple[Field, ...]:
    """The fields that the first copies of a new title share."""

    def known(name: str) -> tuple[tuple[str, str], ...]:
        return tuple((value, value) for value in choices.get(name, ()))

    def chosen(name: str) -> Field:
        return Field(name, words.field_word(name), Kind.CHOICE, choices=known(name), editable=True, half=True)

    return (
        Field(
            "numbers",
            tr("Accession numbers"),
            Kind.LONG,
            help=tr("One copy for each number: one a line, or parted by commas. May stay empty."),
            check=check_numbers,
            heading=tr("First copies"),
        ),
        Field("call_number", words.field_word("call_number"), max_length=255, half=True),
        chosen("collection"),
        chosen("item_type"),
        chosen("location"),
        Field("price_minor", words.field_word("price_minor"), Kind.MONEY, half=True),
        Field("acquired_on", words.field_word("acquired_on"), Kind.DATE, half=True),
        Field("fund", words.field_word("fund"), max_length=200),
    )


class TitleForm(Form):
    """Edits ``title``, or adds a new one with its first copies and its cover when there is none.

    ``base`` says what the form doesn't show of a title: of the one that is edited, or of what was looked up.
    """

    _picture = b""

    def __init__(self, choices: Choices, title: Title | None = None, parent: QWidget | None = None) -> None:
        basic = title_fields(choices)
        fields = basic if title else (*basic[:11], *copy_fields(choices), *basic[11:])
        checked = (replace(each, check=self._check_isbn) if each.key == "isbn" else each for each in fields)
        super().__init__(checked, save_text=tr("Save title") if title else tr("Add title"), parent=parent)
        self.title = title
        self.base = title.draft if title else None
        if title is not None:
            self.set_values(values_of(title.draft))

    @property
    def picture(self) -> bytes:
        """The picture that is to be the cover of a new title; b"" for none."""
        return self._picture

    def set_picture(self, content: bytes) -> None:
        """Choose the picture that a new title gets as its cover; b"" takes it away."""
        self._picture = content
        self._set_dirty(self._raw() != self._start)

    def _raw(self) -> dict[str, Any]:
        return super()._raw() | {"cover": self._picture}  # a chosen one would be lost as what is typed would

    def _check_isbn(self, text: str) -> str:
        return "" if self.editor("isbn_wrong").value() else isbn_problem(text)

    def take(self, now: Title, error: Exception) -> bool:
        """Go on from the title as somebody else left it; False when there is nothing to go on from."""
        if now.deleted_at is not None:
            return False
        self.title, self.base = now, now.draft
        self.meet(error, values_of(now.draft))
        return True

    def draft(self, values: Mapping[str, Any]) -> TitleDraft:
        """The title as the form says it now."""
        return draft_from(values, self.base)
