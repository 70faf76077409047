"""How patrons are spoken of: kinds, states, categories, cards, blocks, account lines, activities."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.account_view import AccountLine
from app.domain.members import (
    ActivityRow,
    BlockScope,
    CardStatus,
    ContactKind,
    PatronKind,
    PatronStatus,
    StudentRow,
)
from app.domain.money import format_money
from ui.models.columns import Badge, Tone
from ui.panes.attendance import words as visit_words
from ui.words import short_day, stored_word

money = format_money


def tr(text: str) -> str:
    """Text about patrons in the person's language."""
    return QCoreApplication.translate("Patrons", text)


def _noop(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("Patrons", text))


def day(value: date | datetime) -> str:
    """A day in a list: "12 Nov", with the year when it is another one."""
    when = value.astimezone().date() if isinstance(value, datetime) else value
    return short_day(when)


def moment(value: datetime) -> str:
    """A day and a time of the desk's own clock: "12 Nov, 14:05"."""
    return f"{day(value)}, {value.astimezone():%H:%M}"


KINDS: dict[PatronKind, tuple[str, str]] = {
    PatronKind.STUDENT: (_noop("Student"), "student"),
    PatronKind.PERSONNEL: (_noop("Personnel"), "briefcase"),
    PatronKind.GUEST: (_noop("Guest"), "user"),
}

_STATUSES: dict[PatronStatus, tuple[str, Tone, str]] = {
    PatronStatus.ACTIVE: (_noop("Active"), Tone.OK, "check-circle"),
    PatronStatus.INACTIVE: (_noop("Inactive"), Tone.MUTED, "minus-circle"),
    PatronStatus.LEFT: (_noop("Left"), Tone.WARN, "sign-out"),
    PatronStatus.ERASED: (_noop("Erased"), Tone.MUTED, "x-circle"),
}

_CATEGORIES: dict[str, str] = {
    "STUDENT": _noop("Student"),
    "STUDENT_PRIMARY": _noop("Student, primary"),
    "PERSONNEL": _noop("Personnel"),
    "GUEST": _noop("Guest"),
}

SCOPES: dict[BlockScope, str] = {
    BlockScope.CIRC: _noop("Borrowing"),
    BlockScope.HOLD: _noop("Holds"),
    BlockScope.RENEW: _noop("Renewing"),
    BlockScope.EQUIP: _noop("Equipment"),
    BlockScope.KIOSK: _noop("Entering the library"),
}

CONTACTS: dict[ContactKind, tuple[str, str]] = {
    ContactKind.EMAIL: (_noop("E-mail"), "envelope"),
    ContactKind.PHONE: (_noop("Telephone"), "phone"),
    ContactKind.ADDRESS: (_noop("Address"), "house"),
    ContactKind.GUARDIAN: (_noop("Guardian"), "users"),
}

_CARDS: dict[CardStatus, tuple[str, Tone, str]] = {
    CardStatus.ACTIVE: (_noop("Works"), Tone.OK, "check-circle"),
    CardStatus.LOST: (_noop("Lost"), Tone.BAD, "x-circle"),
    CardStatus.RETIRED: (_noop("Retired"), Tone.MUTED, "minus-circle"),
}

CHARGES: dict[str, str] = {
    "OVERDUE": _noop("Overdue fine"),
    "LOST": _noop("Lost book"),
    "PROCESSING": _noop("Processing fee"),
    "DAMAGE": _noop("Damage"),
    "RENTAL": _noop("Rental"),
    "PRINT": _noop("Printing"),
    "CARD": _noop("Lost card"),
    "MANUAL": _noop("Other charge"),
}

_ENTRIES: dict[str, str] = {
    "PAYMENT": _noop("Payment"),
    "WAIVE": _noop("Waived"),
    "REFUND": _noop("Refund"),
    "VOID": _noop("Reversal"),
    "ADJUST": _noop("Correction"),
}

METHODS: tuple[tuple[str, str], ...] = (
    ("CASH", _noop("Cash")),
    ("CARD", _noop("Card")),
    ("TRANSFER", _noop("Transfer")),
    ("OTHER", _noop("Other")),
)


def kind(value: PatronKind) -> str:
    """What sort of patron."""
    return tr(KINDS[value][0])


def status_badge(status: PatronStatus, *, deleted: bool = False) -> Badge:
    """A patron's state as word, icon and tone."""
    if deleted:
        return Badge(tr("Deleted"), Tone.BAD, "trash")
    word, tone, icon = _STATUSES[status]
    return Badge(tr(word), tone, icon)


def row_badge(row: StudentRow) -> Badge:
    """The state of a line of the list."""
    return status_badge(row.status, deleted=row.deleted_at is not None)


def category(value: str) -> str:
    """A patron category in words."""
    known = _CATEGORIES.get(value)
    return tr(known) if known else stored_word(value)


def grade(value: str | None) -> str:
    """ "Grade 7", "Kindergarten", or the text as it is."""
    if not value:
        return ""
    if value == "K":
        return tr("Kindergarten")
    return tr("Grade {grade}").format(grade=value) if value.isdecimal() else value


def card_badge(status: CardStatus) -> Badge:
    """A card's state."""
    word, tone, icon = _CARDS[status]
    return Badge(tr(word), tone, icon)


def entry(line: AccountLine) -> str:
    """What an account line is."""
    known = CHARGES.get(line.type) if line.kind == "CHARGE" else _ENTRIES.get(line.kind)
    return tr(known) if known else stored_word(line.kind)


def signed(line: AccountLine) -> str:
    """The amount as it moves the balance: charges and refunds up, everything else down."""
    amount = money(line.amount_minor)
    return amount if line.kind in ("CHARGE", "REFUND") else f"−{amount}"


_ACTIVITIES: dict[str, tuple[str, str]] = {
    "BOOK_CHECKOUT": (_noop("Borrowed"), "arrow-up-right"),
    "BOOK_RETURN": (_noop("Returned"), "arrow-down-left"),
    "BOOK_RENEWAL": (_noop("Renewed"), "arrows-clockwise"),
    "VISIT_IN": (_noop("Came in"), "sign-in"),
    "VISIT_OUT": (_noop("Went out"), "sign-out"),
    "EQUIPMENT_START": (_noop("Took equipment"), "desktop"),
    "EQUIPMENT_EXTEND": (_noop("Kept equipment longer"), "clock"),
    "EQUIPMENT_END": (_noop("Gave equipment back"), "desktop"),
}


def activity(type_: str) -> str:
    """What somebody did."""
    known = _ACTIVITIES.get(type_)
    return tr(known[0]) if known else stored_word(type_)


_DETAILS: dict[str, str] = {
    "SCAN": "",
    "CLOSING": _noop("at closing time"),
    "CORRECTION": _noop("corrected"),
    "BULK": _noop("with others"),
}


def activity_detail(row: ActivityRow) -> str:
    """The book or device, or what a visit was for and how it ended."""
    if row.what:
        return row.what
    detail = row.detail or ""
    if row.type == "VISIT_IN":
        return ", ".join(visit_words.purpose(name) for name in detail.split())
    known = _DETAILS.get(detail)
    return detail if known is None else tr(known) if known else ""


def activity_icon(type_: str) -> str:
    """The icon of what somebody did."""
    known = _ACTIVITIES.get(type_)
    return known[1] if known else "circle"
