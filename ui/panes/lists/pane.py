"""Lists of records to work on, and saved searches: one's own, or shared."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from app.domain.actors import Permission
from app.domain.changes import Changed, Receipt
from app.domain.labels.kinds import Kind as LabelKind
from app.domain.work_lists import MOST_AT_ONCE, ListItem, SavedSearch, WorkList
from app.services.acts import new_key
from ui import theme
from ui.labels.chosen import Chosen
from ui.messages import Choice, Question
from ui.models.rows import RowsModel
from ui.panes.acting import ActingPane
from ui.panes.base import PaneContext, TourStep
from ui.panes.batch_edit import opening as batch_edit
from ui.panes.lists import words
from ui.panes.lists.forms import ListForms
from ui.panes.lists.order import ListOrder
from ui.panes.lists.source import ItemsSource, NoItems
from ui.panes.lists.targets import PutOnList, SaveSearch
from ui.panes.lists.touring import steps
from ui.panes.lists.words import Entry
from ui.panes.sheet_forms import SheetForms
from ui.widgets.acts import Act, Guise
from ui.widgets.basic import button, column, label
from ui.widgets.movable_table import MovablePages, MovableTable
from ui.widgets.table import TableView
from ui.words import counted

_ENTRIES_WIDTH = 300


class ListsPane(ActingPane):
    """Lists and searches left, the records of the list chosen beside them."""

    listens_to = Changed.LISTS | Changed.TITLES | Changed.COPIES | Changed.LOANS

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._lists: tuple[WorkList, ...] = ()
        self._searches: tuple[SavedSearch, ...] = ()
        self._wanted: tuple[bool, int] | None = None  # what to choose once it is there
        self._here: Entry | None = None
        self.entries_model = RowsModel(self.translated(words.ENTRY_COLUMNS), parent=self)
        self.entries = TableView(self.entries_model, "lists_entries", state=context.state, multi=False)
        self.entries.setAccessibleName(self.tr("Lists and searches"))
        self.model = MovablePages(self.runner, self.translated(words.COLUMNS), self)
        self.list = self.list_body(
            "lists",
            self.model,
            self._acts(),
            nouns=(self.tr("record"), self.tr("records")),
            placeholder=self.tr("Scan a copy onto the list"),
            export=self._export if self.may(Permission.EXPORT) else None,
            table=MovableTable,
        )
        assert isinstance(self.list.table, MovableTable)
        self.order = ListOrder(self, self.list.table)
        self.list.splitter.insertWidget(0, self.entries)
        self.list.splitter.setStretchFactor(1, 1)
        self.make_room(self.list, (_ENTRIES_WIDTH, 446, 420))
        self.sheet_forms = SheetForms(self, self.list, self.list.close_sheet)
        self.forms = self.sheet_forms
        self.list_forms = ListForms(self)
        self._about = label("", "soft", wrap=True)
        self._above = QWidget()
        column(self._above, self._about, margin=theme.SPACE_2)
        self._above.hide()
        layout = self.list.view.layout()
        assert layout is not None
        layout.insertWidget(0, self._above)  # type: ignore[attr-defined]
        self._wire()
        self._show_here()

    def _acts(self) -> tuple[Act, ...]:
        return (
            Act("change", self.tr("Change…"), lambda _r: self._change(), "pencil-simple", "Ctrl+E", menu_only=True,
                tip=self.tr("Name and sharing of the list or search chosen")),
            Act("delete", self.tr("Remove the list or search…"), lambda _r: self._delete(), "trash", "Ctrl+Del", menu_only=True),
            Act("open", self.tr("Open in the catalog"), self._open_record, "book-open", "Ctrl+O", "one", menu_only=True),
            Act("note", self.tr("Note…"), self._note, "note-pencil", "Ctrl+T", "some", menu_only=True),
            Act("up", self.tr("Move up"), lambda items: self.order.up(items), "arrow-up", "Alt+Up", "some", menu_only=True,
                tip=self.tr("In the order of the list; rows can be dragged too")),
            Act("down", self.tr("Move down"), lambda items: self.order.down(items), "arrow-down", "Alt+Down", "some", menu_only=True),
            batch_edit.of_list(self),
            Act("labels", self.tr("Print labels…"), self._labels, "tag", "Ctrl+Shift+P", "some", menu_only=True),
            Act("off", self.tr("Take off the list"), self._take_off, "x", "Del", "some", menu_only=True),
            Act("done", self.tr("Done"), self._tick, "check", "Ctrl+D", "some", guise=self._tick_guise),
            Act("new", self.tr("New list"), lambda _r: self.guard(self.list_forms.new), "plus", "Ctrl+N", primary=True),
        )  # fmt: skip

    def _wire(self) -> None:
        self.entries.current_changed.connect(self._on_entry)
        self.entries.opened.connect(self._on_opened)
        self.list.table.opened.connect(lambda item: self._open_record((item,)))
        self.list.search.entered.connect(self._on_scanned)

    # -- what the base and the window ask --------------------------------------------------------------

    def start(self) -> None:
        self.reload()

    def show_list(self) -> None:
        """Bring the list back to the front."""
        batch_edit.leave(self)

    def take_focus(self) -> None:
        if (front := batch_edit.front(self)) is not None:
            front.setFocus()
            return
        (self.list.search if isinstance(self.chosen, WorkList) else self.entries).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def search(self, text: str) -> None:
        """What is typed in the line is scanned with Enter, and searches nothing."""

    def take_scan(self, text: str) -> bool:
        if batch_edit.front(self) is not None:
            return False  # what is scanned there goes into its box of numbers
        self._on_scanned(text)
        return True

    def open(self, target: Any) -> None:
        """Choose a list by its id, put records on one, or save a search."""
        self.show_list()
        if isinstance(target, int):
            self.choose_list(target)
        elif isinstance(target, PutOnList):
            if len(target.ids) > MOST_AT_ONCE:
                text = self.tr("A list takes {n} records at once: choose fewer.")
                self.messages.warn(text.format(n=f"{MOST_AT_ONCE:,}"))
                return
            self.run(self._ask, partial(self._on_asked, then=lambda: self._put(target)), latest="lists")
        elif isinstance(target, SaveSearch):
            self.guard(partial(self.list_forms.save_search, target))

    def _put(self, target: PutOnList) -> None:
        self.guard(partial(self.list_forms.put, target, self._lists))

    def on_changed(self, what: Changed) -> None:
        if what & Changed.LISTS:
            self.reload()
        self.model.invalidate()

    # -- lists and searches ------------------------------------------------------------------------------

    @property
    def chosen(self) -> WorkList | SavedSearch | None:
        """The list or search that is chosen."""
        return self._here.of if self._here is not None else None

    def reload(self) -> None:
        """Read lists and searches again."""
        self.run(self._ask, self._on_asked, latest="lists")

    def _ask(self) -> tuple[tuple[WorkList, ...], tuple[SavedSearch, ...]]:
        return self.services.work_lists.list(self.actor), self.services.saved_searches.list(self.actor)

    def _on_asked(
        self, answer: tuple[tuple[WorkList, ...], tuple[SavedSearch, ...]], then: Any = None
    ) -> None:
        self._lists, self._searches = answer
        entries = [*map(Entry, self._lists), *map(Entry, self._searches)]
        wanted, self._wanted = self._wanted or (self._here.id if self._here else None), None
        self.entries_model.set_rows(entries)
        ids = [one.id for one in entries]
        if wanted in ids:
            self.entries.selectRow(ids.index(wanted))
        elif entries:
            self.entries.selectRow(0)
        self._on_entry(self.entries.current() if entries else None)
        if then is not None:
            then()

    def choose_list(self, list_id: int) -> None:
        """Choose a list, also one that is only on its way."""
        self._wanted = (True, list_id)
        self.reload()

    def show_search(self, search_id: int) -> None:
        """Choose a saved search, also one that is only on its way."""
        self._wanted = (False, search_id)
        self.reload()

    @Slot(object)
    def _on_entry(self, entry: Entry | None) -> None:
        before = self._here
        self._here = entry
        if entry is None or before is None or entry.id != before.id:
            self._show_records()
        self._show_here()

    def _show_records(self) -> None:
        one = self.chosen
        listed = isinstance(one, WorkList)
        self.model.set_source(
            ItemsSource(self.services.work_lists, self.actor, one.id) if one and listed else NoItems()
        )

    def _show_here(self) -> None:
        """Say what is chosen, and what can be done where there is nothing to see."""
        one = self.chosen
        self.list.search.setEnabled(isinstance(one, WorkList))
        about = one.draft.about if isinstance(one, WorkList) else ""
        self._about.setText(about)
        self._above.setVisible(bool(about))
        view = self.list.view
        if isinstance(one, SavedSearch):
            view.set_empty(one.draft.name, words.asked(one.draft.query), "magnifying-glass",
                           self.tr("Search in the catalog"), self.open_search)  # fmt: skip
        elif one is not None:
            view.set_empty(
                self.tr("Nothing on this list"),
                self.tr(
                    "Scan copies into the line above, or choose titles in the catalog and press Ctrl+Shift+A."
                ),
                "list-plus",
            )
        else:
            view.set_empty(
                self.tr("No lists yet"),
                self.tr(
                    "What is to be rebound, weeded, labelled or looked for: collect it here and tick it off."
                ),
                "list-plus",
            )
            view.empty_notice().set_buttons(
                button(self.tr("New list"), "plus", "primary", run=self.list_forms.new)
            )

    @Slot(object)
    def _on_opened(self, entry: Entry) -> None:
        if isinstance(entry.of, SavedSearch):
            self.open_search()
        else:
            self.list.table.setFocus()

    @Slot()
    def open_search(self) -> None:
        """Ask the catalogue what the chosen search asks."""
        if isinstance(self.chosen, SavedSearch):
            self.open_requested.emit("catalog", self.chosen.draft.query)

    def _change(self) -> None:
        one = self.chosen
        if isinstance(one, WorkList):
            self.guard(partial(self.list_forms.change, one))
        elif one is not None:
            self.guard(partial(self.list_forms.change_search, one))

    def _delete(self) -> None:
        one = self.chosen
        if one is None:
            return
        remove: Callable[..., Receipt[Any]]
        if isinstance(one, WorkList):
            title, done = self.tr("Remove the list “{name}”?"), self.tr("List removed")
            detail = counted(one.items, "{n} record is taken off it and stays where it is.",
                             "{n} records are taken off it and stay where they are.")  # fmt: skip
            remove = self.services.work_lists.delete
        else:
            title, done = self.tr("Remove the search “{name}”?"), self.tr("Search removed")
            detail, remove = words.asked(one.draft.query), self.services.saved_searches.delete
        choices = (Choice("cancel", self.tr("Cancel")), Choice("delete", self.tr("Remove"), danger=True))
        question = Question(title.format(name=one.draft.name), detail, choices)
        self.messages.ask(
            question, partial(self._removed, partial(remove, self.actor, one.id, one.version), done)
        )

    def _removed(self, remove: Callable[..., Receipt[Any]], done: str, key: str, _text: str) -> None:
        if key == "delete":
            self.act(partial(remove, key=new_key()), done)

    # -- records -----------------------------------------------------------------------------------------

    @Slot(str)
    def _on_scanned(self, text: str) -> None:
        one = self.chosen
        if not text.strip() or not isinstance(one, WorkList):
            return
        self.list.search.clear()
        work = partial(self.services.work_lists.scan, self.actor, one.id, text, key=new_key())
        self.act(
            work,
            self.tr("{number} put on the list").format(number=text.strip()),
            failed=self.messages.warn,
        )

    def _tick_guise(self, items: tuple[ListItem, ...]) -> Guise:
        if all(item.done_at is not None for item in items):
            return Guise(self.tr("Not done"), "arrow-counter-clockwise")
        return Guise(self.tr("Done"), "check")

    def _tick(self, items: tuple[ListItem, ...]) -> None:
        one = self.chosen
        if not isinstance(one, WorkList) or not self.few(items):
            return
        done = not all(item.done_at is not None for item in items)
        ids = tuple(item.id for item in items)
        work = partial(self.services.work_lists.tick, self.actor, one.id, ids, done, key=new_key())
        said = (
            counted(len(ids), "{n} record ticked off", "{n} records ticked off")
            if done
            else self.tr("Tick taken away")
        )
        self.act(work, said)

    def _take_off(self, items: tuple[ListItem, ...]) -> None:
        one = self.chosen
        if not isinstance(one, WorkList) or not self.few(items):
            return
        ids = tuple(item.id for item in items)
        work = partial(self.services.work_lists.remove, self.actor, one.id, ids, key=new_key())
        self.act(work, counted(len(ids), "{n} record taken off", "{n} records taken off"))

    def few(self, items: tuple[ListItem, ...]) -> bool:
        if len(items) > MOST_AT_ONCE:
            self.messages.warn(self.tr("{n} records at once: choose fewer.").format(n=f"{MOST_AT_ONCE:,}"))
        return len(items) <= MOST_AT_ONCE

    def _note(self, items: tuple[ListItem, ...]) -> None:
        one = self.chosen
        if isinstance(one, WorkList) and self.few(items):
            self.guard(partial(self.list_forms.note, one, items))

    def _open_record(self, items: tuple[ListItem, ...]) -> None:
        item = items[0]
        if item.title_id:
            self.open_requested.emit("catalog", item.accession_number or item.title_id)

    def _labels(self, items: tuple[ListItem, ...]) -> None:
        ids = tuple(dict.fromkeys(item.title_id for item in items if not item.gone))
        self.open_requested.emit("labels", Chosen(LabelKind.SPINE, ids))

    @Slot()
    def _export(self) -> None:
        one = self.chosen
        if isinstance(one, WorkList):
            self.export_shown(self.list, f"{one.draft.name}.csv")

    def tour_steps(self) -> tuple[TourStep, ...]:
        """The form that puts titles on a list."""
        return steps(self)
