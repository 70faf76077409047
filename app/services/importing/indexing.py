"""Indexing the titles of a large import: a process beside this one reads their words while chunks go on being written.

What it read is good as long as nobody else changed a title near them. The import's own chunks change the index's
revision too, but only by titles of their own: their steps are followed from the revision that was read to the one that
is. Whatever can't be used is still noted in the library, and the last catch-up indexes it.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Collection
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import lru_cache

from app.database import search as searching
from app.database.engine import Database
from app.database.search import CatchingUp, CaughtUp, Gathered, Steps
from app.errors import ClmsError
from app.services.children import Children

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Asked:
    """Titles whose words are being read."""

    ids: frozenset[int]
    found: Future[bytes]


@dataclass(slots=True)
class IndexingAhead:
    """Indexes what chunks wrote, one portion behind."""

    database: Database
    helper: Children
    _written: set[int] = field(default_factory=set)
    _steps: Steps = field(default_factory=dict)
    _asked: _Asked | None = None
    _catching_up: CatchingUp = field(init=False)

    def __post_init__(self) -> None:
        self._catching_up = searching.indexing(self.database)

    def wrote(self, title_ids: Collection[int], steps: Steps) -> None:
        """A chunk is committed that wrote something of these titles."""
        self._steps.update(steps)
        self._written.update(title_ids)
        if self._asked is not None and not self._asked.ids.isdisjoint(title_ids):
            self._asked = None  # read too early; the last catch-up knows them by their notes

    def go_on(self) -> CaughtUp:
        """Ask for the words of what was written since the last call, and index what was asked for then."""
        self._write(self._ask(hold_back=True))
        return CaughtUp(0, self._catching_up.longest_s)

    def end(self) -> CaughtUp:
        """Index all that is left."""
        self._write(self._ask(hold_back=False))
        self._write(None)
        return self._catching_up.run()

    def _ask(self, *, hold_back: bool) -> _Asked | None:
        """Ask for what was written; the newest title is held back, for the next chunk may bring copies of it."""
        newest = max(self._written, default=0)
        ids = frozenset(self._written - {newest} if hold_back else self._written)
        if not ids:
            return None
        self._written -= ids
        url = self.database.url.render_as_string(hide_password=False)
        try:
            return _Asked(ids, self.helper.submit(gather, url, sorted(ids)))
        except (BrokenProcessPool, RuntimeError):
            return None

    def _write(self, following: _Asked | None) -> None:
        """Index what was asked for, and wait for ``following`` from now on."""
        asked, self._asked = self._asked, following
        for found in [] if asked is None else _result(asked):
            revision = found.revision
            while (after := self._steps.get((found.number, revision))) is not None:
                revision = after
            self._catching_up.write(found._replace(revision=revision))


def _result(asked: _Asked) -> list[Gathered]:
    try:
        found: list[Gathered] = pickle.loads(asked.found.result())
    except (BrokenProcessPool, ClmsError) as trouble:
        log.info("words could not be read ahead: %s", trouble)
        return []
    return found


def gather(url: str, title_ids: list[int]) -> bytes:
    """What the index is to hold of these titles. Runs in a child process."""
    return pickle.dumps(searching.gather(_database(url), title_ids), pickle.HIGHEST_PROTOCOL)


@lru_cache(maxsize=1)
def _database(url: str) -> Database:
    return Database(url, pool_size=1)
