"""Tries each part of a computer's settings before they are taken, and says in words what was found or what to do.

Nothing is written. What does not answer is told within a few seconds.
"""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from app import paths
from app.database import schema
from app.database.accounts import any_user
from app.database.engine import Database
from app.database.facts import server_facts
from app.doctor_services import redis_answer
from app.errors import ClmsError, Refused
from app.opening import open_database
from app.settings import Settings

CONNECT_S = 3.0


@dataclass(frozen=True, slots=True)
class Tried:
    """What was found. ``new`` says that the place can hold a library and nobody works in one there; ``empty`` that a server's
    database has no schema yet."""

    fits: bool
    sentence: str
    hint: str = ""
    new: bool = False
    empty: bool = False


def try_place(settings: Settings) -> Tried:
    """Whether the library of these settings can be opened, or made, where they say."""
    try:
        return _try_file(settings) if settings.database.kind == "sqlite" else _try_server(settings)
    except ClmsError as problem:
        return _encryption(problem) or _unheard(problem) or Tried(False, problem.message, problem.hint)


def try_redis(settings: Settings) -> Tried:
    """Whether Redis answers; one that is not set up is no fault."""
    try:
        answer = redis_answer(settings)
    except ClmsError:  # its words are the doctor's, for whoever knows the settings by name
        return Tried(
            False,
            "The shared cache does not answer.",
            "CLMS works without it, slower. Look at its address and password, and that the server runs.",
        )
    if answer is None:
        return Tried(True, "No shared cache is set up: each window caches in its own memory.")
    return Tried(True, f"{answer} answers.")


def _try_file(settings: Settings) -> Tried:
    file = Path(settings.database.name)
    paths.require_local(file)
    if file.exists():
        with closing(open_database(settings)) as database:
            found = schema.state(database)
            schema.check_release(found)
            nobody = found.revision is None or _nobody(database)
        if nobody:
            return Tried(True, f"A library is in {file}.", "Nobody works in this library yet.", new=True)
        return Tried(True, f"A library is in {file}: this computer opens it.")
    _require_writable(file.parent)
    return Tried(True, f"A new library can be made in {file.parent}.", new=True)


def _require_writable(folder: Path) -> None:
    """Raises Refused where neither the folder nor, until it is there, the one it will be in can be written to."""
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise Refused(
            f"The folder {folder} can't be written to.",
            hint="Choose a folder of your own.",
            code="folder_unusable",
            details={"folder": str(folder)},
        )


def _try_server(settings: Settings) -> Tried:
    address = settings.database
    database = Database(address.url, pool_size=1, acquire_timeout_s=CONNECT_S, connect_timeout_s=CONNECT_S)
    with closing(database):
        facts = server_facts(database)
        server = f"{facts.product} {_version(facts.version)}"
        if facts.is_old:
            return Tried(
                False,
                f"The server answers, but {server} is older than this release was made for.",
                "Whoever looks after the server updates it.",
            )
        found = schema.state(database)
        if found.revision is None:
            return Tried(
                True,
                f"The server answers, {server}, but its database {address.name} holds no library yet.",
                "Whoever looks after the server runs “clms migrate” once.",
                new=True,
                empty=True,
            )
        schema.check(database)
        if found.revision == schema.HEAD:
            told = f"The server answers, {server}, and its schema is of this release."
        else:
            told = f"The server answers, {server}, and its schema fits this release."
        new = _nobody(database)
        return Tried(True, told, "Nobody works in this library yet." if new else "", new=new)


def _unheard(problem: ClmsError) -> Tried | None:
    """Nothing answers at the address, or it lets nobody in, said for whoever types it just now."""
    if problem.code == "database_access":
        return Tried(False, problem.message, "Check user, password and the database's name.")
    if problem.code != "database_unreachable":
        return None
    return Tried(
        False,
        "No database server answers at this address.",
        "Look at its name and port, and that the server runs and lets this computer in.",
    )


def _encryption(problem: ClmsError) -> Tried | None:
    """What stood in the way of an encrypted connection, which the driver only tells in passing."""
    told, cause = "", cast("BaseException | None", problem)
    while cause is not None:
        told += f" {cause}"
        cause = cause.__cause__ or cause.__context__
    if "server doesn't support" in told:
        return Tried(
            False,
            "The server answers, but speaks only unencrypted.",
            "Whoever looks after it sets up TLS; without it passwords and names can be read in the network.",
        )
    if "CERTIFICATE_VERIFY_FAILED" in told:
        return Tried(
            False,
            "The server answers, but this computer does not trust its certificate.",
            "Name the file with the certificate of its authority, and the server by the name that stands in its own.",
        )
    return None


def _version(text: str) -> str:
    """The numbers alone, without what a distribution adds."""
    return text.split("-")[0]


def _nobody(database: Database) -> bool:
    with database.read() as connection:
        return not any_user(connection)
