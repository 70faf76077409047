"""Which alert is the trouble and which its consequence, and which nobody wants to hear of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

import msgspec

from app.domain.health import Target
from app.errors import InvalidInput


def causes(targets: Mapping[str, Target], down: Collection[str], asked: Collection[str]) -> dict[str, str]:
    """For each target asked about that can't work since something it leans on is down: the root of that.

    Targets that lean on one another in a circle and are all down don't explain each other away: one of them remains.
    """
    chain: dict[str, str] = {}
    for name in sorted({*down, *asked}):
        target = targets.get(name)
        for group in target.leans_on if target is not None else ():
            if not group or not all(each in down for each in group):
                continue
            found = next((each for each in sorted(group) if name not in _along(chain, each)), None)
            if found is not None:
                chain[name] = found
                break
    return {name: _along(chain, name)[-1] for name in asked if name in chain}


def _along(chain: Mapping[str, str], name: str) -> list[str]:
    found = [name]
    while found[-1] in chain:
        found.append(chain[found[-1]])
    return found


def leaning_on(targets: Mapping[str, Target], name: str) -> set[str]:
    """Everything that can be touched when this target stops: itself, what runs on it, what leans on those."""
    found = {name}
    grown = True
    while grown:
        more = {
            each.name
            for each in targets.values()
            if each.name not in found
            and (each.host in found or any(one in found for group in each.leans_on for one in group))
        }
        found |= more
        grown = bool(more)
    return found


class Pause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A time in which alerts are kept and nobody is told: a silence, or a maintenance window, which also covers whatever
    leans on its target. "" is any target, or any rule. ``since`` and ``until`` are in seconds since 1970. Raises
    InvalidInput."""

    kind: Literal["silence", "maintenance"]
    since: float
    until: float
    reason: str
    target: str = ""
    rule: str = ""

    def __post_init__(self) -> None:
        if not self.since < self.until:
            raise InvalidInput("It has to end after it begins.", details={"field": "until"})
        if self.until - self.since > 90 * 86_400:
            raise InvalidInput(
                "Nothing may be silent for more than 90 days: change the rule instead.",
                details={"field": "until"},
            )
        if not self.reason.strip():
            raise InvalidInput("Say why, for whoever comes after you.", details={"field": "reason"})

    def covers(self, targets: Mapping[str, Target], rule: str, target: str, at: float) -> bool:
        """Whether an alert of a rule on a target falls into it at a moment."""
        if not self.since <= at < self.until or (self.rule and self.rule != rule):
            return False
        if not self.target or self.target == target:
            return True
        return self.kind == "maintenance" and target in leaning_on(targets, self.target)
