"""Saving the topology: what that does to the file is shown first, and what the file was can be had back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.changes import Receipt
from app.errors import Conflict
from app.services.acts import new_key
from app.services.cluster import ForeseenSave, KeptTopology, SavedTopology
from ui import theme
from ui.messages import Choice, Question
from ui.panes.cluster import words
from ui.panes.cluster.text_page import text_page
from ui.widgets.banner import Banner
from ui.widgets.basic import button, column, label
from ui.widgets.master_detail import MasterDetail
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.cluster.pane import ClusterPane


class Saving(QObject):
    """The sheet with the difference, and the act."""

    def __init__(self, pane: ClusterPane, master: MasterDetail, restore: Callable[[], None]) -> None:
        super().__init__(pane)
        self._pane, self._master, self._restore = pane, master, restore
        self._service = pane.services.cluster
        self.foreseen: ForeseenSave | None = None
        self._back = False
        self.save_button = QPushButton()
        self._told = label("", wrap=True)
        self._warning = Banner()
        self.difference = text_page(self.tr("Difference"))
        self._page = QWidget()
        column(self._page, self._told, self._warning, self.difference, margin=theme.SPACE_2).setStretch(2, 1)
        master.sheet.keep(self._page)

    # -- looking ---------------------------------------------------------------------------------------

    def save(self) -> None:
        """Show what saving what is edited would do."""
        deployment, actor = self._pane.deployment, self._pane.actor
        if deployment.edited is None:
            self._pane.messages.tell(self.tr("Nothing of the topology is changed here."))
            return
        topology = deployment.topology
        if topology is None:
            assert deployment.problem is not None
            self._pane.messages.warn(deployment.problem)
            return
        service = self._service
        self._back = False
        self._pane.run(
            lambda: service.foresee(actor, service.text_of(actor, topology)), self._show, latest="foresee"
        )

    def put_back(self) -> None:
        """Show what it would do to take the topology that the file had before."""
        self._pane.run(partial(self._service.before, self._pane.actor), self._on_before, latest="foresee")

    def _on_before(self, kept: KeptTopology) -> None:
        if not kept.text:
            self._pane.messages.tell(
                self.tr("The file was never saved here before, so there is nothing to put back.")
            )
            return
        self._back = True
        work = partial(self._service.foresee, self._pane.actor, kept.text)
        self._pane.run(work, self._show, self._pane.messages.warn, latest="foresee")

    def _show(self, foreseen: ForeseenSave) -> None:
        self._pane.go("servers")
        self.foreseen = foreseen
        sheet = self._master.sheet
        title = self.tr("Put the topology of before back?") if self._back else self.tr("Save the topology?")
        sheet.set_header(title, foreseen.path)
        self._told.setText(self._what(foreseen))
        self._warn(foreseen)
        self.difference.setPlainText(foreseen.difference)
        act = self.tr("Put it back") if self._back else self.tr("Save")
        self.save_button = button(act, "check", "primary", run=self._save)
        sheet.set_actions(self.save_button, button(self.tr("Not yet"), run=self.close))
        sheet.set_content(self._page, keep=True)
        self._master.open_sheet()
        self.save_button.setFocus()

    def _what(self, foreseen: ForeseenSave) -> str:
        if not foreseen.difference:
            return self.tr("The file stands as it would be saved: nothing changes.")
        told = []
        if foreseen.before:
            changed = words.named(foreseen.changed) or self.tr("only how it is written")
            told.append(self.tr("It changes: {what}.").format(what=changed))
            told.append(self.tr("What the file is now is kept as {file}.").format(file=foreseen.before))
        told.append(
            self.tr("Servers do not change by it: the page Files says what each is then to be given.")
        )
        return " ".join(told)

    def _warn(self, foreseen: ForeseenSave) -> None:
        told = []
        if self._pane.deployment.overtaken and not self._back:
            told.append(
                self.tr(
                    "Somebody else changed the file since you began. Below is what saving does to it as it is now."
                )
            )
        if foreseen.comments:
            lines = counted(
                len(foreseen.comments),
                "{n} comment does not stand in the saved file:",
                "{n} comments do not stand in the saved file:",
            )
            told.append(
                "\n".join((lines, *foreseen.comments[:5], *(("…",) if len(foreseen.comments) > 5 else ())))
            )
        self._warning.show_banner("warn", "warning", "\n".join(told))
        self._warning.setVisible(bool(told))

    def close(self) -> None:
        """Give the sheet back."""
        self.foreseen = None
        self._master.table.setFocus()
        self._restore()

    # -- doing -----------------------------------------------------------------------------------------

    def _save(self) -> None:
        foreseen = self.foreseen
        if foreseen is None:
            return
        work = partial(self._service.save, self._pane.actor, foreseen.text, foreseen.version, key=new_key())
        self._pane.write(work, self._on_saved, self._on_not_saved, say=self.tr("The topology is saved."))

    def _on_saved(self, _receipt: Receipt[SavedTopology]) -> None:
        self.close()
        self._pane.deployment.drop()
        self._pane.deployment.read()

    def _on_not_saved(self, error: Exception) -> None:
        self._pane.messages.warn(error)
        self._pane.deployment.read()
        if isinstance(error, Conflict) and self.foreseen is not None:  # look at it as it is now
            work = partial(self._service.foresee, self._pane.actor, self.foreseen.text)
            self._pane.run(work, self._show, latest="foresee")

    def guard(self, leave: Callable[[], None]) -> None:
        """Call ``leave`` when nothing is edited and not saved, or after the person agreed."""
        changes = self._pane.deployment.changes
        if not changes:
            leave()
            return
        question = Question(
            self.tr("Leave without saving the topology?"),
            self.tr("Changed and not saved: {what}. It waits here until the program ends.").format(
                what=words.named(changes)
            ),
            (Choice("cancel", self.tr("Stay")), Choice("leave", self.tr("Leave"), danger=True)),
        )
        self._pane.messages.ask(question, lambda key, _: leave() if key == "leave" else None)

    def drop(self) -> None:
        """Ask, then forget what was edited."""
        changes = self._pane.deployment.changes
        if not changes:
            self._pane.messages.tell(self.tr("Nothing of the topology is changed here."))
            return
        question = Question(
            self.tr("Drop what was changed?"),
            self.tr("The file stays as it is. Dropped: {what}.").format(what=words.named(changes)),
            (Choice("cancel", self.tr("Keep it")), Choice("drop", self.tr("Drop it"), danger=True)),
        )
        self._pane.messages.ask(
            question, lambda key, _: self._pane.deployment.drop() if key == "drop" else None
        )
