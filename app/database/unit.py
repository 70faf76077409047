"""The unit of work of one act: its connection, its audit entries and what it changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, Table, Text, bindparam, insert, select, update

from app.database.pipeline import Pipeline, Sent
from app.database.prepared import Call, Prepared, adding
from app.database.tables import acts, audit_logs, changes, student_activities, students
from app.domain.actors import Actor
from app.domain.audit import payload_digest
from app.domain.changes import Change, Changed

T = TypeVar("T")

_MANY = 4  # from so many rows on, one INSERT with all of them
_AUDIT, _ACTIVITIES, _CHANGES = (adding(table) for table in (audit_logs, student_activities, changes))
_act = update(acts).where(acts.c.id == bindparam("act_id"))
_TELL = Prepared(_act.values(outcome=bindparam("outcome")))
_before, _row_id, _after = (bindparam(name, type_=Text()) for name in ("before", "row_id", "after"))
_TELL_WITH_ID = Prepared(_act.values(outcome=_before.concat(_row_id).concat(_after)))
_canonical = msgspec.json.Encoder(order="deterministic")


AWAITED = -1
"""Stands in an outcome for the id of a row that waits to be inserted."""


def canonical_json(value: Any) -> str:
    """The one JSON text of a value: keys sorted, no spaces, dates in ISO 8601."""
    return _canonical.encode(value).decode()


@dataclass(slots=True)
class Unit:
    """What a service writes with while one act is carried out; everything commits together or not at all.

    The act's own row waits in the pipeline for the first statement of the work; ``act`` is its id or the row sent.
    """

    pipeline: Pipeline
    act: int | Sent
    key: str
    kind: str
    actor: Actor
    now: datetime
    occurred_at: datetime
    zone: ZoneInfo
    changed_flags: Changed = Changed.NOTHING
    tags: dict[str, None] = field(default_factory=dict)
    person_keys: dict[int, bytes | None] = field(default_factory=dict)
    _awaited: tuple[str, Sent] | None = None
    _change: Sent | None = None
    _audit: list[dict[str, Any]] = field(default_factory=list)
    _activities: list[dict[str, Any]] = field(default_factory=list)

    @property
    def connection(self) -> Connection:
        """The connection, for statements that go through SQLAlchemy: what waits in the pipeline is sent first."""
        return self.pipeline.connection

    @property
    def act_id(self) -> int:
        """The id of the act."""
        return self.act if isinstance(self.act, int) else self.act.id

    @property
    def today(self) -> date:
        """The library's calendar day on which the act happened."""
        return self.occurred_at.astimezone(self.zone).date()

    @property
    def hour(self) -> int:
        """The library's wall-clock hour, 0 to 23, in which the act happened."""
        return self.occurred_at.astimezone(self.zone).hour

    def changed(self, flags: Changed, *tags: str) -> None:
        """Note what this act touches: flags for panes, tags (``book:17``) for caches."""
        self.changed_flags |= flags
        self.tags.update(dict.fromkeys(tags))

    def audit(
        self,
        action: str,
        entity: str,
        entity_id: int | Sent | None,
        label: str,
        *,
        before: Any = None,
        after: Any = None,
        student_id: int | None = None,
    ) -> None:
        """Add an audit entry. ``before`` and ``after`` are values msgspec can write; None means there was none.

        The payload enters the later seal by a digest keyed with the person's own key, so that erasing a person
        (payload and key) leaves the chain valid.
        """
        state_before = None if before is None else canonical_json(before)
        state_after = None if after is None else canonical_json(after)
        payload = f"{state_before or ''}\n{state_after or ''}".encode()
        person_key = self._person_key(student_id) if student_id is not None else None
        self._audit.append(
            {
                "timestamp": self.now,
                "act_id": self.act,
                "action": action,
                "entity": entity,
                "entity_id": entity_id,
                "label": label[:255],
                "student_id": student_id,
                "actor_id": self.actor.user_id,
                "actor": self.actor.name,
                "workstation": self.actor.workstation,
                "state_before": state_before,
                "state_after": state_after,
                "payload_digest": payload_digest(payload, person_key),
            }
        )

    def activity(
        self,
        type_: str,
        student_id: int,
        *,
        category: str,
        grade: str | None,
        section: str | None,
        book_id: int | None = None,
        equipment_id: int | None = None,
        detail: str | None = None,
    ) -> None:
        """Add a line to the append-only stream of what patrons did."""
        self._activities.append(
            {
                "act_id": self.act,
                "student_id": student_id,
                "type": type_,
                "timestamp": self.occurred_at,
                "local_day": self.today,
                "local_hour": self.hour,
                "category": category,
                "grade": grade,
                "section": section,
                "book_id": book_id,
                "equipment_id": equipment_id,
                "detail": detail,
            }
        )

    def gathered(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The audit entries and activities so far, for a bulk load that writes those of many acts at once."""
        return self._audit, self._activities

    @property
    def change(self) -> Change | None:
        """The row that tells others of this act, once it is committed; None when there is nothing to tell."""
        if self._change is None:
            return None
        who, tags = self.actor.workstation, tuple(self.tags)
        return Change(self._change.id, self.act_id, self.changed_flags, tags, self.now, who)

    def awaits(self, field: str, row: Sent) -> None:
        """What the work returns has AWAITED in this field, for the id of a row that goes with the commit."""
        self._awaited = field, row

    def complete(self, value: T) -> T:
        """What the work returned, with the id it awaited; sends what waits."""
        if self._awaited is None:
            return value
        field, row = self._awaited
        return replace(value, **{field: row.id})  # type: ignore[type-var]

    def flush(self, outcome: str) -> None:
        """Let the audit entries, activities, the changes row and the act's outcome go with the commit. Called once.

        The outcome goes first: it may await the id of the row inserted last.
        """
        if self._awaited is None and isinstance(self.act, Sent) and not self.act.done:
            self.act.call.given["outcome"] = outcome
        else:
            self.pipeline.tell(self._told(outcome))
        self._add_all(audit_logs, _AUDIT, self._audit)
        self._add_all(student_activities, _ACTIVITIES, self._activities)
        if self.changed_flags:
            self._change = self.pipeline.add(
                _CHANGES(
                    act_id=self.act,
                    recorded_at=self.now,
                    workstation=self.actor.workstation,
                    flags=self.changed_flags.value,
                    tags="\n".join(self.tags),
                )
            )
        self.pipeline.send_with_commit()

    def _told(self, outcome: str) -> Call:
        if self._awaited is None:
            return _TELL(act_id=self.act, outcome=outcome)
        field, row = self._awaited
        before, found, after = outcome.partition(
            f'"{field}":{AWAITED}'
        )  # no text has a quote without a backslash
        assert found
        before += found.removesuffix(str(AWAITED))
        return _TELL_WITH_ID(act_id=self.act, before=before, row_id=row, after=after)

    def _add_all(self, table: Table, one: Prepared, rows: list[dict[str, Any]]) -> None:
        if len(rows) >= _MANY:
            plain = [{name: _plain(value) for name, value in row.items()} for row in rows]
            self.connection.execute(insert(table), plain)
            return
        for row in rows:
            self.pipeline.tell(one(**row))

    def _person_key(self, student_id: int) -> bytes | None:
        if student_id not in self.person_keys:
            query = select(students.c.audit_key).where(students.c.id == student_id)
            self.person_keys[student_id] = self.connection.execute(query).scalar()
        return self.person_keys[student_id]


def _plain(value: Any) -> Any:
    return value.id if isinstance(value, Sent) else value
