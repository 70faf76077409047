"""The cache's pane by real keys: where there is no Redis, and where it is away; see test_cache_redis for the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.bootstrap import App, build_on
from app.cache.layered import Loaded
from app.database.engine import Database
from app.domain.cached_keys import Branch, Estimate
from app.domain.key_views import Layer
from app.domain.redis_address import RedisAddress
from ui.messages import RecordingMessenger
from ui.panes.base import Pane, PaneContext
from ui.panes.cache import words
from ui.panes.cache.pane import CachePane
from ui.panes.cache.reading import MEMORY, REDIS, TABLE
from ui.panes.cache.tree import MOST_SHOWN, Source, lines

CONTROL = Qt.KeyboardModifier.ControlModifier
_BODY = b'"e"\n' + msgspec.json.encode({"items": [{"id": 1, "title": "Noli Me Tangere"}], "next": None})


def seen_text(pane: Pane) -> str:
    """All that can be read in it."""
    return "\n".join(each.text() for each in pane.findChildren(QLabel) if each.isVisible())


def labels(pane: CachePane, depth: int) -> dict[str, int]:
    """The lines of the tree at a depth, with their keys."""
    return {line.label: line.keys for line in pane.tree.model.rows() if line.depth == depth}


def test_without_redis_memory_and_table_are_shown_and_how_redis_is_added(
    qtbot: QtBot, show: Callable[..., Any], services: App, messages: RecordingMessenger
) -> None:
    services.cache.read("titles:page?limit=5", ("flag:TITLES",), lambda: Loaded(_BODY))
    assert services.cache.table is not None
    services.cache.table.put("report:loans", b"x" * 100, 60)
    pane: CachePane = show(CachePane)
    qtbot.waitUntil(lambda: labels(pane, 1) == {"titles": 1, "report": 1})
    assert {line.source.key for line in pane.tree.model.rows()} == {MEMORY, TABLE}
    assert "REDIS_HOST" in pane.notice.text() and pane.notice.isVisible()
    assert not pane.tree.bar.isVisible()
    QTest.keyClick(pane, Qt.Key.Key_R, CONTROL)
    QTest.keyClick(pane, Qt.Key.Key_2, CONTROL)
    assert "uses no Redis" in seen_text(pane) and not pane.keys.wanted.isEnabled()
    QTest.keyClick(pane, Qt.Key.Key_3, CONTROL)
    qtbot.waitUntil(lambda: pane.runner.idle)
    assert [part.layer for part in pane.layers.model.rows()] == [Layer.MEMORY, Layer.TABLE]
    pane.layers.body.table.selectRow(0)
    QTest.keyClick(pane.layers.body.table, Qt.Key.Key_Return)
    (reads,) = pane.layers.reads.rows()
    assert (reads.namespace, reads.loads) == ("titles", 1)
    assert [value.name for value in pane.layers.values.rows()] == ["titles:page?limit=5"]
    assert messages.warned == []


def test_what_is_read_is_drawn_live(qtbot: QtBot, show: Callable[..., Any], services: App) -> None:
    pane: CachePane = show(CachePane)
    QTest.keyClick(pane, Qt.Key.Key_4, CONTROL)
    qtbot.waitUntil(lambda: len(pane.live._counted) > 0)
    for _ in range(10):
        services.cache.read("titles:count", (), lambda: Loaded(_BODY))
    qtbot.waitUntil(lambda: pane.live.below.flows.rowCount() == 1)
    (flow,) = pane.live.below.flows.rows()
    assert flow.namespace == "titles" and flow.hits == pytest.approx(0.9)
    assert pane.live.history.last is not None
    values = pane.live.history.last[1]
    assert values["hits"] == pytest.approx(90) and values["hits_redis"] == 0


def test_the_lines_of_a_tree_are_those_that_are_open() -> None:
    source = Source(REDIS, "Redis", "", 3, Estimate(3.0, 0.0))
    branch = Branch(b"a", 2, Estimate(2.0, 0.0), 0.6, 1, leaf=True)
    known = {
        (REDIS, b""): (branch, Branch(b"b", 1, Estimate(1.0, 0.0), 0.3, 0, leaf=True)),
        (REDIS, b"a"): (
            Branch(b"a:c", 1, Estimate(1.0, 0.0), 0.3, 0, leaf=True),
            Branch(b"a", 1, Estimate(1.0, 0.0), 0.3, 0, leaf=True),
        ),
    }
    told = [(line.label, line.depth, line.here) for line in lines([source], known, {(REDIS, b"")})]
    assert told == [("Redis", 0, False), ("a", 1, False), ("b", 1, False)]
    told = [
        (line.label, line.depth, line.here) for line in lines([source], known, {(REDIS, b""), (REDIS, b"a")})
    ]
    assert told[2:4] == [("c", 2, False), ("a", 2, True)]


def test_of_very_many_branches_the_largest_are_listed_and_the_others_counted() -> None:
    source = Source(REDIS, "Redis", "", 9, Estimate(3.0, 0.0))
    many = tuple(Branch(b"%d" % n, 2, Estimate(2.0, 0.0), 0.0, 0, leaf=True) for n in range(MOST_SHOWN + 7))
    shown = list(lines([source], {(REDIS, b""): many}, {(REDIS, b"")}))
    assert len(shown) == 1 + MOST_SHOWN + 1
    assert (shown[-1].more, shown[-1].keys) == (7, 14)


def test_times_run_down_in_words() -> None:
    assert [words.left(each) for each in (None, 0, 59.6, 119, 605, 3_600, 90_000)] == [
        "no end", "0 s", "60 s", "119 s", "10:05", "1:00:00", "25:00:00",
    ]  # fmt: skip


@pytest.mark.parametrize("cluster", [False, True])
def test_redis_that_is_away_is_told_and_the_rest_is_shown(
    qtbot: QtBot, library: Database, context: PaneContext, tmp_path: Path, cluster: bool
) -> None:
    away = RedisAddress((("127.0.0.1", 1),), cluster=cluster)
    with build_on(library, bcrypt_rounds=4, redis=away, workstation="desk-1", data_dir=tmp_path) as app:
        pane = CachePane(replace(context, services=app))
        qtbot.addWidget(pane)
        pane.show()
        pane.shown()
        qtbot.waitUntil(lambda: pane.notice.isVisible() or pane.tree.bar.trouble.isVisible())
        told = pane.notice.text() + pane.tree.bar.trouble.text()
        assert "Nothing listens there" in told
        assert {line.source.key for line in pane.tree.model.rows()} == {REDIS, MEMORY, TABLE}
        qtbot.waitUntil(lambda: pane.runner.idle)


def test_memory_and_table_are_emptied_and_records_forgotten(
    qtbot: QtBot, show: Callable[..., Any], services: App, messages: RecordingMessenger
) -> None:
    services.cache.read("title:17", ("title:17",), lambda: Loaded(_BODY))
    assert services.cache.table is not None
    services.cache.table.put("report:loans", b"x" * 100, 60)
    pane: CachePane = show(CachePane)
    QTest.keyClick(pane, Qt.Key.Key_5, CONTROL)
    assert not pane.works.acts.action("redis").isEnabled(), "there is none"
    messages.answers.append(("do", "title:0x"))
    QTest.keyClick(pane, Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: len(messages.errors) + len(messages.warned) > 0 or pane.runner.idle)
    messages.answers.append(("do", "title:17"))
    QTest.keyClick(pane, Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: messages.told[-1:] == ["What was cached of title:17 is served no more."])
    messages.answers += [("do", ""), ("do", "old")]
    pane.do("memory")
    qtbot.waitUntil(lambda: "removed" in messages.told[-1])
    pane.do("table")
    qtbot.waitUntil(lambda: messages.told[-1:] == ["1 value was removed."] and pane.runner.idle)
    assert services.cache.table.rows(10) == []
