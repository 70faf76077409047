"""What keeps a patron from borrowing: blocks computed from the present standing, and blocks set by hand.

A computed block is never stored, so it lifts by itself when its cause is gone. Each kind forbids certain
acts; which ones, and from which threshold, is the library's own rule, held as data in `BlockRules`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from app.domain.money import PHP, Currency, format_money
from app.domain.words import count_words, day_words
from app.errors import InvalidInput


class Scope(StrEnum):
    """The acts a block can forbid."""

    CIRC = "CIRC"
    HOLD = "HOLD"
    RENEW = "RENEW"
    EQUIP = "EQUIP"
    KIOSK = "KIOSK"


class BlockKind(StrEnum):
    """Why a patron is blocked."""

    DEBT = "DEBT"
    OVERDUE = "OVERDUE"
    LOST = "LOST"
    CLAIMS = "CLAIMS"
    MAX_ITEMS = "MAX_ITEMS"
    EXPIRED = "EXPIRED"
    INACTIVE = "INACTIVE"
    SUSPENDED = "SUSPENDED"
    MANUAL = "MANUAL"


class OverdueMode(StrEnum):
    """What overdue books do to the next loan: forbid it, ask the desk, or only be mentioned."""

    BLOCK = "block"
    CONFIRM = "confirm"
    ALLOW = "allow"


_LENDING = frozenset({Scope.CIRC, Scope.HOLD, Scope.RENEW})
_NEW_LOANS = frozenset({Scope.CIRC, Scope.HOLD})

DEFAULT_FORBIDS: dict[BlockKind, frozenset[Scope]] = {
    BlockKind.DEBT: _LENDING,
    BlockKind.OVERDUE: _NEW_LOANS,
    BlockKind.LOST: _LENDING,
    BlockKind.CLAIMS: _LENDING,
    # A full shelf at home is no reason to keep a pupil from asking for the next book.
    BlockKind.MAX_ITEMS: frozenset({Scope.CIRC}),
    BlockKind.EXPIRED: _LENDING | {Scope.EQUIP},
    BlockKind.INACTIVE: _LENDING | {Scope.EQUIP},
    BlockKind.SUSPENDED: _LENDING,
}


@dataclass(frozen=True, slots=True)
class BlockRules:
    """The library's thresholds; None turns one off. ``debt_over_minor`` blocks above it, the counts from it on."""

    debt_over_minor: int | None = None
    debt_with_rentals: bool = True
    debt_with_guardian: bool = False
    overdue_from: int | None = 1
    overdue_mode: OverdueMode = OverdueMode.BLOCK
    lost_from: int | None = None
    claims_from: int | None = None
    forbids: Mapping[BlockKind, frozenset[Scope]] = field(default_factory=lambda: DEFAULT_FORBIDS)

    def to_plain(self) -> dict[str, Any]:
        """Return what JSON can keep."""
        return {
            "debt_over_minor": self.debt_over_minor,
            "debt_with_rentals": self.debt_with_rentals,
            "debt_with_guardian": self.debt_with_guardian,
            "overdue_from": self.overdue_from,
            "overdue_mode": self.overdue_mode.value,
            "lost_from": self.lost_from,
            "claims_from": self.claims_from,
            "forbids": {kind.value: sorted(scopes) for kind, scopes in self.forbids.items()},
        }

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> BlockRules:
        """Return the rules `to_plain` or a settings file gave; names left out get their default.

        Raises InvalidInput with ``details["field"]`` for what can't be.
        """
        rules: dict[str, Any] = {}
        for name in ("debt_over_minor", "overdue_from", "lost_from", "claims_from"):
            if name in data:
                rules[name] = _threshold(name, data[name])
        for name in ("debt_with_rentals", "debt_with_guardian"):
            if name in data:
                rules[name] = _yes_no(name, data[name])
        try:
            rules["overdue_mode"] = OverdueMode(data.get("overdue_mode", OverdueMode.BLOCK))
        except ValueError:
            raise _bad("overdue_mode", f"must be one of {', '.join(OverdueMode)}") from None
        rules["forbids"] = DEFAULT_FORBIDS | _forbids(data.get("forbids", {}))
        return cls(**rules)


@dataclass(frozen=True, slots=True)
class ManualBlock:
    """A block somebody set. It holds through ``until`` (None = until lifted).

    With ``alert_only`` it is shown and forbids nothing.
    """

    id: int
    scopes: frozenset[Scope]
    reason: str
    until: date | None = None
    author: str = ""
    alert_only: bool = False

    def active_on(self, day: date) -> bool:
        """Tell whether the block holds on ``day``."""
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True)
class Standing:
    """How a patron stands now. Debts in minor units; ``rental_debt_minor`` is part of ``debt_minor``.

    ``max_total`` is the limit on loans from the policy that applies, None for no limit or not asked.
    """

    active: bool = True
    expires_on: date | None = None
    suspended_until: date | None = None
    debt_minor: int = 0
    rental_debt_minor: int = 0
    guardian_debt_minor: int = 0
    overdue: int = 0
    lost: int = 0
    claims: int = 0
    loans: int = 0
    max_total: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A block in force: the acts it forbids, a sentence, and what lifts it."""

    kind: BlockKind
    scopes: frozenset[Scope]
    message: str
    hint: str
    details: Mapping[str, Any] = field(default_factory=dict)


def counted_debt(standing: Standing, rules: BlockRules) -> int:
    """Return the debt that counts against the limit, in minor units."""
    debt = standing.debt_minor
    if not rules.debt_with_rentals:
        debt -= standing.rental_debt_minor
    if rules.debt_with_guardian:
        debt += standing.guardian_debt_minor
    return debt


def blocks_of(
    standing: Standing,
    rules: BlockRules,
    manual: Sequence[ManualBlock],
    today: date,
    currency: Currency = PHP,
) -> tuple[Block, ...]:
    """Return every block in force today, the computed ones first, then those set by hand."""
    found = [
        *_membership(standing, rules, today),
        *_money(standing, rules, currency),
        *_counts(standing, rules),
        *(_by_hand(block, today) for block in manual if block.active_on(today)),
    ]
    return tuple(found)


def forbidding(blocks: Iterable[Block], scope: Scope) -> tuple[Block, ...]:
    """Return the blocks that forbid ``scope``."""
    return tuple(block for block in blocks if scope in block.scopes)


def _membership(standing: Standing, rules: BlockRules, today: date) -> list[Block]:
    found = []
    if not standing.active:
        found.append(
            _block(rules, BlockKind.INACTIVE, "The membership is not active.", "Reactivate it in Students.")
        )
    if standing.expires_on is not None and standing.expires_on < today:
        text = f"The membership ended on {day_words(standing.expires_on, today)}."
        found.append(
            _block(
                rules,
                BlockKind.EXPIRED,
                text,
                "Renew the membership.",
                expires_on=standing.expires_on.isoformat(),
            )
        )
    if standing.suspended_until is not None and today <= standing.suspended_until:
        text = f"Suspended until {day_words(standing.suspended_until, today)}."
        until = standing.suspended_until.isoformat()
        found.append(_block(rules, BlockKind.SUSPENDED, text, "The suspension ends by itself.", until=until))
    return found


def _money(standing: Standing, rules: BlockRules, currency: Currency) -> list[Block]:
    debt, limit = counted_debt(standing, rules), rules.debt_over_minor
    if limit is None or debt <= limit:
        return []
    text = f"{format_money(debt, currency)} is unpaid."
    if limit:
        text = f"{format_money(debt, currency)} is unpaid, more than {format_money(limit, currency)}."
    return [_block(rules, BlockKind.DEBT, text, "Take a payment.", debt_minor=debt, limit_minor=limit)]


def _counts(standing: Standing, rules: BlockRules) -> list[Block]:
    found = []
    if rules.overdue_from is not None and standing.overdue >= max(1, rules.overdue_from):
        text = f"{count_words(standing.overdue, 'book is', 'books are')} overdue."
        block = _block(
            rules, BlockKind.OVERDUE, text, "Take the overdue books back first.", count=standing.overdue
        )
        found.append(block)
    if rules.lost_from is not None and standing.lost >= max(1, rules.lost_from):
        text = f"{count_words(standing.lost, 'book is', 'books are')} lost and not settled."
        found.append(_block(rules, BlockKind.LOST, text, "Settle the lost books first.", count=standing.lost))
    if rules.claims_from is not None and standing.claims >= max(1, rules.claims_from):
        text = f"{count_words(standing.claims, 'book is', 'books are')} said to be returned but not found."
        found.append(
            _block(rules, BlockKind.CLAIMS, text, "Resolve the claims first.", count=standing.claims)
        )
    if standing.max_total is not None and standing.loans >= standing.max_total:
        text = f"{count_words(standing.loans, 'book is', 'books are')} on loan; at most {standing.max_total} may be."
        hint = "Take a book back first."
        found.append(
            _block(rules, BlockKind.MAX_ITEMS, text, hint, count=standing.loans, limit=standing.max_total)
        )
    return found


def _by_hand(block: ManualBlock, today: date) -> Block:
    until = "" if block.until is None else f" (until {day_words(block.until, today)})"
    hint = "Only a notice." if block.alert_only else "Lift the block in Students."
    return Block(
        BlockKind.MANUAL,
        frozenset() if block.alert_only else block.scopes,
        f"{block.reason.rstrip('.')}{until}.",
        hint,
        {"block_id": block.id, "author": block.author},
    )


def _block(rules: BlockRules, kind: BlockKind, message: str, hint: str, **details: Any) -> Block:
    return Block(kind, rules.forbids.get(kind, frozenset()), message, hint, details)


def _threshold(name: str, value: object) -> int | None:
    if value is None or value == "none":
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _bad(name, "must be a whole number from 0, or none")
    return value


def _yes_no(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _bad(name, "must be yes or no")
    return value


def _forbids(raw: Mapping[str, Sequence[str]]) -> dict[BlockKind, frozenset[Scope]]:
    try:
        return {BlockKind(kind): frozenset(Scope(scope) for scope in scopes) for kind, scopes in raw.items()}
    except ValueError as error:
        raise _bad("forbids", f"holds an unknown word ({error})") from None


def _bad(name: str, why: str) -> InvalidInput:
    return InvalidInput(f"The block rule {name.replace('_', ' ')} {why}.", details={"field": name})
