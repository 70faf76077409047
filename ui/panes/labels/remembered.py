"""What this computer remembers of printing labels: kind, sheets, own sheets, printer, and each printer's offset."""

from __future__ import annotations

import dataclasses
from typing import Any

from app.domain.labels.kinds import Kind
from app.domain.labels.pages import FARTHEST, NO_OFFSET, Offset
from app.domain.labels.ready_made import READY_MADE
from app.domain.labels.sheets import Sheet, check_sheet
from app.errors import InvalidInput
from ui.state import UiState

_KEY = "labels"
#: The sheet that a kind of label is printed on until another is chosen.
_USUAL = {
    Kind.SPINE: "Avery L7651",
    Kind.BARCODE: "Avery L7651",
    Kind.QR: "Avery L7160",
    Kind.POCKET: "Avery L7163",
    Kind.CARD: "Avery C32015",
}


class Remembered:
    """Reads and writes it at once; what can't be read is as if it had never been."""

    def __init__(self, state: UiState) -> None:
        self._state = state
        self._data: dict[str, Any] = state.data(_KEY)
        self.own: list[Sheet] = [sheet for one in self._list("own") if (sheet := _sheet(one)) is not None]

    def _list(self, name: str) -> list[Any]:
        found = self._data.get(name)
        return found if isinstance(found, list) else []

    def _map(self, name: str) -> dict[str, Any]:
        found = self._data.get(name)
        return found if isinstance(found, dict) else {}

    def _write(self, name: str, value: Any) -> None:
        self._data[name] = value
        self._state.set_data(_KEY, self._data)

    def sheets(self) -> list[Sheet]:
        """Own sheets, then those of the trade."""
        return [*self.own, *READY_MADE]

    def add_sheet(self, sheet: Sheet) -> None:
        """Keep an own sheet; one of the same name gives way."""
        self.own = [sheet, *(one for one in self.own if one.name != sheet.name)]
        self._write("own", [dataclasses.asdict(one) for one in self.own])

    def remove_sheet(self, name: str) -> None:
        """Forget an own sheet."""
        self.own = [one for one in self.own if one.name != name]
        self._write("own", [dataclasses.asdict(one) for one in self.own])

    def kind(self) -> Kind:
        """The kind of last time."""
        found = self._data.get("kind")
        return Kind(found) if found in list(Kind) else Kind.SPINE

    def set_kind(self, kind: Kind) -> None:
        """Remember it."""
        self._write("kind", kind.value)

    def sheet(self, kind: Kind) -> Sheet:
        """The sheet a kind was last printed on, or its usual one."""
        name = self._map("sheets").get(kind.value)
        found = next((sheet for sheet in self.sheets() if sheet.name == name), None)
        return found or next(sheet for sheet in READY_MADE if sheet.name.startswith(_USUAL[kind]))

    def set_sheet(self, kind: Kind, sheet: Sheet) -> None:
        """Remember it."""
        self._write("sheets", self._map("sheets") | {kind.value: sheet.name})

    def printer(self) -> str:
        """The printer of last time; "" is a PDF file."""
        found = self._data.get("printer")
        return found if isinstance(found, str) else ""

    def set_printer(self, name: str) -> None:
        """Remember it."""
        self._write("printer", name)

    def offset(self, printer: str) -> Offset:
        """What puts a printer right; a PDF file needs nothing."""
        found = self._map("offsets").get(printer) if printer else None
        if not (isinstance(found, list) and len(found) == 2):
            return NO_OFFSET
        x, y = (one if isinstance(one, (int, float)) and abs(one) <= FARTHEST else 0.0 for one in found)
        return Offset(float(x), float(y))

    def set_offset(self, printer: str, offset: Offset) -> None:
        """Keep it for this printer."""
        self._write("offsets", self._map("offsets") | {printer: [offset.x, offset.y]})


def _sheet(saved: Any) -> Sheet | None:
    try:
        sheet = Sheet(**saved)
        check_sheet(sheet)
    except (TypeError, InvalidInput):
        return None
    return sheet
