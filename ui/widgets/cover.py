"""A cover as a tile: the picture, or the title's initials on a plain one."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme

_ROUND = 4.0


def initials(title: str) -> str:
    """The first letters of a title's first two words, "NM" for "Noli me tangere"; "" for one without letters."""
    words = [word for word in ("".join(c for c in part if c.isalnum()) for part in title.split()) if word]
    return "".join(word[0] for word in words[:2]).upper()


def read_cover(content: bytes, size: QSize, ratio: float = 1.0) -> QImage:
    """Decode a cover and fit it into ``size`` for a screen of this ``ratio``; a null image when it can't be read. Not for
    the GUI thread."""
    image = QImage.fromData(content)
    if image.isNull():
        return image
    ratio = max(ratio, 1.0)
    fitted = image.scaled(
        size * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    fitted.setDevicePixelRatio(ratio)
    return fitted


def paint_cover(painter: QPainter, rect: QRect, image: QImage | None, letters: str) -> None:
    """Draw a cover into ``rect``, centred at its foot as books stand; without one a plain tile with letters."""
    tokens = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    tile = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    if image is not None and not image.isNull():
        size = image.deviceIndependentSize().scaled(tile.size(), Qt.AspectRatioMode.KeepAspectRatio)
        tile = QRectF(
            tile.center().x() - size.width() / 2, tile.bottom() - size.height(), size.width(), size.height()
        )
    path = QPainterPath()
    path.addRoundedRect(tile, _ROUND, _ROUND)
    if image is not None and not image.isNull():
        painter.setClipPath(path)
        painter.drawImage(tile, image)
        painter.setClipping(False)
    else:
        painter.fillPath(path, tokens.color("accent_soft"))
        font = QFont(painter.font())
        font.setPixelSize(max(9, round(min(tile.width(), tile.height()) * 0.34)))
        painter.setFont(font)
        painter.setPen(tokens.color("accent_text"))
        painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, letters)
    painter.setPen(tokens.color("line"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.restore()


class CoverTile(QWidget):
    """One cover. Screen readers hear the title's name and whether there is a picture."""

    def __init__(self, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size)
        self._letters = ""
        self._title = ""
        self._image: QImage | None = None

    def set_title(self, title: str) -> None:
        """Show the initials of a title until there is a picture."""
        self._title, self._letters, self._image = title, initials(title), None
        self._say()

    def set_image(self, image: QImage | None) -> None:
        """Show a picture, already scaled; None shows the initials."""
        self._image = image if image is not None and not image.isNull() else None
        self._say()

    def has_image(self) -> bool:
        """Tell whether a picture is shown."""
        return self._image is not None

    def _say(self) -> None:
        words = self.tr("Cover of {title}") if self._image is not None else self.tr("No cover of {title}")
        self.setAccessibleName(words.format(title=self._title))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_cover(QPainter(self), self.rect(), self._image, self._letters)
