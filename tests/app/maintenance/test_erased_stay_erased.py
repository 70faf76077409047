"""Who was erased after a backup was taken does not come back with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import App
from app.database.engine import Database
from app.database.tables import acts, books, loans, students
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.ledger import ChargeType
from app.domain.members import StudentDraft
from app.errors import Refused
from app.maintenance import check_integrity, restore_database
from app.maintenance.backups import erasures
from app.maintenance.backups.beside import Beside
from app.maintenance.context import TaskContext
from app.maintenance.task import Outcome
from tests.app.maintenance import person_cases
from tests.app.maintenance.backup_cases import back_up
from tests.app.maintenance.person_cases import SECRETS, Life, left, live


def restore(context: TaskContext, places: list[str], **params: str) -> Outcome:
    """Run the task after its plan."""
    read = restore_database.SPEC.read(params)
    restore_database.plan(context, read)
    done = restore_database.run(context, read)
    places.append(str(done.data["into" if "folder" in params else "old"]))
    return done


@pytest.fixture
def erased(app: App, context: TaskContext, head: Actor, librarian: Actor, tmp_path: Path) -> tuple[Life, str]:
    """A person who was erased after a backup was taken, and the backup's folder. Then there was much open."""
    life = live(app, head, librarian)
    app.catalog.add_title(head, TitleDraft("Florante"), [BookDraft("B0002", item_type="FICTION")])
    app.circulation.check_out(librarian, life.student_id, "B0002")
    app.ledger.charge(librarian, life.student_id, ChargeType.MANUAL, 500, "Printing")
    app.attendance.enter(librarian, life.student_id)
    folder = tmp_path / "backups"
    folder.mkdir()
    back_up(context, folder)
    app.circulation.check_in(librarian, "B0002")
    app.ledger.pay(librarian, life.student_id, 500)
    app.attendance.leave(librarian, life.student_id)
    app.personal_data.erase(head, life.student_id)
    newer = app.students.add(head, StudentDraft("Later", "Lita")).value.student_id
    app.personal_data.erase(head, newer)  # the backup does not know her
    return life, str(folder)


def test_people_erased_since_a_backup_stay_erased(
    app: App,
    database: Database,
    context: TaskContext,
    operator: Actor,
    erased: tuple[Life, str],
    places: list[str],
) -> None:
    """In a file twice: then the erasure is known from the library that was swapped in, not from the first one's audit."""
    life, folder = erased
    beside = str(restore(context, places, folder=folder).data["into"])
    with pytest.raises(Refused) as refused:
        restore(context, places, into=beside, swap="yes")
    assert refused.value.code == "erasures_unavailable"
    able = person_cases.able(context, app, operator)
    rounds = 2 if database.is_sqlite else 1
    for round_ in range(rounds):
        swapped = restore(able, places, into=beside, swap="yes")
        assert swapped.data["erased"] == 1, round_
        assert left([database]) == set()
        with database.read() as connection:
            person = connection.execute(select(students).where(students.c.id == life.student_id)).one()
            copy = select(books.c.status).where(books.c.accession_number == "B0002")
            status = connection.execute(copy).scalar_one()
            lent = connection.execute(select(loans.c.id).where(loans.c.open_book_id.is_not(None))).all()
            told = select(acts.c.actor).where(acts.c.kind == "erase_person")
            assert set(connection.execute(told).scalars()) == {"Odie"}
        assert (person.name, person.status, status, lent) == ("(erased)", "ERASED", "AVAILABLE", [])
        assert app.audit.verify(operator).intact
        assert check_integrity.run(able, check_integrity.Params()).data["findings"] == []
        assert erasures.erased_since(database, person.created_at) == (life.student_id,)
        if round_ + 1 < rounds:
            beside = str(restore(able, places, folder=folder).data["into"])
            found = Beside(context, beside).open()
            assert {word for *_, word in left([found])} == set(SECRETS)
            found.close()
