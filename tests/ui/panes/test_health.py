"""The pane Health on a library in a file, watched for real: the map, a part's figures, an alert and who looks after it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import App, build_on
from app.database.engine import Database
from app.domain.actors import Actor
from app.domain.alerts import Severity
from app.domain.board import Board, NodeLine
from app.domain.health import HealthState, TargetKind
from app.domain.incidents import Incident
from app.domain.watching import Rank, Watching
from tests.app.services.watched import incident, put_up
from ui import theme
from ui.messages import RecordingMessenger
from ui.models.columns import Tone
from ui.panes.health import words
from ui.panes.health.pane import HealthPane
from ui.panes.health.picture import Picture
from ui.panes.health.vitals import vitals_of
from ui.widgets.timeline import Mark, Timeline

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def services(library: Database, tmp_path: Path) -> Iterator[App]:
    """A library on a file whose settings want it watched."""
    with build_on(
        library, bcrypt_rounds=4, workstation="desk-1", data_dir=tmp_path, watching=Watching(enabled=True)
    ) as built:
        yield built


@pytest.fixture
def watched(services: App) -> None:
    """The window's own process watches."""
    services.watch(Rank.WINDOW)
    return


def test_the_map_leads_to_a_part_and_every_figure_has_its_source(
    qtbot: QtBot, watched: None, show: Callable[..., Any], messages: RecordingMessenger
) -> None:
    pane: HealthPane = show(HealthPane)
    cards = pane.overview.picture.cards
    qtbot.waitUntil(lambda: {"database", "files", "library"} <= cards.keys())
    qtbot.waitUntil(lambda: cards["database"].node.state is HealthState.HEALTHY)
    assert "one library on one computer" in pane.overview.hint.text()
    qtbot.waitUntil(lambda: pane.overview.board is not None)
    qtbot.waitUntil(lambda: "window on desk-1" in pane.about.whole_text())

    QCoreApplication.sendPostedEvents()
    cards["database"].setFocus()
    QTest.keyClick(cards["database"], Qt.Key.Key_Right)
    assert pane.overview.chosen != "database"
    pane.overview.choose("files")
    qtbot.waitUntil(
        lambda: (
            pane.overview.board is not None and pane.overview.board.graphs[0].spec.key == "files:files_used"
        ),
    )
    assert pane.overview.board is not None
    pane.overview.board.copy_requested.emit(pane.overview.board.as_table())
    assert messages.copied[0].startswith("Time\t")

    cards["files"].setFocus()
    QTest.keyClick(cards["files"], Qt.Key.Key_Return)
    assert pane.page == "nodes" and not pane.nodes.body.sheet.isHidden()
    qtbot.waitUntil(lambda: pane.nodes.figures.row(0).value is not None)
    figure = pane.nodes.figures.row(0)
    assert figure is not None and figure.info.source
    QTest.keyClick(pane.nodes.body.table, Qt.Key.Key_G, CONTROL)
    assert pane.page == "overview" and pane.overview.chosen == "files"


def test_a_second_alert_of_the_same_part_does_not_follow_from_it_in_words() -> None:
    first = incident("a", 1_000.0)
    second = msgspec.structs.replace(incident("b", 1_000.0), because=first.target)
    follows = msgspec.structs.replace(incident("c", 1_000.0, "api-1", "api-down"), because=first.target)
    assert "Because of it" not in words.trouble((first, second))[1]
    assert "Because of it: api-1." in words.trouble((first, second, follows))[1]


def test_an_alert_is_said_first_and_somebody_looks_after_it_by_name(
    qtbot: QtBot, services: App, actor: Actor, show: Callable[..., Any], messages: RecordingMessenger
) -> None:
    now = services.core.clock.now()
    hushed = msgspec.structs.replace(incident("b", now.timestamp(), "api-1", "api-down"), because="redis")
    put_up(services, now, incident("a", now.timestamp()), hushed)
    pane: HealthPane = show(HealthPane)
    qtbot.waitUntil(lambda: pane.trouble.isVisible())
    assert "redis" in pane.trouble.text() and "Because of it: api-1" in pane.trouble.text()
    assert pane.badge.badge() == words.state_badge(HealthState.UNHEALTHY)
    QTest.keyClick(pane, Qt.Key.Key_3, CONTROL)
    qtbot.waitUntil(lambda: pane.alerts.model.rowCount() == 2)
    assert words.incident_badge(pane.alerts.model.row(1)).text == "Follows"
    pane.alerts.body.table.selectRow(0)
    messages.answers = [("take", "It restarts")]
    QTest.keyClick(pane.alerts.body.table, Qt.Key.Key_T, CONTROL)
    qtbot.waitUntil(lambda: pane.alerts.model.row(0).acknowledged_by == actor.name)
    QTest.keyClick(pane.alerts.body.table, Qt.Key.Key_Return)
    assert words.incident_badge(pane.alerts.model.row(0)).text == "Looked after"
    pane.alerts.why.click()
    qtbot.waitUntil(lambda: pane.troubles.diagnosis is not None)
    assert (
        pane.page == "trouble" and pane.troubles.case is not None and pane.troubles.case.key == "cache-misses"
    )
    pane.go("alerts")
    messages.answers = [("8", "New memory comes")]
    pane.do("silence")
    qtbot.waitUntil(lambda: len(services.alerts.pauses(actor)) == 1)
    assert services.alerts.pauses(actor)[0].pause.reason == "New memory comes"


def test_a_figure_that_is_measured_later_gets_its_graph(
    qtbot: QtBot, services: App, show: Callable[..., Any]
) -> None:
    now = services.core.clock.now()

    def measured(seconds: float, **values: float) -> None:
        at = (now + timedelta(seconds=seconds)).timestamp()
        node = NodeLine(
            "redis", TargetKind.REDIS, "", (), HealthState.HEALTHY, measured_at=at, values={**values}
        )
        put_up(services, now + timedelta(seconds=seconds), nodes=(node,))

    measured(0, redis_memory=5e6)
    pane: HealthPane = show(HealthPane)
    qtbot.waitUntil(lambda: pane.overview.board is not None)

    def graphs() -> set[str]:
        board = pane.overview.board
        return set() if board is None else {line.key for each in board.graphs for line in each.spec.lines}

    assert "redis_memory" in graphs() and "redis_ops" not in graphs()
    measured(1, redis_memory=5e6, redis_ops=12.0)
    qtbot.waitUntil(lambda: {"redis_memory", "redis_ops"} <= graphs())


def test_an_outage_is_read_from_the_worst_down_and_nothing_lies_over_anything(
    qtbot: QtBot, services: App, show: Callable[..., Any]
) -> None:
    now = services.core.clock.now()
    at = now.timestamp()
    mild = msgspec.structs.replace(
        incident("mild", at, "library", "job-failing"), severity=Severity.WARNING, cause=False, began_at=at
    )
    kinds = (TargetKind.NGINX, TargetKind.API, TargetKind.DATABASE, *[TargetKind.REDIS] * 6)
    nodes = [NodeLine(f"{kind}-{n}", kind, "", (), HealthState.HEALTHY) for n, kind in enumerate(kinds)]
    down = NodeLine(
        "redis", TargetKind.REDIS, "", (), HealthState.UNHEALTHY, "Nothing listens there.", at - 60,
        at, None, measured_at=at - 70, values={"redis_ops": 214.0},
    )  # fmt: skip
    put_up(services, now, mild, incident("a", at - 60), nodes=(*nodes, down))
    pane: HealthPane = show(HealthPane, 1166, 560)
    qtbot.waitUntil(lambda: pane.trouble.isVisible() and pane.overview.board is not None)
    assert vitals_of(down) == (), "a figure of before it went down says that it works"
    card = pane.overview.picture.cards["redis"]
    assert "214" not in card.accessibleName()

    def apart() -> bool:
        overview = pane.overview
        parts = (overview._area, overview._head, overview._place, overview.timeline)
        return all(one.geometry().bottom() < other.geometry().top() for one, other in pairwise(parts))

    qtbot.waitUntil(apart)
    assert not card.visibleRegion().isEmpty(), "what is told first is in sight"
    pane.go("alerts")
    qtbot.waitUntil(lambda: pane.alerts.model.rowCount() == 2)
    assert [pane.alerts.model.row(n).incident.key for n in range(2)] == ["a", "mild"]
    pane.go("trouble")
    qtbot.waitUntil(lambda: pane.troubles.case is not None)
    assert pane.troubles.case is not None and pane.troubles.case.key == "cache-misses"


def test_what_nobody_measures_is_unknown_and_old_is_said(
    qtbot: QtBot, services: App, show: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    pane: HealthPane = show(HealthPane)
    qtbot.waitUntil(lambda: pane.state == "empty")
    put_up(services, services.core.clock.now() - timedelta(minutes=5), incident("a", time.time()))
    monkeypatch.setattr(services.health, "_make_own", lambda: None)
    pane.look_now()
    qtbot.waitUntil(lambda: pane.state == "loaded")
    assert pane.badge.badge() == words.state_badge(HealthState.UNKNOWN)
    assert "Nobody watches" in pane.standing.text()


def test_without_a_board_this_computer_looks_itself(
    qtbot: QtBot, services: App, show: Callable[..., Any]
) -> None:
    put_up(services, services.core.clock.now() - timedelta(minutes=5), incident("a", time.time()))
    pane: HealthPane = show(HealthPane)
    cards = pane.overview.picture.cards
    qtbot.waitUntil(lambda: "database" in cards and cards["database"].node.state is HealthState.HEALTHY)
    assert "this computer looks itself" in pane.standing.text()
    assert "redis" not in cards, "what was put up long ago is no news"


def test_the_trouble_is_told_with_what_follows_from_it() -> None:
    root = NodeLine("db-1", TargetKind.DATABASE, "", (), HealthState.UNHEALTHY, "It does not answer.")
    node = NodeLine("api-1", TargetKind.API, "", (("db-1",),), HealthState.UNHEALTHY, "No database.")
    assert words.trouble_seen(Board(1.0, "me", (node, root))) == (
        "db-1: It does not answer. Because of it: api-1."
    )
    assert words.summary(Board(1.0, "me", (node, root))) == "2 unhealthy"
    assert words.state_badge(HealthState.UNKNOWN).tone is Tone.MUTED


def test_arrows_walk_over_the_map(qtbot: QtBot) -> None:
    picture = Picture()
    qtbot.addWidget(picture)
    picture.resize(1100, 300)
    picture.show_nodes(
        (
            *(NodeLine(f"api-{n}", TargetKind.API, "", (), HealthState.HEALTHY) for n in (1, 2, 3)),
            *(NodeLine(f"db-{n}", TargetKind.DATABASE, "", (), HealthState.HEALTHY) for n in (1, 2, 3)),
            *(NodeLine(f"redis-{n}", TargetKind.REDIS, "", (), HealthState.HEALTHY) for n in range(1, 7)),
        ),
        old=False,
    )
    picture.show()
    picture.cards["api-1"].setFocus()
    chosen: list[str] = []
    picture.chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up):
        QTest.keyClick(picture.focusWidget(), key)
    assert chosen == ["api-2", "db-2", "api-2", "api-1"]


def test_the_timeline_is_walked_by_keys_and_leads_to_what_happened(qtbot: QtBot) -> None:
    timeline = Timeline((("alert", "Alerts"), ("deploy", "Deploys")))
    qtbot.addWidget(timeline)
    timeline.resize(600, 60)
    timeline.set_marks(
        [
            Mark("deploy", 100.0, 100.0, "0.2 instead of 0.1", "rocket-launch", "accent"),
            Mark("alert", 160.0, 190.0, "Redis is away", "bell-ringing", "bad", "incident:a"),
        ]
    )
    timeline.show_until(200.0, 300.0)
    timeline.show()
    pointed: list[float | None] = []
    opened: list[str] = []
    timeline.pointed.connect(pointed.append)
    timeline.opened.connect(opened.append)
    QTest.keyClick(timeline, Qt.Key.Key_Left)
    assert "Redis is away" in timeline.accessibleDescription()
    QTest.keyClick(timeline, Qt.Key.Key_Return)
    QTest.keyClick(timeline, Qt.Key.Key_Left)
    QTest.keyClick(timeline, Qt.Key.Key_Return)
    assert pointed == [160.0, 100.0] and opened == ["incident:a"]
    timeline.show_until(1000.0, 60.0)
    assert not timeline.seen()


def test_a_mark_of_before_the_span_is_not_painted_over_the_words_of_its_lane(qtbot: QtBot) -> None:
    timeline = Timeline((("alert", "Alerts of all parts"),))
    qtbot.addWidget(timeline)
    timeline.resize(600, timeline.sizeHint().height())
    timeline.show_until(200.0, 100.0)
    timeline.show()

    def words_with(began: float) -> QImage:
        timeline.set_marks([Mark("alert", began, 190.0, "Redis is away", "bell-ringing", "bad")])
        whole = timeline.grab().toImage()
        font = QFont(timeline.font())
        font.setPointSizeF(theme.SMALL_PT)
        return whole.copy(
            0, 0, 8 + QFontMetrics(font).horizontalAdvance("Alerts of all parts"), whole.height()
        )

    assert words_with(10.0) == words_with(100.0) == words_with(180.0)


def test_an_alert_that_goes_on_counts_from_when_it_began() -> None:
    going_on = msgspec.structs.replace(incident("a", time.time() - 85), cleared_at=None)
    assert isinstance(going_on, Incident) and words.lasted(going_on) == "90 s"
