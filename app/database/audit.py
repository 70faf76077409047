"""Queries on the audit and the seals over it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, or_, select

from app.database.paging import page_of_ids
from app.database.tables import acts, audit_logs, audit_seals, students
from app.domain.audit import AuditChoices, AuditEntry, AuditLine, AuditQuery, SealedRow, differences
from app.domain.paging import Count, Page, Window
from app.domain.text import clean, fold

COUNT_CAP = 100_000
WORDS_CAP = 1_000
_CHOICES_FROM = 20_000
_LINE = tuple(AuditLine.__dataclass_fields__)
_SEALED = tuple(name for name in SealedRow.__dataclass_fields__ if name != "states")


@dataclass(frozen=True, slots=True)
class Seal:
    """A stored seal. ``row_digests`` holds, for each entry, its id and its digest."""

    first_id: int
    last_id: int
    previous_digest: bytes
    digest: bytes
    row_digests: bytes


def lines(connection: Connection, query: AuditQuery, zone: ZoneInfo, window: Window) -> Page[AuditLine]:
    """One page of entries, the newest first."""
    chosen = _filtered(connection, query, zone)
    ids, cursor = page_of_ids(
        connection, chosen, audit_logs.c.timestamp, audit_logs.c.id, window, descending=True
    )
    if not ids:
        return Page(())
    found = select(*(audit_logs.c[name] for name in _LINE)).where(audit_logs.c.id.in_(ids))
    by_id = {row.id: _line(row) for row in connection.execute(found)}
    return Page(tuple(by_id[id_] for id_ in ids), cursor)


def count(connection: Connection, query: AuditQuery, zone: ZoneInfo) -> Count:
    """How many entries there are; counting stops at COUNT_CAP, with words to look for at WORDS_CAP."""
    cap = WORDS_CAP if query.text.strip() else COUNT_CAP
    limited = _filtered(connection, query, zone).limit(cap + 1).subquery()
    number = connection.execute(select(func.count()).select_from(limited)).scalar_one()
    return Count(min(number, cap), exact=number <= cap)


def entry(connection: Connection, entry_id: int) -> AuditEntry | None:
    """One entry in full, or None."""
    found = _entries(connection, [audit_logs.c.id == entry_id], 1)
    return found[0] if found else None


def history(connection: Connection, entity: str, entity_id: int, limit: int) -> tuple[AuditEntry, ...]:
    """The newest entries on one record, in full."""
    of_record = [audit_logs.c.entity == entity, audit_logs.c.entity_id == entity_id]
    return tuple(_entries(connection, of_record, limit))


def _entries(
    connection: Connection, conditions: Sequence[ColumnElement[bool]], limit: int
) -> list[AuditEntry]:
    reversal = acts.alias("reversal")
    query = (
        select(
            audit_logs,
            acts.c.key,
            acts.c.kind,
            acts.c.occurred_at,
            acts.c.reverses_id,
            reversal.c.id.label("undone"),
        )
        .join(acts, acts.c.id == audit_logs.c.act_id)
        .outerjoin(reversal, reversal.c.reverses_id == audit_logs.c.act_id)
        .where(*conditions)
        .order_by(audit_logs.c.id.desc())
        .limit(limit)
    )
    return [_entry(row) for row in connection.execute(query)]


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(
        line=_line(row),
        act_key=row.key,
        act_kind=row.kind,
        occurred_at=row.occurred_at,
        reverses=row.reverses_id,
        undone_by=row.undone,
        student_id=row.student_id,
        differences=differences(row.state_before, row.state_after),
    )


def choices(connection: Connection) -> AuditChoices:
    """Who, what and which kinds of record occur among the newest entries, in order of the alphabet."""
    recent = (
        select(audit_logs.c.actor, audit_logs.c.action, audit_logs.c.entity)
        .order_by(audit_logs.c.id.desc())
        .limit(_CHOICES_FROM)
        .subquery()
    )
    rows = connection.execute(select(recent).distinct()).all()
    return AuditChoices(
        actors=tuple(sorted({row.actor for row in rows}, key=fold)),
        actions=tuple(sorted({row.action for row in rows})),
        entities=tuple(sorted({row.entity for row in rows})),
    )


def _filtered(connection: Connection, query: AuditQuery, zone: ZoneInfo) -> Select[Any]:
    log = audit_logs.c
    equal = (
        (log.actor, query.actor),
        (log.action, query.action),
        (log.entity, query.entity),
        (log.workstation, query.workstation),
    )
    conditions: list[ColumnElement[bool]] = [column == value for column, value in equal if value]
    ids = (
        (log.entity_id, query.entity_id),
        (log.act_id, query.act_id),
        (log.student_id, query.student_id),
    )
    conditions += [column == number for column, number in ids if number is not None]
    if query.first_day is not None:
        conditions.append(log.timestamp >= datetime.combine(query.first_day, time(), zone))
    if query.last_day is not None:
        conditions.append(log.timestamp < datetime.combine(query.last_day + timedelta(days=1), time(), zone))
    conditions += [_has_word(connection, word) for word in clean(query.text).split()]
    return select(log.id).where(*conditions)


def _has_word(connection: Connection, word: str) -> ColumnElement[bool]:
    """MySQL's collation passes over case and accents by itself; SQLite is taught to for this query."""
    if connection.dialect.name != "sqlite":
        contains = (
            column.contains(word, autoescape=True) for column in (audit_logs.c.label, audit_logs.c.actor)
        )
        return or_(*contains)
    driver: Any = connection.connection.driver_connection
    driver.create_function("clms_has", 3, _has, deterministic=True)
    return func.clms_has(_plain(word), audit_logs.c.actor, audit_logs.c.label) == 1


def _has(plain_word: str, actor: str, label: str) -> bool:
    return plain_word in _plain(label) or plain_word in _plain_name(actor)


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parts if not unicodedata.combining(char)).casefold()


_plain_name = lru_cache(maxsize=1_000)(_plain)


def _line(row: Row[Any]) -> AuditLine:
    return AuditLine(**{name: getattr(row, name) for name in _LINE})


# The seals


def last_seal(connection: Connection) -> Seal | None:
    """The newest seal, or None."""
    row = connection.execute(select(audit_seals).order_by(audit_seals.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else _seal(row)


def seals(connection: Connection, after_id: int, limit: int) -> Sequence[Seal]:
    """Seals in their order, those behind the one that ends with ``after_id``."""
    query = select(audit_seals).where(audit_seals.c.last_id > after_id).order_by(audit_seals.c.last_id)
    return [_seal(row) for row in connection.execute(query.limit(limit))]


def add_seal(connection: Connection, seal: Seal, rows: int, now: datetime) -> None:
    """Store a seal. A seal over the same entries by somebody else breaks a UNIQUE index."""
    connection.execute(
        insert(audit_seals).values(
            first_id=seal.first_id,
            last_id=seal.last_id,
            rows_sealed=rows,
            previous_digest=seal.previous_digest,
            digest=seal.digest,
            row_digests=seal.row_digests,
            sealed_at=now,
        )
    )


def settled_id(connection: Connection, before: datetime) -> int:
    """The last id up to which every entry was written before the given moment."""
    fresh = connection.execute(
        select(func.min(audit_logs.c.id)).where(audit_logs.c.timestamp >= before)
    ).scalar()
    if fresh is not None:
        return int(fresh) - 1
    return int(connection.execute(select(func.max(audit_logs.c.id))).scalar() or 0)


def sealed_rows(connection: Connection, after_id: int, up_to_id: int, limit: int) -> list[SealedRow]:
    """Entries behind ``after_id``, in order, as the seal covers them."""
    log = audit_logs.c
    query = select(*(log[name] for name in _SEALED), log.state_before, log.state_after)
    query = query.where(log.id > after_id, log.id <= up_to_id).order_by(log.id).limit(limit)
    found = []
    for row in connection.execute(query):
        *covered, before, after = row
        values: list[Any] = [*covered, (before, after)]
        found.append(SealedRow(*values))
    return found


def waiting(connection: Connection, after_id: int) -> int:
    """How many entries aren't sealed yet."""
    query = select(func.count()).select_from(audit_logs).where(audit_logs.c.id > after_id)
    return int(connection.execute(query).scalar_one())


def person_keys(connection: Connection, student_ids: Iterable[int]) -> dict[int, bytes | None]:
    """The keys of persons' payload digests; those of erased persons are None."""
    wanted = sorted(set(student_ids))
    query = select(students.c.id, students.c.audit_key).where(students.c.id.in_(wanted))
    return {row.id: row.audit_key for row in connection.execute(query)} if wanted else {}


def _seal(row: Row[Any]) -> Seal:
    return Seal(row.first_id, row.last_id, row.previous_digest, row.digest, row.row_digests)
