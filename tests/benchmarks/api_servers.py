"""What the benchmark of the API starts and asks with: our server, the one of Express beside it, and wrk."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.benchmarks.libraries import ROOT
from tests.benchmarks.npm import packages, program
from tests.servers.databases import die_with_parent

CONNECTIONS = 32
KEY = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
"""Signs the tokens of both."""

SHARES = ("p50", "p95", "p99")

_HERE = Path(__file__).parent
_REFUSED_MOST = 0.005
_A_SECOND = 10
"""Requests anybody may make on average (the guide's limit)."""

_RESULT = re.compile(r"^RESULT (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Said:
    """What wrk measured: good answers a second, and in milliseconds what each of SHARES stayed under."""

    rate: float
    ms: dict[str, float]
    requests: int


@dataclass
class Side:
    """One of the two servers, with the tokens of all who are signed in. ``slices`` counts what was asked only once;
    ``rested_at`` is when everybody has their whole burst again."""

    port: int
    tokens: list[str]
    slices: Iterator[int] = field(default_factory=itertools.count)
    rested_at: float = 0.0


@contextlib.contextmanager
def our_server(url: str, redis_port: int, workers: int, folder: Path) -> Iterator[int]:
    """``clms serve`` with all its limits; yields its port."""
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "app", "serve", "--port", "0", "--workers", str(workers)]
    environment = {
        "PYTHONPATH": str(ROOT),
        "CLMS_DATA_DIR": str(folder),
        "DATABASE_URL": url,
        "REDIS_HOST": "127.0.0.1",
        "REDIS_PORT": str(redis_port),
        "JWT_SECRET": KEY,
    }
    with _answering([*command, "--until-stdin-closes"], environment) as port:
        yield port


@contextlib.contextmanager
def express_server(url: str, redis_port: int, workers: int) -> Iterator[int]:
    """The baseline; yields its port."""
    environment = {
        "NODE_PATH": str(packages("express") / "node_modules"),
        "NODE_ENV": "production",
        "DATABASE_URL": url,
        "REDIS_PORT": str(redis_port),
        "WORKERS": str(workers),
        "JWT_SECRET": KEY,
    }
    with _answering([program("node"), str(_HERE / "express" / "server.js")], environment) as port:
        yield port


def ask(side: Side, lines: Sequence[str], seconds: float, threads: int = 1, *, once: bool = False) -> Said:
    """Let wrk send the lines over 32 connections, from the first again when it comes to the end. With as many threads
    as connections each has its own share of them, one after the other. ``once``: coming to the end is an error.

    More than everybody's requests a second are taken from their bursts, which have to come back before the next time.

    Raises RuntimeError when more than a few were refused: a rate of refusals says nothing.
    """
    with tempfile.TemporaryDirectory(prefix="clms-bench-") as folder:
        tokens, requests = Path(folder) / "tokens", Path(folder) / "requests"
        tokens.write_text("\n".join(side.tokens) + "\n")
        requests.write_text("\n".join(lines) + "\n")
        command = [
            *(program("wrk"), f"-t{threads}", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", "--timeout", "60s"),
            *("-s", str(_HERE / "wrk.lua"), f"http://127.0.0.1:{side.port}", "--"),
            *(str(tokens), str(requests), str(threads)),
        ]
        threading.Event().wait(max(0.0, side.rested_at - time.monotonic()))
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    found = _RESULT.search(done.stdout)
    if done.returncode or not found:
        raise RuntimeError(f"wrk failed: {done.stdout[-2000:]}")
    result: dict[str, Any] = json.loads(found[1])
    spent_s = result["requests"] / len(side.tokens) / _A_SECOND
    side.rested_at = time.monotonic() + max(0.0, spent_s - result["seconds"])
    good = result["requests"] - result["refused"]
    if result["broken"] or result["refused"] > max(1, _REFUSED_MOST * result["requests"]):
        raise RuntimeError(f"{lines[0]!r} and its like: {result}")
    if once and result["requests"] > len(lines):
        raise RuntimeError(f"{lines[0]!r} and its like were asked again: {result}, {len(lines)} lines")
    return Said(good / result["seconds"], {share: result[share] for share in SHARES}, result["requests"])


@contextlib.contextmanager
def _answering(command: list[str], environment: dict[str, str]) -> Iterator[int]:
    """Start a server, wait for the line that says where it answers; it ends when its input does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLMS_")}
    process = subprocess.Popen(
        command,
        env={**kept, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=die_with_parent,
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        said = process.stdout.readline()
        found = re.search(r"127\.0\.0\.1:(\d+)", said)
        if not found:
            raise RuntimeError(f"{command[0]} did not start: {said!r}; its own words are above.")
        yield int(found[1])
    finally:
        process.stdin.close()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()
