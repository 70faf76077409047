"""Files for those who keep Prometheus and Grafana: a dashboard of every figure, and the alert rules in force.

All of it names figures as ``/metrics/all`` of an API node tells them: ``clms_`` and the figure's name, with the labels
``target``, ``kind`` and ``host``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from app.domain.alerts import AlertRule, Severity, Side
from app.domain.health import TargetKind
from app.domain.measuring import Metric
from app.monitoring.collectors import metrics_of

PREFIX = "clms_"
DASHBOARD, ALERTS, SCRAPE = "clms-dashboard.json", "clms-alerts.yml", "clms-scrape.yml"
_SOURCE = {"type": "prometheus", "uid": "${datasource}"}
_UNITS = {
    "/s": "ops",
    "%": "percent",
    "ms": "ms",
    "s": "s",
    "bytes": "bytes",
    "days": "d",
    "h": "h",
    "": "short",
}
_ROWS = {
    TargetKind.NGINX: "nginx",
    TargetKind.API: "API nodes",
    TargetKind.DATABASE: "Database servers",
    TargetKind.REDIS: "Redis",
    TargetKind.HOST: "Computers",
    TargetKind.FILES: "Files",
    TargetKind.BUCKET: "Bucket of files",
    TargetKind.LIBRARY: "Upkeep",
    TargetKind.ISBN: "ISBN lookup",
    TargetKind.MAIL: "Mail",
}
_WATCH = (
    ("board_age_seconds", "s", "Since the watch looked"),
    ("messages_undelivered", "", "Messages about alerts not delivered"),
    ("switch_heard_age_seconds", "s", "Since the outside switch heard"),
)
"""What is told of the watch itself."""
_WIDTH, _HEIGHT, _IN_ROW = 8, 7, 3


@dataclass(frozen=True, slots=True)
class MonitoringFile:
    """One file, by its name and text."""

    name: str
    text: str


def files(rules: Iterable[AlertRule]) -> tuple[MonitoringFile, ...]:
    """Everything for Prometheus and Grafana."""
    board = json.dumps(dashboard(), indent=1, ensure_ascii=False) + "\n"
    return (
        MonitoringFile(DASHBOARD, board),
        MonitoringFile(ALERTS, alert_rules(rules)),
        MonitoringFile(SCRAPE, _SCRAPE_TEXT),
    )


# --- the dashboard -----------------------------------------------------------------------------------------


def dashboard() -> dict[str, Any]:
    """Grafana's model of a dashboard, schema 39 (Grafana 10 and later): a row a kind, a graph a figure."""
    panels = [_states(1)]
    for number, (name, unit, title) in enumerate(_WATCH):
        place = (number * _WIDTH, _HEIGHT, _WIDTH, _HEIGHT)
        panels.append(_lines(len(panels) + 1, title, "", f"{PREFIX}{name}", unit, place))
    top = 2 * _HEIGHT
    for kind, title in _ROWS.items():
        row = _panel(len(panels) + 1, "row", title, (0, top, 24, 1))
        panels.append({**row, "collapsed": False, "panels": []})
        top += 1
        metrics = metrics_of(kind)
        for number, metric in enumerate(metrics):
            place = (
                number % _IN_ROW * _WIDTH,
                top + number // _IN_ROW * _HEIGHT,
                _WIDTH,
                _HEIGHT,
            )
            panels.append(_graph(len(panels) + 1, kind, metric, place))
        top += -(-len(metrics) // _IN_ROW) * _HEIGHT
    return {
        "uid": "clms",
        "title": "CLMS",
        "description": "Every figure the watch of CLMS keeps. Generated: change the figures, and make it anew.",
        "tags": ["clms"],
        "schemaVersion": 39,
        "version": 1,
        "editable": True,
        "timezone": "browser",
        "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "graphTooltip": 1,
        "annotations": {"list": [_alerts()]},
        "templating": {"list": [{"name": "datasource", "type": "datasource", "query": "prometheus"}]},
        "panels": panels,
    }


def _panel(number: int, kind: str, title: str, place: tuple[int, int, int, int]) -> dict[str, Any]:
    return {
        "id": number,
        "type": kind,
        "title": title,
        "gridPos": dict(zip("xywh", place, strict=True)),
    }


def _states(number: int) -> dict[str, Any]:
    """Every target by its state, in words and not by colour alone."""
    words = {"0": ("healthy", "green"), "1": ("degraded", "yellow"), "2": ("unhealthy", "red")}
    options = {key: {"text": text, "color": color} for key, (text, color) in words.items()}
    return {
        **_panel(number, "stat", "How everything stands", (0, 0, 24, _HEIGHT)),
        "datasource": _SOURCE,
        "targets": [_query("clms_health", instant=True)],
        "options": {"colorMode": "background", "textMode": "value_and_name", "graphMode": "none"},
        "fieldConfig": {
            "defaults": {"mappings": [{"type": "value", "options": options}], "noValue": "unknown"},
            "overrides": [],
        },
    }


def _graph(number: int, kind: TargetKind, metric: Metric, place: tuple[int, int, int, int]) -> dict[str, Any]:
    expression = f'{PREFIX}{metric.name}{{kind="{kind.value}"}}'
    title, told = metric.about.rstrip("."), f"{metric.name}: {metric.source}"
    return _lines(number, title, told, expression, metric.unit, place)


def _lines(
    number: int, title: str, told: str, expression: str, unit: str, place: tuple[int, int, int, int]
) -> dict[str, Any]:
    return {
        **_panel(number, "timeseries", title, place),
        "description": told,
        "datasource": _SOURCE,
        "targets": [_query(expression)],
        "fieldConfig": {
            # What is not known is a gap, never a line drawn over it.
            "defaults": {
                "unit": _UNITS[unit],
                "custom": {"spanNulls": False, "lineWidth": 1, "fillOpacity": 0},
            },
            "overrides": [],
        },
    }


def _query(expression: str, *, instant: bool = False) -> dict[str, Any]:
    return {
        "refId": "A",
        "datasource": _SOURCE,
        "expr": expression,
        "legendFormat": "{{target}}",
        "instant": instant,
        "range": not instant,
    }


def _alerts() -> dict[str, Any]:
    return {
        "name": "Alerts",
        "datasource": _SOURCE,
        "enable": True,
        "iconColor": "red",
        "expr": "clms_alert",
        "titleFormat": "{{rule}}",
        "textFormat": "{{target}}",
    }


# --- alert rules -------------------------------------------------------------------------------------------


_OF_THE_WATCH = (
    (
        "clms-nobody-watches", "absent(clms_board_age_seconds) or clms_board_age_seconds > 60", 60, "critical",
        "Nobody watches over the library",
    ),
    (
        "clms-messages-undelivered", "clms_messages_undelivered > 0", 600, "warning",
        "Messages about alerts are not delivered",
    ),
    (
        "clms-switch-unheard", "clms_switch_heard_age_seconds > 300", 60, "warning",
        "The outside switch does not hear of the watch",
    ),
)  # fmt: skip
"""What nobody would tell of the watch but Prometheus: name, condition, seconds it lasts, severity, words."""


def alert_rules(rules: Iterable[AlertRule]) -> str:
    """A file of rules for Prometheus 2.42 and later. What Prometheus can't do is left to CLMS: another level to clear at
    than to raise at (it goes on for as long as the rule wants it past that level instead), and a cause that hides its
    consequences."""
    lines = [
        "# The alert rules of CLMS, for Prometheus 2.42 and later. Generated: change the rules, and make it anew."
    ]
    lines += ["groups:", "  - name: clms", "    rules:"]
    for rule in rules:
        if rule.enabled:
            lines += _rule(rule)
    for name, condition, seconds, severity, told in _OF_THE_WATCH:
        lines += [f"      - alert: {name}", f"        expr: {_quoted(condition)}", f"        for: {seconds}s"]
        lines += ["        labels:", f"          severity: {severity}", "        annotations:"]
        lines += [f"          summary: {_quoted(told)}"]
    return "\n".join(lines) + "\n"


def _rule(rule: AlertRule) -> Iterator[str]:
    yield f"      - alert: {rule.name}"
    yield f"        expr: {_quoted(expression(rule))}"
    yield f"        for: {rule.for_s:.0f}s"
    yield f"        keep_firing_for: {rule.clear_s:.0f}s"
    yield "        labels:"
    yield f"          severity: {Severity(rule.severity).value}"
    yield "        annotations:"
    yield f"          summary: {_quoted(rule.title + ' – {{ $labels.target }}')}"
    if rule.advice:
        yield f"          description: {_quoted(rule.advice)}"


def expression(rule: AlertRule) -> str:
    """The condition in Prometheus' language."""
    labels, sign = f'{{kind="{rule.kind.value}"}}', ">=" if rule.side is Side.ABOVE else "<="
    found = f"{PREFIX}{rule.metric}{labels} {sign} {rule.raise_at:g}"
    if rule.traffic:
        found += f" and on (target) {PREFIX}{rule.traffic}{labels} >= {rule.least_traffic:g}"
    return found


def _quoted(text: str) -> str:
    """A text in YAML as JSON writes it, which YAML reads."""
    return msgspec.json.encode(text).decode()


_SCRAPE_TEXT = """\
# For prometheus.yml: every figure of CLMS from any API node, as it stands, every half minute. The token is one of CLMS
# with the role operator; it stands in a file that only Prometheus may read.
scrape_configs:
  - job_name: clms
    metrics_path: /metrics/all
    scheme: https
    scrape_interval: 30s
    authorization:
      credentials_file: /etc/prometheus/clms-token
    static_configs:
      - targets: ["library.example:443"]
"""
