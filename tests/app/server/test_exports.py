"""Exports over the API: asked for, carried out by a worker, fetched by whoever asked and by nobody else."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from app.bootstrap import App
from app.database.tables import users
from app.database.tables.operations import export_files
from app.domain.actors import Actor, Role
from app.domain.marc.reading import read_records
from app.domain.marc.records import MarcRecord
from tests.app.server.client import Client
from tests.app.server.conftest import PASSWORD
from tests.app.services.test_maintenance import Quiet
from tests.app.services.test_uploading import carry_out

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


def _ask_for(client: Client, **body: str) -> str:
    answer = client.ask("POST", "/api/exports", body)
    assert answer.status == 201, answer.body
    return f"/api/exports/{answer.json['value']['job_id']}"


def test_a_list_is_asked_for_written_and_fetched(app: App, signed_in: Client, student: Any) -> None:
    signed_in.ask("POST", "/api/titles", {"title": "Noli Me Tangere", "copies": [{"accession_number": "G1"}]})
    place = _ask_for(signed_in, list="catalog")
    assert signed_in.ask("GET", place).json["state"] == "ready"
    early = signed_in.ask("GET", f"{place}/file")
    assert (early.status, early.json["code"]) == (409, "not_done")

    carry_out(app)
    told = signed_in.ask("GET", place).json
    assert (told["state"], told["records"], told["error"]) == ("done", 1, None)
    file = signed_in.ask("GET", f"{place}/file")
    assert file.status == 200 and len(file.body) == told["size"]
    assert file.headers["content-type"] == "text/csv"
    assert file.headers["content-disposition"] == 'attachment; filename="catalog.csv"'
    assert file.headers["cache-control"] == "private, no-cache"
    (row,) = csv.DictReader(io.StringIO(file.body.decode("utf-8-sig")))
    assert row["Title"] == "Noli Me Tangere"

    for form, media, name in (
        ("marc", "application/marc", "catalog.mrc"),
        ("marcxml", "application/marcxml+xml", "catalog.xml"),
    ):
        place = _ask_for(signed_in, list="catalog", format=form)
        carry_out(app)
        file = signed_in.ask("GET", f"{place}/file")
        assert file.headers["content-type"] == media
        assert file.headers["content-disposition"] == f'attachment; filename="{name}"'
        (one,) = read_records([file.body])
        assert isinstance(one, MarcRecord) and [f.first("p") for f in one.all("952")] == ["G1"]
    refused = signed_in.ask("POST", "/api/exports", {"list": "students", "format": "marc"})
    assert refused.status == 422

    patrons = _ask_for(signed_in, list="students", format="xlsx")
    carry_out(app)
    sheet = load_workbook(io.BytesIO(signed_in.ask("GET", f"{patrons}/file").body)).worksheets[0]
    assert "Dela Cruz" in [cell.value for row in sheet.iter_rows() for cell in row]


def test_only_who_asked_or_looks_after_jobs_gets_it(
    app: App, signed_in: Client, user: Callable[..., Actor]
) -> None:
    clients = {}
    for role, name in ((Role.LIBRARIAN, "Lia"), (Role.LIBRARIAN, "Leo"), (Role.OPERATOR, "Odie")):
        user(role, name)
        clients[name] = Client(signed_in.api, signed_in.loop)
        clients[name].login(name.lower(), PASSWORD)
    place = _ask_for(clients["Lia"], list="students")
    carry_out(app)
    got = {name: client.ask("GET", f"{place}/file").status for name, client in clients.items()}
    assert got == {"Lia": 200, "Leo": 403, "Odie": 403}
    assert signed_in.ask("GET", f"{place}/file").status == 200, "a head librarian may export and operate"
    assert clients["Leo"].ask("GET", place).status == 403


def test_permission_is_asked_again_by_the_job_and_by_who_fetches(
    app: App, signed_in: Client, user: Callable[..., Actor]
) -> None:
    lia = user(Role.LIBRARIAN, "Lia")
    client = Client(signed_in.api, signed_in.loop)
    client.login("lia", PASSWORD)
    place = _ask_for(client, list="students")
    demote = update(users).where(users.c.id == lia.user_id).values(role=Role.OPERATOR.value)
    app.core.database.write(lambda connection: connection.execute(demote).rowcount)
    carry_out(app)
    told = signed_in.ask("GET", place).json
    assert told["state"] == "failed" and told["records"] is None and told["error"]["code"] == "denied"


def test_what_expired_or_names_somebody_erased_is_gone(app: App, signed_in: Client, student: Any) -> None:
    catalog, patrons = _ask_for(signed_in, list="catalog"), _ask_for(signed_in, list="students")
    carry_out(app)
    carry_out(app)
    helena = app.accounts.sign_in("helena", PASSWORD)
    app.maintenance.context(helena, Quiet()).calls["erase_person"](student["student_id"])
    assert signed_in.ask("GET", f"{catalog}/file").status == 200
    assert signed_in.ask("GET", f"{patrons}/file").status == 404

    past = update(export_files).values(expires_at=app.core.clock.now() - timedelta(seconds=1))
    app.operations.write(lambda connection: connection.execute(past).rowcount)
    assert signed_in.ask("GET", f"{catalog}/file").status == 404
    assert signed_in.ask("GET", catalog).json["size"] is None


def test_what_is_no_export_is_not_found(app: App, signed_in: Client) -> None:
    helena = app.accounts.sign_in("helena", PASSWORD)
    other = app.maintenance.start(helena, "analyze-tables").value.job_id
    assert signed_in.ask("GET", f"/api/exports/{other}").status == 404
    names = [task["name"] for task in signed_in.ask("GET", "/api/tasks").json]
    assert "analyze-tables" in names and "export-list" not in names, "only a request starts it"
    wrong = signed_in.ask("POST", "/api/exports", {"list": "loans"})
    assert wrong.status in (400, 422)
