"""Exporting: any list, the catalogue, the register of patrons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from app.domain.actors import Actor, Permission
from app.services.core import Core
from app.services.exporting import files
from app.services.exporting.rows import CATALOG_COLUMNS, STUDENT_COLUMNS, catalog_rows, student_rows
from app.services.exporting.values import Exported
from app.services.importing.values import Progress, Step


class ExportingService:
    """Writes lists as CSV and XLSX. Only paths and plain values cross, so that it can run in a process of its own."""

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

        ``format`` is ``csv`` or ``xlsx`` (default: by the file's name). Raises InvalidInput, Unreachable when the file
        can't be written, Refused with code ``cancelled``.
        """
        actor.require(Permission.EXPORT)
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

    def tick(done: int) -> None:
        if progress is not None:
            progress(Step("Writing the file", done, 0))

    number = files.write(target, columns, rows, format=chosen, bom=bom, tick=tick, cancelled=cancelled)
    return Exported(str(target), number, target.stat().st_size)
