"""The database servers of a local cluster: their data folders and their accounts."""

from __future__ import annotations

import contextlib
import fcntl
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app import paths
from app.cluster.local.account import Account
from app.cluster.local.programs import DatabaseProgram
from app.errors import Unreachable

ADMIN, REPLICA, MIGRATE = "clms_admin", "clms_replica", "clms_migrate"
_PREPARE_S = 300.0


def template(program: DatabaseProgram, account: Account) -> Path:
    """An empty data folder of this very version, prepared once and copied for every server. Raises Unreachable."""
    parent = paths.cache_dir() / "cluster"
    wanted = parent / f"{program.engine}-{program.version}"
    parent.mkdir(parents=True, exist_ok=True)
    with _locked(parent):
        if wanted.is_dir():
            return wanted
        with tempfile.TemporaryDirectory(dir=parent) as work:
            Path(work).chmod(0o711)
            data, temporary = Path(work) / "data", Path(work) / "tmp"
            for folder in (data, temporary):
                folder.mkdir()
                account.give(folder)
            done = subprocess.run(
                [*_initialise(program, data), f"--tmpdir={temporary}"],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                cwd=data,
                timeout=_PREPARE_S,
                check=False,
                **account.options,
            )
            if done.returncode:
                said = (done.stderr or done.stdout).strip()[-800:]
                raise Unreachable(
                    f"A data folder can't be prepared for {program.engine}: {said}", code="start"
                )
            data.rename(wanted)
    return wanted


def _initialise(program: DatabaseProgram, data: Path) -> list[str]:
    if program.installer is None:
        return [program.server, "--no-defaults", "--initialize-insecure", f"--datadir={data}"]
    return [
        program.installer,
        "--no-defaults",
        f"--datadir={data}",
        "--auth-root-authentication-method=normal",
        "--skip-test-db",
        "--skip-name-resolve",
    ]


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def fill(data: Path, source: Path) -> None:
    """Make a server's data folder a copy of the template."""
    subprocess.run(["cp", "-a", "--reflink=auto", f"{source}/.", str(data)], check=True)
    (data / "auto.cnf").unlink(missing_ok=True)  # MySQL's identity of a server: a copy needs its own


def administrator(password: str) -> str:
    """What makes the administrator's account on each server, outside of replication, and shuts the one without a
    password. All other accounts are made on the primary."""
    return f"""\
SET sql_log_bin = 0;
CREATE USER IF NOT EXISTS '{ADMIN}'@'%' IDENTIFIED BY '{password}';
GRANT ALL PRIVILEGES ON *.* TO '{ADMIN}'@'%' WITH GRANT OPTION;
ALTER USER 'root'@'localhost' ACCOUNT LOCK;
"""


def statements(script: str) -> Iterator[str]:
    """The statements of a rendered script, without its comments."""
    for part in script.split(";\n"):
        lines = [line for line in part.splitlines() if line.strip() and not line.startswith("--")]
        if lines:
            yield "\n".join(lines)
