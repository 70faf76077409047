"""What a pane is: a widget that shows facts from services, refreshes itself, and knows no other pane.

How to write one (all of it, for a list with a side sheet)::

    COLUMNS = (
        Column("name", QT_TRANSLATE_NOOP("EquipmentPane", "Name"), lambda r: r.name, stretch=True, strong=True),
        Column("status", QT_TRANSLATE_NOOP("EquipmentPane", "Status"), lambda r: r.status, badge=status_badge),
    )

    class EquipmentPane(Pane):
        listens_to = Changed.EQUIPMENT

        def __init__(self, context: PaneContext) -> None:
            super().__init__(context)
            self._model = PagesModel(self.runner, self.translated(COLUMNS), self)
            acts = (
                Act("lend", self.tr("Lend"), self._on_lend, "hand", "Ctrl+L", needs="one", primary=True),
            )
            self._list = self.list_body("equipment", self._model, acts, nouns=(self.tr("item"), self.tr("items")))
            self._list.view.set_empty(self.tr("No equipment yet"), self.tr("Register what can be lent."))
            self._list.searched.connect(self.search)
            self._list.table.current_changed.connect(self._on_row_chosen)
            self._list.table.opened.connect(self._on_row_chosen)

        def start(self) -> None:                      # called on the first visit
            self.search("")

        def search(self, text: str) -> None:
            query = EquipmentQuery(text=text)
            equipment = self.services.equipment
            self._model.set_source(
                QuerySource(partial(equipment.list, self.actor), partial(equipment.count, self.actor), query))

        def _on_row_chosen(self, row: EquipmentRow | None) -> None:
            if row is None:
                return
            self._list.sheet.set_header(row.name, row.tag)
            self._list.open_sheet()
            self.run(partial(self.services.equipment.get, self.actor, row.id), self._show, latest="sheet")

        def _on_lend(self, rows: tuple[EquipmentRow, ...]) -> None:
            self.write(partial(self.services.equipment.start, self.actor, rows[0].id, key=new_key()),
                       say=self.tr("{name} is lent").format(name=rows[0].name))

``on_changed`` of this base invalidates the list whenever one of ``listens_to`` changed, whoever did it;
``state``, ``row_count`` and ``acts`` follow from ``list_body``. Register it with one ``PaneSpec`` line.
Rules: services only through ``run``/``write``/``task``; text through ``tr``; no dialogs but ``messages``;
another pane is reached by ``open_requested``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.actors import Actor, Permission
from app.domain.changes import Changed, Receipt
from ui.messages import Messenger
from ui.models.columns import Column
from ui.runner import Runner
from ui.sounds import Sounds
from ui.state import UiState
from ui.tasks import Task
from ui.widgets.acts import Act
from ui.widgets.master_detail import MasterDetail
from ui.widgets.reading_order import step
from ui.widgets.state import StateView
from ui.widgets.table import Model, TableView

if TYPE_CHECKING:
    from app.bootstrap import App
    from ui.panes.scanning.box import ScanBox

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PaneContext:
    """All a pane is given. ``services`` is the ``App`` of ``app.bootstrap``."""

    services: App
    actor: Actor
    runner: Runner
    messages: Messenger
    state: UiState
    sounds: Sounds


@dataclass(frozen=True, slots=True)
class TourStep:
    """A picture the tour takes of a pane: ``prepare`` is called, then ``ready`` must become true."""

    name: str
    prepare: Callable[[], object]
    ready: Callable[[], bool] | None = None


class Pane(QWidget):
    """Base of every pane."""

    state_changed = Signal(str)
    open_requested = Signal(str, object)  # pane key, what to show there (an id, a query …)
    title_changed = Signal(str)
    help_changed = Signal()  # what F1 says is about another page now
    left_changed = Signal(int)  # how many scans of before wait here for a person

    #: What a pane refreshes itself for.
    listens_to: Changed = Changed.NOTHING
    #: Where scans belong, in a pane with a durable line of them.
    scan_box: ScanBox | None = None

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.services = context.services
        self.actor = context.actor
        self.runner = context.runner
        self.messages = context.messages
        self._view: StateView | None = None
        self._master: MasterDetail | None = None
        self._started = False
        self._missed = Changed.NOTHING

    # -- what a pane may override ------------------------------------------------------------------------

    def start(self) -> None:
        """Ask for the first data; called once, when the pane is first shown."""

    def search(self, text: str) -> None:
        """Show what fits ``text``; called by the pane's own box and by the palette."""

    def open(self, target: Any) -> None:
        """Show one thing, as ``open_requested`` of another pane or the palette asks."""

    def take_scan(self, text: str) -> bool:
        """Take what was scanned while a dialog had the keyboard; False when this pane has no use for it.

        A pane with a ``scan_box`` works it like any other scan, a list looks it up.
        """
        if self.scan_box is not None:
            self.scan_box.take(text)
            return True
        if self._master is None or self._master.isHidden():
            return False
        self._master.search.search_now(text)
        return True

    def acts(self) -> tuple[Act, ...]:
        """The acts of this pane that the palette offers; those of the list by default."""
        return self._master.table.acts.acts if self._master else ()

    def do(self, key: str) -> None:
        """Do one of ``acts`` with what is selected, as if its button had been pressed."""
        if self._master is not None:
            self._master.table.acts.trigger(key)

    def row_count(self) -> int:
        """How many rows (or whatever the pane's main thing counts) are shown."""
        return self._master.model.rowCount() if self._master else 0

    def on_changed(self, what: Changed) -> None:
        """Refresh because of ``what``; called only with flags of ``listens_to``, and only while visible."""
        if self._master is not None:
            self._master.model.invalidate()

    def guard(self, leave: Callable[[], None]) -> None:
        """Call ``leave`` when nothing would be lost by leaving; forms override it with ``Form.guard``."""
        leave()

    def tour_steps(self) -> tuple[TourStep, ...]:
        """Further pictures the tour takes, each after its preparation."""
        return ()

    @property
    def help_page(self) -> str:
        """Which of its pages F1 tells about now; "" for the pane as a whole. ``help_changed`` says that it is another."""
        return ""

    # -- what a pane uses --------------------------------------------------------------------------------

    def may(self, permission: Permission) -> bool:
        """Tell whether the signed-in role grants ``permission``."""
        return self.actor.may(permission)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        latest: str | None = None,
    ) -> Future[T] | None:
        """Call a service off the GUI thread; see ``Runner.run``."""
        return self.runner.run(self, work, done, failed, latest=latest)

    def write(
        self,
        work: Callable[[], Receipt[T]],
        done: Callable[[Receipt[T]], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        say: str | Callable[[Receipt[T]], str] = "",
    ) -> None:
        """Call a verb that writes; ``say`` is told in a toast with Undo, panes refresh by themselves."""
        self.runner.run(self, work, done, failed, say=say)

    def task(
        self,
        title: str,
        work: Callable[..., T],
        *arguments: Any,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        process: bool = False,
        say: str | Callable[[T], str] = "",
    ) -> Task:
        """Start long work that shows in the drawer; see ``Runner.task``."""
        return self.runner.task(
            self, title, work, *arguments, done=done, failed=failed, process=process, say=say
        )

    def translated(self, columns: Iterable[Column]) -> tuple[Column, ...]:
        """Columns with their titles in the person's language."""
        return tuple(replace(each, title=self.tr(each.title)) if each.title else each for each in columns)

    def set_body(self, widget: QWidget, *, states: bool = True) -> StateView | None:
        """Fill the pane with ``widget``; with ``states`` behind a StateView that ``set_state`` drives."""
        body: QWidget = widget
        if states:
            self._view = body = StateView(widget)
            self._view.retry_requested.connect(self.start)
            self._view.state_changed.connect(self.state_changed)
        layout = self.layout() or QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(body)
        return self._view

    def list_body(
        self,
        name: str,
        model: Model,
        acts: Iterable[Act] = (),
        *,
        nouns: tuple[str, str],
        placeholder: str = "",
        export: Callable[[], object] | None = None,
        facets: bool = False,
        multi: bool = True,
        table: type[TableView] = TableView,
    ) -> MasterDetail:
        """Fill the pane with a list, its toolbar, and a side sheet; see ``MasterDetail``."""
        master = MasterDetail(
            name,
            model,
            acts=acts,
            placeholder=placeholder,
            nouns=nouns,
            state=self.context.state,
            copy=self.messages.copy,
            export=export,
            facets=facets,
            multi=multi,
            table=table,
        )
        self.set_body(master, states=False)
        self._master = master
        self._view = master.view
        master.view.state_changed.connect(self.state_changed)
        return master

    def set_state(self, state: str, error: Exception | None = None) -> None:
        """Show one of the states of a pane filled by ``set_body``."""
        if self._view is not None:
            self._view.set_state(state, error)

    # -- what the window uses ----------------------------------------------------------------------------

    @property
    def state(self) -> str:
        """ "loading", "empty", "loaded", "failed" or "stale"."""
        return self._view.state if self._view else "loaded"

    def shown(self) -> None:
        """Told by the window whenever the pane comes to the front."""
        if not self._started:
            self._started = True
            self.start()
        elif self._missed:
            missed, self._missed = self._missed, Changed.NOTHING
            self.on_changed(missed)
        self.take_focus()

    def take_focus(self) -> None:
        """Put the focus where the work is."""
        if self._master is not None:
            self._master.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes in the order things are read, through the whole window."""
        return step(self.window(), forward)

    @Slot(object)
    def receive_changed(self, what: Changed) -> None:
        """Refresh now when visible, or remember it for the next visit."""
        mine = what & self.listens_to
        if not mine or not self._started:
            return
        if self.isVisible():
            self.on_changed(mine)
        else:
            self._missed |= mine
