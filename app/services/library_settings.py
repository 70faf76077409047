"""Settings of the whole library: the same for every desk, kept in its database, audited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from app.database import library_settings as queries
from app.database.library_values import write_value
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.changes import Changed, Receipt
from app.domain.library_settings import (
    BY_NAME,
    SETTINGS,
    Declared,
    LibrarySetting,
    SettingChange,
    check_together,
)
from app.errors import Conflict, InvalidInput, Refused
from app.services.core import Core


class LibrarySettingsService:
    """Reads and sets the declared settings. What was never set has its default."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def list(self, actor: Actor) -> tuple[LibrarySetting, ...]:
        """Every setting, in the order of the documentation."""
        actor.require(Permission.SEARCH)
        with self._core.database.read() as connection:
            stored = queries.stored(connection)
        return tuple(_setting(one, stored) for one in SETTINGS)

    def get(self, actor: Actor, name: str) -> LibrarySetting:
        """One setting. Raises InvalidInput for a name that isn't declared."""
        actor.require(Permission.SEARCH)
        declared = _declared(name)
        with self._core.database.read() as connection:
            return _setting(declared, queries.stored(connection))

    def set(
        self, actor: Actor, name: str, value: Any, version: int | None = None, *, key: str | None = None
    ) -> Receipt[LibrarySetting]:
        """Set one setting for every desk.

        Raises InvalidInput for a value that can't be, Conflict when it changed since ``version``, Refused when what
        is stored already stands on the old value (amounts in another currency, copies of a kind of material).
        """
        actor.require(Permission.EDIT_POLICIES)
        change = SettingChange(name, _declared(name).check(name, value), version)
        return self._core.acts.perform(
            actor,
            "change_setting",
            lambda unit: write_settings(unit, (change,))[0],
            result=LibrarySetting,
            key=key,
            undoable=False,
        )

    def set_all(
        self, actor: Actor, changes: Sequence[SettingChange], *, key: str | None = None
    ) -> Receipt[tuple[LibrarySetting, ...]]:
        """Set several settings for every desk, all or none; what one needs of another may come with it.

        Raises as ``set`` does, and InvalidInput for none at all or one that stands twice.
        """
        actor.require(Permission.EDIT_POLICIES)
        if not changes:
            raise InvalidInput("Say which setting is to be changed.", details={"field": "changes"})
        checked = checked_settings(changes)
        return self._core.acts.perform(
            actor,
            "change_settings",
            lambda unit: write_settings(unit, checked),
            result=tuple[LibrarySetting, ...],
            key=key,
            undoable=False,
        )


def checked_settings(changes: Iterable[SettingChange]) -> tuple[SettingChange, ...]:
    """The same with each value as it is kept. Raises InvalidInput for one that can't be or stands twice."""
    checked: dict[str, SettingChange] = {}
    for one in changes:
        if one.name in checked:
            raise InvalidInput(f"{one.name} stands twice among the changes.", details={"field": one.name})
        checked[one.name] = replace(one, value=_declared(one.name).check(one.name, one.value))
    return tuple(checked.values())


def write_settings(unit: Unit, changes: Sequence[SettingChange]) -> tuple[LibrarySetting, ...]:
    """Write checked values, all or none; raises as ``LibrarySettingsService.set`` does."""
    stored = queries.stored(unit.connection, lock=True)
    before = {one.name: _setting(one, stored) for one in SETTINGS}
    if any(one.version not in (None, before[one.name].version) for one in changes):
        raise Conflict(
            "Somebody else changed this setting meanwhile.",
            hint="Look at it again and repeat your change.",
        )
    values = {name: one.value for name, one in before.items()}
    check_together(values | {one.name: one.value for one in changes})
    for one in changes:
        _check_in_use(unit.connection, one.name, values[one.name], one.value)
        write_value(unit.connection, one.name, one.value)
        was, now = {one.name: values[one.name]}, {one.name: one.value}
        unit.audit("change", "setting", None, one.name, before=was, after=now)
        unit.changed(Changed.SETTINGS | Changed.POLICIES)
    stored = queries.stored(unit.connection)
    return tuple(_setting(_declared(change.name), stored) for change in changes)


def _declared(name: str) -> Declared:
    declared = BY_NAME.get(name)
    if declared is None:
        raise InvalidInput(
            f"There is no library setting {name!r}.",
            hint=f"There are {', '.join(BY_NAME)}.",
            details={"field": "name"},
        )
    return declared


def _setting(declared: Declared, stored: dict[str, tuple[Any, int]]) -> LibrarySetting:
    value, version = stored.get(declared.name, (declared.default, 0))
    return LibrarySetting(declared.name, value, version, declared.prose)


def _check_in_use(connection: Connection, name: str, before: Any, after: Any) -> None:
    if name == "currency" and queries.has_entries_in_other_currency(connection, after):
        raise Refused(
            f"The ledger already holds amounts in {before}.",
            hint="A library keeps one currency.",
            code="currency_in_use",
        )
    if name == "item_types":
        gone = queries.used_item_types(connection, set(before) - set(after))
        if gone:
            raise Refused(
                f"Copies are of the kind {', '.join(sorted(gone))}.",
                hint="Give those copies another kind first.",
                code="item_type_in_use",
            )
