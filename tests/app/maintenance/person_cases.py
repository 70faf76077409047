"""A patron with a life in the library, and a look for what is left of them in every column of every table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import MetaData, func, insert, select

from app.bootstrap import App
from app.database.engine import Database
from app.database.tables import acts, import_batches, import_changes, ledger, loans
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.equipment import EquipmentDraft
from app.domain.ledger import ChargeType
from app.domain.members import BlockScope, Contact, ContactKind, Enrolment, StudentDraft
from app.maintenance.context import TaskContext
from app.wiring import task_calls

PNG = b"\x89PNG\r\n\x1a\n" + b"the face of Zenobia"
SECRETS = (
    "Zenobia",
    "Quillfeather",
    "Oldquill",
    "136487019254",
    "ZQ-77-4451",
    "ZQ-77-5000",
    "ZQ774451",  # as the search knows it
    "zenobia.q@example.org",
    "Guadalupe",
    "0917-555-0142",
    "marmalade",
    "trombone",
    "window seat",
    "saxophone",
    "bassoon",
)
"""Each stands somewhere in the library before the erasure, and nowhere after it."""


@dataclass(frozen=True, slots=True)
class Life:
    """Who it is, who else was there, what was borrowed, and acts worth trying to repeat or undo."""

    student_id: int
    other_id: int
    title_id: int
    check_out: Any
    check_in: Any
    added: Any
    visit: Any
    payment: Any
    canceled_hold: Any


def live(app: App, head: Actor, librarian: Actor) -> Life:
    """Add the patron, rename them, let them borrow, pay, come in, use a device, be blocked, and wait for a book."""
    draft = StudentDraft(
        "Oldquill",
        "Zenobia",
        lrn="136487019254",
        grade="10",
        section="Rizal",
        notes="Likes marmalade.",
        alert="Ask about the trombone.",
    )
    contacts = (
        Contact(ContactKind.EMAIL, "zenobia.q@example.org"),
        Contact(ContactKind.GUARDIAN, "0917-555-0142", "Guadalupe Quillfeather", consent=True),
    )
    added = app.students.add(head, draft, card="ZQ-77-4451", contacts=contacts)
    zenobia = added.value.student_id
    renamed = app.students.get(head, zenobia)
    married = replace(renamed.draft, family_name="Quillfeather")
    app.students.change(head, zenobia, renamed.version, married)
    app.students.set_photo(head, zenobia, PNG)
    app.students.set_photo(head, zenobia, None)
    app.students.set_photo(head, zenobia, PNG + b"2")
    app.students.replace_card(
        head, app.students.get(head, zenobia).cards[0].id, "ZQ-77-5000", "Fell out of the window seat"
    )
    app.students.enrol(head, zenobia, Enrolment("2026-2027", "10", "Rizal"))
    block = app.students.block(head, zenobia, [BlockScope.KIOSK], "Played the saxophone in the reading room.")
    app.students.lift_block(head, block.value.block_id)
    other = app.students.add(head, StudentDraft("Reyes", "Ben", grade="7"), card="C-2").value.student_id
    title = app.catalog.add_title(
        head, TitleDraft("Ibong Adarna"), [BookDraft("B0001", item_type="FICTION", collection="FIC")]
    ).value.title_id
    check_out = app.circulation.check_out(librarian, zenobia, "B0001")
    later = app.core.clock.now() + timedelta(days=20)
    app.circulation.renew(head, check_out.value.loan_id, due_by_hand=later)
    check_in = app.circulation.check_in(librarian, "B0001")
    # Somebody else's act that names them: the copy that comes back waits for Zenobia.
    app.circulation.check_out(librarian, other, "B0001")
    hold = app.holds.place(librarian, zenobia, title)
    named = app.circulation.check_in(librarian, "B0001")
    assert "Quillfeather" in (named.value.hold_for or "")
    cancelled = app.holds.cancel(librarian, hold.value.hold_id)
    app.ledger.charge(librarian, zenobia, ChargeType.MANUAL, 5_000, "Repair of a bassoon.")
    payment = app.ledger.pay(librarian, zenobia, 5_000, note="Brought by Guadalupe.")
    visit = app.attendance.enter(librarian, zenobia)
    device = app.equipment.add(head, EquipmentDraft("PC-1", "Computer 1", "COMPUTER")).value
    session = app.equipment.start_session(
        librarian, device.equipment_id, zenobia, condition_out="Zenobia saw a scratch."
    )
    app.equipment.end_session(librarian, session.value.session_id, "Sticky with marmalade.")
    app.attendance.leave(librarian, zenobia)
    _as_if_imported(app, zenobia)
    return Life(zenobia, other, title, check_out, check_in, added, visit, payment, cancelled)


def _as_if_imported(app: App, student_id: int) -> None:
    """The state an import kept, so that it could be undone."""
    with app.core.database.read() as connection:
        act_id = connection.execute(select(func.max(acts.c.id))).scalar_one()
    now = app.core.clock.now()

    def work(connection: Any) -> None:
        batch = connection.execute(
            insert(import_batches).values(
                act_id=act_id, kind="students", file_name="list.csv", file_digest="0", state="DONE", options="{}",
                counts="{}", started_at=now,
            )
        ).inserted_primary_key[0]  # fmt: skip
        connection.execute(
            insert(import_changes).values(
                batch_id=batch, entity="student", entity_id=student_id, version_after=9,
                state_before='{"draft": {"family_name": "Quillfeather"}}',
            )
        )  # fmt: skip

    app.core.database.write(work)


def able(context: TaskContext, app: App, actor: Actor) -> TaskContext:
    """The context of this person's tasks, with the verbs of the services."""
    calls = {name: partial(call, actor) for name, call in task_calls(app).items()}
    return replace(context, actor=actor, calls=calls)


def seal(app: App) -> None:
    """Let the audit settle and seal it."""
    app.core.clock.offset += timedelta(minutes=10)
    assert app.audit.seal() > 0


def left(databases: Iterable[Database], words: Iterable[str] = SECRETS) -> set[tuple[str, str, str]]:
    """Where these words stand, as (table, column, word): every column of every table of these databases."""
    wanted = [(word, word.casefold().encode()) for word in words]
    found = set()
    for database in databases:
        tables = MetaData()
        tables.reflect(database.engine)
        with database.engine.connect() as connection:
            for table in tables.tables.values():
                for row in connection.execute(select(table)):
                    for name, value in row._mapping.items():
                        said = value if isinstance(value, bytes) else str(value).encode()
                        found |= {
                            (table.name, name, word) for word, sought in wanted if sought in said.lower()
                        }
    return found


def loans_by_title(database: Database) -> dict[int, int]:
    """How often each title was lent."""
    query = select(loans.c.title_id, func.count()).group_by(loans.c.title_id)
    with database.read() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def money(database: Database) -> int:
    """All amounts of the ledger together."""
    with database.read() as connection:
        return int(connection.execute(select(func.sum(ledger.c.amount_minor))).scalar() or 0)
