"""What grows in a running API node: found by its type and by the line that took it, in every process, and ended by itself."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import build
from app.database.tables import api_tokens, audit_logs
from app.domain.actors import Role
from app.domain.health import Target, TargetKind
from app.domain.memory_looks import TRACE_LONGEST_S, MemoryLook, MemoryOrder, grown
from app.errors import Denied, InvalidInput, NotFound, Refused, Unreachable
from app.server import memory as module
from app.server.memory import Memory
from app.services.memory_looks import MemoryLooksService
from app.settings import Settings
from tests.app.server.conftest import PASSWORD
from tests.app.server.served import serving, sign_in
from tests.servers.databases import free_port
from tests.waiting import until


class Leaked:
    """What somebody forgot to let go of."""

    def __init__(self) -> None:
        self.ballast = bytearray(2_000)


@pytest.fixture
def memory() -> Iterator[Memory]:
    """That of this process."""
    made = Memory()
    yield made
    made.close()
    assert not tracemalloc.is_tracing()


def _look(memory: Memory, trace_s: int = 0) -> MemoryLook:
    return MemoryLook((memory.look(MemoryOrder(trace_s)),), complete=True)


def test_what_is_kept_between_two_looks_is_found_by_its_type(memory: Memory) -> None:
    before = _look(memory)
    kept = [Leaked() for _ in range(5_000)]
    found = grown(before, _look(memory))
    leak = next(each for each in found.types if each.what.endswith("test_memory.Leaked"))
    assert leak.count_by == len(kept) == leak.count
    assert found.processes == 1 and found.changed == 0 and found.objects_by >= len(kept)


def test_rubbish_is_no_growth(memory: Memory) -> None:
    before = _look(memory)
    gc.disable()
    try:
        for _ in range(2_000):
            one, other = Leaked(), Leaked()
            one.other, other.other = other, one  # type: ignore[attr-defined]
        del one, other
        found = grown(before, _look(memory))
    finally:
        gc.enable()
    assert not [each for each in found.types if each.what.endswith("test_memory.Leaked")]


def test_tracing_names_the_line_that_took_it_and_ends_by_itself(memory: Memory) -> None:
    before = _look(memory, trace_s=2)
    assert 0 < before.processes[0].tracing_left_s <= 2 and tracemalloc.is_tracing()
    kept = [Leaked() for _ in range(3_000)]
    until(lambda: not tracemalloc.is_tracing(), "the end of tracing", 10)
    after = _look(memory)
    assert after.processes[0].tracing_left_s == 0
    most = grown(before, after).places[0]
    line = Leaked.__init__.__code__.co_firstlineno + 1
    assert most.what == f"tests/app/server/test_memory.py:{line}"
    assert most.size_by > 2_000 * len(kept)


def test_tracing_again_ends_when_it_was_last_told_to(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TRACE_LONGEST_S", 60)
    _look(memory, trace_s=1)
    assert 50 < _look(memory, trace_s=600).processes[0].tracing_left_s <= 60
    memory.close()
    assert _look(memory).processes[0].tracing_left_s == 0


def test_a_process_that_came_between_is_said_and_not_counted(memory: Memory) -> None:
    one = memory.look(MemoryOrder())
    other = type(one)(one.pid + 1, one.started_at, one.at, 10, 10, {}, {}, 0.0, 0.0)
    found = grown(MemoryLook((one,), complete=True), MemoryLook((one, other), complete=True))
    assert (found.processes, found.changed, found.types, found.resident_by) == (1, 1, (), 0)


def test_every_process_of_a_node_tells(library: Path) -> None:
    with serving(library, workers=2) as served:
        sign_in(served)
        looks = []
        for _ in range(2):
            status, told = served.ask("POST", "/api/server/memory", {"trace_s": 0})
            assert status == 200, told
            assert told["complete"]
            looks.append({each["pid"]: each for each in told["processes"]})
        assert looks[0].keys() == looks[1].keys() == {each.pid for each in served.workers}
        assert all(each["objects"] > 10_000 and each["types"] for each in looks[1].values())
        assert served.ask("GET", "/api/server")[1]["complete"]  # they tell their figures as before
        status, told = served.ask("POST", "/api/server/memory", {"trace_s": 3_600})
        assert status == 422, told


def test_an_operator_compares_two_looks_and_it_is_written_down(library: Path) -> None:
    with serving(library, workers=1) as served, build(Settings(data_dir=library, bcrypt_rounds=4)) as app:
        node = Target("api-1", TargetKind.API, f"http://127.0.0.1:{served.port}")
        service = MemoryLooksService(app.core, lambda _: (node, Target("db", TargetKind.DATABASE)))
        operator = app.accounts.sign_in("maria.santos", PASSWORD)
        first = service.look(operator, "api-1")
        assert first.growth is None and first.newest.complete
        for number in range(20):
            assert served.ask("GET", f"/api/{number}")[0] in (401, 404)
        second = service.look(operator, "api-1", 5)
        assert second.first == first.newest
        assert second.growth is not None and second.growth.processes == 1
        assert second.newest.processes[0].tracing_left_s > 0
        assert service.taken(operator) == (second,)
        assert service.look(operator, "api-1", anew=True).growth is None

        with app.core.database.read() as connection:
            rows = connection.execute(
                select(audit_logs.c.label, audit_logs.c.state_after).where(
                    audit_logs.c.action == "look_at_memory"
                )
            ).all()
            tokens = connection.execute(select(api_tokens)).all()
        assert [row.label for row in rows] == ["api-1"] * 3
        assert len(tokens) == 3 and all(row.ended_at is not None for row in tokens)

        with pytest.raises(Refused, match="no API node"):
            service.look(operator, "db")
        with pytest.raises(NotFound):
            service.look(operator, "api-9")
        with pytest.raises(InvalidInput):
            service.look(operator, "api-1", TRACE_LONGEST_S + 1)
        with pytest.raises(Denied):
            service.look(replace(operator, role=Role.LIBRARIAN), "api-1")
        with pytest.raises(Denied):
            service.taken(replace(operator, role=Role.LIBRARIAN))


def test_a_node_that_is_away_is_said_and_its_token_ends_all_the_same(library: Path) -> None:
    with build(Settings(data_dir=library, bcrypt_rounds=4)) as app:
        node = Target("api-1", TargetKind.API, f"http://127.0.0.1:{free_port()}")
        operator = app.accounts.sign_in("maria.santos", PASSWORD)
        with pytest.raises(Unreachable, match="Nothing listens"):
            MemoryLooksService(app.core, lambda _: (node,)).look(operator, "api-1")
        with app.core.database.read() as connection:
            open_ones = select(api_tokens).where(api_tokens.c.ended_at.is_(None))
            assert connection.execute(open_ones).all() == []
