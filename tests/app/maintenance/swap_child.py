"""``python -m tests.app.maintenance.swap_child URL FOLDER PLACE MOMENT``: a swap that stands still, to be killed.

MOMENT is how a statement of the swap begins, or ``finish``: the tables have changed places and nothing else is done.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

from app.bootstrap import build_on
from app.database.backups import swapping
from app.database.engine import Database
from app.database.operations import open_operations
from app.domain.actors import Actor, Role
from app.maintenance import restore_database
from app.maintenance.backups import swapping_in
from app.maintenance.context import TaskContext


class Silent:
    """A run nobody watches."""

    def progress(self, *_: Any) -> None:
        """Nobody watches."""

    def log(self, *_: Any) -> None:
        """Nobody reads."""

    def checkpoint(self) -> None:
        """Nothing stops it."""

    def start(self, *_: Any, **__: Any) -> Any:
        """A swap starts no programs."""
        raise AssertionError("a swap starts no programs")


def stand_still() -> None:
    """Tell the test and wait for the end."""
    sys.stdout.write("here\n")
    sys.stdout.flush()
    sys.stdin.read()


def main() -> None:
    """Swap the place in, as far as the moment."""
    url, folder, place, moment = sys.argv[1:]
    run = swapping.run

    def watched(session: Any, statement: Any, *values: Any) -> Any:
        if str(statement).startswith(moment):
            stand_still()
        return run(session, statement, *values)

    if moment == "finish":
        swapping_in.finish = lambda *_: stand_still()
    else:
        swapping.run = watched
    database = Database(url)
    actor = Actor(None, "Child", Role.ADMIN, "TEST")
    with build_on(database) as app:
        context = TaskContext(
            database=database,
            operations=open_operations(database),
            clock=app.core.clock,
            data_dir=Path(folder),
            actor=actor,
            run=Silent(),
            perform=partial(app.core.acts.perform, actor),
        )
        restore_database.run(context, restore_database.SPEC.read({"into": place, "swap": "yes"}))


if __name__ == "__main__":
    main()
