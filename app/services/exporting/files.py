"""Writing tables as CSV and XLSX, row by row, guarded so that no cell is run as a formula; and MARC records.

A file appears under its name only when it is whole: it is written beside it first.
"""

from __future__ import annotations

import csv
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from app.errors import InvalidInput, Refused, Unreachable
from app.services.importing.cells import guard

TABLES = ("csv", "xlsx")
#: Forms of MARC 21 records, by the names their files end in.
RECORDS = {"mrc": "marc", "xml": "marcxml"}
#: Rows a sheet takes before the next begins; the format ends at 1,048,576.
_SHEET_ROWS = 1_000_000
#: Characters a cell of a workbook can hold.
_CELL_CHARS = 32_767
_EVERY = 500
# Characters that XML, and with it XLSX, can't hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Rows = Iterable[Sequence[Any]]
Tick = Callable[[int], None]


def format_of(path: Path, wanted: str | None, *, records: bool = False) -> str:
    """The format asked for, else the one the file's name ends in; ``records``: MARC 21 too (marc, marcxml).

    Raises InvalidInput for any other.
    """
    chosen = (wanted or path.suffix.lstrip(".")).lower()
    if records:
        chosen = RECORDS.get(chosen, chosen)
    if chosen not in TABLES and not (records and chosen in RECORDS.values()):
        choice = "Choose CSV, XLSX, MARC 21 or MARCXML." if records else "Choose CSV or XLSX."
        raise InvalidInput(choice, details={"field": "format", "value": chosen})
    return chosen


def write(
    path: Path,
    columns: Sequence[str],
    rows: Rows,
    *,
    format: str,
    bom: bool = True,
    tick: Tick | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write a table and return how many rows it has. Streams.

    Text is guarded, numbers are written as numbers, days in ISO 8601. ``bom`` puts a byte order mark before CSV, which
    spreadsheet programs need to read accents right. Raises Unreachable when the file can't be written, Refused with
    code ``cancelled`` when ``cancelled()`` became true; either way no half file is left.
    """
    counted = _Counted(rows, tick, cancelled)
    with _whole(path) as draft:
        if format == "csv":
            _write_csv(draft, columns, counted, bom)
        else:
            _write_xlsx(draft, columns, counted)
    return counted.number


def write_pieces(
    path: Path,
    pieces: Callable[[Iterable[Any]], Iterable[bytes]],
    records: Iterable[Any],
    *,
    tick: Tick | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write what ``pieces`` makes of records and return how many there are. Streams; raises as :func:`write` does."""
    counted = _Counted(records, tick, cancelled)
    with _whole(path) as draft, draft.open("wb") as file:
        file.writelines(pieces(counted))
    return counted.number


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file beside ``path`` that takes its name at the end, or is gone."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise _unwritable(path) from error
    draft = Path(name)
    try:
        yield draft
        _publish(draft, path)
    except OSError as error:
        raise _unwritable(path) from error
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


def _publish(draft: Path, path: Path) -> None:
    mask = os.umask(0)
    os.umask(mask)
    draft.chmod(0o666 & ~mask)
    draft.replace(path)


def _unwritable(path: Path) -> Unreachable:
    return Unreachable(
        f"“{path.name}” can't be written.",
        hint="Close it where it is open, or choose another folder.",
        details={"path": str(path)},
    )


class _Counted:
    """Rows, counted as they pass; tells how far it is and stops on cancel."""

    def __init__(self, rows: Rows, tick: Tick | None, cancelled: Callable[[], bool] | None) -> None:
        self._rows = rows
        self._tick = tick
        self._cancelled = cancelled
        self.number = 0

    def __iter__(self) -> Any:
        for row in self._rows:
            yield row
            self.number += 1
            if self.number % _EVERY == 0:
                if self._cancelled is not None and self._cancelled():
                    raise Refused("The export was cancelled; no file was written.", code="cancelled")
                if self._tick is not None:
                    self._tick(self.number)


def _write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]], bom: bool) -> None:
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="", errors="replace") as file:
        writer = csv.writer(file)
        writer.writerow([guard(column) for column in columns])
        writer.writerows([_csv_cell(value) for value in row] for row in rows)


def _csv_cell(value: Any) -> Any:
    if isinstance(value, str):
        return guard(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if isinstance(value, int | float | Decimal) else guard(str(value))


def _write_xlsx(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    book = Workbook(write_only=True)
    sheet: Any = None
    for number, row in enumerate(rows):
        if number % _SHEET_ROWS == 0:
            sheet = _new_sheet(book, columns)
        sheet.append([_xlsx_cell(value) for value in row])
    if sheet is None:
        _new_sheet(book, columns)
    book.save(path)
    book.close()


def _new_sheet(book: Workbook, columns: Sequence[str]) -> Any:
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    heading = []
    for column in columns:
        cell = WriteOnlyCell(sheet, value=_xlsx_cell(column))
        cell.font = Font(bold=True)
        heading.append(cell)
    sheet.append(heading)
    return sheet


def _xlsx_cell(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | Decimal):
        # Excel keeps 15 digits of a number; a longer one is a name made of digits.
        return str(value) if isinstance(value, int) and abs(value) >= 10**15 else value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value
    return guard(_UNWRITABLE.sub("", str(value)))[:_CELL_CHARS]
