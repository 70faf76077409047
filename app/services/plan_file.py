"""What was looked at and is not written yet, kept in a private file beside the library and read page by page.

It lies in a private temporary folder (it holds the rows, of persons too), so that the process that prepares, the window
that shows and the process that writes can be three. :meth:`PlanFile.discard` removes it.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, Self, TypeVar
from uuid import uuid4

import msgspec

from app import paths
from app.decoding import decoder
from app.errors import NotFound

T = TypeVar("T")

_KEPT_S = 7 * 86_400


class PlanFile:
    """One plan. Close it when done; it stays until discarded."""

    SCHEMA: ClassVar[str]
    """Statements that make its tables; ``facts`` of name and value is among them."""
    SUFFIX: ClassVar[str]
    GONE: ClassVar[tuple[str, str]]
    """What is said when it is no longer there, and what to do."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode=MEMORY")
        self._db.execute("PRAGMA synchronous=OFF")

    @classmethod
    def create(cls, plan_id: str | None = None) -> Self:
        """Make an empty plan in a folder only this user can read. ``plan_id``: a UUID, when it is made anew."""
        _sweep()
        folder = Path(tempfile.mkdtemp(prefix=paths.IMPORT_PLAN, dir=root()))
        plan = cls(folder / f"{plan_id or uuid4()}{cls.SUFFIX}")
        plan._db.executescript(cls.SCHEMA)
        return plan

    @classmethod
    def open(cls, path: str) -> Self:
        """Open a plan by the name its preview has. Raises NotFound."""
        file = Path(path)
        if not file.is_file() or file.suffix != cls.SUFFIX:
            said, hint = cls.GONE
            raise NotFound(said, hint=hint, details={"plan": path})
        return cls(file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the plan stays."""
        self._db.close()

    def discard(self) -> None:
        """Close and remove the plan."""
        self.close()
        shutil.rmtree(self.path.parent, ignore_errors=True)

    @property
    def id(self) -> str:
        """A UUID: what the acts of this plan derive their keys from."""
        return self.path.stem

    def keep(self, name: str, value: Any) -> None:
        """Keep a value msgspec can write."""
        text = msgspec.json.encode(value).decode()
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, text))

    def fact(self, name: str, type_: type[T]) -> T | None:
        """A kept value, None when there is none."""
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else decoder(type_).decode(row[0])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


def root() -> Path:
    """Where plans lie."""
    return Path(tempfile.gettempdir())


def _sweep() -> None:
    """Remove plans that a program which ended badly left behind a week ago or longer."""
    for folder in paths.import_plans():
        try:
            if time.time() - folder.stat().st_mtime > _KEPT_S:
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue  # another user's, or gone meanwhile
