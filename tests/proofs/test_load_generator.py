"""The load generator against the truth: a server whose delays are known, one of them a stall; and beside Artillery, on one server.

It measures times, so it wants the machine to itself.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator

import pytest

from app.domain.loadtest.latencies import Latencies
from app.domain.loadtest.reading import script_of
from app.domain.loadtest.run import Figures, Second, figures_of
from app.domain.loadtest.script import Script
from app.loadtest.generator import Generator
from tests.app.loadtest.server import Server, serving

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]

RATE, SECONDS, STALL_S = 200, 30, 1.0
NEAR = 0.05
SHARES = (0.5, 0.95, 0.99)


@pytest.fixture(scope="module")
def say(pytestconfig: pytest.Config) -> Iterator[list[str]]:
    """What was measured, printed in the end."""
    found: list[str] = []
    yield found
    reporter = pytestconfig.pluginmanager.get_plugin("terminalreporter")
    assert reporter is not None
    reporter.write_line("\n" + "\n".join(found))


def _script(server: Server, pool: int = 0) -> Script:
    http = {"timeout": 30, **({"pool": pool} if pool else {})}
    config = {"target": server.url, "phases": [{"duration": SECONDS, "arrivalRate": RATE}], "http": http}
    return script_of({"config": config, "scenarios": [{"flow": [{"get": {"url": "/"}}]}]}).script


def _run(script: Script) -> Figures:
    seconds: list[Second] = []
    asyncio.run(Generator(script, seconds.append).run())
    return figures_of(seconds)


def _stalling(server: Server, delays: list[float], at: int) -> None:
    """Let it take these delays, and stand still once for a second."""

    def delay(n: int) -> float:
        if n == at:
            server.still_until = time.perf_counter() + STALL_S
        return delays[n % len(delays)]

    server.delay = delay


def test_percentiles_are_those_of_the_servers_own_list(say: list[str]) -> None:
    """With as many connections as are needed both clocks see the stall, and both tell the truth."""
    chance = random.Random(7)
    delays = [chance.lognormvariate(-3.0, 0.6) for _ in range(5_000)]
    with serving(Server()) as server:
        _stalling(server, delays, at=RATE * SECONDS // 2)
        figures = _run(_script(server))
        truth = Latencies()
        for heard in server.heard:
            truth.record(heard.held_s)
    assert figures.answered == RATE * SECONDS
    assert figures.trouble == ""
    for share in SHARES:
        wanted, found = truth.percentile_ms(share), figures.corrected.percentile_ms(share)
        say.append(f"p{share * 100:g}: {found:.1f} ms, the server's own {wanted:.1f} ms")
        assert found == pytest.approx(wanted, rel=NEAR)
        assert figures.service.percentile_ms(share) == pytest.approx(wanted, rel=NEAR)


def test_with_few_connections_only_the_corrected_curve_shows_the_stall(
    say: list[str],
) -> None:
    """Four connections, each answer 5 ms: during the stall four requests are sent and 200 wait in the generator."""
    with serving(Server()) as server:
        _stalling(server, [0.005], at=RATE * SECONDS // 2)
        figures = _run(_script(server, pool=4))
    corrected, service = figures.corrected.percentile_ms(0.99), figures.service.percentile_ms(0.99)
    assert corrected is not None and service is not None
    say.append(f"p99 from when they were due {corrected:.0f} ms, from when they were sent {service:.1f} ms")
    waiting = (
        STALL_S * RATE / (RATE * SECONDS)
    )  # 3.3 % of all arrive during the stall: of them a third waits longer than p99
    assert corrected > 1000 * STALL_S * (1 - 0.01 / waiting) * 0.9
    assert service < 20
