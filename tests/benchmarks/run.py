"""``python3 packaging/dev.py bench [names] [--engine sqlite|mariadb|mysql] [--small]``: measure, print one table."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.table import ENGINES, Options, Row, render

BENCHMARKS = (
    "search",
    "circulation",
    "importing",
    "batch_edit",
    "marc",
    "window",
    "package",
    "backups",
    "jobs",
    "cache",
    "inspecting",
    "api",
    "cluster",
    "health",
    "labels",
    "loading",
    "guide_load",
)
"""Each is a module here with ``rows(options)``, which yields the rows it measured."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmarks named on the command line, all by default; 1 when one broke, 0 however they turned out."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"any of {', '.join(BENCHMARKS)}; default all"
    )
    parser.add_argument("--engine", action="append", choices=ENGINES, help="may be given again; default all")
    parser.add_argument("--small", action="store_true", help="small libraries and few rounds")
    args = parser.parse_args(argv)
    unknown = set(args.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    options = Options(args.small, tuple(args.engine or ENGINES))
    rows: list[Row] = []
    broken = [
        name for name in BENCHMARKS if name in (args.names or BENCHMARKS) and not _run(name, options, rows)
    ]
    print(f"\n{_machine()}{', small libraries' if options.small else ''}\n")
    print(render(rows))
    if broken:
        print(f"\nBroke: {', '.join(broken)}")
    return 1 if broken else 0


def _run(name: str, options: Options, rows: list[Row]) -> bool:
    started = time.monotonic()
    try:
        for row in importlib.import_module(f"tests.benchmarks.{name}").rows(options):
            rows.append(row)
            print(
                f"· {row.name} ({row.engine}): {row.ratio:.3g} × {row.baseline_name}",
                file=sys.stderr,
                flush=True,
            )
    except Exception:  # noqa: BLE001 - the others shall still be measured
        traceback.print_exc()
        return False
    print(f"{name} took {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    return True


def _machine() -> str:
    """What else the machine did matters as much as what it is."""
    load = Path("/proc/loadavg").read_text().split()[0] if Path("/proc/loadavg").exists() else "unknown"
    python = platform.python_version()
    return f"Python {python}, {os.cpu_count()} processors, load {load} at the end"


if __name__ == "__main__":
    sys.exit(main())
