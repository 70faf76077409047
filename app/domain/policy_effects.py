"""What becomes of loans when a policy goes: which of its values other policies decide then, and for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.policies import PolicyKey, PolicyRow, PolicyValue, Why, covering, origin
from app.domain.policy_values import FIELDS


@dataclass(frozen=True, slots=True)
class Fallback:
    """A value that is decided elsewhere once its policy is gone: by ``after``, for these loans."""

    name: str
    before: PolicyValue
    after: Why
    subjects: tuple[PolicyKey, ...]

    @property
    def differs(self) -> bool:
        """Whether loans get another value than before."""
        return self.before != self.after.value


@dataclass(frozen=True, slots=True)
class Reach:
    """How much a policy is about: patrons, copies, and loans that are out (which keep the one they were made with)."""

    patrons: int
    copies: int
    loans: int


def fallbacks(
    rows: Sequence[PolicyRow], gone: PolicyRow, subjects: Iterable[PolicyKey]
) -> tuple[Fallback, ...]:
    """What each value that ``gone`` decides for any of ``subjects`` comes from without it, the ones that differ first.

    Loans for which the same becomes of a value stand together.
    """
    found: dict[tuple[str, PolicyKey | None], tuple[PolicyValue, Why, list[PolicyKey]]] = {}
    for subject in subjects:
        now = covering(rows, subject)
        then = [row for row in now if row.id != gone.id]
        if len(then) == len(now):
            continue
        for field in FIELDS:
            before = origin(field, now)
            if before.row_id == gone.id:
                after = origin(field, then)
                known = found.setdefault((field.name, after.key), (before.value, after, []))
                known[2].append(subject)
    made = [Fallback(name, before, after, tuple(of)) for (name, _), (before, after, of) in found.items()]
    order = [field.name for field in FIELDS]
    return tuple(sorted(made, key=lambda one: (not one.differs, order.index(one.name))))
