"""What a new library is called, where it is and by which rules it lends: said once, before anybody works in it."""

from __future__ import annotations

from app.database import founding as queries
from app.database import seeds
from app.database.library_values import write_value
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.changes import Changed, Receipt
from app.domain.founding import Basics, checked
from app.errors import Refused
from app.services.core import Core


class FoundingService:
    """For a library without titles and patrons; later each of these is changed where it belongs."""

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
                    hint="Its name and its rules are changed under Settings and Policies.",
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


def _plain(basics: Basics) -> dict[str, str]:
    return {
        "name": basics.name,
        "branch": basics.branch,
        "timezone": basics.timezone,
        "policies": basics.policies,
    }
