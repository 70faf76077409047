"""Lists of books and patrons that are sent, looked at, imported by a job, and taken back."""

from __future__ import annotations

from app.bootstrap import App
from app.domain.actors import Actor, Permission
from app.domain.changes import Receipt
from app.domain.uploads import MOST_BYTES
from app.server.answers import Reply
from app.server.route import Content, Noun, Route
from app.server.routes.exports import CSV, MARC, MARCXML, XLSX
from app.services.importing import Field, ImportingService, ImportKind
from app.services.upload_values import UploadOptions, UploadStarted
from app.services.uploads import UploadsService

_IMPORT = Permission.IMPORT
_ONE = "/api/uploads/{upload_id}"
_BATCH = "/api/imports/{batch_id}"


def add(
    app: App,
    actor: Actor,
    content: bytes,
    name: str = "list.csv",
    kind: ImportKind | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    key: str | None = None,
) -> Receipt[UploadStarted]:
    """Send a CSV, XLSX, MARC 21 or MARCXML file of at most 32 MB under its ``name`` and have its import prepared. What the query does not
    say (books or students, the sheet of a workbook, encoding and delimiter) is found out. Ask how it stands by the
    answer's ``upload_id``."""
    options = UploadOptions(kind=kind, sheet=sheet, encoding=encoding, delimiter=delimiter)
    return app.uploads.add(actor, content, name, options, key=key)


def report(app: App, actor: Actor, upload_id: str) -> Reply[Content]:
    """The rows that are not taken, each with its reason, as CSV: mended, it can be sent as it is."""
    content = app.uploads.report(actor, upload_id)
    saved_as = b'attachment; filename="not-taken.csv"'
    return Reply(Content(CSV, content), headers=((b"content-disposition", saved_as),))


def fields(app: App, actor: Actor, kind: ImportKind) -> tuple[Field, ...]:
    """What a column can be mapped to."""
    return app.importing.fields(kind)


NOUN = Noun(
    "Imports",
    "Lists of books and patrons: sent as CSV, XLSX or MARC 21, prepared in the background, looked at, imported, and taken back.",
)
ROUTES = (
    Route(
        "POST",
        "/api/uploads",
        add,
        _IMPORT,
        "Send a list to be imported",
        {"name": "books.csv", "kind": "books"},
        201,
        covers=("uploads.add", "importing.inspect"),
        media=(CSV, XLSX, MARC, MARCXML, "application/octet-stream"),
        body_bytes=MOST_BYTES,
    ),
    Route("GET", "/api/uploads", UploadsService.all, _IMPORT, "What you sent"),
    Route("GET", _ONE, UploadsService.get, _IMPORT, "How an upload stands, with its preview"),
    Route(
        "DELETE", _ONE, UploadsService.discard, _IMPORT, "Discard an upload", covers=("importing.discard",)
    ),
    Route(
        "GET",
        f"{_ONE}/rows",
        UploadsService.rows,
        _IMPORT,
        "Rows of the preview, with reasons",
        {"verdicts": ["refused", "conflict"]},
        covers=("importing.rows",),
    ),
    Route(
        "GET",
        f"{_ONE}/report",
        report,
        _IMPORT,
        "The rows that are not taken, as a file",
        covers=("uploads.report", "importing.write_report"),
        media=(CSV,),
    ),
    Route(
        "POST",
        f"{_ONE}/preview",
        UploadsService.preview,
        _IMPORT,
        "Prepare it in another way",
        {
            "kind": "books",
            "mapping": {"Barcode": "accession_number", "Name": "title"},
            "repairs": ["isbn_zeros"],
        },
        201,
        covers=("importing.preview",),
    ),
    Route(
        "POST",
        f"{_ONE}/import",
        UploadsService.apply,
        _IMPORT,
        "Import what the preview shows",
        status=201,
        covers=("importing.apply", "importing.goes_on"),
    ),
    Route("GET", f"{_ONE}/result", UploadsService.result, _IMPORT, "What the import became"),
    Route("GET", "/api/imports", ImportingService.batches, _IMPORT, "Imports, newest first"),
    Route(
        "GET",
        "/api/imports/fields",
        fields,
        _IMPORT,
        "What a column can be mapped to",
        {"kind": "students"},
        covers=("importing.fields",),
    ),
    Route("GET", _BATCH, ImportingService.batch, _IMPORT, "One import"),
    Route("POST", f"{_BATCH}/undo", ImportingService.undo, _IMPORT, "Take an import back"),
)
