"""``clms loadtest`` as a person runs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import main
from app.domain.loadtest.run import from_json, to_json
from tests.app.domain.loadtest.kit import result, second
from tests.app.loadtest.server import Server, serving


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Server]:
    """One that answers everything at once; the settings are those of a new library."""
    monkeypatch.setenv("CLMS_DATA_DIR", str(tmp_path / "data"))
    with serving(Server()) as started:
        yield started


def _file(tmp_path: Path, target: str, more: str = "") -> str:
    file = tmp_path / "kiosk.yml"
    file.write_text(
        f"config: {{target: '{target}', phases: [{{duration: 1, arrivalRate: 250}}]{more}}}\n"
        "scenarios: [{flow: [{get: {url: /, headers: {Authorization: 'Bearer {{ token }}'}}}]}]\n",
        "utf-8",
    )
    return str(file)


def test_a_run_is_told_kept_and_made_a_page_again(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLMS_TEST_TOKEN", "a-secret")
    kept, made = tmp_path / "run.json", tmp_path / "run.html"
    words = ["loadtest", "run", _file(tmp_path, server.url), "--output", str(kept), "--html", str(made)]
    main([*words, "--from-env", "token=CLMS_TEST_TOKEN"])
    said = capsys.readouterr().out
    assert "kiosk: 250 arrivals in 1 s" in said
    assert "Status 200: 250" in said
    assert {each.headers["authorization"] for each in server.heard} == {"Bearer a-secret"}
    assert "a-secret" not in said + kept.read_text("utf-8") + made.read_text("utf-8")
    assert from_json(kept.read_bytes()).figures.answered == 250
    before = made.read_bytes()
    made.unlink()
    assert main(["loadtest", "report", str(kept)]) == 0
    assert made.read_bytes() == before


def test_a_limit_that_is_not_kept_is_told_by_the_exit_code(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.delay = lambda n: 0.2
    assert main(["loadtest", "run", _file(tmp_path, server.url, ", ensure: {p95: 50}")]) == 1
    said = capsys.readouterr().out
    assert "Not kept: 95 % of the answers: 2" in said
    assert "Nothing gives {{ token }} a value" in said


def test_what_can_not_be_run_is_told(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _file(tmp_path, server.url)
    assert main(["loadtest", "run", file, "--target", "http://library.school"]) != 0
    assert "library.school is neither this computer nor in the topology" in capsys.readouterr().err
    assert main(["loadtest", "run", file, "--from-env", "token=CLMS_NO_SUCH"]) != 0
    assert "The environment has no CLMS_NO_SUCH" in capsys.readouterr().err
    assert main(["loadtest", "report", file]) != 0
    assert "is no result of a load test" in capsys.readouterr().err
    assert not server.heard


def test_two_runs_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, time in (("before", 0.1), ("after", 0.05)):
        run = result(second(n, [time + n / 1000] * 200) for n in range(20))
        (tmp_path / f"{name}.json").write_bytes(to_json(run))
    assert main(["loadtest", "compare", str(tmp_path / "before.json"), str(tmp_path / "after.json")]) == 0
    said = capsys.readouterr().out
    assert "median of the answers' times: 109." in said
    assert "better (p = " in said
    assert "answers a second: 200.0 → 200.0, no difference" in said
