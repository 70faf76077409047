"""What a release does to the schema, asked of the release itself before any host is touched.

It is unpacked for that moment and started by this Python on this library: that it starts at all is the first proof.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import msgspec

from app import decoding, paths
from app.cluster.releases import Wheel, unpack
from app.errors import Refused
from app.setting_sources import environment_with, with_code_in

_ANSWER_S = 120.0


class Migration(msgspec.Struct, frozen=True):
    """One revision as the release tells it."""

    revision: str
    title: str
    statements: tuple[str, ...]


class Coming(msgspec.Struct, frozen=True):
    """``migrations`` leave the release that runs working; ``later`` wait until that is gone everywhere."""

    revision: str | None
    migrations: tuple[Migration, ...]
    later: tuple[Migration, ...]


def coming(wheel: Wheel, url: str, data_dir: Path, keep: str) -> Coming:
    """What the release would do to the library behind ``url``, a secret. Raises Refused when the release does not run
    here."""
    with tempfile.TemporaryDirectory(prefix="clms-release-") as name:
        folder = Path(name) / wheel.version
        unpack(wheel, folder)
        given = {"DATABASE_URL": url, "CLMS_DATA_DIR": str(data_dir), "PYTHONDONTWRITEBYTECODE": "1"}
        environment = with_code_in(folder, environment_with(given))
        told = _run(wheel, ["--version"], environment, Path(name)).split()
        if told[-1:] != [wheel.version]:
            raise Refused(f"{wheel.path} says that it is {' '.join(told)}.", code="invalid_release")
        said = _run(wheel, ["migrate", "--preview", "--json", "--keep", keep], environment, Path(name))
    try:
        return decoding.decode(said, Coming)
    except msgspec.DecodeError as error:
        raise Refused(
            f"Release {wheel.version} does not say what it does to the schema.", code="invalid_release"
        ) from error


def _run(wheel: Wheel, words: list[str], environment: dict[str, str], folder: Path) -> str:
    if paths.is_frozen():
        raise Refused(
            "A packaged program can't look into another release.",
            hint="Start the roll-out from a worker or a terminal with CLMS' own Python.",
        )
    try:
        done = subprocess.run(
            [*paths.program(), *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_ANSWER_S,
            cwd=folder,
            env=environment,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Refused(
            f"Release {wheel.version} does not run here: {error}.", code="invalid_release"
        ) from error
    if done.returncode:
        told = (done.stderr or done.stdout).strip().splitlines() or [f"exit code {done.returncode}"]
        raise Refused(
            f"Release {wheel.version} does not run here: {told[-1]}",
            hint="Does this Python have all the packages it needs?",
            code="invalid_release",
        )
    return done.stdout
