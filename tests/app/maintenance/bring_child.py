"""``python -m tests.app.maintenance.bring_child URL BACKUPS FILES``: a restore that stands still when the second of its
files is about to be brought into the folder FILES, to be killed."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

from app.bootstrap import build_on
from app.database.engine import Database
from app.database.library_values import library_id
from app.database.operations import open_operations
from app.database.tables import stored_files
from app.domain.actors import Actor, Role
from app.domain.file_places import FileKind, FilePlaces
from app.maintenance import restore_database
from app.maintenance.context import TaskContext
from app.storage.files import FileStore
from app.storage.places import Places
from tests.app.maintenance.swap_child import Silent


class Half(Silent):
    """A run that says so and waits once the first file is there."""

    def progress(self, *told: Any) -> None:
        """Tell the test and wait for the end."""
        if str(told[1]).startswith("Bringing files: 2 of"):
            sys.stdout.write("half\n")
            sys.stdout.flush()
            sys.stdin.read()


def main() -> None:
    """Restore beside the library."""
    url, backups, files = sys.argv[1:]
    database = Database(url)
    actor = Actor(None, "Child", Role.ADMIN, "TEST")
    places = Places(FilePlaces(FileKind.FOLDER, files), lambda: library_id(database))
    with build_on(database) as app:
        context = TaskContext(
            database=database,
            operations=open_operations(database),
            clock=app.core.clock,
            data_dir=Path(backups).parent,
            actor=actor,
            run=Half(),
            perform=partial(app.core.acts.perform, actor),
            files=FileStore(stored_files, places),
        )
        restore_database.run(context, restore_database.SPEC.read({"folder": backups, "into": "cut_off"}))


if __name__ == "__main__":
    main()
