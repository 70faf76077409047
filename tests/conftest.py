"""What every test stands on: engines, guards against leaks, and a machine that isn't the developer's own."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import Any

from tests import servers

_scratch = Path(tempfile.mkdtemp(prefix="clms-tests-"))
_session = os.getpid()


def _remove_scratch() -> None:
    if os.getpid() == _session:  # a forked child has nothing to put away
        shutil.rmtree(_scratch, ignore_errors=True)


atexit.register(_remove_scratch)  # the first to register is the last to be called
_REAL_DATA = os.environ.get("CLMS_REAL_DATA")
_ENGINES = os.environ.get("CLMS_TEST_ENGINES", "sqlite,mariadb,mysql").replace(" ", "").split(",")


def _leave_the_developers_machine() -> None:
    """Point everything a test could touch elsewhere. Before Qt, keyring or the product are imported."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        folder = _scratch / name.lower()
        folder.mkdir(mode=0o700)
        os.environ[name] = str(folder)
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(servers.FOLDERS))  # keeps a failed test's files
    tempfile.tempdir = os.environ["TMPDIR"] = str(_scratch / "tmp")
    for folder in (_scratch, Path(tempfile.tempdir)):  # servers that a child starts run as another user
        folder.mkdir(exist_ok=True)
        folder.chmod(0o711)
    guide = (
        "DATABASE_URL",
        "DB_",
        "REDIS_",
        "JWT_",
        "BCRYPT_",
        "MONITORING_",
        "ALERTS_",
        "CACHE_",
        "SSL_",
        "FILE_",
        "S3_",
    )
    for name in list(os.environ):
        ours = name.startswith("CLMS_") and not name.startswith(("CLMS_CACHE_DIR", "CLMS_TEST_"))
        if ours or name.startswith(guide) or name in {"PORT", "NODE_ENV"}:
            del os.environ[name]


_leave_the_developers_machine()

import pytest  # noqa: E402
from hypothesis import settings as hypothesis_settings  # noqa: E402

from tests.servers import databases, s3  # noqa: E402

hypothesis_settings.register_profile("short", deadline=None, print_blob=True, max_examples=50)
hypothesis_settings.register_profile("long", deadline=None, print_blob=True, max_examples=1_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the full version of each proof")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    long = [item for item in items if item.get_closest_marker("long")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if not item.get_closest_marker("long")]


def pytest_configure(config: pytest.Config) -> None:
    hypothesis_settings.load_profile("long" if config.getoption("--long") else "short")
    _put_away_when_ended()


def _put_away_when_ended() -> None:
    """Ended from outside, do as after Ctrl+C."""

    def end(number: int, frame: FrameType | None) -> None:
        if os.getpid() != _session:
            os._exit(128 + number)  # a forked child inherits this handler and has nothing to put away
        signal.signal(
            signal.SIGTERM, signal.SIG_IGN
        )  # once is enough; a second one would cut the putting away short
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)


# --- real data ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real input files; where CLMS_REAL_DATA isn't set the test is skipped, set but missing fails."""
    if not _REAL_DATA:
        pytest.skip("CLMS_REAL_DATA isn't set")
    folder = Path(_REAL_DATA)
    assert folder.is_dir(), f"CLMS_REAL_DATA names {folder}, which is no folder"
    return folder


# --- engines -----------------------------------------------------------------------------------------------


def _engines() -> list[Any]:
    known = ("sqlite", "mariadb", "mysql")
    assert set(_ENGINES) <= set(known), f"CLMS_TEST_ENGINES may name {', '.join(known)}"
    return [pytest.param(name, marks=pytest.mark.engine) for name in known if name in _ENGINES]


@pytest.fixture(scope="session")
def s3_server() -> Iterator[s3.S3Server]:
    """A server that speaks S3; each test makes a bucket of its own."""
    with s3.server() as started:
        yield started


@pytest.fixture(scope="session")
def mariadb_server() -> Iterator[databases.Server]:
    """A real MariaDB, started once a session."""
    with databases.running("mariadb", durable=False, logged=True) as server:
        yield server


@pytest.fixture(scope="session")
def mysql_server() -> Iterator[databases.Server]:
    """A real MySQL, started once a session."""
    with databases.running("mysql", durable=False) as server:
        yield server


@pytest.fixture(scope="session")
def new_database(request: pytest.FixtureRequest) -> Callable[[str, ExitStack], str]:
    """``new_database(engine, stack)``: the URL of an empty database, dropped when the stack closes."""

    def create(engine: str, stack: ExitStack) -> str:
        if engine == "sqlite":
            folder = stack.enter_context(tempfile.TemporaryDirectory(dir=_scratch))
            return f"sqlite:///{folder}/clms.db"
        server: databases.Server = request.getfixturevalue(f"{engine}_server")
        return stack.enter_context(databases.fresh_database(server.prefix))

    return create


@pytest.fixture(params=_engines())
def engine_url(
    request: pytest.FixtureRequest, new_database: Callable[[str, ExitStack], str]
) -> Iterator[str]:
    """The URL of a fresh, empty database on each engine in turn."""
    with ExitStack() as stack:
        yield new_database(request.param, stack)


@pytest.fixture(scope="module", params=_engines())
def module_engine_url(
    request: pytest.FixtureRequest, new_database: Callable[[str, ExitStack], str]
) -> Iterator[str]:
    """Like engine_url, but one database for all tests of a file; they must not mind each other's rows."""
    with ExitStack() as stack:
        yield new_database(request.param, stack)


# --- guards ------------------------------------------------------------------------------------------------

_GUARDS_PATIENCE_S = 20
"""What was told to end may take so long on a busy machine; a leak never ends."""


@pytest.fixture(autouse=True)
def no_stray_threads() -> Iterator[None]:
    """A thread of ours that outlives its test is a leak."""
    before = set(threading.enumerate())
    yield
    stray = [t for t in threading.enumerate() if t not in before and t.name.startswith("clms")]
    for thread in stray:
        thread.join(timeout=_GUARDS_PATIENCE_S)
    names = [thread.name for thread in stray if thread.is_alive()]
    assert not names, f"left running: {names}; close what started them"


@pytest.fixture(autouse=True)
def no_stray_processes() -> Iterator[None]:
    """A child process that outlives its test is a leak, the session's servers excepted."""
    before = _children()
    yield
    stray = _children() - before - databases.RUNNING
    names = _still_there(stray) if stray else []
    assert not names, f"left running: {names}; end the processes a test starts"


def _children() -> set[int]:
    """Processes started here, or forked for us by the process multiprocessing keeps for that."""
    server = getattr(sys.modules.get("multiprocessing.forkserver"), "_forkserver", None)
    forker = getattr(server, "_forkserver_pid", None)
    found = _children_of(os.getpid()) - {forker}
    return found | _children_of(forker) if forker else found


def _children_of(parent: int) -> set[int]:
    try:
        return {
            int(pid)
            for task in os.listdir(f"/proc/{parent}/task")
            for pid in Path(f"/proc/{parent}/task/{task}/children").read_text().split()
        }
    except FileNotFoundError:
        import psutil

        with contextlib.suppress(psutil.NoSuchProcess):
            return {child.pid for child in psutil.Process(parent).children()}
        return set()


def _still_there(pids: set[int]) -> list[str]:
    import psutil

    ours = []
    for pid in pids:
        try:
            process = psutil.Process(pid)
            words = process.cmdline()
        except psutil.NoSuchProcess:
            continue
        # multiprocessing keeps this one for as long as the interpreter lives
        if not any("resource_tracker" in word for word in words):
            ours.append((process, words))
    _, alive = psutil.wait_procs([process for process, _ in ours], timeout=_GUARDS_PATIENCE_S)
    return [" ".join(words)[:200] for process, words in ours if process in alive]


@pytest.fixture(autouse=True)
def no_modal_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    """exec() in a test waits for a person who isn't there."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None:
        return

    def refuse(self: Any, *args: Any) -> None:
        raise AssertionError(f"{type(self).__name__}.exec() would block")

    monkeypatch.setattr(widgets.QDialog, "exec", refuse)
    monkeypatch.setattr(widgets.QMenu, "exec", refuse)
