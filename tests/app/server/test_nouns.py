"""The routes of each noun do what their verbs do, and answer what they say they answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from sqlalchemy import text

from app.bootstrap import App
from app.database import incidents as incident_queries
from app.domain.actors import Actor, Role
from app.domain.alerts import Severity
from app.domain.exports import ExportList
from app.domain.incidents import Incident
from app.domain.searching import TitleQuery
from app.domain.work_lists import SavedSearchDraft, WorkListDraft
from app.server.answers import fields_of
from app.server.binding import Binding
from app.server.feed import EventStream
from app.server.route import Access, Content
from app.server.routes import bindings
from tests.app.server.client import Client
from tests.app.server.conftest import PASSWORD
from tests.app.services.test_uploading import LIST, carry_out
from tests.pictures import picture

on_a_file = pytest.mark.parametrize("engine_name", ["sqlite"])

_IDS = {
    "policy_id": "SELECT max(id) FROM policies",
    "student_id": "SELECT max(student_id) FROM loans",
    "title_id": "SELECT max(title_id) FROM books WHERE call_number IS NOT NULL",
    "accession_number": "SELECT max(accession_number) FROM books",
    "loan_id": "SELECT max(id) FROM loans WHERE closed_at IS NULL",
    "equipment_id": "SELECT max(id) FROM equipment",
    "asset_number": "SELECT max(asset_number) FROM equipment",
    "number": "SELECT max(number) FROM cards WHERE status = 'ACTIVE'",
    "digest": "SELECT max(cover_digest) FROM titles",
    "list_id": "SELECT max(id) FROM work_lists",
    "attachment_id": "SELECT max(id) FROM attachments",
    "photo": "SELECT max(photo_digest) FROM students",
    "user_id": "SELECT max(id) FROM users",
    "entry_id": "SELECT max(id) FROM audit_logs",
    "entity": "SELECT 'student'",
    "entity_id": "SELECT max(id) FROM students",
    "job_id": "SELECT max(id) FROM jobs",
    "batch_id": "SELECT max(id) FROM import_batches",
    "kind": "SELECT 'books'",
    "case": "SELECT 'disk'",
    "name": "SELECT 'currency'",
}

_ASKS_A_SERVER = "/parts/{part}/"
"""What only a database server answers; the tests of the service ask real ones, and a library in a file has none."""

_OPERATIONS_IDS = {
    "upload_id": "SELECT max(id) FROM uploads",
    "incident": 'SELECT max("key") FROM incidents',
}


@pytest.fixture
def lived_in(app: App, client: Client, user: Callable[..., Actor]) -> Client:
    """A library with a year behind it, and an administrator signed in."""
    actor = user(Role.ADMIN, "Ada")
    app.sample.create(actor, titles=60, students=30, activities=200)
    upload = app.uploads.add(actor, LIST).value.upload_id
    carry_out(app)
    app.uploads.apply(actor, upload, app.uploads.get(actor, upload).version)
    carry_out(app)
    app.exports.start(actor, ExportList.CATALOG)
    carry_out(app)
    with app.core.database.read() as connection:
        student = connection.execute(text(_IDS["student_id"])).scalar_one()
    app.students.set_photo(actor, student, b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    with app.core.database.read() as connection:
        title = connection.execute(text(_IDS["title_id"])).scalar_one()
    app.covers.set(actor, title, picture())
    app.attachments.add(actor, title, "contents.txt", b"1. One")
    app.work_lists.create(actor, WorkListDraft("Weeding"), [title])
    app.saved_searches.save(actor, SavedSearchDraft("By words", TitleQuery(text="ang")))
    alert = Incident(
        "1", "cpu", "this-computer", "Processors are busy", Severity.WARNING, 1.0, 2.0, 81.0, 90.0
    )
    app.operations.write(lambda connection: incident_queries.save(connection, [alert]))
    client.login("ada", PASSWORD)
    return client


def _ids(app: App) -> dict[str, Any]:
    """What stands in the paths of routes."""
    found: dict[str, Any] = {}
    for store, queries in ((app.core.database, _IDS), (app.operations, _OPERATIONS_IDS)):
        with store.read() as connection:
            found |= {name: connection.execute(text(query)).scalar_one() for name, query in queries.items()}
    return found


def _decode(binding: Binding, body: bytes) -> Any:
    def hook(kind: type, value: Any) -> Any:
        assert kind is ZoneInfo
        return ZoneInfo(value)

    return msgspec.json.decode(body, type=binding.answer, dec_hook=hook)


@on_a_file
def test_every_get_answers_what_it_declares(app: App, lived_in: Client) -> None:
    ids = _ids(app)
    wrong, rows = [], 0
    for binding in bindings():
        route = binding.route
        if route.method != "GET" or route.needs is Access.PUBLIC or _ASKS_A_SERVER in route.path:
            continue
        here = ids | ({"digest": ids["photo"]} if "photos" in route.path else {})
        path = re.sub(r"\{(\w+)\}", lambda found, here=here: str(here[found[1]]), route.path)
        query = {name: ids.get(name, value) for name, value in (route.example or {}).items()}
        answer = lived_in.ask("GET", path, query=query)
        if answer.status != 200:
            wrong.append(f"{path}: {answer.status} {answer.body[:300]!r}")
        elif binding.answer not in (Content, EventStream):
            try:
                value = _decode(binding, answer.body)
            except msgspec.ValidationError as error:
                wrong.append(f"{path}: {error}")
            else:
                rows += len(getattr(value, "rows", ()))
    assert wrong == []
    assert rows > 100


def _fits(value: Any, schema: dict[str, Any], components: dict[str, Any]) -> bool:
    """Whether a value has the fields a schema demands and none it does not name."""
    if "anyOf" in schema:
        return any(_fits(value, each, components) for each in schema["anyOf"])
    if "$ref" in schema:
        return _fits(value, components[schema["$ref"].rpartition("/")[2]], components)
    if "properties" in schema:
        known = schema["properties"]
        return (
            isinstance(value, dict)
            and set(schema.get("required", ())) <= set(value) <= set(known)
            and all(_fits(each, known[name], components) for name, each in value.items())
        )
    if schema.get("type") == "array":
        return isinstance(value, list) and all(
            _fits(each, schema.get("items", {}), components) for each in value
        )
    return schema.get("type") != "null" or value is None


@on_a_file
def test_what_is_answered_with_chosen_fields_is_described_too(app: App, lived_in: Client) -> None:
    document = lived_in.ask("GET", "/openapi.json").json
    components = document["components"]["schemas"]
    ids = _ids(app)
    looked_at = 0
    for binding in bindings():
        route, known = binding.route, fields_of(binding.answer)
        if route.method != "GET" or route.needs is Access.PUBLIC or not known or _ASKS_A_SERVER in route.path:
            continue
        answers = document["paths"][route.path]["get"]["responses"][str(route.status)]
        whole, chosen = answers["content"]["application/json"]["schema"]["anyOf"]
        path = re.sub(r"\{(\w+)\}", lambda found: str(ids[found[1]]), route.path)
        query = {name: ids.get(name, value) for name, value in (route.example or {}).items()}
        assert _fits(lived_in.ask("GET", path, query=query).json, whole, components), path
        few = lived_in.ask("GET", path, query={**query, "fields": min(known)})
        assert few.status == 200 and _fits(few.json, chosen, components), path
        rows = few.json if isinstance(few.json, list) else few.json.get("rows", [few.json])
        assert all(set(row) == {min(known)} for row in rows), path
        looked_at += not _fits(few.json, whole, components)
    assert looked_at > 20


@pytest.fixture
def at_the_desk(signed_in: Client) -> tuple[Client, dict[str, Any]]:
    """A patron, a title with two copies, and who works with them."""
    draft = {"family_name": "Dela Cruz", "given_name": "Juan", "grade": "7", "card": "C-1001"}
    patron = signed_in.ask("POST", "/api/students", draft).json["value"]
    copies = [{"accession_number": "GS00001"}, {"accession_number": "GS00002"}]
    title = signed_in.ask("POST", "/api/titles", {"title": "Noli Me Tangere", "copies": copies, "year": 1887})
    assert title.status == 201, title.body
    return signed_in, {"student_id": patron["student_id"], "title_id": title.json["value"]["title_id"]}


def test_a_loan_from_the_first_look_to_its_undoing(at_the_desk: tuple[Client, dict[str, Any]]) -> None:
    client, ids = at_the_desk
    pair = {"student_id": ids["student_id"], "accession_number": "GS00001"}
    (offered,) = client.ask("GET", "/api/titles/suggest", query={"text": "nol"}).json
    assert offered == {
        "title_id": ids["title_id"],
        "title": "Noli Me Tangere",
        "author": None,
        "available": 2,
    }
    assert client.ask("GET", "/api/loans/preview", query=pair).json["ok"]

    key = {"idempotency-key": "desk-1-scan-000001"}
    lent = client.ask("POST", "/api/loans", pair, headers=key)
    assert lent.status == 201, lent.body
    again = client.ask("POST", "/api/loans", pair, headers=key)
    assert again.json["replayed"] and again.json["value"] == lent.json["value"]
    assert client.ask("GET", "/api/loans/count").json["value"] == 1
    loan_id = lent.json["value"]["loan_id"]

    twice = client.ask("POST", "/api/loans", pair)
    assert twice.status == 409 and twice.json["details"]["blocks"][0]["code"] == "SAME_PATRON"
    card = client.ask("GET", f"/api/desk/patrons/{ids['student_id']}").json
    assert [loan["accession_number"] for loan in card["loans"]] == ["GS00001"]
    preview = client.ask("GET", f"/api/loans/{loan_id}/renewal").json
    renewed = client.ask("POST", f"/api/loans/{loan_id}/renew")
    assert (renewed.status == 200) is preview["ok"]

    back = client.ask("POST", "/api/returns", {"accession_number": "gs00001"})
    assert back.status == 200 and back.json["value"]["loan_id"] == loan_id
    key = {"idempotency-key": "desk-1-undo-000001"}
    undone = client.ask("POST", f"/api/acts/{back.json['act_id']}/undo", headers=key)
    assert undone.status == 200, undone.body
    again = client.ask("POST", f"/api/acts/{back.json['act_id']}/undo", headers=key)
    assert again.json["replayed"] and again.json["value"] == undone.json["value"]
    assert client.ask("GET", "/api/loans/count").json["value"] == 1
    assert client.ask("POST", f"/api/acts/{back.json['act_id']}/undo").status == 409


def test_the_desks_box_over_the_api(at_the_desk: tuple[Client, dict[str, Any]]) -> None:
    client, ids = at_the_desk
    patron = client.ask("POST", "/api/desk/scan", {"text": "C-1001"}).json
    assert (patron["outcome"], patron["student_id"]) == ("PATRON", ids["student_id"])
    book = {"text": "GS00002", "student_id": patron["student_id"]}
    key = {"idempotency-key": "desk-1-scan-000002"}
    lent = client.ask("POST", "/api/desk/scan", book, headers=key).json
    assert lent["outcome"] == "LENT" and lent["receipt"]["changed"]
    assert client.ask("POST", "/api/desk/scan", book, headers=key).json["receipt"]["replayed"]
    refused = client.ask("POST", "/api/desk/scan", book)
    assert refused.status == 200 and refused.json["outcome"] == "REFUSED"
    assert client.ask("POST", "/api/desk/scan", {"text": "GS00002"}).json["outcome"] == "RETURNED"


@on_a_file
def test_money_equipment_and_visits(at_the_desk: tuple[Client, dict[str, Any]]) -> None:
    client, ids = at_the_desk
    account = f"/api/students/{ids['student_id']}/account"
    charge = {"type_": "DAMAGE", "amount_minor": 5000, "note": "Torn page"}
    assert client.ask("POST", f"{account}/charges", charge).status == 201
    assert client.ask("POST", f"{account}/payments", {"amount_minor": 2000}).status == 201
    assert client.ask("GET", account).json["owed_minor"] == 3000

    device = client.ask(
        "POST", "/api/equipment", {"asset_number": "LT-01", "name": "Laptop", "type": "LAPTOP"}
    ).json["value"]
    one = f"/api/equipment/{device['equipment_id']}"
    session = client.ask("POST", f"{one}/sessions", {"student_id": ids["student_id"], "minutes": 30})
    assert session.status == 201, session.body
    assert client.ask("GET", one).json["session"]["student_id"] == ids["student_id"]
    ended = client.ask("POST", f"/api/equipment-sessions/{session.json['value']['session_id']}/end")
    assert ended.json["value"]["status"] == "AVAILABLE"

    assert client.ask("POST", "/api/visits/scan", {"card": "C-1001"}).json["value"]["direction"] == "IN"
    assert client.ask("GET", "/api/visits/occupancy").json["present"] == 1
    naive = {"reason": "Forgot", "out_at": "2026-11-25T08:00:00"}
    assert client.ask("PUT", "/api/visits/1", naive, headers={"if-match": '"1"'}).status == 422


@on_a_file
def test_policies_calendar_settings_and_what_changed(signed_in: Client) -> None:
    begin = signed_in.ask("GET", "/api/changes").json["newest"]
    policy = {"category": "STUDENT", "item_type": "FICTION", "values": {"loan_len": 14, "max_items": "none"}}
    added = signed_in.ask("POST", "/api/policies", policy)
    assert added.status == 201, added.body
    asked = {"category": "STUDENT", "item_type": "FICTION"}
    values = {v["name"]: v for v in signed_in.ask("GET", "/api/policies/explain", query=asked).json}
    assert values["loan_len"]["value"] == 14 and values["max_items"]["value"] == "none"
    assert "STUDENT" in values["loan_len"]["why"]
    one = f"/api/policies/{added.json['value']['policy_id']}"
    changed = signed_in.ask("PUT", one, {**policy, "values": {"loan_len": 21}}, headers={"if-match": '"1"'})
    assert changed.status == 200, changed.body
    stale = signed_in.ask("PUT", one, {**policy, "values": {"loan_len": 28}}, headers={"if-match": '"1"'})
    assert stale.status == 412
    wrong = signed_in.ask("POST", "/api/policies", {"values": {"loan_length": 3}})
    assert (wrong.status, wrong.json["details"]["field"]) == (422, "loan_length")

    closed = signed_in.ask("PUT", "/api/calendar/days/2026-12-30", {"reason": "Rizal Day"})
    assert closed.status == 200, closed.body
    days = signed_in.ask("GET", "/api/calendar").json["exceptions"]
    assert [(day["day"], day["hours"]) for day in days] == [("2026-12-30", None)]
    assert signed_in.ask("PUT", "/api/calendar/days/someday", {"reason": "x"}).status == 422
    holiday = {"first": "2026-12-21", "last": "2027-01-03", "reason": "Christmas break"}
    longer = signed_in.ask("PUT", "/api/calendar/days", holiday | {"last": "2027-01-04"})
    assert longer.json["value"]["effect"] == {"loans": 0, "late": 0, "holds": 0}
    was = signed_in.ask("GET", "/api/calendar").json["periods"][0]
    moved = signed_in.ask("PUT", "/api/calendar/days", holiday | {"replaces": was})
    assert moved.status == 200, moved.body
    assert signed_in.ask("PUT", "/api/calendar/days", holiday | {"replaces": was}).status == 412
    assert signed_in.ask("GET", "/api/calendar").json["periods"] == [{**holiday, "hours": None}]

    term = {"name": "First semester", "starts_on": "2027-06-07", "ends_on": "2027-10-29"}
    one = f"/api/calendar/terms/{signed_in.ask('POST', '/api/calendar/terms', term).json['value']['term_id']}"
    other = signed_in.ask("POST", "/api/calendar/terms", {**term, "name": "Summer"})
    assert (other.status, other.json["code"]) == (422, "terms_overlap")
    assert signed_in.ask("PUT", one, {**term, "name": "First term", "seen": term}).status == 200
    assert signed_in.ask("PUT", one, {**term, "seen": term}).status == 412
    assert signed_in.ask("DELETE", one).status == 200
    assert signed_in.ask("GET", "/api/calendar").json["terms"] == []

    news = signed_in.ask("GET", "/api/changes", query={"since": begin}).json
    assert {flag for note in news["changes"] for flag in note["changed"]} >= {"POLICIES"}
    assert news["newest"] > begin


@on_a_file
def test_tasks_are_planned_started_and_followed(signed_in: Client) -> None:
    names = [task["name"] for task in signed_in.ask("GET", "/api/tasks").json]
    assert "analyze-tables" in names
    assert signed_in.ask("POST", "/api/tasks/analyze-tables/plan").json["effect"]
    started = signed_in.ask("POST", "/api/tasks/analyze-tables/start", {"dry_run": True})
    assert started.status == 201, started.body
    job = signed_in.ask("GET", f"/api/jobs/{started.json['value']['job_id']}").json
    assert (job["kind"], job["dry_run"]) == ("analyze-tables", True)
    waiting = signed_in.ask("GET", "/api/jobs", query={"states": [job["state"], "running"]}).json
    assert [each["id"] for each in waiting] == [job["id"]]
    assert signed_in.ask("POST", "/api/tasks/no-such-task/start", {}).status == 404
    cant = signed_in.ask("GET", "/api/tasks").json[names.index("backup-redis")]["obstacle"]
    refused = signed_in.ask("POST", "/api/tasks/backup-redis/start", {"params": {"folder": "/srv"}})
    assert (refused.json["code"], refused.json["hint"]) == ("no_redis", cant["hint"])
    assert refused.status == 409 and "REDIS_HOST" in cant["hint"]


@on_a_file
@pytest.mark.parametrize(
    ("since", "until", "field"),
    [
        ("0001-01-01T00:00:00Z", "0001-01-02T00:00:00Z", "since"),
        ("2026-11-25T00:00:00Z", "9999-12-31T23:59:59Z", "until"),
        ("2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z", "until"),
    ],
)
def test_days_outside_of_our_time_and_endless_calendars_are_refused(
    signed_in: Client, since: str, until: str, field: str
) -> None:
    answer = signed_in.ask("GET", "/api/schedules/calendar", query={"since": since, "until": until})
    assert (answer.status, answer.json["details"]["field"]) == (422, field)


def test_amounts_nobody_can_mean_are_refused_before_they_can_never_be_added_up(
    signed_in: Client, student: Any
) -> None:
    charges = f"/api/students/{student['student_id']}/account/charges"
    charge = {"type_": "DAMAGE", "note": "Torn page"}
    for amount, status in ((10**12, 201), (10**12, 201), (10**12 + 1, 422), (2**63 - 1, 422), (0, 422)):
        assert signed_in.ask("POST", charges, {**charge, "amount_minor": amount}).status == status
    account = signed_in.ask("GET", f"/api/students/{student['student_id']}/account").json
    assert account["owed_minor"] == 2 * 10**12
    title = {"title": "Noli Me Tangere", "copies": [{"accession_number": "A-1"}]}
    title_id = signed_in.ask("POST", "/api/titles", title).json["value"]["title_id"]
    for price, status in ((10**10, 201), (10**10 + 1, 422), (-1, 422)):
        copy = {"accession_number": f"P{price}", "price_minor": price}
        answer = signed_in.ask("POST", f"/api/titles/{title_id}/books", copy)
        assert answer.status == status and (status == 201 or answer.json["details"]["field"] == "price_minor")
