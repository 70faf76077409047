"""The generator's own process: takes an order from stdin, tells of each second on stdout, stops when stdin closes."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Coroutine

import msgspec

from app import decoding
from app.domain.loadtest.run import Second
from app.loadtest.generator import Generator
from app.loadtest.plan import Plan

WORDS = ("loadtest", "generate")
"""The command that is this."""


def main() -> int:
    """One run."""
    plan = decoding.decode(sys.stdin.buffer.readline(), Plan)
    script = plan.read().script
    encoder, out = msgspec.json.Encoder(), sys.stdout.buffer

    def tell(second: Second) -> None:
        out.write(encoder.encode(second) + b"\n")
        out.flush()

    async def run() -> None:
        generator, loop = Generator(script, tell, plan.seed), asyncio.get_running_loop()
        threading.Thread(
            target=_wait_for_the_end, args=(loop, generator), name="clms-stdin", daemon=True
        ).start()
        await generator.run()

    _run(run())
    return 0


def _run(work: Coroutine[None, None, None]) -> None:
    try:
        import uvloop
    except ImportError:  # there is none for Windows
        asyncio.run(work)
        return
    uvloop.run(work)


def _wait_for_the_end(loop: asyncio.AbstractEventLoop, generator: Generator) -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    loop.call_soon_threadsafe(generator.stop)
