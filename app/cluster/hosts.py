"""Reads the files of a deployment's hosts, this computer's or another's over SSH, and changes nothing; but for
:func:`obey`, which a roll-out gives commands by.

Over SSH the system's own ``ssh`` is used and no library: it takes the user's keys, agent, certificates, hardware tokens
and jump hosts as they are set up, is repaired by the system's updates, and is part of Windows, macOS and Linux. Only
hosts whose key is known already are spoken to, and nothing is ever asked.
"""

from __future__ import annotations

import base64
import binascii
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain.topology import Host, Ssh
from app.errors import ClmsError, Refused, Unreachable

REACHED_S = 5
ANSWER_S = 30.0
_OF_SSH_ITSELF = 255
"""Its exit code when the other side was not reached: ssh(1)."""
_MOST_BYTES = 1_000_000
"""No configuration file is larger."""


@dataclass(frozen=True, slots=True)
class Found:
    """One file: its ``text``, or None with ``there`` for one that is there and may not be read."""

    there: bool
    text: str | None = None


def read_files(host: Host, paths: Iterable[str]) -> Mapping[str, Found]:
    """All files of a host at once. Raises Unreachable or Refused when the host can't be asked."""
    wanted = list(dict.fromkeys(paths))
    if not wanted:
        return {}
    return (
        {path: _read(Path(path)) for path in wanted}
        if host.ssh is None
        else _over_ssh(host, host.ssh, wanted)
    )


def reach(host: Host) -> None:
    """Whether a host answers. Raises Unreachable or Refused, with the reason."""
    if host.ssh is not None:
        run(host, host.ssh, "exit 0")


def _read(path: Path) -> Found:
    try:
        return Found(True, path.read_bytes()[:_MOST_BYTES].decode("utf-8", errors="replace"))
    except FileNotFoundError:
        return Found(False)
    except OSError:
        return Found(True)


_SCRIPT = """\
for f in {paths}; do
  if [ ! -e "$f" ]; then
    d=$f; while d=$(dirname "$d"); do if [ -d "$d" ]; then break; fi; done
    if [ -x "$d" ]; then echo missing; else echo hidden; fi
  elif [ -f "$f" ] && [ -r "$f" ]; then echo "text $(head -c {most} "$f" | base64 | tr -d '\\n')"
  else echo hidden; fi
done"""


def _over_ssh(host: Host, ssh: Ssh, paths: list[str]) -> dict[str, Found]:
    script = _SCRIPT.format(paths=" ".join(shlex.quote(path) for path in paths), most=_MOST_BYTES)
    lines = run(host, ssh, f"sh -c {shlex.quote(script)}").splitlines()
    if len(lines) != len(paths):
        raise Unreachable(
            f"{host.name} answered something else than was asked.",
            code="host_away",
            details={"host": host.name},
        )
    return {path: _told(host, line) for path, line in zip(paths, lines, strict=True)}


def _told(host: Host, line: str) -> Found:
    kind, _, content = line.partition(" ")
    if kind == "text":
        try:
            return Found(True, base64.b64decode(content, validate=True).decode("utf-8", errors="replace"))
        except binascii.Error as error:
            raise Unreachable(
                f"{host.name} answered half of a file.", code="host_away", details={"host": host.name}
            ) from error
    return Found(kind == "hidden")


def run(host: Host, ssh: Ssh, command: str) -> str:
    """What a command on a host prints. Raises Unreachable, or Refused for a key that is not the known one."""
    done = _done(host, _over(host, ssh, command), b"", ANSWER_S)
    if done.returncode:
        raise _away(host, _last_words(done))
    return done.stdout.decode("utf-8", errors="replace")


def obey(host: Host, script: str, given: bytes = b"", patience_s: float = ANSWER_S) -> str:
    """What a shell script on a host prints that may change something; ``given`` is its input. Raises Unreachable when
    the host can't be asked, Refused with the last words of a script that failed."""
    local = ["sh", "-c", script]
    words = local if host.ssh is None else _over(host, host.ssh, shlex.join(local))
    done = _done(host, words, given, patience_s)
    if host.ssh is not None and done.returncode == _OF_SSH_ITSELF:
        raise _away(host, _last_words(done))
    if done.returncode:
        raise Refused(
            f"{host.name} says: {_last_words(done)}.", code="command_failed", details={"host": host.name}
        )
    return done.stdout.decode("utf-8", errors="replace")


def _over(host: Host, ssh: Ssh, command: str) -> list[str]:
    program = shutil.which("ssh")
    if program is None:
        raise Refused("This computer has no ssh.", hint="Install the OpenSSH client.", code="no_ssh")
    return [program, *_options(ssh), "-p", str(ssh.port), "-l", ssh.user, "--", host.address, command]


def _done(
    host: Host, words: list[str], given: bytes, patience_s: float
) -> subprocess.CompletedProcess[bytes]:
    try:
        done = subprocess.run(words, input=given, capture_output=True, timeout=patience_s, check=False)
    except subprocess.TimeoutExpired:
        raise _away(host, f"it did not answer within {patience_s:g} s") from None
    said = done.stderr.decode("utf-8", errors="replace")
    if host.ssh is not None and "Host key verification failed" in said:
        raise _not_known(host, host.ssh, changed="REMOTE HOST IDENTIFICATION HAS CHANGED" in said)
    return done


def _last_words(done: subprocess.CompletedProcess[bytes]) -> str:
    said = done.stderr.decode("utf-8", errors="replace").strip()
    return (said.splitlines()[-1] if said else f"exit code {done.returncode}").rstrip(".")


def _not_known(host: Host, ssh: Ssh, *, changed: bool) -> ClmsError:
    """Whoever answers is not spoken to: it may be another computer that reads along."""
    if changed:
        return Refused(
            f"{host.name} ({host.address}) has another key than the one that is known: it may be another computer.",
            hint=f"Ask who looks after {host.name}. If its key was changed, put the new one into {ssh.known_hosts}.",
            code="host_key_changed",
            details={"host": host.name},
        )
    return Refused(
        f"The key of {host.name} ({host.address}) is not known.",
        hint=f"Ask who looks after {host.name} for its key, and put it into {ssh.known_hosts}.",
        code="host_key_unknown",
        details={"host": host.name},
    )


def _options(ssh: Ssh) -> list[str]:
    known = str(Path(ssh.known_hosts).expanduser())
    told = {
        "BatchMode": "yes",
        "StrictHostKeyChecking": "yes",
        "UserKnownHostsFile": f'"{known}"',
        "UpdateHostKeys": "no",
        "ConnectTimeout": str(REACHED_S),
        "ServerAliveInterval": "5",
        "ServerAliveCountMax": "2",
        "ClearAllForwardings": "yes",
        "ForwardAgent": "no",
        "PermitLocalCommand": "no",
        "RequestTTY": "no",
        "ControlPath": "none",
    }
    if ssh.key_file:
        told |= {"IdentityFile": f'"{Path(ssh.key_file).expanduser()}"', "IdentitiesOnly": "yes"}
    return ["-T", *(f"-o{name}={value}" for name, value in told.items())]


def _away(host: Host, reason: str) -> ClmsError:
    return Unreachable(
        f"{host.name} ({host.address}) can't be asked: {reason}.",
        hint="Look whether it runs, and whether “ssh” reaches it without a question.",
        code="host_away",
        details={"host": host.name},
    )
