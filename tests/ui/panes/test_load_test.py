"""Load tests by real keys: a scenario as form and as text, a run against a small server, what it brought."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app import paths
from app.bootstrap import App
from app.domain.actors import Actor, Role
from app.domain.loadtest.orders import RunOrder, RunPhase
from app.domain.loadtest.run import Verdict
from app.domain.loadtest.servers import key_of
from app.errors import Conflict
from app.loadtest.shelf import Shelf
from app.services.load_tests import Judged
from tests.app.domain.loadtest.kit import BEGAN as RESULT_BEGAN
from tests.app.domain.loadtest.kit import result, second
from tests.app.loadtest.server import Server, serving
from ui.messages import RecordingMessenger
from ui.panes.load_test import curves
from ui.panes.load_test.draft import Draft
from ui.panes.load_test.lines import Lines
from ui.panes.load_test.pane import LoadTestPane
from ui.panes.load_test.result_curves import ResultCurves
from ui.panes.load_test.scenario_page import TEXT

CTRL = Qt.KeyboardModifier.ControlModifier
SCRIPT = """
config:
  target: "{target}"
  phases:
    - {{duration: {seconds}, arrivalRate: 20, name: "Rush"}}
scenarios:
  - name: look
    flow:
      - get: {{url: "/live"{headers}}}
"""


@pytest.fixture(autouse=True)
def own_lock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Other programs of this computer may run a load test meanwhile."""
    monkeypatch.setattr(paths, "cache_dir", lambda: tmp_path / "cache")


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(Server()) as started:
        yield started


@pytest.fixture
def pane(server: Server, show: Callable[..., Any]) -> Iterator[LoadTestPane]:
    shown: LoadTestPane = show(LoadTestPane)
    assert shown.state == "loaded"
    yield shown
    shown.services.load_tests.close()


def settled(qtbot: QtBot, pane: LoadTestPane) -> None:
    """Nothing is being typed, checked or read any more."""
    qtbot.waitUntil(lambda: pane.runner.idle and not pane.scenario.checking)


def write(qtbot: QtBot, pane: LoadTestPane, server: Server, seconds: float = 1, headers: str = "") -> None:
    """Put a scenario into the text, as somebody pastes it."""
    pane.scenario.text.setPlainText(SCRIPT.format(target=server.url, seconds=seconds, headers=headers))
    settled(qtbot, pane)


def run(qtbot: QtBot, pane: LoadTestPane) -> None:
    """Ctrl+R, and wait until the result is shown."""
    QTest.keyClick(pane.lists.scenarios, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: pane.live.phase is RunPhase.RUNNING)
    qtbot.waitUntil(lambda: pane.live.phase is RunPhase.OVER)
    qtbot.waitUntil(lambda: pane.stack.currentWidget() is pane.result)
    settled(qtbot, pane)


def type_over(line: object, text: str) -> None:
    """Type into a field instead of what is there."""
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def content(pane: LoadTestPane) -> Any:
    return yaml.safe_load(pane.scenario.text.toPlainText())


def said(widget: Any) -> str:
    return " ".join(each.text() for each in widget.findChildren(QLabel))


def test_the_guides_scenario_is_there_with_what_it_would_do(pane: LoadTestPane) -> None:
    assert pane.scenario.name == "guide"
    assert pane.scenario.says.text() == (
        "33,300 arrivals and about 66,600 requests in 7 min, at most 200 a second, to http://localhost:3001 (this computer)."
    )
    assert "{{ authToken }}" in pane.scenario.unknown.text()
    assert pane.scenario.options.role() is Role.LIBRARIAN
    assert [cell(pane.scenario.phases, n, "name").text() for n in range(4)] == [
        "Warm up", "Normal load", "Peak load", "Stress test",
    ]  # fmt: skip


def cell(lines: Lines, number: int, key: str) -> QLineEdit:
    found = lines.cell(number, key)
    assert isinstance(found, QLineEdit)
    return found


def test_the_form_writes_the_text(qtbot: QtBot, pane: LoadTestPane) -> None:
    type_over(pane.scenario.target, "http://127.0.0.1:4000")
    type_over(cell(pane.scenario.phases, 1, "duration"), "2m")
    type_over(cell(pane.scenario.phases, 1, "ramp"), "50")
    steps = pane.scenario.parts.shown[0].steps
    type_over(cell(steps, 0, "headers"), "Accept: text/html; q=0.9; X-Desk: 1")
    type_over(cell(steps, 2, "body"), '{"query": "rizal"}')
    settled(qtbot, pane)
    whole = content(pane)
    assert whole["config"]["target"] == "http://127.0.0.1:4000"
    assert whole["config"]["phases"][1] == {
        "duration": "2m",
        "arrivalRate": 25,
        "name": "Normal load",
        "rampTo": 50,
    }
    flow = whole["scenarios"][0]["flow"]
    assert flow[0]["get"]["headers"] == {"Accept": "text/html; q=0.9", "X-Desk": "1"}
    assert flow[2]["post"]["json"] == {"query": "rizal"}
    assert pane.scenario.title.whole_text() == "guide (changed)"


def test_the_text_fills_the_form_and_says_where_it_is_wrong(
    qtbot: QtBot, pane: LoadTestPane, server: Server
) -> None:
    QTest.keyClick(pane.lists.scenarios, Qt.Key.Key_E, CTRL)
    assert pane.scenario.views.currentIndex() == TEXT
    write(qtbot, pane, server, 7)
    assert pane.scenario.target.text() == server.url and pane.scenario.phases.count == 1
    assert cell(pane.scenario.phases, 0, "duration").text() == "7"
    pane.scenario.text.setPlainText(SCRIPT.format(target=server.url, seconds=-3, headers=""))
    settled(qtbot, pane)
    assert "config.phases[0].duration is -3" in pane.scenario.says.text()
    assert not pane.scenario.start.isEnabled()
    pane.scenario.text.setPlainText("config: [1\nx: {")
    settled(qtbot, pane)
    assert "not YAML near line 2" in pane.scenario.says.text() and not pane.scenario.form.isEnabled()
    assert server.heard == []


def test_what_can_not_be_read_in_a_field_is_marked_and_keeps_it_from_running(
    qtbot: QtBot, pane: LoadTestPane
) -> None:
    before = content(pane)
    body = cell(pane.scenario.parts.shown[0].steps, 2, "body")
    type_over(body, "{no")
    settled(qtbot, pane)
    assert body.property("invalid") == "true" and not pane.scenario.start.isEnabled()
    assert content(pane) == before
    type_over(body, "[1]")
    settled(qtbot, pane)
    assert body.property("invalid") == "false" and pane.scenario.start.isEnabled()
    assert content(pane)["scenarios"][0]["flow"][2]["post"]["json"] == [1]


def test_phases_and_steps_come_and_go(qtbot: QtBot, pane: LoadTestPane) -> None:
    pane.scenario.phases.add.click()
    settled(qtbot, pane)
    assert pane.scenario.phases.count == 5
    pane.scenario.phases.removed.emit(0)
    settled(qtbot, pane)
    steps = pane.scenario.parts.shown[0].steps
    kind = steps.cell(1, "kind")
    assert isinstance(kind, QComboBox)
    kind.setCurrentIndex(kind.findText("DELETE"))
    settled(qtbot, pane)
    pane.scenario.parts.add.click()
    settled(qtbot, pane)
    whole = content(pane)
    assert [phase["name"] for phase in whole["config"]["phases"][:-1]] == [
        "Normal load",
        "Peak load",
        "Stress test",
    ]
    assert whole["scenarios"][0]["flow"][1] == {"delete": {"url": "/"}}
    assert len(whole["scenarios"]) == len(pane.scenario.parts.shown) == 2


def test_steps_the_form_does_not_know_are_shown_and_stay(qtbot: QtBot, pane: LoadTestPane) -> None:
    text = (
        "config: {target: 'http://localhost', phases: [{duration: 1, arrivalRate: 1}]}\n"
        "scenarios: [{flow: [{loop: [{get: {url: /a}}], count: 3}, {get: {url: /b}}]}]"
    )
    pane.scenario.text.setPlainText(text)
    settled(qtbot, pane)
    steps = pane.scenario.parts.shown[0].steps
    assert cell(steps, 0, "place").isReadOnly() and not cell(steps, 1, "place").isReadOnly()
    type_over(cell(steps, 1, "place"), "/c")
    settled(qtbot, pane)
    assert content(pane)["scenarios"][0]["flow"] == [
        {"loop": [{"get": {"url": "/a"}}], "count": 3},
        {"get": {"url": "/c"}},
    ]


def test_a_run_is_seen_and_its_result_follows(
    qtbot: QtBot, pane: LoadTestPane, server: Server, messages: RecordingMessenger, tmp_path: Path
) -> None:
    write(qtbot, pane, server, 3)
    QTest.keyClick(pane.lists.scenarios, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: pane.stack.currentWidget() is pane.running)
    qtbot.waitUntil(lambda: len(pane.running.history) >= 2)
    assert messages.asked == [], "this computer is put under load without a question"
    assert not pane.scenario.start.isEnabled()
    newest = pane.running.history.last
    assert newest is not None and 15 <= (newest[1]["due"] or 0) <= 25
    assert newest is not None and newest[1]["corrected95"] is not None
    qtbot.waitUntil(lambda: pane.stack.currentWidget() is pane.result)
    settled(qtbot, pane)
    shown = said(pane.result)
    for words in ("Rush", "95 %", "from when they were due", "Status 200", "Nobody measured the servers."):
        assert words in shown, words
    assert "Only 20 a second were asked for, and all were answered." in shown
    assert pane.lists.result_model.rowCount() == 1
    for key, name in ((Qt.Key.Key_P, "report.html"), (Qt.Key.Key_J, "result.json")):
        messages.files.append(tmp_path / name)
        modifiers = CTRL if key == Qt.Key.Key_P else CTRL | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(pane.lists.results, key, modifiers)
        qtbot.waitUntil((tmp_path / name).is_file)
    settled(qtbot, pane)
    assert "<svg" in (tmp_path / "report.html").read_text("utf-8")
    assert pane.scenario.start.isEnabled()


@pytest.fixture
def kept(services: App) -> str:
    """A run of a minute that was kept, with a queue in its middle, beside what two servers measured; its id."""
    seconds = [
        second(float(n), [0.4 if 20 < n <= 40 else 0.02] * 30, due=60 if 20 < n <= 40 else 30)
        for n in range(1, 61)
    ]
    server = {
        key_of("host_cpu", "api-1"): tuple((float(n), 20.0 + n) for n in range(60)),
        key_of("host_cpu", "db-1"): tuple((float(n), 10.0) for n in range(60)),
    }
    return Shelf(services.data_dir / "loadtests").keep(dataclasses.replace(result(seconds), server=server))


def test_a_kept_run_shows_its_curves_and_the_servers_under_one_cursor(
    qtbot: QtBot, kept: str, pane: LoadTestPane, messages: RecordingMessenger
) -> None:
    pane.outcomes.open(kept)
    settled(qtbot, pane)
    shown = pane.result.findChild(ResultCurves)
    assert shown is not None
    graphs = {graph.spec.key: graph for graph in shown.grid.graphs}
    assert list(graphs) == [spec.key for spec in curves.specs()]
    requests, host = graphs["requests"], graphs["host"]
    assert requests.value_text(requests.spec.lines[0]) == "30"
    assert host.value_text(host.spec.lines[0]) == "79 %", "the busiest of two servers"
    assert graphs["lag"].summary() == "Nothing measured yet"
    requests.setFocus()
    for _ in range(30):
        QTest.keyClick(requests, Qt.Key.Key_Left)
    assert requests.cursor_at == host.cursor_at == pytest.approx(RESULT_BEGAN + 30)
    assert requests.value_text(requests.spec.lines[0]) == "60"
    assert host.value_text(host.spec.lines[0]) == "50 %"
    assert "due 60, answered 30" in requests.accessibleDescription()
    copy = next(
        each for each in pane.result.findChildren(QPushButton) if each.accessibleName() == "Copy figures"
    )
    QTest.keyClick(copy, Qt.Key.Key_Space)
    lines = messages.copied[-1].splitlines()
    assert lines[0].startswith("Time\tRequests a second: due\t") and len(lines) == 1 + 61


def test_ctrl_dot_stops_it(
    qtbot: QtBot, pane: LoadTestPane, server: Server, services: App, actor: Actor
) -> None:
    write(qtbot, pane, server, 120)
    QTest.keyClick(pane.lists.scenarios, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: bool(server.heard))
    QTest.keyClick(pane.running.stop, Qt.Key.Key_Period, CTRL)
    qtbot.waitUntil(lambda: pane.stack.currentWidget() is pane.result)
    found = services.load_tests.result(actor, pane.outcomes.shown)
    assert isinstance(found, Judged) and found.result.verdict is Verdict.STOPPED
    assert "It was stopped." in said(pane.result)


def test_another_host_is_asked_for_by_its_name(
    qtbot: QtBot, pane: LoadTestPane, messages: RecordingMessenger, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[RunOrder] = []

    def start(_actor: Actor, order: RunOrder) -> None:
        begun.append(order)
        raise Conflict("Enough for this test.")

    monkeypatch.setattr(pane.service, "start", start)
    type_over(pane.scenario.target, "http://library.invalid")
    settled(qtbot, pane)
    messages.answers.append(("cancel", ""))
    QTest.keyClick(pane.lists.scenarios, Qt.Key.Key_R, CTRL)
    (question,) = messages.asked
    assert question.type_to_confirm == "library.invalid" and "33,300 arrivals" in question.detail
    assert begun == []
    messages.answers.append(("start", ""))
    QTest.keyClick(pane.lists.scenarios, Qt.Key.Key_R, CTRL)
    settled(qtbot, pane)
    assert [order.allowed for order in begun] == ["library.invalid"]
    assert messages.warned == ["Enough for this test."]


def test_two_results_are_compared_and_deleted(
    qtbot: QtBot, pane: LoadTestPane, server: Server, messages: RecordingMessenger
) -> None:
    write(qtbot, pane, server)
    run(qtbot, pane)
    pane.show_scenario()
    run(qtbot, pane)
    table = pane.lists.results
    table.setFocus()
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_M, CTRL)
    qtbot.waitUntil(lambda: pane.result.title.whole_text() == "Two runs compared")
    assert "rank test of Mann and Whitney" in said(pane.result)
    messages.answers.append(("delete", ""))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: pane.lists.result_model.rowCount() == 0)
    assert messages.asked[-1].title == "Delete 2 results?"


def test_the_knee_is_asked_for_with_its_numbers(
    qtbot: QtBot, pane: LoadTestPane, server: Server, messages: RecordingMessenger
) -> None:
    write(qtbot, pane, server)
    pane.scenario.options.knee.enter({"first": 100, "highest": 100, "seconds": 3})
    messages.answers.append(("start", ""))
    QTest.keyClick(pane.lists.scenarios, Qt.Key.Key_G, CTRL)
    (question,) = messages.asked
    assert "Rates from 100 to 100 arrivals a second" in question.detail and not question.type_to_confirm
    qtbot.waitUntil(lambda: len(pane.running.history) > 0)
    assert "100.0 arrivals a second, the rate number 1" in pane.running.about.whole_text()
    qtbot.waitUntil(lambda: pane.stack.currentWidget() is pane.result)
    assert "arrivals a second" in said(pane.result) and "100.0" in said(pane.result)


def test_a_template_is_kept_under_a_name_and_deleted(
    qtbot: QtBot, pane: LoadTestPane, messages: RecordingMessenger
) -> None:
    type_over(cell(pane.scenario.phases, 0, "name"), "Slow start")
    settled(qtbot, pane)
    messages.answers.append(("save", "Ours"))
    QTest.keyClick(pane.scenario.target, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: pane.scenario.name == "Ours" and pane.scenario.own)
    settled(qtbot, pane)
    assert not pane.scenario.dirty and pane.lists.scenarios.current().name == "Ours"
    type_over(cell(pane.scenario.phases, 0, "name"), "Slower start")
    settled(qtbot, pane)
    QTest.keyClick(pane.scenario.target, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: not pane.scenario.dirty)
    assert len(messages.asked) == 1, "one's own is kept under its name"
    settled(qtbot, pane)
    messages.answers.append(("delete", ""))
    pane.lists.scenarios.setFocus()
    QTest.keyClick(pane.lists.scenarios, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: all(not each.own for each in pane.lists.scenario_model.rows()))


def test_changes_are_not_lost_without_a_question(
    qtbot: QtBot, pane: LoadTestPane, messages: RecordingMessenger
) -> None:
    type_over(cell(pane.scenario.phases, 0, "name"), "Mine")
    settled(qtbot, pane)
    messages.answers.append(("cancel", ""))
    QTest.keyClick(pane.lists.scenarios, Qt.Key.Key_N, CTRL)
    assert pane.scenario.name == "guide" and len(messages.asked) == 1
    messages.answers.append(("leave", ""))
    QTest.keyClick(pane.lists.scenarios, Qt.Key.Key_N, CTRL)
    settled(qtbot, pane)
    assert pane.scenario.name == "" and "Look for a title" in pane.scenario.text.toPlainText()
    assert pane.scenario.start.isEnabled()


def test_a_phase_that_warms_up_and_a_token_that_somebody_has(
    qtbot: QtBot, pane: LoadTestPane, server: Server, services: App, actor: Actor
) -> None:
    write(qtbot, pane, server, headers=', headers: {Authorization: "{{ authToken }}"}')
    pane.scenario.phases.add.click()
    settled(qtbot, pane)
    type_over(cell(pane.scenario.phases, 1, "duration"), "1")
    settled(qtbot, pane)
    warm = pane.scenario.phases.cell(0, "warm")
    assert isinstance(warm, QCheckBox)
    QTest.keyClick(warm, Qt.Key.Key_Space)
    token = pane.scenario.options.token
    token.choice.setCurrentIndex(token.choice.count() - 1)
    QTest.keyClicks(token.own, "my-own")
    assert token.own.echoMode() is QLineEdit.EchoMode.Password
    run(qtbot, pane)
    assert {each.headers["authorization"] for each in server.heard} == {"my-own"}
    found = services.load_tests.result(actor, pane.outcomes.shown)
    assert isinstance(found, Judged) and found.result.warm_up == (0,)
    assert services.api_tokens.list(actor) == ()
    assert "Rush (warm-up)" in said(pane.result)


def test_leaving_the_window_takes_no_typed_letter_for_an_act(qtbot: QtBot, pane: LoadTestPane) -> None:
    """Del in a field deletes a letter, not a scenario."""
    name = cell(pane.scenario.phases, 0, "name")
    name.setFocus()
    name.setCursorPosition(0)
    QTest.keyClick(name, Qt.Key.Key_Delete)
    assert name.text() == "arm up" and QApplication.focusWidget() is name
    settled(qtbot, pane)


def test_a_draft_gives_back_what_it_was_given() -> None:
    whole = {"config": {"phases": {"pause": 3}}, "scenarios": [{"flow": {"log": "x"}}], "before": 1}
    draft = Draft(whole)
    assert draft.phases() == [{"name": "", "duration": "", "rate": "", "ramp": ""}]
    assert [step.known for step in draft.steps(0)] == [False]
    assert draft.content["before"] == 1
    assert draft.set_step(0, 0, "place", "/x") == "" and draft.content["scenarios"][0]["flow"] == [
        {"log": "x"}
    ]
    assert Draft("nothing").content == {}
