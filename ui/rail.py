"""The navigation rail: panes in their groups, icon and word, or icons alone when collapsed.

Rows are as high as there is room for; in a window that is too low even so, they scroll between the mark and the fold.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.panes import GROUP_TITLES, Group, PaneSpec
from ui.state import UiState
from ui.widgets.basic import IconLabel, button, label, row, set_property

WIDE, NARROW = 208, 56
HIGHEST, LOWEST = 34, 26
"""Of a row, in pixels: what is easily hit, and what words and the ring of the focus still have room in."""
_GAP = 2


class Rail(QFrame):
    """Chooses a pane. ``chosen`` carries its key."""

    chosen = Signal(str)

    def __init__(self, specs: Sequence[PaneSpec], state: UiState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._specs = tuple(specs)
        self._state = state
        self._buttons: dict[str, QPushButton] = {}
        self._heads: list[QLabel] = []
        self._badges: dict[str, QLabel] = {}
        self._making_room = False
        self._choice = QButtonGroup(self)
        self._choice.setExclusive(True)
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setAccessibleName(self.tr("Panes"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE, theme.SPACE, theme.SPACE + 1, theme.SPACE)
        outer.setSpacing(_GAP)
        self._word = label("CLMS", "heading")
        mark = QWidget()
        mark.setFixedHeight(40)
        inside = row(mark, IconLabel("books", 22, "accent_text"), self._word, None)
        inside.setContentsMargins(theme.SPACE + 1, 0, 0, 0)
        outer.addWidget(mark)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = QWidget()
        rows.setObjectName("page")
        self._layout = QVBoxLayout(rows)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_GAP)
        self._fill()
        self._layout.addStretch(1)
        self._area.setWidget(rows)
        outer.addWidget(self._area, 1)
        self._fold = button("", "caret-double-left", "nav", run=self._on_fold)
        self._fold.setCheckable(False)
        outer.addWidget(self._fold)
        self.set_collapsed(state.flag("rail/collapsed"))

    def _fill(self) -> None:
        number = 0
        for group in Group:
            members = [spec for spec in self._specs if spec.group is group]
            if not members:
                continue
            head = label(self._group_words(group), "group")
            self._heads.append(head)
            self._layout.addWidget(head)
            for spec in members:
                number += 1
                self._layout.addWidget(self._button(spec, number))

    @staticmethod
    def _group_words(group: Group) -> str:
        return QCoreApplication.translate("panes", GROUP_TITLES[group])

    def _button(self, spec: PaneSpec, number: int) -> QPushButton:
        made = button(spec.words(), kind="nav")
        made.setIcon(icons.icon(spec.icon, "text_soft", "accent_text"))
        made.setCheckable(True)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        made.setProperty("pane", spec.key)
        made.setProperty("words", spec.words())
        made.setToolTip(f"{spec.words()} (Alt+{number})" if number < 10 else spec.words())
        made.clicked.connect(self._on_clicked)
        self._choice.addButton(made)
        self._buttons[spec.key] = made
        return made

    @Slot()
    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.chosen.emit(sender.property("pane"))

    def show_chosen(self, key: str) -> None:
        """Mark the pane in front."""
        self._buttons[key].setChecked(True)
        self._area.ensureWidgetVisible(self._buttons[key], 0, 0)

    def set_badge(self, key: str, number: int, words: str) -> None:
        """Show a number at a pane that waits for a person there; ``words`` say what it counts. 0 takes it away."""
        made = self._buttons.get(key)
        if made is None:
            return
        badge = self._badges.get(key)
        if badge is None:
            badge = self._badges[key] = label("", "badge")
            badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row(made, None, badge)
        badge.setText(f"{number:,}")
        badge.setVisible(number > 0)
        self._place_badge(made, badge)
        name = str(made.property("words"))
        made.setAccessibleName(f"{name}. {words}" if number else name)

    def _place_badge(self, made: QPushButton, badge: QLabel) -> None:
        """At the end of the word, or at the corner of the icon that stands alone."""
        layout = made.layout()
        assert layout is not None
        layout.setContentsMargins(0, 1, 1 if self.collapsed else theme.SPACE, 0)
        set_property(badge, "small", self.collapsed)
        layout.setAlignment(
            badge, Qt.AlignmentFlag.AlignTop if self.collapsed else Qt.AlignmentFlag.AlignVCenter
        )

    def button_of(self, key: str) -> QPushButton:
        """The button of a pane."""
        return self._buttons[key]

    @property
    def collapsed(self) -> bool:
        """Tell whether only icons are shown."""
        return self._word.isHidden()

    def make_room(self, wanted: bool) -> None:
        """Show icons alone while something else needs the room, whatever the person chose."""
        if wanted != self._making_room:
            self._making_room = wanted
            self.set_collapsed(wanted or self._state.flag("rail/collapsed"))

    @Slot()
    def _on_fold(self) -> None:
        self.set_collapsed(not self.collapsed)
        self._state.set_flag("rail/collapsed", self.collapsed)

    def set_collapsed(self, collapsed: bool) -> None:
        """Show icons alone, or icons with words."""
        self._word.setVisible(not collapsed)
        for head in self._heads:
            head.setVisible(not collapsed)
        width = NARROW if collapsed else WIDE
        self.setFixedWidth(width)
        for spec in self._specs:
            made = self._buttons[spec.key]
            made.setText("" if collapsed else spec.words())
            if spec.key in self._badges:
                self._place_badge(made, self._badges[spec.key])
        self._fold.setFixedSize(width - 17, HIGHEST)
        self._fold.setText("" if collapsed else self.tr("Collapse"))
        name = self.tr("Show words") if collapsed else self.tr("Show icons only")
        self._fold.setIcon(icons.icon("caret-double-right" if collapsed else "caret-double-left"))
        self._fold.setToolTip(name)
        self._fold.setAccessibleName(name)
        self._share_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the rows the height there is."""
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        """Rows first become lower and groups closer; only then there is something to scroll."""
        heads = [head for head in self._heads if not head.isHidden()]
        room = self._area.height()
        for above in (theme.SPACE_2, theme.SPACE):
            for head in heads:
                head.setContentsMargins(theme.SPACE + 2, above, 0, theme.SPACE_HALF)
            taken = sum(head.sizeHint().height() + _GAP for head in heads)
            each = (room - taken) // max(len(self._buttons), 1) - _GAP
            if each >= HIGHEST:
                break
        for made in self._buttons.values():
            made.setFixedHeight(min(max(each, LOWEST), HIGHEST))
