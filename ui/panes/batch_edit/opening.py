"""How a pane opens batch editing over its list, and comes back to the list. Loads the page when it is first wanted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.actors import Permission
from app.domain.work_lists import WorkList
from ui.widgets.acts import Act

if TYPE_CHECKING:
    from ui.panes.batch_edit.chosen_box import Listed, Offer
    from ui.panes.batch_edit.editor import BatchEditor
    from ui.panes.catalog.pane import CatalogPane
    from ui.panes.lists.pane import ListsPane
    from ui.panes.students.pane import StudentsPane

_NAME = "batch-editor"
_ITS_OWN = Qt.FindChildOption.FindDirectChildrenOnly


def of_titles(pane: CatalogPane) -> Act:
    """The act of the list of titles: on what is marked, or on all it shows."""
    return _act(pane, partial(_open_titles, pane), Permission.EDIT_CATALOG)


def of_patrons(pane: StudentsPane) -> Act:
    """The act of the list of patrons."""
    return _act(pane, partial(_open_patrons, pane), Permission.EDIT_PATRONS)


def of_list(pane: ListsPane) -> Act:
    """The act of a list to work on: what is marked on it, all of it, what is ticked off or what is not."""
    return _act(pane, partial(_open_listed, pane), Permission.EDIT_CATALOG)


def front(pane: QWidget) -> QWidget | None:
    """The page while it is in front of a pane's list."""
    found = pane.findChild(QWidget, _NAME, _ITS_OWN)
    return found if isinstance(found, QWidget) and not found.isHidden() else None


def leave(pane: Any) -> None:
    """Bring the list back to the front, if the page is before it."""
    page: Any = front(pane)
    if page is not None:
        page.setVisible(False)
        page.rest()
        pane.list.setVisible(True)
        pane.take_focus()
        pane.help_changed.emit()


def _act(pane: Any, run: Any, needed: Permission) -> Act:
    return Act(
        "batch", pane.tr("Batch edit…"), run, "magic-wand", "Ctrl+Shift+B", menu_only=True, allowed=pane.may(needed),
        tip=pane.tr("Change what is marked, or all the list shows, by a recipe that is tried first"),
    )  # fmt: skip


def _open_titles(pane: CatalogPane, _rows: tuple[Any, ...]) -> None:
    from app.domain.batch_edit.fields import Entity
    from ui.panes.batch_edit.chosen_box import Offer

    query = replace(pane.query, sort=pane.model.sort_key or pane.query.sort)
    offer = Offer(_marked(pane), titles=query, count=pane.model.count)
    entities = (Entity.TITLES, Entity.COPIES)
    pane.editing.leave(lambda: _open(pane, entities, pane.tr("Catalog"), offer))


def _open_patrons(pane: StudentsPane, _rows: tuple[Any, ...]) -> None:
    from app.domain.batch_edit.fields import Entity
    from ui.panes.batch_edit.chosen_box import Offer

    query = replace(pane.asked, sort=pane.model.sort_key or pane.asked.sort)
    offer = Offer(_marked(pane), patrons=query, count=pane.model.count)
    pane.guard(lambda: _open(pane, (Entity.PATRONS,), pane.tr("Students"), offer))


def _open_listed(pane: ListsPane, _rows: tuple[Any, ...]) -> None:
    from ui.panes.batch_edit.listed import read_list

    one = pane.chosen
    if not isinstance(one, WorkList):
        pane.messages.tell(pane.tr("Choose a list first."))
        return
    marked = tuple(item.record_id for item in pane.list.selected() if not item.gone)
    read = partial(read_list, pane.services.work_lists, pane.actor, one)

    def go() -> None:
        pane.run(read, partial(_open_on_list, pane, marked), latest="batch-list")

    pane.guard(go)


def _open_on_list(pane: ListsPane, marked: tuple[int, ...], listed: Listed) -> None:
    from app.domain.batch_edit.fields import Entity
    from ui.panes.batch_edit.chosen_box import Offer

    if not listed.all:
        pane.messages.tell(pane.tr("Nothing on this list"))
        return
    _open(pane, (Entity.TITLES, Entity.COPIES), pane.tr("Lists"), Offer(marked, listed))


def _marked(pane: Any) -> tuple[int, ...]:
    return tuple(row.id for row in pane.list.selected())


def _open(pane: Any, entities: Any, back: str, offer: Offer) -> None:
    from ui.panes.batch_edit.editor import BatchEditor

    pane.show_list()  # an import that stands before the list goes first
    page = pane.findChild(QWidget, _NAME, _ITS_OWN)
    if not isinstance(page, BatchEditor):
        page = _made(pane, entities, back)
    pane.list.setVisible(False)
    page.setVisible(True)
    page.begin(offer)
    pane.help_changed.emit()


def _made(pane: Any, entities: Any, back: str) -> BatchEditor:
    from ui.panes.batch_edit.editor import BatchEditor

    page = BatchEditor(pane, entities, back)
    page.setObjectName(_NAME)
    page.closed.connect(pane.show_list)
    pane.layout().addWidget(page)
    return page
