"""What people decide about alerts: rules and their rehearsal, times of silence, who looks after one, where they are sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import exc
from uuid6 import uuid7

from app import keychain
from app.database import alerts as queries
from app.database import incidents as incident_queries
from app.database.engine import Database
from app.database.errors import Trouble, diagnose
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.alert_causes import Pause
from app.domain.alert_channels import Channel, ChannelKind, Delivery, SavedChannel
from app.domain.alert_seed import RULES
from app.domain.alerts import AlertRule, Severity
from app.domain.changes import Changed, Receipt
from app.domain.topology import credential
from app.errors import Conflict, InvalidInput, NotFound
from app.monitoring.collectors import metrics_of
from app.monitoring.exporting import MonitoringFile, files
from app.monitoring.notifying import check_address
from app.services.core import Core
from app.services.rehearsing import Rehearsal, rehearsed

_SHIPPED = {rule.name: rule for rule in RULES}
_MOST_DAYS = 30


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule in force. ``version`` is 0 while it is as it was shipped; ``shipped`` is how the program came with it, None
    for one that people added."""

    rule: AlertRule
    shipped: AlertRule | None
    version: int = 0
    changed_by: str = ""


@dataclass(frozen=True, slots=True)
class PauseView:
    """A silence or a maintenance window that is not over."""

    id: int
    pause: Pause
    created_by: str


@dataclass(frozen=True, slots=True)
class SavedAlertRule:
    """A rule that was changed, added, or put back."""

    name: str
    version: int


@dataclass(frozen=True, slots=True)
class SavedThing:
    """A pause or a channel that was entered, changed or ended."""

    id: int


@dataclass(frozen=True, slots=True)
class Taken:
    """An alert somebody looks after."""

    incident: str


class AlertsService:
    """All verbs need OPERATE."""

    def __init__(self, core: Core, operations: Callable[[], Database]) -> None:
        self._core = core
        self._operations = operations

    # Rules

    def rules(self, actor: Actor) -> tuple[RuleView, ...]:
        """The rules in force."""
        actor.require(Permission.OPERATE)
        with self._core.database.read() as connection:
            saved = queries.saved_rules(connection)
        changed = {
            name: RuleView(each.rule, _SHIPPED.get(name), each.version, each.changed_by)
            for name, each in saved.items()
        }
        shipped = {name: RuleView(rule, rule) for name, rule in _SHIPPED.items()}
        return tuple((shipped | changed).values())

    def save_rule(
        self, actor: Actor, rule: AlertRule, version: int, *, key: str | None = None
    ) -> Receipt[SavedAlertRule]:
        """Change a rule that was read at ``version``, or add one at version 0. It holds within seconds.

        Raises InvalidInput for a figure targets of its kind don't have, Conflict when somebody else changed it meanwhile.
        """
        actor.require(Permission.OPERATE)
        _check(rule)

        def work(unit: Unit) -> SavedAlertRule:
            saved = queries.saved_rule(unit.connection, rule.name)
            at = 0 if saved is None else saved.version
            if at != version:
                raise Conflict("Somebody else changed this rule meanwhile.", hint="Look at it again.")
            queries.save_rule(unit.connection, rule, at, actor.name, unit.now)
            before = saved.rule if saved is not None else _SHIPPED.get(rule.name)
            unit.audit(
                "change_alert_rule", "alert_rule", None, rule.title,
                before=None if before is None else _told(before), after=_told(rule),
            )  # fmt: skip
            unit.changed(Changed.ALERTS)
            return SavedAlertRule(rule.name, at + 1)

        return self._core.acts.perform(
            actor, "change_alert_rule", work, result=SavedAlertRule, key=key, undoable=False
        )

    def reset_rule(self, actor: Actor, name: str, *, key: str | None = None) -> Receipt[SavedAlertRule]:
        """Put a rule back to how it was shipped, or remove one that people added."""
        actor.require(Permission.OPERATE)

        def work(unit: Unit) -> SavedAlertRule:
            saved = queries.saved_rule(unit.connection, name)
            if saved is None or not queries.forget_rule(unit.connection, name):
                raise NotFound("This rule was not changed.")
            unit.audit("reset_alert_rule", "alert_rule", None, saved.rule.title, before=_told(saved.rule))
            unit.changed(Changed.ALERTS)
            return SavedAlertRule(name, 0)

        return self._core.acts.perform(
            actor, "reset_alert_rule", work, result=SavedAlertRule, key=key, undoable=False
        )

    def files(self, actor: Actor) -> tuple[MonitoringFile, ...]:
        """The rules in force for Prometheus, and a dashboard of every figure for Grafana."""
        return files(view.rule for view in self.rules(actor))

    def rehearse(self, actor: Actor, rule: AlertRule, days: int = 30) -> Rehearsal:
        """Try a rule on what was measured: "it would have raised four times, a median of six minutes earlier". Changes
        nothing."""
        actor.require(Permission.OPERATE)
        _check(rule)
        if not 1 <= days <= _MOST_DAYS:
            raise InvalidInput(f"Figures are kept for {_MOST_DAYS} days.", details={"field": "days"})
        in_force = {view.rule.name: view.rule for view in self.rules(actor)}.get(rule.name)
        return rehearsed(self._operations(), rule, in_force, days, self._core.clock.now().timestamp())

    # Silences and maintenance windows

    def pauses(self, actor: Actor) -> tuple[PauseView, ...]:
        """Those that are not over."""
        actor.require(Permission.OPERATE)
        with self._core.database.read() as connection:
            found = queries.pauses(connection, self._core.clock.now())
        return tuple(PauseView(each.id, each.pause, each.created_by) for each in found)

    def pause(self, actor: Actor, pause: Pause, *, key: str | None = None) -> Receipt[SavedThing]:
        """Let nobody be told for a time. Alerts are kept all the same."""
        actor.require(Permission.OPERATE)
        if pause.until <= self._core.clock.now().timestamp():
            raise InvalidInput("It would be over already.", details={"field": "until"})

        def work(unit: Unit) -> SavedThing:
            pause_id = queries.add_pause(unit.connection, pause, actor.name, unit.now)
            after = {"target": pause.target, "rule": pause.rule, "until": pause.until, "reason": pause.reason}
            unit.audit(f"begin_{pause.kind}", "alert_pause", pause_id, pause.reason[:200], after=after)
            unit.changed(Changed.ALERTS)
            return SavedThing(pause_id)

        return self._core.acts.perform(
            actor, "pause_alerts", work, result=SavedThing, key=key, undoable=False
        )

    def end_pause(self, actor: Actor, pause_id: int, *, key: str | None = None) -> Receipt[SavedThing]:
        """Let people be told again."""
        actor.require(Permission.OPERATE)

        def work(unit: Unit) -> SavedThing:
            ended = queries.end_pause(unit.connection, pause_id, unit.now)
            if ended is None:
                raise NotFound("This silence is over.")
            unit.audit(f"end_{ended.pause.kind}", "alert_pause", pause_id, ended.pause.reason[:200])
            unit.changed(Changed.ALERTS)
            return SavedThing(pause_id)

        return self._core.acts.perform(
            actor, "end_alert_pause", work, result=SavedThing, key=key, undoable=False
        )

    def acknowledge(
        self, actor: Actor, incident: str, note: str = "", *, key: str | None = None
    ) -> Receipt[Taken]:
        """Say that you look after an alert: nobody is told of it again, save that it is over. Raises Conflict when
        somebody does already."""
        actor.require(Permission.OPERATE)
        with self._operations().read() as connection:
            found = incident_queries.one(connection, incident)
        if found is None:
            raise NotFound("There is no such alert.")

        def work(unit: Unit) -> Taken:
            try:
                queries.acknowledge(unit.connection, incident, actor.name, note, unit.now)
            except exc.IntegrityError as error:
                if diagnose(error) is not Trouble.DUPLICATE:
                    raise
                raise Conflict("Somebody looks after this alert already.", code="acknowledged") from None
            after = {"rule": found.rule, "target": found.target, "note": note}
            unit.audit("acknowledge_alert", "alert", None, f"{found.title} – {found.target}", after=after)
            unit.changed(Changed.ALERTS)
            return Taken(incident)

        return self._core.acts.perform(
            actor, "acknowledge_alert", work, result=Taken, key=key, undoable=False
        )

    # Channels

    def channels(self, actor: Actor) -> tuple[SavedChannel, ...]:
        """Where alerts are sent; of an address only the place it stands at."""
        actor.require(Permission.OPERATE)
        with self._core.database.read() as connection:
            return queries.channels(connection)

    def keep_address(self, actor: Actor, channel: Channel, address: str) -> None:
        """Put the address of a channel into the keyring of this computer, where ``channel.secret`` says. It is kept nowhere
        else, and never read back to people. Raises InvalidInput when it can't be one of the channel's kind, or the place
        is none of the keyring; Unreachable when there is no keyring."""
        actor.require(Permission.OPERATE)
        check_address(channel.kind, address)
        place = credential(channel.secret)
        if place.source != "keyring":
            raise InvalidInput(
                "Only a place in the keyring can be written to: keyring:NAME.", details={"field": "secret"}
            )
        keychain.write(place.name, address)

        def work(unit: Unit) -> SavedThing:
            unit.audit("keep_channel_address", "alert_channel", None, channel.name, after=_shown(channel))
            return SavedThing(0)

        self._core.acts.perform(actor, "keep_channel_address", work, result=SavedThing, undoable=False)

    def add_channel(self, actor: Actor, channel: Channel, *, key: str | None = None) -> Receipt[SavedThing]:
        """Send alerts there from now on. Raises Conflict for a name that is taken."""
        actor.require(Permission.OPERATE)

        def work(unit: Unit) -> SavedThing:
            channel_id = queries.add_channel(unit.connection, channel, actor.name, unit.now)
            unit.audit("add_channel", "alert_channel", channel_id, channel.name, after=_shown(channel))
            unit.changed(Changed.ALERTS)
            return SavedThing(channel_id)

        return self._core.acts.perform(
            actor, "add_alert_channel", work, result=SavedThing, key=key, undoable=False
        )

    def change_channel(
        self, actor: Actor, channel_id: int, version: int, channel: Channel, *, key: str | None = None
    ) -> Receipt[SavedThing]:
        """Change a channel that was read at ``version``. Raises Conflict when it changed meanwhile."""
        actor.require(Permission.OPERATE)

        def work(unit: Unit) -> SavedThing:
            before = queries.channel(unit.connection, channel_id)
            if before is None:
                raise NotFound("This channel is no longer there.")
            if not queries.change_channel(unit.connection, channel_id, version, channel):
                raise Conflict("Somebody else changed this channel meanwhile.", hint="Look at it again.")
            unit.audit(
                "change_channel", "alert_channel", channel_id, channel.name,
                before=_shown(before.channel), after=_shown(channel),
            )  # fmt: skip
            unit.changed(Changed.ALERTS)
            return SavedThing(channel_id)

        return self._core.acts.perform(
            actor, "change_alert_channel", work, result=SavedThing, key=key, undoable=False
        )

    def remove_channel(self, actor: Actor, channel_id: int, *, key: str | None = None) -> Receipt[SavedThing]:
        """Send nothing there any more."""
        actor.require(Permission.OPERATE)

        def work(unit: Unit) -> SavedThing:
            before = queries.channel(unit.connection, channel_id)
            if before is None:
                raise NotFound("This channel is no longer there.")
            queries.remove_channel(unit.connection, channel_id)
            unit.audit(
                "remove_channel", "alert_channel", channel_id, before.channel.name,
                before=_shown(before.channel),
            )  # fmt: skip
            unit.changed(Changed.ALERTS)
            return SavedThing(channel_id)

        return self._core.acts.perform(
            actor, "remove_alert_channel", work, result=SavedThing, key=key, undoable=False
        )

    def test_channel(self, actor: Actor, channel_id: int) -> Delivery:
        """Let whoever watches send a test there within seconds; what became of it stands among the deliveries."""
        actor.require(Permission.OPERATE)
        with self._core.database.read() as connection:
            saved = queries.channel(connection, channel_id)
        if saved is None:
            raise NotFound("This channel is no longer there.")
        if saved.channel.kind is ChannelKind.PING:
            raise InvalidInput("A switch takes no messages: it hears every minute that somebody watches.")
        now = self._core.clock.now().timestamp()
        made = Delivery(
            str(uuid7()), saved.id, saved.channel.name, "test", "Test of CLMS",
            f"{actor.name} tries whether alerts of the library arrive here. They do.", Severity.WARNING, now,
            next_at=now,
        )  # fmt: skip
        self._operations().write(lambda connection: incident_queries.save_deliveries(connection, [made]))
        return made


def _check(rule: AlertRule) -> None:
    names = {metric.name for metric in metrics_of(rule.kind)}
    for field, name in (("metric", rule.metric), ("traffic", rule.traffic)):
        if name not in names and (name or field == "metric"):
            raise InvalidInput(f"A {rule.kind.value} has no figure “{name}”.", details={"field": field})


def _told(rule: AlertRule) -> dict[str, object]:
    names = ("raise_at", "clear_at", "for_s", "clear_s", "severity", "enabled", "metric", "least_traffic")
    return {name: getattr(rule, name) for name in names}


def _shown(channel: Channel) -> dict[str, object]:
    return {
        "kind": channel.kind,
        "secret": channel.secret,
        "least": channel.least,
        "enabled": channel.enabled,
    }
