"""The window's own worker: works, is stopped, and ends by itself when the window is killed."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import psutil
import pytest

from app.bootstrap import App, Recipe, open_again
from app.domain.actors import Actor
from app.domain.jobs import JobState
from tests.waiting import until

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


def test_it_carries_a_task_out_and_ends_when_told(app: App, head: Actor) -> None:
    worker = app.embedded_worker()
    worker.start()
    worker.start()
    try:
        job_id = app.maintenance.start(head, "analyze-tables").value.job_id
        until(lambda: app.maintenance.job(head, job_id).state is JobState.DONE, "the task to be done")
        assert [row.pid for row in app.maintenance.workers(head)] == [worker._process.pid]
    finally:
        worker.stop()
    assert not worker.running
    assert app.maintenance.workers(head) == ()
    app.job_store.operations.close()


def _window(recipe: Recipe, told: Path) -> None:
    with open_again(recipe) as app:
        worker = app.embedded_worker()
        worker.start()
        told.write_text(str(worker._process.pid))
        multiprocessing.get_context("spawn").Event().wait()


def test_it_ends_by_itself_when_the_window_is_killed(app: App, tmp_path: Path) -> None:
    told = tmp_path / "pid"
    window = multiprocessing.get_context("spawn").Process(target=_window, args=(app.recipe(), told))
    window.start()
    try:
        until(lambda: told.exists() and told.read_text(), "the worker to be started")
        pid = int(told.read_text())
        until(lambda: app.job_store.others()[0], "the worker to work")
    finally:
        window.kill()
        window.join()
    until(lambda: not psutil.pid_exists(pid), "the worker to end")
    app.job_store.operations.close()
