"""Counting what nginx logs of the API nodes behind it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.monitoring import backend_log
from app.monitoring.backend_log import Backends

ONE, TWO = "127.0.0.1:3001", "127.0.0.1:3002"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log with one line that was there before anybody looked."""
    monkeypatch.setattr(backend_log, "_FRESH_S", 0.0)
    path = tmp_path / "access.log"
    path.write_text(_line(ONE, "200", "0.010"))
    return path


@pytest.fixture
def backends(log: Path) -> Iterator[Backends]:
    """Counts that begin now."""
    with contextlib.closing(Backends(lambda: (log,))) as made:
        assert made.figures(ONE)["lb_tries"] == 0, "what was before is not counted"
        yield made


def _line(upstream: str, status: str, seconds: str) -> str:
    told = {"time": "x", "upstream": upstream, "upstream_status": status, "upstream_seconds": seconds}
    return json.dumps(told) + "\n"


def _write(path: Path, *lines: str) -> None:
    with path.open("a") as file:
        file.write("".join(lines))


def test_each_try_counts_for_the_node_it_went_to(log: Path, backends: Backends) -> None:
    _write(
        log,
        _line(ONE, "200", "0.004"),
        _line(f"{ONE}, {TWO}", "502, 200", "0.001, 0.300"),
        _line(TWO, "500", "0.020"),
        _line("-", "-", "-"),
        _line(f"{ONE} : {TWO}", "504 : 200", "- : 0.004"),
        "no JSON\n",
    )
    one, two = backends.figures(ONE), backends.figures(TWO)
    assert (one["lb_tries"], one["lb_failed"], one["lb_errors"]) == (3, 2, 2)
    assert (two["lb_tries"], two["lb_failed"], two["lb_errors"]) == (3, 0, 1)
    assert one["lb_every"] == two["lb_every"] == 6
    assert (one["lb_bucket:0.005"], one["lb_bucket:+Inf"]) == (2, 2), "one try took nobody knows how long"
    assert two["lb_seconds"] == pytest.approx(0.324)
    assert (two["lb_bucket:0.25"], two["lb_bucket:0.5"]) == (2, 3)


def test_a_line_in_two_pieces_and_a_log_that_is_put_aside_lose_nothing(log: Path, backends: Backends) -> None:
    line = _line(ONE, "200", "0.004")
    _write(log, line, line[:20])
    assert backends.figures(ONE)["lb_tries"] == 1
    _write(log, line[20:], line)
    log.rename(log.with_suffix(".1"))
    log.write_text(line)
    assert backends.figures(ONE)["lb_tries"] == 4
    log.write_text("")
    assert backends.figures(ONE)["lb_tries"] == 4
    _write(log, line)
    assert backends.figures(ONE)["lb_tries"] == 5


def test_without_a_log_nothing_is_known(tmp_path: Path) -> None:
    assert Backends().figures(ONE) == {}
    assert Backends(lambda: ()).figures(ONE) == {}
