"""The job queues the engine is measured against, in processes of their own: run by the jobs benchmark.

``main`` with the arguments ``huey FILE WORKERS`` is huey's consumer on an SQLite file, with worker processes and every
commit on the disk. ``rq PORT fork`` is one worker of rq on a Redis, which forks a process for each job, as it does by
itself; ``rq PORT simple`` is one that carries jobs out itself. It is to be imported and called, not run as a script: both
find a job by its function's module.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

import redis
import rq
from huey import SqliteHuey
from huey.consumer_options import ConsumerConfig


def nothing() -> int:
    """A job that has nothing to do."""
    return 1


def huey_on(file: str) -> tuple[SqliteHuey, Any]:
    """The queue in a file, and its task. Like the product's own file it waits for the disk at each commit."""
    queue = SqliteHuey(filename=file, fsync=True)
    return queue, queue.task()(nothing)


def rq_on(port: int) -> rq.Queue:
    """The queue on a Redis."""
    return rq.Queue(connection=redis.Redis(port=port))


def main() -> None:
    """Work until killed."""
    name, where, how = sys.argv[1:]
    logging.disable(logging.INFO)
    if name == "huey":
        queue, _ = huey_on(where)
        # By itself a worker that found nothing for a while looks every ten seconds only; ours look every quarter.
        config = ConsumerConfig(workers=int(how), worker_type="process", periodic=False, max_delay=0.25)
        queue.create_consumer(**config.values).run()
    else:
        worker = rq.Worker if how == "fork" else rq.SimpleWorker
        of = rq_on(int(where))
        worker([of], connection=of.connection).work(logging_level="WARNING")
