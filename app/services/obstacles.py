"""What can't be done as things are set up: asked of every task before a job or a schedule of it is put in.

A job runs where its worker is. Beside a file that is this computer, with these settings; beside a server it is another
one, which says itself what it can't do, for what this desk is set up with tells nothing about it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app import maintenance
from app.database import obstacles, workers
from app.database.engine import Database
from app.database.facts import NAMES
from app.domain.jobs import Obstacle
from app.domain.redis_address import RedisAddress
from app.errors import Refused
from app.maintenance.task import Place, TaskSpec
from app.services.core import Core


class Obstacles:
    """Finds them, for those who list tasks and those who put one in. No verb of a person: it asks no permission."""

    def __init__(self, core: Core, operations: Callable[[], Database], redis: RedisAddress) -> None:
        self._core = core
        self._operations = operations
        self._redis = redis

    def of_this_process(self) -> Mapping[str, Obstacle]:
        """What this process could not do, by task; a worker says it of itself."""
        return _judged(self._own)

    def all(self) -> Mapping[str, Obstacle]:
        """What nobody should put in now, by task: a job could only fail, or could fall to a worker that can't do it."""
        judge = self._own if self._core.database.is_sqlite else self._wrong_engine
        return {**self._of_workers(), **_judged(judge)}

    def require_none(self, spec: TaskSpec, params: Any, *, here: bool = False) -> None:
        """Raises Refused where a job of this task could not be done; ``here`` when this process will do it."""
        found = self._wrong_engine(spec)
        if found is None and (here or self._core.database.is_sqlite):
            spec.here(self._place, params)
        found = found or self._of_workers().get(spec.name)
        if found is not None:
            raise Refused(found.message, hint=found.hint, code=found.code, details={"host": found.host})

    @property
    def _place(self) -> Place:
        return Place(self._core.database.product, self._redis)

    def _own(self, spec: TaskSpec) -> Obstacle | None:
        try:
            spec.here(self._place, None)
        except Refused as error:
            return Obstacle(error.message, error.hint, error.code)
        return self._wrong_engine(spec)

    def _wrong_engine(self, spec: TaskSpec) -> Obstacle | None:
        if self._core.database.product in spec.engines:
            return None
        names = " or ".join(NAMES[each] for each in spec.engines)
        return Obstacle(f"“{spec.title}” is for a library on {names}.", "", "wrong_engine")

    def _of_workers(self) -> Mapping[str, Obstacle]:
        """What a worker that is there says; any of them may take the job."""
        with self._core.database.read() as connection:
            hosts = {row.id: row.host for row in workers.there(connection, self._core.clock.now())}
        if not hosts:
            return {}
        with self._operations().read() as connection:
            found = obstacles.said_by(connection, hosts)
        return {name: _at(each) for name, each in found.items()}


def _judged(judge: Callable[[TaskSpec], Obstacle | None]) -> Mapping[str, Obstacle]:
    found = {task.SPEC.name: judge(task.SPEC) for task in maintenance.TASKS}
    return {name: each for name, each in found.items() if each is not None}


def _at(said: Obstacle) -> Obstacle:
    """With the computer where it is to be mended."""
    where = f"The worker on the computer {said.host} says so: set it there and start the worker again."
    return Obstacle(said.message, " ".join((said.hint, where)), said.code, said.host)
