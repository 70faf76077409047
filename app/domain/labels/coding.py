"""Codes in boxes: bars and squares as wide as their modules may be, in the middle of the room they have."""

from __future__ import annotations

from app.domain.labels.marks import Bars, Flaw, Mark, Matrix, Problem
from app.domain.labels.symbols import QUIET_QR, bar_module, code128, qr, qr_module
from app.errors import InvalidInput

#: Bars lower than this are missed by a hand scanner that is held askew, in mm.
LOWEST = 5.0


def bars(number: str, x: float, y: float, width: float, height: float) -> tuple[list[Mark], list[Problem]]:
    """A Code 128 in the middle of a box; nothing, and why, where there can't be one that scanners read."""
    if not number:
        return [], [Problem(Flaw.NOTHING)]
    if height < LOWEST:
        return [], [Problem(Flaw.NO_ROOM, number)]
    try:
        modules = code128(number)
    except InvalidInput:
        return [], [Problem(Flaw.NOT_ENCODABLE, number)]
    module = bar_module(len(modules), width)
    if module is None:
        return [], [Problem(Flaw.CODE_TOO_WIDE, number)]
    return [Bars(x + (width - len(modules) * module) / 2, y, height, module, modules)], []


def square(text: str, x: float, y: float, side: float) -> tuple[list[Mark], list[Problem]]:
    """A QR code in the middle of a square, its quiet zone in it; nothing, and why, where there can't be one."""
    if not text:
        return [], [Problem(Flaw.NOTHING)]
    rows = qr(text)
    module = qr_module(len(rows), side)
    if module is None:
        return [], [Problem(Flaw.NO_ROOM, text)]
    inset = (side - (len(rows) + 2 * QUIET_QR) * module) / 2 + QUIET_QR * module
    return [Matrix(x + inset, y + inset, module, rows)], []
