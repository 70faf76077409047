"""Icons: every name the window uses exists, and their colour follows the theme."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import ui
from ui import icons
from ui.panes import PANES
from ui.theme import Theme, load_tokens

UI = Path(ui.__file__).parent
#: What draws an icon → where among its arguments the name stands.
_DRAWS = {
    "icon": 0,
    "IconLabel": 0,
    "set_icon": 1,
    "button": 1,
    "Badge": 2,
    "Act": 3,
    "set_empty": 2,
    "Guise": 1,
    "show_banner": 1,
}


def _named() -> set[str]:
    """Every icon named where something is drawn; of a choice such as ``"a" if x else "b"`` both."""
    found: set[str] = set()
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                place = _DRAWS.get(getattr(node.func, "id", getattr(node.func, "attr", "")), len(node.args))
                named = [*node.args[place : place + 1], *(k.value for k in node.keywords if k.arg == "icon")]
                found |= {text for one in named for text in _texts(one)}
    return found | {spec.icon for spec in PANES}


def _texts(node: ast.AST) -> set[str]:
    if isinstance(node, ast.IfExp):
        return _texts(node.body) | _texts(node.orelse)
    return (
        {node.value}
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value
        else set()
    )


def test_every_icon_named_in_the_window_exists(qapp: QApplication) -> None:
    names = _named()
    assert len(names) > 60
    assert not {name for name in names if not icons.exists(name)}


def test_an_icon_takes_the_colour_of_the_theme_of_the_moment(light: Theme) -> None:
    made = icons.icon("stop", "accent")
    assert _ink(made) == load_tokens("light")["accent"].lower()
    light.choose("contrast")
    try:
        assert _ink(made) == load_tokens("contrast")["accent"].lower()
    finally:
        light.choose("light")


def _ink(made: object) -> str:
    image = made.pixmap(64, 64).toImage()  # type: ignore[attr-defined]
    solid = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    return str(max(solid, key=lambda c: c.alpha()).name())


def test_an_unknown_name_is_drawn_and_logged(light: Theme, caplog: pytest.LogCaptureFixture) -> None:
    assert icons.character("no-such-icon") == icons.character("question")
    assert "no-such-icon" in caplog.text


def test_icons_do_not_load_qtawesome(light: Theme) -> None:
    icons.icon("books").pixmap(16, 16)
    assert "qtawesome" not in sys.modules
