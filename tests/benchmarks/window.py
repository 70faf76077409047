"""The window: cold start, memory at rest, and the first paint of the catalogue with a million titles.

Every measurement is a fresh process of ``tests.benchmarks.window_child``. The baselines are Qt's own: a window with
nothing but a QTableView.
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
from statistics import median

from tests.benchmarks.libraries import ACTOR, MILLION, ROOT, SMALL, large_library, open_library
from tests.benchmarks.table import Options, Row, take_turns, under

START_AIM_S, PAINT_AIM_MS = 1.5, 100


def rows(options: Options) -> Iterator[Row]:
    """Measure; the window works the same on every engine, so it runs on the embedded file."""
    rounds = 3 if options.small else 9
    with tempfile.TemporaryDirectory(prefix="clms-bench-") as folder:
        data = Path(folder) / "data"
        furnish(data)
        memory: dict[str, list[float]] = {"ours": [], "bare": []}

        def start(what: str) -> float:
            usable, megabytes = _child(what, data=data)
            memory[what].append(megabytes)
            return usable

        start("ours")  # reads the files from disk once, for both
        start("bare")
        ours, bare = take_turns(partial(start, "ours"), partial(start, "bare"), rounds)
        aim = under(START_AIM_S, "s", ours)
        yield Row("cold start to a usable window", "sqlite", ours, "Qt window with a table", bare, "s", aim)
        used, least = median(memory["ours"]), median(memory["bare"])
        yield Row("memory of the window at rest", "sqlite", used, "Qt window with a table", least, "MB")
        titles = SMALL if options.small else MILLION
        library = large_library(titles)
        ours, bare = take_turns(
            lambda: _child("catalog", str(library), str(titles), str(data / "clms.db"), data=data)[0],
            lambda: _child("table", data=data)[0],
            rounds,
        )
        aim = under(PAINT_AIM_MS, "ms", ours)
        yield Row(f"first paint of {titles:,} titles", "sqlite", ours, "empty QTableView", bare, "ms", aim)


def furnish(data: Path) -> None:
    """The shipped sample library, and a person who needs no password on this computer."""
    data.mkdir(mode=0o700)
    url = f"sqlite:///{data / 'clms.db'}"
    _migrate(url)
    with open_library(url) as app:
        app.accounts.create_first_user("Bench", password=None)
        app.sample.create(ACTOR)


def _migrate(url: str) -> None:
    from app.database import schema
    from app.database.engine import Database

    database = Database(url)
    schema.upgrade(database)
    database.close()


def environment(data: Path) -> dict[str, str]:
    """Compiled modules are kept, as on a computer where the program was started before."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ours = {"QT_QPA_PLATFORM": "offscreen", "CLMS_DATA_DIR": str(data), "CLMS_THEME": "light"}
    return {**kept, **ours, "PYTHONPYCACHEPREFIX": str(data.with_name("compiled"))}


def _child(*arguments: str, data: Path) -> tuple[float, float]:
    """What a fresh process measured: seconds or milliseconds, and the megabytes it holds."""
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.window_child", *arguments],
        cwd=ROOT,
        env=environment(data),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode or not done.stdout:
        raise RuntimeError(f"The window broke: {done.stderr[-2000:]}")
    value, megabytes = done.stdout.split()[-2:]
    if arguments[0] in ("ours", "bare"):  # a moment, by the clock all processes of a computer share
        return float(value) - started, float(megabytes)
    return float(value), float(megabytes)
