"""A task's context on each engine, with a run that notes what the task says and can stop it."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from app.bootstrap import App
from app.database.engine import Database
from app.database.operations import open_operations
from app.domain.actors import Actor, Role
from app.errors import Stopped
from app.maintenance.backups.beside import Beside
from app.maintenance.context import TaskContext


@dataclass
class NotedRun:
    """What a task told whoever watched it. ``stop_at`` is the checkpoint, counted from 1, that ends the run."""

    steps: list[tuple[float | None, str]] = field(default_factory=list)
    lines: list[tuple[str, str]] = field(default_factory=list)
    stop_at: int = 0
    checkpoints: int = 0
    programs: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def progress(self, fraction: float | None, text: str) -> None:
        """Note it."""
        assert fraction is None or 0 <= fraction <= 1
        self.steps.append((fraction, text))

    def log(self, text: str, level: str = "info") -> None:
        """Note it."""
        self.lines.append((level, text))

    def checkpoint(self) -> None:
        """Stop where the test wants it."""
        self.checkpoints += 1
        if self.checkpoints == self.stop_at:
            raise Stopped("The job was cancelled.")

    def start(self, command: Sequence[str], **popen: Any) -> subprocess.Popen[bytes]:
        """Start it and remember it."""
        program = subprocess.Popen(command, **popen)
        self.programs.append(program)
        return program


@pytest.fixture
def noted_run() -> Iterator[NotedRun]:
    """The run the context of this test speaks to. Programs it started are ended with the test."""
    run = NotedRun()
    yield run
    for program in run.programs:
        if program.poll() is None:
            program.kill()
        program.wait(timeout=30)


@pytest.fixture
def operations(database: Database) -> Iterator[Database]:
    """The operations store beside this test's library, dropped afterwards."""
    store = open_operations(database)
    yield store
    name = store.url.database
    store.close()
    if not database.is_sqlite:
        with database.engine.connect() as connection, contextlib.suppress(Exception):
            connection.execute(text(f"DROP DATABASE `{name}`"))


@pytest.fixture
def operator(person: Callable[..., Actor]) -> Actor:
    """An operator."""
    return person(Role.OPERATOR, "Odie")


@pytest.fixture
def context(
    app: App, database: Database, operations: Database, noted_run: NotedRun, tmp_path: Path, operator: Actor
) -> TaskContext:
    """What a task works with, on each engine in turn."""
    return TaskContext(
        database=database,
        operations=operations,
        clock=app.core.clock,
        data_dir=tmp_path,
        actor=operator,
        run=noted_run,
        perform=partial(app.core.acts.perform, operator),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where backups go."""
    made = tmp_path / "backups"
    made.mkdir()
    return made


@pytest.fixture
def places(context: TaskContext) -> Iterator[list[str]]:
    """Names of what was restored beside the library: it is removed with the test."""
    names: list[str] = []
    yield names
    for name in names:
        Beside(context, name).remove()
