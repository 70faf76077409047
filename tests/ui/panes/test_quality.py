"""The queue of quality by real keys: one fix after another, what is right, and two titles side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, Contributor, TitleDraft, TitleIdentifier
from app.domain.marc.mnemonic import to_text
from app.domain.marc.storing import restored
from app.domain.paging import Window
from app.domain.quality.findings import Kind
from tests.app.domain.test_record_merging import GONE, KEPT
from ui.messages import RecordingMessenger
from ui.panes.catalog.pane import CatalogPane
from ui.panes.quality import words
from ui.panes.quality.pane import QualityPane
from ui.runner import Written

CTRL = Qt.KeyboardModifier.ControlModifier
ISBN = TitleIdentifier("isbn", "9780306406157", "9780306406157")
WHOLE = TitleDraft(
    "Noli me tangere", contributors=(Contributor("Rizal, José"),), year=1990, identifiers=(ISBN,)
)


@pytest.fixture
def ids(services: App, actor: Actor) -> list[int]:
    """Three titles whose year the record says elsewhere, one that doesn't say it, and one that is there twice."""
    drafts = [
        replace(WHOLE, title=f"Book {n}", identifiers=(), year=None, year_raw=f"c199{n}") for n in (1, 2, 3)
    ]
    drafts.append(replace(WHOLE, title="Nobody knows", identifiers=(), year=None))
    drafts += [WHOLE, replace(WHOLE, publisher="Anvil", subjects=("Philippines",))]
    made = []
    for number, draft in enumerate(drafts, start=1):
        copy = BookDraft(f"GS{number:05d}", call_number="FIC R59")
        made.append(services.catalog.add_title(actor, draft, [copy]).value.title_id)
    return made


@pytest.fixture
def pane(show: Callable[..., Any], ids: list[int]) -> QualityPane:
    shown: QualityPane = show(QualityPane)
    return shown


def settled(qtbot: QtBot, pane: QualityPane) -> None:
    qtbot.waitUntil(lambda: pane.runner.idle)


def choose(qtbot: QtBot, pane: QualityPane, kind: Kind) -> None:
    pane.kinds.select_key(kind)
    settled(qtbot, pane)
    pane.list.table.setFocus()


def titles(pane: QualityPane) -> list[str]:
    return [item.title for _, item in pane.model.loaded()]


def chosen(pane: QualityPane) -> str:
    (item,) = pane.list.table.selected()
    return str(item.title)


def press(pane: QualityPane, key: Qt.Key) -> None:
    QTest.keyClick(pane.list.table, key)


def counts(pane: QualityPane) -> dict[Kind, int]:
    return {row.kind: row.count for row in pane.kinds_model.rows() if row.count}


def test_the_gravest_kind_with_findings_comes_first(pane: QualityPane) -> None:
    assert counts(pane) == {Kind.DUPLICATE: 1, Kind.NO_YEAR: 4, Kind.NO_ISBN: 4}
    assert titles(pane) == ["Noli me tangere"] and chosen(pane) == "Noli me tangere"


def test_enter_takes_proposals_one_after_another(
    qtbot: QtBot, pane: QualityPane, services: App, actor: Actor, ids: list[int]
) -> None:
    choose(qtbot, pane, Kind.NO_YEAR)
    assert titles(pane) == ["Book 1", "Book 2", "Book 3", "Nobody knows"]
    pane.list.table.selectRow(1)
    press(pane, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(pane) == ["Book 1", "Book 3", "Nobody knows"])
    qtbot.waitUntil(lambda: pane.list.table.selected() != () and chosen(pane) == "Book 3")
    press(pane, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(pane) == ["Book 1", "Nobody knows"])
    settled(qtbot, pane)
    assert [services.catalog.sheet(actor, id_).draft.year for id_ in ids[:3]] == [None, 1992, 1993]
    QTest.keyClick(pane.list.table, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: titles(pane) == ["Book 1", "Book 3", "Nobody knows"])
    qtbot.waitUntil(lambda: counts(pane)[Kind.NO_YEAR] == 3)


def test_the_last_one_leaves_an_empty_list_that_says_so(qtbot: QtBot, pane: QualityPane) -> None:
    press(pane, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: pane.state == "empty")
    qtbot.waitUntil(lambda: Kind.DUPLICATE not in counts(pane))
    choose(qtbot, pane, Kind.NO_YEAR)
    assert pane.state == "loaded" and chosen(pane) == "Book 1", "the next kind is worked on"


def test_r_is_remembered_and_the_next_is_chosen(
    qtbot: QtBot, pane: QualityPane, services: App, actor: Actor
) -> None:
    told: list[Written] = []
    pane.runner.written.connect(told.append)
    choose(qtbot, pane, Kind.NO_YEAR)
    press(pane, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: titles(pane) == ["Book 2", "Book 3", "Nobody knows"])
    qtbot.waitUntil(lambda: pane.list.table.selected() != () and chosen(pane) == "Book 2")
    assert [written.text for written in told] == ["“Book 1” is right as it is"]
    assert told[0].receipt.undoable
    left = services.quality.items(actor, Kind.NO_YEAR, Window(limit=10)).rows
    assert "Book 1" not in [item.title for item in left]


def test_without_a_proposal_enter_opens_the_record(qtbot: QtBot, pane: QualityPane, ids: list[int]) -> None:
    choose(qtbot, pane, Kind.NO_YEAR)
    pane.list.table.selectRow(3)
    with qtbot.waitSignal(pane.open_requested) as asked:
        press(pane, Qt.Key.Key_Return)
    assert asked.args == ["catalog", ids[3]]
    with qtbot.waitSignal(pane.open_requested) as asked:
        press(pane, Qt.Key.Key_E)
    assert asked.args == ["catalog", ids[3]]


def test_two_titles_side_by_side_become_one(
    qtbot: QtBot, pane: QualityPane, services: App, actor: Actor, ids: list[int]
) -> None:
    kept_id, gone_id = ids[4:]
    press(pane, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.merging.titles is not None)
    view = pane.merging.view
    assert list(view.choices) == ["publisher", "subjects"]
    assert view.taken() == {"publisher", "subjects"}, "what the one that stays lacks is proposed"
    view.choices["subjects"][0].setChecked(True)
    QTest.keyClick(view, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: pane.state == "empty")
    kept = services.catalog.sheet(actor, kept_id)
    assert (kept.draft.publisher, kept.draft.subjects, len(kept.books)) == ("Anvil", (), 2)
    assert services.catalog.sheet(actor, gone_id).merged_into == kept_id
    assert pane.list.sheet.isHidden()
    pane.undo_last()
    qtbot.waitUntil(lambda: services.catalog.sheet(actor, gone_id).merged_into is None)
    qtbot.waitUntil(lambda: titles(pane) == ["Noli me tangere"])


def test_fields_of_the_marc_record_are_ticked_by_the_keyboard(
    qtbot: QtBot, pane: QualityPane, services: App, actor: Actor, ids: list[int]
) -> None:
    for title_id, record in zip(ids[4:], (KEPT, GONE), strict=True):
        title = services.catalog.sheet(actor, title_id)
        services.catalog.change_title(actor, title_id, title.version, title.draft, marc=to_text(record))
    before = services.cataloguing.record(actor, ids[4])
    press(pane, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.merging.titles is not None)
    view = pane.merging.view
    assert view.records is not None
    boxes = {box.accessibleName()[:3]: box for box in view.records.boxes.values()}
    assert list(boxes) == ["245", "650", "700", "787"]
    assert [tag for tag, box in boxes.items() if box.isChecked()] == ["787"]
    boxes["650"].setFocus()
    QTest.keyClick(boxes["650"], Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: services.catalog.sheet(actor, ids[5]).merged_into == ids[4])
    made = restored(services.cataloguing.record(actor, ids[4]) or b"")
    assert [one.first("a") for one in made.all("650")] == ["Rivers.", "Water."]
    assert made.first("787") is not None and made.control("001") == "k1"
    settled(qtbot, pane)
    pane.undo_last()
    qtbot.waitUntil(lambda: services.catalog.sheet(actor, ids[5]).merged_into is None)
    assert services.cataloguing.record(actor, ids[4]) == before


def test_the_other_may_stay_and_they_may_be_two(
    qtbot: QtBot, pane: QualityPane, services: App, actor: Actor, ids: list[int]
) -> None:
    press(pane, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: pane.merging.titles is not None)
    view = pane.merging.view
    QTest.keyClick(view, Qt.Key.Key_T, CTRL)
    assert pane.merging.titles is not None and pane.merging.titles[0].id == ids[5]
    assert view.taken() == frozenset()
    QTest.keyClick(view, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: pane.state == "empty")
    assert services.catalog.sheet(actor, ids[4]).merged_into is None


def test_a_refused_merge_says_why_and_leaves_the_choice(
    qtbot: QtBot, pane: QualityPane, services: App, actor: Actor, ids: list[int], messages: RecordingMessenger
) -> None:
    press(pane, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.merging.titles is not None)
    gone = services.catalog.sheet(actor, ids[5])
    services.catalog.change_title(actor, gone.id, gone.version, replace(gone.draft, series="Classics"))
    QTest.keyClick(pane.merging.view, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(messages.warned))
    assert services.catalog.sheet(actor, ids[5]).merged_into is None
    assert not pane.list.sheet.isHidden()


def test_any_two_titles_of_the_catalog_are_brought_here(
    qtbot: QtBot, show: Callable[..., Any], ids: list[int], services: App, actor: Actor
) -> None:
    catalog = show(CatalogPane)
    qtbot.waitUntil(lambda: catalog.model.row(1) is not None)
    catalog.list.table.setFocus()
    catalog.list.table.selectRow(0)
    QTest.keyClick(catalog.list.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(catalog.open_requested) as asked:
        QTest.keyClick(catalog.list.table, Qt.Key.Key_M, CTRL)
    key, two = asked.args
    assert key == "quality" and len(two) == 2
    pane = show(QualityPane)
    pane.open(two)
    qtbot.waitUntil(lambda: pane.merging.titles is not None)
    assert {title.id for title in pane.merging.titles} == set(two)
    assert pane.merging.view.two.isHidden(), "nobody asked whether they are one"


def test_every_kind_and_fix_has_its_words(pane: QualityPane) -> None:
    assert set(words.KINDS) == set(Kind)
    for row in pane.kinds_model.rows():
        assert words.kind_word(row.kind) and words.severity_word(row)
