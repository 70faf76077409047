"""erase-person on each engine: nothing of the person is left anywhere, what counts for the library is."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from app.bootstrap import App
from app.commands.maintenance import ending
from app.database.engine import Database
from app.database.personal_data import HOLDINGS
from app.database.tables import acts, audit_logs, jobs, metadata, stored_files, students
from app.domain.actors import Actor, Role
from app.domain.audit import AuditQuery
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.changes import Receipt
from app.domain.jobs import FORGOTTEN_PLAN
from app.domain.ledger import ChargeType
from app.domain.members import StudentDraft, StudentQuery
from app.domain.paging import Window
from app.errors import Denied, NotFound, Refused, Stopped
from app.maintenance import check_integrity, erase_person
from app.maintenance.context import TaskContext
from app.maintenance.task import Outcome
from tests.app.maintenance import person_cases
from tests.app.maintenance.conftest import NotedRun
from tests.app.maintenance.person_cases import PNG, SECRETS, Life, left, live, loans_by_title, money, seal


@pytest.fixture
def life(app: App, head: Actor, librarian: Actor) -> Life:
    """A patron with a life in the library."""
    return live(app, head, librarian)


@pytest.fixture
def able(app: App, context: TaskContext, head: Actor) -> TaskContext:
    """The context of a head librarian's tasks."""
    return person_cases.able(context, app, head)


def erase(context: TaskContext, student_id: int) -> Outcome:
    """Run the task."""
    return erase_person.run(context, erase_person.Params(patron=f"#{student_id}"))


def test_nothing_of_the_person_is_left_and_all_that_counts_is(
    app: App, able: TaskContext, life: Life, database: Database, operations: Database, head: Actor
) -> None:
    both = (database, operations)
    assert {word for *_, word in left(both)} == set(SECRETS)
    seal(app)
    lent, owed = loans_by_title(database), money(database)
    plan = erase_person.plan(able, erase_person.Params(patron=f"#{life.student_id}"))
    assert "Quillfeather, Zenobia (Grade 10 · Rizal)" in plan.effect
    counted = {figure.name: figure.value for figure in plan.figures}
    assert (counted["removed"], counted["unlinked"]) == (7, 3) and counted["blanked"] > 20
    assert plan.steps[:2] == (
        "Remove name, LRN and photo: cards 2, contacts 2, school years 1, blocks 1, states kept by imports 1",
        "Keep without saying whose they were: loans 1, visits 1, equipment lent 1",
    )

    outcome = erase(able, life.student_id)

    assert left(both) == set()
    assert {name: outcome.data["rows"][name] for name in ("loans", "visits", "cards", "stored_files")} == {
        "loans": 1,
        "visits": 1,
        "cards": 2,
        "stored_files": 2,
    }
    assert (loans_by_title(database), money(database)) == (lent, owed)
    assert app.audit.verify(head).intact
    seal(app)
    report = app.audit.verify(head)
    assert report.intact and report.waiting == 0 and report.erased > 20
    sound = check_integrity.run(able, check_integrity.Params())
    assert sound.data["findings"] == [], sound.data
    if database.is_sqlite:
        file = Path(str(database.url.database))
        kept = b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
        assert [word for word in SECRETS if word.encode() in kept] == []


def test_the_desk_speaks_of_a_tombstone_and_numbers_are_free_again(
    app: App, able: TaskContext, life: Life, head: Actor, librarian: Actor
) -> None:
    erase(able, life.student_id)
    sheet = app.students.get(head, life.student_id)
    assert (sheet.name, sheet.draft.lrn, sheet.cards, sheet.contacts) == ("(erased)", None, (), ())
    with pytest.raises(NotFound):
        app.students.by_card(librarian, "136487019254")
    assert app.students.list(head, StudentQuery(text="Zenobia"), Window()).rows == ()
    assert app.students.list(head, StudentQuery(text="Zenobia", deleted=True), Window()).rows == ()
    assert app.catalog.history(head, life.title_id, Window()).rows[-1].borrower in (None, "")
    entries = app.audit.list(head, AuditQuery(student_id=life.student_id), Window()).rows
    assert entries[0].action == "erase" and entries[0].label == f"Patron #{life.student_id}"
    assert {entry.label for entry in entries if entry.action != "erase"} == {""}
    again = app.students.add(head, StudentDraft("New", "Nora", lrn="136487019254"), card="ZQ-77-5000")
    assert again.value.student_id != life.student_id
    for act in (
        lambda: app.students.restore(head, life.student_id),
        lambda: app.ledger.charge(librarian, life.student_id, ChargeType.MANUAL, 100, "x"),
        lambda: app.attendance.enter(librarian, life.student_id),
        lambda: app.holds.place(librarian, life.student_id, life.title_id),
        lambda: app.circulation.check_out(librarian, life.student_id, "B0001"),
    ):
        with pytest.raises(Refused):
            act()


def test_a_plan_is_silent_about_what_there_is_nothing_of(app: App, able: TaskContext, head: Actor) -> None:
    added = app.students.add(head, StudentDraft("Reyes", "Carla")).value.student_id
    plan = erase_person.plan(able, erase_person.Params(patron=f"#{added}"))
    assert plan.steps == (
        "Remove name, LRN and photo",
        "Keep with a tombstone, notes and states blanked: audit entries 1",
    )


def test_who_erases_again_is_told_when_it_was_done_and_by_whom(
    app: App, able: TaskContext, life: Life, head: Actor
) -> None:
    def ask(patron: str) -> str:
        return app.maintenance.plan(head, "erase-person", {"patron": patron}).effect

    with pytest.raises(NotFound) as unknown:
        ask("999")
    assert unknown.value.hint == "Look the patron up in Students.", "nobody was erased yet"
    before = app.core.clock.now().replace(microsecond=0)
    erase(able, life.student_id)
    told = erase(able, life.student_id).summary
    assert ask(f"#{life.student_id}") == told and told.endswith(f" UTC by {head.name}.")
    moment = told.removeprefix("Nothing to do: this patron was erased on ")[:19]
    assert before <= datetime.fromisoformat(f"{moment}+00:00") <= app.core.clock.now()
    with pytest.raises(NotFound) as gone:
        ask("136487019254")
    assert f"Erased last: #{life.student_id}, on {moment} UTC by {head.name}." in gone.value.hint


def test_acts_about_the_person_are_neither_repeated_nor_undone(
    app: App, able: TaskContext, life: Life, database: Database, head: Actor, librarian: Actor
) -> None:
    erase(able, life.student_id)
    with pytest.raises(Refused) as refused:
        app.circulation.check_out(librarian, life.student_id, "B0001", key=life.check_out.key)
    assert refused.value.code == "erased"
    told: list[Receipt[object]] = [
        life.check_out, life.check_in, life.added, life.visit, life.payment, life.canceled_hold
    ]  # fmt: skip
    for receipt in told:
        with pytest.raises(Refused) as refused:
            app.undo.undo(head, receipt.act_id)
        assert refused.value.code == "erased", receipt.kind
    with database.read() as connection:
        erasure = connection.execute(select(acts.c.id).where(acts.c.kind == "erase_person")).scalars().all()
    with pytest.raises(Refused, match="can't be undone"):
        app.undo.undo(head, erasure[0])
    assert not app.undo.can_undo("erase_person")


def test_others_keep_what_is_theirs(
    app: App, able: TaskContext, life: Life, database: Database, head: Actor
) -> None:
    app.students.set_photo(head, life.other_id, PNG)  # the same picture
    with database.read() as connection:
        before = connection.execute(select(students).where(students.c.id == life.other_id)).one()
    erase(able, life.student_id)
    with database.read() as connection:
        assert connection.execute(select(students).where(students.c.id == life.other_id)).one() == before
        assert connection.execute(select(stored_files.c.digest)).scalars().all() == [before.photo_digest]
        # Ben's own act had named who waited: it still answers, without the name.
        outcomes = connection.execute(
            select(acts.c.outcome).where(acts.c.outcome.contains("(erased)"), acts.c.kind == "check_in")
        ).scalars()
        assert ['"hold_for":"(erased)"' in each for each in outcomes] == [True]
        said = select(audit_logs.c.label).where(audit_logs.c.student_id == life.other_id)
        assert "" not in connection.execute(said).scalars().all()


def test_free_text_of_others_is_shown_and_left_alone(
    app: App, able: TaskContext, life: Life, head: Actor, database: Database
) -> None:
    """Whether it is this person or somebody of the same name only a person can tell."""
    app.catalog.add_title(
        head, TitleDraft("Florante"), [BookDraft("B0002", notes="Torn by Zenobia Quillfeather.")]
    )
    second = app.catalog.book(head, "B0002").id
    ben = app.students.get(head, life.other_id)
    app.students.change(
        head, ben.id, ben.version, dataclasses.replace(ben.draft, notes="Cousin of Quillfeather, Zenobia")
    )
    plan = erase_person.plan(able, erase_person.Params(patron=f"#{life.student_id}"))
    outcome = erase(able, life.student_id)
    assert outcome.data["mentions"] == {"books": [second], "students": [life.other_id]}
    said = [each for each in outcome.warnings if "look at it yourself: books #" in each]
    assert len(said) == 1 and said[0] in plan.warnings
    assert {table for table, *_ in left([database])} >= {"books", "students"}


def test_what_is_open_is_named_and_nobody_else_is(
    app: App, able: TaskContext, life: Life, librarian: Actor, head: Actor, database: Database
) -> None:
    app.catalog.add_title(head, TitleDraft("Florante at Laura"), [BookDraft("B0002", item_type="FICTION")])
    app.circulation.check_out(librarian, life.student_id, "B0002")
    app.ledger.charge(librarian, life.student_id, ChargeType.MANUAL, 500, "Printing")
    app.attendance.enter(librarian, life.student_id)
    for attempt in (
        lambda: erase_person.plan(able, erase_person.Params(patron=f"#{life.student_id}")),
        lambda: erase(able, life.student_id),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.details["open"] == ["1 book on loan", "1 open visit", "₱5.00 owed"]
        assert "Zenobia" not in str(refused.value)
    assert {word for *_, word in left([database])} == set(SECRETS)


def test_it_goes_on_wherever_it_was_stopped(
    app: App,
    able: TaskContext,
    life: Life,
    database: Database,
    operations: Database,
    noted_run: NotedRun,
    head: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One row a transaction, so that there are many places to be stopped at; the seal holds at each of them."""
    from app.services import erasing

    monkeypatch.setattr(erasing.Pace, "time_left", lambda self: False)
    seal(app)
    stopped = 0
    for stop_at in range(1, 60, 4):
        noted_run.stop_at, noted_run.checkpoints = stop_at, 0
        try:
            erase(able, life.student_id)
            break
        except Stopped:
            stopped += 1
        assert app.audit.verify(head).intact
    assert stopped > 5
    noted_run.stop_at = 0
    assert "this patron was erased on" in erase(able, life.student_id).summary
    assert left((database, operations)) == set()
    assert app.audit.verify(head).intact


_KILLED = """
import os, signal, sys
from app.bootstrap import build_on
from app.database import erasing
from app.database.engine import Database
from app.database.pacing import Pace
from app.domain.actors import Actor, Role

left, real = int(sys.argv[3]), erasing.erase_rows
def erase_rows(*given):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given)

erasing.erase_rows = erase_rows
Pace.time_left = lambda self: left % 4 != 0
with build_on(Database(sys.argv[1])) as app:
    app.personal_data.erase(Actor(None, "clms maintenance", Role.ADMIN, "here"), int(sys.argv[2]))
"""


def test_a_run_killed_within_a_transaction_is_finished_by_the_next(
    app: App, able: TaskContext, life: Life, database: Database, operations: Database, library_url: str
) -> None:
    before = left((database,))
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, library_url, str(life.student_id), "7"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    halfway = left((database,))
    assert halfway and halfway < before
    with pytest.raises(Refused) as refused:  # begun is begun
        app.students.restore(able.actor, life.student_id)
    assert refused.value.code == "erased"
    erase(able, life.student_id)
    assert left((database, operations)) == set()


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.LIBRARIAN, Role.KIOSK])
def test_it_asks_for_more_than_the_right_to_operate(
    app: App, life: Life, person: Callable[..., Actor], database: Database, role: Role
) -> None:
    actor, given = person(role, "Somebody"), {"patron": "136487019254"}
    for ask in (
        lambda: app.maintenance.start(actor, "erase-person", given, confirmed="erase-person"),
        lambda: app.maintenance.plan(actor, "erase-person", given),
        lambda: app.maintenance.start(actor, "export-person", {**given, "folder": "/"}),
        lambda: app.personal_data.erase(actor, life.student_id),
        lambda: app.personal_data.record(actor, life.student_id),
    ):
        with pytest.raises(Denied):
            ask()
    assert {word for *_, word in left([database])} == set(SECRETS)


def test_a_job_keeps_the_number_of_the_record_alone(
    app: App, able: TaskContext, life: Life, head: Actor, database: Database, operations: Database
) -> None:
    started = app.maintenance.start(head, "erase-person", {"patron": "zq-77-5000"}, confirmed="erase-person")
    job = app.maintenance.job(head, started.value.job_id)
    assert job.params == {"patron": f"#{life.student_id}"}
    with pytest.raises(Refused) as refused:
        app.maintenance.start(head, "erase-person", {"patron": "136487019254"})
    assert refused.value.code == "unconfirmed"
    with pytest.raises(NotFound) as missing:
        app.maintenance.start(head, "erase-person", {"patron": "999"}, confirmed="erase-person")
    assert missing.value.details == {"field": "patron"}
    now = app.core.clock.now()
    told = {"plan": {"effect": "Erases Quillfeather, Zenobia"}}
    row = {
        "kind": "erase-person", "params": f'{{"patron":"#{life.student_id}"}}', "dry_run": True, "priority": 2,
        "state": "done", "run_at": now, "ended_at": now, "max_attempts": 3, "repeatable": True, "timeout_s": 1.0,
        "actor": "Helena", "workstation": "w", "branch_id": 1, "created_at": now, "key": "k", "attempt": 1,
        "token": 1, "result": str(told).replace("'", '"'),
    }  # fmt: skip
    database.write(lambda connection: connection.execute(insert(jobs).values(row)).rowcount)
    erase(able, life.student_id)
    assert left((database, operations)) == set()
    (forgotten,) = (each for each in app.maintenance.jobs(head, name="erase-person") if each.dry_run)
    assert ending(forgotten) == FORGOTTEN_PLAN


def test_every_table_that_speaks_of_patrons_is_in_the_list() -> None:
    """A table added later must not be forgotten by an erasure."""
    speaking = {name for name, table in metadata.tables.items() if "student_id" in table.c}
    assert speaking - {each.name for each in HOLDINGS} == set()
