"""Rules of the window's code that a machine can read: one doorway, one messenger, one sheet, no re-entrancy."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import ui
from ui.panes import PANES

UI = Path(ui.__file__).parent
FILES = sorted(UI.rglob("*.py"))
#: word → the only files that may use it
ONLY = {
    "QMessageBox": set(),
    "QThread": set(),
    "QRunnable": set(),
    "processEvents": set(),
    "setStyleSheet": {"theme.py"},
    "QFileDialog": {"dialogs.py"},
    "QDialog": {"dialogs.py"},
    "ThreadPoolExecutor": {"runner.py"},
    "multiprocessing": {"runner.py", "child.py"},
    "canFetchMore": set(),
    "resizeColumnsToContents": set(),
    "resizeRowsToContents": set(),
    "WA_DeleteOnClose": set(),
}


def _names(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.alias):
            found.add(node.name)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("word", sorted(ONLY))
def test_a_tool_is_used_only_where_it_belongs(word: str) -> None:
    users = {path.name for path in FILES if word in _names(path)}
    assert users <= ONLY[word]


def test_no_file_is_too_long_to_read() -> None:
    assert not {p.name: n for p in FILES if (n := len(p.read_text(encoding="utf-8").splitlines())) > 400}


def test_the_child_process_does_not_load_qt() -> None:
    text = (UI / "child.py").read_text(encoding="utf-8")
    assert "PySide6" not in text
    assert "from ui" not in text


def test_every_registered_pane_loads_and_says_what_it_is() -> None:
    assert len({spec.key for spec in PANES}) == len(PANES)
    for spec in PANES:
        assert spec.load().__doc__, f"{spec.key} does not say what it is"
