"""The queue of quality: kinds of findings with their counts, what is found, and one key for each fix."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changed, Receipt
from app.domain.quality.findings import Fix, Item, Kind, KindCount
from app.services.acts import new_key
from ui import theme
from ui.models.pages import PagesModel
from ui.models.rows import RowsModel
from ui.panes.acting import ActingPane
from ui.panes.base import PaneContext, TourStep
from ui.panes.quality import words
from ui.panes.quality.merging import TitleMerging
from ui.panes.quality.source import FindingsSource
from ui.panes.quality.touring import steps
from ui.sentences import said
from ui.widgets.acts import Act
from ui.widgets.basic import column, label
from ui.widgets.table import TableView

#: How long counts wait for further changes, in milliseconds: they look through the whole catalogue.
_COUNT_AFTER_MS = 1_500
_KINDS_WIDTH = 290


def identity(item: Item) -> Hashable:
    """What tells a finding from others."""
    return item.kind, item.title_id, item.book_id, item.other_id


class QualityPane(ActingPane):
    """Kinds left, findings beside them, and two titles side by side in the sheet."""

    listens_to = Changed.TITLES | Changed.COPIES | Changed.LOANS | Changed.IMPORTS

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._kind: Kind | None = None
        self._next: int | None = None  # where the row stood that is being settled
        self._settling: Hashable = None
        self.kinds_model = RowsModel(self.translated(words.KIND_COLUMNS), parent=self, key=lambda r: r.kind)
        self.kinds = TableView(self.kinds_model, "quality_kinds", state=context.state, multi=False)
        self.kinds.setAccessibleName(self.tr("Kinds of findings"))
        self.model = PagesModel(self.runner, self.translated(words.COLUMNS), self, key=identity)
        self.list = self.list_body(
            "quality",
            self.model,
            self._acts(),
            nouns=(self.tr("finding"), self.tr("findings")),
            multi=False,
        )
        self.list.search.hide()
        self.list.table.type_ahead = False
        self.list.splitter.insertWidget(0, self.kinds)
        self.list.splitter.setSizes([_KINDS_WIDTH, 876, 0])
        self._question = label("", "strong", wrap=True)
        self._keys = label(
            self.tr("Enter takes what is proposed · E edits · R it is right as it is"), "faint", wrap=True
        )
        self._put_above_list()
        self.merging = TitleMerging(self)
        self._counting = QTimer(self, singleShot=True, interval=_COUNT_AFTER_MS)
        self._counting.timeout.connect(self._count)
        self._wire()

    def _acts(self) -> tuple[Act, ...]:
        return (
            Act("merge", self.tr("Side by side…"), self._on_merge, "columns", "M", "one", menu_only=True,
                tip=self.tr("Two titles that may be one")),
            Act("edit", self.tr("Edit"), self._on_edit, "pencil-simple", "E", "one",
                tip=self.tr("Opens the record in the catalog")),
            Act("right", self.tr("Right as it is"), self.say_right, "check", "R", "one",
                tip=self.tr("It is not asked about again")),
            Act("take", self.tr("Take the proposal"), self._on_take, "magic-wand", needs="one", primary=True,
                tip=self.tr("Enter does the same")),
        )  # fmt: skip

    def _put_above_list(self) -> None:
        above = QWidget()
        column(above, self._question, self._keys, margin=theme.SPACE_2, gap=theme.SPACE_HALF)
        layout = self.list.view.layout()
        if layout is not None:
            layout.insertWidget(0, above)  # type: ignore[attr-defined]
        self._above = above
        above.hide()

    def _wire(self) -> None:
        self.kinds.current_changed.connect(self._on_kind)
        self.kinds.opened.connect(lambda _row: self.list.table.setFocus())
        self.list.table.opened.connect(lambda item: self._on_take((item,)))
        self.model.rows_arrived.connect(self._on_rows)
        self.model.count_changed.connect(self._on_counted)
        self.list.sheet_closed.connect(self.merging.forget)

    # -- what the base and the window ask --------------------------------------------------------------

    def start(self) -> None:
        self._count()

    def take_focus(self) -> None:
        """The list is where one works; without findings the kinds."""
        (self.list.table if self.model.rowCount() else self.kinds).setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, target: Any) -> None:
        """Show two titles side by side, given by their ids, or a kind of finding."""
        if isinstance(target, tuple):
            self.merging.ask(*target)
        elif isinstance(target, Kind):
            self.kinds.select_key(target)

    def on_changed(self, what: Changed) -> None:
        if Changed.LOANS in what and Changed.TITLES not in what:
            return  # a desk lends books all day, and that settles nothing here
        self.model.invalidate()
        if not self._counting.isActive():
            self._counting.start()

    # -- kinds ------------------------------------------------------------------------------------------

    def _count(self) -> None:
        self.run(partial(self.services.quality.counts, self.actor), self._on_counts, latest="counts")

    def _on_counts(self, counts: tuple[KindCount, ...]) -> None:
        self.kinds_model.set_rows(counts)
        if self._kind is None:
            first = next((row.kind for row in counts if row.count), counts[0].kind)
            self.kinds.select_key(first)
            self.take_focus()

    def _on_kind(self, row: KindCount | None) -> None:
        if row is None or row.kind is self._kind:
            return
        self._kind = row.kind
        self._next = None
        self._question.setText(said(row.question))
        self._above.show()
        self.list.close_sheet()
        self._say_empty(row.kind)
        self.model.set_source(FindingsSource(self.services.quality, self.actor, row.kind))

    def _say_empty(self, kind: Kind) -> None:
        self.list.view.set_empty(
            self.tr("Nothing to put right"),
            self.tr("“{kind}” finds nothing in this catalog.").format(kind=words.kind_word(kind)),
            "check-circle",
        )

    # -- one finding after another ----------------------------------------------------------------------

    def carry_out(
        self, work: Callable[[], Receipt[Any]], say: str | Callable[[Receipt[Any]], str], item: Item | None
    ) -> None:
        """Settle a finding; the one that comes to stand in its place is chosen then."""
        if self._next is not None:
            return  # the one before is on its way
        if item is not None:
            self._next = max(0, self.list.table.currentIndex().row())
            self._settling = identity(item)
        self.act(work, say, self._on_done, self._on_failed)

    def _on_done(self, _receipt: Receipt[Any]) -> None:
        self.list.close_sheet()

    def _on_failed(self, error: Exception) -> None:
        self._next = None
        self.messages.warn(error)
        self.model.invalidate()

    @Slot()
    def _on_rows(self) -> None:
        at, last = self._next, self.model.rowCount() - 1
        if at is None:
            if last >= 0 and not self.list.table.selected():
                self.list.table.selectRow(max(0, self.list.table.currentIndex().row()))
            return
        row = self.model.row(min(at, last))
        if row is not None and identity(row) != self._settling:
            self._next = None
            self.list.table.selectRow(min(at, last))

    def _on_counted(self, _count: object) -> None:
        if self.model.rowCount() == 0:
            self._next = None

    def _on_take(self, items: tuple[Item, ...]) -> None:
        (item,) = items
        if item.other_id:
            self.merging.ask(item.title_id, item.other_id, item)
        elif item.proposal is None:
            self._on_edit(items)
        elif item.proposal.fix is not Fix.MERGE:
            work = partial(
                self.services.quality.fix,
                self.actor,
                item.kind,
                item.title_id,
                item.proposal.value,
                book_id=item.book_id,
                key=new_key(),
            )
            self.carry_out(work, words.done(item), item)

    def _on_merge(self, items: tuple[Item, ...]) -> None:
        if items[0].other_id:
            self._on_take(items)

    def _on_edit(self, items: tuple[Item, ...]) -> None:
        item = items[0]
        self.open_requested.emit("catalog", item.accession_number if item.book_id else item.title_id)

    def say_right(self, items: tuple[Item, ...]) -> None:
        """Remember that a finding is right as it is."""
        item = items[0]
        work = partial(
            self.services.quality.say_right,
            self.actor,
            item.kind,
            item.title_id,
            book_id=item.book_id,
            other_id=item.other_id,
            key=new_key(),
        )
        self.carry_out(work, self.tr("“{title}” is right as it is").format(title=item.title), item)

    def tour_steps(self) -> tuple[TourStep, ...]:
        return steps(self)
