"""The libraries this workstation knows: each has its own settings, data, window state and entries of the keyring.

A profile lies in a folder of its own below those of the usual library. What whoever looks after the computer set up for
everybody lies below the machine's folder.
"""

from __future__ import annotations

from pathlib import Path

from app import paths, profile
from app.errors import NotFound


def known() -> tuple[str, ...]:
    """The names there are, sorted; the usual library, which has none, is not among them."""
    found = {}
    for base in (paths.machine_dir(), paths.own_config_dir(), paths.own_data_dir()):
        try:
            folders = [each.name for each in (base / paths.PROFILES).iterdir() if _is_library(each)]
        except OSError:
            continue
        found.update({name.casefold(): name for name in folders})
    return tuple(sorted(found.values(), key=str.casefold))


def _is_library(folder: Path) -> bool:
    """A window that was left before the end of the assistant leaves a folder with its log, and no library."""
    return (folder / paths.SETTINGS_FILE).is_file() or any(folder.glob("*.db"))


def existing(name: str) -> str:
    """The profile as it is written, whatever case was typed. Raises InvalidInput, and NotFound where there is none."""
    if not name:
        return ""
    wanted = profile.checked(name)
    same = [each for each in known() if each.casefold() == wanted.casefold()]
    if same:
        return same[0]
    names = ", ".join(known())
    raise NotFound(
        f"This computer has no library profile “{wanted}”.",
        hint=f"There are {names}."
        if names
        else f'“clms --profile "{wanted}"” opens a window that makes one.',
        code="no_profile",
        details={"field": "profile"},
    )


def spelled(name: str) -> str:
    """A profile that is there as it is written there, a new one as it was typed. Raises InvalidInput."""
    try:
        return existing(name)
    except NotFound:
        return profile.checked(name)
