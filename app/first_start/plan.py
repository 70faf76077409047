"""What is to be done when a computer gets its library, and doing it: all of it, or nothing that stays.

Settings are written last, in one step. What was made before something failed, a new library file too, is put away again.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from app import keychain, paths
from app import settings as program
from app.bootstrap import App, build
from app.database import schema
from app.domain.actors import Actor
from app.domain.founding import Basics
from app.errors import InvalidInput, Unreachable
from app.opening import open_database
from app.settings import Settings

Tell = Callable[[str, int, int], None]
_BESIDE = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Person:
    """Who works here. In a new library ``name`` is entered; ``password`` None is "only this computer". Where somebody works
    already, the person signs in with ``username``; without one nobody does."""

    name: str = ""
    username: str = ""
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """``settings`` to be written (None removes one), ``secrets`` for the keyring by the setting's name. ``make`` also makes
    the schema on a server. Without ``basics`` and ``sample`` the library stays as it is."""

    settings: Mapping[str, str | None] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    make: bool = False
    person: Person | None = None
    basics: Basics | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it: the opened library, the person's actor where one was named, and the settings in force."""

    app: App
    actor: Actor | None
    settings: Settings
    founded: bool


def settings_of(plan: Plan) -> Settings:
    """The settings as they will be in force when they are written into the user's file. Raises InvalidInput."""
    target = paths.settings_file()
    draft = target.with_name(f"{target.name}.{os.getpid()}.draft")
    try:
        program.save({**program.written(target), **plan.settings}, file=draft)
        settings = program.load(file=draft, machine=paths.machine_settings())
    finally:
        _forget(draft, target)
    return _with_secrets(settings, plan)


def changed(settings: Settings, plan: Plan) -> Settings:
    """Settings that are in force with a plan's laid over them, without looking anywhere. Raises InvalidInput."""
    return _with_secrets(program.overlaid(settings, plan.settings), plan)


def carry_out(
    plan: Plan,
    settings: Settings,
    app: App | None = None,
    tell: Tell | None = None,
    build: Callable[[Settings], App] = build,
) -> Made:
    """Open or make the library of ``settings`` (``app`` where it is open already), enter the person, name it, fill it, and
    write the plan's settings.

    ``tell(phase, done, total)`` is told how far the sample is. Raises what opening and each step raise; then nothing of it
    is left on this computer, and on a server only what was there before and, with ``make``, a schema without anybody in it.
    """
    address = settings.database
    new_file = Path(address.name) if address.kind == "sqlite" and not Path(address.name).exists() else None
    opened = app
    try:
        opened = app or _opened(settings, plan.make, build)
        actor, founded = _entered(opened, plan, tell)
        _keep(plan)
    except BaseException:
        if opened is not None and app is None:
            opened.close()
        if new_file is not None:
            _remove_library(new_file)
        raise
    return Made(opened, actor, settings, founded)


def keyring_keeps() -> bool:
    """Whether this computer has a keyring that keeps passwords; without one they stand in the user's settings file."""
    try:
        keychain.describe()
    except Unreachable:
        return False
    return True


def _with_secrets(settings: Settings, plan: Plan) -> Settings:
    return dataclasses.replace(
        settings,
        database_password=plan.secrets.get("DATABASE_PASSWORD", settings.database_password),
        redis_password=plan.secrets.get("REDIS_PASSWORD", settings.redis_password),
    )


def _opened(settings: Settings, make: bool, build: Callable[[Settings], App]) -> App:
    if make and settings.database.kind != "sqlite":
        database = open_database(settings)
        try:
            schema.upgrade(database, settings.timezone)
        finally:
            database.close()
    return build(settings)


def _entered(app: App, plan: Plan, tell: Tell | None) -> tuple[Actor | None, bool]:
    """The actor, and whether the library was new."""
    new = app.accounts.needs_first_user()
    actor = _person(app, plan.person, new) if plan.person is not None else None
    if not new:
        return actor, False
    if (plan.basics is not None or plan.sample) and actor is None:
        raise InvalidInput(
            "A new library needs its first person.", hint="Say who it is.", details={"field": "person"}
        )
    if actor is not None and plan.basics is not None:
        app.founding.found(actor, plan.basics)
    if actor is not None and plan.sample:
        app.sample.create(actor, progress=lambda step: (tell or _silent)(step.phase, step.done, step.total))
    return actor, True


def _person(app: App, person: Person, new: bool) -> Actor | None:
    if not new:
        return app.accounts.sign_in(person.username, person.password or "") if person.username else None
    user = app.accounts.create_first_user(person.name, person.username, person.password).value
    if person.password is None:
        return app.accounts.sign_in_locally()
    return app.accounts.sign_in(user.username, person.password)


def _keep(plan: Plan) -> None:
    """Secrets first: settings whose password stands nowhere would not open the library."""
    for name, value in plan.secrets.items():
        program.save_secret(name, value)
    if plan.settings:
        program.save(plan.settings)


def _remove_library(file: Path) -> None:
    for name in (file.name, f"{file.stem}-ops{file.suffix}"):  # as app.database.operations calls its file
        for ending in _BESIDE:
            with suppress(OSError):
                file.with_name(name + ending).unlink(missing_ok=True)


def _forget(draft: Path, target: Path) -> None:
    with suppress(OSError):
        draft.unlink(missing_ok=True)
        if not target.exists():
            target.parent.rmdir()  # only where it was made for the draft and nothing else is in it


def _silent(_phase: str, _done: int, _total: int) -> None:
    """Nobody watches."""
