"""The catalogue as MARC 21 records, streamed from the library page by page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.database import exporting as queries
from app.database.engine import Database
from app.database.importing import KnownTitle, titles_by_id
from app.domain.catalog import BookDraft
from app.domain.marc.records import MarcRecord
from app.domain.marc.storing import restored
from app.domain.marc.writing import to_record, with_own_number
from app.services.exporting.rows import AT_ONCE

Piece = tuple[Mapping[int, bytes | None], Mapping[int, KnownTitle], Mapping[int, list[BookDraft]]]


def catalog_records(database: Database, latest_year: int) -> Iterator[MarcRecord]:
    """One record a title with its copies, in the order titles were added; deleted ones are left out.

    A title that came from MARC gives the record it came from with what was changed since.
    """
    behind = 0

    def piece() -> Piece:
        with database.read() as connection:
            found = queries.titles_behind(connection, behind, AT_ONCE)
            return found, titles_by_id(connection, found.keys()), queries.copies_of(connection, found.keys())

    while True:
        originals, titles, copies = database.lagging(piece)
        for id_, marc in originals.items():
            original = None if marc is None else restored(marc)
            record = to_record(titles[id_].draft, copies.get(id_, ()), original, latest_year=latest_year)
            yield with_own_number(record, id_)
        if len(originals) < AT_ONCE:
            return
        behind = max(originals)
