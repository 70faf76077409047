"""What the window remembers between runs: geometry, splitters, columns, small choices. Nothing else."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings
from PySide6.QtWidgets import QSplitter, QWidget


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

    def data(self, key: str) -> dict[str, Any]:
        """A remembered mapping; empty when there is none or it can't be read."""
        try:
            saved = json.loads(self.text(key) or "{}")
        except ValueError:
            saved = {}
        return saved if isinstance(saved, dict) else {}

    def set_data(self, key: str, value: dict[str, Any]) -> None:
        """Remember a mapping of plain values."""
        self.set_text(key, json.dumps(value))

    def sync(self) -> None:
        """Write to disk now."""
        self._settings.sync()
