"""Line icons of one family (Phosphor, as shipped by qtawesome), drawn in the theme's colour of the moment.

Importing qtawesome loads eleven font files and costs half a second at start; only its Phosphor font and
its table of names are read here, on first use. An icon holds a token, not a colour: after a change of
theme it is right at the next repaint.
"""

from __future__ import annotations

import json
import logging
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from ui import theme

_log = logging.getLogger(__name__)
_FONT = "phosphor-1.3.0.ttf"
_NAMES = "phosphor-charmap-1.3.0.json"
#: Names that later releases of the family gave to what we draw with this one.
_LATER = {"dot-outline": "circle", "circle-notch": "circle-dashed", "seal-check": "circle-wavy-check"}


@lru_cache(maxsize=1)
def _folder() -> Path:
    spec = find_spec("qtawesome")  # finds the package without importing it
    if spec is None or spec.origin is None:
        raise FileNotFoundError("The icon font is missing; install QtAwesome.")
    return Path(spec.origin).parent / "fonts"


@lru_cache(maxsize=1)
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(_folder() / _FONT))
    families = QFontDatabase.applicationFontFamilies(number)
    return families[0] if families else ""


@lru_cache(maxsize=1)
def _characters() -> dict[str, str]:
    names = json.loads((_folder() / _NAMES).read_text(encoding="utf-8"))
    found = {name: chr(int(code, 16)) for name, code in names.items()}
    return found | {later: found[name] for later, name in _LATER.items()}


@lru_cache(maxsize=512)
def character(name: str) -> str:
    """The glyph of an icon name; an unknown name is logged and drawn as a question mark."""
    found = _characters().get(name)
    if found is None:
        _log.warning("no icon is called %r", name)
        return _characters()["question"]
    return found


def exists(name: str) -> bool:
    """Tell whether there is an icon of that name."""
    return name in _characters()


def paint(painter: QPainter, rect: QRect, name: str, colour: QColor) -> None:
    """Draw an icon into ``rect``, centred, at the painter's own resolution."""
    font = QFont(_family())
    font.setPixelSize(max(1, min(rect.width(), rect.height())))
    painter.save()
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, character(name))
    painter.restore()


class _Glyph(QIconEngine):
    def __init__(self, name: str, token: str, on_token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token
        self._on_token = on_token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        tokens = theme.current()
        token = self._on_token if state is QIcon.State.On else self._token
        colour = tokens.color("text_faint" if mode is QIcon.Mode.Disabled else token)
        if mode is QIcon.Mode.Disabled:
            colour.setAlphaF(0.6)
        paint(painter, rect, self._name, colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Glyph(self._name, self._token, self._on_token)


def icon(name: str, token: str = "text_soft", on_token: str = "") -> QIcon:
    """The icon called ``name`` in the colour of ``token`` (``on_token`` while checked)."""
    return QIcon(_Glyph(name, token, on_token or token))
