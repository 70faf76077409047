"""What a new library is given before anybody works in it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.bootstrap import App
from app.database import seeds
from app.database.engine import Database
from app.database.tables import audit_logs, branches
from app.domain.actors import Actor
from app.domain.audit import differences
from app.domain.catalog import TitleDraft
from app.domain.founding import Basics
from app.errors import Denied, InvalidInput, Refused

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
    assert app.policies.calendar(head).zone.key == "Asia/Tokyo"
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
    from dataclasses import replace

    with pytest.raises(InvalidInput) as caught:
        app.founding.found(head, replace(WANTED, **{field: value}))
    assert caught.value.details["field"] == field


def test_a_librarian_may_not(app: App, librarian: Actor) -> None:
    with pytest.raises(Denied):
        app.founding.found(librarian, WANTED)
