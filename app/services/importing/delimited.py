"""Reading delimited text of unknown encoding, delimiter and care: one list of cells a record, whatever is in it.

Nothing here raises on content: what can't be read becomes a record with ``trouble``, and reading goes on behind it.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import InvalidInput

#: Longest line that is read, in characters; a longer one is one refused row, not a full memory.
LINE_CHARS = 1_000_000
#: Most lines one quoted cell may span before its quote is taken for a slip of the pen.
RECORD_LINES = 200
_SAMPLE_BYTES = 256 * 1024
_DELIMITERS = (",", ";", "\t", "|")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# The default limit of 128 KiB a cell would stop the reader inside a cell; lines are bounded above anyway.
csv.field_size_limit(LINE_CHARS * 2)


@dataclass(frozen=True, slots=True)
class Record:
    """One record: the line it starts on (1-based), its cells, and what is wrong with it ("" for nothing)."""

    line: int
    cells: list[str]
    trouble: str = ""


def detect_encoding(path: Path) -> str:
    """Return the encoding of a text file: its byte order mark, UTF-16 without one, UTF-8, Windows-1252, Latin-1.

    The whole file is checked, for one é on the last line decides. Raises InvalidInput for a file that isn't text.
    """
    with path.open("rb") as file:
        head = file.read(_SAMPLE_BYTES)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    if head.count(0):
        return _encoding_with_nulls(head)
    _refuse_binary(head.decode("latin-1"))
    return next((name for name in ("utf-8", "cp1252") if _decodes(path, name)), "latin-1")


def _encoding_with_nulls(head: bytes) -> str:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    wide = "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else ""
    if wide and max(odd, even) / half > 0.3:
        _refuse_binary(head.decode(wide, errors="ignore"))
        return wide
    _refuse_binary(head.decode("latin-1"))
    return "utf-8" if _is_utf8(head) else "cp1252"


def _refuse_binary(text: str) -> None:
    """Control characters are rare in text and common in everything else."""
    control = sum(1 for char in text if char < " " and char not in "\t\r\n\f")
    if control > 2 + len(text) * 0.02:
        raise InvalidInput(
            "This file isn't text.",
            hint="Save the list as CSV or XLSX and choose that file.",
            details={"field": "path"},
        )


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def detect_delimiter(path: Path, encoding: str) -> str:
    """Return the delimiter that gives the most records the same number of cells, more than one."""
    with _open(path, encoding) as file:
        sample = file.read(64 * 1024).splitlines()[:60]
    if len(sample) > 2:
        sample = sample[:-1]  # the last line may be cut
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=delimiter) if len(row) > 1)
        if not widths:
            continue
        width, agreeing = widths.most_common(1)[0]
        score = agreeing * (1 + min(width, 30) / 100)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _open(path: Path, encoding: str) -> io.TextIOWrapper:
    return path.open("r", encoding=encoding, errors="replace", newline="")


class _Runaway(Exception):
    """A quoted cell does not end where a cell should."""


class _Lines:
    """Physical lines with a place to put them back, each bounded in length."""

    def __init__(self, file: io.TextIOWrapper) -> None:
        self._file = file
        self._returned: list[tuple[int, str, bool]] = []
        self._number = 0
        self.taken: list[tuple[int, str, bool]] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= RECORD_LINES or sum(len(line) for _, line, _ in self.taken) > LINE_CHARS:
            raise _Runaway
        entry = self._returned.pop() if self._returned else self._read()
        if entry[2] and self.taken:
            self._returned.append(entry)
            raise _Runaway
        self.taken.append(entry)
        return entry[1]

    def _read(self) -> tuple[int, str, bool]:
        line = self._file.readline(LINE_CHARS)
        if not line:
            raise StopIteration
        self._number += 1
        too_long = len(line) >= LINE_CHARS and not line.endswith(("\n", "\r"))
        while too_long and (rest := self._file.readline(LINE_CHARS)):
            if rest.endswith(("\n", "\r")) or len(rest) < LINE_CHARS:
                break
        return self._number, line[:200] if too_long else line, too_long

    def begin(self) -> None:
        """A new record starts."""
        self.taken.clear()

    def give_back(self) -> None:
        """Return all but the first line of the present record."""
        self._returned.extend(reversed(self.taken[1:]))
        del self.taken[1:]


def records(
    path: Path, encoding: str, delimiter: str, stop: Callable[[], bool] | None = None
) -> Iterator[Record]:
    """Yield every record of the file, blank lines too (no cells). Streams; ``stop`` ends it early."""
    with _open(path, encoding) as file:
        lines = _Lines(file)
        reader = csv.reader(lines, delimiter=delimiter)
        while not (stop is not None and stop()):
            lines.begin()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (_Runaway, csv.Error):
                lines.give_back()
                number, text, _ = lines.taken[0]
                cells = next(csv.reader([text], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
                yield Record(number, _bare(cells), "A quotation mark on this line isn't closed.")
                reader = csv.reader(lines, delimiter=delimiter)
                continue
            number, text, too_long = lines.taken[0]
            trouble = f"This line is longer than {LINE_CHARS:,} characters." if too_long else ""
            yield Record(number, [text[:200]] if too_long else cells, trouble)


def _bare(cells: list[str]) -> list[str]:
    return [cell.strip('"\r\n') for cell in cells]
