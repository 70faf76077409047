"""The rows of a prepared import: where they come from and what the table shows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.domain.paging import Count, Page, Window
from app.services.importing import Preview, PreviewRow, Verdict
from ui.models.columns import Column
from ui.panes.catalog import import_words

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor

COLUMNS = (
    Column("line", str(QT_TRANSLATE_NOOP("ImportPreview", "Line")), lambda r: f"{r.line:,}", sort_key="", width=5, numeric=True, export=lambda r: r.line),
    Column("verdict", str(QT_TRANSLATE_NOOP("ImportPreview", "Becomes")), lambda r: "", badge=import_words.verdict_badge, sort_key="", width=19),
    Column("number", str(QT_TRANSLATE_NOOP("ImportPreview", "Number")), lambda r: r.number, sort_key="", width=15),
    Column("label", str(QT_TRANSLATE_NOOP("ImportPreview", "Title or name")), lambda r: r.label, sort_key="", width=22, stretch=True, strong=True, tip=lambda r: r.label),
)  # fmt: skip


class PreviewSource:
    """The rows of a prepared import, of some verdicts."""

    def __init__(self, services: App, actor: Actor, preview: Preview, verdicts: tuple[Verdict, ...]) -> None:
        self._services = services
        self._actor = actor
        self._preview = preview
        self._verdicts = verdicts

    def count(self) -> Count:
        """How many rows: the preview counted them already."""
        counts = self._preview.counts
        return Count(sum(counts[v] for v in self._verdicts or tuple(Verdict)))

    def page(self, window: Window, sort: str) -> Page[PreviewRow]:
        """Rows in the order of the file."""
        importing = self._services.importing
        return importing.rows(self._actor, self._preview.plan, verdicts=self._verdicts, window=window)
