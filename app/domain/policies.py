"""Circulation policies: which rows apply to a loan, and why each value is what it is.

A row is keyed by branch, patron category, item type, location and audience, ``*`` meaning any. Every value
resolves for itself: it comes from the most specific matching row that holds it. Branch counts 16,
location 8, category 4, item type 2, audience 1, so that two matching rows with different keys never tie.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.policy_values import (
    FIELD,
    FIELDS,
    NONE,
    Kind,
    PolicyField,
    PolicyValue,
    PolicyValues,
    parse_value,
    plain_value,
)
from app.errors import Broken, InvalidInput

__all__ = [
    "ANY",
    "FALLBACK",
    "FIELD",
    "FIELDS",
    "NONE",
    "Kind",
    "PolicyField",
    "PolicyKey",
    "PolicyRow",
    "PolicyValue",
    "PolicyValues",
    "ResolvedPolicy",
    "StoredPolicy",
    "Why",
    "check_rows",
    "covering",
    "origin",
    "parse_value",
    "parse_values",
    "plain_value",
    "resolve",
]

ANY = "*"
SNAPSHOT_FORM = 1


@dataclass(frozen=True, slots=True)
class PolicyKey:
    """What a policy row is for; `ANY` in a part means it does not matter."""

    branch: str = ANY
    category: str = ANY
    item_type: str = ANY
    location: str = ANY
    audience: str = ANY

    def __post_init__(self) -> None:
        if all(self.parts):
            return
        for field in dataclasses.fields(self):
            if not getattr(self, field.name):
                raise InvalidInput(
                    f"A policy needs a {field.name.replace('_', ' ')}, or * for any.",
                    details={"field": field.name},
                )

    @property
    def parts(self) -> tuple[str, str, str, str, str]:
        """The parts in their order."""
        return self.branch, self.category, self.item_type, self.location, self.audience

    @property
    def score(self) -> int:
        """How specific the key is; the higher score wins."""
        parts = (
            (self.branch, 16),
            (self.location, 8),
            (self.category, 4),
            (self.item_type, 2),
            (self.audience, 1),
        )
        return sum(weight for part, weight in parts if part != ANY)

    def covers(self, other: PolicyKey) -> bool:
        """Tell whether this key applies to the loan described by ``other``."""
        return all(mine in (ANY, theirs) for mine, theirs in zip(self.parts, other.parts, strict=True))

    def text(self) -> str:
        """Return the parts that are named, e.g. ``category STUDENT, item type FICTION``."""
        named = [
            f"{field.name.replace('_', ' ')} {getattr(self, field.name)}"
            for field in dataclasses.fields(self)
            if getattr(self, field.name) != ANY
        ]
        return ", ".join(named) or "everything"


FALLBACK = PolicyKey()


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A stored policy. ``values`` maps names to values; None or a missing name is inherited.

    Values are as `parse_value` takes them, `NONE` meaning "explicitly none". The row holds from
    ``valid_from`` to ``valid_to``, both included, None leaving that side open.
    """

    key: PolicyKey
    values: Mapping[str, object]
    id: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""

    def valid_on(self, day: date) -> bool:
        """Tell whether the row holds on ``day``."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class StoredPolicy:
    """A policy row with its version, as the pane Rules edits it."""

    row: PolicyRow
    version: int


@dataclass(frozen=True, slots=True)
class Why:
    """Where a value comes from. ``key`` is None when no row holds it and the built-in default counts."""

    key: PolicyKey | None
    row_id: int | None
    value: PolicyValue

    def text(self) -> str:
        """Say it in words, e.g. ``rule for item type FICTION``."""
        return "built-in default" if self.key is None else f"rule for {self.key.text()}"


@dataclass(frozen=True, slots=True)
class ResolvedPolicy:
    """The policy that applies to one loan; ``values`` has a typed attribute for each value."""

    subject: PolicyKey
    values: PolicyValues
    trace: Mapping[str, Why]

    def value(self, name: str) -> PolicyValue:
        """Return the value called ``name``; raises KeyError when there is none of that name."""
        FIELD[name]
        value: PolicyValue = getattr(self.values, name)
        return value

    def why(self, name: str) -> Why:
        """Return the row the value called ``name`` comes from."""
        return self.trace[name]

    def snapshot(self) -> dict[str, Any]:
        """Return what JSON can keep; it is stored with the loan, so later edits don't change it.

        Most values come from one rule. It is named once: every loan carries this, and every return reads it.
        """
        sources = {
            name: (None if why.key is None else why.key.parts, why.row_id) for name, why in self.trace.items()
        }
        ((most, _),) = Counter(sources.values()).most_common(1)
        return {
            "form": SNAPSHOT_FORM,
            "subject": dataclasses.asdict(self.subject),
            "values": {field.name: plain_value(getattr(self.values, field.name)) for field in FIELDS},
            "why": {name: source for name, source in sources.items() if source != most},
            "else": most,
        }

    @classmethod
    def from_snapshot(cls, data: Mapping[str, Any]) -> ResolvedPolicy:
        """Return the policy a snapshot holds. Names it lacks get the default, names since dropped are ignored.

        Raises Broken when ``data`` is no snapshot.
        """
        try:
            if data["form"] != SNAPSHOT_FORM:
                raise ValueError(f"form {data['form']!r}")
            typed = {n: parse_value(n, raw) for n, raw in data["values"].items() if n in FIELD}
            values = PolicyValues(**typed)  # type: ignore[arg-type]
            trace = {}
            for field in FIELDS:
                other = data.get("else") if field.name in typed else None
                parts, row_id = data["why"].get(field.name, other or (None, None))
                key = None if parts is None else PolicyKey(*parts)
                trace[field.name] = Why(key, row_id, getattr(values, field.name))
            return cls(PolicyKey(**data["subject"]), values, trace)
        except (KeyError, TypeError, ValueError, AttributeError, InvalidInput) as error:
            raise Broken(
                "The policy stored with a loan can't be read.",
                hint="Run “clms doctor” and report it.",
                code="policy_snapshot",
                details={"reason": str(error)},
            ) from error


def parse_values(raw: Mapping[str, object]) -> dict[str, object]:
    """Check what a form or file gives for a row and return it as it is stored (JSON can keep it).

    Raises InvalidInput with ``details["field"]`` at the first value that can't be.
    """
    return {name: plain_value(parse_value(name, value)) for name, value in raw.items() if value is not None}


def check_rows(rows: Iterable[PolicyRow]) -> None:
    """Raise InvalidInput unless ``rows`` can decide about every loan, without ties.

    There must be a row for everything that is always valid, every value must be possible, and no two rows
    with the same key may hold on the same day.
    """
    seen: dict[PolicyKey, list[PolicyRow]] = {}
    for row in rows:
        parse_values(row.values)
        for other in seen.setdefault(row.key, []):
            if _overlap(row, other):
                raise InvalidInput(
                    f"There are two policies for {row.key.text()} at the same time.",
                    hint="Change one of them or delete it.",
                    details={"field": "key", "rows": [other.id, row.id]},
                )
        seen[row.key].append(row)
    if not any(row.valid_from is None and row.valid_to is None for row in seen.get(FALLBACK, [])):
        raise InvalidInput(
            "There must be one policy for everything (* in all parts) that is always valid.",
            hint="Every loan must find a rule; add it before the more specific ones.",
            details={"field": "key"},
        )


def resolve(
    rows: Iterable[PolicyRow],
    *,
    branch: str,
    category: str,
    item_type: str,
    location: str = ANY,
    audience: str = ANY,
    on: date,
) -> ResolvedPolicy:
    """Return the policy for one loan on the day ``on``, each value from the most specific row that holds it.

    An empty part counts as unknown and only matches `ANY`. Raises Broken when the row for everything is
    missing or two rows tie: `check_rows` refuses both before they are stored.
    """
    subject = PolicyKey(branch or ANY, category or ANY, item_type or ANY, location or ANY, audience or ANY)
    matching = covering((row for row in rows if row.valid_on(on)), subject)
    if not matching or matching[-1].key != FALLBACK:
        raise Broken(
            "The library has no circulation policy for everything.",
            hint="A head librarian adds one in Rules, for everybody and everything.",
            code="no_fallback_policy",
        )
    for row, lower in itertools.pairwise(matching):
        if row.key == lower.key:
            raise Broken(
                f"There are two circulation policies for {row.key.text()}.",
                hint="A head librarian removes one of them in Rules.",
                code="policy_tie",
                details={"rows": [row.id, lower.id]},
            )
    trace = {field.name: origin(field, matching) for field in FIELDS}
    values = PolicyValues(**{name: why.value for name, why in trace.items()})  # type: ignore[arg-type]
    return ResolvedPolicy(subject, values, trace)


def covering(rows: Iterable[PolicyRow], subject: PolicyKey) -> list[PolicyRow]:
    """The rows that apply to ``subject``, the most specific first."""
    return sorted((row for row in rows if row.key.covers(subject)), key=lambda row: -row.key.score)


def origin(field: PolicyField, rows: Iterable[PolicyRow]) -> Why:
    """Where a value comes from among the rows that apply, the most specific first."""
    for row in rows:
        raw = row.values.get(field.name)
        if raw is not None:
            return Why(row.key, row.id, parse_value(field.name, raw))
    return Why(None, None, field.default)


def _overlap(one: PolicyRow, two: PolicyRow) -> bool:
    start = max(one.valid_from or date.min, two.valid_from or date.min)
    end = min(one.valid_to or date.max, two.valid_to or date.max)
    return start <= end
