"""What a library is called, where it is and by which rules it lends: said before anybody works in it, and changed later."""

from __future__ import annotations

from collections.abc import Sequence

from app.database import founding as queries
from app.database import rules, seeds
from app.database.library_values import write_value
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.changes import Changed, Receipt
from app.domain.founding import Basics, checked
from app.domain.library_settings import SettingChange
from app.errors import Conflict, Refused
from app.services.core import Core
from app.services.library_settings import checked_settings, write_settings


class FoundingService:
    """``found`` is for a library without titles and patrons, ``change`` for one people work in."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def is_empty(self) -> bool:
        """Whether the library can still be founded; asked before anybody is entered."""
        with self._core.database.read() as connection:
            return not queries.in_use(connection)

    def basics(self, actor: Actor) -> Basics:
        """What the library has now; ``policies`` is the shipped template that a new library starts with."""
        actor.require(Permission.SEARCH)
        with self._core.database.read() as connection:
            return queries.basics(connection)

    def found(self, actor: Actor, basics: Basics, *, key: str | None = None) -> Receipt[Basics]:
        """Name the library and its first branch, set the zone, and take the loan rules and opening hours of a template.

        Raises InvalidInput naming the field, Refused (``library_in_use``) once there are titles or patrons: days of
        loans stand in the branch's zone, and rules were the library's own since.
        """
        actor.require(Permission.EDIT_POLICIES)
        wanted = checked(basics, seeds.templates())

        def work(unit: Unit) -> Basics:
            before = queries.basics(unit.connection, lock=True)
            if queries.in_use(unit.connection):
                raise Refused(
                    "This library holds titles or patrons already.",
                    hint="Its name and its rules are changed under This library.",
                    code="library_in_use",
                )
            write_value(unit.connection, "library_name", wanted.name)
            queries.name_branch(unit.connection, wanted.branch, wanted.timezone)
            if wanted.policies != before.policies:
                seeds.replace_rules(unit.connection, wanted.policies)
            unit.audit("change", "library", None, wanted.name, before=_plain(before), after=_plain(wanted))
            unit.changed(Changed.SETTINGS | Changed.POLICIES)
            return wanted

        return self._core.acts.perform(actor, "found_library", work, result=Basics, key=key, undoable=False)

    def change(
        self,
        actor: Actor,
        wanted: Basics,
        seen: Basics,
        settings: Sequence[SettingChange] = (),
        *,
        key: str | None = None,
    ) -> Receipt[Basics]:
        """Change what was said when the library was founded; ``seen`` is what the person saw before. Settings of the
        library that stand on the same page are written with it, all or none.

        Loans that are out keep their due instant, its day and the rule they were lent by; so does every day that was
        recorded. A new zone holds for what is counted from now on, on other computers within a minute. Another template
        replaces the library's loan rules, and neither its opening hours nor its currency. Raises InvalidInput naming the
        field, Conflict when somebody else changed it meanwhile, Refused as setting a setting does.
        """
        actor.require(Permission.EDIT_POLICIES)
        checked_, changes = checked(wanted, seeds.templates()), checked_settings(settings)

        def work(unit: Unit) -> Basics:
            before = queries.basics(unit.connection, lock=True)
            if before != seen:
                raise Conflict(
                    "Somebody else changed what is said of the library meanwhile.",
                    hint="Look at it again and repeat your change.",
                    code="stale",
                )
            write_settings(unit, changes)
            if checked_ != before:
                _write_basics(unit, before, checked_)
            return checked_

        receipt = self._core.acts.perform(
            actor, "change_library", work, result=Basics, key=key, undoable=False
        )
        self._core.zones.forget()
        return receipt


def _write_basics(unit: Unit, before: Basics, wanted: Basics) -> None:
    if wanted.name != before.name:
        write_value(unit.connection, "library_name", wanted.name)
    if (wanted.branch, wanted.timezone) != (before.branch, before.timezone):
        queries.name_branch(unit.connection, wanted.branch, wanted.timezone)
        rules.bump_version(unit.connection)
    replaced = {}
    if wanted.policies != before.policies:
        replaced = {"rules": _rules(unit)}
        seeds.take_rules(unit.connection, wanted.policies)
    after = {"rules": _rules(unit)} if replaced else {}
    unit.audit(
        "change",
        "library",
        None,
        wanted.name,
        before=_plain(before) | replaced,
        after=_plain(wanted) | after,
    )
    unit.changed(Changed.SETTINGS | Changed.POLICIES)


def _rules(unit: Unit) -> dict[str, object]:
    """The loan rules by what they are for, so that the audit keeps those that were replaced."""
    return {one.row.key.text(): dict(one.row.values) for one in rules.policy_rows(unit.connection)}


def _plain(basics: Basics) -> dict[str, str]:
    return {
        "name": basics.name,
        "branch": basics.branch,
        "timezone": basics.timezone,
        "policies": basics.policies,
    }
