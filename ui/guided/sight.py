"""Notices by what the window shows that a step was done which leaves no act behind."""

from __future__ import annotations

from ui.main_window import MainWindow
from ui.widgets.master_detail import MasterDetail


def seen(step: str, window: MainWindow) -> bool:
    """Whether the window shows that this step was done."""
    match step:
        case "find":
            return _found(window)
        case "help":
            return window.help.sheet.isVisible()
    return False


def _found(window: MainWindow) -> bool:
    """A title was searched for by words and is chosen."""
    pane = window.current_pane()
    shown = pane.findChild(MasterDetail) if pane is not None and pane is window.pane("catalog") else None
    return shown is not None and bool(shown.search.text().strip()) and len(shown.table.selected()) == 1
