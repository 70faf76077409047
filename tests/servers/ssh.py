"""Starts a real SSH server, unprivileged, that lets one invented account in.

::

    with ssh_server() as server:
        Host("back", "127.0.0.1", ssh=server.way)

The account has a shell and is the one the server runs as, under a name the system does not know.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.topology import Ssh
from tests.servers import FOLDERS, packaging_script
from tests.servers.databases import RUNNING, ServerFailed, as_user, die_with_parent, free_port, hand_over
from tests.waiting import until

ACCOUNT = "librarian"
_CONFIGURATION = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
PidFile none
UsePAM no
StrictModes no
AuthorizedKeysFile {folder}/authorized
AuthenticationMethods publickey
SetEnv "PATH={folder}/programs:/usr/local/bin:/usr/bin:/bin"
LogLevel VERBOSE
"""

_MOVED = """\
#!/bin/sh
printf '%s\\0' "$SSH_ORIGINAL_COMMAND" >> {place}/arrived
exec sh -c "$(printf '%s' "$SSH_ORIGINAL_COMMAND" | sed '{script}')"
"""


@dataclass(frozen=True, slots=True)
class SshServer:
    """A running server. ``way`` is how a topology says to reach it, ``home`` a folder that its account may write to."""

    port: int
    folder: Path

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def programs(self) -> Path:
        """What is put there is found before the system's own."""
        return self.folder / "programs"

    @property
    def way(self) -> Ssh:
        return Ssh(ACCOUNT, self.port, str(self.folder / "known"), str(self.folder / "own"))

    def known_as(self, key: Path, name: str) -> Ssh:
        """A way for whose user the server has another key."""
        known = self.folder / name
        known.write_text(_line(self.port, key))
        return Ssh(ACCOUNT, self.port, str(known), str(self.folder / "own"))

    def moved(self, place: Path, *folders: str) -> Ssh:
        """A way on which every command finds these folders of the system below ``place``; each is kept, as it came, in
        ``place/arrived``, ended by a zero byte."""
        key = make_key(place / "own")
        script = "".join(f"s#{folder}#{place}{folder}#g;" for folder in folders)
        program = place / "moved"
        program.write_text(_MOVED.format(place=place, script=script))
        program.chmod(0o755)
        with (self.folder / "authorized").open("a") as authorized:
            authorized.write(f'command="{program}" {key.with_suffix(".pub").read_text()}')
        return Ssh(ACCOUNT, self.port, str(self.folder / "known"), str(key))

    @property
    def said(self) -> str:
        """Its log."""
        return (self.folder / "log").read_text()


def make_key(place: Path) -> Path:
    """A new pair of keys; the public one is beside it as ``.pub``."""
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(place)]
    subprocess.run(words, check=True, stdin=subprocess.DEVNULL)
    return place


@contextlib.contextmanager
def ssh_server() -> Iterator[SshServer]:
    """One that answers; ended and put away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="clms-ssh-", dir=FOLDERS))
    folder.chmod(0o755)
    server = SshServer(free_port(), folder)
    try:
        _prepare(server)
        with _running(server):
            yield server
    finally:
        shutil.rmtree(folder)


def _prepare(server: SshServer) -> None:
    folder = server.folder
    server.home.mkdir()
    server.programs.mkdir()
    host, own = make_key(folder / "host"), make_key(folder / "own")
    shutil.copyfile(own.with_suffix(".pub"), folder / "authorized")
    (folder / "known").write_text(_line(server.port, host))
    (folder / "sshd_config").write_text(_CONFIGURATION.format(port=server.port, folder=folder))
    account = as_user()
    uid, gid = account.get("user", os.geteuid()), account.get("group", os.getegid())
    (folder / "passwd").write_text(f"{ACCOUNT}:x:{uid}:{gid}:An invented person:{server.home}:/bin/sh\n")
    (folder / "group").write_text(f"{ACCOUNT}:x:{gid}:\n")
    (folder / "log").touch()
    for each in (server.home, host, folder / "authorized", folder / "log"):
        hand_over(each)


def _line(port: int, key: Path) -> str:
    return f"[127.0.0.1]:{port} {key.with_suffix('.pub').read_text()}"


@contextlib.contextmanager
def _running(server: SshServer) -> Iterator[None]:
    program = packaging_script("ssh_server").ensure()
    folder = server.folder
    process = subprocess.Popen(
        [program.program, "-D", "-f", str(folder / "sshd_config"), "-E", str(folder / "log")],
        env=program.environment(folder / "passwd", folder / "group"),
        cwd=folder, stdin=subprocess.DEVNULL, preexec_fn=die_with_parent, start_new_session=True, **as_user(),
    )  # fmt: skip
    RUNNING.add(process.pid)

    def answers() -> bool:
        if process.poll() is not None:
            raise ServerFailed(server.said)
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", server.port), 1) as asked:
            return asked.recv(4) == b"SSH-"
        return False

    try:
        until(answers, "the SSH server", 20)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)
        RUNNING.discard(process.pid)
