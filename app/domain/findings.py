"""What the rules find on an act at the desk: refusals, what may be overridden, and what to mention.

A decision lists every finding at once, so that the desk sees the whole picture on one scan.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.domain.actors import Permission
from app.domain.blocks import Block, BlockKind
from app.errors import InvalidInput


class Severity(StrEnum):
    """How strong a finding is: final, may be overridden with a reason, or only mentioned."""

    HARD = "HARD"
    OVERRIDABLE = "OVERRIDABLE"
    WARNING = "WARNING"


class Code(StrEnum):
    """Stable words for what can be found; overrides are stored under them."""

    BOOK_NOT_FOUND = "BOOK_NOT_FOUND"
    BOOK_AMBIGUOUS = "BOOK_AMBIGUOUS"
    PATRON_NOT_FOUND = "PATRON_NOT_FOUND"
    BOOK_DELETED = "BOOK_DELETED"
    SAME_PATRON = "SAME_PATRON"
    PATRON_EXPIRED = "PATRON_EXPIRED"
    PATRON_INACTIVE = "PATRON_INACTIVE"
    SUSPENDED = "SUSPENDED"
    MANUAL_BLOCK = "MANUAL_BLOCK"
    DEBT = "DEBT"
    OVERDUE = "OVERDUE"
    LOST_BOOKS = "LOST_BOOKS"
    CLAIMS = "CLAIMS"
    MAX_TOTAL = "MAX_TOTAL"
    MAX_ITEMS = "MAX_ITEMS"
    MAX_ONSITE = "MAX_ONSITE"
    BOOK_STATUS = "BOOK_STATUS"
    NOT_CIRCULATING = "NOT_CIRCULATING"
    REFERENCE_ONLY = "REFERENCE_ONLY"
    OVERNIGHT_LATER = "OVERNIGHT_LATER"
    GRADE = "GRADE"
    AGE = "AGE"
    WAITING_FOR_OTHER = "WAITING_FOR_OTHER"
    PROMISED_TO_OTHER = "PROMISED_TO_OTHER"
    IN_QUEUE = "IN_QUEUE"
    ON_LOAN_TO_OTHER = "ON_LOAN_TO_OTHER"
    NO_VALID_DUE = "NO_VALID_DUE"
    DUE_BY_HAND = "DUE_BY_HAND"
    DUE_ON_CLOSED_DAY = "DUE_ON_CLOSED_DAY"
    RENTAL_OVER_LIMIT = "RENTAL_OVER_LIMIT"
    NOTE = "NOTE"
    NOT_ON_LOAN = "NOT_ON_LOAN"
    LOAN_LOST = "LOAN_LOST"
    LOAN_CLAIMED = "LOAN_CLAIMED"
    NO_RENEWALS_LEFT = "NO_RENEWALS_LEFT"
    UNSEEN_RENEWALS = "UNSEEN_RENEWALS"
    RENEW_TOO_EARLY = "RENEW_TOO_EARLY"
    SOMEBODY_WAITS = "SOMEBODY_WAITS"
    DUE_NOT_LATER = "DUE_NOT_LATER"
    FINE_FIRST = "FINE_FIRST"
    BAD_RETURN_TIME = "BAD_RETURN_TIME"
    WAS_LOST = "WAS_LOST"
    HOLDS_LIMIT = "HOLDS_LIMIT"
    HOLD_NOT_NEEDED = "HOLD_NOT_NEEDED"
    HOLD_ITEM_RULE = "HOLD_ITEM_RULE"


BLOCK_CODES: Mapping[BlockKind, Code] = {
    BlockKind.DEBT: Code.DEBT,
    BlockKind.OVERDUE: Code.OVERDUE,
    BlockKind.LOST: Code.LOST_BOOKS,
    BlockKind.CLAIMS: Code.CLAIMS,
    BlockKind.MAX_ITEMS: Code.MAX_TOTAL,
    BlockKind.EXPIRED: Code.PATRON_EXPIRED,
    BlockKind.INACTIVE: Code.PATRON_INACTIVE,
    BlockKind.SUSPENDED: Code.SUSPENDED,
    BlockKind.MANUAL: Code.MANUAL_BLOCK,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the rules found.

    ``message`` is a sentence for the desk, ``hint`` what it may do now. ``permission`` is what overriding
    asks for; it is None for findings that are final or only mentioned.
    """

    code: Code
    severity: Severity
    message: str
    hint: str = ""
    permission: Permission | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Override:
    """A finding set aside by a person, to be stored with the act."""

    code: Code
    reason: str
    message: str


def hard(code: Code, message: str, hint: str = "", **details: Any) -> Finding:
    """Return a final finding."""
    return Finding(code, Severity.HARD, message, hint, None, details)


def overridable(
    code: Code, message: str, hint: str = "", permission: Permission = Permission.OVERRIDE, **details: Any
) -> Finding:
    """Return a finding that somebody with ``permission`` may override."""
    return Finding(code, Severity.OVERRIDABLE, message, hint, permission, details)


def warning(code: Code, message: str, hint: str = "", **details: Any) -> Finding:
    """Return a finding that is only mentioned."""
    return Finding(code, Severity.WARNING, message, hint, None, details)


def from_block(block: Block, *, forbids: bool, permission: Permission = Permission.OVERRIDE) -> Finding:
    """Return a patron's block as a finding; one that doesn't forbid the act is only mentioned."""
    code = BLOCK_CODES[block.kind]
    if forbids:
        return overridable(code, block.message, block.hint, permission, **block.details)
    return warning(code, block.message, block.hint, **block.details)


def split(found: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return what stands in the way, the final ones first, and what is only mentioned."""
    final = [finding for finding in found if finding.severity is Severity.HARD]
    may = [finding for finding in found if finding.severity is Severity.OVERRIDABLE]
    return (*final, *may), tuple(finding for finding in found if finding.severity is Severity.WARNING)


def set_aside(
    blocks: Sequence[Finding], codes: Collection[str], reason: str
) -> tuple[tuple[Finding, ...], tuple[Override, ...]]:
    """Return the findings left and the overrides made when ``codes`` are overridden for ``reason``.

    A code stands for all findings that carry it. Raises InvalidInput with ``details["field"]``: without a
    reason (``reason``), or for a code that is not among the findings or is final (``codes``).
    """
    if codes and not reason.strip():
        raise InvalidInput(
            "Please give a reason for the override.",
            hint="It is stored with the loan.",
            details={"field": "reason"},
        )
    present = {finding.code.value: finding for finding in blocks}
    for code in codes:
        finding = present.get(str(code))
        if finding is None or finding.severity is Severity.HARD:
            why = "is not in the way" if finding is None else "can't be overridden"
            raise InvalidInput(f"{code} {why}.", details={"field": "codes", "code": str(code)})
    chosen = {str(code) for code in codes}
    left = tuple(finding for finding in blocks if finding.code.value not in chosen)
    made = tuple(
        Override(finding.code, reason.strip(), finding.message)
        for finding in blocks
        if finding.code.value in chosen
    )
    return left, made
