"""The pane of loan rules by real keys, on a real library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor, Role
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.members import StudentDraft
from app.domain.policies import FALLBACK, PolicyKey, PolicyRow, StoredPolicy
from app.domain.policy_values import FIELDS, Kind
from ui.language import Catalogue
from ui.messages import RecordingMessenger
from ui.models.columns import Tone
from ui.panes.base import PaneContext
from ui.panes.rules import labels
from ui.panes.rules.columns import rule_badge
from ui.panes.rules.pane import RulesPane
from ui.panes.rules.words import sentence, value_text
from ui.tour_checks import clipped_labels
from ui.widgets.form import Form

CONTROL = Qt.KeyboardModifier.ControlModifier
FICTION = PolicyKey(item_type="FICTION")
PAIR = PolicyKey(category="STUDENT", item_type="FICTION")


@pytest.fixture
def pane(show: Callable[..., Any]) -> RulesPane:
    """The pane with the rules a new school library starts with."""
    shown = show(RulesPane)
    assert isinstance(shown, RulesPane) and shown.state == "loaded"
    return shown


def settled(qtbot: QtBot, pane: RulesPane) -> None:
    """Wait until every answer arrived."""
    qtbot.waitUntil(lambda: pane.runner.idle)


def choose(qtbot: QtBot, pane: RulesPane, key: PolicyKey) -> None:
    """Select the line of a key, as clicking it does."""
    assert pane.list.table.select_key(key)
    settled(qtbot, pane)


def form_of(pane: RulesPane) -> Form:
    """The form in the sheet."""
    assert pane.forms.form is not None
    return pane.forms.form


def fill(form: Form, key: str, text: str) -> None:
    """Type into a field."""
    editor = form.editor(key).widget
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.clear()
    QTest.keyClicks(editor, text)


def meaning(pane: RulesPane) -> str:
    """The sentence over the form."""
    assert pane.rule_form is not None
    return pane.rule_form.meaning


def stored(services: App, actor: Actor, key: PolicyKey) -> StoredPolicy | None:
    """The rule for a key, if there is one."""
    return next((one for one in services.policies.list(actor) if one.row.key == key), None)


def test_each_category_stands_with_each_kind_and_says_whose_rule_it_is(pane: RulesPane) -> None:
    lines = {line.key: line for line in pane.model.rows()}
    assert len(lines) == 5 * 8
    assert [rule_badge(lines[key]).tone for key in (FALLBACK, FICTION, PAIR)] == [
        Tone.ACCENT,
        Tone.INFO,
        Tone.MUTED,
    ]
    loan = next(column for column in pane.model.columns if column.key == "loan")
    assert loan.weak is not None and loan.tip is not None
    assert (loan.value(lines[PAIR]), loan.weak(lines[PAIR])) == ("7 days", True)
    assert (loan.value(lines[FICTION]), loan.weak(lines[FICTION])) == ("7 days", False)
    assert "Everybody · Fiction" in loan.tip(lines[PAIR])
    assert not clipped_labels(pane)


def test_words_and_filters_narrow_the_lines(qtbot: QtBot, pane: RulesPane) -> None:
    QTest.keyClicks(pane.list.search, "guests fic")
    qtbot.waitUntil(lambda: pane.row_count() == 1)
    pane.list.search.search_now("")
    assert pane.list.facets is not None
    pane.list.facets.choose("own", True)
    assert pane.row_count() == 12
    pane.list.facets.choose("who", "GUEST")
    assert [line.key.category for line in pane.model.rows()] == ["GUEST"]
    pane.list.facets.choose("what", "FICTION")
    assert pane.state == "empty"


def test_a_line_gets_a_rule_of_its_own_by_keyboard_and_ctrl_z_takes_it_back(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor
) -> None:
    choose(qtbot, pane, PAIR)
    QTest.keyClick(pane.list.table, Qt.Key.Key_E, CONTROL)
    form = form_of(pane)
    length = form.editor("loan_len").widget
    assert isinstance(length, QLineEdit) and length.placeholderText() == "7 days"
    assert "for 7 days" in meaning(pane)
    QTest.keyClick(length, Qt.Key.Key_S, CONTROL)
    assert "at least one value" in form.errors()["circulates"]
    for key, text in (("loan_len", "10"), ("max_items", "2"), ("fine", "7.50"), ("fine_cap", "200"), ("grace_units", "2")):  # fmt: skip
        fill(form, key, text)
    for words in (
        "for 10 days",
        "At most 2 books of this kind",
        "₱7.50 a day",
        "first 2 days late",
        "at most ₱200.00",
    ):
        assert words in meaning(pane)
    QTest.keyClick(length, Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    rule = stored(services, actor, PAIR)
    assert rule is not None
    assert rule.row.values == {
        "loan_len": 10,
        "max_items": 2,
        "fine": 750,
        "fine_cap": 20_000,
        "grace_units": 2,
    }
    line = pane.list.table.current()
    assert line.key == PAIR and line.stored == rule
    QTest.keyClick(pane.list.table, Qt.Key.Key_Z, CONTROL)
    settled(qtbot, pane)
    assert stored(services, actor, PAIR) is None
    assert pane.list.table.current().stored is None


def test_what_can_not_be_is_said_while_it_is_typed_and_none_means_no_limit(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor
) -> None:
    choose(qtbot, pane, FICTION)
    QTest.keyClick(pane.list.table, Qt.Key.Key_E, CONTROL)
    form = form_of(pane)
    for key, text, said in (
        ("loan_len", "five", "Type a whole number from 0 to 3,660."),
        ("loan_len", "99999", "Type a whole number from 0 to 3,660."),
        ("loan_len", "none", "There has to be a value."),
        ("fine", "1.234", "Type an amount such as 12.50."),
        ("pickup_days", "0", "Type a whole number from 1 to 10,000."),
    ):
        fill(form, key, text)
        qtbot.waitUntil(lambda key=key, said=said: form._errors[key].text() == said)
        fill(form, key, "")
    fill(form, "loan_len", "7")
    fill(form, "max_total", "none")
    assert "At most" not in meaning(pane)
    QTest.keyClick(form.editor("loan_len").widget, Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    rule = stored(services, actor, FICTION)
    assert rule is not None and rule.row.values == {"loan_len": 7, "max_total": "none"}


def test_what_the_short_form_does_not_show_stays_and_the_long_one_shows_every_value(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor
) -> None:
    services.policies.save(actor, PolicyRow(PAIR, {"loan_len": 9, "overnight_from_time": "15:30"}))
    pane.on_changed(pane.listens_to)
    settled(qtbot, pane)
    choose(qtbot, pane, PAIR)
    pane.do("edit")
    fill(form_of(pane), "loan_len", "8")
    form_of(pane).save()
    settled(qtbot, pane)
    pane.do("whole")
    form = form_of(pane)
    assert {field.key for field in form.fields} == {one.name for one in FIELDS} | {"note"}
    assert form.values()["overnight_from_time"] == "15:30"
    lost = form.editor("lost_fee").widget
    assert isinstance(lost, QComboBox)
    lost.setFocus()
    QTest.keyClicks(lost, "the set fee")
    form.save()
    settled(qtbot, pane)
    rule = stored(services, actor, PAIR)
    assert rule is not None
    assert rule.row.values == {"loan_len": 8, "overnight_from_time": "15:30", "lost_fee": "set"}


def test_a_rule_is_added_for_whom_and_what_is_chosen(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor
) -> None:
    QTest.keyClick(pane, Qt.Key.Key_N, CONTROL)
    form = form_of(pane)
    form.enter({"category": "PERSONNEL", "item_type": "FICTION"})
    length = form.editor("loan_len").widget
    assert isinstance(length, QLineEdit) and length.placeholderText() == "7 days"
    form.enter({"category": "*"})
    fill(form, "loan_len", "30")
    QTest.keyClick(length, Qt.Key.Key_S, CONTROL)
    assert "a rule for these already" in form.errors()["item_type"]
    form.enter({"category": "PERSONNEL", "location": "ANNEX"})
    assert meaning(pane).startswith("Personnel may have Fiction for 30 days.")
    QTest.keyClick(length, Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    key = PolicyKey(category="PERSONNEL", item_type="FICTION", location="ANNEX")
    assert stored(services, actor, key) is not None
    assert pane.list.table.current().key == key
    assert "at ANNEX" in pane.list.table.current().words()


def test_a_removal_says_what_decides_then_and_for_how_many(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor, messages: RecordingMessenger
) -> None:
    patron = services.students.add(actor, StudentDraft("Cruz", "Ana", grade="7")).value.student_id
    services.catalog.add_title(
        actor,
        TitleDraft("Noli"),
        [BookDraft("F1", item_type="FICTION"), BookDraft("F2", item_type="FICTION")],
    )
    services.circulation.check_out(actor, patron, "F1")
    choose(qtbot, pane, FICTION)
    QTest.keyClick(pane.list.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: bool(messages.asked))
    asked = messages.asked[0]
    assert asked.title == "Remove the rule for Everybody · Fiction?" and asked.choices[-1].danger
    assert asked.detail.splitlines() == [
        "Length of the loan: 7 days becomes 3 days, by the rule Everybody · All kinds.",
        "That is about 1 patron and 2 copies.",
        "1 loan is out: it keeps the rule it was made by.",
        "It can be undone.",
    ]
    assert stored(services, actor, FICTION) is not None, "asked before it is done"
    messages.answers = [("remove", "")]
    QTest.keyClick(pane.list.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: stored(services, actor, FICTION) is None)
    settled(qtbot, pane)
    assert pane.list.table.current().stored is None
    QTest.keyClick(pane.list.table, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: stored(services, actor, FICTION) is not None)


def test_what_has_no_rule_or_must_keep_it_is_said_and_not_asked(
    qtbot: QtBot, pane: RulesPane, messages: RecordingMessenger
) -> None:
    choose(qtbot, pane, FALLBACK)
    pane.do("remove")
    assert "every loan has to find one" in messages.warned[-1]
    choose(qtbot, pane, PAIR)
    pane.do("remove")
    assert "no rule of their own" in messages.told[-1]
    assert messages.asked == []


def test_another_desk_was_faster_and_nothing_typed_is_lost(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor
) -> None:
    before = stored(services, actor, FICTION)
    assert before is not None
    choose(qtbot, pane, FICTION)
    pane.do("edit")
    fill(form_of(pane), "renewals_allowed", "4")
    services.policies.save(actor, PolicyRow(FICTION, {"loan_len": 5}, before.row.id), before.version)
    for _ in range(2):
        form_of(pane).save()
        settled(qtbot, pane)
    now = stored(services, actor, FICTION)
    assert now is not None and now.row.values == {"loan_len": 5, "renewals_allowed": 4}


def test_a_form_with_edits_is_not_left_without_a_word(
    qtbot: QtBot, pane: RulesPane, messages: RecordingMessenger
) -> None:
    choose(qtbot, pane, FICTION)
    pane.do("edit")
    fill(form_of(pane), "loan_len", "5")
    pane.list.table.setFocus()
    QTest.keyClick(pane.list.table, Qt.Key.Key_Down)
    assert len(messages.asked) == 1 and pane.forms.form is not None
    qtbot.waitUntil(lambda: [line.key for line in pane.list.table.selected()] == [FICTION])


def test_a_card_and_a_copy_say_which_rule_applies_and_why(
    qtbot: QtBot, pane: RulesPane, services: App, actor: Actor
) -> None:
    patron = services.students.add(actor, StudentDraft("Cruz", "Ana", grade="7"), card="ST000001").value
    services.catalog.add_title(actor, TitleDraft("Noli Me Tangere"), [BookDraft("F1", item_type="FICTION")])
    QTest.keyClick(pane, Qt.Key.Key_T, CONTROL)
    which = pane.which
    assert which is not None
    for text in ("F1", "ST000001"):  # the other way round
        QTest.keyClicks(pane.window().focusWidget() or which, text)
        QTest.keyClick(pane.window().focusWidget() or which, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(which.who.text()))
    assert which.who.text().startswith("Cruz, Ana · Students from grade 4")
    assert which.what.text() == "Noli Me Tangere · F1 · Fiction"
    assert "may have Fiction for 7 days" in which.banner.text() and "it is due" in which.banner.text()
    assert ("Length of the loan", "7 days", "Everybody · Fiction") in which.why.lines()
    assert ("Fine for each period", "₱5.00", "Students from grade 4 · All kinds") in which.why.lines()
    services.circulation.check_out(actor, patron.student_id, "F1")
    pane.take_scan("ST000001")
    pane.take_scan("F1")
    qtbot.waitUntil(lambda: "It can't be lent now" in which.banner.text())
    for card, number, field, said in (
        ("nobody", "F1", "card", "“nobody” is no card and no book of this library."),
        ("ST000001", "ST000001", "number", "That is no copy's number."),
    ):
        pane.take_scan(card)
        pane.take_scan(number)
        qtbot.waitUntil(lambda field=field, said=said: said in which.form._errors[field].text())


def test_a_librarian_looks_and_asks_but_changes_nothing(
    show: Callable[..., Any], qtbot: QtBot, services: App, context: PaneContext
) -> None:
    lia = Actor(None, "Lia", Role.LIBRARIAN, "desk-1")
    pane = show(lambda given: RulesPane(PaneContext(given.services, lia, given.runner, given.messages, given.state, given.sounds)))  # fmt: skip
    assert {act.key for act in pane.acts()} == {"which"}
    choose(qtbot, pane, FICTION)
    assert pane._buttons(pane.board.line(FICTION)) == ()


def test_every_value_has_words_for_itself_and_all_it_can_be() -> None:
    from app.domain.money import PHP
    from app.domain.policy_values import PolicyValues

    values = PolicyValues()
    for field in FIELDS:
        assert labels.name_of(field.name) and labels.GROUPS[field.group]
        for each in field.choices:
            assert labels.choice(field.name, each)
        assert value_text(field.name, field.default, values, PHP)
        if field.kind is Kind.NUMBER or field.unit.startswith("local"):
            assert labels.UNITS[field.unit]


def test_a_rule_is_told_in_filipino(filipino: Catalogue, pane: RulesPane) -> None:
    line = pane.model.rows()[2]
    assert sentence(line.key, line.policy.values, line.names).startswith(
        "Lahat: puwedeng humiram ng Kathang-isip nang 7 araw."
    )
    assert rule_badge(line).text == "Sarili"
