"""What the command palette always finds: panes, the acts of the pane in front; and makers for service finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication

from ui.panes import PaneSpec
from ui.panes.base import Pane
from ui.widgets.palette import Entry, Provider, fits


def _tr(text: str) -> str:
    return QCoreApplication.translate("palette", text)


def panes_provider(specs: Sequence[PaneSpec], go: Callable[[str], object]) -> Provider:
    """Finds panes by title; with nothing typed, all of them."""

    def find(text: str) -> list[Entry]:
        return [
            Entry(spec.words(), partial(go, spec.key), spec.icon, f"Alt+{n}" if n < 10 else "", _tr("Panes"))
            for n, spec in enumerate(specs, 1)
            if fits(text, spec.words())
        ]

    return Provider("panes", find)


def acts_provider(current: Callable[[], Pane | None]) -> Provider:
    """Finds what the pane in front can do now."""

    def find(text: str) -> list[Entry]:
        pane = current()
        if pane is None:
            return []
        return [
            Entry(act.text, partial(pane.do, act.key), act.icon or "lightning", act.shortcut, _tr("Actions"))
            for act in pane.acts()
            if fits(text, act.text)
        ]

    return Provider("acts", find)
