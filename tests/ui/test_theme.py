"""The themes: every token in every file, contrast of every pair in use, and a live change."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui import theme
from ui.models.columns import Badge, Tone
from ui.theme import MARK_PAIRS, TEXT_PAIRS, THEMES, Theme, contrast, load_tokens
from ui.widgets.banner import Banner
from ui.widgets.delegate import paint_badge

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


def test_the_words_of_a_banner_have_its_tone(qtbot: QtBot, light: Theme) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show()
    for tone in ("info", "warn", "bad", "ok"):
        banner.show_banner(tone, "info", "It is so.")
        (words,) = (each for each in banner.findChildren(QLabel) if each.text())
        assert words.palette().windowText().color() == light.color(f"{tone}_text")


@pytest.mark.parametrize("tone", Tone)
def test_a_badge_stands_out_from_a_chosen_row(light: Theme, tone: Tone) -> None:
    picture = QPixmap(120, 36)
    picture.fill(light.color("selected"))
    painter = QPainter(picture)
    paint_badge(painter, picture.rect(), Badge("Runs", tone, "play"), QFont(), outlined=True)
    painter.end()
    image = picture.toImage()
    beside_the_icon = [image.pixelColor(24, y).name() for y in range(36)]
    ground = load_tokens("light")["selected"]
    assert sum(contrast(each, ground) >= 3.0 for each in beside_the_icon) == 2, "a line above and one below"
