"""``python -m tests.app.maintenance.archive_child URL FOLDER DATA``: archives and is killed while rows are removed."""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import Any

from app.bootstrap import build_on
from app.database.engine import Database
from app.database.operations import open_operations
from app.domain.actors import Actor, Role
from app.maintenance import archive_activities
from app.maintenance.context import TaskContext


class Dying:
    """A run that ends its own process at the fourth checkpoint after the first file was told of."""

    def __init__(self) -> None:
        self._left = -1

    def progress(self, _fraction: float | None, _text: str) -> None:
        """Nobody watches."""

    def log(self, text: str, _level: str = "info") -> None:
        """The first file is in the library's list, and its rows are removed next."""
        if self._left < 0 and "bytes" in text:
            self._left = 4

    def checkpoint(self) -> None:
        """Die when it is time."""
        self._left -= self._left > 0
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def start(self, *_: Any, **__: Any) -> Any:
        """An archive starts no programs."""
        raise AssertionError("an archive starts no programs")


def main() -> None:
    """Archive until death."""
    url, folder, data = sys.argv[1:]
    archive_activities._CHUNKS = (5, 5, 5)
    database = Database(url)
    actor = Actor(None, "Child", Role.ADMIN, "TEST")
    with build_on(database) as app:
        context = TaskContext(
            database=database,
            operations=open_operations(database),
            clock=app.core.clock,
            data_dir=Path(data),
            actor=actor,
            run=Dying(),
            perform=partial(app.core.acts.perform, actor),
        )
        archive_activities.run(context, archive_activities.SPEC.read({"folder": folder}))


if __name__ == "__main__":
    main()
