"""Writing invented titles, copies, patrons and devices as rows, by the same functions the desk and imports use."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Dialect

from app.database.bulk import BulkLoad, BulkTable, next_id
from app.database.catalog_rows import (
    book_columns,
    contributor_rows,
    identifier_rows,
    subject_rows,
    title_columns,
)
from app.database.tables import (
    books,
    cards,
    contacts,
    enrolments,
    equipment,
    students,
    title_contributors,
    title_identifiers,
    title_subjects,
    titles,
)
from app.database.unit import Unit
from app.domain.member_rules import check_draft
from app.domain.members import CardStatus
from app.domain.text import sort_key
from app.services.sample.equipment import Device
from app.services.sample.labels import Label
from app.services.sample.students import SamplePatron
from app.services.sample.titles import SampleTitle
from app.services.student_writes import columns_of

_TITLE = (
    "title subtitle part title_sort title_key author author_sort responsibility edition place publisher year year_raw"
    " language material audience physical_description series summary notes classification match_key"
).split()
_BOOK = (
    "accession_number call_number call_sort collection item_type location copy_number volume price_minor price_raw fund"
    " acquired_on condition_note notes alert source_row"
).split()
_UNUSED = frozenset("year_raw summary price_raw condition_note alert source_row".split())
_TITLE_COLUMNS = tuple(name for name in _TITLE if name not in _UNUSED)
_BOOK_COLUMNS = tuple(name for name in _BOOK if name not in _UNUSED and name != "notes")


class CatalogLoad:
    """Gathers rows of titles and copies. Ids count up from the first free one."""

    def __init__(self, connection: Connection, unit: Unit, number_prefix: str = "") -> None:
        dialect = connection.dialect
        self.first_title = next_id(connection, titles)
        self.first_book = next_id(connection, books)
        self._prefix = number_prefix
        self._books = 0
        made = {"created_act_id": unit.act_id, "created_at": unit.now, "updated_at": unit.now, "version": 1}
        self._titles = BulkTable(dialect, titles, ("id", *_TITLE_COLUMNS), made)
        self._copies = BulkTable(
            dialect,
            books,
            ("id", "title_id", "title", "author", "status", *_BOOK_COLUMNS),
            {**made, "branch_id": unit.actor.branch_id},
        )
        self._identifiers = BulkTable(
            dialect,
            title_identifiers,
            ("title_id", "seq", "kind", "value", "raw", "qualifier", "valid", "repaired"),
        )
        self._contributors = BulkTable(
            dialect, title_contributors, ("title_id", "seq", "name", "name_sort", "role")
        )
        self._subjects = BulkTable(
            dialect, title_subjects, ("title_id", "seq", "term", "term_sort", "scheme")
        )
        self.load = BulkLoad(
            (self._titles, self._copies, self._identifiers, self._contributors, self._subjects)
        )

    def add(self, title: SampleTitle) -> list[Label]:
        """Gather a title with its copies and return what the copies are called."""
        labels: list[Label] = []
        title_id = self.first_title + title.number
        columns = title_columns(title.draft)
        self._titles.add(title_id, *[columns[name] for name in _TITLE_COLUMNS])
        for table, rows in (
            (self._identifiers, identifier_rows(title_id, title.draft)),
            (self._contributors, contributor_rows(title_id, title.draft)),
            (self._subjects, subject_rows(title_id, title.draft)),
        ):
            for row in rows:
                table.add(*row.values())
        for book in title.books:
            if self._prefix:
                book = replace(book, accession_number=self._prefix + book.accession_number)
            copy = book_columns(book)
            book_id = self.first_book + self._books
            self._books += 1
            self._copies.add(
                book_id,
                title_id,
                columns["title"],
                columns["author"],
                book.status.value,
                *[copy[name] for name in _BOOK_COLUMNS],
            )
            labels.append((copy["accession_number"], columns["title"], columns["author"]))
        return labels


class PeopleLoad:
    """Gathers rows of patrons and of the devices they use."""

    def __init__(self, connection: Connection, unit: Unit, number_prefix: str = "") -> None:
        dialect = connection.dialect
        self.first_patron = next_id(connection, students)
        self.first_device = next_id(connection, equipment)
        self.keys: list[bytes] = []
        self._zone = unit.zone
        self._now = unit.now
        self._prefix = number_prefix
        self._students, self._devices = _people_tables(dialect, unit)
        self._cards = BulkTable(
            dialect, cards, ("student_id", "number", "status", "reason", "issued_at", "ended_at")
        )
        self._contacts = BulkTable(dialect, contacts, ("student_id", "kind", "name", "value", "consent"))
        self._enrolments = BulkTable(dialect, enrolments, ("student_id", "school_year", "grade", "section"))
        self.load = BulkLoad((self._students, self._devices, self._cards, self._contacts, self._enrolments))

    def add(self, patron: SamplePatron) -> None:
        """Gather a patron with cards, contacts and enrolments."""
        draft = check_draft(patron.draft)
        student_id = self.first_patron + patron.number
        key = secrets.token_bytes(32)
        self.keys.append(key)
        values = columns_of(draft)
        self._students.add(student_id, *[values[name] for name in _STUDENT_COLUMNS], key)
        for card in patron.cards:
            issued = min(_morning(card.issued_on, self._zone), self._now)
            lost = card.status is CardStatus.LOST
            ended = min(issued + timedelta(days=200), self._now) if lost else None
            self._cards.add(
                student_id, self._prefix + card.number, card.status.value, card.reason, issued, ended
            )
        for contact in patron.contacts:
            self._contacts.add(student_id, contact.kind.value, contact.name, contact.value, contact.consent)
        for one in patron.enrolments:
            self._enrolments.add(student_id, one.school_year, one.grade, one.section)

    def add_device(self, number: int, device: Device) -> None:
        """Gather a device."""
        self._devices.add(
            self.first_device + number,
            self._prefix + device.asset_number,
            device.name,
            sort_key(device.name, "none"),
            device.type,
            device.status,
            device.location,
            device.session_minutes,
            device.note,
        )


_STUDENT_COLUMNS = (
    "kind lrn name family_name given_name middle_name name_sort category grade section status expires_on alert"
).split()


def _people_tables(dialect: Dialect, unit: Unit) -> tuple[BulkTable, BulkTable]:
    made = {
        "branch_id": unit.actor.branch_id,
        "created_act_id": unit.act_id,
        "created_at": unit.now,
        "updated_at": unit.now,
        "version": 1,
    }
    device_columns = (
        "id asset_number name name_sort type status location session_minutes condition_note".split()
    )
    return (
        BulkTable(dialect, students, ("id", *_STUDENT_COLUMNS, "audit_key"), made),
        BulkTable(dialect, equipment, device_columns, made),
    )


def _morning(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(8, 0), tzinfo=zone).astimezone(UTC)
