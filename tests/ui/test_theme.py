"""The themes: every token in every file, contrast of every pair in use, and a live change."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ui import theme
from ui.theme import MARK_PAIRS, TEXT_PAIRS, THEMES, Theme, contrast, load_tokens

NAMES = ("light", "dark", "contrast")


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_text_reaches_its_contrast(name: str) -> None:
    tokens = load_tokens(name)
    least = 7.0 if name == "contrast" else 4.5
    poor = {p: round(contrast(tokens[p[0]], tokens[p[1]]), 2) for p in TEXT_PAIRS}
    assert not {pair: ratio for pair, ratio in poor.items() if ratio < least}


@pytest.mark.parametrize("name", NAMES)
def test_marks_reach_their_contrast(name: str) -> None:
    tokens = load_tokens(name)
    poor = {p: round(contrast(tokens[p[0]], tokens[p[1]]), 2) for p in MARK_PAIRS}
    assert not {pair: ratio for pair, ratio in poor.items() if ratio < 3.0}


def test_all_themes_have_the_same_tokens() -> None:
    assert len({frozenset(load_tokens(name)) for name in NAMES}) == 1


def test_the_sheet_uses_only_tokens_that_exist() -> None:
    known = set(load_tokens("light")) | {
        "icons",
        "radius",
        "radius_large",
        "small_pt",
        "heading_pt",
        "title_pt",
    }
    used = set(re.findall(r"\$(\w+)", (THEMES / "sheet.qss").read_text(encoding="utf-8").replace("$$", "")))
    assert used <= known


def test_a_change_of_theme_is_seen_at_once(qtbot: QtBot, qapp: QApplication, light: Theme) -> None:
    button = QPushButton("Save")
    button.setProperty("kind", "primary")
    qtbot.addWidget(button)
    button.show()
    before = button.grab().toImage().pixelColor(40, 6)
    with qtbot.waitSignal(light.changed):
        light.choose("contrast")
    try:
        after = button.grab().toImage().pixelColor(40, 6)
        assert before == QColor(load_tokens("light")["accent"])
        assert after == QColor(load_tokens("contrast")["accent"])
        assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(load_tokens("contrast")["surface"])
    finally:
        light.choose("light")


def test_the_applied_theme_is_the_current_one(light: Theme) -> None:
    assert theme.current() is light
