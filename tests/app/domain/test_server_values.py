"""What is drawn of a server: what can't be known is unknown, and never 0."""

from __future__ import annotations

import msgspec

from app.domain.figures import Performance, Sample, WorkerFigures
from app.domain.server_state import RouteLine, ServerState
from app.domain.server_values import values_of


def state(count: int, cpu: float, restarts: int = 0, **samples: float) -> ServerState:
    """A node with one worker that answered so many requests."""
    worker = WorkerFigures(7, 0.0, count, 2, 1, 0, cpu, 50_000_000, 9, 0.004, False)
    route = RouteLine("GET", "/live", count, 0, 0, 0, 1.0, 2.0, 0.0, 0.0, 0.0)
    told = [Sample("process_cpu_seconds_total", "", "counter", cpu)]
    told += [Sample(name, "", "counter", value, {"store": "library"}) for name, value in samples.items()]
    performance = Performance(10.0, 4.5, 20.0, 0.5, 3.0)
    return ServerState(performance, (worker,), (), (route,), tuple(told), restarts, 0.0, True)


def test_rates_are_of_the_time_between_two_looks() -> None:
    before = state(100, 1.0, database_connection_waits_total=4, database_connections_in_use=3)
    now = state(150, 1.5, database_connection_waits_total=8, database_connections_in_use=5)
    values = values_of(before, now, 2.0)
    assert (values["rps"], values["cpu"], values["pool_waits"], values["pool"]) == (25.0, 25.0, 2.0, 5.0)
    assert (values["p95"], values["errors"], values["in_flight"], values["lag"]) == (20.0, 0.5, 2.0, 4.0)


def test_nothing_is_said_of_a_first_look_a_new_worker_or_what_others_did_not_tell() -> None:
    before, now = state(100, 1.0), state(150, 1.5)
    for earlier, later in (
        (None, now),
        (before, state(20, 0.1, restarts=1)),
        (before, msgspec.structs.replace(now, complete=False)),
    ):
        values = values_of(earlier, later, 1.0)
        assert values.get("rps") is None and values.get("cpu") is None
        assert values["rps_minute"] == 10.0
    assert values_of(before, now, 1.0)["pool_waits"] is None
    assert values_of(now, before, 1.0)["rps"] is None, "a counter that fell was begun anew"


def test_a_node_that_was_told_not_to_measure_shows_no_zeros() -> None:
    still = msgspec.structs.replace(state(0, 0.0), measured=False, routes=(), samples=())
    assert values_of(still, still, 1.0) == {"in_flight": 2.0, "waiting": 1.0, "memory": 50_000_000.0}


def cached(hits: dict[str, float], misses: float) -> ServerState:
    """A node whose cache answered so many reads in each layer; memory could not answer ``misses``."""
    base = state(1, 1.0)
    told = [
        Sample("cache_hits_total", "", "counter", value, {"layer": layer}) for layer, value in hits.items()
    ]
    told.append(Sample("cache_misses_total", "", "counter", misses, {"layer": "memory"}))
    told.append(Sample("cache_misses_total", "", "counter", 99.0, {"layer": "redis"}))
    return msgspec.structs.replace(base, samples=(*base.samples, *told))


def test_what_any_layer_answered_is_a_hit() -> None:
    before = cached({"memory": 10, "redis": 5}, 20)
    values = values_of(before, cached({"memory": 16, "redis": 7}, 24), 1.0)
    assert (values["hits"], values["hits_memory"]) == (80.0, 60.0)
    assert values_of(before, before, 1.0)["hits"] is None, "nothing was read"
    assert values_of(state(1, 1.0), state(2, 1.0), 1.0)["hits"] is None, "there is no cache"
