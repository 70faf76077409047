"""Making one title of two, in the side sheet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.domain.actors import Permission
from app.domain.catalog import Title
from app.domain.changes import Receipt
from app.domain.marc.records import MarcRecord
from app.domain.marc.storing import restored
from app.domain.quality.findings import Item
from app.domain.quality.merging import Merged
from app.services.acts import new_key
from ui.panes.quality.merge_view import MergeView

if TYPE_CHECKING:
    from ui.panes.quality.pane import QualityPane

Two = tuple[Title, Title]
Records = dict[int, MarcRecord]
#: Width of the two titles side by side, in pixels.
_WIDE = 640
#: Below this width of the pane the kinds give way to them.
_ROOMY = 1400


class TitleMerging(QObject):
    """Reads two titles, shows them, and merges them as chosen."""

    def __init__(self, pane: QualityPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._titles: Two | None = None
        self._records: Records = {}
        self._item: Item | None = None
        self.view = MergeView()
        pane.list.sheet.keep(self.view)
        self.view.wanted.connect(self._on_wanted)
        self.view.swapped.connect(self._on_swapped)
        self.view.apart.connect(self._on_apart)

    @property
    def titles(self) -> Two | None:
        """The title that stays and the one that goes, while they are shown."""
        return self._titles

    def ask(self, first: int, second: int, item: Item | None = None) -> None:
        """Show two titles; ``item`` is the finding that asks whether they are one."""
        self._item = item
        self._pane.run(partial(self._read, first, second), self._on_read, latest="merge")

    def _read(self, first: int, second: int) -> tuple[Two, Records]:
        services, actor = self._pane.services, self._pane.actor
        one, other = (services.catalog.sheet(actor, each) for each in sorted((first, second)))
        records: Records = {}
        if actor.may(Permission.EDIT_CATALOG):  # nobody else merges
            for title in (one, other):
                if (kept := services.cataloguing.record(actor, title.id)) is not None:
                    records[title.id] = restored(kept)
        return ((other, one) if _live(other) > _live(one) else (one, other)), records

    def _on_read(self, read: tuple[Two, Records]) -> None:
        self._titles, self._records = read
        self._show()

    def _show(self) -> None:
        if self._titles is None:
            return
        kept, gone = self._titles
        master = self._pane.list
        master.sheet.set_header(self.tr("Are these one title?"), kept.draft.title)
        master.sheet.set_content(self.view, keep=True)
        master.open_sheet()
        self._pane.kinds.setVisible(self._pane.width() >= _ROOMY)
        first, *_ = sizes = master.splitter.sizes()
        first, rest = (first, sum(sizes) - first) if self._pane.kinds.isVisible() else (0, sum(sizes))
        master.splitter.setSizes([first, rest - _WIDE, _WIDE])
        records = [self._records[title.id] for title in (kept, gone) if title.id in self._records]
        two = (records[0], records[1]) if len(records) == 2 else None
        self.view.show_titles(kept, gone, two, pair=self._item is not None)

    @Slot()
    def _on_swapped(self) -> None:
        if self._titles is not None:
            kept, gone = self._titles
            self._titles = gone, kept
            self._show()

    @Slot()
    def _on_apart(self) -> None:
        if self._item is not None:
            self._pane.say_right((self._item,))

    def _on_wanted(self, taken: frozenset[str], marc_fields: frozenset[int]) -> None:
        if self._titles is None:
            return
        kept, gone = self._titles
        work = partial(
            self._pane.services.quality.merge,
            self._pane.actor,
            kept.id,
            gone.id,
            kept.version,
            gone.version,
            tuple(sorted(taken)),
            tuple(sorted(marc_fields)),
            key=new_key(),
        )
        self._pane.carry_out(work, self._said, self._item)

    def _said(self, receipt: Receipt[Merged]) -> str:
        name = self._titles[0].draft.title if self._titles else ""
        text = self.tr("“{title}”: made one; copies that went over: {n}")
        return text.format(title=name, n=receipt.value.copies)

    def forget(self) -> None:
        """Nothing is shown any more."""
        self._titles = self._item = None
        self._records = {}
        self._pane.kinds.show()


def _live(title: Title) -> int:
    return sum(book.deleted_at is None for book in title.books)
