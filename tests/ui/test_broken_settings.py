"""Settings that can't be read, at a start by icon: the real program shows what and where, and never loses the file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import broken_settings, paths, settings
from app.broken_settings import Trouble, may_be_left_out, trouble
from app.errors import InvalidInput
from app.setting_layers import LEFT_OUT
from tests.waiting import PATIENCE_S
from ui.broken_settings import Answer, BrokenSettingsWindow, ask
from ui.theme import Theme
from ui.tour_checks import clipped_labels

ROOT = Path(__file__).resolve().parents[2]

PERSON = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from ui import application, broken_settings

WANTED, FILE, RIGHT = sys.argv[1:4]

def told(window):
    words = [each.text().replace("\\u200b", "") for each in window.findChildren(QLabel)]
    offered = [each.text() for each in window.findChildren(QPushButton) if not each.isHidden()]
    print(json.dumps({"words": words, "offered": offered}), flush=True)
    if RIGHT:
        Path(FILE).write_text(RIGHT, encoding="utf-8")
    next(each for each in window.findChildren(QPushButton) if each.text() == WANTED).click()

shows = broken_settings.BrokenSettingsWindow.showEvent
def shown(window, event):
    shows(window, event)
    QTimer.singleShot(0, window, lambda: told(window))
broken_settings.BrokenSettingsWindow.showEvent = shown

starts = application.Application._show_assistant
def started(self, opened):
    starts(self, opened)
    print(json.dumps({"theme": self._settings.theme}), flush=True)
    QTimer.singleShot(0, self.quit)
application.Application._show_assistant = started

from app.cli import main
sys.exit(main([]))
"""


def start(
    tmp_path: Path, text: str, choose: str, right: str = ""
) -> tuple[int, list[dict[str, object]], str]:
    """Start the real program as an icon does, with a person who chooses a button of the window."""
    folder = tmp_path / "config" / "clms"
    folder.mkdir(parents=True)
    file = folder / "settings.toml"
    file.write_text(text, encoding="utf-8")
    env = {each: told for each, told in os.environ.items() if not each.startswith("CLMS_")}
    env |= {
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", PERSON, choose, str(file), right],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert file.read_text(encoding="utf-8") == (right or text), "the file was touched"
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_the_program_shows_file_line_and_reason_and_ends_as_before(tmp_path: Path) -> None:
    text = 'CLMS_LANGUAGE = "fil"\nDATABASE_URL = "mysql://desk@db.school/clms"\nPORT = "many"\n'
    code, told, said = start(tmp_path, text, "Close")
    assert code != 0
    assert "PORT in line 3" in said  # a terminal reads it too
    (shown,) = told
    words = shown["words"]
    assert isinstance(words, list)
    assert str(tmp_path / "config" / "clms" / "settings.toml") in words
    assert words[words.index("Line") + 1] == "3"
    assert shown["offered"] == ["Open the folder", "Close", "Try again"]  # its library would be another


def test_what_is_put_right_is_read_again(tmp_path: Path) -> None:
    code, told, _said = start(tmp_path, "CLMS_THEME = \n", "Try again", 'CLMS_THEME = "dark"\n')
    assert (code, told[-1]) == (0, {"theme": "dark"})


def test_without_a_file_of_looks_the_program_starts(tmp_path: Path) -> None:
    code, told, _said = start(tmp_path, 'CLMS_THEME = "pink"\n', "Start without it")
    assert (code, told[-1]) == (0, {"theme": "system"})


# -- what may be left out ------------------------------------------------------------------------------------


@pytest.fixture
def own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's file of settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(paths, "machine_dir", lambda: tmp_path / "etc")
    monkeypatch.setenv("CLMS_PROFILE", "")
    monkeypatch.setenv(LEFT_OUT, "")
    monkeypatch.chdir(tmp_path)
    file = paths.settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("# only looks\n\nCLMS_THEME = pink\n'CLMS_LANGUAGE' = 1", True),
        ("CLMS_THEME = 1\nDATABASE_URL = 'sqlite:///a.db'", False),
        ("CLMS_DATA_DIR = /srv/clms", False),
        ("DATABASE URL mysql://db", False),
        ("UPDATE_SOURCE = 'http://x'", False),
        ("[CLMS_THEME]\na = 1", False),
    ],
)
def test_only_a_file_of_looks_may_be_left_out(own_file: Path, text: str, safe: bool) -> None:
    own_file.write_text(text, encoding="utf-8")
    assert may_be_left_out(own_file) is safe


def test_other_files_and_encodings_nobody_can_read_through_stay(own_file: Path, tmp_path: Path) -> None:
    own_file.write_text("DATABASE_URL = 'x'", encoding="utf-16")
    assert not may_be_left_out(own_file)
    (tmp_path / ".env").write_text("CLMS_THEME = pink", encoding="utf-8")
    assert not may_be_left_out(tmp_path / ".env")
    assert not may_be_left_out(own_file.with_name("none.toml"))


@pytest.mark.parametrize(
    ("text", "line"),
    [('PORT = 1\nPORTS = "x"\n', 2), ("PORT = 1\n\nCLMS_THEME = \n", 3), ('CLMS_THEME = "pink"', 1)],
)
def test_trouble_names_the_file_and_the_line(own_file: Path, text: str, line: int) -> None:
    own_file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        settings.load({})
    found = trouble(caught.value)
    assert (found.file, found.line, caught.value.code) == (own_file, line, broken_settings.CODE)


def test_a_variable_has_no_file(own_file: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        settings.load({"PORT": "many"})
    assert (trouble(caught.value).file, trouble(caught.value).may_be_left_out) == (None, False)


def test_left_out_means_read_by_nobody_and_written_by_nobody(
    own_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_file.write_text('CLMS_THEME = "pink"\n', encoding="utf-8")
    monkeypatch.setenv(LEFT_OUT, "")
    broken_settings.leave_out(own_file)
    assert settings.load(os.environ).theme == "system"
    own_file.write_text("CLMS_THEME = \n", encoding="utf-8")
    with pytest.raises(InvalidInput):
        settings.save({"CLMS_LANGUAGE": "fil"})
    assert own_file.read_text(encoding="utf-8") == "CLMS_THEME = \n"


# -- the window ----------------------------------------------------------------------------------------------


def problem(file: Path) -> tuple[InvalidInput, Trouble]:
    """A theme that is none."""
    error = InvalidInput(
        f'CLMS_THEME in line 1 of {file} can\'t be "pink": it has to be one of system, light, dark, contrast.',
        hint="Allowed: system, light, dark or contrast.",
        code=broken_settings.CODE,
        details={"source": str(file), "line": 1},
    )
    return error, Trouble(file, 1, error.message, error.hint, True)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_by_keyboard_and_with_names(key: Qt.Key, qtbot: QtBot, light: Theme) -> None:
    window = BrokenSettingsWindow(*problem(Path("/home/maria.santos/.config/clms/settings.toml")))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.folder.hasFocus)
    qtbot.waitUntil(lambda: not clipped_labels(window))
    assert all(each.accessibleName() for each in window.findChildren(QPushButton))
    order: list[QWidget | None] = []
    for _ in range(4):
        order.append(QApplication.focusWidget())
        qtbot.keyClick(order[-1], Qt.Key.Key_Tab)
    assert order == [window.folder, window.without, window.shut, window.again]
    answers: list[object] = []
    window.answered.connect(answers.append)
    if key == Qt.Key.Key_Escape:
        qtbot.keyClick(window, key)
    else:
        window.again.setFocus()
        qtbot.keyClick(window.again, Qt.Key.Key_Space)
    assert answers[0] == (Answer.CLOSE if key == Qt.Key.Key_Escape else Answer.AGAIN)


def test_it_is_asked_until_answered(qtbot: QtBot, light: Theme, own_file: Path) -> None:
    def answer() -> None:
        shown = next(e for e in QApplication.topLevelWidgets() if isinstance(e, BrokenSettingsWindow))
        shown.without.click()

    QTimer.singleShot(0, answer)
    assert ask(*problem(own_file)) is Answer.WITHOUT
    light.apply()
