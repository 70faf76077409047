"""Backups from a terminal: names, JSON and exit codes others rely on; a restore and its swap through the job engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app import cli


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty library of its own."""
    monkeypatch.setenv("CLMS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("CLMS_TIMEZONE", "Asia/Manila")
    (tmp_path / "backups").mkdir()
    return tmp_path


def test_from_a_backup_to_a_swap_and_back(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(name: str, *params: str, code: int = 0) -> Any:
        words = ["maintenance", "run", name, "--json"]
        if name == "restore-database":
            words += ["--confirm", name]
        assert cli.main([*words, *(word for each in params for word in ("--param", each))]) == code
        return json.loads(capsys.readouterr().out)

    folder = f"folder={home / 'backups'}"
    taken = run("backup-database", folder)
    assert (home / "backups" / taken["backup"] / "manifest.json").is_file()
    assert run("verify-backup", folder)["verdict"] == "proven"
    restored = run("restore-database", folder)
    assert (home / "data" / f"{restored['into']}.db").is_file()
    between = run("restore-database", folder, "until=2026-03-14T15:30:00+08:00", code=1)["error"]
    assert "no binary log" in between["message"] and "choose a backup" in between["hint"]
    swapped = run("restore-database", f"into={restored['into']}", "swap=yes")
    run("restore-database", f"into={swapped['old']}", "swap=yes")

    part = next((home / "backups" / taken["backup"]).glob("library*"))
    part.write_bytes(part.read_bytes()[:-1])
    assert run("verify-backup", folder, code=1)["verdict"] == "failed"
    run("backup-database", f"folder={home / 'nowhere'}", code=1)
