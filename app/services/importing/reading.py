"""A first look at a file and its rows: where the headings are, what the columns are, and every row as text."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from app.domain.text import clean
from app.errors import InvalidInput, NotFound
from app.services.importing import delimited, records, spreadsheets
from app.services.importing.cells import unguard
from app.services.importing.columns import heading_score, match_columns, unique_labels
from app.services.importing.delimited import Record
from app.services.importing.values import ImportKind, SourceColumn, SourceFile

_LOOK_ROWS = 60
_HEADING_ROWS = 20
_MAX_COLUMNS = 500


def inspect(
    path: str | Path,
    *,
    kind: ImportKind | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> SourceFile:
    """Find out what a file is and what its columns mean. What is given is not guessed.

    Raises NotFound when there is no such file, InvalidInput when it is empty, no list, or a trap.
    """
    file = _existing(path)
    if form := records.form_of(file):
        return _of_records(file, form, kind)
    is_book = spreadsheets.is_workbook(file)
    sheets = spreadsheets.sheet_names(file) if is_book else ()
    if is_book and sheet is not None and sheet not in sheets:
        raise InvalidInput(f"There is no sheet “{sheet}” in this workbook.", details={"field": "sheet"})
    chosen = (sheet or _fullest_sheet(file, sheets)) if is_book else ""
    encoding = "" if is_book else _known_encoding(encoding) or delimited.detect_encoding(file)
    delimiter = "" if is_book else delimiter or delimited.detect_delimiter(file, encoding)
    first = _first_records(file, chosen, encoding, delimiter)
    heading, found = _heading(first)
    kind = kind or found
    body = [record for record in first if record.line > heading]
    headings = next((record.cells for record in first if record.line == heading), [])
    return SourceFile(
        path=str(file),
        name=file.name,
        format="xlsx" if is_book else "csv",
        size=file.stat().st_size,
        digest=_digest(file),
        encoding=encoding,
        delimiter=delimiter,
        sheet=chosen,
        sheets=sheets,
        heading_row=heading,
        columns=_columns(kind, headings, body),
        kind=kind,
        warnings=_warnings(heading, headings, encoding, body),
    )


def _of_records(file: Path, form: str, kind: ImportKind | None) -> SourceFile:
    if kind is ImportKind.STUDENTS:
        raise InvalidInput(f"“{file.name}” holds MARC records: they are books.", details={"field": "kind"})
    return SourceFile(
        path=str(file),
        name=file.name,
        format=form,
        size=file.stat().st_size,
        digest=_digest(file),
        encoding="",
        delimiter="",
        sheet="",
        sheets=(),
        heading_row=0,
        columns=(),
        kind=ImportKind.BOOKS,
    )


def _known_encoding(name: str | None) -> str | None:
    if not name:
        return None
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise InvalidInput(
            f"There is no encoding “{name}”.", hint="Try utf-8 or cp1252.", details={"field": "encoding"}
        ) from None


def _existing(path: str | Path) -> Path:
    file = Path(path)
    if not file.is_file():
        raise NotFound(f"There is no file “{file.name}”.", details={"field": "path"})
    if file.stat().st_size == 0:
        raise InvalidInput(f"“{file.name}” is empty.", details={"field": "path"})
    return file.resolve()


def _fullest_sheet(file: Path, sheets: tuple[str, ...]) -> str:
    """The first sheet that looks like a list; many workbooks begin with a cover."""
    if not sheets:
        raise InvalidInput("This workbook has no sheet with cells.", details={"field": "path"})
    best, best_score = sheets[0], -1.0
    for name in sheets[:20]:
        rows = _take(spreadsheets.records(file, name), _HEADING_ROWS)
        score = max((heading_score(row.cells)[1] for row in rows), default=0.0)
        if score > best_score + 0.5:
            best, best_score = name, score
    return best


def _take(rows: Iterator[Record], number: int) -> list[Record]:
    taken = []
    for row in rows:
        if any(cell.strip() for cell in row.cells):
            taken.append(row)
        if len(taken) >= number or row.line > 10_000:
            break
    return taken


def _first_records(file: Path, sheet: str, encoding: str, delimiter: str) -> list[Record]:
    rows = spreadsheets.records(file, sheet) if sheet else delimited.records(file, encoding, delimiter)
    first = _take(rows, _LOOK_ROWS)
    if not first:
        raise InvalidInput(f"“{file.name}” has no rows.", details={"field": "path"})
    if max(len(record.cells) for record in first) > _MAX_COLUMNS:
        raise InvalidInput(
            f"“{file.name}” has more than {_MAX_COLUMNS} columns; it isn't a list.", details={"field": "path"}
        )
    return first


def _heading(first: list[Record]) -> tuple[int, ImportKind]:
    """The line of the headings, 0 when there are none, and what kind of list it is."""
    best, best_score, best_kind = 0, 0.0, ImportKind.BOOKS
    for record in first[:_HEADING_ROWS]:
        kind, score = heading_score(record.cells)
        # One word that is also a heading may stand in any row; below the first, headings come at least in twos.
        if score > best_score and (score > 1.5 or record is first[0]):
            best, best_score, best_kind = record.line, score, kind
    if best_score >= 1.0:
        return best, best_kind
    # Headings in unknown words: the first row, when it is all words and the rows below have numbers.
    words = all(not any(map(str.isdigit, cell)) for cell in first[0].cells)
    numbers = any(any(map(str.isdigit, cell)) for record in first[1:6] for cell in record.cells)
    return (first[0].line if words and numbers and len(first[0].cells) > 1 else 0), ImportKind.BOOKS


def _columns(kind: ImportKind, headings: list[str], body: list[Record]) -> tuple[SourceColumn, ...]:
    width = len(headings) or max((len(record.cells) for record in body), default=0)
    while headings and width > 1 and not headings[width - 1].strip() and not _filled(body, width - 1):
        width -= 1
    labels = unique_labels([clean(cell) for cell in headings], width)
    samples = [_filled(body, index) for index in range(width)]
    return match_columns(kind, labels, samples)


def _filled(body: list[Record], index: int) -> list[str]:
    cells = (record.cells[index] for record in body if index < len(record.cells))
    return [clean(cell)[:200] for cell in cells if cell.strip()]


def _warnings(heading: int, headings: list[str], encoding: str, body: list[Record]) -> tuple[str, ...]:
    found = []
    if not heading:
        found.append("No headings were found: choose what each column is.")
    names = [clean(cell).casefold() for cell in headings if cell.strip()]
    if len(set(names)) < len(names):
        found.append("Some headings occur more than once; they were numbered.")
    if encoding == "latin-1":
        found.append(
            "The file's encoding could not be told for certain; look whether accented letters are right."
        )
    if not body:
        found.append("There are headings but no rows.")
    return tuple(found)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def rows(source: SourceFile, stop: Callable[[], bool] | None = None) -> Iterator[Record]:
    """Yield the rows below the headings that hold anything, guards against formulas taken off.

    Cells behind the last column make ``trouble`` unless they are blank; missing ones are blank.
    """
    width = len(source.columns)
    for record in _all(source, stop):
        if record.line <= source.heading_row or not any(cell.strip() for cell in record.cells):
            continue
        cells = [unguard(cell) for cell in record.cells]
        trouble = record.trouble
        if not trouble and any(cell.strip() for cell in cells[width:]):
            trouble = f"This row has {len(cells)} cells where the headings have {width}."
        yield Record(record.line, (cells + [""] * (width - len(cells)))[: max(width, len(cells))], trouble)


def _all(source: SourceFile, stop: Callable[[], bool] | None) -> Iterator[Record]:
    path = Path(source.path)
    if not path.is_file():
        raise NotFound(f"“{source.name}” is no longer there.", details={"field": "path"})
    if source.format == "xlsx":
        return spreadsheets.records(path, source.sheet, stop)
    return delimited.records(path, source.encoding, source.delimiter, stop)
