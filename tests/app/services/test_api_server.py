"""The server a window brings along: who may do what with it, and that it never outlives its window."""

from __future__ import annotations

import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from app.bootstrap import App, build
from app.domain.actors import Actor, Role
from app.domain.api_server import LoggedLine, ServerOrder, ServerPhase
from app.domain.audit import AuditQuery
from app.domain.paging import Window
from app.errors import Denied, InvalidInput, Unreachable
from app.services.api_server import ApiServerService, Seen
from app.services.log_tail import FIRST_BYTES, LogTail
from app.setting_sources import environment_with
from app.settings import Settings
from tests.waiting import until

_ROOT = Path(__file__).parents[3]
_OPERATOR = Actor(None, "Olga Operator", Role.OPERATOR, "desk-1")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[App]:
    """A library in a file of its own."""
    with build(Settings(data_dir=tmp_path, bcrypt_rounds=4)) as app:
        yield app


@pytest.mark.parametrize("role", [Role.LIBRARIAN, Role.KIOSK])
def test_the_desk_may_know_how_it_stands_and_no_more(library: App, role: Role) -> None:
    actor, server = Actor(2, "Ana", role, "desk-1"), library.api_server
    assert server.status(actor).phase is ServerPhase.STOPPED
    for verb in (
        lambda: server.start(actor, ServerOrder(port=0)),
        lambda: server.stop(actor),
        lambda: server.end_now(actor),
        lambda: server.look(actor, Seen()),
        lambda: server.make_key(actor),
    ):
        with pytest.raises(Denied):
            verb()
    assert server.status(actor).phase is ServerPhase.STOPPED


@pytest.mark.parametrize(
    ("field", "order"), [("port", {"port": 70_000}), ("workers", {"workers": 0}), ("host", {"host": "a b"})]
)
def test_what_can_not_be_is_refused(field: str, order: dict[str, int]) -> None:
    with pytest.raises(InvalidInput) as refused:
        ServerOrder(**order)  # type: ignore[arg-type]
    assert refused.value.details == {"field": field}


def test_a_database_that_is_away_is_the_reason_it_does_not_start(library: App, tmp_path: Path) -> None:
    """What the child says comes over as the error it was, and its last words hold no password."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    given = {"DATABASE_URL": f"mysql://clms:hush-hush@127.0.0.1:{port}/clms", "CLMS_DATA_DIR": str(tmp_path)}
    server = ApiServerService(
        library.core, tmp_path, lambda: environment_with({**given, "JWT_SECRET": "k" * 20 + "ey" * 9})
    )
    server.start(_OPERATOR, ServerOrder(port=0))
    until(lambda: not server.status(_OPERATOR).phase.has_process, "the end of it")
    status = server.status(_OPERATOR)
    assert status.phase is ServerPhase.FAILED and isinstance(status.problem, Unreachable)
    assert "hush" not in f"{status.problem} {status.last_lines}"
    server.close()


def test_closing_the_library_ends_its_server(tmp_path: Path) -> None:
    with build(Settings(data_dir=tmp_path, bcrypt_rounds=4)) as app:
        app.api_server.start(_OPERATOR, ServerOrder(port=0))
        until(lambda: app.api_server.status(_OPERATOR).phase is ServerPhase.RUNNING, "the server")
        pid = app.api_server.status(_OPERATOR).pid
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        app.api_server.stop(_OPERATOR)
        (stopped, started) = app.audit.list(
            Actor(None, "x", Role.ADMIN, "x"), AuditQuery(entity="server"), Window()
        ).rows
        assert (started.action, stopped.action) == ("start_server", "stop_server")
        assert started.actor == "Olga Operator" and started.label == "desk-1"
    assert len(family) >= 2
    assert [each for each in family if each.is_running() and each.status() != psutil.STATUS_ZOMBIE] == []


def test_one_that_hangs_is_killed_with_its_workers_and_that_is_in_the_audit(library: App) -> None:
    server = library.api_server
    server.start(_OPERATOR, ServerOrder(port=0))
    until(lambda: server.status(_OPERATOR).phase is ServerPhase.RUNNING, "the server")
    supervisor = psutil.Process(server.status(_OPERATOR).pid)
    family = [supervisor, *supervisor.children(recursive=True)]
    for each in family:
        each.suspend()
    until(lambda: server.look(_OPERATOR, Seen()).silent_s > 2, "its silence")
    server.end_now(_OPERATOR)
    until(lambda: server.status(_OPERATOR).phase is ServerPhase.STOPPED, "its end")
    assert not psutil.wait_procs(family, 20)[1]
    assert server.look(_OPERATOR, Seen()).silent_s == 0.0
    (ended, _) = library.audit.list(
        Actor(None, "x", Role.ADMIN, "x"), AuditQuery(entity="server"), Window()
    ).rows
    assert (ended.action, ended.actor) == ("end_server", "Olga Operator")


@pytest.mark.long
def test_it_opens_the_library_this_program_has_open(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """On every engine, with the address and the password this program was given."""
    monkeypatch.setenv("JWT_SECRET", secrets.token_urlsafe(48))
    server = app.api_server
    server.start(_OPERATOR, ServerOrder(port=0))
    until(lambda: server.status(_OPERATOR).phase is not ServerPhase.STARTING, "the server")
    health = server.look(_OPERATOR, Seen()).health
    assert health is not None and health.ready
    assert app.core.database.product in health.checks[0].detail
    server.close()


_WINDOW = """
import sys, threading
from pathlib import Path
from app.bootstrap import build
from app.domain.actors import Actor, Role
from app.domain.api_server import ServerOrder, ServerPhase
from app.setting_sources import environment_with
from app.settings import Settings
actor = Actor(None, "Olga", Role.OPERATOR, "desk-1")
with build(Settings(data_dir=Path(sys.argv[1]), bcrypt_rounds=4)) as app:
    app.api_server.start(actor, ServerOrder(port=0))
    while app.api_server.status(actor).phase is not ServerPhase.RUNNING:
        threading.Event().wait(0.05)
    print(app.api_server.status(actor).pid, flush=True)
    threading.Event().wait()
"""


@pytest.mark.long  # in short, tests/app/server/test_serve.py kills who started it
def test_a_window_that_is_killed_takes_its_server_along(tmp_path: Path) -> None:
    window = subprocess.Popen(
        [sys.executable, "-c", _WINDOW, str(tmp_path)], cwd=_ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert window.stdout is not None
        pid = int(window.stdout.readline())
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        assert len(family) >= 2
    finally:
        window.kill()
        window.wait()
        window.stdout.close()
    assert psutil.wait_procs(family, timeout=30)[1] == []


def test_a_log_is_read_once_through_its_rotation(tmp_path: Path) -> None:
    file = tmp_path / "server.log"
    tail = LogTail(file, LoggedLine)
    assert tail.read() == ()
    said = '{"time":"2026-11-26T08:00:00Z","level":"info","logger":"x","message":"%s"}\n'
    file.write_text(said % "one" + "no line of ours\n" + said % "two" + '{"time":"2026-11-26T08:')
    assert [line.message for line in tail.read()] == ["one", "two"]
    with file.open("a") as half:
        half.write((said % "three").removeprefix('{"time":"2026-11-26T08:'))
    file.rename(tmp_path / "server.log.1")
    file.write_text(said % "four")
    assert [line.message for line in tail.read()] == ["three", "four"]
    assert tail.read() == ()
    tail.close()


def test_of_a_long_log_the_end_is_read(tmp_path: Path) -> None:
    file = tmp_path / "server.log"
    said = '{"time":"2026-11-26T08:00:00Z","level":"info","logger":"x","message":"%d"}\n'
    file.write_text("".join(said % number for number in range(5_000)))
    tail = LogTail(file, LoggedLine)
    found = [line.message for line in tail.read()]
    assert found[-1] == "4999" and len(found) < 5_000
    assert FIRST_BYTES * 0.9 < sum(len(said % int(each)) for each in found) <= FIRST_BYTES
    tail.close()
