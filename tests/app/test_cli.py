"""The command line: errors as sentences and exit codes, and what it must not load."""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from app import __version__, cli
from app.commands import window
from app.commands.cluster_verbs import local
from app.commands.common import library, logged_settings
from app.errors import Broken, ClmsError, Conflict, Denied, InvalidInput, NotFound, Refused, Unreachable


def test_a_cluster_is_refused_elsewhere_than_on_linux(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(local, "sys", SimpleNamespace(platform="win32"))
    assert cli.main(["cluster", "up"]) == 1
    assert capsys.readouterr().err.startswith("A cluster on this computer needs Linux.\n")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InvalidInput("No.", hint="Try."), 2),
        (Refused("No.", hint="Try."), 1),
        (NotFound("No.", hint="Try."), 1),
        (Conflict("No.", hint="Try."), 1),
        (Denied("No.", hint="Try."), 1),
        (Unreachable("No.", hint="Try."), 69),
        (Broken("No.", hint="Try."), 70),
    ],
)
def test_errors_are_told_in_their_own_words(
    error: ClmsError, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(args: argparse.Namespace) -> int:
        raise error

    monkeypatch.setattr(window, "run", fail)
    assert cli.main([]) == code
    assert capsys.readouterr().err == "No.\nTry.\n"


def test_ctrl_c_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(args: argparse.Namespace) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(window, "run", interrupt)
    assert cli.main([]) == 130


def test_a_wrong_command_is_refused_with_the_ones_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(["nonsense"])
    assert caught.value.code == 2
    assert "doctor" in capsys.readouterr().err


@pytest.mark.parametrize("command", cli.COMMANDS, ids=lambda command: command.__name__)
def test_every_command_has_help(command: object, capsys: pytest.CaptureFixture[str]) -> None:
    name = command.__name__.rpartition(".")[2].strip("_").replace("_", "-")  # type: ignore[attr-defined]
    with pytest.raises(SystemExit) as caught:
        cli.main([name, "--help"])
    assert caught.value.code == 0
    assert name in capsys.readouterr().out


def test_without_qt_the_window_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(Unreachable, match="Qt is not installed"):
        window.require_qt()


def test_the_command_is_installed_and_knows_its_version() -> None:
    clms = Path(sys.executable).with_name("clms")
    done = subprocess.run([clms, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"clms {__version__}\n"


def test_a_closed_pipe_is_no_error() -> None:
    command = f'"{sys.executable}" -m app --help | true'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_the_command_line_starts_without_qt_database_and_spreadsheets() -> None:
    heavy = "PySide6 sqlalchemy pymysql redis openpyxl cryptography keyring ui"
    code = f"import sys, app.cli; print([name for name in '{heavy}'.split() if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_command_line_acts_as_itself_and_its_log_ends_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLMS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("CLMS_WORKSTATION", "OFFICE")
    handlers = list(logging.getLogger().handlers)
    with library("import") as (app, actor):
        assert (actor.name, actor.user_id, actor.workstation) == ("clms import", None, "OFFICE")
        assert app.core.database.ping()
        assert len(logging.getLogger().handlers) == len(handlers) + 1
    assert logging.getLogger().handlers == handlers
    assert (tmp_path / "data" / "logs" / "clms.log").exists()


def test_a_log_that_cannot_be_written_does_not_stop_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLMS_DATA_DIR", str(tmp_path))
    (tmp_path / "logs").write_text("in the way")
    with logged_settings() as settings:
        assert settings.data_dir == tmp_path
    assert "can't be made" in capsys.readouterr().err
