"""The desk's one box: a scan, the patron in front of it, and what follows from both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.domain.actors import Actor
from app.domain.changes import Receipt
from app.domain.desk import (
    NO_OVERRIDES,
    BookChoice,
    CheckedIn,
    CheckedOut,
    Note,
    Overrides,
    Recognised,
    Recognition,
    Renewed,
)
from app.domain.scan_events import ScanEvent, ScanMode
from app.errors import Refused
from app.services.circulation import CirculationService


class DeskOutcome(StrEnum):
    """What became of a scan, for word, icon, colour and sound."""

    PATRON = "PATRON"
    DONE_WITH_PATRON = "DONE_WITH_PATRON"
    LENT = "LENT"
    RETURNED = "RETURNED"
    RENEWED = "RENEWED"
    REFUSED = "REFUSED"
    CHOICE = "CHOICE"
    COMMAND = "COMMAND"
    GARBLED = "GARBLED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class DeskAnswer:
    """The answer to one scan. ``student_id`` is the patron in front of the desk from now on, None for nobody.

    ``receipt`` is set when something was written. ``notes`` are the rules' findings on a refusal, ``choices`` the
    copies or meanings to choose from.
    """

    outcome: DeskOutcome
    text: str
    message: str
    hint: str = ""
    code: str = ""
    student_id: int | None = None
    accession_number: str | None = None
    receipt: Receipt[CheckedOut] | Receipt[CheckedIn] | Receipt[Renewed] | None = None
    notes: tuple[Note, ...] = ()
    warnings: tuple[Note, ...] = ()
    choices: tuple[BookChoice, ...] = ()
    command: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


class DeskService:
    """Works scans in the order they came. Its only memory is the patron, which the caller passes in and gets back."""

    def __init__(self, circulation: CirculationService) -> None:
        self._circulation = circulation

    def work(
        self,
        actor: Actor,
        event: ScanEvent,
        student_id: int | None,
        *,
        last: DeskAnswer | None = None,
        overrides: Overrides = NO_OVERRIDES,
    ) -> DeskAnswer:
        """Work one scan for the patron in front of the desk.

        A card brings its patron, or sends away the one who is there already. A book is lent to the patron, or taken
        back when nobody is there or the desk only checks in. A book the patron has is not lent again; the same scan
        once more (``last`` was that refusal, or that of a renewal) renews it. Raises Unreachable, in which case the scan stays to be
        worked, and never Refused: a refusal is an answer.
        """
        seen = self._circulation.recognise(actor, event.text)
        if seen.kind is Recognised.PATRON:
            return self._patron(event, seen, student_id)
        if seen.kind is Recognised.BOOK and seen.accession_number is not None:
            return self._book(actor, event, seen.accession_number, student_id, last, overrides)
        return DeskAnswer(
            _PLAIN[seen.kind],
            event.text,
            seen.message,
            seen.hint,
            code=seen.kind.value.lower(),
            student_id=student_id,
            accession_number=seen.accession_number,
            choices=seen.choices,
            command=seen.command,
            details={} if seen.student_id is None else {"student_id": seen.student_id},
        )

    def _patron(self, event: ScanEvent, seen: Recognition, student_id: int | None) -> DeskAnswer:
        if seen.student_id == student_id:
            return DeskAnswer(DeskOutcome.DONE_WITH_PATRON, event.text, seen.message)
        return DeskAnswer(DeskOutcome.PATRON, event.text, seen.message, student_id=seen.student_id)

    def _book(
        self,
        actor: Actor,
        event: ScanEvent,
        number: str,
        student_id: int | None,
        last: DeskAnswer | None,
        overrides: Overrides,
    ) -> DeskAnswer:
        takes_back = student_id is None or event.mode is ScanMode.CHECK_IN_ONLY
        loan_id = None if takes_back else _renewed_loan(last, number)
        try:
            if student_id is None or takes_back:
                return self._take_back(actor, event, number, student_id)
            if loan_id is not None:
                return self._renew(actor, event, number, student_id, loan_id, overrides)
            return self._lend(actor, event, number, student_id, overrides)
        except Refused as refusal:
            return DeskAnswer(
                DeskOutcome.REFUSED,
                event.text,
                refusal.message,
                refusal.hint,
                code=refusal.code,
                student_id=student_id,
                accession_number=number,
                notes=tuple(refusal.details.get("blocks", ())),
                warnings=tuple(refusal.details.get("warnings", ())),
                details={
                    key: value for key, value in refusal.details.items() if key not in ("blocks", "warnings")
                }
                | ({} if loan_id is None else {"renews": loan_id}),
            )

    def _lend(
        self, actor: Actor, event: ScanEvent, number: str, student_id: int, overrides: Overrides
    ) -> DeskAnswer:
        receipt = self._circulation.check_out(
            actor, student_id, number, overrides=overrides, key=event.key, occurred_at=event.occurred_at
        )
        loan = receipt.value
        return DeskAnswer(
            DeskOutcome.LENT,
            event.text,
            loan.title,
            student_id=student_id,
            accession_number=number,
            receipt=receipt,
            warnings=loan.warnings,
        )

    def _take_back(self, actor: Actor, event: ScanEvent, number: str, student_id: int | None) -> DeskAnswer:
        receipt = self._circulation.check_in(actor, number, key=event.key, occurred_at=event.occurred_at)
        back = receipt.value
        return DeskAnswer(
            DeskOutcome.RETURNED,
            event.text,
            back.title,
            student_id=student_id,
            accession_number=number,
            receipt=receipt,
            warnings=back.warnings,
        )

    def _renew(
        self, actor: Actor, event: ScanEvent, number: str, student_id: int, loan_id: int, overrides: Overrides
    ) -> DeskAnswer:
        receipt = self._circulation.renew(
            actor, loan_id, overrides=overrides, key=event.key, occurred_at=event.occurred_at
        )
        return DeskAnswer(
            DeskOutcome.RENEWED,
            event.text,
            receipt.value.title,
            student_id=student_id,
            accession_number=number,
            receipt=receipt,
            warnings=receipt.value.warnings,
        )


def _renewed_loan(last: DeskAnswer | None, number: str) -> int | None:
    """The loan a scan renews: of a copy the patron has, scanned again after the answer that said so."""
    if last is None or last.accession_number != number or last.outcome is not DeskOutcome.REFUSED:
        return None
    same = (note.details["loan_id"] for note in last.notes if note.code == "SAME_PATRON")
    renewed: int | None = next(same) if last.code == "same_patron" else last.details.get("renews")
    return renewed


_PLAIN = {
    Recognised.CARD_REFUSED: DeskOutcome.REFUSED,
    Recognised.BOOKS: DeskOutcome.CHOICE,
    Recognised.AMBIGUOUS: DeskOutcome.CHOICE,
    Recognised.COMMAND: DeskOutcome.COMMAND,
    Recognised.GARBLED: DeskOutcome.GARBLED,
    Recognised.UNKNOWN: DeskOutcome.UNKNOWN,
}
