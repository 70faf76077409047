"""Records as the library keeps them: ISO 2709 in UTF-8, or MARCXML where a record is too long for that."""

from __future__ import annotations

from app.domain.marc.binary import to_binary
from app.domain.marc.reading import read_records
from app.domain.marc.records import MarcRecord
from app.domain.marc.xml_writing import record_to_xml
from app.errors import InvalidInput


def stored(record: MarcRecord) -> bytes:
    """Return a record as it is kept."""
    try:
        return to_binary(record)
    except InvalidInput:
        return record_to_xml(record)


def restored(data: bytes) -> MarcRecord:
    """Return a kept record. Raises ValueError for what :func:`stored` didn't write."""
    found = next(read_records([data]), None)
    if not isinstance(found, MarcRecord):
        raise ValueError(f"no kept MARC record: {found.reason if found else 'nothing'}")
    return found
