"""What the window remembers between runs: geometry, splitters, columns, small choices. Nothing else."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings, Qt
from PySide6.QtWidgets import QHeaderView, QSplitter, QWidget


class UiState:
    """A thin hand over QSettings. Reads always say the type they expect, INI files don't keep it."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @classmethod
    def in_file(cls, path: str, parent: QObject | None = None) -> UiState:
        """Keep the state in an INI file at ``path``."""
        return cls(QSettings(path, QSettings.Format.IniFormat, parent))

    def text(self, key: str, default: str = "") -> str:
        """A remembered text."""
        return str(self._settings.value(key, default, type=str))

    def set_text(self, key: str, value: str) -> None:
        """Remember a text."""
        self._settings.setValue(key, value)

    def flag(self, key: str, default: bool = False) -> bool:
        """A remembered yes or no."""
        return self.text(key, "yes" if default else "no") == "yes"

    def set_flag(self, key: str, value: bool) -> None:
        """Remember a yes or no."""
        self.set_text(key, "yes" if value else "no")

    def save_geometry(self, name: str, window: QWidget) -> None:
        """Remember where a window stands."""
        self._settings.setValue(f"geometry/{name}", window.saveGeometry())

    def restore_geometry(self, name: str, window: QWidget) -> bool:
        """Put a window where it stood; False if it has never been saved."""
        return self._restored(f"geometry/{name}", window.restoreGeometry)

    def save_splitter(self, name: str, splitter: QSplitter) -> None:
        """Remember how a splitter divides."""
        self._settings.setValue(f"splitter/{name}", splitter.saveState())

    def restore_splitter(self, name: str, splitter: QSplitter) -> bool:
        """Divide a splitter as it was."""
        return self._restored(f"splitter/{name}", splitter.restoreState)

    def _restored(self, key: str, restore: Any) -> bool:
        value = self._settings.value(key)
        return isinstance(value, QByteArray) and not value.isEmpty() and bool(restore(value))

    def save_header(self, name: str, header: QHeaderView, keys: list[str]) -> None:
        """Remember columns by their keys, so that a new release may add or move columns."""
        section = header.sortIndicatorSection()
        columns = {
            key: {
                "width": header.sectionSize(number) if not header.isSectionHidden(number) else 0,
                "shown": not header.isSectionHidden(number),
                "place": header.visualIndex(number),
            }
            for number, key in enumerate(keys)
        }
        saved = {
            "columns": columns,
            "sort": keys[section] if 0 <= section < len(keys) else "",
            "descending": header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder,
        }
        self.set_text(f"columns/{name}", json.dumps(saved))

    def restore_header(self, name: str, header: QHeaderView, keys: list[str]) -> bool:
        """Lay columns out as they were; unknown ones are ignored, new ones keep their defaults."""
        try:
            saved = json.loads(self.text(f"columns/{name}") or "null")
        except ValueError:
            saved = None
        if not isinstance(saved, dict) or not isinstance(saved.get("columns"), dict):
            return False
        known = {key: value for key, value in saved["columns"].items() if key in keys}
        for key in sorted(known, key=lambda each: int(known[each].get("place", 0))):
            number = keys.index(key)
            header.moveSection(header.visualIndex(number), min(int(known[key]["place"]), header.count() - 1))
            header.setSectionHidden(number, not known[key].get("shown", True))
            if int(known[key].get("width", 0)) > 0:
                header.resizeSection(number, int(known[key]["width"]))
        order = Qt.SortOrder.DescendingOrder if saved.get("descending") else Qt.SortOrder.AscendingOrder
        sort = saved.get("sort", "")
        header.setSortIndicator(keys.index(sort) if sort in keys else -1, order)
        return True

    def sync(self) -> None:
        """Write to disk now."""
        self._settings.sync()
