"""Scenarios opened, begun, kept and deleted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from app.domain.loadtest.orders import ScenarioFile
from ui.messages import Choice, Question
from ui.panes.load_test.draft import NEW
from ui.panes.load_test.words import tr

if TYPE_CHECKING:
    from ui.panes.load_test.pane import LoadTestPane


class Keeping(QObject):
    """What the list of scenarios can do."""

    def __init__(self, pane: LoadTestPane) -> None:
        super().__init__(pane)
        self._pane = pane

    def choose(self, row: ScenarioFile | None) -> None:
        """Show the scenario the list is at."""
        if row is not None:
            self.open(row)

    def open(self, row: ScenarioFile) -> None:
        """Show a scenario, unless the one shown would be lost."""
        pane, page = self._pane, self._pane.scenario
        if (row.name, row.own) == (page.name, page.own):
            pane.show_scenario()
            return

        def leave() -> None:
            work = partial(pane.service.scenario, pane.actor, row.id)
            pane.run(work, partial(self._show, row), pane.messages.warn, latest="scenario")

        self.guard(leave)

    def _show(self, row: ScenarioFile, text: str) -> None:
        self._pane.scenario.show_text(row.name, text, own=row.own)
        self._pane.show_scenario()

    def new(self) -> None:
        """Begin one."""
        pane = self._pane

        def leave() -> None:
            pane.lists.scenarios.clearSelection()
            pane.scenario.show_text("", NEW, own=True, dirty=True)
            pane.show_scenario()
            pane.scenario.target.setFocus(Qt.FocusReason.OtherFocusReason)

        self.guard(leave)

    def guard(self, leave: Callable[[], None]) -> None:
        """Ask before a scenario that was changed and not kept is lost."""
        page = self._pane.scenario
        if not page.dirty:
            leave()
            return
        question = Question(
            tr("Leave the scenario unsaved?"),
            tr("It was changed, and the changes are kept nowhere yet."),
            (Choice("cancel", tr("Stay here")), Choice("leave", tr("Leave it"), danger=True)),
        )

        def answered(key: str, _text: str) -> None:
            if key == "leave":
                page.dirty = False
                leave()

        self._pane.messages.ask(question, answered)

    def save(self) -> None:
        """Keep the scenario: one's own under its name, a template under another."""
        page = self._pane.scenario
        if page.own and page.name:
            self._save(page.name, over=True)
            return
        question = Question(
            tr("Save it under which name?"),
            tr("It is kept on this computer, as a file that clms loadtest runs too."),
            (Choice("cancel", tr("Cancel")), Choice("save", tr("Save"), primary=True)),
            text_field=tr("Name"),
            text_required=True,
        )
        self._pane.messages.ask(question, lambda key, text: self._save(text) if key == "save" else None)

    def _save(self, name: str, over: bool = False) -> None:
        pane = self._pane
        work = partial(pane.service.save, pane.actor, name, pane.scenario.text.toPlainText(), over)
        pane.run(work, partial(self._on_saved, name.strip()), pane.messages.warn)

    def _on_saved(self, name: str, id_: str) -> None:
        pane = self._pane
        pane.scenario.saved(name)
        pane.messages.tell(tr("{name} is saved.").format(name=name))
        pane.reload(lambda: pane.lists.scenarios.select_key(id_))

    def ask_delete(self, rows: tuple[ScenarioFile, ...]) -> None:
        """Delete one's own."""
        (row,) = rows
        pane = self._pane
        question = Question(
            tr("Delete {name}?").format(name=row.name),
            tr("The file of the scenario is deleted from this computer. What its runs brought stays."),
            (Choice("cancel", tr("Keep it")), Choice("delete", tr("Delete it"), danger=True)),
        )

        def answered(key: str, _text: str) -> None:
            if key == "delete":
                work = partial(pane.service.delete, pane.actor, row.id)
                pane.run(work, lambda _: self._gone(row), pane.messages.warn)

        pane.messages.ask(question, answered)

    def _gone(self, row: ScenarioFile) -> None:
        page = self._pane.scenario
        if (row.name, row.own) == (page.name, page.own):
            page.forget()
        self._pane.reload()
