"""A page of a part's details that asks the part itself, once somebody looks at it."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from ui.widgets.state import StateView

if TYPE_CHECKING:
    from ui.panes.health.pane import HealthPane


EVERY_S = 2.0
"""A page that is live is asked anew so often: a list that changes faster can't be read."""


class PartPage(QObject):
    """What is asked of one part at a time, and shown with the states of anything that shows data."""

    #: Looked at again with every look of the pane, while it is in front.
    LIVE = False

    def __init__(self, pane: HealthPane, content: QWidget) -> None:
        super().__init__(pane)
        self.pane = pane
        self.part = ""
        self._asking = ""
        self._read_at = 0.0
        self.view = StateView(content)
        self.view.retry_requested.connect(self.read)
        self.body: QWidget = self.view

    # What a page is made of

    def ask(self, part: str) -> Any:
        """Ask for what is shown; away from the window's thread."""
        raise NotImplementedError

    def fill(self, found: Any) -> bool:
        """Show what was found; False when that is nothing."""
        raise NotImplementedError

    def forget(self) -> None:
        """Show nothing of the part before."""

    # What the list of parts calls

    def show_part(self, part: str, *, again: bool = False) -> None:
        """Show a part; one that is shown already is asked anew where it is ``LIVE``, or ``again`` is wanted."""
        if part != self.part:
            self.part = part
            self.forget()
            self.view.set_state("loading")
        elif not again and (not self.LIVE or time.monotonic() - self._read_at < EVERY_S):
            return
        self.read()

    @Slot()
    def read(self) -> None:
        """Ask, unless that is under way."""
        if not self.part or self._asking == self.part:
            return
        part = self._asking = self.part
        self._read_at = time.monotonic()
        self.pane.runner.run(
            self.pane, partial(self.ask, part), partial(self._on_found, part), partial(self._on_failed, part),
            background=True,
        )  # fmt: skip

    def _on_found(self, part: str, found: Any) -> None:
        if part == self.part:
            self._asking = ""
            self.view.set_state("loaded" if self.fill(found) else "empty")

    def _on_failed(self, part: str, error: Exception) -> None:
        if part == self.part:
            self._asking = ""
            self.view.set_state("stale" if self.view.state in ("loaded", "stale") else "failed", error)
