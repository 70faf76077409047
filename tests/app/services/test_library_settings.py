"""Settings of the whole library."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from app.bootstrap import App
from app.database.engine import Database
from app.database.tables import audit_logs
from app.domain.actors import Actor
from app.domain.audit import differences
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.ledger import ChargeType
from app.domain.library_settings import SETTINGS, SettingChange, check_together
from app.domain.members import StudentDraft
from app.errors import Conflict, Denied, InvalidInput, Refused


def test_what_is_set_is_read_back_by_every_desk(
    app: App, head: Actor, kiosk: Actor, database: Database
) -> None:
    before = app.library_settings.get(kiosk, "library_name")
    assert (before.value, before.version) == ("", 0)
    saved = app.library_settings.set(head, "library_name", "  Aklatan  ng Paaralan ").value
    assert (saved.value, saved.version) == ("Aklatan ng Paaralan", 1)
    assert app.library_settings.get(kiosk, "library_name") == saved
    [name, *_] = app.library_settings.list(kiosk)
    assert name == saved
    with database.read() as connection:
        row = connection.execute(select(audit_logs).where(audit_logs.c.entity == "setting")).one()
    [difference] = differences(row.state_before, row.state_after)
    assert (difference.field, difference.after) == ("library_name", "Aklatan ng Paaralan")


def test_a_change_based_on_an_old_version_is_refused(app: App, head: Actor) -> None:
    first = app.library_settings.set(head, "records_in_house", False, 0).value
    assert first.value is False
    with pytest.raises(Conflict):
        app.library_settings.set(head, "records_in_house", True, 0)
    assert app.library_settings.set(head, "records_in_house", True, 1).value.version == 2


def test_the_same_key_sets_it_once(app: App, head: Actor) -> None:
    app.library_settings.set(head, "library_name", "A", key="k")
    again = app.library_settings.set(head, "library_name", "A", key="k")
    assert again.replayed
    assert again.value.version == 1


def test_several_are_set_together_in_whatever_order(app: App, head: Actor) -> None:
    changes = [
        SettingChange("lookup_sources", ["sru"]),
        SettingChange("lookup_sru", "https://sru.example.org", 0),
        SettingChange("attachment_mb", 8),
    ]
    saved = app.library_settings.set_all(head, changes, key="several").value
    assert [one.value for one in saved] == [["sru"], "https://sru.example.org", 8]
    assert app.library_settings.set_all(head, changes, key="several").value == saved
    assert [app.library_settings.get(head, one.name) for one in changes] == list(saved)


@pytest.mark.parametrize(
    ("second", "refused"),
    [
        (SettingChange("attachment_mb", 8, version=7), Conflict),
        (SettingChange("attachment_mb", -1), InvalidInput),
        (SettingChange("lookup_sources", ["sru"]), InvalidInput),
        (SettingChange("library_name", "Aklatan"), InvalidInput),
        (SettingChange("no_such_setting", 1), InvalidInput),
    ],
)
def test_where_one_of_several_can_not_be_none_is(
    app: App, head: Actor, second: SettingChange, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        app.library_settings.set_all(head, [SettingChange("library_name", "Library"), second])
    assert app.library_settings.get(head, "library_name").version == 0


def test_several_are_some(app: App, head: Actor, librarian: Actor) -> None:
    with pytest.raises(InvalidInput):
        app.library_settings.set_all(head, [])
    with pytest.raises(Denied):
        app.library_settings.set_all(librarian, [SettingChange("library_name", "Library")])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("currency", "XYZ"),
        ("library_name", "x" * 201),
        ("library_name", 5),
        ("records_in_house", "yes"),
        ("item_types", {}),
        ("item_types", {"": "x"}),
        ("item_types", {"ONLY": "One"}),
        ("collections", {"FIC": "NOWHERE"}),
        ("default_item_type", "NOWHERE"),
        ("categories", [{"code": "A", "name": "A"}, {"code": "A", "name": "B"}]),
        ("categories", ["A"]),
        ("block_rules", {"overdue_mode": "maybe"}),
        ("block_rules", 7),
        ("rules_version", 3),
        ("nothing", 1),
    ],
)
def test_what_can_not_be_is_refused(app: App, head: Actor, name: str, value: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        app.library_settings.set(head, name, value)
    assert refused.value.details["field"]


def test_only_who_makes_the_rules_sets_them(app: App, librarian: Actor) -> None:
    with pytest.raises(Denied):
        app.library_settings.set(librarian, "currency", "USD")


def test_defaults_and_shipped_values_pass_their_own_checks(app: App, head: Actor) -> None:
    check_together({one.name: one.check(one.name, one.default) for one in SETTINGS})
    for setting in app.library_settings.list(head):
        assert app.library_settings.set(head, setting.name, setting.value).value.value == setting.value


def test_the_currency_stays_once_money_was_written_down(app: App, head: Actor) -> None:
    app.library_settings.set(head, "currency", "USD")
    app.library_settings.set(head, "currency", "PHP")
    student = app.students.add(head, StudentDraft("Santos", "Ana", grade="7")).value.student_id
    app.ledger.charge(head, student, ChargeType.DAMAGE, 500, "torn page")
    app.library_settings.set(head, "currency", "PHP")
    with pytest.raises(Refused) as refused:
        app.library_settings.set(head, "currency", "USD")
    assert refused.value.code == "currency_in_use"


def test_a_kind_of_material_stays_while_copies_have_it(app: App, head: Actor) -> None:
    kinds = app.library_settings.get(head, "item_types").value
    added = app.library_settings.set(head, "item_types", {**kinds, "GAME": "Games", "MAP": "Maps"}).value
    app.catalog.add_title(head, TitleDraft("Chess"), [BookDraft("G1", item_type="GAME")])
    app.library_settings.set(head, "item_types", {**kinds, "GAME": "Games"}, added.version)
    with pytest.raises(Refused) as refused:
        app.library_settings.set(head, "item_types", kinds)
    assert refused.value.code == "item_type_in_use"
