"""What a task works with: the library, its operations store, progress, log, and the way to be stopped."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from app.database.clock import Clock
from app.database.engine import Database
from app.database.tables import stored_files
from app.domain.actors import Actor
from app.domain.changes import Receipt
from app.domain.redis_address import NO_REDIS, RedisAddress
from app.maintenance.task import Place
from app.storage.files import FileStore, in_database


class Run(Protocol):
    """How a task speaks to whoever watches it. ``app.jobs`` gives one to each job; plans get one that only listens."""

    def progress(self, fraction: float | None, text: str) -> None:
        """Say how far it is: 0 to 1, None where that can't be told; ``text`` names the present step."""
        ...

    def log(self, text: str, level: str = "info") -> None:
        """Add a line to the job's log; ``level`` is info, warning or error. Never a secret."""
        ...

    def checkpoint(self) -> None:
        """Raises Stopped when the run was cancelled, ran out of time, or its lease went to somebody else."""
        ...

    def start(self, command: Sequence[str], **popen: Any) -> subprocess.Popen[bytes]:
        """Start a program that ends with this run at the latest. Secrets never stand in ``command``."""
        ...


@dataclass(frozen=True)
class TaskContext:
    """All a task may use.

    ``perform(kind, work, result)`` writes to the library as one act in the actor's name, with audit and changes row;
    ``calls`` are verbs of services handed down by the composition root, by name. ``topology`` is the path of the topology
    file that the settings name, "" for none.
    """

    database: Database
    operations: Database
    clock: Clock
    data_dir: Path
    actor: Actor
    run: Run
    perform: Callable[..., Receipt[Any]]
    job_id: int = 0
    redis: RedisAddress = NO_REDIS
    settings_file: Path | None = None
    files: FileStore = field(default_factory=lambda: in_database(stored_files))
    calls: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    topology: str = ""

    @property
    def engine(self) -> str:
        """sqlite, mariadb or mysql, as the server itself says."""
        return self.database.product

    @property
    def place(self) -> Place:
        """Where it runs, as ``TaskSpec.here`` is asked."""
        return Place(self.engine, self.redis)

    def progress(self, fraction: float | None, text: str) -> None:
        """See Run.progress."""
        self.run.progress(fraction, text)

    def log(self, text: str, level: str = "info") -> None:
        """See Run.log."""
        self.run.log(text, level)

    def checkpoint(self) -> None:
        """See Run.checkpoint."""
        self.run.checkpoint()
