"""rotate-logs and clear-logs on real files and a real log handler."""

from __future__ import annotations

import dataclasses
import logging
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zstandard

from app import logs, paths
from app.errors import Stopped
from app.maintenance import clear_logs, rotate_logs
from app.maintenance.context import TaskContext

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
DAY = 86_400


@pytest.fixture
def folder(context: TaskContext) -> Path:
    return paths.private_folder(paths.logs_dir(context.data_dir))


@pytest.fixture
def handler(folder: Path) -> Iterator[logging.Handler]:
    level = logging.getLogger().level
    started = logs.start(folder)
    yield started
    logs.stop(started)
    logging.getLogger().setLevel(level)


def put(path: Path, text: str, days: float) -> Path:
    path.write_text(text)
    when = time.time() - days * DAY
    os.utime(path, (when, when))
    return path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_large_live_log_is_turned_over_and_no_line_is_lost(
    context: TaskContext, folder: Path, handler: logging.Handler
) -> None:
    log = logging.getLogger("app.test")
    for n in range(12):
        log.info("before %d %s", n, "x" * 100_000)
    assert rotate_logs.plan(context, rotate_logs.Params(size_mb=1)).figures[0].value == 1
    rotate_logs.run(context, rotate_logs.Params(size_mb=1))
    log.info("after it was turned over")
    (turned,) = [path for path in folder.iterdir() if path.name.startswith("clms-2")]
    assert turned.read_text().count("before") == 12
    assert "after it was turned over" in (folder / logs.FILE).read_text()
    assert "after" not in turned.read_text() and stat.S_IMODE((folder / logs.FILE).stat().st_mode) == 0o600
    when = time.time() - 120
    os.utime(turned, (when, when))
    done = rotate_logs.run(context, rotate_logs.Params(size_mb=1))
    packed = folder / f"{turned.name}.zst"
    assert stat.S_IMODE(packed.stat().st_mode) == 0o600 and not turned.exists()
    plain = zstandard.ZstdDecompressor().decompressobj().decompress(packed.read_bytes())
    assert plain.count(b"before") == 12
    assert {figure.name: figure.value for figure in done.figures}["compressed"] == 1
    assert rotate_logs.plan(context, rotate_logs.Params(size_mb=1)).nothing_to_do


def test_an_old_log_is_turned_over_by_its_first_line(context: TaskContext, folder: Path) -> None:
    (folder / logs.FILE).write_text("2026-01-01T08:00:00.000Z INFO 1 MainThread app: begun\nmore\n")
    rotate_logs.run(context, rotate_logs.Params(days=7))
    assert not (folder / logs.FILE).exists()


def test_compressed_logs_go_after_their_days(context: TaskContext, folder: Path) -> None:
    put(folder / "clms-20260101T080000.log.zst", "x", 91)
    put(folder / "clms-20260401T080000.log.zst", "x", 89)
    rotate_logs.run(context, rotate_logs.Params())
    assert names(folder) == {"clms-20260401T080000.log.zst"}


def test_clearing_leaves_live_open_and_foreign_files(
    context: TaskContext, folder: Path, handler: logging.Handler
) -> None:
    logging.getLogger("app.test").info("live")
    outside = put(folder.parent / "clms.log.9", "not in the folder", 9)
    (folder / "clms.log.8").symlink_to(outside)
    (folder / "deep").mkdir()
    put(folder / "deep" / "clms.log.1", "deeper", 9)
    for name in ("clms.log.1", "clms.log.2", "clms-20260101T080000.log.zst", "notes.txt"):
        put(folder / name, name, 9)
    with (folder / "clms.log.2").open("a"):
        assert clear_logs.plan(context, clear_logs.Params()).figures[0].value == 2
        done = clear_logs.run(context, clear_logs.Params())
    assert done.figures[0].value == 2 and outside.exists()
    assert names(folder) == {logs.FILE, "clms.log.2", "clms.log.8", "notes.txt", "deep"}
    assert (folder / "deep" / "clms.log.1").exists()
    assert clear_logs.run(context, clear_logs.Params(days=20)).figures[0].value == 0


def test_a_stop_leaves_whole_files(context: TaskContext, folder: Path, noted_run: Any) -> None:
    for n in range(1, 4):
        put(folder / f"clms.log.{n}", "line\n" * 1000, n)
    noted_run.stop_at = 4
    with pytest.raises(Stopped):
        rotate_logs.run(context, rotate_logs.Params())
    assert all(name.startswith("clms.log") for name in names(folder)) and len(names(folder)) == 3
    assert clear_logs.run(dataclasses.replace(context), clear_logs.Params()).figures[0].value == 3


def test_without_a_folder_there_is_nothing_to_do(context: TaskContext) -> None:
    assert clear_logs.plan(context, clear_logs.Params()).nothing_to_do
    assert rotate_logs.plan(context, rotate_logs.Params()).nothing_to_do
