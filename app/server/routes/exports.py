"""The catalogue and the patrons as files, written by a job."""

from __future__ import annotations

from app.bootstrap import App
from app.domain.actors import Actor, Permission
from app.domain.exports import ENDINGS, ExportFormat
from app.server.answers import Reply
from app.server.route import Content, Noun, Route
from app.services.exports import ExportsService

_EXPORT = Permission.EXPORT
_ONE = "/api/exports/{job_id}"
CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARC, MARCXML = "application/marc", "application/marcxml+xml"
_MEDIA = {
    ExportFormat.CSV: CSV,
    ExportFormat.XLSX: XLSX,
    ExportFormat.MARC: MARC,
    ExportFormat.MARCXML: MARCXML,
}


def file(app: App, actor: Actor, job_id: int) -> Reply[Content]:
    """The file of an export that is done, for a day."""
    found = app.exports.file(actor, job_id)
    saved_as = f'attachment; filename="{found.list}.{ENDINGS[found.format]}"'
    return Reply(
        Content(_MEDIA[found.format], found.content), headers=((b"content-disposition", saved_as.encode()),)
    )


NOUN = Noun(
    "Exports",
    "The catalogue and the patrons as CSV and XLSX, the catalogue as MARC 21 too, written in the background.",
)
ROUTES = (
    Route(
        "POST",
        "/api/exports",
        ExportsService.start,
        _EXPORT,
        "Have a list written as a file",
        {"list": "catalog", "format": "csv"},
        201,
        covers=("exporting.export_catalog", "exporting.export_students"),
    ),
    Route("GET", _ONE, ExportsService.get, _EXPORT, "How an export stands"),
    Route(
        "GET",
        f"{_ONE}/file",
        file,
        _EXPORT,
        "The file of an export",
        covers=("exports.file",),
        media=tuple(_MEDIA.values()),
    ),
)
