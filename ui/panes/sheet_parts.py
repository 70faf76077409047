"""Parts of side sheets: a line with its state and acts, a face, a large figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from ui import icons, theme
from ui.models.columns import Badge
from ui.widgets.badge import BadgeLabel
from ui.widgets.basic import button, label, rule

#: What can be done with one line: text, icon, call.
LineAct = tuple[str, str, Callable[[], object]]


def menu_button(acts: Sequence[LineAct], *, text: str = "", name: str) -> QPushButton:
    """A button that opens a menu of acts; three dots without ``text``."""
    made = button(text, "" if text else "dots-three-vertical", "" if text else "quiet", name=name)
    menu = QMenu(made)
    for words, icon, run in acts:
        action = menu.addAction(words)
        action.setIcon(icons.icon(icon))
        action.triggered.connect(lambda _checked=False, run=run: run())
    made.setMenu(menu)
    return made


def line(
    main: str, *, sub: str = "", badge: Badge | None = None, acts: Sequence[LineAct] = (), name: str = ""
) -> QWidget:
    """One thing of a list in a sheet: its words, a quiet second line, a state, and its acts in a menu."""
    holder = QWidget()
    outer = QHBoxLayout(holder)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(theme.SPACE)
    words = QVBoxLayout()
    words.setSpacing(0)
    head = label(main, wrap=True)
    head.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    words.addWidget(head)
    if sub:
        words.addWidget(label(sub, "faint", wrap=True))
    outer.addLayout(words, 1)
    if badge is not None:
        outer.addWidget(BadgeLabel(badge, holder), 0, Qt.AlignmentFlag.AlignVCenter)
    if acts:
        outer.addWidget(menu_button(acts, name=name or main), 0, Qt.AlignmentFlag.AlignVCenter)
    return holder


def lines(*items: QWidget, empty: str = "") -> QWidget:
    """Lines below each other with hairlines between; ``empty`` is said when there are none."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.SPACE_HALF)
    for number, item in enumerate(items):
        if number:
            column.addWidget(rule())
        column.addWidget(item)
    if not items:
        column.addWidget(label(empty, "faint", wrap=True))
    return holder


class Face(QWidget):
    """A person's photo, or their initials, in a circle."""

    def __init__(self, size: int = 64, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)
        self._initials = ""
        self._image: QImage | None = None

    def set_name(self, name: str) -> None:
        """Show the initials of "Family, Given" until there is a photo."""
        family, _, given = name.partition(",")
        self._initials = (given.strip()[:1] + family.strip()[:1]).upper()
        self.setAccessibleName(name)
        self._image = None
        self.update()

    def set_image(self, image: QImage | None) -> None:
        """Show a photo, already scaled; None shows the initials."""
        self._image = image if image is not None and not image.isNull() else None
        self.update()

    def has_image(self) -> bool:
        """Tell whether a photo is shown."""
        return self._image is not None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tokens = theme.current()
        if self._image is not None:
            path = QPainterPath()
            path.addEllipse(QRectF(self.rect()))
            painter.setClipPath(path)
            side = min(self._image.width(), self._image.height())
            part = QRectF((self._image.width() - side) / 2, (self._image.height() - side) / 2, side, side)
            painter.drawImage(QRectF(self.rect()), self._image, part)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("accent_soft"))
        painter.drawEllipse(self.rect())
        painter.setPen(tokens.color("accent_text"))
        font = self.font()
        font.setPointSizeF(self.width() * 0.26)
        painter.setFont(font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)


def read_photo(content: bytes, size: int) -> QImage:
    """Decode a photo and scale its shorter side to ``size`` pixels; a null image when it can't be read."""
    image = QImage.fromData(content)
    if image.isNull():
        return image
    side = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    return image.scaled(size, size, side, Qt.TransformationMode.SmoothTransformation)
