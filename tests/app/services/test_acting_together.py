"""What several desks do at the same moment, in one transaction, leaves what one after the other would have left."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update

from app.bootstrap import App, build_on
from app.database import together
from app.database.engine import Database
from app.database.tables import acts, audit_logs, books, changes, loans, student_activities, students
from app.database.tally import Tally, tally
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.changes import Change, Receipt
from app.domain.ledger import ChargeType
from app.domain.members import StudentDraft
from app.errors import ClmsError, Unreachable
from app.services.acts import new_key
from tests.app.engines import SERVERS
from tests.app.services.company import act_together
from tests.servers.proxy import Cut, Proxy
from tests.waiting import PATIENCE_S

_PATRONS, _COPIES, _ACTS = 9, 14, 120

Work = Callable[[], Receipt[Any]]


@pytest.fixture(params=SERVERS)
def engine_name(request: pytest.FixtureRequest) -> str:
    """Where acts are carried out together; a file has one writer at a time."""
    return str(request.param)


@pytest.fixture
def patrons(app: App, head: Actor) -> list[int]:
    return [
        app.students.add(head, StudentDraft("Santos", f"Ana{n}", grade="7")).value.student_id
        for n in range(_PATRONS)
    ]


@pytest.fixture
def shelf(app: App, head: Actor, patrons: list[int]) -> list[str]:
    """Copies, two of a title; the rules were read, as they are in a server that has served."""
    numbers = [f"TOGETHER{n:02d}" for n in range(_COPIES)]
    for n in range(0, _COPIES, 2):
        app.catalog.add_title(
            head, TitleDraft(f"Shared {n}"), [BookDraft(each) for each in numbers[n : n + 2]]
        )
    app.circulation.check_out(head, patrons[0], numbers[0])
    app.circulation.check_in(head, numbers[0])
    return numbers


@pytest.fixture
def desk(app: App, librarian: Actor) -> Desk:
    return Desk(app, librarian)


class Desk:
    """Acts that wait to be carried out."""

    def __init__(self, app: App, actor: Actor) -> None:
        self._app = app
        self._actor = actor

    def out(self, patron: int, number: str, key: str = "") -> Work:
        given = key or new_key()
        return lambda: self._app.circulation.check_out(self._actor, patron, number, key=given)

    def back(self, number: str, key: str = "") -> Work:
        given = key or new_key()
        return lambda: self._app.circulation.check_in(self._actor, number, key=given)

    def act(self, *works: Work) -> tuple[list[Any], list[bool]]:
        return act_together(works, self._app.core.database)


# --- the same as one after the other ----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_they_leave_what_one_after_the_other_would(
    app: App, head: Actor, librarian: Actor, patrons: list[int], shelf: list[str], desk: Desk, seed: int
) -> None:
    """The same acts twice, with debts, holds, a blocked patron, limits that are reached, books that are late."""
    _trouble(app, head, patrons, shelf)
    order = _days_work(random.Random(seed), patrons, shelf)
    together_said, alone_said = [], []
    left = 0
    chance = random.Random(seed)
    began = _newest_act(app)
    while order:
        size = chance.randint(2, 8)
        some, order = order[:size], order[size:]
        said, alone = desk.act(*(_work(desk, each) for each in some))
        left += sum(alone)
        # Who was left came behind those who were not.
        ranked = sorted(range(len(some)), key=lambda place: alone[place])
        together_said += [(some[place], said[place]) for place in ranked]
    written = _written_since(app, began)
    assert 0 < left < _ACTS * 3 / 4

    _take_all_back(app, head, shelf)
    began = _newest_act(app)
    for each, _ in together_said:
        (said,), _ = act_together([_work(desk, each)], app.core.database)
        alone_said.append(said)
    assert [_words(said) for _, said in together_said] == [_words(said) for said in alone_said]
    assert written == _written_since(app, began)
    assert len({str(_words(said)) for said in alone_said}) > 5  # refusals of several kinds among them


def _trouble(app: App, head: Actor, patrons: list[int], shelf: list[str]) -> None:
    app.ledger.charge(head, patrons[1], ChargeType.MANUAL, 10, "ink")
    app.ledger.charge(head, patrons[2], ChargeType.MANUAL, 1_000_000, "a window")
    with app.core.database.transaction() as connection:
        connection.execute(update(students).where(students.c.id == patrons[3]).values(status="INACTIVE"))
        connection.execute(update(books).where(books.c.accession_number == shelf[4]).values(status="REPAIR"))


def _days_work(chance: random.Random, patrons: list[int], shelf: list[str]) -> list[tuple[str, int, str]]:
    return [
        (chance.choice(("out", "out", "back")), chance.choice(patrons), chance.choice(shelf))
        for _ in range(_ACTS)
    ]


def _work(desk: Desk, order: tuple[str, int, str]) -> Work:
    kind, patron, number = order
    return desk.out(patron, number) if kind == "out" else desk.back(number)


def _take_all_back(app: App, head: Actor, shelf: list[str]) -> None:
    for number in shelf:
        with app.core.database.read() as connection:
            query = select(loans.c.id).join(books, books.c.id == loans.c.open_book_id)
            lent = connection.execute(query.where(books.c.accession_number == number)).first()
        if lent is not None:
            app.circulation.check_in(head, number)


def _words(said: Any) -> Any:
    """What was answered, but for what differs from one time to the other: ids and moments."""
    if isinstance(said, ClmsError):
        return type(said).__name__, said.code, said.message
    value = said.value
    shown = ("accession_number", "patron", "due_on", "status", "fine_minor", "warnings", "steps", "why")
    return said.kind, said.changed, [getattr(value, name, None) for name in shown]


def _newest_act(app: App) -> int:
    with app.core.database.read() as connection:
        return connection.execute(select(acts.c.id).order_by(acts.c.id.desc()).limit(1)).scalar() or 0


def _written_since(app: App, act_id: int) -> list[Any]:
    """Every row of the acts behind this one, without ids and moments; rows of an act are told by its place."""
    with app.core.database.read() as connection:

        def rows(table: Any, column: Any, *shown: str) -> list[Any]:
            names = [table.c[name] for name in shown]
            found = connection.execute(
                select(column, *names).where(column > act_id).order_by(column, table.c.id)
            )
            return [(place[row[0]], *map(_plain, row[1:])) for row in found]

        ids = connection.execute(select(acts.c.id).where(acts.c.id > act_id).order_by(acts.c.id)).scalars()
        place = {id_: at for at, id_ in enumerate(ids)}
        return [
            rows(acts, acts.c.id, "kind", "actor", "local_day", "outcome"),
            rows(loans, loans.c.act_id, "book_id", "student_id", "due_on", "category", "policy", "renewals"),
            rows(loans, loans.c.close_act_id, "book_id", "student_id", "close_reason", "open_book_id"),
            rows(audit_logs, audit_logs.c.act_id, "action", "entity", "label", "state_before", "state_after"),
            rows(student_activities, student_activities.c.act_id, "student_id", "type", "book_id", "detail"),
            rows(changes, changes.c.act_id, "workstation", "flags", "tags"),
        ]


def _plain(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    without = re.sub(r'"loan_id":\d+', '"loan_id":0', value)
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "then", without)


def test_ids_are_those_of_the_rows(
    app: App, head: Actor, patrons: list[int], shelf: list[str], desk: Desk
) -> None:
    heard: list[Sequence[Change]] = []
    app.core.acts.tell = heard.append
    said, left = desk.act(*(desk.out(patron, number) for patron, number in zip(patrons, shelf, strict=False)))
    assert not any(left)
    (told,) = heard  # once for all
    with app.core.database.read() as connection:
        for receipt, change, patron in zip(said, told, patrons, strict=True):
            loan = connection.execute(select(loans).where(loans.c.id == receipt.value.loan_id)).one()
            act = connection.execute(select(acts).where(acts.c.id == receipt.act_id)).one()
            row = connection.execute(select(changes).where(changes.c.id == change.id)).one()
            assert (loan.student_id, loan.act_id, loan.open_book_id) == (
                patron,
                act.id,
                receipt.value.book_id,
            )
            assert json.loads(act.outcome)["value"]["loan_id"] == loan.id
            assert (row.act_id, receipt.position, tuple(row.tags.split("\n"))) == (
                act.id,
                change.id,
                change.tags,
            )
            (entry,) = app.audit.history(head, "loan", loan.id)
            assert entry.line.act_id == act.id


def test_ids_may_be_steps_apart(
    library_url: str, head: Actor, librarian: Actor, patrons: list[int], shelf: list[str]
) -> None:
    with build_on(Database(library_url, pool_size=1), bcrypt_rounds=4) as one:
        with one.core.database.transaction() as connection:
            connection.execute(text("SET SESSION auto_increment_increment = 5, auto_increment_offset = 2"))
        one.circulation.preview_check_out(librarian, patrons[0], shelf[0])
        desk = Desk(one, librarian)
        said, left = desk.act(
            *(desk.out(patron, number) for patron, number in zip(patrons, shelf, strict=False))
        )
        assert not any(left)
        with one.core.database.read() as connection:
            for receipt, patron in zip(said, patrons, strict=True):
                loan = connection.execute(select(loans).where(loans.c.id == receipt.value.loan_id)).one()
                assert (loan.student_id, loan.act_id) == (patron, receipt.act_id)
        with one.core.database.transaction() as connection:
            connection.execute(text("SET SESSION auto_increment_increment = 1, auto_increment_offset = 1"))


def test_each_is_told_what_it_asked_of_the_database(patrons: list[int], shelf: list[str], desk: Desk) -> None:
    counts = [Tally() for _ in range(3)]

    def counted(place: int) -> Work:
        def work() -> Receipt[Any]:
            tally.set(counts[place])
            return desk.out(patrons[place], shelf[2 * place])()

        return work

    desk.act(*(counted(place) for place in range(3)))
    assert [each.statements for each in counts] == [9, 9, 9]
    assert all(each.seconds > 0 for each in counts)


# --- who is left ------------------------------------------------------------------------------------------------


def test_the_same_patron_and_the_same_copy_come_one_after_the_other(
    patrons: list[int], shelf: list[str], desk: Desk
) -> None:
    said, left = desk.act(
        desk.out(patrons[0], shelf[0]),
        desk.out(patrons[0], shelf[2]),
        desk.out(patrons[1], shelf[0]),
        desk.out(patrons[2], shelf[4]),
    )
    assert left == [False, True, True, False]
    assert [getattr(each, "code", "") or each.kind for each in said] == [
        "check_out", "check_out", "on_loan_to_other", "check_out",
    ]  # fmt: skip


def test_a_limit_is_kept(app: App, patrons: list[int], shelf: list[str], desk: Desk) -> None:
    said, _ = desk.act(*(desk.out(patrons[0], number) for number in shelf[::2]))
    lent = [each for each in said if isinstance(each, Receipt)]
    assert 0 < len(lent) < len(said)
    with app.core.database.read() as connection:
        open_loans = select(loans.c.id).where(loans.c.open_book_id.is_not(None))
        assert len(connection.execute(open_loans).all()) == len(lent)


def test_nobody_waits_for_a_row_that_another_holds(
    app: App, patrons: list[int], shelf: list[str], desk: Desk
) -> None:
    database = app.core.database
    works = [desk.out(patron, number) for patron, number in zip(patrons[:3], shelf, strict=False)]
    with database.transaction() as elsewhere:
        elsewhere.execute(select(students.c.id).where(students.c.id == patrons[1]).with_for_update()).one()
        before = _row_lock_waits(database)
        assert together.carry_out(works, database) == [True, True, True]
        assert _row_lock_waits(database) == before
    with database.read() as connection:
        assert not connection.execute(select(loans.c.id).where(loans.c.open_book_id.is_not(None))).all()
    said, left = act_together(works, database)
    assert [each.kind for each in said] == ["check_out"] * 3
    assert not any(left)


def _row_lock_waits(database: Database) -> int:
    with database.read() as connection:
        return int(connection.execute(text("SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_waits'")).one()[1])


def test_a_key_counts_once(app: App, patrons: list[int], shelf: list[str], desk: Desk) -> None:
    key = new_key()
    said, left = desk.act(
        desk.out(patrons[0], shelf[0], key),
        desk.out(patrons[1], shelf[2]),
        desk.out(patrons[0], shelf[0], key),
    )
    assert (left[2], said[2].replayed, said[2].act_id) == (True, True, said[0].act_id)
    said, _ = desk.act(desk.out(patrons[0], shelf[0], key), desk.out(patrons[2], shelf[4]))
    assert (said[0].replayed, said[1].replayed) == (True, False)


def test_who_comes_alone_acts_as_ever(patrons: list[int], shelf: list[str], desk: Desk) -> None:
    said, left = desk.act(desk.out(patrons[0], shelf[0]))
    assert (said[0].kind, left) == ("check_out", [False])


def test_what_an_act_cannot_do_in_company_it_does_alone(
    app: App, head: Actor, patrons: list[int], shelf: list[str], desk: Desk
) -> None:
    """A late book costs a fine, and a copy somebody waits for goes to the hold shelf."""
    app.core.clock.offset -= timedelta(days=60)
    app.circulation.check_out(head, patrons[0], shelf[0])
    app.core.clock.offset += timedelta(days=60)
    app.circulation.check_out(head, patrons[1], shelf[2])
    app.circulation.check_out(head, patrons[2], shelf[4])
    app.circulation.check_out(head, patrons[3], shelf[5])
    title = app.catalog.book(head, shelf[4]).title_id
    app.holds.place(head, patrons[4], title)
    said, left = desk.act(desk.back(shelf[0]), desk.back(shelf[2]), desk.back(shelf[4]), desk.back(shelf[6]))
    assert said[0].value.fine_minor > 0
    assert said[2].value.hold_id is not None
    assert left == [True, False, True, False]


# --- what goes wrong --------------------------------------------------------------------------------------------


@pytest.fixture
def proxy(library_url: str) -> Iterator[Proxy]:
    with Proxy.before(library_url) as proxy:
        yield proxy


@pytest.mark.parametrize("cut", list(Cut))
def test_a_connection_that_breaks_at_the_commit_lends_once(
    app: App, proxy: Proxy, librarian: Actor, patrons: list[int], shelf: list[str], cut: Cut
) -> None:
    with build_on(Database(proxy.url, pool_size=2), bcrypt_rounds=4) as far:
        far.circulation.preview_check_out(librarian, patrons[0], shelf[0])
        desk, here = Desk(far, librarian), app.core.database
        for turn in range(3):
            kind = "check_in" if turn % 2 else "check_out"
            pairs = list(zip(patrons, shelf, strict=False))
            works = [desk.back(number) if turn % 2 else desk.out(patron, number) for patron, number in pairs]
            began, plan = _newest_act(app), proxy.cut_next(cut)
            said, left = desk.act(*works)
            assert plan.happened.wait(PATIENCE_S)
            assert all(left)
            assert [(each.kind, each.replayed) for each in said] == [
                (kind, cut is Cut.BEFORE_ANSWER)
            ] * _PATRONS
            with here.read() as connection:
                written = connection.execute(select(acts.c.kind).where(acts.c.id > began)).scalars().all()
                out = connection.execute(select(loans.c.id).where(loans.c.open_book_id.is_not(None))).all()
            assert written == [kind] * _PATRONS
            assert len(out) == (0 if turn % 2 else _PATRONS)


def test_all_are_told_that_the_database_is_away(
    proxy: Proxy, librarian: Actor, patrons: list[int], shelf: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.database.engine._ATTEMPTS", 2)
    with build_on(Database(proxy.url, pool_size=2), bcrypt_rounds=4) as far:
        far.circulation.preview_check_out(librarian, patrons[0], shelf[0])
        desk = Desk(far, librarian)
        proxy.refuse()
        proxy.cut_all()
        said, left = desk.act(
            *(desk.out(patron, number) for patron, number in zip(patrons, shelf, strict=False))
        )
        assert all(isinstance(each, Unreachable) for each in said)
        assert not any(left)
        proxy.refuse(False)
        said, _ = desk.act(
            *(desk.out(patron, number) for patron, number in zip(patrons, shelf, strict=False))
        )
        assert [each.kind for each in said] == ["check_out"] * _PATRONS
