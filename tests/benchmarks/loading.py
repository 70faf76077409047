"""The load generator beside autocannon and Artillery: requests a second from one processor and what they cost, how exactly
they keep to their schedule, and how near the percentile they tell is to the server's own.

All ask one server, which holds each answer as long as a known list says. None measures a stall here: that our two curves tell it
is proven in tests/proofs/test_load_generator.py.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.loadtest.latencies import Latencies
from app.domain.loadtest.run import from_json
from tests.app.loadtest.server import Server, serving
from tests.benchmarks.libraries import ROOT
from tests.benchmarks.npm import packages, program
from tests.benchmarks.processors import spent
from tests.benchmarks.table import Aim, Options, Row, ratio_at_most, under

_FAST, _STEADY = 2_000, 200
"""Requests a second: as many as one processor should manage, and few enough for everybody."""
_SHARE = 0.99
_CONNECTIONS = 50
"""autocannon's: it waits for answers, so they bound how many it sends."""


@dataclass(frozen=True)
class Told:
    """What came of one generator's run: answers a second, the percentile it tells and the server's own in milliseconds, how late
    or early its requests were by its own pace (the 95th percentile, in milliseconds), and its time of a processor, in seconds
    for a thousand requests."""

    rate: float
    p99_ms: float
    true_p99_ms: float
    off_ms: float
    cost_s: float

    @property
    def wrong(self) -> float:
        """How far the percentile is from the server's own, in percent of that."""
        return abs(self.p99_ms - self.true_p99_ms) / self.true_p99_ms * 100


Run = Callable[[str, int, int, Path], tuple[float, float]]
"""Sends so many requests a second to an address for so many seconds; answers a second and the percentile in milliseconds."""


def rows(options: Options) -> Iterator[Row]:
    """Ours beside the others."""
    seconds = 5 if options.small else 20
    generators: dict[str, Run] = {"autocannon": _autocannon, "Artillery": _artillery}
    ours = {rate: _measured(_ours, rate, seconds) for rate in (_FAST, _STEADY)}
    for name, run in generators.items():
        fast, theirs = ours[_FAST], _measured(run, _FAST, seconds)
        reached = Aim(f"≥ {_FAST:,} req/s", fast.rate >= 0.99 * _FAST)
        yield Row(f"load at {_FAST:,} a second", "-", fast.rate, name, theirs.rate, "req/s", reached)
        yield Row("load, processor for 1,000", "-", fast.cost_s, name, theirs.cost_s, "s")
        steady, theirs = ours[_STEADY], _measured(run, _STEADY, seconds)
        yield Row(
            "load, p99 is wrong by", "-", steady.wrong, name, theirs.wrong, "%", under(5, "%", steady.wrong)
        )
        yield Row(
            "load, requests off schedule",
            "-",
            steady.off_ms,
            name,
            theirs.off_ms,
            "ms",
            ratio_at_most(1, steady.off_ms, theirs.off_ms),
        )


def _measured(run: Run, rate: int, seconds: int) -> Told:
    chance = random.Random(11)
    delays = [0.002 + chance.expovariate(1 / 0.003) for _ in range(10_000)]
    with (
        serving(Server(delay=lambda n: delays[n % len(delays)])) as server,
        tempfile.TemporaryDirectory() as folder,
    ):
        before = spent()
        answered, p99_ms = run(server.url, rate, seconds, Path(folder))
        cost = (spent() - before) / max(1, len(server.heard)) * 1000
        truth = Latencies()
        for heard in server.heard:
            truth.record(heard.held_s)
        found = truth.percentile_ms(_SHARE)
        assert found is not None
        return Told(answered, p99_ms, found, _off([heard.at for heard in server.heard]), cost)


def _off(times: list[float]) -> float:
    """How far requests are from the even schedule that fits them best, 95 in 100 of them, in milliseconds."""
    gap = (times[-1] - times[0]) / (len(times) - 1)
    errors = sorted(at - times[0] - n * gap for n, at in enumerate(times))
    middle = errors[len(errors) // 2]
    return sorted(abs(error - middle) for error in errors)[int(0.95 * len(errors))] * 1000


def _script(url: str, rate: int, seconds: int, folder: Path) -> Path:
    """One request an arrival, as Artillery reads it too."""
    file = folder / "load.yml"
    file.write_text(
        f"config:\n  target: {url}\n  phases: [{{duration: {seconds}, arrivalRate: {rate}}}]\n"
        "scenarios:\n  - flow: [{get: {url: /}}]\n",
        "utf-8",
    )
    return file


def _ours(url: str, rate: int, seconds: int, folder: Path) -> tuple[float, float]:
    kept = folder / "run.json"
    script = _script(url, rate, seconds, folder)
    words = ["loadtest", "run", str(script), "--output", str(kept)]
    environment = {**os.environ, "CLMS_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-m", "app", *words], env=environment, check=False, stdout=subprocess.DEVNULL
    )
    figures = from_json(kept.read_bytes()).figures
    if figures.trouble:
        print(f"ours at {rate}: {figures.trouble}", file=sys.stderr)
    return figures.rate or 0.0, figures.corrected.percentile_ms(_SHARE) or 0.0


def _autocannon(url: str, rate: int, seconds: int, _folder: Path) -> tuple[float, float]:
    command = [program("node"), str(packages("load_peers") / "node_modules" / "autocannon" / "autocannon.js")]
    command += ["-j", "-R", str(rate), "-c", str(_CONNECTIONS), "-d", str(seconds), url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    told = json.loads(said)
    return told["requests"]["average"], told["latency"]["p99"]


def _artillery(url: str, rate: int, seconds: int, folder: Path) -> tuple[float, float]:
    script, kept = _script(url, rate, seconds, folder), folder / "report.json"
    command = [program("node"), str(packages("load_peers") / "node_modules" / "artillery" / "bin" / "run")]
    command += ["run", "--quiet", "--output", str(kept), str(script)]
    environment = {**os.environ, "ARTILLERY_DISABLE_TELEMETRY": "true"}
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    told = json.loads(kept.read_text())["aggregate"]
    return told["counters"]["http.responses"] / seconds, told["summaries"]["http.response_time"]["p99"]
