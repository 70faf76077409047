"""The sheets of the trade, by the number on their package; makers of other names cut the same sizes.

Sizes and layouts are those the makers print on the packages. The A4 ones are even, so that their gaps follow.
"""

from __future__ import annotations

from app.domain.labels.sheets import A4, LETTER, Sheet

_INCH = 25.4


def _a4(name: str, columns: int, rows: int, width: float, height: float, left: float, top: float) -> Sheet:
    return Sheet(name, *A4, columns, rows, width, height, left, top)


def _letter(name: str, columns: int, rows: int, *inches: float) -> Sheet:
    """Label width and height, left and top margin and horizontal pitch in inches; rows of Letter sheets touch."""
    width, height, left, top, pitch = (inch * _INCH for inch in inches)
    return Sheet(name, *LETTER, columns, rows, width, height, left, top, pitch - width, 0.0)


def _roll(name: str, width: float, height: float) -> Sheet:
    return Sheet(name, width, height, 1, 1, width, height, 0.0, 0.0)


READY_MADE: tuple[Sheet, ...] = (
    _a4("Avery L7160 · A4 · 21", 3, 7, 63.5, 38.1, 7.25, 15.15),
    _a4("Avery L7159 · A4 · 24", 3, 8, 63.5, 33.9, 7.25, 12.9),
    _a4("Avery L7161 · A4 · 18", 3, 6, 63.5, 46.6, 7.25, 8.7),
    _a4("Avery L7162 · A4 · 16", 2, 8, 99.1, 33.9, 4.65, 12.9),
    _a4("Avery L7163 · A4 · 14", 2, 7, 99.1, 38.1, 4.65, 15.15),
    _a4("Avery L7165 · A4 · 8", 2, 4, 99.1, 67.7, 4.65, 13.1),
    _a4("Avery L7173 · A4 · 10", 2, 5, 99.1, 57.0, 4.65, 6.0),
    _a4("Avery L7651 · A4 · 65", 5, 13, 38.1, 21.2, 4.75, 10.7),
    _a4("Avery L7654 · A4 · 40", 4, 10, 45.7, 25.4, 9.85, 21.5),
    Sheet("Avery C32015 · A4 · 8 cards", *A4, 2, 4, 85.0, 54.0, 17.0, 31.5, 6.0, 6.0),
    _letter("Avery 5160 · Letter · 30", 3, 10, 2.625, 1.0, 0.1875, 0.5, 2.75),
    _letter("Avery 5161 · Letter · 20", 2, 10, 4.0, 1.0, 0.15625, 0.5, 4.1875),
    _letter("Avery 5162 · Letter · 14", 2, 7, 4.0, 4 / 3, 0.15625, 5 / 6, 4.1875),
    _letter("Avery 5163 · Letter · 10", 2, 5, 4.0, 2.0, 0.15625, 0.5, 4.1875),
    _letter("Avery 5167 · Letter · 80", 4, 20, 1.75, 0.5, 0.28125, 0.5, 2.0625),
    _letter("Avery 5371 · Letter · 10 cards", 2, 5, 3.5, 2.0, 0.75, 0.5, 3.5),
    _roll("Label roll · 25 × 38 mm", 25.0, 38.0),
    _roll("Label roll · 50 × 25 mm", 50.0, 25.0),
    _roll("Card printer · 85.6 × 54 mm", 85.6, 53.98),  # ISO/IEC 7810, ID-1
)
