"""What people decide about alerts in the pane Health: rules tried while they are typed, quiet times, channels and what became
of messages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import keychain
from app.bootstrap import App, build_on
from app.database.engine import Database
from app.domain import incidents
from app.domain.actors import Actor
from app.domain.alert_channels import ChannelKind
from app.domain.alerts import Severity
from app.domain.health import TargetKind
from app.domain.history import SAMPLES, Block, Bucket
from app.domain.watching import Rank, Watching
from app.monitoring.history import History
from tests import file_keyring
from tests.app.services.watched import incident, put_up
from ui.messages import RecordingMessenger
from ui.panes.health.pane import HealthPane
from ui.panes.health.rule_form import name_of
from ui.widgets.form import Field
from ui.widgets.form_fields import Unreadable
from ui.widgets.form_measures import FigureEditor, SpanEditor, span_text

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def services(library: Database, tmp_path: Path) -> Iterator[App]:
    """A library on a file whose settings want it watched."""
    with build_on(
        library, bcrypt_rounds=4, workstation="desk-1", data_dir=tmp_path, watching=Watching(enabled=True)
    ) as built:
        yield built


@pytest.fixture
def pane(qtbot: QtBot, services: App, show: Callable[..., Any]) -> HealthPane:
    """The pane over a board with a computer and a Redis."""
    now = services.core.clock.now()
    put_up(services, now, incident("a", now.timestamp()))
    shown: HealthPane = show(HealthPane)
    qtbot.waitUntil(lambda: shown.rules.model.rowCount() > 0)
    return shown


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[str], str | None]]:
    """A keyring that keeps what is put into it."""
    monkeypatch.setenv(file_keyring.PLACE, str(tmp_path / "keyring.json"))
    before = keyring.get_keyring()
    keyring.set_keyring(file_keyring.FileKeyring())
    yield keychain.read
    keyring.set_keyring(before)


def _type(form: Any, key: str, text: str) -> None:
    widget: QWidget = form.editor(key).widget
    widget.setFocus()
    QTest.keySequence(widget, "Ctrl+A")
    QTest.keyClicks(widget, text)


def _keep_cpu(app: App, values: list[float]) -> None:
    start = SAMPLES.slot(app.core.clock.now().timestamp() - 2 * 3600)
    buckets = [Bucket(start + 30 * n, value, value, value, 1) for n, value in enumerate(values)]
    History(app.operations).write([Block("this-computer", SAMPLES, start, {"host_cpu": buckets})])


def test_a_rule_is_tried_while_it_is_typed_and_put_back(
    qtbot: QtBot, services: App, actor: Actor, pane: HealthPane, messages: RecordingMessenger
) -> None:
    _keep_cpu(services, [50.0] * 10 + [75.0] * 14 + [85.0] * 16 + [10.0] * 10)
    QTest.keyClick(pane, Qt.Key.Key_5, CONTROL)
    assert pane.page == "rules"
    assert pane.rules.body.table.select_key("cpu")
    QTest.keyClick(pane.rules.body.table, Qt.Key.Key_E, CONTROL)
    form, said = pane.rules.forms.form, pane.rules.asking.rehearsed
    assert form is not None and form.editor("for_s").text() == "5 min"
    qtbot.waitUntil(lambda: "It would have raised 1 alert since" in said.text())
    _type(form, "raise_at", "65")
    qtbot.waitUntil(lambda: "clear_at" in form.errors())
    _type(form, "clear_at", "60")
    qtbot.waitUntil(lambda: "A median of 7 min earlier" in said.text(), timeout=5_000)
    _type(form, "raise_at", "90")
    qtbot.waitUntil(lambda: "first figure was measured. The rule in force raised 1 alert." in said.text())
    _type(form, "raise_at", "65")
    QTest.keySequence(form, "Ctrl+S")
    qtbot.waitUntil(lambda: pane.rules.forms.form is None)
    view = next(each for each in services.alerts.rules(actor) if each.rule.name == "cpu")
    assert (view.rule.raise_at, view.rule.clear_at, view.version) == (65.0, 60.0, 1)

    qtbot.waitUntil(lambda: next(each for each in pane.rules._all if each.rule.name == "cpu").version == 1)
    messages.answers = [("yes", "")]
    pane.rules.body.table.select_key("cpu")
    pane.do("reset")
    qtbot.waitUntil(
        lambda: next(each for each in services.alerts.rules(actor) if each.rule.name == "cpu").version == 0
    )
    assert "80" in messages.asked[-1].detail


def test_a_rule_of_ones_own_is_added_for_another_kind_and_removed(
    qtbot: QtBot, services: App, actor: Actor, pane: HealthPane, messages: RecordingMessenger
) -> None:
    pane.go("rules")
    pane.do("add")
    form = pane.rules.forms.form
    assert form is not None
    _type(form, "title", "Redis forgets much")
    form.editor("kind").set_value(TargetKind.REDIS)
    form.editor("metric").set_value("redis_evicted")
    _type(form, "raise_at", "0.5")
    _type(form, "clear_at", "0.1")
    _type(form, "for_s", "2 min")
    form.editor("severity").set_value(Severity.CRITICAL)
    qtbot.waitUntil(lambda: "Nothing was measured yet" in pane.rules.asking.rehearsed.text())
    form.save()
    qtbot.waitUntil(lambda: pane.rules.forms.form is None)
    (view,) = [each for each in services.alerts.rules(actor) if each.shipped is None]
    rule = view.rule
    assert (rule.name, rule.kind, rule.metric) == ("redis-forgets-much", TargetKind.REDIS, "redis_evicted")
    assert (rule.raise_at, rule.for_s, rule.severity) == (0.5, 120.0, Severity.CRITICAL)

    qtbot.waitUntil(lambda: pane.rules.body.table.select_key(rule.name))
    pane.do("switch")
    qtbot.waitUntil(lambda: any(each.version == 2 for each in pane.rules._all))
    messages.answers = [("yes", "")]
    pane.do("reset")
    qtbot.waitUntil(lambda: all(each.shipped is not None for each in services.alerts.rules(actor)))


def test_the_alert_leads_to_its_rule_and_the_files_are_written(
    qtbot: QtBot, pane: HealthPane, messages: RecordingMessenger, tmp_path: Path
) -> None:
    pane.open("incident:a")
    pane.alerts.change.click()
    assert pane.page == "rules" and pane.rules.forms.form is not None
    pane.rules.forms.close()
    pane.rules._on_folder(tmp_path)
    qtbot.waitUntil(lambda: bool(messages.told))
    assert "redis-down" in (tmp_path / "clms-alerts.yml").read_text(encoding="utf-8")


def test_a_maintenance_window_is_entered_and_ended(
    qtbot: QtBot, services: App, actor: Actor, pane: HealthPane, messages: RecordingMessenger
) -> None:
    QTest.keyClick(pane, Qt.Key.Key_6, CONTROL)
    assert pane.quiet.body.view.state == "empty"
    pane.do("window")
    form = pane.quiet.forms.form
    assert form is not None
    form.editor("target").set_value("redis")
    tomorrow = datetime.now().astimezone() + timedelta(days=1)
    _type(form, "since", f"{tomorrow:%Y-%m-%d} 22:00")
    _type(form, "until", f"{tomorrow:%Y-%m-%d} 21:00")
    form.editor("reason").set_value("New memory")
    qtbot.waitUntil(lambda: "until" in form.errors())
    _type(form, "until", f"{tomorrow:%Y-%m-%d} 23:30")
    form.save()
    qtbot.waitUntil(lambda: pane.quiet.model.rowCount() == 1)
    pause = pane.quiet.model.row(0).pause
    assert (pause.kind, pause.target, pause.reason) == ("maintenance", "redis", "New memory")
    assert pause.until - pause.since == 90 * 60
    pane.quiet.body.table.selectRow(0)
    messages.answers = [("end", "")]
    pane.do("end")
    qtbot.waitUntil(lambda: services.alerts.pauses(actor) == () and pane.quiet.model.rowCount() == 0)

    pane.do("silence")
    form = pane.quiet.forms.form
    assert form is not None
    form.editor("rule").set_value("cpu")
    form.editor("reason").set_value("The school sings")
    form.save()
    qtbot.waitUntil(lambda: pane.quiet.model.rowCount() == 1)
    pause = pane.quiet.model.row(0).pause
    assert (pause.kind, pause.target, pause.rule) == ("silence", "", "cpu") and pause.until > time.time()


class Hook:
    """A server that takes messages, once it works."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self.works = False
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                hook.heard.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200 if hook.works else 500)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = Thread(target=self.server.serve_forever)
        self.thread.start()
        self.address = f"json://127.0.0.1:{self.server.server_port}/hook"

    def close(self) -> None:
        """Take no more."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def hook() -> Iterator[Hook]:
    """Where a webhook leads."""
    made = Hook()
    yield made
    made.close()


@pytest.fixture
def watched_pane(qtbot: QtBot, services: App, show: Callable[..., Any]) -> HealthPane:
    """The pane over what the window's own process watches."""
    services.watch(Rank.WINDOW)
    pane: HealthPane = show(HealthPane)
    qtbot.waitUntil(lambda: pane.rules.model.rowCount() > 0 and pane.last is not None)
    qtbot.waitUntil(lambda: pane.last is not None and bool(pane.last.holder))
    return pane


def _add_webhook(qtbot: QtBot, pane: HealthPane, address: str) -> None:
    pane.do("add")
    form = pane.channels.forms.form
    assert form is not None
    _type(form, "name", "The IT room")
    assert form.values()["secret"] == "keyring:clms-alerts-the-it-room"
    form.editor("kind").set_value(ChannelKind.WEBHOOK)
    assert "jsons://" in pane.channels.asking.how.text()
    assert "window on desk-1" in pane.channels.asking.where.text()
    _type(form, "address", "mailto://who")
    qtbot.waitUntil(lambda: "address" in form.errors())
    _type(form, "address", address)
    form.save()
    qtbot.waitUntil(lambda: pane.channels.model.rowCount() == 1)


def test_a_test_is_sent_and_what_becomes_of_it_is_seen(
    qtbot: QtBot,
    watched_pane: HealthPane,
    hook: Hook,
    kept: Callable[[str], str | None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(incidents, "RETRY_S", (1.0,))
    pane, deliveries = watched_pane, watched_pane.channels.deliveries
    QTest.keyClick(pane, Qt.Key.Key_7, CONTROL)
    _add_webhook(qtbot, pane, hook.address)
    saved = pane.channels.model.row(0)
    assert saved is not None and hook.address not in repr(saved)
    assert kept("clms-alerts-the-it-room") == hook.address

    def stands() -> str:
        return pane.channels._badge(pane.channels.model.row(0)).text  # type: ignore[arg-type]

    assert stands() == "Not tried yet"
    pane.channels.body.table.selectRow(0)
    QTest.keyClick(pane.channels.body.table, Qt.Key.Key_T, CONTROL)
    qtbot.waitUntil(lambda: deliveries.rowCount() == 1 and stands() == "Tried again", timeout=20_000)
    problem = deliveries.row(0).problem  # type: ignore[union-attr]
    assert problem and hook.address not in problem
    hook.works = True
    qtbot.waitUntil(lambda: stands() == "Works", timeout=20_000)
    assert len(hook.heard) > 1 and b"Test of CLMS" in hook.heard[-1]


def test_a_channel_keeps_its_address_while_it_is_changed(
    qtbot: QtBot,
    services: App,
    actor: Actor,
    watched_pane: HealthPane,
    messages: RecordingMessenger,
    kept: Callable[[str], str | None],
) -> None:
    pane = watched_pane
    pane.go("channels")
    _add_webhook(qtbot, pane, "json://127.0.0.1/hook")
    pane.channels.body.table.selectRow(0)
    pane.do("change")
    form = pane.channels.forms.form
    assert form is not None and form.values()["address"] == ""
    form.editor("least").set_value(Severity.CRITICAL)
    form.save()
    qtbot.waitUntil(lambda: pane.channels.forms.form is None)
    assert services.alerts.channels(actor)[0].channel.least is Severity.CRITICAL
    assert kept("clms-alerts-the-it-room") == "json://127.0.0.1/hook"
    qtbot.waitUntil(lambda: pane.channels.model.row(0).version == 2)  # type: ignore[union-attr]
    messages.answers = [("remove", "")]
    pane.do("remove")
    qtbot.waitUntil(lambda: services.alerts.channels(actor) == ())


def test_what_is_typed_is_not_lost_by_leaving(pane: HealthPane, messages: RecordingMessenger) -> None:
    left: list[str] = []
    pane.go("quiet")
    pane.do("window")
    form = pane.quiet.forms.form
    assert form is not None
    form.editor("reason").set_value("Something")
    messages.answers = [("cancel", ""), ("leave", "")]
    pane.guard(partial(left.append, "x"))
    assert left == []
    pane.guard(partial(left.append, "x"))
    assert left == ["x"]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90.0), ("90 s", 90.0), ("5min", 300.0), ("1.5 h", 5400.0), ("3 days", 259_200.0), ("", None)],
)
def test_lengths_of_time_are_typed_with_their_unit(qtbot: QtBot, text: str, seconds: float | None) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    editor = SpanEditor(Field("for_s", "For"), parent)
    editor.widget.setText(text)  # type: ignore[attr-defined]
    assert editor.value() == seconds
    if seconds is not None:
        editor.set_value(seconds)
        assert editor.value() == seconds


def test_what_is_no_number_is_said(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    for editor, texts in (
        (SpanEditor(Field("a", "A"), parent), ("5 moons", "soon", "1.2.3 s")),
        (FigureEditor(Field("b", "B"), parent), ("much", "nan", "1 2")),
    ):
        for text in texts:
            editor.widget.setText(text)  # type: ignore[attr-defined]
            with pytest.raises(Unreadable):
                editor.value()
    assert [span_text(each) for each in (0.0, 90.0, 300.0, 7200.0, 86_400.0, 259_200.0)] == [
        "0 s", "90 s", "5 min", "2 h", "24 h", "3 days",
    ]  # fmt: skip


def test_names_of_rules_are_made_of_their_titles() -> None:
    assert name_of("Redis: full!", frozenset()) == "redis-full"
    assert name_of("Redis: full!", frozenset({"redis-full", "redis-full-2"})) == "redis-full-3"
    assert name_of("4 errors", frozenset()) == "rule-4-errors" and name_of("本", frozenset()) == "rule"
    assert len(name_of("x" * 200, frozenset({"x" * 56}))) <= 60
