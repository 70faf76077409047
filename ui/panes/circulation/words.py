"""How the desk says things: dates, money, and what became of a scan as word, icon, tone and sound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.catalog import BookStatus
from app.domain.desk import CheckedIn, CheckedOut, PatronCard, Renewed
from app.services.desk import DeskAnswer, DeskOutcome
from ui.models.columns import Tone
from ui.sentences import said
from ui.sounds import Tone as Sound
from ui.words import clock, counted, day, money, short_day, status_word, stored_word

__all__ = [
    "Look", "act_word", "borrowed", "clock", "day", "detail", "fined_patron", "headline", "look", "money", "short_day",
    "status_word", "tr", "when",
]  # fmt: skip


def tr(text: str, meaning: str | None = None) -> str:
    """Text of the desk in the person's language; ``meaning`` tells it from the same words elsewhere."""
    return QCoreApplication.translate("Desk", text, meaning)


@dataclass(frozen=True, slots=True)
class Look:
    """What an outcome looks and sounds like; the word is said beside icon and colour, never colour alone."""

    word: str
    icon: str
    tone: Tone
    sound: Sound | None


_LOOKS: dict[DeskOutcome, Look] = {
    DeskOutcome.PATRON: Look(str(QT_TRANSLATE_NOOP("Desk", "Patron")), "user", Tone.INFO, Sound.OK),
    DeskOutcome.DONE_WITH_PATRON: Look(str(QT_TRANSLATE_NOOP("Desk", "Done")), "check", Tone.MUTED, Sound.OK),
    DeskOutcome.LENT: Look(
        str(QT_TRANSLATE_NOOP("Desk", "Checked out")), "arrow-up-right", Tone.OK, Sound.OK
    ),
    DeskOutcome.RETURNED: Look(
        str(QT_TRANSLATE_NOOP("Desk", "Checked in")), "arrow-down-left", Tone.OK, Sound.OK
    ),
    DeskOutcome.RENEWED: Look(
        str(QT_TRANSLATE_NOOP("Desk", "Renewed")), "arrows-clockwise", Tone.OK, Sound.OK
    ),
    DeskOutcome.REFUSED: Look(str(QT_TRANSLATE_NOOP("Desk", "Refused")), "prohibit", Tone.BAD, Sound.REFUSED),
    DeskOutcome.CHOICE: Look(str(QT_TRANSLATE_NOOP("Desk", "Choose")), "list-bullets", Tone.WARN, Sound.WARN),
    DeskOutcome.COMMAND: Look(str(QT_TRANSLATE_NOOP("Desk", "Command")), "terminal", Tone.INFO, None),
    DeskOutcome.GARBLED: Look(str(QT_TRANSLATE_NOOP("Desk", "Garbled")), "warning", Tone.WARN, Sound.UNKNOWN),
    DeskOutcome.UNKNOWN: Look(
        str(QT_TRANSLATE_NOOP("Desk", "Not found")), "question", Tone.WARN, Sound.UNKNOWN
    ),
}


def look(answer: DeskAnswer) -> Look:
    """How an answer looks; a return with a fine, a hold or a note wants attention."""
    found = _LOOKS[answer.outcome]
    back = answer.receipt.value if answer.receipt else None
    if isinstance(back, CheckedIn) and (
        back.fine_minor or back.hold_for or back.status != BookStatus.AVAILABLE
    ):
        found = Look(found.word, found.icon, Tone.WARN, Sound.WARN)
    return Look(tr(found.word), found.icon, found.tone, found.sound)


def fined_patron(answer: DeskAnswer) -> int | None:
    """Who owes the fine of a book that came back just now."""
    back = answer.receipt.value if answer.receipt else None
    return back.student_id if isinstance(back, CheckedIn) and back.fine_minor else None


def borrowed(card: PatronCard) -> str:
    """How many books a patron has, of how many, and how many are overdue."""
    overdue = sum(loan.overdue for loan in card.loans)
    count = len(card.loans)
    if card.max_total is not None:
        text = tr("{n} of {limit} books on loan").format(n=count, limit=card.max_total)
    else:
        text = counted(count, "{n} book on loan", "{n} books on loan")
    return tr("{loans}, {overdue} overdue").format(loans=text, overdue=overdue) if overdue else text


def when(at: datetime) -> str:
    """The time of an act today, else its day and time."""
    local = at.astimezone()
    if local.date() == datetime.now().astimezone().date():
        return clock(at)
    return tr("{day} {time}").format(day=short_day(local.date()), time=clock(at))


def headline(answer: DeskAnswer) -> str:
    """The line read from a metre away."""
    value = answer.receipt.value if answer.receipt else None
    if isinstance(value, CheckedOut | Renewed):
        return tr("Due {day}", "in large letters").format(day=day(value.due_on))
    if isinstance(value, CheckedIn):
        if value.hold_for:
            return tr("Hold for {name}").format(name=value.hold_for)
        if value.fine_minor:
            return tr("Fine {amount}").format(amount=money(value.fine_minor))
        if value.status == BookStatus.AVAILABLE:
            return tr("Back to its shelf")
        return status_word(value.status)
    return answer.message if answer.outcome is DeskOutcome.PATRON else said(answer.message)


def detail(answer: DeskAnswer) -> str:
    """What the headline is about: the title, the patron, or what to do now."""
    value = answer.receipt.value if answer.receipt else None
    if isinstance(value, CheckedOut | Renewed):
        return tr("{title} · {number} · {patron}").format(
            title=value.title, number=value.accession_number, patron=value.patron
        )
    if isinstance(value, CheckedIn):
        if value.patron:
            return tr("{title} · {number} · from {patron}").format(
                title=value.title, number=value.accession_number, patron=value.patron
            )
        return tr("{title} · {number}").format(title=value.title, number=value.accession_number)
    return said(answer.hint)


_ACTS: dict[str, str] = {
    "check_out": str(QT_TRANSLATE_NOOP("Desk", "Checked out")),
    "check_in": str(QT_TRANSLATE_NOOP("Desk", "Checked in")),
    "renew": str(QT_TRANSLATE_NOOP("Desk", "Renewed")),
    "pay": str(QT_TRANSLATE_NOOP("Desk", "Payment")),
    "waive": str(QT_TRANSLATE_NOOP("Desk", "Waived")),
    "charge": str(QT_TRANSLATE_NOOP("Desk", "Charge")),
    "refund": str(QT_TRANSLATE_NOOP("Desk", "Refund")),
    "place_hold": str(QT_TRANSLATE_NOOP("Desk", "Hold placed")),
    "cancel_hold": str(QT_TRANSLATE_NOOP("Desk", "Hold cancelled")),
    "visit_in": str(QT_TRANSLATE_NOOP("Desk", "Visit")),
    "add_title": str(QT_TRANSLATE_NOOP("Desk", "Title added")),
    "change_title": str(QT_TRANSLATE_NOOP("Desk", "Title changed")),
}


def act_word(kind: str) -> str:
    """An act's kind in the person's language."""
    return tr(_ACTS[kind]) if kind in _ACTS else stored_word(kind)
