"""What people decide about alerts: each write is one act with its line in the audit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from app import keychain
from app.bootstrap import App
from app.database.engine import Database
from app.database.tables import audit_logs
from app.domain.actors import Actor
from app.domain.alert_causes import Pause
from app.domain.alert_channels import Channel, ChannelKind
from app.domain.alert_seed import RULES
from app.domain.alerts import AlertRule
from app.domain.changes import Changed
from app.domain.health import TargetKind
from app.domain.history import SAMPLES, Block, Bucket
from app.errors import Conflict, Denied, InvalidInput, NotFound
from app.monitoring.history import History
from tests.app.services.watched import incident, operator, put_up

__all__ = ["operator"]

CPU = next(rule for rule in RULES if rule.name == "cpu")
SLACK = Channel("Slack of the IT room", ChannelKind.SLACK, "env:SLACK")


def _audited(database: Database) -> list[str]:
    with database.read() as connection:
        query = select(audit_logs.c.action).where(audit_logs.c.entity.like("alert%"))
        return list(connection.execute(query.order_by(audit_logs.c.id)).scalars())


def test_a_rule_is_changed_by_whoever_read_it_last_and_put_back(
    app: App, operator: Actor, database: Database
) -> None:
    shipped = {view.rule.name: view for view in app.alerts.rules(operator)}
    assert set(shipped) == {rule.name for rule in RULES} and shipped["cpu"].version == 0
    stricter = msgspec.structs.replace(CPU, raise_at=90.0)
    receipt = app.alerts.save_rule(operator, stricter, 0)
    assert (receipt.value.version, receipt.changed) == (1, Changed.ALERTS)
    with pytest.raises(Conflict):
        app.alerts.save_rule(operator, CPU, 0)
    view = next(view for view in app.alerts.rules(operator) if view.rule.name == "cpu")
    assert (view.rule, view.shipped, view.changed_by) == (stricter, CPU, "Odie")
    app.alerts.reset_rule(operator, "cpu")
    assert next(v for v in app.alerts.rules(operator) if v.rule.name == "cpu").rule == CPU
    with pytest.raises(NotFound):
        app.alerts.reset_rule(operator, "cpu")
    with pytest.raises(InvalidInput):
        app.alerts.save_rule(operator, msgspec.structs.replace(CPU, metric="redis_ops"), 0)
    assert _audited(database) == ["change_alert_rule", "reset_alert_rule"]


def test_of_two_who_look_after_an_alert_the_first_does(app: App, operator: Actor, database: Database) -> None:
    put_up(app, app.core.clock.now(), incident("a", 8.0))
    app.alerts.acknowledge(operator, "a", key="one")
    assert app.alerts.acknowledge(operator, "a", key="one").replayed
    with pytest.raises(Conflict) as refused:
        app.alerts.acknowledge(operator, "a", key="two")
    assert refused.value.code == "acknowledged"
    with pytest.raises(NotFound):
        app.alerts.acknowledge(operator, "b")
    assert _audited(database) == ["acknowledge_alert"]


def test_a_silence_and_its_early_end(app: App, operator: Actor, database: Database) -> None:
    now = app.core.clock.now().timestamp()
    pause = Pause("maintenance", now - 1, now + 3600, "A new release of MariaDB", target="db-1")
    pause_id = app.alerts.pause(operator, pause).value.id
    (view,) = app.alerts.pauses(operator)
    assert (view.id, view.created_by, view.pause.reason) == (pause_id, "Odie", pause.reason)
    app.alerts.end_pause(operator, pause_id)
    assert app.alerts.pauses(operator) == ()
    with pytest.raises(NotFound):
        app.alerts.end_pause(operator, pause_id)
    with pytest.raises(InvalidInput):
        app.alerts.pause(operator, Pause("silence", now - 60, now - 1, "too late"))
    assert _audited(database) == ["begin_maintenance", "end_maintenance"]


def test_a_channel_is_known_by_the_place_of_its_address(
    app: App, operator: Actor, database: Database
) -> None:
    channel_id = app.alerts.add_channel(operator, SLACK).value.id
    with pytest.raises(Conflict):
        app.alerts.add_channel(operator, SLACK)
    with pytest.raises(InvalidInput):
        Channel("Careless", ChannelKind.SLACK, "slack://a/b/c")
    quiet = msgspec.structs.replace(SLACK, enabled=False)
    app.alerts.change_channel(operator, channel_id, 1, quiet)
    with pytest.raises(Conflict):
        app.alerts.change_channel(operator, channel_id, 1, SLACK)
    assert [each.channel for each in app.alerts.channels(operator)] == [quiet]
    made = app.alerts.test_channel(operator, channel_id)
    (waiting,) = app.health.deliveries(operator)
    assert (waiting.key, waiting.channel, waiting.kind) == (made.key, SLACK.name, "test")
    app.alerts.remove_channel(operator, channel_id)
    for gone in (
        lambda: app.alerts.remove_channel(operator, channel_id),
        lambda: app.alerts.test_channel(operator, channel_id),
    ):
        with pytest.raises(NotFound):
            gone()
    assert _audited(database) == ["add_channel", "change_channel", "remove_channel"]


def test_an_address_goes_into_the_keyring_and_nowhere_else(
    app: App, operator: Actor, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, str] = {}
    monkeypatch.setattr(keychain, "write", kept.__setitem__)
    channel = msgspec.structs.replace(SLACK, secret="keyring:clms-slack")
    for wrong, address in ((channel, "mailto://someone"), (SLACK, "slack://a/b/c")):
        with pytest.raises(InvalidInput):
            app.alerts.keep_address(operator, wrong, address)
    assert kept == {} and _audited(database) == []
    app.alerts.keep_address(operator, channel, "slack://a/b/c")
    assert kept == {"clms-slack": "slack://a/b/c"} and _audited(database) == ["keep_channel_address"]
    with database.read() as connection:
        assert "a/b/c" not in str(connection.execute(select(audit_logs)).all())


def test_a_switch_takes_no_messages(app: App, operator: Actor) -> None:
    ping = Channel("Outside", ChannelKind.PING, "env:PING")
    channel_id = app.alerts.add_channel(operator, ping).value.id
    with pytest.raises(InvalidInput):
        app.alerts.test_channel(operator, channel_id)


def _keep_cpu(app: App, target: str, hours_ago: float, values: list[float]) -> None:
    start = SAMPLES.slot(app.core.clock.now().timestamp() - hours_ago * 3600)
    buckets = [Bucket(start + 30 * n, value, value, value, 1) for n, value in enumerate(values)]
    History(app.operations).write([Block(target, SAMPLES, start, {"host_cpu": buckets})])


def test_a_rehearsal_tells_what_a_rule_would_have_raised_and_how_much_earlier(
    app: App, operator: Actor, database: Database
) -> None:
    _keep_cpu(app, "this-computer", 2, [50.0] * 10 + [75.0] * 14 + [85.0] * 16 + [10.0] * 10)
    earlier = msgspec.structs.replace(CPU, raise_at=70.0, clear_at=60.0)
    rehearsal = app.alerts.rehearse(operator, earlier, days=1)
    (firing,) = rehearsal.firings
    assert (firing.target, firing.peak) == ("this-computer", 85.0) and firing.cleared_at is not None
    assert (rehearsal.in_force, rehearsal.shared) == (1, 1)
    assert rehearsal.earlier_s == 14 * 30
    assert app.alerts.rehearse(operator, CPU, days=1).earlier_s == 0
    assert _audited(database) == [], "nothing was changed"
    with pytest.raises(InvalidInput):
        app.alerts.rehearse(operator, CPU, days=31)


def test_a_rehearsal_keeps_to_the_kind_of_its_rule(app: App, operator: Actor) -> None:
    now = app.core.clock.now()
    put_up(app, now)
    start = SAMPLES.slot(now.timestamp() - 3600)
    down = [Bucket(start + 30 * n, 2, 2, 2, 1) for n in range(10)]
    for target in ("this-computer", "redis", "gone"):
        History(app.operations).write([Block(target, SAMPLES, start, {"health": down})])
    rule = AlertRule("redis-away", "Redis is away", TargetKind.REDIS, "health", 2, 2, 60)
    assert [firing.target for firing in app.alerts.rehearse(operator, rule, days=1).firings] == ["redis"]


def test_nobody_else_decides(app: App, head: Actor, librarian: Actor) -> None:
    now = app.core.clock.now().timestamp()
    pause = Pause("silence", now, now + 60, "I am asleep")
    verbs: list[Callable[[Actor], Any]] = [
        app.alerts.rules,
        app.alerts.pauses,
        app.alerts.channels,
        app.health.metrics,
        app.health.targets,
        app.health.deliveries,
        app.health.watch,
        lambda actor: app.alerts.save_rule(actor, CPU, 0),
        lambda actor: app.alerts.reset_rule(actor, "cpu"),
        lambda actor: app.alerts.rehearse(actor, CPU),
        lambda actor: app.alerts.pause(actor, pause),
        lambda actor: app.alerts.end_pause(actor, 1),
        lambda actor: app.alerts.acknowledge(actor, "a"),
        lambda actor: app.alerts.add_channel(actor, SLACK),
        lambda actor: app.alerts.keep_address(actor, SLACK, "slack://a/b/c"),
        lambda actor: app.alerts.change_channel(actor, 1, 1, SLACK),
        lambda actor: app.alerts.remove_channel(actor, 1),
        lambda actor: app.alerts.test_channel(actor, 1),
        lambda actor: app.health.incident(actor, "a"),
        lambda actor: app.health.incidents(
            actor, app.core.clock.now() - timedelta(days=1), app.core.clock.now()
        ),
    ]
    for verb in verbs:
        with pytest.raises(Denied):
            verb(librarian)
