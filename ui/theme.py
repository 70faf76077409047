"""Colours, sizes and the one style sheet: three token files, one palette, one sheet, live changes."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import lru_cache
from string import Template

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QToolTip
from shiboken6 import isValid

from app.paths import resource

THEMES = resource("themes")
ICONS = resource("icons")

#: Space in device-independent pixels: 8 px grid, 4 px inside controls.
SPACE_HALF, SPACE, SPACE_2, SPACE_3, SPACE_4 = 4, 8, 16, 24, 32
RADIUS, RADIUS_LARGE = 6, 10
CONTROL_HEIGHT = 32
ROW_HEIGHT = 36
TALL_ROW_HEIGHT = 52
BODY_PT, SMALL_PT, HEADING_PT, TITLE_PT = 10.0, 9.0, 11.5, 15.0

#: Pairs that must reach 4.5:1 (text) or 3:1 (marks); the test of the themes walks both.
TEXT_PAIRS = (
    ("text", "surface"), ("text", "ground"), ("text", "raised"), ("text", "sunken"), ("text", "rail"),
    ("text", "hover"), ("text", "pressed"), ("text", "selected"),
    ("text_soft", "surface"), ("text_soft", "ground"), ("text_soft", "rail"), ("text_soft", "hover"),
    ("text_soft", "selected"), ("text_faint", "surface"), ("text_faint", "ground"), ("text_faint", "rail"),
    ("text_faint", "raised"), ("text_faint", "sunken"), ("text_faint", "hover"), ("text_faint", "selected"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("accent_text", "surface"),
    ("accent_text", "accent_soft"), ("accent_text", "hover"), ("accent_text", "ground"),
    ("ok_text", "ok_soft"), ("info_text", "info_soft"), ("warn_text", "warn_soft"), ("bad_text", "bad_soft"),
    ("muted_text", "muted_soft"), ("bad_text", "surface"), ("bad_text", "raised"), ("warn_text", "surface"),
    ("ok_text", "surface"), ("info_text", "surface"), ("tooltip_text", "tooltip"),
)  # fmt: skip
MARK_PAIRS = (
    ("focus", "surface"), ("focus", "ground"), ("focus", "rail"), ("accent", "surface"),
    ("line_strong", "surface"), ("ok", "surface"), ("info", "surface"), ("warn", "surface"),
    ("bad", "surface"), ("muted", "surface"), ("ok", "raised"), ("bad", "raised"), ("warn", "raised"),
)  # fmt: skip

_ROLES = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text_faint",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent_text",
    QPalette.ColorRole.LinkVisited: "accent_text",
    QPalette.ColorRole.ToolTipBase: "tooltip",
    QPalette.ColorRole.ToolTipText: "tooltip_text",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line_strong",
    QPalette.ColorRole.Shadow: "line_strong",
    QPalette.ColorRole.Accent: "accent",
}


class ThemeChoice(StrEnum):
    """What the person may choose; "system" follows the desktop and changes live."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@lru_cache(maxsize=8)
def load_tokens(name: str) -> dict[str, str]:
    """Read one theme file as a mapping of token to colour."""
    values = tomllib.loads((THEMES / f"{name}.toml").read_text(encoding="utf-8"))
    return {key: str(value) for key, value in values.items()}


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return float(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)

    c = QColor(colour)
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF())


class Theme(QObject):
    """The theme in force. ``changed`` fires after palette and sheet are set."""

    changed = Signal()

    def __init__(self, choice: str = ThemeChoice.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choice = ThemeChoice(choice)
        self.tokens = load_tokens(self._resolve())
        self._colors: dict[str, QColor] = {}
        hints = QGuiApplication.styleHints()
        if hints is not None:
            hints.colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def name(self) -> str:
        """The name of the token file in force: light, dark or contrast."""
        return self.tokens["name"]

    def color(self, token: str) -> QColor:
        """The colour of a token."""
        found = self._colors.get(token)
        if found is None:
            found = self._colors[token] = QColor(self.tokens[token])
        return QColor(found)

    def choose(self, choice: str) -> None:
        """Take another theme and apply it at once."""
        self.choice = ThemeChoice(choice)
        self.apply()

    def apply(self) -> None:
        """Set style, font, palette and sheet on the application; the palette first, or the sheet is stale."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        self.tokens = load_tokens(self._resolve())
        self._colors.clear()
        # Once: with a sheet in force ``style()`` is the sheet's own, and each change polishes every widget.
        if not app.property("clmsFusion"):
            style = QStyleFactory.create("Fusion")
            if style is not None:
                app.setStyle(style)
                app.setProperty("clmsFusion", True)
        set_body_font(app)
        palette = self.palette()
        app.setPalette(palette)
        QToolTip.setPalette(palette)
        sheet = (THEMES / "sheet.qss").read_text(encoding="utf-8")
        # Without a sheet first: Qt then polishes each widget once by the new one, in a fifth of the time that taking the
        # old one's rules off every widget, one at a time, would hold the window. Nothing is painted in between.
        app.setStyleSheet("")
        app.setStyleSheet(Template(sheet).substitute(self.tokens | _sizes()))
        app.setProperty("clmsTheme", self)
        self.changed.emit()

    def palette(self) -> QPalette:
        """The application palette of the theme in force."""
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self.color(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("text_faint"))
        return palette

    def _resolve(self) -> str:
        if self.choice is not ThemeChoice.SYSTEM:
            return str(self.choice)
        hints = QGuiApplication.styleHints()
        dark = hints is not None and hints.colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    @Slot(Qt.ColorScheme)
    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self.choice is ThemeChoice.SYSTEM:
            self.apply()


def current() -> Theme:
    """The theme applied to the application; a light one is applied if none was."""
    app = QApplication.instance()
    found = app.property("clmsTheme") if app is not None else None
    if isinstance(found, Theme) and isValid(found):
        return found
    theme = Theme(ThemeChoice.LIGHT, parent=app)
    theme.apply()
    return theme


def set_body_font(app: QApplication) -> None:
    """Give the system font its body size, whatever the desktop's own default is."""
    font = app.font()
    if abs(font.pointSizeF() - BODY_PT) > 0.01:
        font.setPointSizeF(BODY_PT)
        app.setFont(font)


def tabular(font: QFont) -> QFont:
    """A copy of ``font`` whose figures all have one width."""
    figures = QFont(font)
    figures.setFeature(QFont.Tag("tnum"), 1)
    return figures


def _sizes() -> dict[str, str]:
    return {
        "icons": ICONS.as_posix(),
        "radius": f"{RADIUS}px",
        "radius_large": f"{RADIUS_LARGE}px",
        "small_pt": f"{SMALL_PT}pt",
        "heading_pt": f"{HEADING_PT}pt",
        "title_pt": f"{TITLE_PT}pt",
    }
