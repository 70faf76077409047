"""``clms maintenance`` as cron, systemd and people at a terminal use it: exit codes, JSON, refusals, Ctrl+C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app import cli
from app.maintenance import backup_database
from tests.waiting import until


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty library of its own, and a folder for backups."""
    monkeypatch.setenv("CLMS_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "backups").mkdir()
    return tmp_path


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any, str]]:
    """``run("list", "--json")``: the exit code, what was printed (as JSON where asked for), and stderr."""

    def _run(*words: str) -> tuple[int, Any, str]:
        code = cli.main(["maintenance", *words])
        told = capsys.readouterr()
        return code, json.loads(told.out) if "--json" in words else told.out, told.err

    return _run


def test_the_exit_codes_stand_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["maintenance", "--help"], ["maintenance", "run", "--help"]):
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        assert ended.value.code == 0
        told = capsys.readouterr().out
        codes = (" 0 ", " 1 ", " 2 ", " 69 ", " 75 ", " 124 ")
        assert all(f"\n {code}" in told for code in codes), told
        assert "Ctrl+C" in told and "verify-backup" in told


def test_a_mistake_in_the_line_is_named_before_anything_is_opened(
    run: Callable[..., tuple[int, Any, str]], home: Path
) -> None:
    code, _, said = run("run", "backup-databse")
    assert code == 2 and "Did you mean backup-database?" in said
    code, _, said = run("run", "nonsense-of-mine")
    assert code == 2 and "rotate-logs" in said
    code, _, said = run("run", "backup-database", "--param", "folde=/srv")
    assert code == 2 and said.startswith("usage: clms maintenance run backup-database --param folder=…")
    assert "no parameter “folde”" in said
    code, _, said = run("run", "backup-database", "--param", "folder")
    assert code == 2 and "NAME=VALUE" in said
    code, told, said = run("run", "rotate-logs", "--param", "keep_days=0", "--json")
    assert code == 2 and told["state"] == "refused" and told["error"]["hint"] == "Allowed: 1 to 3650."
    assert not (home / "data").exists()


def test_list_run_and_history_agree(run: Callable[..., tuple[int, Any, str]], home: Path) -> None:
    code, told, _ = run("list", "--json")
    params = {each["name"] for each in next(t for t in told if t["name"] == "backup-database")["params"]}
    assert code == 0 and {"folder", "recipient", "most_kb_s"} <= params
    code, told, said = run("run", "rotate-logs", "--dry-run", "--json")
    assert (code, told["state"], told["dry_run"], said) == (0, "done", True, "")
    code, told, _ = run("run", "backup-database", "--param", f"folder={home / 'nowhere'}", "--json")
    assert (code, told["state"]) == (1, "failed") and "is not there" in told["error"]["message"]
    code, told, _ = run("run", "restore-database", "--json")
    assert (code, told["error"]["code"]) == (1, "unconfirmed")
    code, told, _ = run("history", "--json")
    assert [(each["name"], each["state"]) for each in told] == [
        ("backup-database", "failed"),
        ("rotate-logs", "done"),
    ]
    assert len(run("history")[1].splitlines()) == 2, "a line each, however many warnings there were"
    assert run("history", "verify-backup", "--json")[:2] == (0, [])
    code, _, said = run("history", "nonsense-of-mine")
    assert code == 2 and "no maintenance task" in said


def test_what_can_t_run_here_is_refused_with_the_way_to_mend_it_and_leaves_no_job(
    run: Callable[..., tuple[int, Any, str]], home: Path
) -> None:
    code, told, said = run("run", "backup-redis", "--param", f"folder={home}", "--json")
    assert (code, told["state"], told["error"]["code"]) == (1, "refused", "no_redis")
    assert "REDIS_HOST" in told["error"]["hint"] and "REDIS_HOST" in said
    moment = ("--param", "until=2026-03-14T15:30:00+08:00", "--param", f"folder={home / 'backups'}")
    code, told, _ = run("run", "restore-database", *moment, "--confirm", "restore-database", "--json")
    assert (code, told["error"]["code"]) == (1, "no_logs") and "choose a backup" in told["error"]["hint"]
    assert run("history", "--json")[1] == []
    (told,) = (each for each in run("list", "--json")[1] if each["name"] == "backup-redis")
    assert not told["available"] and told["obstacle"]["code"] == "no_redis"
    assert "Can't run here: No Redis is configured" in run("list")[1]


def test_a_run_that_takes_too_long_is_stopped_and_said(
    run: Callable[..., tuple[int, Any, str]], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_database, "SPEC", replace(backup_database.SPEC, timeout_s=1.0, attempts=1))
    slow = ("--param", f"folder={home / 'backups'}", "--param", "most_kb_s=1")
    code, told, _ = run("run", "backup-database", *slow, "--json")
    assert (code, told["state"], told["error"]["code"]) == (124, "failed", "job_stopped")
    assert not list((home / "backups").glob("*clms-2*"))


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_cancels_the_job_and_leaves_nothing_behind(home: Path) -> None:
    folder = home / "backups"
    words = ["maintenance", "run", "backup-database", "--param", f"folder={folder}", "--param", "most_kb_s=1"]
    process = subprocess.Popen(
        [sys.executable, "-m", "app", *words, "--json"],
        env=os.environ,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        until(lambda: list(folder.glob(".partial-*/library.1.db.zst")), "the backup to be written")
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all that run in it
        out, _ = process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()
    told = json.loads(out)
    assert (process.returncode, told["state"]) == (75, "cancelled")
    assert not list(folder.glob("*clms-2*"))
