"""How stored values read: states, roles, days and kinds in words, for every place that shows what was recorded."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import msgspec
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app import decoding
from app.domain.equipment import EquipmentStatus
from app.domain.members import CardStatus, PatronKind, PatronStatus
from app.domain.money import format_money
from app.domain.searching import TitleQuery
from ui.panes.attendance import words as visits
from ui.panes.calendar.words import hours_word
from ui.panes.catalog import words as catalog
from ui.panes.equipment import words as equipment
from ui.panes.rules.labels import LABELS
from ui.panes.rules.words import stored_text
from ui.panes.students import words as patrons
from ui.words import day, moment, status_word, stored_word

_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CODE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*|[a-z]+(_[a-z]+)+")

#: What only ties records together: it says nothing to people and stands in every entry about them.
_INNER = frozenset({"id", "version", "local_day", "local_hour", "raw", "source_row"})


def tr(text: str) -> str:
    """Text of stored values in the person's language."""
    return QCoreApplication.translate("StoredWords", text)


def _noop(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("StoredWords", text))


_WORDS: dict[str, str] = {
    "yes": _noop("yes"),
    "no": _noop("no"),
    "RETURNED": _noop("Returned"),
    "CLOSING": _noop("At closing time"),
    "CORRECTION": _noop("Corrected"),
    "BULK": _noop("With others"),
    "SCAN": _noop("By card"),
    "MANUAL": _noop("By hand"),
    "admin": _noop("Administrator"),
    "head_librarian": _noop("Head librarian"),
    "librarian": _noop("Librarian"),
    "operator": _noop("Operator"),
    "kiosk": _noop("Kiosk"),
}


def is_inner(field: str) -> bool:
    """Tell whether a field only ties records together and is left out where people read."""
    last = field.split(".")[-1]
    if (
        field.split(".")[0].split("[")[0] == "items"
    ):  # of a list: kept to be brought back, up to a thousand of them
        return True
    return last in _INNER or last.endswith(("_id", "digest"))


def value_word(field: str, value: str | None, entity: str = "") -> str:
    """A stored value as people read it; what has no words stays as it is. "" for nothing."""
    if value is None or value == "":
        return ""
    name = field.split(".")[-1]
    if name.endswith("_minor") and value.lstrip("-").isdecimal():
        return format_money(int(value))
    if entity == "policy" and name in LABELS:
        return stored_text(name, value)
    if entity in ("calendar", "opening_hours"):
        return hours_word(value)
    if name == "status":
        return _status(entity, value)
    if name in _BY_FIELD:
        return _BY_FIELD[name](value)
    if _INSTANT.fullmatch(value):
        found = datetime.fromisoformat(value)
        return moment(found if found.tzinfo else found.replace(tzinfo=UTC))
    if _DAY.fullmatch(value):
        return day(date.fromisoformat(value))
    return tr(_WORDS[value]) if value in _WORDS else value


def _status(entity: str, value: str) -> str:
    try:
        return _STATES[entity](value) if entity in _STATES else _state_of_copy(value)
    except ValueError:  # of another release
        return _code(value)


def _state_of_copy(value: str) -> str:
    said = status_word(value)
    return said if said != value else _code(value)


_STATES: dict[str, Callable[[str], str]] = {
    "student": lambda value: patrons.status_badge(PatronStatus(value)).text,
    "card": lambda value: patrons.card_badge(CardStatus(value)).text,
    "equipment": lambda value: equipment.status_word(EquipmentStatus(value)),
}


def _code(value: str) -> str:
    """A code nobody has put into words, at least without its shouting."""
    if value in _WORDS:
        return tr(_WORDS[value])
    return stored_word(value) if _CODE.fullmatch(value) else value


def _kind(value: str) -> str:
    try:
        return patrons.kind(PatronKind(value))
    except ValueError:  # of something else: a contact, an account's line
        return _code(value)


def _purposes(value: str) -> str:
    return ", ".join(visits.purpose(one) for one in re.split(r"[ ,]+", value))


def _params(value: str) -> str:
    """What a task was given: a JSON object in one line."""
    try:
        found = json.loads(value)
    except ValueError:
        return value
    return ", ".join(f"{key}: {one}" for key, one in found.items()) if isinstance(found, dict) else value


def _query(value: str) -> str:
    """What a saved search looks for; of another release as it stands."""
    from ui.panes.lists.words import asked  # late: most of what is recorded is no search

    try:
        return asked(decoding.decode(value, TitleQuery))
    except msgspec.MsgspecError:
        return value


_BY_FIELD: dict[str, Callable[[str], str]] = {
    "language": catalog.language_name,
    "role": lambda value: tr(_WORDS[value]) if value in _WORDS else catalog.role_word(value),
    "category": patrons.category,
    "grade": patrons.grade,
    "kind": _kind,
    "purpose": _purposes,
    "material": _code,
    "end_reason": _code,
    "out_reason": _code,
    "close_reason": catalog.close_word,
    "state": _code,
    "params": _params,
    "query": _query,
    "note": lambda value: {code: patrons.tr(word) for code, word in patrons.METHODS}.get(value, value),
}
