"""The inside of a database server in the pane Health: a connection is ended with care, a setting set and put back."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pymysql
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.database.one_node import DatabaseNode
from app.domain.actors import Actor
from app.domain.board import NodeLine
from app.domain.changes import Receipt
from app.domain.health import HealthState, Target, TargetKind
from app.domain.memory_looks import MemoryLook, MemoryOrder
from app.server.memory import Memory
from app.services import memory_looks
from tests.app.services.watched import put_up
from tests.ui.panes.server_cases import actor, services
from ui.messages import RecordingMessenger
from ui.panes.health.pane import HealthPane
from ui.widgets.banner import Banner

__all__ = ["actor", "services"]
CONTROL = Qt.KeyboardModifier.ControlModifier
NODE = NodeLine("database", TargetKind.DATABASE, "", (), HealthState.HEALTHY, facts={"version": "mysql"})


@contextlib.contextmanager
def _sleeping(services: App) -> Iterator[threading.Event]:
    """A connection that runs a long statement; the event says that it ended."""
    url, ended = services.core.database.url, threading.Event()
    opened = pymysql.connect(
        host=url.host,
        port=url.port or 0,
        user=url.username,
        password=url.password or "",
        database=url.database,
    )

    def work() -> None:
        with contextlib.suppress(pymysql.Error), opened.cursor() as cursor:
            cursor.execute("SELECT SLEEP(120), 'in the way'")
        ended.set()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    yield ended
    thread.join(30)
    with contextlib.suppress(pymysql.Error):
        opened.close()


@pytest.fixture
def pane(services: App, show: Callable[..., Any], qtbot: QtBot) -> HealthPane:
    """The details of the database."""
    put_up(services, services.core.clock.now(), nodes=(NODE,))
    shown: HealthPane = show(HealthPane)
    qtbot.waitUntil(lambda: shown.nodes.model.rowCount() == 1)
    shown.open_node("database")
    return shown


def test_a_statement_is_ended_with_a_reason(
    pane: HealthPane, services: App, qtbot: QtBot, messages: RecordingMessenger
) -> None:
    page = pane.nodes.processes
    with _sleeping(services) as ended:
        pane.nodes.body.sheet.show_tab("processes")

        def row() -> int:
            rows = [n for n, each in page.model.loaded() if "in the way" in each.statement]
            return rows[0] if rows else -1

        def seen() -> bool:
            page.show_part("database")  # as each look of the pane does
            return row() >= 0

        qtbot.waitUntil(seen)
        page.table.selectRow(row())
        qtbot.waitUntil(lambda: not page._below.isHidden())
        page.table.setFocus()
        QTest.keyClick(page.table, Qt.Key.Key_E, CONTROL)
        assert messages.asked[-1].text_required and "in the way" in messages.asked[-1].detail
        assert not ended.is_set(), "Esc ends nothing"
        messages.answers = [("statement", "The desks wait for it")]
        QTest.keyClick(page.table, Qt.Key.Key_E, CONTROL)
        qtbot.waitUntil(ended.is_set)


def test_a_setting_is_set_as_advised_and_undone(
    pane: HealthPane, services: App, actor: Actor, qtbot: QtBot, messages: RecordingMessenger
) -> None:
    with contextlib.closing(DatabaseNode(services.core.database.url, 3.0)) as node:

        def now() -> float:
            return float(node.pairs("SHOW GLOBAL VARIABLES LIKE 'long_query_time'")["long_query_time"])

        before = now()
        node.command("SET GLOBAL long_query_time = 8")
        receipts: list[Receipt[Any]] = []
        pane.runner.receipted.connect(receipts.append)
        pane.nodes.body.sheet.show_tab("advice")

        def offered() -> list[QPushButton]:
            every = pane.nodes.advice.view.findChildren(QPushButton)
            return [each for each in every if each.accessibleName() == "Set long_query_time…"]

        qtbot.waitUntil(lambda: bool(offered()))
        messages.answers = [("set", "")]
        offered()[0].click()
        qtbot.waitUntil(lambda: now() == 1.0 and bool(receipts))
        assert "from 8 to 1" in messages.asked[-1].title
        services.undo.undo(actor, receipts[0].act_id)
        assert now() == 8.0
        node.command(f"SET GLOBAL long_query_time = {before}")


def test_what_took_the_time_or_how_to_have_it_counted(pane: HealthPane, services: App, qtbot: QtBot) -> None:
    page = pane.nodes.statements
    page.span.setCurrentIndex(page.span.findData(0))
    pane.nodes.body.sheet.show_tab("statements")
    if services.core.database.product == "mysql":
        qtbot.waitUntil(lambda: page.model.rowCount() > 0)
        assert page.about.text().endswith("since the server counts.")
    else:
        qtbot.waitUntil(lambda: page.view.state == "failed")
        assert "does not count" in page.view._failed.title().text()
    pane.nodes.body.sheet.show_tab("log")
    qtbot.waitUntil(lambda: pane.nodes.log.view.state == "failed")


def test_a_plan_is_a_tree_with_what_is_costly_and_never_more_than_a_plan(
    pane: HealthPane, qtbot: QtBot, messages: RecordingMessenger
) -> None:
    page = pane.nodes.plan
    pane.nodes.body.sheet.show_tab("plan")
    page.text.setPlainText(
        "SELECT * FROM books b JOIN titles t ON t.id = b.title_id WHERE b.title LIKE '%war%'"
    )
    QTest.keyClick(page.text, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.view.state == "loaded")
    assert page.tree.topLevelItemCount() >= 1
    banners = [each.text() for each in page.body.findChildren(Banner)]
    assert any(text.startswith("A pattern that begins with %") for text in banners)
    page.text.setPlainText("DELETE FROM books")
    page.show_it.click()
    qtbot.waitUntil(lambda: page.view.state == "failed")


def test_two_looks_at_an_api_node_tell_what_grew_and_tracing_is_asked_about(
    services: App,
    show: Callable[..., Any],
    qtbot: QtBot,
    messages: RecordingMessenger,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    memory, orders, kept = Memory(), list[MemoryOrder](), list[object]()

    def asked(_target: Target, _secret: str, order: MemoryOrder) -> MemoryLook:
        orders.append(order)
        return MemoryLook((memory.look(order),), complete=True)

    monkeypatch.setattr(memory_looks, "_asked", asked)
    target = Target("api-1", TargetKind.API, "http://127.0.0.1:1")
    services.__dict__["memory_looks"] = memory_looks.MemoryLooksService(services.core, lambda _: (target,))
    node = NodeLine("api-1", TargetKind.API, "", (), HealthState.HEALTHY)
    put_up(services, services.core.clock.now(), nodes=(node,))
    pane: HealthPane = show(HealthPane)
    qtbot.waitUntil(lambda: pane.nodes.model.rowCount() == 1)
    pane.open_node("api-1", "memory")
    page = pane.nodes.memory
    qtbot.waitUntil(lambda: page.view.state == "empty")
    assert not orders, "nothing is looked at before somebody asks for it"
    page.again.click()
    qtbot.waitUntil(lambda: page.view.state == "loaded")
    assert page.model.rowCount() == 0 and "Look again in a while" in page.about.text()

    kept += [_Kept() for _ in range(4_000)]
    page.again.click()
    qtbot.waitUntil(lambda: any(each.what.endswith("_Kept") for _, each in page.model.loaded()))
    grown = next(each for _, each in page.model.loaded() if each.what.endswith("_Kept"))
    assert grown.count_by == 4_000

    messages.answers = [("cancel", "")]
    page.trace.click()
    assert "several times as long" in messages.asked[-1].detail and len(orders) == 2
    messages.answers = [("trace", "")]
    page.trace.click()
    qtbot.waitUntil(lambda: "It is traced for another" in page.about.text())
    assert orders[-1].trace_s == 60 and page.lines.isChecked()
    kept += [_Kept() for _ in range(4_000)]
    page.again.click()
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    assert any("test_health_inside.py:" in each.what for _, each in page.model.loaded())
    memory.close()


class _Kept:
    """What somebody forgot to let go of."""

    def __init__(self) -> None:
        self.ballast = bytearray(100)
