"""What can be asked of the desk by name: in the palette, or typed or scanned as a command."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.help.index import page_of
from ui.widgets.acts import Act

if TYPE_CHECKING:
    from ui.panes.circulation.pane import CirculationPane


class DeskCommands(QObject):
    """The same wishes under two names each."""

    def __init__(self, pane: CirculationPane) -> None:
        super().__init__(pane)
        self._pane = pane

    def acts(self) -> tuple[Act, ...]:
        """What the palette offers."""
        pane = self._pane
        find, pay = self.tr("Find a patron without card"), self.tr("Take a payment")
        return (
            Act("find", find, lambda _: pane.find_patron(), "magnifying-glass", "F2"),
            Act("check-in-only", self.tr("Check-in only"), lambda _: pane.desk.mode.toggle(), "archive-tray", "F3"),
            Act("pay", pay, lambda _: pane.take_payment(), "coin", "F6"),
            Act("undo", self.tr("Undo the last act"), lambda _: pane.desk_acts.undo_last(), "arrow-u-up-left", "Ctrl+Z"),
            Act("scanner", self.tr("Scanner set-up"), lambda _: pane.set_up_scanner(), "gear"),
        )  # fmt: skip

    def obey(self, command: str) -> None:
        """Do what a command says."""
        pane = self._pane
        known: dict[str, Callable[[], object]] = {
            "done": pane.show_nobody,  # the line has seen to it in its turn
            "undo": pane.desk_acts.undo_last,
            "checkin": pane.desk.mode.toggle,
            "renew": pane.desk_acts.renew_all,
            "find": pane.find_patron,
            "pay": pane.take_payment,
            "help": lambda: pane.messages.tell(page_of("circulation").told().splitlines()[0]),
        }
        if command in known:
            known[command]()
            return
        there_are = ", ".join(f"/{name}" for name in known)
        pane.messages.warn(
            self.tr("There is no command “{name}”.").format(name=command),
            self.tr("There are {commands}.").format(commands=there_are),
        )
