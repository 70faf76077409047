"""The audit as people read it, and the seal over it as machines check it."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """Which entries. Empty and None mean "any"; days are the library's own and both included.

    ``text`` looks for words in what the entry is about and in who did it.
    """

    text: str = ""
    actor: str = ""
    action: str = ""
    entity: str = ""
    entity_id: int | None = None
    act_id: int | None = None
    student_id: int | None = None
    workstation: str = ""
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An entry in a list: who did what to which record, when and where."""

    id: int
    timestamp: datetime
    act_id: int
    action: str
    entity: str
    entity_id: int | None
    label: str
    actor: str
    workstation: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a record, before and after, as text; None where the record hadn't it."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """An entry in full. ``undone_by`` is the act that reversed this one's, ``reverses`` the one it reversed."""

    line: AuditLine
    act_key: str
    act_kind: str
    occurred_at: datetime
    reverses: int | None
    undone_by: int | None
    student_id: int | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class AuditChoices:
    """What can be chosen in the filters of the audit: taken from the newest entries."""

    actors: tuple[str, ...]
    actions: tuple[str, ...]
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SealReport:
    """What checking the seals found. ``broken_id`` and ``reason`` name the first entry that isn't as it was sealed.

    ``head`` is the newest seal's digest: written down elsewhere, it also proves that no seal was cut off the end.
    """

    seals: int
    sealed: int
    waiting: int
    erased: int
    head: str
    broken_id: int | None = None
    reason: str = ""

    @property
    def intact(self) -> bool:
        """Whether every sealed entry is as it was."""
        return self.broken_id is None and not self.reason


@dataclass(frozen=True, slots=True)
class SealedRow:
    """The part of an entry the seal covers; ``states`` are read to check ``payload_digest``."""

    id: int
    timestamp: datetime
    act_id: int
    action: str
    entity: str
    entity_id: int | None
    label: str
    student_id: int | None
    actor_id: int | None
    actor: str
    workstation: str
    payload_digest: bytes
    states: tuple[str | None, str | None]

    def digest(self) -> bytes:
        """SHA-256 of everything but the payload, which enters by its own digest.

        The label of an entry about a person is left out, since erasing the person blanks it.
        """
        covered = (
            self.id,
            self.timestamp.isoformat(timespec="microseconds"),
            self.act_id,
            self.action,
            self.entity,
            self.entity_id,
            self.label if self.student_id is None else None,
            self.student_id,
            self.actor_id,
            self.actor,
            self.workstation,
            self.payload_digest.hex(),
        )
        return hashlib.sha256(json.dumps(covered, ensure_ascii=True).encode()).digest()

    def payload_fits(self, person_key: bytes | None) -> bool | None:
        """Whether before and after still make the payload's digest; None when they were erased."""
        payload = f"{self.states[0] or ''}\n{self.states[1] or ''}".encode()
        fits = payload_digest(payload, person_key) == self.payload_digest
        if not fits and self.states == (None, None):
            return None
        return fits


def payload_digest(payload: bytes, person_key: bytes | None) -> bytes:
    """The digest a payload enters the seal by, keyed with the person's own key when it is about one: HMAC-SHA256.

    ``hmac.digest`` lets go of the interpreter however short the payload is, and then waits for it.
    """
    if not person_key:
        return hashlib.sha256(payload).digest()
    return hmac.new(person_key, payload, hashlib.sha256).digest()


def differences(before_json: str | None, after_json: str | None) -> tuple[Difference, ...]:
    """Compare two recorded states field by field, in the order of the state after; equal fields are left out.

    Fields inside fields are named with a dot, elements of a list with their number from 1.
    """
    before = dict(_flat("", json.loads(before_json))) if before_json else {}
    after = dict(_flat("", json.loads(after_json))) if after_json else {}
    names = dict.fromkeys([*after, *before])
    return tuple(
        Difference(name or "value", before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    )


def _flat(path: str, value: Any) -> Iterator[tuple[str, str | None]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(f"{path}.{name}" if path else str(name), inner)
    elif isinstance(value, list) and any(isinstance(inner, (dict, list)) for inner in value):
        for number, inner in enumerate(value, 1):
            yield from _flat(f"{path}.{number}" if path else str(number), inner)
    else:
        yield path, _shown(value)


def _shown(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_shown(inner) or "" for inner in value)
    return str(value)
