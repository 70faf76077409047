"""Draws the program's icon, the one its windows have, in the files that desktops, Windows and macOS want.

Runs where Qt is installed; needs no display. Both containers hold plain PNGs: ICO since Windows Vista
(https://devblogs.microsoft.com/oldnewthing/20101022-00/?p=12473), ICNS for the types named here
(https://en.wikipedia.org/wiki/Apple_Icon_Image_format).
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
"""Pixels, of the hicolor theme."""
ICO = (16, 24, 32, 48, 64, 128, 256)
ICNS = {"ic11": 32, "ic12": 64, "ic07": 128, "ic13": 256, "ic08": 256, "ic14": 512, "ic09": 512}


def draw(folder: Path) -> None:
    """Write ``clms-SIZE.png`` of every size, ``clms.ico`` and ``clms.icns`` into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = _pictures(SIZES)
    for size, picture in pictures.items():
        (folder / f"clms-{size}.png").write_bytes(picture)
    (folder / "clms.ico").write_bytes(ico({size: pictures[size] for size in ICO}))
    (folder / "clms.icns").write_bytes(icns({kind: pictures[size] for kind, size in ICNS.items()}))


def ico(pictures: dict[int, bytes]) -> bytes:
    """An ICO of PNGs by their size in pixels."""
    place = 6 + 16 * len(pictures)
    entries = b""
    for size, picture in pictures.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + b"".join(pictures.values())


def icns(pictures: dict[str, bytes]) -> bytes:
    """An ICNS of PNGs by their type."""
    parts = b"".join(
        struct.pack(">4sI", kind.encode(), 8 + len(picture)) + picture for kind, picture in pictures.items()
    )
    return struct.pack(">4sI", b"icns", 8 + len(parts)) + parts


def _pictures(sizes: tuple[int, ...]) -> dict[int, bytes]:
    """The glyph of the window's icon on a ground of the accent, which dark and light panels both show."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QBuffer, QIODevice, QRect, QRectF, Qt
    from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

    from ui import icons, theme

    application = QGuiApplication([])
    tokens = theme.load_tokens("light")
    found = {}
    for size in sizes:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens["accent"]))
        painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.2, size * 0.2)
        edge = round(size * 0.1)
        square = QRect(edge, edge, size - 2 * edge, size - 2 * edge)
        icons.paint(painter, square, "books", QColor(tokens["on_accent"]))
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        found[size] = bytes(buffer.data().data())
    application.shutdown()
    return found


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    draw(Path(sys.argv[1]))
