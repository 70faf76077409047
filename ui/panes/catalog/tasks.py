"""What the catalogue does in the background: exports, and the import's work in a process of its own.

Functions here run in a thread or a child process: they take plain values, tell how far they are through
``report`` and stop when it says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.actors import Actor
from app.domain.searching import TitleQuery
from ui.child import Report, Stopped

if TYPE_CHECKING:
    from app.bootstrap import App, Recipe
    from app.domain.changes import Receipt
    from app.services.exporting import Exported
    from app.services.importing import ImportResult, Preview, Step, UndoneImport


def _teller(report: Report) -> Any:
    """Progress for work that stops by itself at a safe place: telling it never raises."""

    def tell(step: Step) -> None:
        with suppress(Stopped):
            report(step.done, step.total, step.phase)

    return tell


def _open(recipe: Recipe) -> App:
    from app.bootstrap import open_again

    return open_again(recipe)


# -- exporting -------------------------------------------------------------------------------------------


def export_catalog(report: Report, recipe: Recipe, actor: Actor, path: str) -> Exported:
    """Write the whole catalogue, in a child process."""
    with _open(recipe) as app:
        return app.exporting.export_catalog(
            actor, path, progress=_teller(report), cancelled=lambda: report.stop_requested
        )


def export_list(
    report: Report,
    recipe: Recipe,
    actor: Actor,
    path: str,
    query: TitleQuery,
    sort: str,
    keys: tuple[str, ...],
) -> Exported:
    """Write the titles of a list as its columns show them, in a child process."""
    from ui.panes.catalog.columns import COLUMNS
    from ui.panes.catalog.source import every_row

    by_key = {column.key: column for column in COLUMNS}
    columns = [by_key[key] for key in keys]
    with _open(recipe) as app:
        rows = every_row(app.catalog, actor, query, sort)
        return app.exporting.export_rows(
            actor,
            path,
            [column.title for column in columns],
            ([column.exported(row) for column in columns] for row in rows),
            progress=_teller(report),
            cancelled=lambda: report.stop_requested,
        )


# -- importing -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a preview is asked with. None takes what was recognised or proposed; ``keep`` are the fields in which the file
    may not replace what the library has."""

    path: str
    kind: str | None = None
    sheet: str | None = None
    encoding: str | None = None
    mapping: Mapping[str, str] | None = None
    repairs: frozenset[str] | None = None
    keep: frozenset[str] = frozenset()


def preview_import(report: Report, recipe: Recipe, actor: Actor, wanted: Wanted) -> Preview:
    """Prepare an import; nothing is written to the library."""
    with _open(recipe) as app:
        return app.importing.preview(
            actor,
            wanted.path,
            wanted.kind,
            mapping=wanted.mapping,
            repairs=wanted.repairs,
            keep=wanted.keep,
            sheet=wanted.sheet,
            encoding=wanted.encoding,
            progress=_teller(report),
            cancelled=lambda: report.stop_requested,
        )


def apply_import(report: Report, recipe: Recipe, actor: Actor, plan: str) -> Receipt[ImportResult]:
    """Write what was previewed; asked to stop, it ends after a whole chunk."""
    with _open(recipe) as app:
        return app.importing.apply(
            actor, plan, progress=_teller(report), cancelled=lambda: report.stop_requested
        )


def undo_import(report: Report, recipe: Recipe, actor: Actor, batch_id: int) -> Receipt[UndoneImport]:
    """Take an import back."""
    with _open(recipe) as app:
        return app.importing.undo(actor, batch_id, progress=_teller(report))
