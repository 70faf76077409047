"""``clms sample``: fill an empty library with invented books, people and years of loans, small or very large."""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.services.sample import SampleReport, SampleStep

_SHOWN_EVERY_S = 0.2


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "sample", help="fill an empty library with invented books, people and loans"
    )
    parser.add_argument("--titles", type=int, default=1_200, metavar="N", help="titles (default 1200)")
    parser.add_argument("--students", type=int, default=300, metavar="N", help="students (default 300)")
    parser.add_argument(
        "--activities", type=int, default=6_000, metavar="N", help="loans, visits and sessions (default 6000)"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="the same number gives the same library"
    )
    parser.add_argument(
        "--force", action="store_true", help="also into a library that is not empty, while no desk works"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the library and say what is in it."""
    from app.commands.common import library

    started = time.monotonic()
    meter = _Meter()
    with library("sample") as (app, actor):
        try:
            receipt = app.sample.create(
                actor,
                args.titles,
                args.students,
                args.activities,
                args.seed,
                meter.show if sys.stderr.isatty() else None,
                force=args.force,
            )
        finally:
            meter.clear()
    print(_summary(receipt.value, time.monotonic() - started))
    return 0


class _Meter:
    """One line on the terminal that is written over."""

    def __init__(self) -> None:
        self._width = 0
        self._shown_at = 0.0

    def show(self, step: SampleStep) -> None:
        """Show how far it is, a few times a second."""
        now = time.monotonic()
        if now - self._shown_at < _SHOWN_EVERY_S and step.done < step.total:
            return
        self._shown_at = now
        line = f"{step.phase}: {step.done:,} of {step.total:,}"
        sys.stderr.write("\r" + line.ljust(self._width))
        sys.stderr.flush()
        self._width = len(line)

    def clear(self) -> None:
        """Leave an empty line behind."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()


def _summary(report: SampleReport, seconds: float) -> str:
    return "\n".join(
        (
            f"{report.titles:,} titles with {report.books:,} books",
            f"{report.students:,} students, {report.personnel:,} personnel, {report.devices:,} devices",
            f"{report.loans:,} loans ({report.open_loans:,} out now), {report.visits:,} visits, "
            f"{report.sessions:,} device sessions",
            f"seed {report.seed}, made in {seconds:.1f} s",
        )
    )
