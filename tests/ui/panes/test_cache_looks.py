"""Pages of the cache's pane that ask Redis on demand: hot keys, truth and age, what if; over one Redis and a cluster."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import App, build_on
from app.cache.layered import Loaded
from app.database.engine import Database
from app.domain.cached_answers import Comparison, TruthProbe
from app.domain.key_views import differences
from app.domain.redis_address import RedisAddress
from app.domain.redis_figures import ClusterMap, Shard
from tests.app.cache.inspecting.filling import address_of
from tests.servers import redis_servers
from ui.messages import RecordingMessenger
from ui.panes.cache.hot_tab import HotTab
from ui.panes.cache.pane import CachePane
from ui.panes.cache.spread import spread_badge, spread_text
from ui.panes.cache.truth_tab import TruthTab
from ui.panes.cache.what_if_tab import WhatIfTab

CONTROL = Qt.KeyboardModifier.ControlModifier
_BODY = b'"e"\n{"items":[]}'


@pytest.fixture(scope="module", params=["single", "cluster"])
def address(request: pytest.FixtureRequest) -> Iterator[RedisAddress]:
    with contextlib.ExitStack() as stack:
        if request.param == "single":
            yield address_of(stack.enter_context(redis_servers.single()))
        else:
            yield address_of(*stack.enter_context(redis_servers.cluster())[:3])


@pytest.fixture
def services(library: Database, tmp_path: Path, address: RedisAddress) -> Iterator[App]:
    for _, port in address.nodes:
        with redis.Redis(port=port) as client:
            client.flushall()
            client.config_set("maxmemory-policy", "allkeys-lfu")
    with build_on(library, bcrypt_rounds=4, redis=address, workstation="desk-1", data_dir=tmp_path) as built:
        for number in range(40):
            built.cache.read(f"title:{number}", (f"title:{number}",), lambda: Loaded(_BODY))
        yield built


def client_of(address: RedisAddress) -> Any:
    kind = redis.cluster.RedisCluster if address.cluster else redis.Redis
    return kind(host="127.0.0.1", port=address.nodes[0][1])


@contextlib.contextmanager
def reading(address: RedisAddress, key: bytes) -> Iterator[None]:
    """Somebody reads a key over and over."""
    over = threading.Event()

    def read() -> None:
        with client_of(address) as client:
            while not over.is_set():
                client.get(key)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_the_key_used_most_is_found_and_opened_by_keys(
    qtbot: QtBot, show: Callable[..., Any], services: App, address: RedisAddress
) -> None:
    pane: CachePane = show(CachePane)
    key = f"{services.cache_inspector.namespace(pane.actor)}title:7".encode()
    with client_of(address) as client:
        for _ in range(3_000):
            client.get(key)
    QTest.keyClick(pane, Qt.Key.Key_6, CONTROL)
    hot = pane.looks["hot"]
    assert isinstance(hot, HotTab) and pane.page == "hot" and hot.begin.hasFocus()
    QTest.keyClick(hot.begin, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: hot.view.state == "loaded" and hot.begin.isEnabled())
    first, second = hot.model.rows()[:2]
    assert first.key == key and first.frequency > second.frequency
    assert "LFU" in hot.about.text() and hot.table.hasFocus()
    QTest.keyClick(hot.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.keys.sheet.facts is not None)
    assert pane.page == "keys" and pane.keys.sheet.facts is not None and pane.keys.sheet.facts.key == key


def test_how_old_what_is_served_may_be_stands_there_and_a_probe_says_what_it_lacks(
    qtbot: QtBot, show: Callable[..., Any], services: App
) -> None:
    pane: CachePane = show(CachePane)
    QTest.keyClick(pane, Qt.Key.Key_7, CONTROL)
    truth = pane.looks["truth"]
    assert isinstance(truth, TruthTab)
    qtbot.waitUntil(lambda: truth.budget_view.state == "loaded")
    (budget,) = truth.budgets.rows()
    assert (budget.namespace, budget.values) == ("title", 40)
    QTest.keyClick(truth.begin, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: truth.view.state == "failed")
    assert truth.badge.accessibleName() == "Not compared" and truth.begin.isEnabled()


def test_a_probe_tells_the_share_of_stale_values_and_where_they_differ(
    show: Callable[..., Any], services: App
) -> None:
    pane: CachePane = show(CachePane)
    pane.go("truth")
    truth = pane.looks["truth"]
    assert isinstance(truth, TruthTab)
    stale = Comparison("title:3", False, False, 0.0, differences({"title": "Noli"}, {"title": "Fili"}))
    truth._on_probed(TruthProbe(50, 1, 2, 0.004, 0.105, (("title", 1),), (stale,)))
    assert truth.view.state == "loaded" and truth.badge.accessibleName() == "1 differs"
    assert truth.about.text() == (
        "1 of 50: with 95 % confidence between 0.4 % and 10.5 % of all values are stale. "
        "2 could not be loaded anew."
    )
    assert [each.name for each in truth.stale.rows()] == ["title:3"]
    assert list(truth.fields.rows()) == [("title", 1)]
    truth._on_probed(TruthProbe(50, 0, 0, 0.0, 0.07, (), ()))
    assert truth.view.state == "empty" and truth.badge.accessibleName() == "True"


def test_curves_are_made_of_what_is_read_meanwhile(
    qtbot: QtBot, show: Callable[..., Any], services: App, address: RedisAddress, messages: RecordingMessenger
) -> None:
    pane: CachePane = show(CachePane)
    key = f"{services.cache_inspector.namespace(pane.actor)}title:7".encode()
    QTest.keyClick(pane, Qt.Key.Key_8, CONTROL)
    look = pane.looks["what-if"]
    assert isinstance(look, WhatIfTab)
    look.seconds.setValue(1)
    with reading(address, key):
        QTest.keyClick(look.begin, Qt.Key.Key_Space)
        assert not look.begin.isEnabled()
        qtbot.waitUntil(lambda: look.view.state == "loaded")
    assert look.begin.isEnabled() and "1 s." in look.note.text()
    curve = look.by_size
    assert curve.hasFocus() and curve.told().startswith("Today")
    QTest.keyClick(curve, Qt.Key.Key_Right)
    for _ in range(20):
        QTest.keyClick(curve, Qt.Key.Key_Right)
    largest = curve._points[-1]
    assert largest.hits > 0.9, "one key, read over and over, is there with room for it"
    assert curve.told() in curve.accessibleName() and "hits with" in curve.told()
    QTest.keyClick(curve, Qt.Key.Key_Escape)
    assert curve.told().startswith("Today")
    assert messages.warned == []


def test_that_nobody_read_is_said(qtbot: QtBot, show: Callable[..., Any], services: App) -> None:
    pane: CachePane = show(CachePane)
    pane.go("what-if")
    look = pane.looks["what-if"]
    assert isinstance(look, WhatIfTab)
    look.seconds.setValue(1)
    look.ask()
    qtbot.waitUntil(lambda: look.view.state == "failed")
    assert look.begin.isEnabled() and look.begin.text() == "Listen to the reads"


def test_how_a_cluster_is_spread_stands_above_its_servers(
    qtbot: QtBot, show: Callable[..., Any], services: App, address: RedisAddress
) -> None:
    pane: CachePane = show(CachePane)
    pane.go("layers")
    qtbot.waitUntil(lambda: pane.runner.idle)
    assert pane.layers.spread.isVisible() == bool(address.cluster)
    if address.cluster:
        assert pane.layers.spread_text.text().startswith("3 primaries.")


def test_one_node_is_emptied_of_the_library_s_values_and_the_others_keep_theirs(
    qtbot: QtBot, show: Callable[..., Any], services: App, address: RedisAddress, messages: RecordingMessenger
) -> None:
    pane: CachePane = show(CachePane)
    pane.go("layers")
    qtbot.waitUntil(lambda: pane.runner.idle)
    acts = pane.layers.body.table.acts
    memory = next(part for part in pane.layers.model.rows() if part.memory is not None)
    assert pane.layers.body.table.select_key(memory.name)
    acts.trigger("empty")
    assert messages.told == ["Only a primary of Redis can be emptied by itself."] and not messages.asked
    primary = next(part for part in pane.layers.model.rows() if part.server and not part.server.replica_of)
    assert pane.layers.body.table.select_key(primary.name)
    messages.answers.append(("do", "a test"))
    acts.trigger("empty")
    qtbot.waitUntil(lambda: "removed" in messages.told[-1])
    gone = int(messages.told[-1].partition(" ")[0])
    assert 0 < gone <= primary.figures.keys and (gone < 40) == address.cluster
    with client_of(address) as client:
        left = list(client.scan_iter(f"{services.cache_inspector.namespace(pane.actor)}title:*"))
    assert len(left) == 40 - gone


@pytest.mark.parametrize(
    ("spread", "badge", "words"),
    [
        (ClusterMap((Shard("a", 16_384, 5, 9, (), 0),), 0, 0, 1.0, 1.0, ()), "Evenly spread", "1 primary."),
        (ClusterMap((), 100, 0, 1.0, 1.0, ()), "Slots are missing", "100 slots are served by nobody."),
        (ClusterMap((), 0, 0, 1.0, 1.0, ("a",)), "No replica", "Without a replica: a."),
        (ClusterMap((), 0, 3, 1.0, 1.0, ()), "Slots move", "3 slots move."),
        (ClusterMap((), 0, 0, 2.5, 1.1, ()), "Uneven", "2.50 times the mean of keys"),
        (ClusterMap((), 0, 0, None, None, ()), "Evenly spread", "0 primaries."),
    ],
)
def test_a_spread_is_judged(spread: ClusterMap, badge: str, words: str) -> None:
    assert spread_badge(spread).text == badge and words in spread_text(spread)
