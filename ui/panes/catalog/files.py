"""Long work the catalogue starts in the background: exports, and the sample library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ui.messages import Choice, Question
from ui.panes.catalog import tasks, words
from ui.words import counted

if TYPE_CHECKING:
    from app.services.exporting import Exported
    from ui.panes.catalog.pane import CatalogPane

_PATTERNS = "Excel (*.xlsx);;CSV (*.csv)"
_CATALOG_PATTERNS = "CSV (*.csv);;Excel (*.xlsx);;MARC 21 (*.mrc);;MARCXML (*.xml)"


class CatalogFiles(QObject):
    """Writes the list or the whole catalogue to a file, and fills an empty library with an invented one."""

    def __init__(self, pane: CatalogPane) -> None:
        super().__init__(pane)
        self._pane = pane

    @Slot()
    def export_list(self) -> None:
        """Write the list as it is narrowed and ordered now."""
        pane = self._pane
        keys = tuple(column.key for column in pane.list.table.shown_columns())
        query, sort = pane.query, pane.model.sort_key

        def chosen(path: Path) -> None:
            pane.task(
                self._title(path), tasks.export_list,
                pane.services.recipe(), pane.actor, str(path), query, sort, keys,
                process=True, done=self._on_exported,
            )  # fmt: skip

        pane.messages.choose_target(self.tr("Export this list"), "titles.xlsx", _PATTERNS, chosen)

    @Slot()
    def export_catalog(self) -> None:
        """Write every title and copy, in the columns the import reads back, or as MARC records."""
        pane = self._pane

        def chosen(path: Path) -> None:
            pane.task(
                self._title(path), tasks.export_catalog, pane.services.recipe(), pane.actor, str(path),
                process=True, done=self._on_exported,
            )  # fmt: skip

        pane.messages.choose_target(
            self.tr("Export the whole catalog"), "catalog.csv", _CATALOG_PATTERNS, chosen
        )

    def _title(self, path: Path) -> str:
        return self.tr("Exporting {name}").format(name=path.name)

    def _on_exported(self, exported: Exported) -> None:
        records = exported.path.lower().endswith((".mrc", ".xml"))
        number = counted(exported.rows, "{n} record", "{n} records") if records else words.rows(exported.rows)
        text = self.tr("{rows} written to {path}").format(rows=number, path=exported.path)
        self._pane.messages.tell(text)

    @Slot()
    def make_sample(self) -> None:
        """Fill the empty library with invented books, people and loans, once the person agreed."""
        text = self.tr(
            "It fills this empty library with invented books, students and loans, to look around in. "
            "It can't be undone: for the real collection start with an empty library."
        )
        choices = (
            Choice("cancel", self.tr("Cancel")),
            Choice("make", self.tr("Make sample library"), primary=True),
        )
        self._pane.messages.ask(
            Question(self.tr("Make a sample library?"), text, choices),
            lambda key, _text: self._make_sample() if key == "make" else None,
        )

    def _make_sample(self) -> None:
        services, actor = self._pane.services, self._pane.actor
        self._pane.task(
            self.tr("Making a sample library"),
            lambda _report: services.sample.create(actor),
            say=self.tr("The sample library is ready"),
        )
