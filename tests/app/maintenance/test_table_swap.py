"""One table put back: what is allowed comes back whole and can be undone; what would break anything is refused."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update

from app.bootstrap import App
from app.database.engine import Database
from app.database.tables import audit_logs, books, changes, policies, students, titles
from app.database.unit import Unit
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.members import StudentDraft
from app.domain.searching import TitleQuery
from app.errors import Conflict, Refused
from app.maintenance import purge_expired, restore_database
from app.maintenance.backups import table_swap
from app.maintenance.backups.beside import Beside
from app.maintenance.context import TaskContext
from app.maintenance.task import Outcome, Plan
from tests.app.maintenance.backup_cases import back_up, everything, stock


def restored(context: TaskContext, folder: Path, places: list[str], table: str) -> Outcome:
    """One table of the newest backup, beside the library."""
    read = restore_database.SPEC.read({"folder": str(folder), "table": table})
    restore_database.plan(context, read)
    outcome = restore_database.run(context, read)
    places.append(str(outcome.data["into"]))
    return outcome


def swap(context: TaskContext, places: list[str], place: str) -> Outcome:
    """Put it in the live one's place, after its plan."""
    read = restore_database.SPEC.read({"into": place, "swap": "yes"})
    planned = restore_database.plan(context, read)
    outcome = restore_database.run(context, read)
    places.append(str(outcome.data["old"]))
    assert [figure.value for figure in planned.figures] == [figure.value for figure in outcome.figures]
    return outcome


def refusal(context: TaskContext, place: str) -> Refused:
    """What a swap is refused with, before and when it is run; nothing has changed then."""
    before = everything(context.database)
    read = restore_database.SPEC.read({"into": place, "swap": "yes"})
    for step in (restore_database.plan, restore_database.run):
        with pytest.raises(Refused) as refused:
            step(context, read)
    assert everything(context.database) == before and not Beside.kept(context)
    return refused.value


def test_a_table_comes_back_row_for_row_and_goes_again(
    app: App, database: Database, context: TaskContext, head: Actor, folder: Path, places: list[str]
) -> None:
    stock(app, database, head)
    back_up(context, folder)
    wanted = everything(database)
    before = wanted["policies"]

    def spoil(connection: object) -> None:
        first, second = connection.execute(select(policies.c.id).order_by(policies.c.id).limit(2)).scalars()  # type: ignore[attr-defined]
        connection.execute(delete(policies).where(policies.c.id == first))  # type: ignore[attr-defined]
        connection.execute(update(policies).where(policies.c.id == second).values(note="spoilt"))  # type: ignore[attr-defined]

    database.write(spoil)
    spoilt = everything(database)["policies"]
    look = restored(context, folder, places, "policies")
    assert look.data["differences"] == {"added": 1, "changed": 1, "gone": 0}
    assert everything(database)["policies"] == spoilt

    with database.read() as connection:
        last = connection.execute(select(func.max(changes.c.id))).scalar_one()
    done = swap(context, places, places[0])
    now = everything(database)
    assert now["policies"] == before
    assert {name: rows for name, rows in now.items() if name != "changes"} == {
        name: rows for name, rows in wanted.items() if name != "changes"
    }
    with database.read() as connection:
        entry = connection.execute(select(audit_logs).where(audit_logs.c.action == "restore")).one()
        assert (entry.entity, entry.label) == ("table", "policies") and '"added":1' in entry.state_after
        assert connection.execute(select(changes.c.flags).where(changes.c.id > last)).scalar_one()

    undone = swap(context, places, str(done.data["old"]))
    assert everything(database)["policies"] == spoilt
    assert [each.value for each in undone.figures] == [0, 1, 1]


def test_copies_and_titles_keep_in_step_with_what_is_true_now(
    app: App, database: Database, context: TaskContext, head: Actor, folder: Path, places: list[str]
) -> None:
    ana = app.students.add(head, StudentDraft("Reyes", "Ana", grade="7", section="Rizal")).value.student_id
    noli = app.catalog.add_title(
        head, TitleDraft("Noli me tangere"), [BookDraft("B1"), BookDraft("B2")]
    ).value
    back_up(context, folder)
    app.circulation.check_out(head, ana, "B1")
    database.write(lambda c: c.execute(update(books).values(call_number="wrong", title="Spoilt")))
    database.write(lambda c: c.execute(update(titles).values(title="Spoilt", version=titles.c.version + 1)))

    restored(context, folder, places, "books")
    swap(context, places, places[0])
    with database.read() as connection:
        rows = connection.execute(
            select(books.c.status, books.c.call_number, books.c.title).order_by(books.c.id)
        )
        assert rows.all() == [("LOANED", None, "Spoilt"), ("AVAILABLE", None, "Spoilt")]
    place = str(restored(context, folder, places, "titles").data["into"])
    swap(context, places, place)
    with database.read() as connection:
        assert set(connection.execute(select(books.c.title)).scalars()) == {"Noli me tangere"}
    assert noli is not None and len(app.catalog.search(head, TitleQuery("noli")).rows) == 1


def test_what_would_break_something_is_refused_and_named(
    app: App, database: Database, context: TaskContext, head: Actor, folder: Path, places: list[str]
) -> None:
    stock(app, database, head)
    ana = app.students.add(head, StudentDraft("Cruz", "Ben", grade="7", section="Rizal")).value.student_id
    back_up(context, folder)
    app.catalog.add_title(head, TitleDraft("Later"), [BookDraft("B9999")])
    app.circulation.check_out(head, ana, "B0001")
    for table, code in (("titles", "references"), ("loans", "open_rows"), ("ledger", "table_stays")):
        refused = refusal(context, str(restored(context, folder, places, table).data["into"]))
        assert refused.code == code, refused
        if code == "references":
            assert "1 of books.title_id" in refused.message

    place = str(restored(context, folder, places, "contacts").data["into"])
    app.core.acts.perform(head, "erase_person", lambda unit: _erase(unit, ana), result=int)
    assert refusal(context, place).code == "erased_since"


def _erase(unit: Unit, patron: int) -> int:
    unit.connection.execute(update(students).where(students.c.id == patron).values(family_name="(erased)"))
    unit.audit("erase", "student", patron, "(erased)")
    return 1


def test_every_table_is_either_allowed_or_has_its_reason() -> None:
    from app.database.tables import metadata

    allowed = {name for name in metadata.tables if not table_swap.why_not(name)}
    assert allowed == set(
        "attachments batch_recipes books branches calendar_exceptions cards contacts enrolments equipment equipment_sessions holds import_batches "
        "import_changes label_lines library_settings loans opening_hours patron_blocks policies quality_rights saved_searches stored_files "
        "students terms title_contributors title_identifiers title_subjects titles visits work_list_items work_lists".split()
    )
    assert "bear now" in table_swap.why_not("label_prints")
    assert "happened" in table_swap.why_not("ledger") and "no table" in table_swap.why_not("nothing")


def test_a_replaced_table_is_purged_when_its_time_is_over(
    app: App, database: Database, context: TaskContext, head: Actor, folder: Path, places: list[str]
) -> None:
    back_up(context, folder)
    database.write(lambda c: c.execute(update(policies).values(note="spoilt")))
    restored(context, folder, places, "policies")
    old = str(swap(context, places, places[0]).data["old"])
    young = purge_expired.SPEC.read({"table_days": 30})
    assert _tables(purge_expired.run(context, young)) == 0 and Beside(context, old).exists
    later = _Later(context.clock.now() + timedelta(days=31))
    waited = dataclasses.replace(context, clock=later)
    assert _tables(purge_expired.plan(waited, young)) == 1
    assert _tables(purge_expired.run(waited, young)) == 1
    assert not Beside(context, old).exists and Beside(context, places[0]).exists


def _tables(told: Plan | Outcome) -> float:
    """How many replaced tables go, or went."""
    return next(figure.value for figure in told.figures if figure.name == "tables")


@dataclasses.dataclass
class _Later:
    at: object

    def now(self) -> object:
        """A month on."""
        return self.at


def test_a_desk_that_writes_meanwhile_stops_it(
    app: App,
    database: Database,
    context: TaskContext,
    head: Actor,
    folder: Path,
    places: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if database.is_sqlite:
        pytest.skip("nobody else writes into a file meanwhile")
    back_up(context, folder)
    database.write(lambda c: c.execute(update(policies).values(note="spoilt")))
    place = str(restored(context, folder, places, "policies").data["into"])
    exchange = table_swap.exchange

    def interrupted(connection: object, pair: table_swap.Pair, found: table_swap.Differences) -> None:
        def add(other: object) -> None:
            row = dict(other.execute(select(policies).limit(1)).one()._mapping)  # type: ignore[attr-defined]
            other.execute(policies.insert().values(**{**row, "id": 9_999, "item_type": "MAP"}))  # type: ignore[attr-defined]

        database.write(add)
        exchange(connection, pair, found)  # type: ignore[arg-type]

    monkeypatch.setattr(table_swap, "exchange", interrupted)
    with pytest.raises(Conflict):
        restore_database.run(context, restore_database.SPEC.read({"into": place, "swap": "yes"}))
    with database.read() as connection:
        assert set(connection.execute(select(policies.c.note)).scalars()) == {"spoilt"}
    assert not Beside.kept(context)
