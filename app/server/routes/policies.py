"""Loan policies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from app.bootstrap import App
from app.domain.actors import Actor, Permission
from app.domain.changes import Receipt
from app.domain.policies import ANY, FIELDS, PolicyKey, PolicyRow, plain_value
from app.server.route import Noun, Route
from app.services.policies import PoliciesService, SavedPolicy

_LEND, _EDIT = Permission.CIRCULATE, Permission.EDIT_POLICIES


class Policy(Struct, frozen=True):
    """A policy: whom it is for (``*`` any), and its values; what it lacks comes from the next less specific one."""

    id: int | None
    key: PolicyKey
    values: Mapping[str, Any]
    valid_from: date | None
    valid_to: date | None
    note: str
    version: int


class ExplainedValue(Struct, frozen=True):
    """One value of the policy a loan would get, and the rule it comes from."""

    name: str
    value: bool | int | str
    why: str
    policy_id: int | None


class FallenBack(Struct, frozen=True):
    """A value that another rule decides once a policy is gone, for which of the loans it was for."""

    name: str
    before: bool | int | str
    after: bool | int | str
    why: str
    policy_id: int | None
    subjects: tuple[PolicyKey, ...]


class Removal(Struct, frozen=True):
    """What deleting a policy would do: ``patrons``, ``copies`` and ``loans`` (which are out and keep theirs) count where a
    value becomes another one."""

    values: tuple[FallenBack, ...]
    patrons: int
    copies: int
    loans: int


def listed(app: App, actor: Actor) -> tuple[Policy, ...]:
    """All policies, the one for everything first."""
    return tuple(
        Policy(
            one.row.id,
            one.row.key,
            one.row.values,
            one.row.valid_from,
            one.row.valid_to,
            one.row.note,
            one.version,
        )
        for one in app.policies.list(actor)
    )


def explain(
    app: App,
    actor: Actor,
    category: str,
    item_type: str,
    location: str = ANY,
    audience: str = ANY,
    on: date | None = None,
) -> tuple[ExplainedValue, ...]:
    """The policy a loan would get, value by value, with where each comes from."""
    found = app.policies.explain(
        actor, category=category, item_type=item_type, location=location, audience=audience, on=on
    )
    return tuple(
        ExplainedValue(
            field.name,
            plain_value(found.value(field.name)),
            found.why(field.name).text(),
            found.why(field.name).row_id,
        )
        for field in FIELDS
    )


def add(
    app: App,
    actor: Actor,
    values: dict[str, bool | int | str | None],
    branch: str = ANY,
    category: str = ANY,
    item_type: str = ANY,
    location: str = ANY,
    audience: str = ANY,
    valid_from: date | None = None,
    valid_to: date | None = None,
    note: str = "",
    key: str | None = None,
) -> Receipt[SavedPolicy]:
    """Add a policy. ``values`` maps names, as ``/api/policies/explain`` gives them, to values; null is inherited."""
    row = PolicyRow(
        PolicyKey(branch, category, item_type, location, audience), values, None, valid_from, valid_to, note
    )
    return app.policies.save(actor, row, key=key)


def change(
    app: App,
    actor: Actor,
    policy_id: int,
    version: int,
    values: dict[str, bool | int | str | None],
    branch: str = ANY,
    category: str = ANY,
    item_type: str = ANY,
    location: str = ANY,
    audience: str = ANY,
    valid_from: date | None = None,
    valid_to: date | None = None,
    note: str = "",
    key: str | None = None,
) -> Receipt[SavedPolicy]:
    """Replace a policy. Open loans keep the policy they were made with."""
    row = PolicyRow(
        PolicyKey(branch, category, item_type, location, audience),
        values,
        policy_id,
        valid_from,
        valid_to,
        note,
    )
    return app.policies.save(actor, row, version, key=key)


def removal(app: App, actor: Actor, policy_id: int) -> Removal:
    """What deleting a policy would do; nothing is written."""
    found = app.policies.removal(actor, policy_id)
    values = tuple(
        FallenBack(
            one.name,
            plain_value(one.before),
            plain_value(one.after.value),
            one.after.text(),
            one.after.row_id,
            one.subjects,
        )
        for one in found.fallbacks
    )
    return Removal(values, found.reach.patrons, found.reach.copies, found.reach.loans)


_POLICY = {"category": "STUDENT", "item_type": "FICTION", "values": {"loan_len": 14, "max_items": 3}}

NOUN = Noun("Policies", "Loan policies, each value with its reason.")
ROUTES = (
    Route("GET", "/api/policies", listed, _LEND, "All policies", covers=("policies.list",)),
    Route(
        "GET",
        "/api/policies/explain",
        explain,
        _LEND,
        "What would hold for this loan, and why?",
        {"category": "STUDENT", "item_type": "FICTION"},
        covers=("policies.explain",),
    ),
    Route("POST", "/api/policies", add, _EDIT, "Add a policy", _POLICY, 201, covers=("policies.save",)),
    Route(
        "PUT",
        "/api/policies/{policy_id}",
        change,
        _EDIT,
        "Replace a policy",
        _POLICY,
        covers=("policies.save",),
    ),
    Route(
        "GET",
        "/api/policies/{policy_id}/removal",
        removal,
        _EDIT,
        "What would deleting it do?",
        covers=("policies.removal",),
    ),
    Route("DELETE", "/api/policies/{policy_id}", PoliciesService.delete, _EDIT, "Delete a policy"),
)
