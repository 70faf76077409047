"""A window for another library begins as a process of its own, under its profile and no other."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import paths, profile
from ui.relaunch import start_again

TELL = """
import json, os, sys
told = {"argv": sys.argv[2:], "profile": os.environ.get("CLMS_PROFILE"), "session": os.getsid(0)}
draft = sys.argv[1] + ".new"
open(draft, "w").write(json.dumps(told))
os.replace(draft, sys.argv[1])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sessions are of POSIX")
@pytest.mark.parametrize(("name", "argv"), [("Annex", ["--profile", "Annex", "window"]), ("", ["window"])])
def test_it_is_told_its_profile_by_its_command_line_alone(
    name: str, argv: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    file = tmp_path / "told.json"
    monkeypatch.setattr(paths, "program", lambda: [sys.executable, "-c", TELL, str(file)])
    monkeypatch.setenv(profile.VARIABLE, "Grade School")
    start_again(name)
    qtbot.waitUntil(file.exists)
    told = json.loads(file.read_text())
    assert told.pop("session") != os.getsid(0)  # it outlives this process and its terminal
    assert told == {"argv": argv, "profile": None}
