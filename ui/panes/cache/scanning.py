"""A scan of Redis as the window follows it: begun, looked at while it goes on, paused, ended."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.cached_keys import EVERYTHING, Manner, ScanLook, Wanted
from app.errors import NotFound

if TYPE_CHECKING:
    from ui.panes.cache.pane import CachePane

FIRST_LOOK_MS, LOOK_MS, UNSEEN_MS = 60, 300, 1_000
_SHARE = 8
"""A look waits so many times as long as the one before it took: of a million keys in 20,000 branches that is felt."""

See = Callable[[str], Any]
"""What is asked of a scan with each look, by its id, off the window's thread."""


class Scanning(QObject):
    """One scan at a time. ``looked`` carries how it stands and what ``see`` found."""

    looked = Signal(object, object)  # ScanLook, whatever ``see`` gives
    failed = Signal(object)  # Exception: it did not start, or was forgotten

    def __init__(self, pane: CachePane, see: See) -> None:
        super().__init__(pane)
        self._pane = pane
        self._see = see
        self._id = ""
        self._asking = False
        self.look: ScanLook | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look_now)

    @property
    def id(self) -> str:
        """The scan that is followed; "" before the first."""
        return self._id

    @property
    def running(self) -> bool:
        """Whether one goes on, or stands still."""
        return self.look is not None and self.look.running

    def start(
        self, manner: Manner, wanted: Wanted = EVERYTHING, *, keep: bool = False, node: str = ""
    ) -> None:
        """Begin another, and let go of the one before."""
        inspector, actor, before = self._pane.services.cache_inspector, self._pane.actor, self._id

        def work() -> str:
            if before:
                with suppress(NotFound):  # it was forgotten by itself
                    inspector.forget_scan(actor, before)
            return inspector.start_scan(actor, manner, wanted, keep=keep, node=node)

        self._id, self.look = "", None
        self._timer.stop()
        self._pane.runner.run(self, work, self._on_started, self.failed.emit, latest="scan")

    def _on_started(self, scan: str) -> None:
        self._id = scan
        self._asking = False
        self._timer.start(FIRST_LOOK_MS)

    @Slot()
    def look_now(self) -> None:
        """Look at it, unless nobody sees that."""
        if not self._id:
            return
        if self._asking:  # what is asked for may be another node, or another branch, by now
            self._timer.start(FIRST_LOOK_MS)
            return
        if not self._pane.isVisible():
            self._timer.start(UNSEEN_MS)
            return
        self._asking = True
        scan, inspector, actor, see = (
            self._id,
            self._pane.services.cache_inspector,
            self._pane.actor,
            self._see,
        )

        def work() -> tuple[str, ScanLook, Any, float]:
            began = time.monotonic()
            look = inspector.scan_look(actor, scan)
            return scan, look, see(scan), time.monotonic() - began

        self._pane.runner.run(self, work, self._on_look, self._on_no_look, latest="look", background=True)

    def _on_look(self, found: tuple[str, ScanLook, Any, float]) -> None:
        scan, look, seen, took = found
        self._asking = False
        if scan != self._id:
            return
        self.look = look
        if look.running:
            self._timer.start(max(LOOK_MS, int(_SHARE * took * 1000)))
        self.looked.emit(look, seen)

    def _on_no_look(self, error: Exception) -> None:
        self._asking = False
        self._id = ""
        self.failed.emit(error)

    # -- acts ------------------------------------------------------------------------------------------

    def pause_or_resume(self) -> None:
        """Let it stand still, or go on."""
        if self.look is not None:
            inspector = self._pane.services.cache_inspector
            self._tell(inspector.resume_scan if self.look.paused else inspector.pause_scan)

    def cancel(self) -> None:
        """End it; what it saw stays."""
        self._tell(self._pane.services.cache_inspector.cancel_scan)

    def _tell(self, verb: Callable[..., None]) -> None:
        if self._id:
            work = partial(verb, self._pane.actor, self._id)
            self._pane.runner.run(self, work, lambda _: self.look_now(), self.failed.emit)
