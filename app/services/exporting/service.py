"""Exporting: any list, the catalogue, the register of patrons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from app.domain.actors import Actor, Permission
from app.domain.marc.binary import to_binary
from app.domain.marc.records import MarcRecord
from app.domain.marc.xml_writing import to_xml
from app.services.core import Core
from app.services.exporting import files
from app.services.exporting.records import catalog_records
from app.services.exporting.rows import CATALOG_COLUMNS, STUDENT_COLUMNS, catalog_rows, student_rows
from app.services.exporting.values import Exported
from app.services.importing.values import Progress, Step


class ExportingService:
    """Writes lists as CSV and XLSX, the catalogue as MARC 21 too. Only paths and plain values cross, so that it can run in a process of its own."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def export_catalog(
        self,
        actor: Actor,
        path: str | Path,
        format: str | None = None,
        *,
        bom: bool = True,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Exported:
        """Write every copy with its title, and titles without copies; imported into an empty library it is equal.

        ``format`` is ``csv``, ``xlsx``, ``marc`` or ``marcxml`` (default: by the file's name, .csv, .xlsx, .mrc or .xml). In
        MARC 21 a title is one record with its copies, made of the record that was imported, so that what the form doesn't
        show is there; a record too long for ``marc`` raises InvalidInput with the way out. Raises InvalidInput, Unreachable when the file
        can't be written, Refused with code ``cancelled``.
        """
        actor.require(Permission.EXPORT)
        if (form := files.format_of(Path(path), format, records=True)) in files.RECORDS.values():
            latest_year = self._core.clock.now().year + 1
            records = catalog_records(self._core.database, latest_year)
            return _write_records(Path(path), records, form, progress, cancelled)
        rows = catalog_rows(self._core.database)
        return _write(path, CATALOG_COLUMNS, rows, format, bom, progress, cancelled)

    def export_students(
        self,
        actor: Actor,
        path: str | Path,
        format: str | None = None,
        *,
        bom: bool = True,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Exported:
        """Write every patron with card, contacts and latest school year. Raises as ``export_catalog`` does."""
        actor.require(Permission.EXPORT)
        actor.require(Permission.VIEW_PATRONS)
        rows = student_rows(self._core.database)
        return _write(path, STUDENT_COLUMNS, rows, format, bom, progress, cancelled)

    def export_rows(
        self,
        actor: Actor,
        path: str | Path,
        columns: Sequence[str],
        rows: Iterable[Sequence[Any]],
        format: str | None = None,
        *,
        bom: bool = True,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Exported:
        """Write any list: its headings and its rows, which may be a generator. Raises as ``export_catalog`` does."""
        actor.require(Permission.EXPORT)
        return _write(path, columns, rows, format, bom, progress, cancelled)


def _write(
    path: str | Path,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    format: str | None,
    bom: bool,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> Exported:
    target = Path(path)
    chosen = files.format_of(target, format)
    tick = _ticker(progress)
    number = files.write(target, columns, rows, format=chosen, bom=bom, tick=tick, cancelled=cancelled)
    return Exported(str(target), number, target.stat().st_size)


def _write_records(
    target: Path,
    records: Iterable[MarcRecord],
    form: str,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> Exported:
    pieces = to_xml if form == "marcxml" else partial(map, to_binary)
    number = files.write_pieces(target, pieces, records, tick=_ticker(progress), cancelled=cancelled)
    return Exported(str(target), number, target.stat().st_size)


def _ticker(progress: Progress | None) -> Callable[[int], None]:
    def tick(done: int) -> None:
        if progress is not None:
            progress(Step("Writing the file", done, 0))

    return tick
