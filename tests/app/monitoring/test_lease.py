"""Who watches: one at a time, the better placed at once, an equal when the holder's heart stood still."""

from __future__ import annotations

import contextlib
import threading
from datetime import timedelta

import pytest

from app.database import watch
from app.database.clock import Clock
from app.database.engine import Database
from app.domain.watching import Rank
from app.errors import Unreachable
from app.monitoring import lease as module
from app.monitoring.lease import Lease, LeaseLost


@pytest.fixture
def tick(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock that nobody sets, held still."""
    now = [100.0]
    monkeypatch.setattr(module, "awake_s", lambda: now[0])
    return now


def _holder(store: Database) -> str:
    with store.read() as connection:
        row = watch.lease(connection)
    assert row is not None
    return row.holder


def _candidate(store: Database, name: str, rank: Rank = Rank.WORKER) -> Lease:
    return Lease(store, Clock(), rank, name)


def test_one_watches_and_the_other_waits_until_its_heart_stands_still(
    store: Database, tick: list[float]
) -> None:
    first, second = _candidate(store, "worker on a"), _candidate(store, "worker on b")
    assert first.renew() and not second.renew()
    for _ in range(10):
        tick[0] += 2.0
        assert first.renew() and not second.renew()
    tick[0] += module.LEASE_S - 0.1
    assert not second.renew()
    tick[0] += 0.2
    assert second.renew()
    assert _holder(store) == "worker on b"
    assert not first.renew(), "it was frozen, and finds out with its next beat"


def test_the_better_placed_takes_over_at_once(store: Database, tick: list[float]) -> None:
    window, node, worker = (
        _candidate(store, name, rank)
        for name, rank in (("w", Rank.WINDOW), ("n", Rank.API), ("k", Rank.WORKER))
    )
    assert window.renew() and node.renew() and worker.renew()
    assert not window.renew() and not node.renew()
    worker.give_back()
    assert window.renew(), "what was given back is anybody's"
    assert node.renew() and not window.renew()


def test_what_a_former_holder_writes_is_refused(store: Database, tick: list[float]) -> None:
    first, second = _candidate(store, "a"), _candidate(store, "b")
    assert first.renew()
    store.write(first.guard)
    assert not second.renew()
    tick[0] += module.LEASE_S + 1
    assert second.renew()
    with pytest.raises(LeaseLost):
        store.write(first.guard)
    assert first.token is None, "it does not go on as if it held it until its next beat"
    store.write(second.guard)


def test_a_clock_that_is_set_takes_nobodys_lease(store: Database, tick: list[float]) -> None:
    first = _candidate(store, "a")
    ahead = Lease(store, Clock(timedelta(hours=5)), Rank.WORKER, "b")
    assert first.renew()
    for _ in range(5):
        tick[0] += 2.0
        assert first.renew() and not ahead.renew()


def test_while_nobody_could_beat_nobodys_lease_runs_out(
    store: Database, tick: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A replica is read on while the primary is away; the holder knows what it raised meanwhile, and nobody else does."""
    first, second = _candidate(store, "a"), _candidate(store, "b")
    assert first.renew() and not second.renew()

    def away(*_: object, **__: object) -> None:
        raise Unreachable("No database server takes writes.")

    with monkeypatch.context() as primary:
        primary.setattr(store, "write", away)
        for _ in range(30):
            tick[0] += 2.0
            with contextlib.suppress(Unreachable):
                assert not second.renew()
    tick[0] += 1.0
    assert not second.renew(), "the holder has not had the time to come back"
    assert first.renew()
    tick[0] += module.LEASE_S - 1.0
    assert not second.renew()
    tick[0] += module.LEASE_S
    assert second.renew(), "it did not come back"


def test_of_many_that_begin_at_once_one_watches(store: Database) -> None:
    candidates = [_candidate(store, f"worker {n}") for n in range(6)]
    begin = threading.Barrier(len(candidates))

    def run(candidate: Lease) -> None:
        begin.wait()
        candidate.renew()

    threads = [threading.Thread(target=run, args=(each,)) for each in candidates]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(each.token is not None for each in candidates) == 1
