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
from app.cluster.local.plan import Secrets
from app.cluster.local.programs import DatabaseProgram
from app.errors import Unreachable

ADMIN, DESK, REPLICA = "clms_admin", "clms_desk", "clms_replica"
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
            data = Path(work) / "data"
            data.mkdir()
            account.give(data)
            done = subprocess.run(
                _initialise(program, data),
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


def accounts(secrets: Secrets) -> str:
    """What makes the accounts, the same on each server and outside of replication: one that starts must be open to the
    others already."""
    rights = {
        (ADMIN, secrets.admin): ("ALL PRIVILEGES ON *.*", " WITH GRANT OPTION"),
        (DESK, secrets.clms_desk): ("ALL PRIVILEGES ON `clms%`.*", ""),
        (REPLICA, secrets.clms_replica): ("REPLICATION SLAVE ON *.*", ""),
    }
    lines = ["SET sql_log_bin = 0;"]
    for (name, password), (what, further) in rights.items():
        lines.append(f"CREATE USER IF NOT EXISTS '{name}'@'%' IDENTIFIED BY '{password}';")
        lines.append(f"GRANT {what} TO '{name}'@'%'{further};")
    lines.append("ALTER USER 'root'@'localhost' ACCOUNT LOCK;")  # it has no password
    return "\n".join(lines) + "\n"
