"""Files of MARC records: knowing one by how it begins, and reading its records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from app.domain.marc.reading import read_records
from app.domain.marc.records import MarcRecord, RefusedRecord
from app.errors import NotFound
from app.services.importing.values import SourceFile

_HEAD_BYTES = 65_536
_CHUNK = 262_144
_BINARY = re.compile(rb"\s*[0-9 ]{5}[\x20-\x7e]{5}22[0-9 ]{5}[\x20-\x7e]{7}")
_XML = re.compile(rb"<(?:[\w.-]+:)?(?:collection|record)[\s>]")
_BINARY_NAMES = (".mrc", ".marc", ".iso2709")
_XML_NAMES = (".xml", ".marcxml")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def form_of(file: Path) -> str:
    """Return "marc" or "marcxml" for a file of MARC records, "" for any other: by how it begins, or by its name."""
    name = file.suffix.lower()
    with file.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    if name in _XML_NAMES and head.lstrip().startswith((b"<", *_MARKS)):
        return "marcxml"
    for mark in _MARKS:
        head = head.removeprefix(mark)
    if head.lstrip().startswith(b"<"):
        return "marcxml" if _XML.search(head) else ""
    return "marc" if name in _BINARY_NAMES or _BINARY.match(head) else ""


def records(source: SourceFile) -> Iterator[MarcRecord | RefusedRecord]:
    """Yield every record of a file, or why it can't be used. Raises NotFound when the file is gone."""
    path = Path(source.path)
    if not path.is_file():
        raise NotFound(f"“{source.name}” is no longer there.", details={"field": "path"})
    with path.open("rb") as stream:
        yield from read_records(iter(lambda: stream.read(_CHUNK), b""))
