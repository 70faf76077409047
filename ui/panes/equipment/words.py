"""How equipment is spoken of: states, remaining time, types."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.equipment import Equipment, EquipmentStatus, SessionRow
from ui.models.columns import Badge, Tone
from ui.words import clock_day, stored_word

#: With less than this left a session is shown as ending soon, in minutes.
SOON = 10


def tr(text: str) -> str:
    """Text about equipment in the person's language."""
    return QCoreApplication.translate("Equipment", text)


def _noop(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("Equipment", text))


_STATUSES: dict[EquipmentStatus, tuple[str, Tone, str]] = {
    EquipmentStatus.AVAILABLE: (_noop("Available"), Tone.OK, "check-circle"),
    EquipmentStatus.IN_USE: (_noop("In use"), Tone.INFO, "user"),
    EquipmentStatus.MAINTENANCE: (_noop("In repair"), Tone.WARN, "wrench"),
    EquipmentStatus.RETIRED: (_noop("Retired"), Tone.MUTED, "archive"),
    EquipmentStatus.LOST: (_noop("Lost"), Tone.BAD, "question"),
}

_ICONS: dict[str, str] = {
    "COMPUTER": "desktop",
    "LAPTOP": "laptop",
    "TABLET": "device-tablet",
    "ROOM": "door",
    "PROJECTOR": "projector-screen",
    "CAMERA": "camera",
    "HEADPHONES": "headphones",
    "SPEAKER": "speaker-high",
    "CALCULATOR": "calculator",
    "BOARD_GAME": "game-controller",
}


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def status_word(status: EquipmentStatus) -> str:
    """A state in words."""
    return tr(_STATUSES[status][0])


def status_badge(device: Equipment) -> Badge:
    """A device's state; an open session past its time is overdue, whatever else."""
    if device.deleted_at is not None:
        return Badge(tr("Deleted"), Tone.BAD, "trash")
    if device.session is not None and device.session.overdue(now()):
        return Badge(tr("Overdue"), Tone.BAD, "warning-circle")
    word, tone, icon = _STATUSES[device.status]
    return Badge(tr(word), tone, icon)


def type_word(type_: str) -> str:
    """ "BOARD_GAME" as "Board game"."""
    return stored_word(type_)


def type_icon(type_: str) -> str:
    """The icon of a type of equipment."""
    return _ICONS.get(type_, "package")


def span(minutes: int) -> str:
    """ "45 min", "1 h 20 min"."""
    hours, rest = divmod(abs(minutes), 60)
    if not hours:
        return tr("{n} min").format(n=rest)
    return tr("{h} h {m} min").format(h=hours, m=rest) if rest else tr("{h} h").format(h=hours)


def minutes_left(due_at: datetime) -> int:
    """Whole minutes until a due time, rounded as people count; negative when it has passed."""
    return round((due_at - now()).total_seconds() / 60)


def left(due_at: datetime) -> str:
    """ "25 min left", "10 min late"."""
    minutes = minutes_left(due_at)
    if due_at < now():
        return tr("{time} late").format(time=span(max(1, -minutes)))
    return tr("{time} left").format(time=span(minutes))


def left_of(device: Equipment) -> str:
    """The time left of a device's session, or nothing."""
    return left(device.session.due_at) if device.session is not None else ""


def left_badge(device: Equipment) -> Badge | None:
    """The time left as a badge that grows urgent."""
    if device.session is None:
        return None
    due = device.session.due_at
    if due < now():
        return Badge(left(due), Tone.BAD, "warning-circle")
    return Badge(left(due), Tone.WARN if minutes_left(due) < SOON else Tone.INFO, "clock")


def clock(value: datetime) -> str:
    """The desk's own time of day; with the day when it is another one."""
    local = value.astimezone()
    today = now().astimezone().date()
    return f"{local:%H:%M}" if local.date() == today else clock_day(value)


def session_badge(row: SessionRow) -> Badge:
    """How a session ended, or that it is open."""
    if row.ended_at is None:
        if row.due_at < now():
            return Badge(tr("Overdue"), Tone.BAD, "warning-circle")
        return Badge(tr("In use"), Tone.INFO, "user")
    late = int((row.ended_at - row.due_at).total_seconds() // 60)
    if late > 0:
        return Badge(tr("{time} late").format(time=span(late)), Tone.WARN, "clock")
    return Badge(tr("In time"), Tone.MUTED, "check-circle")


def status_icon(status: EquipmentStatus) -> str:
    """The icon of a state."""
    return _STATUSES[status][2]
