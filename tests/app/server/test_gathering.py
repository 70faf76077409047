"""The figures of a node of several processes, asked at any of them and told to whoever started it."""

from __future__ import annotations

import http.client
import threading
from pathlib import Path

import msgspec
import psutil

from app.domain.figures import Figures, Histogram, RouteFigures
from app.domain.server_state import ServerLine, ServerState
from app.server.gathering import Collector
from tests.app.server.served import Served, is_worker, serving
from tests.app.server.test_metrics import prometheus
from tests.waiting import until

_LIVE = 'clms_http_requests_total{method="GET",route="/live",status="200"}'


def _scraped(served: Served) -> dict[str, float]:
    """On a connection of its own, so now and then by another worker."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    try:
        connection.request("GET", "/metrics")
        answer = connection.getresponse()
        assert answer.status == 200
        return prometheus(answer.read().decode())
    finally:
        connection.close()


def _listen(served: Served, told: list[ServerLine]) -> None:
    assert served.process.stdout is not None
    told.extend(msgspec.json.decode(line, type=ServerLine) for line in served.process.stdout)


def _replaced(served: Served, dead: psutil.Process) -> bool:
    children = psutil.Process(served.process.pid).children()
    return len([each for each in children if each.pid != dead.pid and is_worker(each)]) == 2


def _is_told_of_all(figures: dict[str, float], asked: int) -> bool:
    """Whether a worker knows of the other, of the restart, and of all that the dead one had counted."""
    told = figures["clms_workers"], figures["clms_worker_restarts_total"], figures.get(_LIVE, 0.0)
    assert told[2] <= asked
    return told == (2, 1, asked)


def _is_whole_again(state: ServerState) -> bool:
    return state.restarts == 1 and state.complete


def test_whichever_worker_is_asked_tells_of_all_and_no_count_ever_falls(library: Path) -> None:
    told: list[ServerLine] = []
    with serving(library, "--tell", "--until-stdin-closes") as served:
        threading.Thread(target=_listen, args=(served, told), daemon=True).start()
        asked, seen = 0, 0.0
        for _ in range(30):
            for _ in range(3):
                assert served.ask("GET", "/live")[0] == 200
            asked += 3
            before, seen = seen, _scraped(served).get(_LIVE, 0.0)  # told a second later by who counted it
            assert before <= seen <= asked
        until(lambda: _scraped(served)[_LIVE] == asked, "every worker to have told")
        dead = served.workers[0]
        dead.kill()
        until(lambda: _replaced(served, dead), "another worker")
        until(lambda: _is_told_of_all(_scraped(served), asked), "the new one to tell")
        until(lambda: any(each.state and _is_whole_again(each.state) for each in told), "a line about it")
        state = next(each.state for each in reversed(told) if each.state and _is_whole_again(each.state))
        assert {each.pid for each in state.workers} == {
            each.pid for each in psutil.Process(served.process.pid).children() if is_worker(each)
        }
        assert next(each.count for each in state.routes if each.route == "/live") == asked


def _counted(number: int) -> bytes:
    route = RouteFigures("GET", "/live", {200: number}, Histogram(number, 0.1))
    return msgspec.msgpack.encode(Figures(routes={route.key: route}))


def test_what_a_worker_had_counted_stays_when_it_is_gone() -> None:
    collector = Collector()
    collector.take(1, _counted(3))
    collector.take(2, _counted(4))
    collector.take(1, _counted(5))
    assert collector.whole(2).routes["GET /live"].statuses == {200: 9}
    collector.lost(1)
    for _ in range(2):  # asking changes nothing
        whole = collector.whole(2)
        assert whole.routes["GET /live"].statuses == {200: 9} and not whole.complete
    collector.take(3, _counted(1))
    assert collector.whole(2).routes["GET /live"].statuses == {200: 10}
    assert collector.whole(2).complete
