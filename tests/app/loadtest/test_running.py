"""A whole run in a process of its own: its result, its end before its time, its report."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.loadtest.aborting import Abort
from app.domain.loadtest.knee import Bounds
from app.domain.loadtest.run import Result, Verdict, from_json, to_json
from app.errors import InvalidInput, Refused
from app.loadtest.charts import Line, chart
from app.loadtest.climbing import climb
from app.loadtest.html_report import page
from app.loadtest.plan import Plan, plan_of
from app.loadtest.running import Running
from app.loadtest.targets import check_target
from tests.app.domain.loadtest.kit import result, second
from tests.app.loadtest.server import Server, serving
from tests.waiting import until


@pytest.fixture
def server() -> Iterator[Server]:
    """One that answers everything at once."""
    with serving(Server()) as started:
        yield started


def _plan(server: Server, tmp_path: Path, seconds: float = 2, rate: float = 40) -> Plan:
    (tmp_path / "words.csv").write_text("word\nnoli\nfili\n", "utf-8")
    (tmp_path / "kiosk.yml").write_text(
        f"""
config:
  target: {server.url}
  phases: [{{duration: {seconds}, arrivalRate: {rate}, name: morning}}]
  payload: {{path: words.csv, fields: [word], skipHeader: true}}
scenarios:
  - flow:
      - get: {{url: "/{{{{ word }}}}", headers: {{Authorization: "Bearer {{{{ token }}}}"}}}}
      - log: done
""",
        "utf-8",
    )
    return plan_of(tmp_path / "kiosk.yml", variables={"token": "secret-token"})


def test_a_run_tells_of_each_second_and_keeps_no_secret(server: Server, tmp_path: Path) -> None:
    heard = []
    run = Running(_plan(server, tmp_path), None, heard=heard.append)
    done = run.run(())
    assert (done.name, done.target, done.unknown) == ("kiosk", server.url, ("scenarios[0].flow[1].log",))
    assert done.figures.answered == len(server.heard) == 80
    assert {each.path for each in server.heard} == {"/noli", "/fili"}
    assert {each.headers["authorization"] for each in server.heard} == {"Bearer secret-token"}
    assert tuple(heard) == done.seconds
    kept = to_json(done)
    assert from_json(kept) == done
    assert b"secret-token" not in kept
    assert "secret-token" not in repr(run.plan)


def test_a_run_that_hurts_is_ended(server: Server, tmp_path: Path) -> None:
    server.answer = lambda heard: (503, b"")
    done = Running(_plan(server, tmp_path, seconds=120), Abort(0.5, seconds=2)).run(())
    assert done.verdict is Verdict.ABORTED
    assert done.reason == "100% of the requests failed for 2 s."
    assert len(done.seconds) < 60


def test_somebody_stops_a_run(server: Server, tmp_path: Path) -> None:
    run, found = Running(_plan(server, tmp_path, seconds=120)), []
    thread = threading.Thread(target=lambda: found.append(run.run(())))
    thread.start()
    until(lambda: run.seconds, "the first second")
    run.stop()
    thread.join(60)
    (done,) = found
    assert (done.verdict, done.reason) == (Verdict.STOPPED, "It was stopped.")
    assert done.figures.answered == len(server.heard)


def test_the_knee_of_a_server_that_does_one_thing_at_a_time(server: Server, tmp_path: Path) -> None:
    """Five milliseconds each, one after the other: two hundred a second."""
    free_at = 0.0

    def queue(n: int) -> float:
        nonlocal free_at
        now = server.heard[n].at
        free_at = max(free_at, now) + 0.005
        return free_at - now

    server.delay = queue
    steps = []
    for step, knee in climb(_plan(server, tmp_path), (), 100, 800, 4, Bounds(p95_ms=200)):
        steps.append(step)
        assert all(each.rate < 260 for each in steps if each.valid and not each.problem)
        assert knee.above is None or knee.below < knee.above
    assert len(steps) >= 2 or not steps[0].valid


def test_a_generator_that_fails_says_why(tmp_path: Path, server: Server) -> None:
    broken = dataclasses.replace(_plan(server, tmp_path), rows=())
    with pytest.raises((Refused, ValueError)):
        Running(broken).run(())


@pytest.mark.parametrize(
    "url", ["http://localhost:3001", "http://127.0.0.1", "https://[::1]:8443/", "http://127.8.0.1"]
)
def test_this_computer_may_be_put_under_load(url: str) -> None:
    check_target(url, ())


def test_others_only_when_they_are_named() -> None:
    with pytest.raises(Refused, match=r"library\.school is neither this computer nor in the topology"):
        check_target("https://library.school/", ())
    with pytest.raises(Refused):
        check_target("http://localhost.example.com", ())
    assert check_target("https://library.school/", ("library.school",)) == "library.school"
    for wrong in ("", "library", "ftp://localhost", "http://", "http://me:word@localhost"):
        with pytest.raises(InvalidInput):
            check_target(wrong, ("library",))


def test_files_that_can_not_be_used_are_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="can't be read"):
        plan_of(tmp_path / "none.yml")
    (tmp_path / "bad.yml").write_text("config: [1\nx: {", "utf-8")
    with pytest.raises(InvalidInput, match=r"bad\.yml is not YAML near line 2"):
        plan_of(tmp_path / "bad.yml")
    (tmp_path / "csv.yml").write_text(
        "config: {target: x, phases: [{duration: 1, arrivalRate: 1}], payload: {path: p.csv, fields: [a]}}\n"
        "scenarios: [{flow: [{get: {url: /}}]}]",
        "utf-8",
    )
    with pytest.raises(Refused, match=r"p\.csv can't be read"):
        plan_of(tmp_path / "csv.yml")
    (tmp_path / "p.csv").write_text("\n", "utf-8")
    with pytest.raises(InvalidInput, match="a file with lines"):
        plan_of(tmp_path / "csv.yml")


def _result() -> Result:
    seconds = [
        second(n, [0.05, 0.4] * 50, phase=int(n > 3), statuses={"200": 99, "500": 1}) for n in range(1, 8)
    ]
    return dataclasses.replace(result(seconds, warm_up=(0,)), name="a <b>", unknown=("config.plugins",))


def test_the_page_stands_by_itself_and_escapes_what_it_shows() -> None:
    made = page(_result())
    assert "a &lt;b&gt;" in made and "<b>" not in made
    assert "http" not in made.replace("http://127.0.0.1:3001", "")
    for words in (
        "Grade",
        "first (warm-up)",
        "95 of 100, from when they were due",
        "half, from when they were sent",
        "Status 500",
        "config.plugins",
        "too few to say",
    ):
        assert words in made
    assert made.count("<svg viewBox") == 2


def test_an_invalid_run_has_no_grade_and_says_so() -> None:
    made = page(dataclasses.replace(_result(), verdict=Verdict.INVALID, reason="It was late."))
    assert "It was late." in made
    assert "No grade" in made


def test_a_line_has_a_gap_where_nothing_is_known() -> None:
    made = chart("x", "ms", [Line("a", [(0, 1.0), (1, 2.0), (2, None), (3, 9.0), (4, 9.5)], "red")], 4.0)
    assert made.count("<polyline") == 2
