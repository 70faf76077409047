"""The last copy, the last renewal and the same payment, wanted by many clients in several processes at once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from app.bootstrap import App
from app.database.tables import ledger, loans, renewals
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.ledger import ChargeType
from app.domain.members import StudentDraft
from app.domain.policies import PolicyKey, PolicyRow
from tests.app.engines import SERVERS

PROCESSES = 4


class Crowd:
    """Clients spread over four processes, released together."""

    def __init__(self, url: str, clients: int) -> None:
        self.clients = clients
        each = -(-clients // PROCESSES)
        self._processes = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.app.services.rush", url, str(each)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(PROCESSES)
        ]

    def rush(self, order: dict[str, Any], clients: list[Any]) -> Counter[str]:
        """Let all clients do ``order`` at once and count what became of it."""
        for n, process in enumerate(self._processes):
            self._say(process, json.dumps({**order, "clients": clients[n::PROCESSES]}))
        for process in self._processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in self._processes:
            self._say(process, "go")
        answers: Counter[str] = Counter()
        for process in self._processes:
            assert process.stdout is not None
            answers.update(json.loads(process.stdout.readline()))
        return answers

    def close(self) -> None:
        """End the processes by ending their input."""
        for process in self._processes:
            assert process.stdin is not None
            process.stdin.close()
        for process in self._processes:
            assert process.wait(30) == 0
            assert process.stdout is not None
            process.stdout.close()

    @staticmethod
    def _say(process: subprocess.Popen[str], line: str) -> None:
        assert process.stdin is not None
        process.stdin.write(line + "\n")
        process.stdin.flush()


@pytest.fixture(
    params=[pytest.param((50, 20), marks=pytest.mark.long, id="50x20"), pytest.param((20, 2), id="20x2")]
)
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """How many clients, how many rounds."""
    return tuple(request.param)


@pytest.fixture
def crowd(library_url: str, size: tuple[int, int]) -> Iterator[Crowd]:
    crowd = Crowd(library_url, size[0])
    yield crowd
    crowd.close()


def students(app: App, head: Actor, number: int) -> list[int]:
    """So many patrons."""
    return [
        app.students.add(head, StudentDraft(f"Rush{n}", "Ana", grade="7")).value.student_id
        for n in range(number)
    ]


def test_the_last_copy_is_lent_once(app: App, head: Actor, crowd: Crowd, size: tuple[int, int]) -> None:
    clients, rounds = size
    people = students(app, head, clients)
    for turn in range(rounds):
        number = f"LAST{turn:05d}"
        app.catalog.add_title(head, TitleDraft(f"The last copy {turn}"), [BookDraft(number)])
        answers = crowd.rush({"what": "check_out", "number": number}, people)
        assert answers == {"ok": 1, "on_loan_to_other": clients - 1}
        with app.core.database.read() as connection:
            query = select(func.count()).where(loans.c.book_id == app.catalog.book(head, number).id)
            assert connection.execute(query.select_from(loans)).scalar_one() == 1
        app.circulation.check_in(head, number)


@pytest.mark.parametrize("engine_name", SERVERS, indirect=True)  # a file has one writer at a time
def test_who_acts_together_meets_others_who_do(
    app: App, head: Actor, crowd: Crowd, size: tuple[int, int]
) -> None:
    """In four processes, two threads each: everybody's own copy, and then one that all of them want."""
    clients, rounds = size
    people = students(app, head, clients)
    for turn in range(rounds):
        numbers = [f"OWN{turn:05d}-{each:05d}" for each in people]
        last = f"ONE{turn:05d}"
        app.catalog.add_title(
            head, TitleDraft(f"For all {turn}"), [BookDraft(each) for each in (*numbers, last)]
        )
        order = {"what": "check_out", "together": True, "numbers": f"OWN{turn:05d}-"}
        assert crowd.rush(order, people) == {"ok": clients}
        answers = crowd.rush({"what": "check_out", "together": True, "number": last}, people)
        assert answers == {"ok": 1, "on_loan_to_other": clients - 1}
        with app.core.database.read() as connection:
            lent = select(loans.c.student_id, loans.c.book_id).where(loans.c.open_book_id.is_not(None))
            found = connection.execute(lent).all()
        assert len(found) == clients + 1
        for number in (*numbers, last):
            app.circulation.check_in(head, number)


def test_the_last_renewal_is_given_once(app: App, head: Actor, crowd: Crowd, size: tuple[int, int]) -> None:
    clients, rounds = size
    (fallback,) = [one.row for one in app.policies.list(head) if one.row.key == PolicyKey()]
    app.policies.save(
        head, PolicyRow(PolicyKey(), {**fallback.values, "renewals_allowed": 1}, id=fallback.id)
    )
    (patron,) = students(app, head, 1)
    for turn in range(rounds):
        number = f"RENEW{turn:05d}"
        app.catalog.add_title(head, TitleDraft(f"The last renewal {turn}"), [BookDraft(number)])
        app.core.clock.offset -= timedelta(days=3)
        loan = app.circulation.check_out(head, patron, number).value.loan_id
        app.core.clock.offset += timedelta(days=3)
        answers = crowd.rush({"what": "renew", "loan": loan}, list(range(clients)))
        assert answers == {"ok": 1, "no_renewals_left": clients - 1}
        with app.core.database.read() as connection:
            query = select(func.count()).select_from(renewals).where(renewals.c.loan_id == loan)
            assert connection.execute(query).scalar_one() == 1
        app.circulation.check_in(head, number)


def test_a_debt_is_paid_once(app: App, head: Actor, crowd: Crowd, size: tuple[int, int]) -> None:
    clients, rounds = size
    (patron,) = students(app, head, 1)
    for _ in range(rounds):
        app.ledger.charge(head, patron, ChargeType.MANUAL, 500, "a lost pencil")
        order = {"what": "pay", "student": patron, "amount": 500}
        answers = crowd.rush(order, list(range(clients)))
        assert answers == {"ok": 1, "over_payment": clients - 1}
    view = app.ledger.account(head, patron)
    assert view.owed_minor == 0
    assert view.credit_minor == 0
    with app.core.database.read() as connection:
        query = select(ledger.c.receipt_number).where(ledger.c.kind == "PAYMENT").order_by(ledger.c.id)
        assert list(connection.execute(query).scalars()) == list(range(1, rounds + 1))
