"""Load tests as the window orders them, against a small server that is really asked."""

from __future__ import annotations

import stat
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from app.bootstrap import App, build
from app.domain.actors import Actor, Role
from app.domain.audit import AuditQuery
from app.domain.board import NodeLine
from app.domain.health import HealthState, TargetKind
from app.domain.history import LIVE, Block, sampled
from app.domain.loadtest.climbed import Climbed
from app.domain.loadtest.grading import Metric
from app.domain.loadtest.orders import Climb, Live, RunOrder, RunPhase
from app.domain.loadtest.run import Verdict
from app.domain.loadtest.servers import borne
from app.domain.paging import Window
from app.errors import Conflict, Denied, InvalidInput, NotFound, Refused
from app.monitoring.history import History
from app.services.load_tests import Judged, LoadTestsService
from app.settings import Settings
from tests.app.loadtest.server import Server, serving
from tests.app.services.watched import put_up
from tests.waiting import until

_OPERATOR = Actor(None, "Olga Operator", Role.OPERATOR, "desk-1")
_HEAD = Actor(None, "Hana Head", Role.HEAD_LIBRARIAN, "desk-1")


@pytest.fixture
def server() -> Iterator[Server]:
    """One that answers everything at once."""
    with serving(Server()) as started:
        yield started


@pytest.fixture
def library(tmp_path: Path) -> Iterator[App]:
    """A library in a file of its own."""
    with build(Settings(data_dir=tmp_path / "data", bcrypt_rounds=4)) as app:
        yield app


@pytest.fixture
def tests(library: App, server: Server, tmp_path: Path) -> Iterator[LoadTestsService]:
    """The service, with a lock that no other program of this computer knows; it ends before the server does."""
    made = _service(library, tmp_path)
    yield made
    made.close()


def _service(library: App, tmp_path: Path) -> LoadTestsService:
    return LoadTestsService(
        library.core,
        tmp_path / "data" / "loadtests",
        tmp_path / "lock" / "loadtest.lock",
        "",
        lambda: library.api_tokens,
        lambda: library.health,
    )


def _text(target: str, seconds: float = 2, rate: float = 20, header: str = "", url: str = "/live") -> str:
    return f"""
# A kiosk in the morning.
config:
  target: {target}
  phases:
    - {{duration: {seconds}, arrivalRate: {rate}, name: morning}}
scenarios:
  - name: look
    flow:
      - get: {{url: "{url}"{f', headers: {{Authorization: "{header}"}}' if header else ""}}}
"""


def _ended(tests: LoadTestsService) -> Live:
    until(
        lambda: tests.live(_OPERATOR).phase in (RunPhase.OVER, RunPhase.FAILED),
        "the end of the run",
        seconds=60,
    )
    return tests.live(_OPERATOR)


def _judged(tests: LoadTestsService, id_: str) -> Judged:
    found = tests.result(_OPERATOR, id_)
    assert isinstance(found, Judged)
    return found


def test_templates_stay_and_own_scenarios_come_and_go(tests: LoadTestsService, tmp_path: Path) -> None:
    there = tests.scenarios(_OPERATOR)
    guide = next(each for each in there if each.id == "template/guide")
    assert not guide.own and guide.about.startswith("The production guide's load test")
    text = tests.scenario(_OPERATOR, guide.id)
    saved = tests.save(_OPERATOR, " My rush ", text)
    assert saved == "own/My rush" and tests.scenario(_OPERATOR, saved) == text
    file = tmp_path / "data" / "loadtests" / "scenarios" / "My rush.yml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(Conflict):
        tests.save(_OPERATOR, "my RUSH", text)
    tests.save(_OPERATOR, "My rush", "other", over=True)
    assert tests.scenario(_OPERATOR, saved) == "other"
    tests.delete(_OPERATOR, saved)
    assert tests.scenarios(_OPERATOR) == there
    with pytest.raises(Refused, match="comes with the program"):
        tests.delete(_OPERATOR, guide.id)


@pytest.mark.parametrize("name", ["", " ", "../x", "a/b", ".hidden", "a\nb", "x" * 61])
def test_a_name_stays_within_its_folder(tests: LoadTestsService, name: str) -> None:
    with pytest.raises(InvalidInput):
        tests.save(_OPERATOR, name, "text")
    for verb in (tests.scenario, tests.delete):
        with pytest.raises(NotFound):
            verb(_OPERATOR, f"own/{name}")
    for read in (tests.result, tests.delete_result, tests.report):
        with pytest.raises(NotFound):
            read(_OPERATOR, f"{name}.json")  # type: ignore[operator]


def test_a_check_says_what_would_happen(tests: LoadTestsService) -> None:
    guide = tests.check(_OPERATOR, tests.scenario(_OPERATOR, "template/guide"))
    assert guide.script is not None
    assert (guide.script.arrivals, guide.requests, guide.script.duration_s) == (33_300, 66_600, 420)
    assert (guide.host, guide.here, guide.undefined) == ("localhost", True, ("authToken",))
    assert guide.token is Role.LIBRARIAN and not guide.problem
    given = tests.check(
        _OPERATOR, tests.scenario(_OPERATOR, "template/guide"), "http://library.school", ["authToken"]
    )
    assert (given.host, given.here, given.undefined, given.token) == ("library.school", False, (), None)
    kiosk = tests.check(_OPERATOR, _text("http://localhost:1", url="/api/titles?q={{ authToken }}"))
    assert kiosk.token is Role.KIOSK


def test_a_check_says_where_it_is_wrong(tests: LoadTestsService) -> None:
    for text, place, said in (
        ("config: [1\nx: {", "file", "not YAML near line 2"),
        ("", "", "names with values below it"),
        ("config: {target: 'http://localhost'}", "scenarios", "missing"),
        (_text("http://localhost", seconds=-1), "config.phases[0].duration", "is -1"),
        (_text("library"), "target", "not the address"),
    ):
        found = tests.check(_OPERATOR, text)
        assert found.script is None and (found.place, said in found.problem) == (place, True), found
    form = tests.check(_OPERATOR, _text("http://localhost", seconds=-1)).content
    assert isinstance(form, dict) and form["config"]["phases"][0]["duration"] == -1, "a form can mend it"
    again = tests.check(
        _OPERATOR, tests.text_of(_OPERATOR, tests.check(_OPERATOR, _text("http://x")).content)
    )
    assert again.script == tests.check(_OPERATOR, _text("http://x")).script


def test_a_run_is_seen_while_it_goes_on_and_kept(
    tests: LoadTestsService, server: Server, library: App, tmp_path: Path
) -> None:
    started = tests.start(_OPERATOR, RunOrder("kiosk", _text(server.url)))
    assert started.phase is RunPhase.RUNNING and started.target == server.url
    with pytest.raises(Conflict, match="two would measure each other"):
        tests.start(_OPERATOR, RunOrder("second", _text(server.url)))
    until(lambda: tests.live(_OPERATOR).number > 0, "the first second")
    first = tests.live(_OPERATOR)
    over = _ended(tests)
    assert over.phase is RunPhase.OVER and over.problem is None and not over.left
    later = tests.live(_OPERATOR, first.number, first.round)
    assert (*first.seconds, *later.seconds) == tests.live(_OPERATOR).seconds
    judged = _judged(tests, over.result)
    assert judged.result.verdict is Verdict.DONE and judged.result.figures.answered == len(server.heard) == 40
    (line,) = tests.results(_OPERATOR)
    assert (line.id, line.name, line.verdict, line.rate) == (
        over.result,
        "kiosk",
        Verdict.DONE,
        judged.result.figures.rate,
    )
    file = tmp_path / "data" / "loadtests" / "results" / over.result
    assert (
        stat.S_IMODE(file.stat().st_mode) == 0o600
        and tests.as_json(_OPERATOR, over.result) == file.read_bytes()
    )
    assert "Grade" in tests.report(_OPERATOR, over.result)
    said = library.audit.list(_HEAD, AuditQuery(entity="load_test"), Window(limit=5)).rows
    assert [each.action for each in said] == ["end_load_test", "start_load_test"]
    tests.delete_result(_OPERATOR, over.result)
    assert tests.results(_OPERATOR) == ()


def test_two_runs_are_compared(tests: LoadTestsService, server: Server) -> None:
    found = []
    for name in ("before", "after"):
        tests.start(_OPERATOR, RunOrder(name, _text(server.url, seconds=1)))
        found.append(_ended(tests).result)
    told = tests.compare(_OPERATOR, *found)
    assert [each.metric for each in told] == ["median", "p95", "answered", "failed"]
    assert all(each.better is None for each in told), "a second each says nothing"


def test_another_program_of_this_computer_keeps_it_from_running(
    tests: LoadTestsService, server: Server, tmp_path: Path
) -> None:
    (tmp_path / "lock").mkdir()
    with FileLock(tmp_path / "lock" / "loadtest.lock"), pytest.raises(Conflict):
        tests.start(_OPERATOR, RunOrder("kiosk", _text(server.url)))
    assert server.heard == []
    tests.start(_OPERATOR, RunOrder("kiosk", _text(server.url, seconds=1)))
    assert _ended(tests).phase is RunPhase.OVER


def test_hosts_nobody_named_are_left_alone(tests: LoadTestsService) -> None:
    with pytest.raises(Refused, match="type its name") as refused:
        tests.start(_OPERATOR, RunOrder("kiosk", _text("http://library.invalid")))
    assert refused.value.details == {"host": "library.invalid"}
    order = RunOrder("kiosk", _text("http://library.invalid", seconds=1, rate=2), allowed="library.invalid")
    tests.start(_OPERATOR, order)
    assert set(_judged(tests, _ended(tests).result).result.figures.problems) == {"the host is not known"}


def test_a_token_is_made_for_the_run_and_ended_with_it(
    tests: LoadTestsService, server: Server, library: App
) -> None:
    order = RunOrder("rush", _text(server.url, 30, rate=5, header="Bearer {{ authToken }}"), token=Role.KIOSK)
    with pytest.raises(Denied):
        tests.start(_OPERATOR, order)
    assert server.heard == []
    tests.start(_HEAD, order)
    until(lambda: server.heard, "a request")
    (token,) = library.api_tokens.list(_HEAD)
    assert token.role is Role.KIOSK and token.ended_at is None and token.expires_at is not None
    assert token.expires_at - token.created_at <= timedelta(hours=1, seconds=1)
    secret = server.heard[0].headers["authorization"].removeprefix("Bearer ")
    holder, _ = library.api_tokens.holder(secret)
    assert holder.id == token.id
    tests.stop(_HEAD)
    over = _ended(tests)
    assert _judged(tests, over.result).result.verdict is Verdict.STOPPED
    with pytest.raises(Denied):
        library.api_tokens.holder(secret)
    assert secret.encode() not in tests.as_json(_HEAD, over.result)


def test_a_run_of_many_requests_gets_tokens_enough_and_all_end_with_it(
    tests: LoadTestsService, server: Server, library: App
) -> None:
    text = _text(server.url, 60, rate=40, header="Bearer {{ authToken }}")
    tests.start(_HEAD, RunOrder("rush", text, token=Role.KIOSK))
    until(lambda: len({each.headers["authorization"] for each in server.heard}) == 6, "each token to be used")
    assert [token.ended_at for token in library.api_tokens.list(_HEAD)] == [None] * 6
    tests.stop(_HEAD)
    assert _ended(tests).left == ""
    assert all(token.ended_at is not None for token in library.api_tokens.list(_HEAD))


def test_a_run_that_fails_ends_its_token_too(
    tests: LoadTestsService, server: Server, library: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.loadtest.running.WORDS", ("no-such-command",))
    tests.start(
        _HEAD, RunOrder("rush", _text(server.url, rate=5, header="Bearer {{ authToken }}"), token=Role.KIOSK)
    )
    over = _ended(tests)
    assert (
        over.phase is RunPhase.FAILED and over.problem is not None and over.problem.code == "generator_failed"
    )
    (token,) = library.api_tokens.list(_HEAD)
    assert token.ended_at is not None
    monkeypatch.undo()
    tests.start(_HEAD, RunOrder("again", _text(server.url, seconds=1)))
    assert _ended(tests).phase is RunPhase.OVER, "the computer is free again"


def test_closing_ends_the_run_and_its_token(library: App, server: Server, tmp_path: Path) -> None:
    server.delay = lambda n: 60.0
    tests = _service(library, tmp_path)
    tests.start(
        _HEAD, RunOrder("rush", _text(server.url, 300, rate=5, header="{{ authToken }}"), token=Role.KIOSK)
    )
    until(lambda: server.heard, "a request")
    before = time.monotonic()
    tests.close()
    assert time.monotonic() - before < 15
    assert tests.live(_HEAD).phase is RunPhase.OVER
    count = len(server.heard)
    (token,) = library.api_tokens.list(_HEAD)
    assert token.ended_at is not None
    assert len(server.heard) == count, "nobody asks any more"


def test_the_knee_is_a_run_of_another_kind(tests: LoadTestsService, server: Server) -> None:
    order = RunOrder("kiosk", _text(server.url), climb=Climb(first=100, highest=100, seconds=3))
    tests.start(_OPERATOR, order)
    until(lambda: tests.live(_OPERATOR).number > 0, "the first second")
    assert (tests.live(_OPERATOR).rate, tests.live(_OPERATOR).round) == (100, 1)
    over = _ended(tests)
    found = tests.result(_OPERATOR, over.result)
    assert isinstance(found, Climbed) and found.steps == over.steps and len(found.steps) == 1
    (line,) = tests.results(_OPERATOR)
    assert line.verdict is None and line.knee == found.knee
    for verb in (tests.report, tests.as_json):
        with pytest.raises(Refused):
            verb(_OPERATOR, over.result)
    with pytest.raises(Refused):
        tests.compare(_OPERATOR, over.result, over.result)


def test_a_search_for_the_knee_can_be_stopped(tests: LoadTestsService, server: Server) -> None:
    tests.start(_OPERATOR, RunOrder("kiosk", _text(server.url), climb=Climb(first=100, seconds=60)))
    until(lambda: server.heard, "a request")
    assert tests.stop(_OPERATOR).phase is RunPhase.ENDING
    found = tests.result(_OPERATOR, _ended(tests).result)
    assert isinstance(found, Climbed) and (found.steps, found.reason) == ((), "It was stopped.")


def test_what_the_servers_measured_stands_beside_it(
    tests: LoadTestsService, server: Server, library: App
) -> None:
    database = NodeLine(
        "db-1", TargetKind.DATABASE, "", (), HealthState.HEALTHY, facts={"role": "takes writes"}
    )
    replica = NodeLine("db-2", TargetKind.DATABASE, "", (), HealthState.HEALTHY, facts={"role": "read only"})
    host = NodeLine("host-1", TargetKind.HOST, "", (), HealthState.HEALTHY)
    put_up(library, library.core.clock.now(), nodes=(database, replica, host))
    tests.start(_OPERATOR, RunOrder("kiosk", _text(server.url, seconds=3)))
    measured = {
        "db-1": {"db_connections": 41.0, "db_lag_s": 9.0},
        "db-2": {"db_connections": 99.0, "db_lag_s": 0.5},
        "host-1": {"host_cpu": 77.0, "host_memory": 30.0},
    }
    until(lambda: tests.live(_OPERATOR).number > 0, "the first second")
    now = library.core.clock.now().timestamp()
    History(library.operations).write(
        [Block(name, LIVE, LIVE.slot(now), sampled(LIVE, now, values)) for name, values in measured.items()]
    )
    judged = _judged(tests, _ended(tests).result)
    kept = {key: [value for _, value in points] for key, points in judged.result.server.items()}
    assert kept == {
        "db_connections@db-1": [41.0], "db_lag_s@db-2": [0.5], "host_cpu@host-1": [77.0], "host_memory@host-1": [30.0],
    }  # fmt: skip
    assert borne(judged.result.server) == {Metric.CONNECTIONS: 41.0, Metric.CPU: 77.0, Metric.MEMORY: 30.0}
    values = {mark.metric: mark.value for mark in judged.report.marks}
    assert (values[Metric.CPU], values[Metric.MEMORY], values[Metric.CONNECTIONS]) == (77.0, 30.0, 41.0)
    assert "Processor, host-1" in tests.report(_OPERATOR, judged.id)


def test_a_run_in_which_nothing_would_be_measured_is_refused(tests: LoadTestsService, server: Server) -> None:
    for places in ((0,), (1,)):
        with pytest.raises(InvalidInput) as refused:
            tests.start(_OPERATOR, RunOrder("kiosk", _text(server.url), warm_up=places))
        assert refused.value.details == {"field": "warm_up"}


@pytest.mark.parametrize("role", [Role.LIBRARIAN, Role.KIOSK])
def test_the_desk_runs_no_load_tests(tests: LoadTestsService, role: Role) -> None:
    actor = Actor(2, "Ana", role, "desk-1")
    for verb in (
        lambda: tests.scenarios(actor),
        lambda: tests.scenario(actor, "template/guide"),
        lambda: tests.save(actor, "a", "b"),
        lambda: tests.delete(actor, "own/a"),
        lambda: tests.check(actor, ""),
        lambda: tests.text_of(actor, {}),
        lambda: tests.allowed_hosts(actor),
        lambda: tests.start(actor, RunOrder("a", "b")),
        lambda: tests.live(actor),
        lambda: tests.stop(actor),
        lambda: tests.results(actor),
        lambda: tests.result(actor, "a"),
        lambda: tests.delete_result(actor, "a"),
        lambda: tests.compare(actor, "a", "b"),
        lambda: tests.report(actor, "a"),
        lambda: tests.as_json(actor, "a"),
    ):
        with pytest.raises(Denied):
            verb()
