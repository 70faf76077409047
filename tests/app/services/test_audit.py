"""The audit: lists, details, and the seal that shows every later change."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, delete, func, insert, select, text, update

from app.bootstrap import App, build_on
from app.database.clock import Clock
from app.database.engine import Database
from app.database.tables import audit_logs, audit_seals, students
from app.database.unit import Unit
from app.domain.actors import Actor, Role
from app.domain.audit import AuditQuery, SealReport, differences
from app.domain.paging import Window
from app.errors import Denied, NotFound

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)  # noon in Manila


class _At(Clock):
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        super().__init__()
        self.at = NOON

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> _At:
    return _At()


@pytest.fixture
def app(database: Database, clock: _At) -> App:
    return build_on(database, clock=clock, bcrypt_rounds=4)


def _note(app: App, actor: Actor, action: str, label: str, entity_id: int = 1, **states: Any) -> int:
    def work(unit: Unit) -> int:
        unit.audit(action, "thing", entity_id, label, **states)
        return entity_id

    return app.core.acts.perform(actor, "note", work, result=int).act_id


def _labels(app: App, actor: Actor, query: AuditQuery, window: Window = Window()) -> list[str]:  # noqa: B008
    return [line.label for line in app.audit.list(actor, query, window).rows]


def test_the_newest_come_first_page_by_page(app: App, head: Actor, clock: _At) -> None:
    for n in range(7):
        clock.at = NOON + timedelta(seconds=n // 3)
        _note(app, head, "add", f"n{n}")
    first = app.audit.list(head, AuditQuery(), Window(limit=3))
    second = app.audit.list(head, AuditQuery(), Window(limit=3, after=first.cursor))
    third = app.audit.list(head, AuditQuery(), Window(limit=3, after=second.cursor))
    seen = [line.label for page in (first, second, third) for line in page.rows]
    assert seen == ["n6", "n5", "n4", "n3", "n2", "n1", "n0"]
    assert third.cursor is None
    assert _labels(app, head, AuditQuery(), Window(start=5)) == ["n1", "n0"]
    assert app.audit.count(head, AuditQuery()).value == 7


def test_filters_narrow_the_list(app: App, head: Actor, librarian: Actor, clock: _At) -> None:
    _note(app, head, "add", "Émile and the Ñandú", 1)
    act = _note(app, librarian, "change", "100% cotton", 2)
    clock.at = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)  # half past midnight of the next day in Manila
    _note(app, librarian, "add", "after midnight", 3)
    assert _labels(app, head, AuditQuery(text="nandu EMILE")) == ["Émile and the Ñandú"]
    assert _labels(app, head, AuditQuery(text="lia 100")) == ["100% cotton"]
    assert _labels(app, head, AuditQuery(text="%")) == ["100% cotton"]
    assert _labels(app, head, AuditQuery(text="_")) == []
    assert _labels(app, head, AuditQuery(text="';--\\ /")) == []
    assert _labels(app, head, AuditQuery(text=" \0 ")) == _labels(app, head, AuditQuery())
    assert _labels(app, head, AuditQuery(actor="Lia", action="add")) == ["after midnight"]
    assert _labels(app, head, AuditQuery(entity="thing", entity_id=2)) == ["100% cotton"]
    assert _labels(app, head, AuditQuery(act_id=act)) == ["100% cotton"]
    assert _labels(app, head, AuditQuery(first_day=date(2026, 3, 3))) == ["after midnight"]
    assert _labels(app, head, AuditQuery(last_day=date(2026, 3, 2))) == ["100% cotton", "Émile and the Ñandú"]
    assert app.audit.count(head, AuditQuery(workstation="DESK-1", text="midnight")).value == 1
    choices = app.audit.choices(head)
    assert (choices.actors, choices.actions, choices.entities) == (
        ("Helena", "Lia"),
        ("add", "change"),
        ("thing",),
    )


def test_an_entry_shows_before_and_after(app: App, head: Actor) -> None:
    act = _note(app, head, "change", "x", 5, before={"a": 1, "b": "old"}, after={"a": 1, "b": "new"})
    [line] = app.audit.list(head, AuditQuery(), Window()).rows
    entry = app.audit.entry(head, line.id)
    assert [(d.field, d.before, d.after) for d in entry.differences] == [("b", "old", "new")]
    assert (entry.act_kind, entry.line.act_id, entry.undone_by) == ("note", act, None)
    app.core.acts.perform(head, "undo", lambda unit: 1, result=int, reverses=act)
    assert app.audit.entry(head, line.id).undone_by is not None
    assert app.audit.history(head, "thing", 5) == (app.audit.entry(head, line.id),)
    assert app.audit.history(head, "thing", 6) == ()
    with pytest.raises(NotFound):
        app.audit.entry(head, 999)


def test_who_may_look(app: App, librarian: Actor, kiosk: Actor, person: Callable[..., Actor]) -> None:
    operator = person(Role.OPERATOR, "Op")
    app.audit.list(operator, AuditQuery(), Window())
    app.audit.history(librarian, "title", 1)
    for attempt in (
        lambda: app.audit.list(librarian, AuditQuery(), Window()),
        lambda: app.audit.count(librarian, AuditQuery()),
        lambda: app.audit.entry(librarian, 1),
        lambda: app.audit.choices(librarian),
        lambda: app.audit.verify(librarian),
        lambda: app.audit.history(librarian, "user", 1),
        lambda: app.audit.history(kiosk, "title", 1),
    ):
        with pytest.raises(Denied):
            attempt()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, '{"a":1}', [("a", None, "1")]),
        (
            '{"a":{"b":[1,2]},"c":true}',
            '{"a":{"b":[1]},"c":false}',
            [("a.b", "1, 2", "1"), ("c", "yes", "no")],
        ),
        ('{"n":[{"x":"1"},{"x":"2"}]}', '{"n":[{"x":"1"}]}', [("n.2.x", "2", None)]),
        ('{"a":null}', '{"a":""}', [("a", None, "")]),
        ('{"a":1}', '{"a":1}', []),
        ('"old"', '"new"', [("value", "old", "new")]),
        (None, None, []),
    ],
)
def test_differences(before: str | None, after: str | None, expected: list[tuple[str, str, str]]) -> None:
    assert [(d.field, d.before, d.after) for d in differences(before, after)] == expected


# The seal


@pytest.fixture
def sealed(app: App, head: Actor, clock: _At) -> App:
    """Ten entries in seals of four, and one that is still too fresh."""
    for n in range(10):
        _note(app, head, "add", f"n{n}", n, after={"n": n})
    clock.at += timedelta(minutes=6)
    _note(app, head, "add", "fresh")
    assert app.audit.seal(batch=4) == 10
    assert app.audit.seal(batch=4) == 0
    return app


def _verify(app: App, actor: Actor) -> SealReport:
    return app.audit.verify(actor)


def _break_triggers(connection: Connection) -> None:
    """Whoever alters the audit first removes what guards it."""
    if connection.dialect.name == "sqlite":
        names = (
            connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
        )
    else:
        names = (
            connection.execute(
                text(
                    "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()"
                    " AND event_object_table IN ('audit_logs', 'audit_seals')"
                )
            )
            .scalars()
            .all()
        )
    for name in names:
        connection.execute(text(f"DROP TRIGGER {name}"))


def test_an_untouched_audit_is_intact(sealed: App, head: Actor) -> None:
    report = _verify(sealed, head)
    assert report.intact
    assert (report.seals, report.sealed, report.waiting, report.erased) == (3, 10, 1, 0)
    assert len(report.head) == 64


@pytest.mark.parametrize(
    ("tamper", "row", "reason"),
    [
        (lambda id_: update(audit_logs).where(audit_logs.c.id == id_).values(actor="Somebody"), 6, "altered"),
        (lambda id_: update(audit_logs).where(audit_logs.c.id == id_).values(label="other"), 2, "altered"),
        (
            lambda id_: (
                update(audit_logs).where(audit_logs.c.id == id_).values(timestamp=NOON - timedelta(days=1))
            ),
            9,
            "altered",
        ),
        (
            lambda id_: update(audit_logs).where(audit_logs.c.id == id_).values(state_after='{"n":99}'),
            3,
            "before or after",
        ),
        (lambda id_: delete(audit_logs).where(audit_logs.c.id == id_), 4, "removed"),
        (lambda id_: delete(audit_logs).where(audit_logs.c.id == id_), 9, "removed"),
    ],
)
def test_the_first_altered_entry_is_named(
    sealed: App, head: Actor, database: Database, tamper: Callable[[int], Any], row: int, reason: str
) -> None:
    with database.read() as connection:
        ids = connection.execute(select(audit_logs.c.id).order_by(audit_logs.c.id)).scalars().all()
    database.write(lambda c: (_break_triggers(c), c.execute(tamper(ids[row])))[1].rowcount)
    report = _verify(sealed, head)
    assert not report.intact
    assert report.broken_id == ids[row]
    assert reason in report.reason


def test_an_entry_slipped_in_is_named(sealed: App, head: Actor, database: Database) -> None:
    def slip(connection: Connection) -> int:
        _break_triggers(connection)
        row = dict(connection.execute(select(audit_logs).order_by(audit_logs.c.id)).mappings().all()[5])
        connection.execute(delete(audit_logs).where(audit_logs.c.id == row["id"]))
        connection.execute(insert(audit_logs).values({**row, "action": "delete"}))
        return int(row["id"])

    slipped = database.write(slip)
    assert _verify(sealed, head).broken_id == slipped


def test_a_seal_made_anew_over_altered_entries_does_not_hide_them(
    sealed: App, head: Actor, database: Database
) -> None:
    def forge(connection: Connection) -> None:
        _break_triggers(connection)
        ids = connection.execute(select(audit_logs.c.id).order_by(audit_logs.c.id)).scalars().all()
        connection.execute(update(audit_logs).where(audit_logs.c.id == ids[1]).values(actor="Somebody"))
        first = connection.execute(select(func.min(audit_seals.c.id))).scalar_one()
        connection.execute(delete(audit_seals).where(audit_seals.c.id == first))

    database.write(forge)
    report = _verify(sealed, head)
    assert not report.intact


def test_erasing_a_person_leaves_the_chain_valid(
    app: App, head: Actor, clock: _At, database: Database
) -> None:
    def enter(unit: Unit) -> int:
        row = {
            "branch_id": 1,
            "kind": "STUDENT",
            "name": "Reyes, Lia",
            "family_name": "Reyes",
            "given_name": "Lia",
            "name_sort": b"reyes lia",
            "category": "STUDENT",
            "status": "ACTIVE",
            "audit_key": b"k" * 32,
            "created_act_id": unit.act_id,
            "created_at": unit.now,
            "updated_at": unit.now,
            "version": 1,
        }
        done = unit.connection.execute(insert(students).values(**row))
        assert done.inserted_primary_key is not None
        id_ = int(done.inserted_primary_key[0])
        unit.audit("add", "student", id_, "Reyes, Lia", after={"name": "Reyes, Lia"}, student_id=id_)
        return id_

    student = app.core.acts.perform(head, "add_student", enter, result=int).value
    _note(app, head, "add", "other")
    clock.at += timedelta(minutes=6)
    assert app.audit.seal() == 2
    assert _verify(app, head).intact

    def erase(connection: Connection) -> None:
        connection.execute(update(students).where(students.c.id == student).values(audit_key=None))
        erased = update(audit_logs).where(audit_logs.c.student_id == student)
        connection.execute(erased.values(state_before=None, state_after=None, label=""))

    database.write(erase)
    report = _verify(app, head)
    assert report.intact
    assert report.erased == 1


def test_two_sealers_at_once_seal_each_entry_once(app: App, head: Actor, clock: _At) -> None:
    for n in range(30):
        _note(app, head, "add", f"n{n}")
    clock.at += timedelta(minutes=6)
    sealed: list[int] = []
    ready = threading.Barrier(3)

    def run() -> None:
        ready.wait()
        sealed.append(app.audit.seal(batch=5))

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sealed) == 30
    report = _verify(app, head)
    assert report.intact
    assert report.sealed == 30
