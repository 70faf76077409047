"""Start real MariaDB and MySQL servers, in tests and in benchmarks.

::

    with mariadb() as prefix:                 # "mysql+pymysql://clms:…@127.0.0.1:23451/"
        with fresh_database(prefix) as url:   # an empty utf8mb4 database, dropped afterwards
            ...

Every server runs as an unprivileged user on its own copy of a prepared data folder, on default settings
(durable commits included). It is killed with the process that started it, even if that one is killed; for that
to hold, start it from the main thread.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import random
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pymysql

from tests.servers import FOLDERS, packaging_script

Kind = Literal["mariadb", "mysql"]

USER = "clms"
PASSWORD = "only-for-tests"
PORTS = range(20000, 32000)  # below Linux's ephemeral ports, which any outgoing connection may take
READY_SECONDS = 90

RUNNING: set[int] = set()
"""Process ids of the servers started here, so that leak guards can tell them from leaks."""

_FOLDER = "clms-server"
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


class ServerFailed(Exception):
    """A server didn't start; the message ends with its own log."""


class Server:
    """One running server on a data folder of its own."""

    def __init__(self, kind: Kind, folder: Path, recipe: Recipe) -> None:
        self.kind = kind
        self.port = 0
        self._folder = folder
        self._recipe = recipe
        self._process: subprocess.Popen[bytes] | None = None
        self.configured: Callable[[Path, int], Path] | None = None

    @property
    def prefix(self) -> str:
        """The URL up to the database's name."""
        return f"mysql+pymysql://{USER}:{PASSWORD}@127.0.0.1:{self.port}/"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start and wait until it answers. After kill() it comes back on the same port and data."""
        problem = ""
        for _ in range(5):
            port = self.port or free_port()
            self._process = self._launch(port)
            RUNNING.add(self._process.pid)
            if not (problem := self._wait_ready(port)):
                self.port = port
                return
            self.kill()
        raise ServerFailed(f"{self.kind} did not start: {problem}")

    def kill(self) -> None:
        """Stop at once, as a power cut would."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait(timeout=30)
        RUNNING.discard(self._process.pid)
        self._process = None

    def stop(self) -> Path:
        """Stop in its own time, so that its data is whole on the disk; returns the folder of that."""
        assert self._process is not None
        with contextlib.closing(self.connect()) as connection, connection.cursor() as cursor:
            cursor.execute("SHUTDOWN")
        self._process.wait(timeout=300)
        self.kill()
        return self.data

    @property
    def data(self) -> Path:
        """The folder of its data."""
        return self._folder / "data"

    @property
    def said(self) -> str:
        """Its log."""
        return (self._folder / "error.log").read_text(errors="replace")

    def connect(self, database: str | None = None) -> pymysql.Connection[Any]:
        """A bare connection, autocommitting."""
        return _connect(self.port, database)

    def _launch(self, port: int) -> subprocess.Popen[bytes]:
        (self._folder / "error.log").unlink(missing_ok=True)
        log = (self._folder / "error.log").open("ab")  # the server itself writes there too
        hand_over(self._folder / "error.log")
        socket_path = self._folder / "s.sock"
        defaults = (
            f"--defaults-file={self.configured(self._folder, port)}" if self.configured else "--no-defaults"
        )
        with log:
            return subprocess.Popen(
                [
                    *self._recipe.command,
                    defaults,
                    f"--datadir={self._folder / 'data'}",
                    f"--port={port}",
                    "--bind-address=127.0.0.1",
                    f"--socket={socket_path}",
                    f"--pid-file={self._folder / 'pid'}",
                    f"--log-error={self._folder / 'error.log'}",
                    f"--init-file={self._folder / 'init.sql'}",
                    f"--tmpdir={self._folder}",
                    "--skip-name-resolve",
                    *self._recipe.options,
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._folder,
                preexec_fn=die_with_parent,
                start_new_session=True,  # Ctrl+C reaches the tests first, which then stop the server
                **as_user(),
            )

    def _wait_ready(self, port: int) -> str:
        """Empty when it answers, otherwise the end of its log."""
        assert self._process is not None
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(pymysql.Error):
                _connect(port).close()
                return ""
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=0.05)
                break
        return (self._folder / "error.log").read_text(errors="replace")[-1500:]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one product is run: ``initialise`` fills an empty data folder."""

    version: str
    command: list[str]
    options: list[str]
    initialise: Callable[[Path], list[str]]


@contextlib.contextmanager
def running(
    kind: Kind,
    *,
    durable: bool = True,
    logged: bool = False,
    options: Sequence[str] = (),
    data: Path | None = None,
    at_start: str = "",
    configured: Callable[[Path, int], Path] | None = None,
) -> Iterator[Server]:
    """A started server, killed and deleted at the end. ``options`` are further ones of its command line, ``data`` is a
    folder of data to begin with a copy of, ``at_start`` SQL that it runs at each start. ``configured`` makes a
    configuration file for its folder and port, which is read then; all else stays as it is here.

    ``logged``: MariaDB keeps binary logs, which MySQL does anyway.

    Not ``durable``: it waits for no disk. Tests that cut no power don't need that, and thousands of them share
    two cores; benchmarks measure a server as it is run.
    """
    how = recipe(kind)
    if not durable:
        relaxed = ["--innodb-flush-log-at-trx-commit=0", "--sync-binlog=0"]
        how = replace(how, options=[*how.options, *relaxed])
    if logged and kind == "mariadb":
        how = replace(how, options=[*how.options, "--log-bin=binlog", "--binlog-format=ROW"])
    how = replace(how, options=[*how.options, *options])
    template = data or _template(kind, how)
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{_FOLDER}-{kind}-{os.getpid()}-", dir=FOLDERS))
    server = Server(kind, folder, how)
    server.configured = configured
    try:
        subprocess.run(["cp", "-a", "--reflink=auto", str(template), str(folder / "data")], check=True)
        (folder / "data" / "auto.cnf").unlink(missing_ok=True)  # the server's identity: a copy needs its own
        grant = f"'{USER}'@'%'"
        (folder / "init.sql").write_text(
            "SET sql_log_bin = 0;\n"  # each server has its own; a replica must not get its primary's as well
            f"CREATE USER IF NOT EXISTS {grant} IDENTIFIED BY '{PASSWORD}';\n"
            f"GRANT ALL PRIVILEGES ON *.* TO {grant} WITH GRANT OPTION;\n"
            f"{at_start}\n"
        )
        hand_over(folder)
        hand_over(folder / "init.sql")
        server.start()
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def mariadb() -> Iterator[str]:
    """A MariaDB server; yields the URL up to the database's name."""
    with running("mariadb") as server:
        yield server.prefix


@contextlib.contextmanager
def mysql() -> Iterator[str]:
    """A MySQL server; yields the URL up to the database's name."""
    with running("mysql") as server:
        yield server.prefix


@contextlib.contextmanager
def fresh_database(prefix: str) -> Iterator[str]:
    """An empty utf8mb4 database on the server of ``prefix``; yields its URL and drops it afterwards."""
    port = urlsplit(prefix).port
    assert port is not None
    name = f"clms_{uuid.uuid4().hex}"
    _execute(port, f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
    try:
        yield prefix + name
    finally:
        _execute(port, f"DROP DATABASE {name}")


def _sweep() -> None:
    """Delete the data of servers whose starter was killed before it could."""
    for folder in FOLDERS.glob(f"{_FOLDER}-*-*-*"):
        owner = folder.name.split("-")[3]
        if owner.isdecimal() and not Path(f"/proc/{owner}").exists():
            shutil.rmtree(folder, ignore_errors=True)


def recipe(kind: Kind) -> Recipe:
    """How a product is run here."""
    return _recipes()[kind]()


def _recipes() -> dict[Kind, Callable[[], Recipe]]:
    return {"mariadb": _mariadb_recipe, "mysql": _mysql_recipe}


def _mariadb_recipe() -> Recipe:
    server, installer = _program("mariadbd"), _program("mariadb-install-db")
    done = subprocess.run([server, "--no-defaults", "--version"], capture_output=True, text=True, check=True)
    found = re.search(r"Ver (\d+\.\d+\.\d+)", done.stdout)
    return Recipe(
        version=found[1] if found else "unknown",
        command=[server],
        options=[],
        initialise=lambda data: [
            installer,
            "--no-defaults",
            f"--datadir={data}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--skip-name-resolve",
        ],
    )


def _mysql_recipe() -> Recipe:
    unpacked = packaging_script("mysql_server").ensure()
    return Recipe(
        version=unpacked.version(),
        command=unpacked.command,
        options=[*unpacked.options, "--mysqlx=OFF"],
        initialise=lambda data: [
            *unpacked.command,
            "--no-defaults",
            "--initialize-insecure",
            f"--datadir={data}",
            *unpacked.options,
        ],
    )


def _template(kind: Kind, recipe: Recipe) -> Path:
    """A data folder prepared once and copied for every server."""
    unpacker = packaging_script("mysql_server")
    parent: Path = unpacker.cache_root() / "templates"
    wanted = parent / f"{kind}-{recipe.version}"
    with unpacker.locked(parent):
        if wanted.is_dir():
            return wanted
        with tempfile.TemporaryDirectory(dir=parent) as work:
            data, scratch = Path(work) / "data", Path(work) / "scratch"
            Path(work).chmod(0o755)
            for folder in (data, scratch):  # the tests' own scratch is not this account's to write to
                folder.mkdir()
                hand_over(folder)
            done = subprocess.run(
                recipe.initialise(data),
                capture_output=True,
                text=True,
                cwd="/",
                env={**os.environ, "TMPDIR": str(scratch)},
                check=False,
                **as_user(),
            )
            if done.returncode:
                raise ServerFailed(f"{kind} could not be initialised: {(done.stderr or done.stdout)[-1500:]}")
            data.rename(wanted)
    return wanted


def _program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin:/usr/libexec")
    if not found:
        raise ServerFailed(f"{name} is not installed: apt-get install mariadb-server")
    return found


def as_user() -> dict[str, Any]:
    """Popen arguments that drop root's rights; database servers refuse to run as root."""
    if os.geteuid() != 0:
        return {}
    account = _account()
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _account() -> pwd.struct_passwd:
    for name in ("mysql", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise ServerFailed("root needs an account named mysql or nobody to run a database server as")


def hand_over(path: Path) -> None:
    if os.geteuid() == 0:
        os.chown(path, _account().pw_uid, _account().pw_gid)


def die_with_parent() -> None:
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def free_port() -> int:
    for port in random.sample(PORTS, 200):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise ServerFailed("no free port between 20000 and 32000")


def _connect(port: int, database: str | None = None) -> pymysql.Connection[Any]:
    return pymysql.connect(
        host="127.0.0.1",
        port=port,
        user=USER,
        password=PASSWORD,
        database=database,
        charset="utf8mb4",
        connect_timeout=5,
        autocommit=True,
    )


def _execute(port: int, statement: str) -> None:
    with contextlib.closing(_connect(port)) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
