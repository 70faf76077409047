"""The sample library: invented books, people and years at the desk, small for a first look or as large as wanted."""

from __future__ import annotations

from sqlalchemy import Connection

from app.database import search
from app.database.bulk import BulkLoad, acts_of_kind, is_empty
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.changes import Changed, Receipt
from app.errors import InvalidInput, Refused
from app.services.core import Core
from app.services.rules import RuleBook
from app.services.sample.making import Making
from app.services.sample.values import (
    ACTIVITIES,
    SEED,
    STUDENTS,
    TITLES,
    Progress,
    SampleReport,
    SampleSize,
    SampleStep,
)

#: Up to here a sample library is made in one transaction: all of it or nothing.
_SMALL_TITLES = 3_000
_SMALL_ACTIVITIES = 30_000
_MOST = 20_000_000
_KIND = "create_sample"
_CHANGED = (
    Changed.TITLES
    | Changed.COPIES
    | Changed.LOANS
    | Changed.PATRONS
    | Changed.LEDGER
    | Changed.EQUIPMENT
    | Changed.VISITS
)


class SampleService:
    """Makes a sample library. Every person in it is invented; the same size and seed give the same library."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._rulebook = RuleBook()

    def create(
        self,
        actor: Actor,
        titles: int = TITLES,
        students: int = STUDENTS,
        activities: int = ACTIVITIES,
        seed: int = SEED,
        progress: Progress | None = None,
        *,
        force: bool = False,
        key: str | None = None,
    ) -> Receipt[SampleReport]:
        """Make a library of that size that ends today.

        Refused when the library holds titles, patrons or devices already, unless ``force``: then everything gets
        numbers of its own, and no desk may work meanwhile. A large library (over 3,000 titles or 30,000
        activities) is written in many short transactions and stays unfinished if the program is stopped.
        """
        actor.require(Permission.IMPORT)
        size = _checked(SampleSize(titles, students, activities, seed))
        if size.titles <= _SMALL_TITLES and size.activities <= _SMALL_ACTIVITIES:
            return self._at_once(actor, size, progress, force=force, key=key)
        return self._in_chunks(actor, size, progress, force=force, key=key)

    def is_empty(self, actor: Actor) -> bool:
        """Tell whether there is room for a sample library: no titles, patrons or devices yet."""
        actor.require(Permission.SEARCH)
        with self._core.database.read() as connection:
            return is_empty(connection)

    def _at_once(
        self, actor: Actor, size: SampleSize, progress: Progress | None, *, force: bool, key: str | None
    ) -> Receipt[SampleReport]:
        def work(unit: Unit) -> SampleReport:
            def write(load: BulkLoad) -> None:
                load.write(unit.connection)
                load.clear()

            making = self._begin(unit, size, progress, force=force)
            making.titles(write)
            making.people(write)
            making.prepare_history(unit.connection)
            making.history(write)
            search.index(unit.connection, making.title_ids)
            search.index_patrons(unit.connection, making.patron_ids)
            return self._end(unit, making)

        return self._core.acts.perform(actor, _KIND, work, result=SampleReport, key=key, undoable=False)

    def _in_chunks(
        self, actor: Actor, size: SampleSize, progress: Progress | None, *, force: bool, key: str | None
    ) -> Receipt[SampleReport]:
        database = self._core.database
        made: list[Making] = []

        def begin(unit: Unit) -> None:
            made[:] = [self._begin(unit, size, progress, force=force)]

        def write(load: BulkLoad) -> None:
            database.write(load.write)
            load.clear()

        self._core.acts.perform(actor, "begin_sample", begin, result=type(None), undoable=False)
        making = made[0]
        making.titles(write)
        making.people(write)
        with database.read() as connection:
            making.prepare_history(connection)
        making.history(write)
        self._index(progress)

        def finish(unit: Unit) -> SampleReport:
            return self._end(unit, making)

        return self._core.acts.perform(actor, _KIND, finish, result=SampleReport, key=key, undoable=False)

    def _begin(self, unit: Unit, size: SampleSize, progress: Progress | None, *, force: bool) -> Making:
        empty = is_empty(unit.connection)
        if not empty and not force:
            raise Refused(
                "The library is not empty; a sample would mix invented books with real ones.",
                hint="Open a new library for the sample.",
                code="not_empty",
            )
        rules = self._rulebook.at(unit.connection, unit.actor.branch_id)
        series = 0 if empty else _series(unit.connection)
        return Making(self._core.database, unit, rules, size, progress=progress, series=series)

    def _index(self, progress: Progress | None) -> None:
        def tell(done: int, total: int) -> None:
            if progress is not None:
                progress(SampleStep("Search index", done, total))

        search.rebuild(self._core.database, tell)
        search.rebuild_patrons(self._core.database)

    @staticmethod
    def _end(unit: Unit, making: Making) -> SampleReport:
        report = making.settle(unit.connection)
        label = (
            f"Sample library: {report.titles:,} titles, {report.students:,} students, {report.acts:,} acts"
        )
        unit.audit("create", "sample", None, label, after=report)
        unit.changed(_CHANGED, "titles", "books", "students", "equipment", "visits")
        return report


def _checked(size: SampleSize) -> SampleSize:
    for name, least in (("titles", 1), ("students", 0), ("activities", 0)):
        value = getattr(size, name)
        if not least <= value <= _MOST:
            raise InvalidInput(
                f"A sample library can't have {value:,} {name}.",
                hint=f"Choose a number from {least} to {_MOST:,}.",
                details={"field": name},
            )
    return size


def _series(connection: Connection) -> int:
    return acts_of_kind(connection, _KIND) + 1
