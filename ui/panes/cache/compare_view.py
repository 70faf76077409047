"""A cached value beside what the database says now: whether they are the same, and the fields that differ."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.domain.cached_answers import Comparison
from app.domain.changes import Receipt
from app.services.acts import new_key
from ui import theme
from ui.messages import describe
from ui.models.columns import Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.widgets.badge import BadgeLabel
from ui.widgets.basic import button, column, frame, label, row
from ui.widgets.table import TableView
from ui.words import counted, when

if TYPE_CHECKING:
    from ui.panes.cache.pane import CachePane


class CompareView(QObject):
    """The page of a key on which it is compared and loaded anew."""

    def __init__(self, pane: CachePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._key = b""
        self.body = frame("plain")
        self.badge = BadgeLabel(None, self.body)
        self.about = label("", "soft", wrap=True)
        self.compare = button(self.tr("Compare with source"), "scales", "primary", run=self.ask)
        self.reload = button(self.tr("Load it anew"), "arrow-clockwise", run=self._on_reload)
        self.model = RowsModel(self._columns(), parent=self, key=lambda each: each.path)
        self.table = TableView(
            self.model, "cache-differences", state=pane.context.state, copy=pane.messages.copy, multi=False
        )
        self.table.setAccessibleName(self.tr("Fields that differ"))
        buttons = row(None, self.compare, self.reload, None)
        buttons.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, 0)
        told = row(None, self.badge, self.about)
        told.setStretch(1, 1)
        told.setContentsMargins(theme.SPACE_2, 0, theme.SPACE_2, 0)
        layout = column(self.body, buttons, told, self.table)
        layout.setStretch(2, 1)
        self.forget()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("path", self.tr("Field"), lambda each: each.path, width=18, stretch=True, strong=True, tip=lambda each: each.path),
            Column("cached", self.tr("In the cache"), lambda each: each.cached, width=18, tip=lambda each: each.cached),
            Column("fresh", self.tr("In the database"), lambda each: each.fresh, width=18, tip=lambda each: each.fresh),
        )  # fmt: skip

    def show_key(self, key: bytes) -> None:
        """Offer to compare a key; what was found of another is forgotten."""
        if key != self._key:
            self.forget()
            self._key = key

    def forget(self) -> None:
        """Show nothing."""
        self._key = b""
        self._say(
            None, self.tr("The value is loaded from the database now, by an API node, and kept nowhere.")
        )
        self.model.set_rows(())
        self.table.setVisible(False)

    def ask(self) -> None:
        """Compare it."""
        key = self._key
        self.compare.setEnabled(False)
        work = partial(self._pane.services.cache_truth.compare, self._pane.actor, key)
        self._pane.runner.run(self, work, partial(self._on_compared, key), self._on_failed, latest="compare")

    def _on_compared(self, key: bytes, found: Comparison) -> None:
        self.compare.setEnabled(True)
        if key != self._key:
            return
        self.model.set_rows(found.differences)
        self.table.setVisible(bool(found.differences))
        made = self.tr("Made {when}.").format(when=when(found.made_at))
        if found.same:
            self._say(Badge(self.tr("The same"), Tone.OK, "check-circle"), made)
        elif found.gone:
            badge = Badge(self.tr("Gone"), Tone.WARN, "warning")
            self._say(badge, self.tr("There is no such record any more. {made}").format(made=made))
        else:
            count = counted(len(found.differences), "{n} field differs.", "{n} fields differ.")
            self._say(Badge(self.tr("Differs"), Tone.WARN, "warning"), f"{count} {made}")

    def _on_failed(self, error: Exception) -> None:
        self.compare.setEnabled(True)
        problem = describe(error)
        self._say(
            Badge(self.tr("Not compared"), Tone.MUTED, "minus-circle"),
            f"{problem.message} {problem.hint}".strip(),
        )

    def _say(self, badge: Badge | None, text: str) -> None:
        self.badge.set_badge(badge)
        self.about.setText(text)

    def _on_reload(self) -> None:
        work = partial(self._pane.services.cache_truth.reload, self._pane.actor, self._key, key=new_key())
        self._pane.write(work, self._on_reloaded, say=self.tr("It was loaded anew, into every layer."))

    def _on_reloaded(self, _receipt: Receipt[Any]) -> None:
        self._pane.keys.sheet.read()
        self.ask()
