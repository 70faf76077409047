"""Files for Prometheus and Grafana, and the page they read: every figure they name is told there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
import yaml

from app.domain.alert_seed import RULES
from app.domain.alerts import Severity
from app.domain.board import Board, NodeLine
from app.domain.health import HealthState, TargetKind
from app.domain.incidents import Incident
from app.monitoring.collectors import metrics_of
from app.monitoring.exporting import ALERTS, DASHBOARD, SCRAPE, expression, files
from app.server.board_text import text_of

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
_NAME = re.compile(r"clms_[a-z0-9_]+")
_SAMPLE = re.compile(r'(clms_[a-z0-9_]+)(?:\{((?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (-?[0-9.e+-]+)')


def _board(**changes: Any) -> Board:
    """A board of one target of each kind, everything of it known."""
    at = NOW.timestamp()
    nodes = [
        NodeLine(
            f'the "{kind.value}"', kind, "here", (), HealthState.DEGRADED, "", at, at, 1.5, measured_at=at - 3,
            values={metric.name: 2.5 for metric in metrics_of(kind)},
        )
        for kind in TargetKind
    ]  # fmt: skip
    alert = Incident("1", "cpu", "here", "Processors are busy", Severity.WARNING, 1.0, 2.0, 81.0, 90.0)
    consequence = msgspec.structs.replace(alert, key="2", rule="errors", because="db-1")
    board = Board(at - 1, "worker", tuple(nodes), (alert, consequence), undelivered=2, pinged_at=at - 40)
    return msgspec.structs.replace(board, **changes)


def _parsed(text: str) -> dict[tuple[str, str], float]:
    """Strictly by the text format 0.0.4: HELP and TYPE once and before the samples, which stand together."""
    found: dict[tuple[str, str], float] = {}
    heads: dict[str, list[str]] = {}
    current = ""
    assert text.endswith("\n")
    for each in text.splitlines():
        if each.startswith("# "):
            _, word, name, rest = each.split(" ", 3)
            assert word not in heads.setdefault(name, []) and rest
            heads[name].append(word)
            assert word != "TYPE" or rest in ("gauge", "counter")
            assert all(name != told for told, _ in found), "a name's samples stand together"
            current = name
            continue
        match = _SAMPLE.fullmatch(each)
        assert match, each
        assert match[1] == current and heads[current] == ["HELP", "TYPE"]
        key = match[1], match[2] or ""
        assert key not in found
        found[key] = float(match[3])
    return found


@pytest.fixture(scope="module")
def told() -> dict[tuple[str, str], float]:
    """Every sample of a page on which everything is known."""
    return _parsed(text_of(_board(), NOW).decode())


def test_everything_is_told_with_its_age_and_consequences_are_not_alerts(
    told: dict[tuple[str, str], float],
) -> None:
    assert told["clms_board_age_seconds", ""] == 1
    assert told["clms_messages_undelivered", ""] == 2 and told["clms_switch_heard_age_seconds", ""] == 40
    redis = 'target="the \\"redis\\"",kind="redis",host="here"'
    assert told["clms_figures_age_seconds", redis] == 3
    assert (told["clms_health", redis], told["clms_redis_ops", redis]) == (1, 2.5)
    alerts = [labels for name, labels in told if name == "clms_alert"]
    assert alerts == ['rule="cpu",target="here",severity="warning"']


def test_what_is_not_known_or_old_is_not_told() -> None:
    at = NOW.timestamp()
    lost = NodeLine("db-1", TargetKind.DATABASE, "", (), HealthState.UNKNOWN, looked_at=at)
    old = NodeLine(
        "db-2", TargetKind.DATABASE, "", (), HealthState.HEALTHY, looked_at=at - 200, measured_at=at - 200,
        values={"db_queries": 5.0, "db_slow": None},
    )  # fmt: skip
    found = _parsed(text_of(_board(nodes=(lost, old), pinged_at=None), NOW).decode())
    assert {name for name, _ in found} == {
        "clms_board_age_seconds", "clms_messages_undelivered", "clms_figures_age_seconds", "clms_alert",
    }  # fmt: skip


def _expressions(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (text for key, text in value.items() if key == "expr")
        for each in value.values():
            yield from _expressions(each)
    elif isinstance(value, list):
        for each in value:
            yield from _expressions(each)


def test_the_dashboard_shows_every_figure_and_none_that_is_not_told(
    told: dict[tuple[str, str], float],
) -> None:
    board = json.loads({file.name: file.text for file in files(RULES)}[DASHBOARD])
    used = {name for text in _expressions(board) for name in _NAME.findall(text)}
    names = {name for name, _ in told}
    assert used <= names
    figures = {f"clms_{metric.name}" for kind in TargetKind for metric in metrics_of(kind)}
    assert figures <= used
    panels = board["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    places = [tuple(panel["gridPos"].values()) for panel in panels]
    cells = [(x + i, y + j) for x, y, w, h in places for i in range(w) for j in range(h)]
    assert len(cells) == len(set(cells)), "no panel covers another"
    assert all(x + w <= 24 for x, _, w, _ in places)


def test_every_rule_in_force_is_there_and_names_what_is_told(told: dict[tuple[str, str], float]) -> None:
    off = msgspec.structs.replace(RULES[0], enabled=False)
    text = {file.name: file.text for file in files((off, *RULES[1:]))}[ALERTS]
    (group,) = yaml.safe_load(text)["groups"]
    rules = {rule["alert"]: rule for rule in group["rules"]}
    assert set(rules) == {
        *(rule.name for rule in RULES[1:]),
        "clms-nobody-watches", "clms-messages-undelivered", "clms-switch-unheard",
    }  # fmt: skip
    names = {name for name, _ in told}
    for rule in rules.values():
        assert set(_NAME.findall(rule["expr"])) <= names
        assert re.fullmatch(r"\d+s", rule["for"])
        assert rule["labels"]["severity"] in ("warning", "critical") and rule["annotations"]["summary"]
    errors = next(rule for rule in RULES if rule.name == "errors")
    assert expression(errors) == (
        'clms_api_errors{kind="api"} >= 5 and on (target) clms_api_requests{kind="api"} >= 1'
    )
    stopped = next(rule for rule in RULES if rule.name == "replica-stopped")
    assert expression(stopped) == 'clms_db_replicating{kind="database"} <= 0'


def test_how_to_scrape_it_is_said() -> None:
    (job,) = yaml.safe_load({file.name: file.text for file in files(())}[SCRAPE])["scrape_configs"]
    assert job["metrics_path"] == "/metrics/all"
