"""The paged model over a million rows: placeholders, cursors, stale rows, growth, failure."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.domain.paging import Count
from app.errors import Unreachable
from tests.ui.demo import COLUMNS, Demo
from ui.models.columns import RowRole
from ui.models.pages import CACHED_PAGES, PagesModel
from ui.runner import Runner


@pytest.fixture
def model(runner: Runner) -> PagesModel:
    """A model without a source."""
    return PagesModel(runner, COLUMNS)


def title(model: PagesModel, row: int) -> str | None:
    """The title at a row, asking for it as a view does."""
    return model.data(model.index(row, 0), Qt.ItemDataRole.DisplayRole)  # type: ignore[no-any-return]


def load(qtbot: QtBot, model: PagesModel, source: Demo) -> None:
    """Set a source and wait for its first page and its count."""
    model.set_source(source)
    expected = source.total if source.exact else min(source.total, 1000)
    qtbot.waitUntil(lambda: model.state == "loaded" and model.rowCount() == expected)


def test_a_million_rows_cost_one_page(qtbot: QtBot, model: PagesModel) -> None:
    source = Demo()
    load(qtbot, model, source)
    assert title(model, 3) == "River at Dawn"
    assert {window.start for window in source.windows} == {0}
    assert threading.get_ident() not in source.threads


def test_a_jump_shows_a_placeholder_then_the_row(qtbot: QtBot, model: PagesModel) -> None:
    load(qtbot, model, Demo())
    assert title(model, 999_999) is None
    assert model.data(model.index(999_999, 0), RowRole.ROW) is None
    qtbot.waitUntil(lambda: model.row(999_999) is not None)
    assert model.row(999_999).id == 999_999


def test_the_next_page_is_asked_for_by_cursor(qtbot: QtBot, model: PagesModel) -> None:
    source = Demo()
    load(qtbot, model, source)
    title(model, 150)
    qtbot.waitUntil(lambda: model.row(150) is not None)
    assert source.windows[-1].after == "100"
    title(model, 5000)
    qtbot.waitUntil(lambda: model.row(5000) is not None)
    assert (source.windows[-1].start, source.windows[-1].after) == (5000, None)


def test_memory_stays_bounded(qtbot: QtBot, model: PagesModel) -> None:
    load(qtbot, model, Demo())
    for page in range(CACHED_PAGES + 20):
        row = page * 100
        title(model, row)
        qtbot.waitUntil(lambda row=row: model.row(row) is not None)  # type: ignore[misc]
    assert sum(1 for _ in model.loaded()) <= CACHED_PAGES * 100


def test_a_fast_scroll_fetches_where_it_stops(qtbot: QtBot, model: PagesModel) -> None:
    source = Demo()
    load(qtbot, model, source)
    for row in range(0, 900_000, 1000):
        title(model, row)
    title(model, 900_000)
    qtbot.waitUntil(lambda: model.row(900_000) is not None)
    assert len(source.windows) < 30


def test_old_rows_stay_until_new_ones_come(qtbot: QtBot, model: PagesModel) -> None:
    source = Demo(1000)
    load(qtbot, model, source)
    source.gate = threading.Event()
    source.shift = 5
    model.invalidate()
    assert title(model, 0) == "Sea of Stories"
    source.gate.set()
    qtbot.waitUntil(lambda: model.row(0).id == 5)


def test_sorting_is_asked_of_the_source(qtbot: QtBot, model: PagesModel) -> None:
    source = Demo(1000)
    load(qtbot, model, source)
    model.sort(2, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: model.row(0) is not None and model.row(0).id == 999)
    assert source.sorts[-1] == "-year"
    model.sort(3)  # a column that can't be sorted goes back to the source's own order
    qtbot.waitUntil(lambda: model.row(0).id == 0)


def test_an_inexact_count_grows_while_scrolling(qtbot: QtBot, model: PagesModel) -> None:
    source = Demo(2250, exact=False)
    load(qtbot, model, source)
    assert model.count == Count(1000, False)
    while model.rowCount() < 2250:
        last = model.rowCount() - 1
        title(model, last)
        qtbot.waitUntil(lambda last=last: model.row(last) is not None or model.rowCount() <= last)  # type: ignore[misc]
    title(model, 2249)
    qtbot.waitUntil(lambda: model.row(2249) is not None and model.rowCount() == 2250)


def test_a_shrunken_list_loses_its_end(qtbot: QtBot, model: PagesModel) -> None:
    source = Demo(1000)
    load(qtbot, model, source)
    source.total = 120
    model.invalidate()
    qtbot.waitUntil(lambda: model.rowCount() == 120)
    source.total = 0
    model.invalidate()
    qtbot.waitUntil(lambda: model.rowCount() == 0 and model.state == "loaded")


def test_failing_at_first_is_failed_and_later_is_stale(qtbot: QtBot, model: PagesModel) -> None:
    source = Demo(1000)
    source.error = Unreachable("The database does not answer.")
    model.set_source(source)
    qtbot.waitUntil(lambda: model.state == "failed")
    source.error = None
    model.invalidate()
    qtbot.waitUntil(lambda: model.state == "loaded")
    source.error = Unreachable("The database does not answer.")
    model.invalidate()
    qtbot.waitUntil(lambda: model.state == "stale")
    assert title(model, 0) == "Sea of Stories"
    source.error = None
    model.invalidate()
    qtbot.waitUntil(lambda: model.state == "loaded")
    assert model.error is None


def test_rows_of_another_question_are_no_old_answer_to_this_one(qtbot: QtBot, model: PagesModel) -> None:
    model.set_source(Demo(1000))
    qtbot.waitUntil(lambda: model.state == "loaded")
    narrower = Demo(10)
    narrower.error = Unreachable("The database does not answer.")
    model.set_source(narrower)
    qtbot.waitUntil(lambda: model.state == "failed")
    model.invalidate()
    qtbot.waitUntil(lambda: len(model._asked) == 0)
    assert model.state == "failed"
    narrower.error = None
    model.invalidate()
    qtbot.waitUntil(lambda: model.state == "loaded" and model.rowCount() == 10)


def test_rows_of_another_question_never_stand_beside_new_ones(qtbot: QtBot, model: PagesModel) -> None:
    load(qtbot, model, Demo(1000))
    title(model, 150)
    qtbot.waitUntil(lambda: model.row(150) is not None)
    other = Demo(1000)
    other.shift = 5000
    model.set_source(other)
    qtbot.waitUntil(lambda: model.row(0) is not None and model.row(0).id == 5000)
    assert model.row(150) is None


def test_an_answer_to_an_older_question_is_dropped(qtbot: QtBot, model: PagesModel, runner: Runner) -> None:
    slow, quick = Demo(1000), Demo(50)
    slow.gate = threading.Event()
    model.set_source(slow)
    qtbot.waitUntil(lambda: bool(slow.threads))
    model.set_source(quick)
    qtbot.waitUntil(lambda: model.rowCount() == 50)
    slow.gate.set()
    qtbot.waitUntil(lambda: runner.busy == 0)
    assert model.rowCount() == 50


def test_it_is_a_proper_model(qtbot: QtBot, runner: Runner) -> None:
    model = PagesModel(runner, COLUMNS, page_rows=10)
    # Qt's tester walks every row at every change, so the list is short.
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    source = Demo(35)
    load(qtbot, model, source)
    for total in (50, 12, 0, 7):
        source.total = total
        model.invalidate()
        qtbot.waitUntil(lambda total=total: model.rowCount() == total)  # type: ignore[misc]
    tester.setParent(None)


def test_a_table_has_no_children(model: PagesModel) -> None:
    assert model.rowCount(model.index(0, 0)) == 0
    assert not model.index(0, 0, QModelIndex()).isValid()
