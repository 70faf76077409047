"""Bar codes and QR codes as modules: Code 128 (ISO/IEC 15417) and QR (ISO/IEC 18004)."""

from __future__ import annotations

import math
from functools import lru_cache

import segno
from barcode.codex import Code128
from barcode.errors import BarcodeError

from app.errors import InvalidInput

#: Narrowest module that hand scanners of every kind read, and the widest that still looks like a label, in mm.
NARROWEST, WIDEST = 0.19, 0.38
#: Light modules left and right of Code 128 (ISO/IEC 15417, 4.4) and round a QR code (ISO/IEC 18004, 5.3.8).
QUIET_BARS, QUIET_QR = 10, 4
#: Smallest and largest module of a QR code, in mm.
SMALLEST_QR, LARGEST_QR = 0.25, 0.9
#: What bars are measured in, so that each is a whole number of a laser printer's dots: 600 to the inch.
DOT = 25.4 / 600


@lru_cache(maxsize=2048)
def code128(text: str) -> str:
    """The modules of a Code 128, without quiet zones. Raises InvalidInput for what Code 128 can't say."""
    if not text or not text.isascii() or not text.isprintable():
        raise InvalidInput("Code 128 has only the letters A to Z, digits and common signs.")
    try:
        return str(Code128(text).build()[0])
    except (BarcodeError, KeyError, RuntimeError, ValueError) as error:
        raise InvalidInput("This number cannot be written as Code 128.") from error


@lru_cache(maxsize=2048)
def qr(text: str) -> tuple[str, ...]:
    """The rows of a QR code that stays readable with 15 % of it spoilt, without its quiet zone."""
    code = segno.make(text, error="m", micro=False, boost_error=False)
    return tuple("".join("1" if module else "0" for module in row) for row in code.matrix)


def bar_module(modules: int, width: float) -> float | None:
    """The widest module, in mm, with which bars and both quiet zones fit in ``width``; None when none can be read."""
    return _whole_dots(width / (modules + 2 * QUIET_BARS), NARROWEST, WIDEST)


def qr_module(modules: int, side: float) -> float | None:
    """The same for a QR code in a square."""
    return _whole_dots(side / (modules + 2 * QUIET_QR), SMALLEST_QR, LARGEST_QR)


def _whole_dots(room: float, least: float, most: float) -> float | None:
    dots = math.floor(min(room, most) / DOT + 1e-9)
    return dots * DOT if dots * DOT >= least else None
