"""Has the real programs look at configuration files, rendered or installed, in a folder where nothing can happen.

Paths are moved below that folder, ports become sockets in it and names of other computers this one's, since neither
matters to whether a program takes a file. Where a program is missing here, or is of another release than the file is
for, the answer is *unknown*.
"""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.cluster.checking.finding import State
from app.cluster.local.programs import find
from app.cluster.rendering.files import Kind, RenderedFile
from app.cluster.rendering.secrets import NAMES, reveal
from app.domain.topology import Topology
from app.errors import ClmsError, Refused

_ANSWER_S = 30.0
_STAND_INS = {name: f"stands-for-{name}-in-a-check-0123456789" for name in NAMES}
_ABSOLUTE = re.compile(
    r"(?<![\w.:/\]])/(?:etc|var|run|srv|opt|home|tmp|data|usr/local/etc)/[\w./@%+=-]*|(?<![\w.:/])/data\b"
)
_LISTEN = re.compile(r"^(\s*listen\s+)\S+?(\d+)((?:\s+\w+)*;)", re.MULTILINE)
_UPSTREAM_HOST = re.compile(r"^(\s*server\s+)(\S+)(:\d+ )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``said`` is the program's own word where it is wrong, and why it could not be asked where that is unknown."""

    file: RenderedFile
    program: str
    state: State
    said: str = ""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A folder in which one file is tried. ``run`` starts a program as an account with few rights."""

    folder: Path
    options: Mapping[str, Any]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Raises Refused when it doesn't end, or doesn't even begin."""
        try:
            return subprocess.run(
                list(command), capture_output=True, text=True, timeout=_ANSWER_S, check=False, cwd=self.folder,
                stdin=subprocess.DEVNULL, **self.options,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise Refused(f"{command[0]} did not answer within {_ANSWER_S:g} s.") from None
        except OSError as error:
            raise Refused(f"{command[0]} does not run: {error.strerror or error}.") from error

    def moved(self, text: str) -> str:
        """The text with its paths below the folder; the folders they lie in are made."""

        def move(found: re.Match[str]) -> str:
            target = f"{self.folder}{found[0]}"
            Path(target.rpartition("/")[0]).mkdir(parents=True, exist_ok=True)
            return target

        return _ABSOLUTE.sub(move, text)


def check(topology: Topology, files: Iterable[RenderedFile], programs: Path | None = None) -> list[Verdict]:
    """What the programs of this computer say of each file they can look at; they are first looked for in ``programs``."""
    every = list(files)
    return [verdict for file in every if (verdict := check_file(topology, file, every, programs)) is not None]


def check_file(
    topology: Topology, file: RenderedFile, beside: Iterable[RenderedFile] = (), programs: Path | None = None
) -> Verdict | None:
    """Of one file; None for a kind that no program reads. ``beside`` are those it may include."""
    found = _CHECKS.get(file.kind)
    if found is None:
        return None
    name, look = found
    if not sys.platform.startswith("linux"):
        return Verdict(file, name, State.UNKNOWN, f"{name} can only be asked on Linux.")
    try:
        path = find(name, programs)
        with _rehearsal() as place:
            said = look(place, path, topology, file, list(beside))
    except _Unknown as reason:
        return Verdict(file, name, State.UNKNOWN, str(reason))
    except ClmsError as error:
        return Verdict(file, name, State.UNKNOWN, error.message)
    told = said.replace(str(place.folder), "").strip()
    return Verdict(file, name, State.WRONG if told else State.GOOD, told)


class _Unknown(Exception):
    """It can't be found out here."""


@contextlib.contextmanager
def _rehearsal() -> Iterator[Rehearsal]:
    from app.cluster.local.account import unprivileged  # there are no accounts of this kind on Windows

    account = unprivileged()
    with tempfile.TemporaryDirectory(prefix="clms-check-") as name:
        folder = Path(name)
        folder.chmod(0o700)
        account.give(folder)
        if not account.can_reach(folder):
            raise _Unknown(f"{account.name} may not enter {folder.parent}.")
        yield Rehearsal(folder, account.options)


def _write(place: Rehearsal, name: str, text: str, mode: int = 0o644) -> str:
    from app.cluster.local.account import unprivileged

    target = place.folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    target.chmod(mode)
    unprivileged().give(place.folder)
    return str(target)


def _nginx(
    place: Rehearsal, program: str, topology: Topology, file: RenderedFile, beside: list[RenderedFile]
) -> str:
    from app.cluster.local.certificate import make_certificate

    own = place.run(program, "-v").stderr
    version = re.search(r"nginx/(\d+)\.(\d+)", own)
    if version and (int(version[1]), int(version[2])) < topology.nginx:
        raise _Unknown(f"Here is nginx {version[1]}.{version[2]}; the file is for {topology.nginx_version}.")
    sockets = iter(range(1000))
    text = _LISTEN.sub(
        lambda found: f"{found[1]}unix:{place.folder}/{next(sockets)}.sock{found[3]}", file.text
    )
    text = re.sub(r"^user .*;", "", text, flags=re.MULTILINE)
    text = place.moved(text)
    make_certificate(place.folder / "clms.crt", place.folder / "clms.key")
    text = re.sub(r"(ssl_certificate )\S+;", rf"\1{place.folder}/clms.crt;", text)
    text = re.sub(r"(ssl_certificate_key )\S+;", rf"\1{place.folder}/clms.key;", text)
    for each in beside:
        if each.kind is Kind.NGINX_LIST and each.node == file.node:
            _write(place, each.path.lstrip("/"), _UPSTREAM_HOST.sub(r"\g<1>127.0.0.1\3", each.text))
    configuration = _write(place, "nginx.conf", text)
    done = place.run(
        program, "-t", "-q", "-p", str(place.folder), "-c", configuration, "-e", f"{place.folder}/log"
    )
    return done.stderr


def _mysql(
    place: Rehearsal, program: str, topology: Topology, file: RenderedFile, _beside: list[RenderedFile]
) -> str:
    return _database(place, program, topology, file, ("--validate-config",))


def _mariadb(
    place: Rehearsal, program: str, topology: Topology, file: RenderedFile, _beside: list[RenderedFile]
) -> str:
    return _database(place, program, topology, file, ("--help", "--verbose"))


def _database(
    place: Rehearsal, program: str, topology: Topology, file: RenderedFile, how: tuple[str, ...]
) -> str:
    told = place.run(program, "--no-defaults", "--version").stdout
    version = re.search(r"(\d+)\.(\d+)\.\d+", told)
    if ("mariadb" in told.lower()) != (file.kind is Kind.MARIADB):
        raise _Unknown(f"{program} is not {topology.engine}.")
    if version and (int(version[1]), int(version[2])) != topology.version:
        raise _Unknown(f"Here is {topology.engine} {version[0]}; the file is for {topology.engine_version}.")
    data = place.folder / "own-data"
    data.mkdir()
    configuration = _write(place, "my.cnf", place.moved(file.text))
    done = place.run(program, f"--defaults-file={configuration}", f"--datadir={data}", *how)
    wrong = [
        line for line in done.stderr.splitlines() if re.search(r"\[?error\]?|unknown", line, re.IGNORECASE)
    ]
    return "\n".join(wrong) or (done.stderr.strip() if done.returncode else "")


def _redis(
    place: Rehearsal, program: str, _topology: Topology, file: RenderedFile, _beside: list[RenderedFile]
) -> str:
    """Redis can't only look: it is started without a port, on a socket, and told to end."""
    own = r"^(bind|port|supervised|logfile|pidfile|daemonize|dir|cluster-announce-\S+)\b.*$"  # of its host
    text = re.sub(own, "", reveal(file.text, _STAND_INS), flags=re.MULTILINE)
    text = text.replace("cluster-enabled yes", "cluster-enabled no")  # a cluster needs a port
    socket = f"unixsocket {place.folder}/redis.sock"
    configuration = _write(place, "redis.conf", f'{text}\nport 0\n{socket}\nlogfile ""\ndir {place.folder}\n')
    process = subprocess.Popen(
        [program, configuration], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        cwd=place.folder, **place.options,
    )  # fmt: skip
    lines: list[str] = []
    try:
        for line in process.stdout or ():
            lines.append(line)
            if "ready to accept connections" in line.lower():
                return ""
    finally:
        process.kill()
        process.wait(timeout=_ANSWER_S)
        if process.stdout:
            process.stdout.close()
    return "".join(lines[-6:])


def _logrotate(
    place: Rehearsal, program: str, _topology: Topology, file: RenderedFile, _beside: list[RenderedFile]
) -> str:
    configuration = _write(place, "logrotate.conf", place.moved(file.text))
    done = place.run(program, "-d", "-s", f"{place.folder}/state", configuration)
    return "\n".join(line for line in done.stderr.splitlines() if line.startswith("error")) or (
        "" if done.returncode == 0 else done.stderr
    )


def _systemd(
    place: Rehearsal, program: str, _topology: Topology, file: RenderedFile, _beside: list[RenderedFile]
) -> str:
    _write(place, "clms", "#!/bin/sh\n", 0o755)
    text = re.sub(r"^(ExecStart=)\S+", rf"\1{place.folder}/clms", file.text, flags=re.MULTILINE)
    name = Path(file.path).name
    unit = _write(place, name, text)
    done = place.run(program, "verify", "--man=no", unit)
    said = [line for line in done.stderr.splitlines() if name in line]
    return "\n".join(said) or (done.stderr if done.returncode else "")


def _compose(
    place: Rehearsal, program: str, _topology: Topology, file: RenderedFile, beside: list[RenderedFile]
) -> str:
    if place.run(program, "compose", "version").returncode:
        raise _Unknown("docker has no compose here.")
    home = str(Path(file.path).parent)
    for each in beside:
        if each.path.startswith(home):
            _write(place, each.path.removeprefix(home).lstrip("/"), reveal(each.text, _STAND_INS))
    done = place.run(
        program,
        "compose",
        "--project-directory",
        str(place.folder),
        "--file",
        f"{place.folder}/compose.yaml",
        "config",
        "--quiet",
    )
    return done.stderr


_Look = Callable[[Rehearsal, str, Topology, RenderedFile, list[RenderedFile]], str]
_CHECKS: dict[Kind, tuple[str, _Look]] = {
    Kind.NGINX: ("nginx", _nginx),
    Kind.MYSQL: ("mysqld", _mysql),
    Kind.MARIADB: ("mariadbd", _mariadb),
    Kind.REDIS: ("redis-server", _redis),
    Kind.LOGROTATE: ("logrotate", _logrotate),
    Kind.SYSTEMD: ("systemd-analyze", _systemd),
    Kind.COMPOSE: ("docker", _compose),
}
