"""Loan rules are added, changed and removed by who may, with what that does told before, and all of it undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.bootstrap import App
from app.database.unit import Unit
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.members import StudentDraft
from app.domain.policies import FALLBACK, PolicyKey, PolicyRow, StoredPolicy
from app.errors import Conflict, Denied, InvalidInput, NotFound, Refused
from app.services.policies import SavedPolicy

FICTION = PolicyKey(item_type="FICTION")
PAIR = PolicyKey(category="STUDENT", item_type="FICTION")


def stored(app: App, actor: Actor, key: PolicyKey) -> StoredPolicy | None:
    """The rule for a key, if there is one."""
    return next((one for one in app.policies.list(actor) if one.row.key == key), None)


def test_a_rule_is_added_changed_and_each_step_is_undone(app: App, head: Actor) -> None:
    before = app.policies.list(head)
    added = app.policies.save(head, PolicyRow(PAIR, {"loan_len": 14}, note="Reading month"))
    first = stored(app, head, PAIR)
    assert first is not None and first.row.note == "Reading month"
    changed = app.policies.save(head, replace(first.row, values={"loan_len": 10, "fine_cap": "none"}), 1)
    with pytest.raises(Conflict) as stale:
        app.policies.save(head, replace(first.row, values={"loan_len": 11}), 1)
    assert stale.value.code == "stale"
    with pytest.raises(Refused) as newer:
        app.undo.undo(head, added.act_id)
    assert newer.value.code == "newer_act"
    app.undo.undo(head, changed.act_id)
    again = stored(app, head, PAIR)
    assert again is not None and (again.row, again.version) == (first.row, 3)
    app.undo.undo(head, added.act_id)
    assert app.policies.list(head) == before


def test_a_rule_for_a_time_only_is_refused_and_not_kept_for_ever(app: App, head: Actor) -> None:
    before = app.policies.list(head)
    with pytest.raises(InvalidInput) as refused:
        app.policies.save(head, PolicyRow(PAIR, {"loan_len": 30}, valid_to=date(2027, 6, 1)))
    assert refused.value.details["field"] == "valid_to"
    assert app.policies.list(head) == before


def test_a_removed_rule_comes_back_as_it_was_and_as_a_newer_version(app: App, head: Actor) -> None:
    before = stored(app, head, FICTION)
    assert before is not None and before.row.id is not None
    removed = app.policies.delete(head, before.row.id)
    assert stored(app, head, FICTION) is None
    assert app.policies.explain(head, category="STUDENT", item_type="FICTION").values.loan_len == 3
    app.undo.undo(head, removed.act_id)
    assert app.policies.explain(head, category="STUDENT", item_type="FICTION").values.loan_len == 7
    assert stored(app, head, FICTION) == replace(before, version=before.version + 1)


def test_a_removal_is_not_undone_beside_a_new_rule_for_the_same(app: App, head: Actor) -> None:
    before = stored(app, head, FICTION)
    assert before is not None and before.row.id is not None
    removed = app.policies.delete(head, before.row.id)
    app.policies.save(head, PolicyRow(FICTION, {"loan_len": 5}))
    with pytest.raises((InvalidInput, Refused)):
        app.undo.undo(head, removed.act_id)
    now = stored(app, head, FICTION)
    assert now is not None and now.row.values == {"loan_len": 5}


def test_what_was_recorded_by_its_values_only_is_not_undone(app: App, head: Actor) -> None:
    def work(unit: Unit) -> SavedPolicy:
        unit.audit("add", "policy", 1, "everything", after={"loan_len": 14})
        return SavedPolicy(1)

    old = app.core.acts.perform(head, "save_policy", work, result=SavedPolicy)
    with pytest.raises(Refused) as refused:
        app.undo.undo(head, old.act_id)
    assert refused.value.code == "not_undoable"


def test_what_removing_a_rule_would_do_is_counted(app: App, head: Actor) -> None:
    rule = stored(app, head, FICTION)
    assert rule is not None and rule.row.id is not None
    people = [app.students.add(head, StudentDraft("Cruz", name, grade="7")).value for name in ("Ana", "Ben")]
    app.catalog.add_title(
        head,
        TitleDraft("Noli Me Tangere"),
        [BookDraft(number, item_type="FICTION") for number in ("F1", "F2", "F3")],
    )
    app.catalog.add_title(head, TitleDraft("Atlas"), [BookDraft("G1", item_type="GENERAL")])
    app.circulation.check_out(head, people[0].student_id, "F1")
    app.circulation.check_out(head, people[1].student_id, "G1")
    found = app.policies.removal(head, rule.row.id)
    (length,) = found.fallbacks
    assert (length.name, length.before, length.after.value, length.after.key) == ("loan_len", 7, 3, FALLBACK)
    assert (found.reach.patrons, found.reach.copies, found.reach.loans) == (2, 3, 1)
    assert stored(app, head, FICTION) == rule


def test_a_rule_whose_values_stand_elsewhere_too_touches_nobody(app: App, head: Actor) -> None:
    app.students.add(head, StudentDraft("Cruz", "Ana", grade="7"))
    added = app.policies.save(head, PolicyRow(PAIR, {"loan_len": 7})).value
    found = app.policies.removal(head, added.policy_id)
    assert {one.differs for one in found.fallbacks} == {False}
    assert (found.reach.patrons, found.reach.copies, found.reach.loans) == (0, 0, 0)


def test_the_rule_for_everything_stays_and_a_librarian_only_looks(
    app: App, head: Actor, librarian: Actor
) -> None:
    rule = stored(app, librarian, FALLBACK)
    assert rule is not None and rule.row.id is not None
    with pytest.raises(InvalidInput, match="one policy for everything"):
        app.policies.delete(head, rule.row.id)
    for forbidden in (
        lambda: app.policies.delete(librarian, rule.row.id or 0),
        lambda: app.policies.removal(librarian, rule.row.id or 0),
        lambda: app.policies.save(librarian, PolicyRow(PAIR, {"loan_len": 1})),
    ):
        with pytest.raises(Denied):
            forbidden()
    with pytest.raises(NotFound):
        app.policies.removal(head, 9_999)
