"""The load tests the program comes with, on a real server over a sample library: they are answered, and leave it as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app import paths
from app.bootstrap import build
from app.domain.actors import Role
from app.domain.api_tokens import ApiTokenDraft, new_secret
from app.domain.attendance import VisitQuery
from app.domain.loans import LoanQuery
from app.loadtest.plan import Plan, plan_of
from app.loadtest.running import Running
from app.settings import Settings
from tests.app.server.conftest import PASSWORD
from tests.app.server.served import Served, serving

TEMPLATES = sorted(paths.resource("loadtests").glob("*.yml"))
_TOKENS = 6


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of the sample library; ``token`` holds several, a line each."""
    folder = tmp_path_factory.mktemp("load")
    secrets = [new_secret() for _ in range(_TOKENS)]
    with build(Settings(data_dir=folder, bcrypt_rounds=4)) as app:
        app.accounts.create_first_user("Maria Santos", password=PASSWORD)
        actor = app.accounts.sign_in("maria.santos", PASSWORD)
        app.sample.create(actor, titles=150, students=60, activities=300)
        until = app.core.clock.now() + timedelta(hours=1)
        for number, secret in enumerate(secrets):
            app.api_tokens.issue(
                actor, ApiTokenDraft(f"Load {number}", Role.HEAD_LIBRARIAN, (), until), secret
            )
    with serving(folder, workers=1) as started:
        started.token = "\n".join(secrets)
        yield started


def _shortened(plan: Plan) -> Plan:
    """The same scenarios for two seconds."""
    content: Any = plan.content
    config = {**content["config"], "phases": [{"duration": 2, "arrivalRate": 4}]}
    return Plan(plan.name, {**content, "config": config}, plan.rows, plan.target, plan.variables)


def _kept(served: Served) -> tuple[int, int, int]:
    """Copies on loan, visits that go on, and patrons who are inside. What was undone stays in the history, as such."""
    with build(Settings(data_dir=served.folder)) as app:
        actor = app.accounts.sign_in("maria.santos", PASSWORD)
        loans = app.circulation.count(actor, LoanQuery()).value
        visits = app.attendance.count(actor, VisitQuery(open_only=True)).value
        return loans, visits, app.attendance.occupancy(actor).present


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.stem)
def test_a_template_runs_and_leaves_the_library_as_it_was(served: Served, file: Path) -> None:
    before = _kept(served)
    tokens = served.token.split("\n")
    plan = _shortened(plan_of(file, f"http://127.0.0.1:{served.port}", {"authToken": tokens}))
    done = Running(plan, None).run(())
    figures = done.figures
    assert done.unknown == ()
    assert figures.answered == figures.due > 0
    assert not figures.problems
    allowed = {"200", "201", "409"} | ({"401"} if file.stem == "guide" else set())
    assert set(figures.statuses) <= allowed, "a rule may say no; the guide's search carries no token"
    assert figures.statuses["200"] > 0
    assert _kept(served) == before
