"""What the pane asks the services, away from the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.alert_channels import Delivery, SavedChannel
from app.domain.board import NodeLine
from app.domain.events import Event
from app.domain.health import TargetKind
from app.services.alerts import PauseView, RuleView
from app.services.health import IncidentView, MetricInfo, Series
from ui.models.history import Values
from ui.panes.health.card import CURVE_S
from ui.panes.health.vitals import drawn

DAY = timedelta(days=1)
WEEK = timedelta(days=7)

Samples = list[tuple[float, Values]]


@dataclass(frozen=True, slots=True)
class Past:
    """The alerts of the last week, what happened in the last day, the rules in force, when nobody is told, and where
    alerts are sent with what became of it."""

    incidents: tuple[IncidentView, ...]
    events: tuple[Event, ...]
    rules: dict[str, RuleView]
    pauses: tuple[PauseView, ...] = ()
    channels: tuple[SavedChannel, ...] = ()
    deliveries: tuple[Delivery, ...] = ()


def read_past(app: App, actor: Actor) -> Past:
    """What went on, and what would raise an alert."""
    now = app.core.clock.now()
    return Past(
        app.health.incidents(actor, now - WEEK, now),
        app.health.timeline(actor, now - DAY, now),
        {view.rule.name: view for view in app.alerts.rules(actor)},
        app.alerts.pauses(actor),
        app.alerts.channels(actor),
        app.health.deliveries(actor),
    )


def read_infos(app: App, actor: Actor) -> dict[tuple[TargetKind, str], MetricInfo]:
    """Every figure by its kind and name."""
    return {(each.kind, each.name): each for each in app.health.metrics(actor)}


def read_day(app: App, actor: Actor, target: str, metrics: tuple[str, ...]) -> Samples:
    """The figures of a part over the last day, as a graph wants them."""
    now = app.core.clock.now()
    return as_samples(app.health.history(actor, target, metrics, now - DAY, now))


def read_curves(
    app: App, actor: Actor, nodes: tuple[NodeLine, ...]
) -> dict[str, list[tuple[float, float | None]]]:
    """The small curves of all cards."""
    now = app.core.clock.now()
    found: dict[str, list[tuple[float, float | None]]] = {}
    for node in nodes:
        metrics = drawn(node.kind)
        samples = as_samples(
            app.health.history(actor, node.name, metrics, now - timedelta(seconds=CURVE_S), now)
        )
        found[node.name] = [
            (at, next((values[each] for each in metrics if values.get(each) is not None), None))
            for at, values in samples
        ]
    return found


def as_samples(series: tuple[Series, ...]) -> Samples:
    """Figures of one part side by side: what one of them lacks at a time is not known then."""
    by_time: dict[float, dict[str, float | None]] = {}
    for each in series:
        for bucket in each.buckets:
            by_time.setdefault(float(bucket.at), {})[each.metric] = bucket.mean
    return [(at, by_time[at]) for at in sorted(by_time)]
