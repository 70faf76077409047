"""check-integrity: a real library is sound; each kind of damage is found, and what can be repaired is."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select, text, update

from app.bootstrap import App
from app.database.tables import (
    allocations,
    audit_logs,
    books,
    drawers,
    equipment,
    ledger,
    patron_index,
    title_index,
)
from app.domain.actors import Actor
from app.domain.audit import SealReport
from app.errors import Stopped
from app.maintenance import check_integrity
from app.maintenance.context import TaskContext

LOOK, MEND = check_integrity.Params(), check_integrity.Params(repair=True)


@pytest.fixture
def sample(app: App, person: Callable[..., Actor], context: TaskContext) -> TaskContext:
    """A library with two months behind it."""
    from app.domain.actors import Role

    app.sample.create(person(Role.ADMIN, "Ada"), titles=60, students=30, activities=600)
    return dataclasses.replace(context, calls={"verify_audit": lambda: SealReport(0, 0, 0, 0, "")})


def unguarded(context: TaskContext, *statements: Any) -> None:
    """Do what the engine's own checks would refuse."""

    def work(connection: Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    if context.engine == "sqlite":
        with context.database.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            work(connection)
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")
            connection.exec_driver_sql("BEGIN")
        return
    context.database.write(
        lambda connection: (
            connection.execute(text("SET foreign_key_checks = 0")),
            work(connection),
            connection.execute(text("SET foreign_key_checks = 1")),
        )
    )


def test_a_lifelike_library_is_sound_and_its_damage_is_found(sample: TaskContext, app: App) -> None:
    clean = check_integrity.run(sample, MEND)
    assert clean.data["findings"] == [] and clean.figures[0].value > 70, clean.data
    assert clean.summary == "Everything fits." and clean.warnings == ()
    with sample.database.read() as connection:
        b, e = books.c, equipment.c
        out, kept = (
            connection.execute(select(b.id).where(b.status == status)).scalars().all()
            for status in ("LOANED", "AVAILABLE")
        )
        device = connection.execute(select(e.id).where(e.status == "AVAILABLE").limit(1)).scalar_one()
    titles, patrons = title_index.entries, patron_index.entries
    unguarded(
        sample,
        update(books).where(books.c.id == out[0]).values(status="AVAILABLE"),
        update(books).where(books.c.id == kept[0]).values(status="LOANED"),
        update(equipment).where(equipment.c.id == device).values(status="IN_USE"),
        delete(titles).where(titles.c.title_id == 3),
        delete(patrons).where(patrons.c.patron_id == 4),
        text("DROP TRIGGER ledger_no_update"),
    )
    plan = check_integrity.plan(sample, MEND)
    found = check_integrity.run(sample, LOOK)
    kinds = {finding["kind"]: finding for finding in found.data["findings"]}
    assert set(kinds) == {"book_status", "equipment_status", "title_search", "patron_search", "append_only"}
    assert kinds["book_status"]["ids"] == tuple(sorted((out[0], kept[0]))) and kinds["title_search"][
        "ids"
    ] == (3,)
    assert all(finding["repairable"] for finding in kinds.values()) and kinds["append_only"]["ids"] == (
        "ledger",
    )
    mended = check_integrity.run(sample, MEND)
    assert plan.figures[0].value == mended.figures[2].value == 6
    assert check_integrity.run(sample, MEND).data["findings"] == []
    with sample.database.read() as connection:
        rows = connection.execute(select(audit_logs).where(audit_logs.c.action == "repair")).all()
    assert sorted(row.entity for row in rows) == ["book", "book", "equipment"]


def test_money_orphans_and_an_altered_audit_are_found_and_not_touched(sample: TaskContext) -> None:
    with sample.database.read() as connection:
        charge = connection.execute(select(ledger).where(ledger.c.kind == "CHARGE").limit(1)).one()
        act = charge.act_id
    too_much = {"act_id": act, "charge_id": charge.id, "amount_minor": charge.amount_minor + 1}
    credit = {
        "act_id": act, "student_id": charge.student_id, "kind": "PAYMENT", "type": "MANUAL", "currency": "PHP",
        "amount_minor": charge.amount_minor + 1, "at": charge.at, "local_day": charge.local_day, "note": "",
    }  # fmt: skip

    def spoil(connection: Connection) -> None:
        paid = connection.execute(insert(ledger).values(credit)).inserted_primary_key[0]
        connection.execute(insert(allocations).values(credit_id=paid, **too_much))
        connection.execute(update(drawers).values(last_receipt=drawers.c.last_receipt + 1))

    sample.database.write(spoil)
    unguarded(sample, update(books).where(books.c.id == 2).values(title_id=999_999))
    broken = SealReport(1, 1, 0, 0, "ab", broken_id=7, reason="This entry was altered.")
    sample = dataclasses.replace(sample, calls={"verify_audit": lambda: broken})
    done = check_integrity.run(sample, MEND)
    kinds = {finding["kind"]: finding for finding in done.data["findings"]}
    assert kinds["accounts"]["ids"] == (charge.student_id,) and kinds["receipts"]["total"] == 1
    assert kinds["orphans"]["ids"] == (2,) and "books.title_id" in kinds["orphans"]["text"]
    assert kinds["audit"]["ids"] == (7,) and done.figures[2].value == 0


def test_a_stop_leaves_whole_acts(sample: TaskContext, noted_run: Any) -> None:
    unguarded(sample, update(books).where(books.c.status == "AVAILABLE").values(status="LOANED"))
    noted_run.stop_at = 3
    with pytest.raises(Stopped):
        check_integrity.run(sample, MEND)
    noted_run.stop_at = 0
    left = check_integrity.plan(sample, MEND).figures[0].value
    assert check_integrity.run(sample, MEND).figures[2].value == left
    assert check_integrity.plan(dataclasses.replace(sample), MEND).figures[0].value == 0


def test_without_a_way_to_check_the_audit_it_says_so(context: TaskContext) -> None:
    assert "was not checked" in check_integrity.run(context, LOOK).warnings[0]
