"""The devices, rooms and games of the sample library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app import paths

#: How much each kind is used, in proportion.
USE = {"COMPUTER": 10.0, "TABLET": 3.0, "ROOM": 1.5, "PROJECTOR": 0.6, "BOARD_GAME": 4.0, "CALCULATOR": 1.2}


@dataclass(frozen=True, slots=True)
class Device:
    """A device, room or game of the register."""

    asset_number: str
    name: str
    type: str
    location: str
    session_minutes: int
    status: str
    note: str | None


_OUT_OF_USE = {11: ("MAINTENANCE", "Keyboard is being replaced"), 29: ("MAINTENANCE", "Lamp ordered")}


def devices() -> Iterator[Device]:
    """Every device, in the order of the register."""
    number = 0
    for line in paths.resource("sample", "equipment.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        kind, name, count, location, minutes, _ = (part.strip() for part in line.split("|"))
        for index in range(1, int(count) + 1):
            status, note = _OUT_OF_USE.get(number, ("AVAILABLE", None))
            number += 1
            yield Device(
                f"EQ{number:05d}",
                name.format(n=index),
                kind.upper().replace(" ", "_"),
                location,
                int(minutes),
                status,
                note,
            )
