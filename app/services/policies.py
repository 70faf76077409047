"""Circulation policies: read, explained, changed."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from datetime import date

from app.database import rules as queries
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.changes import Receipt
from app.domain.policies import ANY, PolicyRow, ResolvedPolicy, StoredPolicy, check_rows, parse_values
from app.domain.policy_effects import Fallback, Reach, fallbacks
from app.errors import Conflict, InvalidInput, NotFound
from app.services.core import Core
from app.services.policies_undo import state_of_policy, told


@dataclass(frozen=True, slots=True)
class SavedPolicy:
    """What saving a policy gives back."""

    policy_id: int


@dataclass(frozen=True, slots=True)
class Removal:
    """What deleting a policy would do. ``reach`` counts where a value becomes another one."""

    fallbacks: tuple[Fallback, ...]
    reach: Reach


class PoliciesService:
    """Policies as data, each value inherited by itself and able to say why."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._rulebook = core.rulebook

    def list(self, actor: Actor) -> tuple[StoredPolicy, ...]:
        """All policies, the one for everything first."""
        actor.require(Permission.CIRCULATE)
        with self._core.database.read() as connection:
            return queries.policy_rows(connection)

    def explain(
        self,
        actor: Actor,
        *,
        category: str,
        item_type: str,
        location: str = ANY,
        audience: str = ANY,
        on: date | None = None,
    ) -> ResolvedPolicy:
        """The policy a loan would get today, with where each value comes from."""
        actor.require(Permission.CIRCULATE)
        with self._core.database.read() as connection:
            rules = self._rulebook.at(connection, actor.branch_id)
        day = on or rules.calendar.local_day(self._core.clock.now())
        return rules.policy(
            category=category, item_type=item_type, location=location, audience=audience, on=day
        )

    def save(
        self, actor: Actor, row: PolicyRow, version: int | None = None, *, key: str | None = None
    ) -> Receipt[SavedPolicy]:
        """Add a policy, or overwrite the one with ``row.id``. Open loans keep the policy they were made with.

        Raises InvalidInput for an impossible value, a second policy for the same loans, or one that is to hold for a time
        only, Conflict when it changed since ``version``.
        """
        actor.require(Permission.EDIT_POLICIES)
        checked = replace(row, values=parse_values(row.values))
        if (row.valid_from, row.valid_to) != (None, None):
            raise InvalidInput(
                "A policy for a time only can't be kept.",
                hint="Change it when that time begins, and back when it is over.",
                details={"field": "valid_from" if row.valid_from is not None else "valid_to"},
            )

        def work(unit: Unit) -> SavedPolicy:
            told(unit)
            stored = {one.row.id: one for one in queries.policy_rows(unit.connection)}
            before = stored.pop(checked.id, None) if checked.id is not None else None
            if checked.id is not None and before is None:
                raise _unknown(checked.id)
            if before is not None and version is not None and before.version != version:
                raise Conflict(
                    "Somebody else changed this policy meanwhile.", hint="Look at it again.", code="stale"
                )
            check_rows([*(one.row for one in stored.values()), checked])
            policy_id = queries.save_policy(unit.connection, checked)
            after = StoredPolicy(checked, 1 if before is None else before.version + 1)
            unit.audit(
                "change" if before else "add",
                "policy",
                policy_id,
                checked.key.text(),
                before=before and state_of_policy(before),
                after=state_of_policy(after),
            )
            return SavedPolicy(policy_id)

        return self._core.acts.perform(actor, "save_policy", work, result=SavedPolicy, key=key)

    def delete(self, actor: Actor, policy_id: int, *, key: str | None = None) -> Receipt[SavedPolicy]:
        """Delete a policy. The one for everything stays."""
        actor.require(Permission.EDIT_POLICIES)

        def work(unit: Unit) -> SavedPolicy:
            told(unit)
            stored = {one.row.id: one for one in queries.policy_rows(unit.connection)}
            before = stored.pop(policy_id, None)
            if before is None:
                raise _unknown(policy_id)
            check_rows(one.row for one in stored.values())
            queries.delete_policy(unit.connection, policy_id)
            unit.audit("delete", "policy", policy_id, before.row.key.text(), before=state_of_policy(before))
            return SavedPolicy(policy_id)

        return self._core.acts.perform(actor, "delete_policy", work, result=SavedPolicy, key=key)

    def removal(self, actor: Actor, policy_id: int) -> Removal:
        """What deleting a policy would do: which other one decides each of its values then, and how much that is about.

        Raises NotFound.
        """
        actor.require(Permission.EDIT_POLICIES)
        with self._core.database.read() as connection:
            rows = [one.row for one in queries.policy_rows(connection)]
            gone = next((row for row in rows if row.id == policy_id), None)
            if gone is None:
                raise _unknown(policy_id)
            location = None if gone.key.location == ANY else gone.key.location
            patrons = queries.patrons_by_category(connection)
            copies = queries.copies_by_type(connection, location)
            out = queries.loans_out(connection, location)
            settings = queries.settings(connection)
            here = queries.branch_code(connection, actor.branch_id)
        branch = here if gone.key.branch == ANY else gone.key.branch
        categories = {each["code"] for each in settings.get("categories", ())} | patrons.keys()
        types = {*settings.get("item_types", ()), *copies}
        subjects = [
            replace(gone.key, branch=branch, category=category, item_type=item_type)
            for category, item_type in itertools.product(sorted(categories), sorted(types))
        ]
        found = fallbacks(rows, gone, (one for one in subjects if gone.key.covers(one)))
        touched = {one for each in found if each.differs for one in each.subjects}
        reach = Reach(
            sum(patrons.get(category, 0) for category in {one.category for one in touched}),
            sum(copies.get(item_type, 0) for item_type in {one.item_type for one in touched}),
            sum(out.get((one.category, one.item_type), 0) for one in touched),
        )
        return Removal(found, reach)


def _unknown(policy_id: int) -> NotFound:
    return NotFound("This policy does not exist.", details={"policy_id": policy_id})
