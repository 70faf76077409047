"""Reading XLSX as text: what a person sees in the cells, so that numbers keep their zeros and dates are dates.

A workbook is a ZIP: before it is opened its directory is checked, so that a small file can't unfold into a large one.
"""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from app.errors import InvalidInput
from app.services.importing.delimited import LINE_CHARS, Record

#: Most bytes a workbook may unfold to.
MAX_UNFOLDED = 1_000_000_000
#: A part larger than this may not be packed more tightly than MAX_RATIO.
LARGE_PART = 20_000_000
MAX_RATIO = 150
_MAX_STRINGS = 300_000_000
_BROKEN = (
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    SyntaxError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
)
_ZEROS = re.compile(r"^(0{2,20})(?:;.*)?$")


def is_workbook(path: Path) -> bool:
    """Tell whether the file is a ZIP, as every XLSX is, whatever it is called."""
    with path.open("rb") as file:
        return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")


def check(path: Path) -> None:
    """Refuse a workbook that is damaged or unfolds beyond measure. Raises InvalidInput."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            _check_sizes(parts)
            for part in parts:
                if part.filename.endswith(".xml"):
                    with archive.open(part) as stream:
                        _check_start(stream.read(2048), part.filename)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise _refused("This workbook is damaged or protected by a password.") from error
    if "xl/workbook.xml" not in names:
        raise _refused("This is not an XLSX workbook.")


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if sum(part.file_size for part in parts) > MAX_UNFOLDED:
        raise _refused("This workbook unfolds to more than 1 GB.")
    for part in parts:
        tight = part.file_size / max(part.compress_size, 1)
        if part.file_size > LARGE_PART and tight > MAX_RATIO:
            raise _refused("This workbook is packed more tightly than any real list: it may be a trap.")
        if part.filename.endswith("sharedStrings.xml") and part.file_size > _MAX_STRINGS:
            raise _refused("This workbook holds more text than fits in memory.")


def _check_start(start: bytes, name: str) -> None:
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise _refused(f"This workbook defines entities in {name}, which no spreadsheet program does.")


def _refused(message: str) -> InvalidInput:
    return InvalidInput(
        message, hint="Save the list anew as XLSX or CSV and choose that file.", details={"field": "path"}
    )


def sheet_names(path: Path) -> tuple[str, ...]:
    """The names of the sheets that hold cells, in order."""
    with _opened(path) as book:
        return tuple(sheet.title for sheet in book.worksheets)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    check(path)
    with path.open("rb") as file:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # openpyxl names each extension it does not know
                book = load_workbook(file, read_only=True, data_only=True)
        except _BROKEN as error:
            raise _refused("This workbook can't be read.") from error
        try:
            yield book
        finally:
            book.close()


def records(path: Path, sheet: str, stop: Callable[[], bool] | None = None) -> Iterator[Record]:
    """Yield every row of a sheet as text. Streams; ``stop`` ends it early. Raises InvalidInput when it breaks off."""
    with _opened(path) as book:
        try:
            chosen = book[sheet]
            chosen.reset_dimensions()
            for number, row in enumerate(chosen.iter_rows(), start=1):
                if stop is not None and stop():
                    return
                yield _record(number, [_text(cell) for cell in row])
        except _BROKEN as error:
            raise _refused("This workbook breaks off in the middle.") from error


def _record(number: int, cells: list[str]) -> Record:
    if _too_long(cells):
        return Record(
            number, [cell[:200] for cell in cells], f"A cell is longer than {LINE_CHARS:,} characters."
        )
    return Record(number, cells)


def _too_long(cells: list[str]) -> bool:
    return any(len(cell) > LINE_CHARS for cell in cells)


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _number(value: int | float, number_format: str) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    text = repr(value) if isinstance(value, float) else str(value)
    zeros = _ZEROS.match(number_format)
    if zeros and isinstance(value, int) and value >= 0:
        return text.zfill(len(zeros.group(1)))
    return text
