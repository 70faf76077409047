"""Loans and the desk: check-out, check-in, renewal, and the box that takes any scan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta, Struct

from app.bootstrap import App
from app.domain.actors import Actor, Permission
from app.domain.circulation import Fee
from app.domain.desk import NO_OVERRIDES, BookChoice, Note, Overrides
from app.domain.due_dates import DueDate
from app.domain.findings import Finding
from app.domain.scan_events import ScanEvent, ScanMode
from app.server.binding import Done, done
from app.server.route import Noun, Place, Route
from app.services.acts import new_key
from app.services.circulation import CirculationService
from app.services.desk import DeskOutcome

_LEND = Permission.CIRCULATE


class CheckOutPreview(Struct, frozen=True):
    """What the rules would say to a check-out now. It may be done as it stands when ``ok``."""

    ok: bool
    blocks: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    due: DueDate | None
    fees: tuple[Fee, ...]
    fulfils_hold_id: int | None
    returns_loan_id: int | None


class RenewalPreview(Struct, frozen=True):
    """What the rules would say to a renewal now. ``fine_minor`` would be posted first."""

    ok: bool
    blocks: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    due: DueDate | None
    fine_minor: int


class ScanAnswer(Struct, frozen=True):
    """What became of a scan. ``student_id`` is the patron in front of the desk from now on; ``receipt`` is set when
    something was written, ``notes`` are the rules' findings on a refusal, ``choices`` the copies to choose from."""

    outcome: DeskOutcome
    text: str
    message: str
    hint: str
    code: str
    student_id: int | None
    accession_number: str | None
    receipt: Done[Any] | None
    notes: tuple[Note, ...]
    warnings: tuple[Note, ...]
    choices: tuple[BookChoice, ...]
    command: str | None
    details: Mapping[str, Any]


def preview_check_out(app: App, actor: Actor, student_id: int, accession_number: str) -> CheckOutPreview:
    """What the rules would say now. Nothing is locked or written."""
    found = app.circulation.preview_check_out(actor, student_id, accession_number)
    return CheckOutPreview(
        found.ok,
        found.blocks,
        found.warnings,
        found.due,
        found.fees,
        found.fulfils_hold_id,
        found.returns_loan_id,
    )


def preview_renewal(app: App, actor: Actor, loan_id: int, seen: bool = True) -> RenewalPreview:
    """What the rules would say now about renewing a loan. Nothing is locked or written."""
    found = app.circulation.preview_renewal(actor, loan_id, seen=seen)
    return RenewalPreview(found.ok, found.blocks, found.warnings, found.due, found.fine_minor)


def scan(
    app: App,
    actor: Actor,
    text: Annotated[str, Meta(min_length=1, max_length=200)],
    student_id: int | None = None,
    mode: ScanMode = ScanMode.DESK,
    overrides: Overrides = NO_OVERRIDES,
    occurred_at: datetime | None = None,
    key: str | None = None,
) -> ScanAnswer:
    """Work one scan for the patron in front of the desk.

    A card brings its patron or sends them away; a book is lent to the patron, or taken back when nobody is there. A
    refusal is an answer too. With an Idempotency-Key a scan whose answer was lost can be sent again.
    """
    event = ScanEvent(
        key=key or new_key(),
        workstation=actor.workstation,
        seq=0,
        occurred_at=occurred_at or app.core.clock.now(),
        text=text,
        mode=mode,
        student_id=student_id,
    )
    said = app.desk.work(actor, event, student_id, overrides=overrides)
    return ScanAnswer(
        said.outcome,
        said.text,
        said.message,
        said.hint,
        said.code,
        said.student_id,
        said.accession_number,
        None if said.receipt is None else done(said.receipt),
        said.notes,
        said.warnings,
        said.choices,
        said.command,
        said.details,
    )


_PAIR = {"student_id": 1, "accession_number": "GS00001"}

NOUN = Noun("Loans", "Check-out, check-in and renewal, decided by the library's policies.")
ROUTES = (
    Route("GET", "/api/loans", CirculationService.list, Permission.VIEW_PATRONS, "A page of loans"),
    Route(
        "GET",
        "/api/loans/count",
        CirculationService.count,
        Permission.VIEW_PATRONS,
        "How many loans there are",
    ),
    Route(
        "POST",
        "/api/loans",
        CirculationService.check_out,
        _LEND,
        "Check a copy out",
        _PAIR,
        201,
        place=Place.TOGETHER,
    ),
    Route(
        "GET",
        "/api/loans/preview",
        preview_check_out,
        _LEND,
        "Would this check-out do?",
        _PAIR,
        covers=("circulation.preview_check_out",),
    ),
    Route(
        "POST",
        "/api/returns",
        CirculationService.check_in,
        _LEND,
        "Check a copy in",
        {"accession_number": "GS00001"},
        place=Place.TOGETHER,
    ),
    Route("POST", "/api/loans/{loan_id}/renew", CirculationService.renew, _LEND, "Renew a loan"),
    Route(
        "GET",
        "/api/loans/{loan_id}/renewal",
        preview_renewal,
        _LEND,
        "Would this renewal do?",
        covers=("circulation.preview_renewal",),
    ),
    Route(
        "GET",
        "/api/desk/recognise",
        CirculationService.recognise,
        _LEND,
        "What is this scan?",
        {"text": "GS00001"},
    ),
    Route(
        "GET",
        "/api/desk/patrons/{student_id}",
        CirculationService.patron,
        _LEND,
        "A patron as the desk sees them",
    ),
    Route("POST", "/api/desk/scan", scan, _LEND, "Work a scan", {"text": "GS00001"}, covers=("desk.work",)),
)
