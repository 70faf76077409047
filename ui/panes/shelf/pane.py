"""The shelves: copies beside each other in the order of their call numbers, from any place up and down."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.actors import Permission
from app.domain.changes import Changed
from app.domain.labels.kinds import Kind
from app.domain.shelves import ShelfCopy, ShelfPlaces, ShelfQuery, Stretch
from app.domain.work_lists import Entity
from app.errors import ClmsError
from ui import theme
from ui.labels.chosen import Chosen
from ui.models.rows import RowsModel
from ui.panes.acting import ActingPane
from ui.panes.base import PaneContext, TourStep
from ui.panes.lists.targets import PutOnList
from ui.panes.shelf import words
from ui.panes.shelf.thumbs import CoverDelegate, Thumbs, use
from ui.panes.shelf.touring import steps
from ui.panes.shelf.walking import Walk
from ui.sentences import advice
from ui.widgets.acts import Act
from ui.widgets.banner import Banner
from ui.widgets.basic import frame, label, row, rule

if TYPE_CHECKING:
    from ui.panes.shelf.reading import ReadingView

#: So many rows before an end of what is in memory the next ones are asked for.
_AHEAD = 20


class ShelfPane(ActingPane):
    """One line to say where to stand, the shelf around it, and shelf reading in its stead."""

    listens_to = Changed.COPIES | Changed.TITLES | Changed.LOANS | Changed.HOLDS | Changed.IMPORTS

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.query = ShelfQuery()
        self._walk = Walk(self.query)
        self._at: int | None = None  # the copy one stands at
        self._going: set[bool] = set()  # directions that are asked for
        self._places: ShelfPlaces | None = None
        self._filling = False
        self.model = RowsModel(self.translated(words.COLUMNS), parent=self)
        self.list = self.list_body(
            "shelf",
            self.model,
            self._acts(),
            nouns=(self.tr("copy shown"), self.tr("copies shown")),
            placeholder=self.tr("Stand at a call number, or scan a copy"),
        )
        self.thumbs = Thumbs(self)
        use(
            self.list.table,
            CoverDelegate(self.thumbs, words.COVER, lambda r: (r.title, r.thumb)),
            self.thumbs,
        )
        self.branch = QComboBox()
        self.location = QComboBox()
        self.banner = Banner()
        self.banner.setVisible(False)
        self._choices = frame("plain")
        self._lay_out()
        self._wire()

    def _acts(self) -> tuple[Act, ...]:
        edits = self.may(Permission.EDIT_CATALOG)
        return (
            Act("open", self.tr("Open in the catalog"), self._open_title, "book-open", "Ctrl+O", needs="one", menu_only=True),
            Act("labels", self.tr("Print labels…"), self._labels, "tag", "Ctrl+Shift+P", needs="some", menu_only=True,
                allowed=edits),
            Act("list", self.tr("Put on a list…"), self._put_on_list, "list-plus", "Ctrl+Shift+A", needs="some", menu_only=True,
                allowed=edits),
            Act("start", self.tr("First copy"), lambda _r: self.stand_at(""), "arrow-line-up", "Ctrl+Home", menu_only=True),
            Act("read", self.tr("Read the shelf"), lambda _r: self.show_reading(), "barcode", "Ctrl+R", primary=True,
                allowed=self.may(Permission.CIRCULATE), tip=self.tr("Scan copies as they stand: those out of place are named")),
        )  # fmt: skip

    def _lay_out(self) -> None:
        for box, name in ((self.branch, self.tr("Branch")), (self.location, self.tr("Location"))):
            box.setAccessibleName(name)
            box.setMinimumWidth(160)
        self._branch_words = label(self.tr("Branch"), "soft")
        line = row(
            self._choices,
            self._branch_words,
            self.branch,
            label(self.tr("Location"), "soft"),
            self.location,
            None,
        )
        line.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        layout = self.list.view.layout()
        assert layout is not None
        for place, part in enumerate((self._choices, rule(), self.banner)):
            layout.insertWidget(place, part)  # type: ignore[attr-defined]

    def _wire(self) -> None:
        self.list.searched.connect(self.stand_at)
        table = self.list.table
        table.opened.connect(lambda one: self._open_title((one,)))
        table.current_changed.connect(self._on_current)
        table.verticalScrollBar().valueChanged.connect(self._look_ahead)
        self.branch.activated.connect(self._on_choice)
        self.location.activated.connect(self._on_choice)

    # -- what the base and the window ask --------------------------------------------------------------

    def start(self) -> None:
        self._say_empty()
        self.run(partial(self.services.shelf.places, self.actor), self._on_places, latest="places")
        if self._at is None:
            self.stand_at("")

    def search(self, text: str) -> None:
        self.show_shelf()
        self.list.search.search_now(text)

    def open(self, target: Any) -> None:
        """Stand at a title by its id, or at a copy or call number."""
        self.show_shelf()
        if isinstance(target, int):
            self._ask(partial(self.services.shelf.of_title, self.actor, self.query, target))
        elif isinstance(target, str):
            self.search(target)

    def take_scan(self, text: str) -> bool:
        if not self.list.isHidden():
            self.search(text)
        else:
            self.reading.take(text)
        return True

    def on_changed(self, what: Changed) -> None:
        if what & (Changed.COPIES | Changed.TITLES | Changed.IMPORTS):
            self.run(partial(self.services.shelf.places, self.actor), self._on_places, latest="places")
        self.refresh()

    def refresh(self) -> None:
        """Ask again for the shelf around where one stands."""
        place = self._standing()
        if place is None:
            self.stand_at(self.list.search.text().strip())
        else:
            self._ask(
                partial(self.services.shelf.around, self.actor, self.query, place.accession_number),
                again=True,
            )

    # -- asking ------------------------------------------------------------------------------------------

    @Slot(str)
    def stand_at(self, text: str) -> None:
        """Show the shelf around a call number or a copy."""
        self._ask(partial(self.services.shelf.around, self.actor, self.query, text))

    def _ask(self, ask: Any, *, again: bool = False) -> None:
        self.run(ask, partial(self._show, again=again), self._on_failed, latest="stretch")

    def _show(self, stretch: Stretch, again: bool) -> None:
        self._going.clear()
        self.query = stretch.query
        self._show_choice()
        self._walk = Walk(stretch.query, stretch.copies, stretch.up, stretch.down)
        self.banner.setVisible(False)
        self._fill()
        if not stretch.copies:
            self._say_empty()
            return
        at = min(stretch.at, len(stretch.copies) - 1)
        self._at = stretch.copies[at].id
        self._stand(at, scroll=not again)

    def _stand(self, row_: int, *, scroll: bool = True) -> None:
        """Choose a row, and bring it to the middle."""
        table = self.list.table
        self._filling = True
        table.selectRow(row_)
        if scroll:
            table.scrollTo(self.model.index(row_, 0), table.ScrollHint.PositionAtCenter)
        self._filling = False
        self._look_ahead()

    def _fill(self) -> None:
        self._filling = True
        self.model.set_rows(self._walk.copies)
        self.list.view.set_state("loaded" if self._walk.copies else "empty")
        self._filling = False

    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, ClmsError):
            self.banner.show_banner("warn", "warning", advice(problem))
            self.list.view.set_state("loaded" if self.model.rowCount() else "empty")
        else:
            self.messages.warn(problem)

    @Slot()
    def _look_ahead(self) -> None:
        """Ask for what comes next where an end is near."""
        if self._filling or not self._walk.copies:
            return
        table, last = self.list.table, len(self._walk.copies) - 1
        top = max(0, table.rowAt(0))
        bottom = table.rowAt(table.viewport().height() - 1)
        bottom = last if bottom < 0 else bottom
        if top <= _AHEAD and self._walk.up:
            self._go(self._walk.up, down=False)
        if bottom >= last - _AHEAD and self._walk.down:
            self._go(self._walk.down, down=True)

    def _go(self, cursor: str, *, down: bool) -> None:
        if down in self._going:
            return
        self._going.add(down)
        ask = partial(self.services.shelf.further, self.actor, self.query, cursor, down)
        done = partial(self._gone, self._walk.query, cursor, down)
        self.run(ask, done, partial(self._not_gone, down), latest="down" if down else "up")

    def _gone(self, query: ShelfQuery, cursor: str, down: bool, more: Stretch) -> None:
        self._going.discard(down)
        if query != self._walk.query or cursor != (self._walk.down if down else self._walk.up):
            return  # one stands elsewhere by now
        table = self.list.table
        bar = table.verticalScrollBar()
        before = bar.value()
        self._walk = self._walk.below(more) if down else self._walk.above(more)
        self._fill()
        # What is seen stays where it is while rows come and go above it.
        self._filling = True
        bar.setValue(before + self._walk.moved * table.rowHeight(0))
        self._filling = False
        self._look_ahead()

    def _not_gone(self, down: bool, problem: Exception) -> None:
        self._going.discard(down)
        self._on_failed(problem)

    # -- choosing ----------------------------------------------------------------------------------------

    def _on_places(self, places: ShelfPlaces) -> None:
        self._places = places
        self._show_choice()

    def _show_choice(self) -> None:
        places = self._places
        if places is None:
            return
        branch = self.query.branch_id or places.own_branch
        several = len(places.branches) > 1
        for part in (self.branch, self._branch_words):
            part.setVisible(several)
        self.branch.clear()
        for branch_id, name in places.branches:
            self.branch.addItem(name, branch_id)
        self.branch.setCurrentIndex(self.branch.findData(branch))
        self.location.clear()
        self.location.addItem(self.tr("All locations"), None)
        for branch_id, name in places.locations:
            if branch_id == branch:
                self.location.addItem(name, name)
        self.location.setCurrentIndex(max(0, self.location.findData(self.query.location)))

    @Slot()
    def _on_choice(self) -> None:
        branch = self.branch.currentData()
        own = branch == (self.query.branch_id or (self._places.own_branch if self._places else None))
        place = self._standing()
        self.query = ShelfQuery(self.location.currentData() if own else None, branch)
        # On the same place of the other shelves, where its neighbours are.
        self.stand_at(place.call_number if place is not None else self.list.search.text().strip())

    def _standing(self) -> ShelfCopy | None:
        return next((one for one in self._walk.copies if one.id == self._at), None)

    @Slot(object)
    def _on_current(self, one: ShelfCopy | None) -> None:
        if one is not None and not self._filling:
            self._at = one.id
            self._look_ahead()

    def _say_empty(self) -> None:
        self.list.view.set_empty(
            self.tr("Nothing stands here"),
            self.tr(
                "Copies with a call number stand here, in its order. Choose another location, or give copies theirs."
            ),
            "books",
        )

    # -- acts --------------------------------------------------------------------------------------------

    def _open_title(self, rows: tuple[ShelfCopy, ...]) -> None:
        if rows:
            self.open_requested.emit("catalog", rows[0].accession_number)

    def _labels(self, rows: tuple[ShelfCopy, ...]) -> None:
        self.open_requested.emit(
            "labels", Chosen(Kind.SPINE, tuple(dict.fromkeys(one.title_id for one in rows)))
        )

    def _put_on_list(self, rows: tuple[ShelfCopy, ...]) -> None:
        self.open_requested.emit("lists", PutOnList(Entity.COPY, tuple(one.id for one in rows)))

    # -- reading -----------------------------------------------------------------------------------------

    @cached_property
    def reading(self) -> ReadingView:
        """Shelf reading, made when it is first wanted."""
        from ui.panes.shelf.reading import ReadingView

        view = ReadingView(self)
        view.closed.connect(self.show_shelf)
        view.setVisible(False)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(view)
        return view

    @Slot()
    def show_reading(self) -> None:
        """Read the shelf that is chosen."""
        self.reading.begin(self.query)
        self.list.setVisible(False)
        self.reading.setVisible(True)
        self.reading.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def show_shelf(self) -> None:
        """Go back to the shelf."""
        if self.list.isHidden():
            self.reading.setVisible(False)
            self.list.setVisible(True)
            self.take_focus()

    def take_focus(self) -> None:
        if self.list.isHidden():
            self.reading.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()
            self.list.search.selectAll()

    def tour_steps(self) -> tuple[TourStep, ...]:
        """The middle of the shelf, and a reading of it."""
        return steps(self)
