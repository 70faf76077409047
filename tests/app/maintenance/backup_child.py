"""``python -m tests.app.maintenance.backup_child URL FOLDER``: a backup that stands still half-way, to be killed."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

from app.bootstrap import build_on
from app.database.engine import Database
from app.database.operations import open_operations
from app.domain.actors import Actor, Role
from app.maintenance.context import TaskContext
from tests.app.maintenance.backup_cases import back_up


class Half:
    """A run that says so and waits once rows are being written."""

    def progress(self, _fraction: float | None, _text: str) -> None:
        """Nobody watches."""

    def log(self, _text: str, _level: str = "info") -> None:
        """Nobody reads."""

    def checkpoint(self) -> None:
        """Tell the test and wait for the end."""
        sys.stdout.write("half\n")
        sys.stdout.flush()
        sys.stdin.read()

    def start(self, *_: Any, **__: Any) -> Any:
        """A backup starts no programs."""
        raise AssertionError("a backup starts no programs")


def main() -> None:
    """Take the backup."""
    database = Database(sys.argv[1])
    actor = Actor(None, "Child", Role.ADMIN, "TEST")
    with build_on(database) as app:
        back_up(
            TaskContext(
                database=database,
                operations=open_operations(database),
                clock=app.core.clock,
                data_dir=Path(sys.argv[2]),
                actor=actor,
                run=Half(),
                perform=partial(app.core.acts.perform, actor),
            ),
            Path(sys.argv[2]),
        )


if __name__ == "__main__":
    main()
