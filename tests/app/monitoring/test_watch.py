"""The watch on real servers: figures come in, an outage is told once and in time, and its end."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import msgspec
import pytest

from app.domain import incidents
from app.domain.alert_channels import Channel, ChannelKind, SavedChannel
from app.domain.alert_seed import RULES
from app.domain.alerts import AlertRule
from app.domain.health import HealthState, Target, TargetKind
from app.monitoring.alerting import Decisions
from app.monitoring.collectors import metrics_of
from app.monitoring.probe import Access
from app.monitoring.targets import targets_here
from app.monitoring.watch import Start, Watch
from tests.app.monitoring.conftest import FastClock
from tests.app.monitoring.hearing import ApiNode, Webhook, listening
from tests.servers.databases import running
from tests.servers.nginx import nginx
from tests.waiting import until


@pytest.fixture(params=[False, pytest.param(True, marks=pytest.mark.long)], ids=["quick", "as shipped"])
def rules(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[AlertRule, ...]:
    """The shipped rules; in the quick version with shorter durations."""
    if request.param:
        return RULES
    monkeypatch.setattr(incidents, "GROUP_WAIT_S", 1.0)
    request.getfixturevalue("hurried")
    return tuple(
        msgspec.structs.replace(rule, for_s=min(rule.for_s, 1.0), clear_s=min(rule.clear_s, 1.5))
        for rule in RULES
    )


def test_every_shipped_rule_is_about_figures_there_are() -> None:
    for rule in RULES:
        names = {metric.name for metric in metrics_of(rule.kind)}
        assert rule.metric in names, rule.name
        assert not rule.traffic or rule.traffic in names, rule.name


def test_a_node_that_dies_is_one_notice_in_time_with_its_consequences_and_one_when_it_is_back(
    tmp_path: Path, rules: tuple[AlertRule, ...]
) -> None:
    with contextlib.ExitStack() as stack:
        hook = stack.enter_context(listening(Webhook()))
        server = stack.enter_context(running("mariadb", durable=False))
        front = stack.enter_context(listening(ApiNode(server.port))).port
        port = stack.enter_context(nginx())
        proxy = Target(
            "nginx", TargetKind.NGINX, f"http://127.0.0.1:{port}/nginx_status", leans_on=(("api-1", "api-2"),)
        )
        nodes = [
            Target(f"api-{n}", TargetKind.API, f"http://127.0.0.1:{front}", leans_on=(("db-1",),))
            for n in (1, 2)
        ]
        targets = (
            Target("db-1", TargetKind.DATABASE, f"{server.prefix}mysql"),
            *nodes,
            proxy,
            *targets_here(tmp_path),
        )
        channel = SavedChannel(1, Channel("Hook", ChannelKind.WEBHOOK, "env:HOOK"), 1, "Odie")
        watch = Watch(Access(), time.time, lambda _: f"json://127.0.0.1:{hook.port}/x")
        stack.callback(watch.close)
        watch.start(Start(targets, Decisions(rules), (channel,)))
        until(lambda: len(watch.standings()) == len(targets) - 1, "the first looks at all but the records")
        until(lambda: "db_threads_running" in _values(watch, "db-1"), "the first figures")
        three = ("db-1", "api-1", "api-2")
        until(
            lambda: {watch.standings()[name].state for name in three} == {HealthState.HEALTHY},
            "all to be well",
        )
        blocks: set[str] = set()
        collected = {"db-1", "files", "this-computer"}
        until(
            lambda: blocks.update(each.target for each in watch.taken_blocks()) or blocks >= collected,
            "figures of all who give them without help",
        )
        server.kill()
        killed = time.monotonic()
        until(lambda: watch.standings()["db-1"].state is HealthState.UNHEALTHY, "red", seconds=5)
        until(lambda: hook.heard, "the notice")
        took = time.monotonic() - killed
        rule = next(rule for rule in rules if rule.name == "database-down")
        assert took <= rule.for_s + 5 + 5, "found within five seconds, told within its duration and five"
        assert hook.heard[0]["title"] == "CRITICAL: Database does not answer – db-1"
        board = watch.board("a test", local=False)
        assert board.worst is HealthState.UNHEALTHY
        assert [each.target for each in board.incidents if each.loud] == ["db-1"]
        until(lambda: _consequences(watch) >= {"api-1", "api-2"}, "its consequences")
        raised, deliveries = watch.taken_incidents()
        assert [each.title for each in raised if each.told_at] == ["Database does not answer"]
        until(
            lambda: (
                any(each.delivered_at for each in watch.taken_incidents()[1])
                or any(d.delivered_at for d in deliveries)
            ),
            "its receipt",
        )
        server.start()
        until(lambda: len(hook.heard) > 1, "word that it is over")
        assert hook.heard[1]["title"] == "Over: Database does not answer – db-1"
        assert len(hook.heard) == 2
        until(lambda: not watch.board("a test", local=False).incidents, "the end")


def _consequences(watch: Watch) -> set[str]:
    return {each.target for each in watch.board("a test", local=False).incidents if each.because == "db-1"}


def _values(watch: Watch, name: str) -> dict[str, float | None]:
    node = next(each for each in watch.board("a test", local=False).nodes if each.name == name)
    return node.values


def test_while_somebody_looks_figures_come_every_second(tmp_path: Path, fast: FastClock) -> None:
    watch = Watch(Access(), fast, lambda _: "")
    with contextlib.closing(watch):
        watch.start(Start(targets_here(tmp_path)))
        until(lambda: _values(watch, "files"), "the first figures")
        watch.taken_blocks()
        begun = fast()
        watch.watched(True)
        kept: set[tuple[int, int]] = set()

        def three_seconds() -> bool:
            kept.update(
                (block.tier.width_s, block.start) for block in watch.taken_blocks() if block.target == "files"
            )
            return len({start for width, start in kept if width == 1}) >= 3

        until(three_seconds, "three seconds")
        slots = (fast() - begun) // 30 + 2  # the first and the last may have begun before and end later
        assert len({start for width, start in kept if width == 30}) <= slots
        watch.know("files", {"files_full_h": 20.0})
        until(lambda: _values(watch, "files").get("files_full_h") == 20.0, "what is worked out elsewhere")
