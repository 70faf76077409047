"""The cache's pane by real keys over a real Redis, alone and as a cluster of six."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import redis
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.bootstrap import App, build_on
from app.cache.layered import Loaded
from app.database.engine import Database
from app.domain.audit import AuditQuery
from app.domain.cached_answers import Comparison
from app.domain.cached_keys import Manner
from app.domain.key_views import Form, Layer, differences
from app.domain.paging import Window
from app.domain.redis_address import RedisAddress
from tests.app.cache.inspecting.filling import address_of, fill, mixed
from tests.servers import redis_servers
from tests.ui.stalls import GUARD_MS, Guard
from ui.messages import RecordingMessenger
from ui.panes.base import Pane
from ui.panes.cache.pane import CachePane

CONTROL = Qt.KeyboardModifier.ControlModifier
KEYS = 2_000
_BODY = b'"e"\n' + msgspec.json.encode({"items": [{"id": 1, "title": "Noli Me Tangere"}], "next": None})


@pytest.fixture(scope="module", params=["single", "cluster"])
def address(request: pytest.FixtureRequest) -> Iterator[RedisAddress]:
    with contextlib.ExitStack() as stack:
        if request.param == "single":
            yield address_of(stack.enter_context(redis_servers.single()))
        else:
            yield address_of(*stack.enter_context(redis_servers.cluster())[:3])


@pytest.fixture
def guard(qtbot: QtBot) -> Guard:
    """What fails a test that holds the window up."""
    return Guard(qtbot)


@pytest.fixture
def services(library: Database, tmp_path: Path, address: RedisAddress) -> Iterator[App]:
    with build_on(library, bcrypt_rounds=4, redis=address, workstation="desk-1", data_dir=tmp_path) as built:
        yield built


@pytest.fixture
def filled(services: App, address: RedisAddress) -> App:
    """A library with a Redis in which there is something, of its own and of others."""
    for _, port in address.nodes:
        with redis.Redis(port=port) as client:
            client.flushall()
    fill(address, mixed(KEYS))
    for number in range(5):
        services.cache.read(f"title:{number}", (f"title:{number}",), lambda: Loaded(_BODY))
    return services


def seen_text(pane: Pane) -> str:
    """All that can be read in it."""
    return "\n".join(each.text() for each in pane.findChildren(QLabel) if each.isVisible())


def labels(pane: CachePane, depth: int) -> dict[str, int]:
    """The lines of the tree at a depth, with their keys."""
    return {line.label: line.keys for line in pane.tree.model.rows() if line.depth == depth}


def looked(qtbot: QtBot, pane: CachePane) -> None:
    """Wait until Redis was looked through."""
    qtbot.waitUntil(lambda: pane.tree.scanning.look is not None and not pane.tree.scanning.running)


def found(qtbot: QtBot, pane: CachePane, pattern: str) -> list[bytes]:
    """Look for keys by hand; gives those found."""
    QTest.keyClick(pane, Qt.Key.Key_2, CONTROL)
    before = pane.keys.scanning.id
    pane.keys.wanted.pattern.selectAll()
    QTest.keyClicks(pane.keys.wanted.pattern, pattern)
    QTest.keyClick(pane.keys.wanted.pattern, Qt.Key.Key_Return)
    scanning = pane.keys.scanning
    qtbot.waitUntil(
        lambda: scanning.id not in ("", before) and scanning.look is not None and not scanning.running
    )
    return [hit.key for hit in pane.keys.model.rows()]


def test_all_of_redis_is_looked_through_and_its_branches_open_by_keys(
    qtbot: QtBot, show: Callable[..., Any], filled: App, messages: RecordingMessenger
) -> None:
    pane: CachePane = show(CachePane)
    looked(qtbot, pane)
    look = pane.tree.scanning.look
    assert look is not None and look.manner is Manner.GENTLE and look.whole and look.keys >= KEYS + 5
    top = labels(pane, 1)
    assert (top["students:page"], top["book"], top["queue:high"], top["student"]) == (1_000, 800, 100, 100)
    assert pane.tree.bar.badge.accessibleName() == "All seen"
    line = next(each for each in pane.tree.model.rows() if each.opens and each.depth == 1)
    assert line.branch is not None and line.branch.name + b":" == pane.namespace.encode()
    assert pane.tree.body.table.select_key(line.key)
    pane.tree.body.table.setFocus()
    QTest.keyClick(pane.tree.body.table, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: labels(pane, 2).get("title") == 5)
    QTest.keyClick(pane.tree.body.table, Qt.Key.Key_Left)
    assert labels(pane, 2) == {}
    student = next(each for each in pane.tree.model.rows() if each.label == "student")
    assert pane.tree.body.table.select_key(student.key)
    QTest.keyClick(pane.tree.body.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(pane.tree.sheet.types.bars()))
    assert [bar.name for bar in pane.tree.sheet.types.bars()] == ["hash"]
    assert pane.tree.sheet.ttls.bars()[-1].share == 1, "none of them has an end"
    assert messages.warned == []


def test_the_keys_of_a_branch_are_found_and_no_others(
    qtbot: QtBot, show: Callable[..., Any], filled: App
) -> None:
    pane: CachePane = show(CachePane)
    looked(qtbot, pane)
    line = next(each for each in pane.tree.model.rows() if each.label == "student")
    assert pane.tree.body.table.select_key(line.key)
    QTest.keyClick(pane.tree.body.table, Qt.Key.Key_L, CONTROL)
    assert pane.page == "keys"
    scanning = pane.keys.scanning
    qtbot.waitUntil(lambda: scanning.look is not None and not scanning.running)
    keys = [hit.key for hit in pane.keys.model.rows()]
    assert len(keys) == 100 and all(key.startswith(b"student:") for key in keys)
    assert "In student" in pane.keys.wanted.chip.text()
    pane.keys.wanted.chip.click()
    assert found(qtbot, pane, "book:1*") != keys


def test_a_key_tells_its_facts_counts_down_and_shows_its_value(
    qtbot: QtBot, show: Callable[..., Any], filled: App, address: RedisAddress
) -> None:
    pane: CachePane = show(CachePane)
    looked(qtbot, pane)
    (key,) = found(qtbot, pane, "title:3")
    pane.keys.body.table.selectRow(0)
    QTest.keyClick(pane.keys.body.table, Qt.Key.Key_Return)
    sheet = pane.keys.sheet
    qtbot.waitUntil(lambda: sheet.facts is not None)
    assert sheet.facts is not None and sheet.facts.key == key
    assert [copy.layer for copy in sheet.copies.rows()] == [Layer.MEMORY, Layer.REDIS]
    assert sheet.left is not None
    first = sheet.left.text()
    qtbot.waitUntil(lambda: sheet.left is not None and sheet.left.text() != first)
    pane.keys.body.sheet.show_tab("value")
    qtbot.waitUntil(lambda: sheet.value.bytes.tree.topLevelItemCount() > 0)
    assert sheet.value.bytes.shows_tree
    form = sheet.value.bytes.form
    form.setCurrentIndex(next(n for n in range(form.count()) if form.itemData(n) == (Form.HEX, False)))
    qtbot.waitUntil(lambda: sheet.value.bytes.text.toPlainText().startswith("00000000"))
    client = redis.cluster.RedisCluster if address.cluster else redis.Redis
    with client(host="127.0.0.1", port=address.nodes[0][1]) as connected:
        connected.pexpire(key, 1_500)
    sheet.read()  # from then on it counts down, and looks again when the time is up
    qtbot.waitUntil(lambda: "there no more" in seen_text(pane) or sheet.facts is None)
    assert sheet.facts is None


def test_collections_are_paged_and_their_elements_shown(
    qtbot: QtBot, show: Callable[..., Any], filled: App, address: RedisAddress
) -> None:
    pairs = [part for n in range(2_500) for part in (b"field%d" % n, b'{"grade": %d}' % n)]
    fill(address, [("HSET", b"large\xff:hash", *pairs)])
    pane: CachePane = show(CachePane)
    pane.show_key(b"large\xff:hash")
    sheet = pane.keys.sheet
    qtbot.waitUntil(lambda: sheet.facts is not None)
    pane.keys.body.sheet.show_tab("value")
    qtbot.waitUntil(lambda: sheet.value.model.rowCount() > 0)
    before = sheet.value.model.rowCount()
    assert before < 2_500 and sheet.value.more.isVisible()
    sheet.value.more.click()
    qtbot.waitUntil(lambda: sheet.value.model.rowCount() > before)
    qtbot.waitUntil(lambda: sheet.value.bytes.tree.topLevelItemCount() == 1)
    QTest.keyClicks(sheet.value.match, "field249?")
    qtbot.waitUntil(lambda: sheet.value.model.rowCount() == 10 and not sheet.value.more.isVisible())


def test_a_scan_pauses_goes_on_and_ends_by_keys(
    qtbot: QtBot, show: Callable[..., Any], filled: App, address: RedisAddress
) -> None:
    fill(address, mixed(60_000))
    pane: CachePane = show(CachePane)
    qtbot.waitUntil(lambda: pane.tree.scanning.running)
    QTest.keyClick(pane, Qt.Key.Key_P, CONTROL)
    scanning = pane.tree.scanning
    qtbot.waitUntil(lambda: scanning.look is not None and scanning.look.paused)
    assert pane.tree.bar.badge.accessibleName() == "Paused" and pane.tree.bar.pause.text() == "Go on"
    assert pane.tree.model.rowCount() > 1, "what was seen is shown"
    QTest.keyClick(pane, Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: scanning.look is not None and not scanning.look.paused)
    QTest.keyClick(pane, Qt.Key.Key_Period, CONTROL)
    qtbot.waitUntil(lambda: not scanning.running)
    QCoreApplication.sendPostedEvents()
    assert not pane.tree.bar.cancel.isVisible()


def test_a_branch_is_removed_after_its_effect_was_told_and_put_back(
    qtbot: QtBot, show: Callable[..., Any], filled: App, messages: RecordingMessenger
) -> None:
    pane: CachePane = show(CachePane)
    looked(qtbot, pane)
    line = next(each for each in pane.tree.model.rows() if each.label == "student")
    assert pane.tree.body.table.select_key(line.key)
    pane.tree.body.table.setFocus()
    QTest.keyClick(pane.tree.body.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(messages.asked) == 1)
    question = messages.asked[0]
    assert question.title == "Remove student?"
    assert "100 keys on" in question.detail and "100 of them are no values of this library" in question.detail
    assert "put back for ten minutes" in question.detail
    assert [choice.text for choice in question.choices if choice.danger] == ["Remove 100 keys"]
    messages.answers.append(("try", ""))
    QTest.keyClick(pane.tree.body.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: messages.told[-1:] == ["100 keys would have been meant."])
    messages.answers.append(("do", "a test"))
    QTest.keyClick(pane.tree.body.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: messages.told[-1:] == ["100 keys were removed."])
    qtbot.waitUntil(lambda: bool(labels(pane, 1)) and "student" not in labels(pane, 1))
    actions = [
        line.action
        for line in pane.services.audit.list(pane.actor, AuditQuery(entity="cache"), Window()).rows
    ]
    assert actions[:2] == ["delete_cached_keys_ended", "delete_cached_keys"]
    QTest.keyClick(pane, Qt.Key.Key_5, CONTROL)
    qtbot.waitUntil(lambda: pane.works.model.rowCount() == 2)
    assert pane.works.model.rows()[0].undo_until > 0
    pane.works.body.table.selectRow(0)
    QTest.keyClick(pane.works.body.table, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: messages.told[-1:] == ["100 keys are there again."])
    assert messages.warned == []


def test_keys_get_another_time_or_are_removed(
    qtbot: QtBot, show: Callable[..., Any], filled: App, messages: RecordingMessenger
) -> None:
    pane: CachePane = show(CachePane)
    looked(qtbot, pane)
    keys = found(qtbot, pane, "queue:high:1*")
    pane.keys.body.table.setFocus()
    pane.keys.body.table.selectAll()
    messages.answers.append(("do", "soon"))
    QTest.keyClick(pane.keys.body.table, Qt.Key.Key_T, CONTROL)
    assert messages.warned == ["Type a number of seconds, or “never”."]
    messages.answers.append(("do", "5000"))
    QTest.keyClick(pane.keys.body.table, Qt.Key.Key_T, CONTROL)
    qtbot.waitUntil(lambda: messages.told[-1:] == [f"{len(keys)} keys have another time."])
    ttl = filled.cache_inspector.key(pane.actor, keys[0]).ttl_ms
    assert ttl is not None and 4_900_000 < ttl <= 5_000_000
    qtbot.waitUntil(lambda: not pane.keys.scanning.running and pane.keys.model.rowCount() == len(keys))
    pane.keys.body.table.clearSelection()
    pane.keys.body.table.selectRow(0)
    messages.answers.append(("do", ""))
    QTest.keyClick(pane.keys.body.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: messages.told[-1:] == ["1 key was removed."])


def test_redis_is_emptied_of_this_library_alone(
    qtbot: QtBot, show: Callable[..., Any], filled: App, messages: RecordingMessenger
) -> None:
    pane: CachePane = show(CachePane)
    looked(qtbot, pane)
    pane.go("acts")
    messages.answers.append(("do", ""))
    pane.do("redis")
    qtbot.waitUntil(lambda: messages.told[-1:] == ["5 values were removed."])
    assert messages.asked[0].type_to_confirm == "empty"
    qtbot.waitUntil(lambda: not pane.tree.scanning.running and labels(pane, 1).get("book") == 800)
    messages.answers.append(("do", ""))
    pane.do("whole")
    qtbot.waitUntil(lambda: "emptied" in messages.told[-1])
    assert messages.asked[1].type_to_confirm == "all"
    look = pane.tree.scanning
    qtbot.waitUntil(lambda: look.look is not None and not look.running and look.look.keys == 0)


def test_a_value_is_compared_with_the_database_or_it_is_said_why_not(
    qtbot: QtBot, show: Callable[..., Any], filled: App
) -> None:
    pane: CachePane = show(CachePane)
    pane.show_key(b"book:2")
    sheet, view = pane.keys.sheet, pane.keys.sheet.compare
    qtbot.waitUntil(lambda: sheet.facts is not None and pane.runner.idle)
    assert not view.compare.isVisible(), "it is none of the program's own"
    key = f"{filled.cache_inspector.namespace(pane.actor)}title:3".encode()
    pane.show_key(key)
    qtbot.waitUntil(lambda: sheet.facts is not None and sheet.facts.key == key)
    pane.keys.body.sheet.show_tab("compare")
    view.compare.click()
    qtbot.waitUntil(lambda: view.badge.accessibleName() == "Not compared")
    assert view.compare.isEnabled() and "API node" in view.about.text()
    cached, fresh = {"title": "Noli", "copies": [1, 2]}, {"title": "Noli Me Tangere", "copies": [1]}
    view._on_compared(key, Comparison("title:3", False, False, 0.0, differences(cached, fresh)))
    assert [(each.path, each.cached, each.fresh) for each in view.model.rows()] == [
        ("title", "Noli", "Noli Me Tangere"), ("copies[1]", "2", "–"),
    ]  # fmt: skip
    assert view.badge.accessibleName() == "Differs" and view.about.text().startswith("2 fields differ.")
    view._on_compared(key, Comparison("title:3", True, False, 0.0, ()))
    assert view.badge.accessibleName() == "The same" and not view.table.isVisible()


def test_the_window_goes_on_while_very_many_keys_are_seen(
    qtbot: QtBot, show: Callable[..., Any], filled: App, address: RedisAddress, guard: Guard
) -> None:
    names = (b"deep:%d:%d" % (number % 3_000, number) for number in range(60_000))
    fill(address, (("SET", name, b"x") for name in names))
    pane: CachePane = show(CachePane)
    with guard.watching("a scan", GUARD_MS):
        looked(qtbot, pane)
        line = next(each for each in pane.tree.model.rows() if each.label == "deep")
        pane.tree.toggle(line)
        qtbot.waitUntil(lambda: any(each.more for each in pane.tree.model.rows()))
    assert labels(pane, 1)["deep"] == 60_000
    with guard.watching("keys that were found", GUARD_MS):
        assert len(found(qtbot, pane, "deep:*")) == 10_000
