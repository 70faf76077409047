"""What the processes of the job engine do: a worker's beside a window, and a job's own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from app.bootstrap import Recipe, open_again
from app.services.job_running import JobRunner


@contextmanager
def job_runner(recipe: Recipe) -> Iterator[JobRunner]:
    """What a job's own process works with."""
    with open_again(recipe) as app:
        yield app.job_running


def work_embedded(recipe: Recipe, stop: threading.Event) -> None:
    """What the process of an embedded worker does."""
    with open_again(recipe) as app:
        app.worker().run(stop)
