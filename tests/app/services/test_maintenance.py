"""Maintenance as a service: who may what, what is confirmed, what is kept, and permission asked again at the run."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select, text, update

from app import maintenance
from app.bootstrap import App
from app.database import obstacles
from app.database.tables import audit_logs, users
from app.domain.actors import Actor, Permission, Role
from app.domain.changes import Changed
from app.domain.jobs import Job, JobState, Obstacle
from app.errors import Conflict, Denied, InvalidInput, NotFound, Refused
from app.jobs.standing import Standing
from app.maintenance.task import Danger, Figure, Outcome, Place, Plan, TaskSpec, param
from app.services.scheduling import ScheduleDraft
from tests.app.jobs.hand import claim, done


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the task of these tests asks."""

    days: int = param(30, label="Days", help="How many.", least=1, most=99)
    mode: str = param("soft", label="Mode", choices=(("soft", "Soft"), ("hard", "Hard")))
    loud: bool = param(False, label="Loud")
    folder: str = param("", label="Folder")


SPEC = TaskSpec("test-task", "A task of these tests", "Tests.", Params, danger=Danger.HARMLESS)


def _task(spec: TaskSpec) -> Any:
    def plan(context: Any, params: Params) -> Plan:
        return Plan(f"Would take {params.days} days.", figures=(Figure("days", "Days", params.days),))

    def run(context: Any, params: Params) -> Outcome:
        context.progress(1.0, "over")
        return Outcome(f"Took {params.days} days as {context.actor.name}.", data={"days": params.days})

    return SimpleNamespace(SPEC=spec, plan=plan, run=run)


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three tasks in place of the product's."""
    worst = dataclasses.replace(SPEC, name="worst-task", danger=Danger.DESTRUCTIVE)
    heads = dataclasses.replace(SPEC, name="heads-task", permission=Permission.EDIT_USERS)
    monkeypatch.setattr(maintenance, "TASKS", tuple(_task(spec) for spec in (SPEC, worst, heads)))


@pytest.fixture
def operator(person: Callable[..., Actor]) -> Actor:
    """An operator."""
    return person(Role.OPERATOR, "Odie")


@pytest.fixture
def served(app: App, tasks: None) -> Iterator[App]:
    """The App with these tasks; its operations store is dropped with the test."""
    store = app.operations
    yield app
    name = store.url.database
    store.close()
    if not app.core.database.is_sqlite:
        with app.core.database.engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE `{name}`"))


class Quiet:
    """A run nobody watches."""

    def progress(self, fraction: float | None, text: str) -> None:
        """Nothing."""

    def log(self, text: str, level: str = "info") -> None:
        """Nothing."""

    def checkpoint(self) -> None:
        """Nothing."""


def _claimed(app: App) -> Job:
    job = claim(app.job_store, app.job_store.register(Standing.of_this_process()))
    assert job is not None
    return job


def test_everyone_sees_the_tasks_they_may_run(
    served: App, head: Actor, operator: Actor, librarian: Actor
) -> None:
    def names(actor: Actor) -> list[str]:
        return [card.spec.name for card in served.maintenance.tasks(actor)]

    assert names(head) == ["test-task", "worst-task", "heads-task"]
    assert names(operator) == ["test-task", "worst-task"]
    assert names(librarian) == []


def test_a_plan_tells_and_puts_nothing_in(served: App, operator: Actor) -> None:
    plan = served.maintenance.plan(operator, "test-task", {"days": "7"})
    assert plan.effect == "Would take 7 days."
    assert served.maintenance.jobs(operator) == ()


def test_starting_puts_one_job_in_with_its_audit_entry(served: App, operator: Actor) -> None:
    key = "019ab3c4-0000-7000-8000-000000000002"
    receipt = served.maintenance.start(operator, "test-task", {"days": "7", "loud": "yes"}, key=key)
    again = served.maintenance.start(operator, "test-task", {"days": "7", "loud": "yes"}, key=key)
    assert (again.value, again.replayed, Changed.JOBS in receipt.changed) == (receipt.value, True, True)
    (job,) = served.maintenance.jobs(operator)
    assert job.params == {"days": 7, "mode": "soft", "loud": True, "folder": ""}
    with served.core.database.read() as connection:
        entries = connection.execute(select(audit_logs).where(audit_logs.c.action == "start_job")).all()
    assert [(entry.actor, entry.entity_id, entry.label) for entry in entries] == [
        ("Odie", job.id, SPEC.title)
    ]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"days": "0"}, "days"),
        ({"days": "100"}, "days"),
        ({"days": "many"}, "days"),
        ({"mode": "wild"}, "mode"),
        ({"loud": "perhaps"}, "loud"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_parameters_that_can_t_be_used_are_named(
    served: App, operator: Actor, given: dict[str, str], field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        served.maintenance.start(operator, "test-task", given)
    assert caught.value.details["field"] == field
    assert caught.value.hint
    assert served.maintenance.jobs(operator) == ()


def test_a_destructive_task_wants_its_name_unless_it_only_looks(served: App, operator: Actor) -> None:
    with pytest.raises(Refused, match="confirmed"):
        served.maintenance.start(operator, "worst-task")
    served.maintenance.start(operator, "worst-task", dry_run=True)
    served.maintenance.start(operator, "worst-task", confirmed="worst-task")
    assert [job.dry_run for job in served.maintenance.jobs(operator)] == [False, True]


def test_who_may_not_may_not(served: App, operator: Actor, librarian: Actor, head: Actor) -> None:
    with pytest.raises(Denied):
        served.maintenance.start(operator, "heads-task")
    with pytest.raises(Denied):
        served.maintenance.plan(librarian, "test-task")
    for look in (served.maintenance.workers, lambda actor: served.maintenance.progress(actor, [1])):
        with pytest.raises(Denied):
            look(librarian)
    with pytest.raises(NotFound):
        served.maintenance.start(head, "no-such-task")
    job_id = served.maintenance.start(head, "heads-task").value.job_id
    assert served.maintenance.jobs(operator) == ()
    with pytest.raises(Denied):
        served.maintenance.cancel(operator, job_id)
    with pytest.raises(Denied):
        served.maintenance.log(operator, job_id)


def test_a_waiting_job_is_cancelled_and_an_ended_one_can_t_be(served: App, operator: Actor) -> None:
    job_id = served.maintenance.start(operator, "test-task").value.job_id
    assert served.maintenance.cancel(operator, job_id).value == JobState.CANCELLED
    second = served.maintenance.start(operator, "test-task").value.job_id
    job = _claimed(served)
    assert served.maintenance.cancel(operator, second).value == JobState.RUNNING
    assert done(served.job_store, job, {})
    with pytest.raises(Conflict):
        served.maintenance.cancel(operator, second)


def test_a_run_is_carried_out_in_the_name_of_who_asked_and_noted(served: App, operator: Actor) -> None:
    served.maintenance.start(operator, "test-task", {"days": 3})
    job = _claimed(served)
    first, second = served.job_running(job, Quiet()), served.job_running(job, Quiet())  # type: ignore[arg-type]
    assert first == second
    assert first["outcome"]["summary"] == "Took 3 days as Odie."
    with served.core.database.read() as connection:
        entries = connection.execute(select(audit_logs).where(audit_logs.c.action == "finish_job")).all()
    assert len(entries) == 1, "a job that was tried twice is noted once"


def test_a_dry_run_answers_with_the_plan_and_changes_nothing(served: App, operator: Actor) -> None:
    served.maintenance.start(operator, "worst-task", {"days": 3}, dry_run=True)
    result = served.job_running(_claimed(served), Quiet())  # type: ignore[arg-type]
    assert result["plan"]["effect"] == "Would take 3 days."


@pytest.mark.parametrize("values", [{"active": False}, {"role": "librarian"}])
def test_permission_is_asked_again_when_it_runs(served: App, operator: Actor, values: dict[str, Any]) -> None:
    served.maintenance.start(operator, "test-task")
    job = _claimed(served)
    served.core.database.write(
        lambda c: c.execute(update(users).where(users.c.id == operator.user_id).values(**values))
    )
    with pytest.raises(Denied):
        served.job_running(job, Quiet())  # type: ignore[arg-type]


def test_running_again_makes_a_new_job_with_the_same_parameters(served: App, operator: Actor) -> None:
    first = served.maintenance.start(operator, "test-task", {"days": 3}).value.job_id
    assert done(served.job_store, _claimed(served), {})
    second = served.maintenance.run_again(operator, first).value.job_id
    assert served.maintenance.job(operator, second).params["days"] == 3
    assert second != first


def test_a_task_calls_services_in_the_name_of_who_asked(app: App, operator: Actor) -> None:
    """The check of the library's data has the audit verified by the service that seals it."""
    task = maintenance.find("check-integrity")
    outcome = task.run(app.maintenance.context(operator, Quiet()), task.SPEC.read({}))
    assert "audit" not in " ".join(outcome.warnings).lower()
    app.operations.close()


def _needs_redis(place: Place, params: Any) -> None:
    if not place.redis.nodes and (params is None or params.mode == "soft"):
        raise Refused("There is no Redis.", hint="Set REDIS_HOST.", code="no_redis")


@pytest.fixture
def picky(monkeypatch: pytest.MonkeyPatch, served: App) -> App:
    """The App with a task that not every place can do."""
    monkeypatch.setattr(maintenance, "TASKS", (_task(dataclasses.replace(SPEC, here=_needs_redis)),))
    return served


def test_what_could_only_fail_here_is_refused_before_a_job_or_a_schedule_is_put_in(
    picky: App, operator: Actor
) -> None:
    """Beside a file this process knows; beside a server only whoever does it here."""
    beside_server = not picky.core.database.is_sqlite
    (card,) = picky.maintenance.tasks(operator)
    assert card.available is beside_server
    with pytest.raises(Refused, match="no Redis") as caught:
        picky.maintenance.start(operator, "test-task", here=beside_server)
    assert (caught.value.code, caught.value.hint) == ("no_redis", "Set REDIS_HOST.")
    assert picky.maintenance.jobs(operator) == ()
    if not beside_server:
        assert card.obstacle == Obstacle("There is no Redis.", "Set REDIS_HOST.", "no_redis")
        draft = ScheduleDraft("test-task", "30 2 * * *", "UTC", {})
        with pytest.raises(Refused, match="no Redis"):
            picky.scheduling.add(operator, draft)
        picky.scheduling.add(operator, dataclasses.replace(draft, enabled=False))
    picky.maintenance.start(operator, "test-task", {"mode": "hard"}, here=beside_server)
    assert len(picky.maintenance.jobs(operator)) == 1


def test_a_worker_says_what_it_can_t_do_for_as_long_as_it_is_there(picky: App, operator: Actor) -> None:
    standing = Standing.of_this_process()
    cant = {"test-task": Obstacle("There is no Redis.", "Set REDIS_HOST.", "no_redis")}
    worker = picky.job_store.register(standing, cant)
    (card,) = picky.maintenance.tasks(operator)
    assert card.obstacle is not None
    if not picky.core.database.is_sqlite:
        assert card.obstacle.host == standing.host and standing.host in card.obstacle.hint
    with pytest.raises(Refused, match="no Redis"):
        picky.maintenance.start(operator, "test-task", {"mode": "hard"})
    picky.job_store.bury(worker, None)
    picky.maintenance.start(operator, "test-task", {"mode": "hard"})
    with picky.operations.read() as connection:
        assert obstacles.said_by(connection, {worker: "h"}) == {}
