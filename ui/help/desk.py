"""Shows the help of the pane in front, follows it from page to page, and lets the palette find any page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ui.dialogs import show_help
from ui.help.dialogs import no_pane, told
from ui.help.sheet import HelpSheet
from ui.panes import PaneSpec
from ui.widgets.palette import Entry, Provider

if TYPE_CHECKING:
    from ui.help.page import HelpPage
    from ui.main_window import MainWindow
    from ui.panes.base import Pane

#: So many pages the palette offers; nobody reads further.
MOST = 5
#: A word of so many letters tells one page from others.
SHORTEST = 3


class HelpDesk(QObject):
    """The help of one window."""

    shown = Signal()

    def __init__(
        self,
        specs: Sequence[PaneSpec],
        current: Callable[[], Pane | None],
        key: Callable[[], str],
        go: Callable[[str], object],
        window: MainWindow,
    ) -> None:
        """``current`` is the pane in front and ``key`` its name; ``go`` brings one there."""
        super().__init__(window)
        self._window = window
        self._specs = {spec.key: spec for spec in specs}
        self._current, self._key, self._go = current, key, go
        self.sheet = HelpSheet()
        self.sheet.setVisible(False)
        self.sheet.close_requested.connect(self.toggle)

    @Slot()
    def toggle(self) -> None:
        """Show or hide the help of the pane in front."""
        self.sheet.setVisible(self.sheet.isHidden())
        self.renew()

    @Slot()
    def renew(self) -> None:
        """Say what belongs to what is in front now."""
        pane = self._current()
        spec = self._specs.get(self._key())
        if pane is None or spec is None or self.sheet.isHidden():
            return
        from ui.help.index import page_of  # late: the texts are no part of the start

        self._tell(spec, page_of(spec.key, pane.help_page))

    @Slot()
    def ask(self) -> None:
        """What F1 does: the sheet beside the pane, and at the lock a page over it."""
        if self._window.locked:
            show_help(self._window, self.now())
        else:
            self.toggle()

    def now(self) -> tuple[str, str]:
        """Title and text of what belongs to what is in front: the lock, or a pane."""
        if self._window.locked:
            return told("lock")
        pane = self._current()
        spec = self._specs.get(self._key())
        if pane is None or spec is None:
            return no_pane()
        from ui.help.index import page_of  # late: the texts are no part of the start

        page = page_of(spec.key, pane.help_page)
        return self._titled(spec, page), page.told()

    @staticmethod
    def _titled(spec: PaneSpec, page: HelpPage) -> str:
        title = page.words()
        return f"{spec.words()}: {title}" if title else spec.words()

    def _tell(self, spec: PaneSpec, page: HelpPage) -> None:
        self.sheet.show_help(self._titled(spec, page), page.told())
        self.shown.emit()

    def show(self, page: HelpPage) -> None:
        """Bring the pane of a page to the front, and tell the page."""
        self._go(page.pane)
        if self._key() == page.pane:  # a form with edits may hold one back
            self.sheet.setVisible(True)
            self._tell(self._specs[page.pane], page)

    def provider(self) -> Provider:
        """What the palette finds in the help."""

        def find(text: str) -> list[Entry]:
            if len(text.strip()) < SHORTEST:
                return []
            from ui.help.index import search

            return [
                Entry(
                    page.words() or self._specs[page.pane].words(),
                    partial(self.show, page),
                    "question",
                    self._hint(page),
                    self.tr("Help"),
                )
                for page in search(text, self._specs.keys(), MOST)
            ]

        return Provider("help", find)

    def _hint(self, page: HelpPage) -> str:
        return self._specs[page.pane].words() if page.title else "F1"
