"""The packaged program against the same program from its source: how long until a person can work, and the command.

Takes ``dist/clms``; builds it where there is none, which takes some minutes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.libraries import ROOT
from tests.benchmarks.table import Options, Row, ratio_at_most, take_turns
from tests.benchmarks.window import environment, furnish

PROGRAM = ROOT / "dist" / "clms" / ("clms.exe" if os.name == "nt" else "clms")
MOST = 1.5


def rows(options: Options) -> Iterator[Row]:
    """Measure from the start of the process to its end: both end alike, as soon as there is nothing to wait for."""
    if not PROGRAM.exists():
        build = [sys.executable, str(ROOT / "packaging/dev.py"), "package", "--no-deb"]
        subprocess.run(build, cwd=ROOT, check=True)
    rounds = 3 if options.small else 9
    with tempfile.TemporaryDirectory(prefix="clms-bench-") as folder:
        data = Path(folder) / "data"
        furnish(data)
        for name, aimed, words in (
            ("packaged: start to a usable window, and end", True, ("window", "--quit-after-start")),
            ("packaged: clms --version", False, ("--version",)),
        ):
            packed = partial(_seconds, [str(PROGRAM), *words], data)
            source = partial(_seconds, [sys.executable, "-m", "app", *words], data)
            packed()  # reads the files from disk once, and compiles the sources
            source()
            ours, theirs = take_turns(packed, source, rounds)
            aim = ratio_at_most(MOST, ours, theirs) if aimed else None
            yield Row(name, "sqlite", ours, "from source", theirs, "s", aim)


def _seconds(command: list[str], data: Path) -> float:
    started = time.monotonic()
    subprocess.run(
        command, cwd=ROOT, env=environment(data), stdout=subprocess.DEVNULL, check=True, timeout=300
    )
    return time.monotonic() - started
