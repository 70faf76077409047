"""The rows a library can't do without: its identity, its first branch, a cash drawer, and the rules to start with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import msgspec
from sqlalchemy import Connection, Table, insert, select

from app.database import calendar, rules
from app.database.library_values import read_value, write_value
from app.database.tables import branches, drawers, library_settings, opening_hours, policies, schema_info
from app.domain.policy_seed import PolicySeed, parse_seed
from app.paths import resource

MIN_APP = "0.1.0"
"""The oldest release that works on the present schema."""

MAIN_BRANCH_ID = 1
SHIPPED = "school"
"""The template of loan rules that a new library starts with."""
TEMPLATE = "rules_template"
"""Under which name the library keeps which one it took."""


def plant(connection: Connection, timezone: str = "Asia/Manila") -> None:
    """Insert the rows that are missing. Safe to repeat."""
    if not _any(connection, schema_info):
        connection.execute(
            insert(schema_info).values(
                id=1, library_id=str(uuid4()), min_app=MIN_APP, created_at=datetime.now(UTC)
            )
        )
    if not _any(connection, branches):
        connection.execute(
            insert(branches).values(id=MAIN_BRANCH_ID, code="MAIN", name="Main library", timezone=timezone)
        )
    if not _any(connection, drawers):
        connection.execute(insert(drawers).values(branch_id=MAIN_BRANCH_ID, name="MAIN", last_receipt=0))
    if not _any(connection, policies):
        _plant_rules(connection)


def templates() -> tuple[str, ...]:
    """The names of the templates of loan rules that ship with the program, the usual one first."""
    names = {file.stem for file in resource("policies").glob("*.toml")}
    return (SHIPPED, *sorted(names - {SHIPPED}))


def template(name: str) -> PolicySeed:
    """What a template holds."""
    return parse_seed(resource("policies", f"{name}.toml").read_text("utf-8"))


def replace_rules(connection: Connection, name: str) -> None:
    """Take another template's rules and opening hours instead of those that are there, in a library nobody works in."""
    seed = template(name)
    for policy in rules.policy_rows(connection):
        rules.delete_policy(connection, policy.row.id or 0)
    for row in seed.rows:
        rules.save_policy(connection, replace(row, id=None))
    calendar.set_week(connection, MAIN_BRANCH_ID, seed.hours)
    for key, value in {**_settings(seed), TEMPLATE: name}.items():
        write_value(connection, key, value)
    rules.bump_version(connection)


def take_rules(connection: Connection, name: str) -> None:
    """Take another template's loan rules in a library people work in: its opening hours, currency and blocks stay, and the
    kinds of material and categories the rules speak of are added where they are missing."""
    seed = template(name)
    for policy in rules.policy_rows(connection):
        rules.delete_policy(connection, policy.row.id or 0)
    for row in seed.rows:
        rules.save_policy(connection, replace(row, id=None))
    types = read_value(connection, "item_types", dict[str, str], {})
    write_value(connection, "item_types", {**dict(seed.item_types), **types})
    categories = read_value(connection, "categories", list[dict[str, Any]], [])
    known = {each["code"] for each in categories}
    planted = [one for one in _categories(seed) if one["code"] not in known]
    write_value(connection, "categories", [*categories, *planted])
    write_value(connection, TEMPLATE, name)
    rules.bump_version(connection)


def _plant_rules(connection: Connection) -> None:
    """The shipped school policy, opening hours and settings; from here on they are the library's own data."""
    seed = template(SHIPPED)
    for row in seed.rows:
        rules.save_policy(connection, replace(row, id=None))
    if not _any(connection, opening_hours):
        calendar.set_week(connection, MAIN_BRANCH_ID, seed.hours)
    present = set(connection.execute(select(library_settings.c.name)).scalars())
    for name, value in _settings(seed).items():
        if name not in present:
            text = msgspec.json.encode(value).decode()
            connection.execute(insert(library_settings).values(name=name, value=text, version=1))
    rules.bump_version(connection)


def _settings(seed: PolicySeed) -> dict[str, object]:
    return {
        "currency": seed.currency,
        "block_rules": seed.block_rules.to_plain(),
        "item_types": dict(seed.item_types),
        "collections": dict(seed.collections),
        "default_item_type": seed.default_item_type,
        "categories": _categories(seed),
    }


def _categories(seed: PolicySeed) -> list[dict[str, Any]]:
    return [{"code": one.code, "name": one.name, "grades": list(one.grades)} for one in seed.categories]


def _any(connection: Connection, table: Table) -> bool:
    return connection.execute(select(1).select_from(table).limit(1)).first() is not None
