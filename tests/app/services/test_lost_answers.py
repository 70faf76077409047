"""A connection that breaks around COMMIT never lends twice and never loses a loan."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from app.bootstrap import App, build_on
from app.database.engine import Database
from app.database.tables import acts, ledger, loans
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, BookStatus, TitleDraft
from app.domain.ledger import ChargeType
from app.domain.members import StudentDraft
from app.errors import Unreachable
from app.services.acts import new_key
from tests.app.engines import SERVERS
from tests.servers.proxy import Cut, Proxy
from tests.waiting import PATIENCE_S


@pytest.fixture(params=SERVERS)
def engine_name(request: pytest.FixtureRequest) -> str:
    """The engines that are reached over a connection which can be cut; a file has none."""
    return str(request.param)


@pytest.fixture
def proxy(library_url: str) -> Iterator[Proxy]:
    with Proxy.before(library_url) as proxy:
        yield proxy


@pytest.fixture
def far(proxy: Proxy) -> Iterator[App]:
    """An App that reaches its database through the proxy."""
    with build_on(Database(proxy.url, pool_size=2), bcrypt_rounds=4) as built:
        yield built


@pytest.mark.parametrize("cut", list(Cut))
def test_a_check_out_happens_once(app: App, far: App, proxy: Proxy, head: Actor, cut: Cut) -> None:
    student = app.students.add(head, StudentDraft("Santos", "Ana", grade="7")).value.student_id
    for turn in range(5):
        number = f"CUT{turn:05d}"
        app.catalog.add_title(head, TitleDraft(f"Cut {turn}"), [BookDraft(number)])
        plan = proxy.cut_next(cut)
        key = new_key()
        receipt = far.circulation.check_out(head, student, number, key=key)
        assert plan.happened.wait(PATIENCE_S)
        assert receipt.replayed is (cut is Cut.BEFORE_ANSWER)
        assert app.catalog.book(head, number).status is BookStatus.LOANED
        assert count(app, loans.c.book_id == receipt.value.book_id) == 1
        with app.core.database.read() as connection:
            assert connection.execute(select(func.count()).where(acts.c.key == key)).scalar_one() == 1
        back = proxy.cut_next(cut)
        far.circulation.check_in(head, number)
        assert back.happened.wait(PATIENCE_S)
        assert app.catalog.book(head, number).status is BookStatus.AVAILABLE
        assert count(app, loans.c.open_book_id.is_not(None)) == 0


@pytest.mark.parametrize("cut", list(Cut))
def test_a_payment_is_taken_once(app: App, far: App, proxy: Proxy, head: Actor, cut: Cut) -> None:
    student = app.students.add(head, StudentDraft("Santos", "Ana", grade="7")).value.student_id
    app.ledger.charge(head, student, ChargeType.MANUAL, 1_000, "ink")
    plan = proxy.cut_next(cut)
    assert far.ledger.pay(head, student, 600).value.owed_minor == 400
    assert plan.happened.wait(PATIENCE_S)
    with app.core.database.read() as connection:
        paid = (
            connection.execute(select(ledger.c.amount_minor).where(ledger.c.kind == "PAYMENT"))
            .scalars()
            .all()
        )
    assert list(paid) == [600]


def count(app: App, condition: object) -> int:
    """How many loans there are."""
    with app.core.database.read() as connection:
        return connection.execute(select(func.count()).select_from(loans).where(condition)).scalar_one()  # type: ignore[arg-type]


def test_a_server_that_stays_away_leaves_the_outcome_open_and_says_so(
    app: App, far: App, proxy: Proxy, head: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.database.engine._ATTEMPTS", 3)
    student = app.students.add(head, StudentDraft("Santos", "Ana", grade="7")).value.student_id
    app.catalog.add_title(head, TitleDraft("Away"), [BookDraft("AWAY00001")])
    key = new_key()
    for _ in range(3):
        proxy.cut_next(Cut.BEFORE_SERVER)
    with pytest.raises(Unreachable) as away:
        far.circulation.check_out(head, student, "AWAY00001", key=key)
    assert away.value.code == "outcome_unknown"
    assert (
        far.circulation.check_out(head, student, "AWAY00001", key=key).value.accession_number == "AWAY00001"
    )
    assert count(app, loans.c.open_book_id.is_not(None)) == 1
