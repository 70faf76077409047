"""A job's own process and the worker's messages to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

from app.domain.jobs import Job, JobState, Priority
from app.jobs.child import _Lifeline
from app.jobs.children import Child
from app.jobs.standing import elapsed_s
from tests.app.jobs.work import Seed, opener
from tests.waiting import until

AT = datetime(2026, 3, 14, tzinfo=UTC)


def job(number: int, kind: str) -> Job:
    """A job that was claimed."""
    return Job(
        number, f"key-{number}", kind, {}, False, Priority.HIGH, JobState.RUNNING, AT, 1, 1, False, None, 60.0,
        None, "", "", 1, AT, AT, None, None, None, 1, None, None, None,
    )  # fmt: skip


@contextmanager
def opened_late(seed: Seed) -> Iterator[Any]:
    """A process that takes its time to open what jobs need."""
    until(lambda: (Path(seed.folder) / "open").exists(), "the test to let it open")
    with opener(seed) as runner:
        yield runner


def test_a_stop_that_comes_while_the_process_still_starts_is_meant_for_its_first_job_alone(
    tmp_path: Path,
) -> None:
    child = Child.start(opened_late, Seed(str(tmp_path)))
    heard: list[tuple[object, ...]] = []

    def answered(number: int) -> bool:
        heard.extend(each for each in child.messages() if each[0] in ("done", "stopped", "failed"))
        return len(heard) == number

    try:
        child.give(job(1, "patient"), elapsed_s() + 600)
        child.stop("The job was cancelled.")
        (tmp_path / "open").touch()
        until(lambda: answered(1), "the first job to be stopped")
        assert heard[0][0] == "stopped"
        child.rest()
        child.give(job(2, "quick"), elapsed_s() + 600)
        until(lambda: answered(2), "the second job to be done")
        assert heard[1][0] == "done"
    finally:
        child.kill()


def test_a_process_that_rests_needs_no_lease() -> None:
    """Else it would leave at the moment at which its worker gives it the next job."""
    ours, theirs = Pipe()
    with ours, theirs:
        lifeline = _Lifeline(theirs)
        lifeline.hear(("job", job(1, "quick"), elapsed_s() - 1))
        assert lifeline.overdue
        assert lifeline.next_run() is not None
        lifeline.rest()
        assert not lifeline.overdue
        lifeline.hear(("job", job(2, "quick"), elapsed_s() - 1))
        lifeline.rest()  # the next one came while the first was still being answered
        assert lifeline.overdue
