"""Writing invented titles, copies, patrons and devices as rows, by the same functions the desk and imports use."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Dialect

from app.database.bulk import BulkLoad, BulkTable, next_id
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
from app.services.sample.numbers import AccessionNumbers
from app.services.sample.students import SamplePatron
from app.services.sample.title_rows import BOOK_COLUMNS, COPY_HEAD, TITLE_COLUMNS, TitleRows
from app.services.student_writes import columns_of

_ACCESSION = len(COPY_HEAD) + BOOK_COLUMNS.index("accession_number")
_TITLE = COPY_HEAD.index("title")
_AUTHOR = COPY_HEAD.index("author")


class CatalogLoad:
    """Gathers rows of titles and copies. Ids count up from the first free one."""

    def __init__(self, connection: Connection, unit: Unit, number_prefix: str = "") -> None:
        dialect = connection.dialect
        self.first_title = next_id(connection, titles)
        self.first_book = next_id(connection, books)
        self._numbers = AccessionNumbers(number_prefix)
        self._books = 0
        made = {"created_act_id": unit.act_id, "created_at": unit.now, "updated_at": unit.now, "version": 1}
        self._titles = BulkTable(dialect, titles, ("id", *TITLE_COLUMNS), made)
        self._copies = BulkTable(
            dialect,
            books,
            ("id", *COPY_HEAD, *BOOK_COLUMNS),
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

    def add(self, rows: TitleRows) -> list[Label]:
        """Gather a title with its copies, give these their accession numbers, and return what they are called."""
        self._titles.rows.append(rows.title)
        self._identifiers.rows.extend(rows.identifiers)
        self._contributors.rows.extend(rows.contributors)
        self._subjects.rows.extend(rows.subjects)
        labels: list[Label] = []
        for row in rows.copies:
            number = self._numbers.give(row[_ACCESSION])
            book_id = self.first_book + self._books
            self._books += 1
            self._copies.rows.append((book_id, *row[:_ACCESSION], number, *row[_ACCESSION + 1 :]))
            labels.append((number, row[_TITLE], row[_AUTHOR]))
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
