"""Opens what the settings name, before anything is built on it: the database, and the folders people look at."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from app import paths
from app.database.engine import Database
from app.domain.database_nodes import Servers
from app.domain.file_places import FileKind
from app.settings import Settings


def make_folders(settings: Settings) -> None:
    """So that the first look at them does not miss them. Where one can't be made that is told by whoever needs it."""
    places = settings.file_places
    wanted = [settings.data_dir]
    if places.kind is FileKind.FOLDER:
        wanted.append(Path(places.folder))
    for folder in wanted:
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def open_database(settings: Settings) -> Database:
    """The settings' database, not yet looked at; the folder of the embedded file is made. The caller closes it.

    Raises Refused when the file would lie on a network share.
    """
    address = settings.database
    if address.kind == "sqlite":
        file = Path(address.name)
        paths.require_local(file)
        paths.private_folder(file.parent)
    return opened(
        address.url,
        Servers(settings.database_nodes, settings.database_lag_bound / 1000),
        settings.db_connection_limit,
        settings.db_acquire_timeout / 1000,
    )


def opened(url: str, servers: Servers, connections: int, acquire_timeout_s: float) -> Database:
    """A database on one server or a file, or on a primary with its replicas."""
    if not servers.addresses:
        return Database(url, pool_size=connections, acquire_timeout_s=acquire_timeout_s)
    from app.database.replicated import ReplicatedDatabase

    return ReplicatedDatabase(url, servers, pool_size=connections, acquire_timeout_s=acquire_timeout_s)
