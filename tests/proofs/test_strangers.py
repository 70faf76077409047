"""The API against clients that nobody here wrote: schemathesis, Artillery with the guide's scenario, wrk.

``packaging/dev.py test --long`` installs them; ``CLMS_TEST_CLIENTS`` may name another folder they are in.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest

from app.bootstrap import build
from app.domain.accounts import UserDraft
from app.domain.actors import Role
from app.settings import Settings
from tests.app.server.conftest import PASSWORD
from tests.app.server.served import Served, serving, sign_in
from tests.app.server.test_metrics import prometheus

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]

_HERE = Path(__file__).parent
_CLIENTS = Path(os.environ.get("CLMS_TEST_CLIENTS", Path(sys.prefix) / "clients"))
_ADMINISTRATORS = 60
_CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
    "allow_header_conformance",
    "ignored_auth",
)
_ENDLESS = "/api/events"
_COUNTED = re.compile(r'clms_http_requests_total\{method="(\w+)",route="([^"]+)",status="(\d+)"\}')


def _client(*names: str) -> str:
    for found in (
        shutil.which(name, path=f"{_CLIENTS / 'bin'}:{_CLIENTS / 'node_modules/.bin'}") for name in names
    ):
        if found:
            return found
    found = shutil.which(names[0])
    if found is None:
        pytest.skip(f"{names[0]} is not installed: packaging/dev.py test --long does it")
    return found


@pytest.fixture
def seeded(tmp_path: Path) -> Path:
    """The sample library with many administrators."""
    with build(Settings(data_dir=tmp_path, bcrypt_rounds=4)) as app:
        app.accounts.create_first_user("Maria Santos", password=PASSWORD)
        actor = app.accounts.sign_in("maria.santos", PASSWORD)
        for number in range(_ADMINISTRATORS):
            app.accounts.add(actor, UserDraft(f"Admin {number}", Role.ADMIN), PASSWORD)
        app.sample.create(actor, titles=200, students=60, activities=600)
    return tmp_path


def _run(command: list[str], folder: Path, **environment: str) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=1500,
    )
    assert done.returncode == 0, re.sub(r"[^ ]{2000,}", "…", done.stdout)[-40_000:]
    return done.stdout


def _answered(served: Served) -> dict[tuple[str, str], dict[int, int]]:
    """Every operation with the statuses it was answered with, as the server itself counted."""
    found: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    metrics = _run(["curl", "-sf", f"http://127.0.0.1:{served.port}/metrics"], served.folder)
    for key, number in prometheus(metrics).items():
        if counted := _COUNTED.fullmatch(key):
            found[counted[1], counted[2]][int(counted[3])] = int(number)
    found.pop(("-", "none"), None)
    return found


@pytest.mark.parametrize("seed", [1, 7])
def test_schemathesis_finds_nothing_that_the_description_does_not_say(
    seed: int, seeded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schemathesis = _client("st")
    monkeypatch.setenv("BCRYPT_ROUNDS", "4")
    with serving(seeded, workers=1) as served:
        url = f"http://127.0.0.1:{served.port}"
        said = _run(
            [
                *(schemathesis, "run", f"{url}/openapi.json", "--workers", "1", "--seed", str(seed)),
                *("--phases", "examples,coverage,fuzzing", "--max-examples", "8", "--no-color"),
                *("--exclude-path", _ENDLESS, "--continue-on-failure", "--checks", ",".join(_CHECKS)),
            ],
            seeded,
            SCHEMATHESIS_HOOKS="schemathesis_hooks",
            PYTHONPATH=str(_HERE),
            CLMS_PROOF_URL=url,
            CLMS_PROOF_PASSWORD=PASSWORD,
            CLMS_PROOF_NAMES=",".join(f"admin.{number}" for number in range(_ADMINISTRATORS)),
        )
        counted = re.search(r"Test cases:\s+(\d+) generated, (\d+) passed", said)
        assert counted and int(counted[2]) >= 5_000, said[-3_000:]
        answered = _answered(served)
        described = json.loads(_run(["curl", "-sf", f"{url}/openapi.json"], seeded))["paths"]
    operations = {
        (method.upper(), path): {int(status) for status in operation["responses"]}
        for path, methods in described.items()
        if path != _ENDLESS
        for method, operation in methods.items()
    }
    undocumented = {
        each: set(statuses) - operations[each]
        for each, statuses in answered.items()
        if set(statuses) - operations[each]
    }
    assert undocumented == {}
    assert not any(status >= 500 for statuses in answered.values() for status in statuses)
    never = sorted(each for each in operations if not any(200 <= status < 300 for status in answered[each]))
    assert len(never) <= 0.2 * len(operations), never


def test_artillery_runs_the_guides_scenario(seeded: Path) -> None:
    """Its one token may ask ten times a second, its searches carry none: what is beyond is 429 and 401, never an error."""
    artillery = _client("artillery")
    with serving(seeded) as served:
        sign_in(served)
        report = seeded / "report.json"
        _run(
            [
                *(
                    artillery,
                    "run",
                    str(_HERE / "artillery.yml"),
                    "--target",
                    f"http://localhost:{served.port}",
                ),
                *("--variables", json.dumps({"authToken": served.token}), "--output", str(report)),
            ],
            seeded,
            ARTILLERY_DISABLE_TELEMETRY="true",
        )
        counters = json.loads(report.read_text())["aggregate"]["counters"]
        codes = {
            name.rpartition(".")[2]: count
            for name, count in counters.items()
            if name.startswith("http.codes.")
        }
        assert set(codes) == {"200", "401", "429"}
        assert counters["vusers.failed"] == 0 and not [
            name for name in counters if name.startswith("errors.")
        ]
        assert counters["http.responses"] == counters["http.requests"] >= 60_000
        assert codes["200"] >= 420 * 9  # what the limit lets through
        assert codes["401"] == counters["vusers.created"]


def test_wrk_is_answered_by_both_workers_without_an_error(seeded: Path) -> None:
    wrk = _client("wrk")
    with serving(seeded) as served:
        sign_in(served)
        said = _run(
            [wrk, "-t2", "-c32", "-d10s", "--latency", f"http://127.0.0.1:{served.port}/live"], seeded
        )
        assert "Non-2xx" not in said and "Socket errors" not in said, said
        requests = int(re.search(r"(\d+) requests in", said)[1])  # type: ignore[index]
        edge = time.monotonic() + 10
        while (counted := _answered(served)["GET", "/live"][200]) < requests and time.monotonic() < edge:
            pass  # each worker tells of itself once a second
        assert requests <= counted <= requests + 64
