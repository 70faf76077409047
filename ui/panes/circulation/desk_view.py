"""What the desk looks like: the box and its switches above, answer and last acts left, the patron's side right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.panes.base import PaneContext
from ui.panes.circulation.answer_view import AnswerView
from ui.panes.circulation.finder import PatronFinder
from ui.panes.circulation.patron_card import PatronCardView
from ui.panes.circulation.recent_acts import RecentActs
from ui.panes.circulation.small_forms import OverridePanel, PaymentPanel, ScannerPanel
from ui.panes.scanning.box import ScanBox, ScannerSetup
from ui.panes.scanning.left import LeftBehindPanel
from ui.widgets.banner import Banner
from ui.widgets.basic import button, label, row
from ui.widgets.state import Notice


class DeskView(QWidget):
    """The widgets of the desk and where they stand; it decides nothing."""

    find_requested = Signal()
    setup_requested = Signal()

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        setup = ScannerSetup.load(context.state)
        self.box = ScanBox(setup)
        self.answer = AnswerView(context.actor)
        self.recent = RecentActs(context.state)
        self.nobody = Notice()
        self.card = PatronCardView(context.state)
        self.finder = PatronFinder(context)
        self.override, self.payment = OverridePanel(), PaymentPanel()
        self.left = LeftBehindPanel(
            self.tr(
                "The program ended before these were answered. Nothing was done with them. Look whether the books "
                "are at the desk, then work them or set them aside, the oldest first."
            )
        )
        self.scanner = ScannerPanel(setup)
        self.mode = button(
            self.tr("Check-in only"), "archive-tray", "chip", tip=self.tr("Every book is taken back (F3)")
        )
        self.mode.setCheckable(True)
        self.banner, self.left_banner = Banner(), Banner()
        self.waiting = label("", "faint")
        self._side = QStackedWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        self.nobody.show_notice(
            "identification-card",
            self.tr("Nobody at the desk"),
            self.tr("Scan a card to see its patron here. A book scanned now is checked in."),
        )
        self.nobody.set_buttons(
            button(self.tr("Find without card (F2)"), "magnifying-glass", run=self.find_requested.emit)
        )
        for page in (
            self.nobody,
            self.card,
            self.finder,
            self.override,
            self.payment,
            self.scanner,
            self.left,
        ):
            self._side.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2)
        outer.setSpacing(theme.SPACE)
        outer.addLayout(self._bar())
        for banner in (self.banner, self.left_banner):
            banner.setVisible(False)
            outer.addWidget(banner)
        outer.addWidget(self._split(), 1)

    def _bar(self) -> QVBoxLayout:
        find = button(
            self.tr("Find patron"),
            "magnifying-glass",
            run=self.find_requested.emit,
            tip=self.tr("Without a card (F2)"),
        )
        setup = button("", "gear", "quiet", name=self.tr("Scanner set-up"), run=self.setup_requested.emit)
        bar = row(None, self.box, self.waiting, find, self.mode, setup)
        bar.setStretchFactor(self.box, 1)
        holder = QVBoxLayout()
        holder.addLayout(bar)
        return holder

    def _split(self) -> QSplitter:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.answer)
        column.addWidget(self.recent, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self._side)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 4)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(theme.SPACE)
        split.setProperty("gap", "yes")
        self._context.state.restore_splitter("circulation", split)
        split.splitterMoved.connect(lambda *_: self._context.state.save_splitter("circulation", split))
        return split

    @property
    def side(self) -> QWidget:
        """What stands at the right now."""
        shown = self._side.currentWidget()
        assert shown is not None
        return shown

    def show_side(self, page: QWidget) -> None:
        """Put one of the pages at the right."""
        self._side.setCurrentWidget(page)

    @property
    def box_is_free(self) -> bool:
        """Whether the focus belongs to the box: no form or search is open beside it."""
        return self.side in (self.nobody, self.card)

    def focus_box(self) -> None:
        """Give the focus back to the box, or to the form that is open beside it."""
        place = None if self.box_is_free else self.side.focusWidget()
        (place or self.box).setFocus(Qt.FocusReason.OtherFocusReason)
