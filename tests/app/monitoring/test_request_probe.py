"""One request, timed step by step, by real servers: one that answers, one that is silent, one that is not there."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator

import pytest

from app.domain.health import Target, TargetKind
from app.domain.request_timing import RequestTiming
from app.monitoring import request_figures
from app.monitoring.request_figures import RequestFigures
from app.monitoring.request_probe import probe, probe_all
from tests.servers.nginx import nginx


@contextlib.contextmanager
def _silent() -> Iterator[int]:
    """Accepts connections, and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_each_step_is_timed_through_nginx_and_to_a_node() -> None:
    inside = "location = /ready { return 200 ready; } location / { return 404; }"
    with nginx(inside) as port:
        address = f"http://127.0.0.1:{port}"
        found = probe_all(
            (
                Target("nginx", TargetKind.NGINX, f"{address}/nginx_status"),
                Target("api-1", TargetKind.API, address),
                Target("db-1", TargetKind.DATABASE, "mysql://127.0.0.1:1/clms"),
            )
        )
    assert [(each.part, each.status, each.problem) for each in found] == [
        ("nginx", 200, ""),
        ("api-1", 200, ""),
    ]
    for each in found:
        assert each.answered and each.tls_ms is None
        assert [name for name, _ in each.steps] == ["name", "connect", "first byte", "transfer"]
        assert 0 < each.total_ms < 3_000 and each.size > 20
        assert each.told.startswith(f"{each.part}: 200, name ")


def test_what_is_silent_or_away_says_how_far_it_came() -> None:
    with _silent() as port:
        silent = probe("api-1", f"http://127.0.0.1:{port}/ready", timeout_s=0.3)
        tls = probe("nginx", f"https://127.0.0.1:{port}/ready", timeout_s=0.3)
    assert [name for name, _ in silent.steps] == ["name", "connect"]
    assert silent.problem == tls.problem == "It does not answer in time." and not silent.answered
    gone = probe("api-2", f"http://127.0.0.1:{port}/ready")
    assert gone.problem == "Nothing listens there." and gone.status is None


@pytest.mark.parametrize("status", [502, 503])
def test_a_failure_of_the_server_is_no_answer(status: int) -> None:
    with nginx(f"location / {{ return {status}; }}") as port:
        assert not probe("nginx", f"http://127.0.0.1:{port}/ready").answered


def test_its_steps_are_figures_and_one_is_sent_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[float] = []
    answers = iter(
        (
            RequestTiming("nginx", "", 0.1, 0.2, 3.0, 5.0, 0.7, 200),
            RequestTiming("nginx", "", 0.1, 0.2, 3.0, 5.0, 0.7, 502),
        )
    )

    def send(_target: Target, timeout_s: float) -> RequestTiming:
        sent.append(timeout_s)
        return next(answers)

    now = [100.0]
    monkeypatch.setattr(request_figures.time, "monotonic", lambda: now[0])
    found = RequestFigures(Target("nginx", TargetKind.NGINX, "https://library/nginx_status"), send)
    first = {
        "request_ms": 9.0,
        "request_connect_ms": 0.2,
        "request_tls_ms": 3.0,
        "request_first_byte_ms": 5.0,
    }
    assert found.figures() == pytest.approx(first) and set(first) == {
        each.name for each in request_figures.METRICS
    }
    now[0] += request_figures.EVERY_S - 1
    assert found.figures() == pytest.approx(first) and len(sent) == 1
    now[0] += 1
    assert found.figures() == {} and len(sent) == 2, "what was not answered took no time"
