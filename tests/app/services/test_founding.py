"""What a new library is given before anybody works in it, and what is changed of it later."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.bootstrap import App
from app.database import seeds
from app.database.clock import Zones
from app.database.engine import Database
from app.database.tables import audit_logs, branches
from app.domain.actors import Actor
from app.domain.audit import differences
from app.domain.catalog import TitleDraft
from app.domain.founding import Basics
from app.domain.ledger import ChargeType
from app.domain.library_settings import SettingChange
from app.domain.members import StudentDraft
from app.errors import Conflict, Denied, InvalidInput, Refused

WANTED = Basics("San Isidro  Elementary School", "Main building", "Asia/Tokyo", "one-week")


@pytest.mark.parametrize("name", seeds.templates())
def test_every_template_is_whole_and_the_first_is_the_schools(name: str) -> None:
    seed = seeds.template(name)
    assert {row.key.item_type for row in seed.rows} >= {"*", "REFERENCE"}
    assert seeds.templates()[0] == seeds.SHIPPED


def test_a_new_library_is_named_and_takes_its_rules(app: App, head: Actor, database: Database) -> None:
    before = app.founding.basics(head)
    assert (before.name, before.policies) == ("", "school")
    founded = app.founding.found(head, WANTED).value
    assert founded == Basics("San Isidro Elementary School", "Main building", "Asia/Tokyo", "one-week")
    assert app.founding.basics(head) == founded
    rows = [each.row for each in app.policies.list(head)]
    assert (len(rows), rows[0].values["loan_len"], rows[0].values["fine"]) == (3, 7, 0)
    assert app.calendar.get(head).zone.key == "Asia/Tokyo"
    with database.read() as connection:
        assert connection.execute(select(branches.c.name)).scalar_one() == "Main building"
        row = connection.execute(select(audit_logs).where(audit_logs.c.entity == "library")).one()
    changed = {each.field: each.after for each in differences(row.state_before, row.state_after)}
    assert changed["policies"] == "one-week"
    again = app.founding.found(head, Basics("Another name", "Annex", "Asia/Manila", "school")).value
    assert app.founding.basics(head) == again
    assert len(app.policies.list(head)) == len(seeds.template("school").rows)


def test_a_library_in_which_somebody_works_keeps_what_it_has(app: App, head: Actor) -> None:
    app.catalog.add_title(head, TitleDraft("Noli Me Tangere"))
    with pytest.raises(Refused, match="titles or patrons already"):
        app.founding.found(head, WANTED)
    assert app.founding.basics(head).name == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", " "), ("branch", "x" * 201), ("timezone", "Manila"), ("policies", "../school")],
)
def test_what_can_not_be_is_refused_under_its_field(field: str, value: str, app: App, head: Actor) -> None:
    with pytest.raises(InvalidInput) as caught:
        app.founding.found(head, replace(WANTED, **{field: value}))
    assert caught.value.details["field"] == field


def test_a_librarian_may_not(app: App, librarian: Actor) -> None:
    with pytest.raises(Denied):
        app.founding.found(librarian, WANTED)


# -- later ---------------------------------------------------------------------------------------------------


def test_name_zone_and_rules_are_changed_where_people_work_and_loans_keep_their_dates(
    app: App, head: Actor, database: Database
) -> None:
    app.catalog.add_title(head, TitleDraft("Noli Me Tangere"))
    seen = app.founding.basics(head)
    fine = app.policies.list(head)[0].row.values["fine"]
    hours = app.calendar.get(head).week
    now = app.founding.change(head, WANTED, seen).value
    assert now == app.founding.basics(head) == replace(WANTED, name="San Isidro Elementary School")
    assert app.calendar.get(head).zone.key == "Asia/Tokyo"
    assert app.core.zones.of(head.branch_id).key == "Asia/Tokyo"
    assert app.calendar.get(head).week == hours
    assert len(app.policies.list(head)) == len(seeds.template("one-week").rows)
    with database.read() as connection:
        row = connection.execute(select(audit_logs).where(audit_logs.c.entity == "library")).one()
    changed = {
        each.field: (each.before, each.after) for each in differences(row.state_before, row.state_after)
    }
    assert changed["timezone"] == (seen.timezone, "Asia/Tokyo")
    assert fine > 0
    assert f'"fine":{fine}' in row.state_before.replace(" ", "")  # the old rules can be read there
    back = app.founding.change(head, replace(seen, policies="one-week", name="San Isidro"), now).value
    assert app.calendar.get(head).zone.key == seen.timezone == back.timezone


def test_kinds_and_categories_of_the_librarys_own_outlive_another_template(app: App, head: Actor) -> None:
    types = app.library_settings.get(head, "item_types").value
    app.library_settings.set(head, "item_types", {**types, "MAP": "Maps", "FICTION": "Novels"})
    seen = app.founding.basics(head)
    app.founding.change(head, replace(seen, name="A", policies="no-fines"), seen)
    after = app.library_settings.get(head, "item_types").value
    assert (after["MAP"], after["FICTION"]) == ("Maps", "Novels")
    assert app.library_settings.get(head, "currency").value == "PHP"


def test_who_saw_something_else_is_told_and_a_librarian_may_not(
    app: App, head: Actor, librarian: Actor
) -> None:
    seen = app.founding.basics(head)
    app.founding.change(head, replace(seen, name="One"), seen)
    with pytest.raises(Conflict):
        app.founding.change(head, replace(seen, name="Two"), seen)
    with pytest.raises(InvalidInput) as caught:
        app.founding.change(head, replace(seen, name="One", timezone="Mars"), app.founding.basics(head))
    assert caught.value.details["field"] == "timezone"
    with pytest.raises(Denied):
        app.founding.change(librarian, replace(seen, name="Two"), seen)
    assert app.founding.basics(head).name == "One"


def test_other_computers_take_a_new_zone_within_a_minute(
    app: App, head: Actor, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Zones(database)
    seen = app.founding.basics(head)
    assert other.of(head.branch_id).key == seen.timezone
    app.founding.change(head, replace(seen, name="A", timezone="Asia/Tokyo"), seen)
    assert other.of(head.branch_id).key == seen.timezone
    later = time.monotonic() + 61
    monkeypatch.setattr("app.database.clock.time.monotonic", lambda: later)
    assert other.of(head.branch_id).key == "Asia/Tokyo"


def test_basics_and_settings_are_written_together_or_not_at_all(app: App, head: Actor) -> None:
    student = app.students.add(head, StudentDraft("Santos", "Ana", grade="7")).value.student_id
    app.ledger.charge(head, student, ChargeType.DAMAGE, 500, "torn page")
    seen, source = app.founding.basics(head), app.library_settings.get(head, "update_source")
    wanted = replace(seen, name="San Isidro")
    place = SettingChange("update_source", "https://files.school.example", source.version)
    with pytest.raises(Refused) as refused:
        app.founding.change(head, wanted, seen, (place, SettingChange("currency", "USD")))
    assert refused.value.code == "currency_in_use"
    assert app.founding.basics(head) == seen
    assert app.library_settings.get(head, "update_source") == source
    with pytest.raises(Conflict):
        app.founding.change(head, wanted, replace(seen, name="Another"), (place,))
    assert app.library_settings.get(head, "update_source") == source
    app.founding.change(head, wanted, seen, (place,))
    assert app.founding.basics(head) == wanted
    assert app.library_settings.get(head, "update_source").value == place.value
