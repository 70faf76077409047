"""Files in a folder on a network share.

Two things are worse there than on a disk. A share that is not mounted leaves an empty folder, into which files would go
that nobody else sees: so the folder below it is never made here, and one that is itself the mount is refused. And a
server that is away lets every call wait, for minutes or for good: so nobody waits longer than some seconds for it, and
the thread that hangs is left behind.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from app.domain.file_places import FileKind, FilePlaces
from app.storage.folder import Folder

T = TypeVar("T")

PATIENCE_S = 10.0


class Share(Folder):
    """Its files are for all who may use the share: who they are is said there."""

    KIND = FileKind.SHARE
    MADE = False
    FOLDER_MODE = 0o777
    FILE_MODE = 0o666

    def __init__(self, places: FilePlaces, library: str) -> None:
        super().__init__(places, library)
        self.name = f"the network share {self.top}"

    def path_in(self, places: FilePlaces) -> str:
        """The setting that names it."""
        return places.share

    def _do(self, work: Callable[[], T]) -> T:
        done: list[T] = []
        failed: list[Exception] = []

        def run() -> None:
            try:
                self._require_below_mount()
                done.append(work())
            except Exception as problem:  # noqa: BLE001 - raised again by whoever waits
                failed.append(problem)

        thread = threading.Thread(target=run, name="clms-share", daemon=True)
        thread.start()
        thread.join(PATIENCE_S)
        if not done and not failed:
            raise self.unreachable(f"it did not answer within {PATIENCE_S:g} s")

        def outcome() -> Any:
            if failed:
                raise failed[0]
            return done[0]

        result: T = super()._do(outcome)
        return result

    def _require_below_mount(self) -> None:
        if os.path.ismount(self.top):
            raise self.unreachable(
                "it is where the share is mounted, not a folder on it",
                hint="Make a folder on the share and name that: while the share is not mounted it is not there, and no "
                "file goes astray.",
            )
        if not self.top.is_dir():
            raise self.unreachable(
                "it is not there", hint="Look whether the share is mounted, and that the folder is on it."
            )
