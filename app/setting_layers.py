"""Which place wins for each setting: the environment, ``.env``, the user's file, the machine's file, in this order.

A library with a profile of its own takes from what several libraries share only what belongs to the computer, never where
another library lies or how it is spoken to.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from app import paths, profile
from app import setting_sources as reading
from app.setting_sources import Found

OF_THE_COMPUTER = frozenset(
    """CLMS_WORKSTATION CLMS_LANGUAGE CLMS_THEME CLMS_LOCK_AFTER_MINUTES CLMS_LOG_LEVEL CLMS_TIMEZONE BCRYPT_ROUNDS UPDATE_SOURCE UPDATE_KEY""".split()
)
"""Settings of the computer and whoever sits at it, whichever library is open."""

LEFT_OUT = "CLMS_LEFT_OUT_SETTINGS"
"""The environment's name for a broken file of settings that the person starts without; processes started from here inherit
it."""


def layers(
    environ: Mapping[str, str],
    dotenv: Path,
    file: Path | None,
    machine: Path | None,
    names: Collection[str],
) -> list[dict[str, Found]]:
    """What stands where, the strongest place first. Without ``file`` the user's own and the machine's are read. Raises
    InvalidInput."""
    files = [file] if file is not None else [paths.settings_file()]
    shared = [machine] if machine is not None else [] if file is not None else [paths.machine_settings()]
    left_out = environ.get(LEFT_OUT, "")
    given = [reading.from_environment(environ, names), reading.from_dotenv(dotenv, names)]
    own = [reading.from_file(each, names) for each in files if str(each.absolute()) != left_out]
    everybodys = [reading.from_file(each, names) for each in shared if str(each.absolute()) != left_out]
    if not profile.chosen():
        return [*given, *own, *everybodys]
    if shared:
        own.append(reading.from_file(paths.of_profile(shared[0].parent) / shared[0].name, names))
    return [*map(_of_the_computer, given), *own, *map(_of_the_computer, everybodys)]


def _of_the_computer(layer: dict[str, Found]) -> dict[str, Found]:
    return {name: found for name, found in layer.items() if name in OF_THE_COMPUTER}
