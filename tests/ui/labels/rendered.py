"""A PDF's pages as pixels, rendered by PDFium, and what another decoder reads on them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import zxingcpp

#: Pixels to the inch of a rendered page: one is 0.064 mm.
DPI = 400
MM = 25.4
#: Each shade as dark (1) or light (0).
_DARK = bytes(int(shade < 128) for shade in range(256))


@dataclass(frozen=True)
class Read:
    """A code, and where its middle lies, in mm."""

    text: str
    format: str
    x: float
    y: float


@dataclass(frozen=True)
class Rendered:
    """One page in shades of grey, row by row."""

    pixels: bytes
    width: int
    height: int

    @property
    def size_mm(self) -> tuple[float, float]:
        """The page's size."""
        return self.width / DPI * MM, self.height / DPI * MM

    def codes(self) -> list[Read]:
        """Every bar code and QR code that zxing-cpp finds."""
        image = memoryview(self.pixels).cast("B", (self.height, self.width))
        return [_read(found) for found in zxingcpp.read_barcodes(image)]

    def dark_box(self, x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
        """What is dark within a box of the page, in mm: its left, top, right and bottom edge."""
        left, top = _pixel(x), _pixel(y)
        right, bottom = _pixel(x + width), _pixel(y + height)
        rows, ink = [], 0
        for row in range(top, bottom):
            if dark := int.from_bytes(self.row(row, left, right).translate(_DARK)):
                rows.append(row)
                ink |= dark
        columns = [left + i for i, dark in enumerate(ink.to_bytes(right - left)) if dark]
        return _mm(columns[0]), _mm(rows[0]), _mm(columns[-1] + 1), _mm(rows[-1] + 1)

    def row(self, row: int, left: int, right: int) -> bytes:
        """The shades of part of a row of pixels."""
        return self.pixels[row * self.width + left : row * self.width + right]


def render(path: Path) -> list[Rendered]:
    """The pages of a PDF file."""
    with pypdfium2.PdfDocument(path) as document:
        return [_page(document, number) for number in range(len(document))]


def _page(document: pypdfium2.PdfDocument, number: int) -> Rendered:
    page = document[number]
    bitmap = page.render(scale=DPI / 72, grayscale=True)
    rows, width, height, stride = bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride
    bitmap.close()
    page.close()
    return Rendered(b"".join(rows[y * stride : y * stride + width] for y in range(height)), width, height)


def _pixel(mm: float) -> int:
    return round(mm / MM * DPI)


def _mm(pixel: int) -> float:
    return pixel / DPI * MM


def _read(found: zxingcpp.Barcode) -> Read:
    place = found.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    x, y = (sum(getattr(corner, axis) for corner in corners) / 4 / DPI * MM for axis in "xy")
    return Read(found.text, str(found.format), x, y)
