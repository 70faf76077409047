"""Check-outs and check-ins a second with one desk and with eight, against bare SQL that writes the same rows.

Lending and taking back take turns, so that copies don't run out; both are counted. The baseline is the engine's own
driver writing, in one transaction with the same durability, the very rows the product writes for the same act, and
nothing else: it reads nothing, locks nothing, and knows no rules. Every desk has a connection, patrons and copies of
its own.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from functools import partial

from app.domain.catalog import BookDraft, TitleDraft
from app.domain.members import StudentDraft
from tests.benchmarks.desks import PAIRS, number
from tests.benchmarks.libraries import ACTOR, ROOT, empty_library, open_library, server
from tests.benchmarks.table import Options, Row, ratio_at_least, take_turns

AIM = 0.5
DESKS = {1: (1, 1), 8: (4, 2)}
"""Desks to processes and the desks of each."""


def rows(options: Options) -> Iterator[Row]:
    """Measure on each engine."""
    seconds, rounds = (1.0, 3) if options.small else (3.0, 5)
    for engine in options.engines:
        with server(engine) as prefix, empty_library(prefix) as url:
            stock(url, max(DESKS))
            for desks, (processes, each) in DESKS.items():
                with _staff(url, processes, each) as staff:
                    ours, bare = take_turns(
                        partial(_rate, staff, "ours", seconds),
                        partial(_rate, staff, "bare", seconds),
                        rounds,
                    )
                plural = "1 desk" if desks == 1 else f"{desks} desks"
                aim = ratio_at_least(AIM, ours, bare)
                yield Row(
                    f"lend and take back, {plural}",
                    engine,
                    ours,
                    "bare SQL, same writes",
                    bare,
                    "acts/s",
                    aim,
                )


def stock(url: str, desks: int) -> None:
    """Patrons and copies for every desk, which nobody else has to do with."""
    with open_library(url) as app:
        for desk in range(desks):
            copies = [BookDraft(number(desk, pair)) for pair in range(PAIRS)]
            app.catalog.add_title(ACTOR, TitleDraft(f"A title of desk {desk}"), copies)
            for pair in range(PAIRS):
                app.students.add(
                    ACTOR, StudentDraft(f"Desk{desk:02d}", f"Ana {pair}", grade="7", section="Rizal")
                )


@contextlib.contextmanager
def _staff(url: str, processes: int, each: int) -> Iterator[list[subprocess.Popen[str]]]:
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.desks", url, str(each), str(place * each)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for place in range(processes)
    ]
    try:
        yield started
    finally:
        for process in started:
            assert process.stdin is not None
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()
        for process in started:
            process.wait(60)
            assert process.stdout is not None
            process.stdout.close()


def _rate(staff: list[subprocess.Popen[str]], what: str, seconds: float) -> float:
    """Acts a second of all desks together."""
    for process in staff:
        _say(process, f"{what} {seconds}")
    for process in staff:
        if _hear(process) != "ready":
            raise RuntimeError("A desk did not start.")
    for process in staff:
        _say(process, "go")
    answers = [_hear(process).split() for process in staff]
    return sum(int(done) for done, _ in answers) / max(float(took) for _, took in answers)


def _say(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()


def _hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise RuntimeError("A desk broke; its own words are above.")
    return line.strip()
