"""What is wrong with settings that can't be read, for a person at a window: which file and line, and whether CLMS may start
without that file.

The file itself is never written: whatever saves settings reads them first, and stops at what can't be read.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from app import paths
from app.errors import InvalidInput
from app.setting_layers import LEFT_OUT, OF_THE_COMPUTER

CODE = "invalid_setting"

_HARMLESS = OF_THE_COMPUTER - {"UPDATE_SOURCE", "UPDATE_KEY"}
"""Without these CLMS only looks or waits otherwise. The place of newer releases and their key protect somebody."""
_NAME = re.compile(r"""\s*["']?([A-Za-z_][A-Za-z0-9_]*)["']?\s*[=.]""")
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Trouble:
    """``file`` is None where the setting stands in the environment, or nowhere; ``line`` is 0 where it can't be told."""

    file: Path | None
    line: int
    message: str
    hint: str
    may_be_left_out: bool


def trouble(error: InvalidInput) -> Trouble:
    """What an error of reading the settings tells."""
    source = str(error.details.get("source", ""))
    file = Path(source) if Path(source).is_absolute() else None
    line = int(error.details.get("line", 0))
    return Trouble(file, line, error.message, error.hint, file is not None and may_be_left_out(file))


def may_be_left_out(file: Path) -> bool:
    """Whether CLMS works on the same library without this file: it is a file of settings, and every line of it, as far as
    one can see, is about how the window looks and what this computer is called.

    A file that names where the library lies must not be left out: books would be lent in another, empty library.
    """
    if str(file) not in {str(each.absolute()) for each in (paths.settings_file(), paths.machine_settings())}:
        return False
    try:
        with file.open("rb") as opened:
            text = opened.read(_MOST + 1)
    except OSError:
        return False
    if len(text) > _MOST or b"\0" in text:  # in an encoding nobody can look through, as UTF-16 is
        return False
    return all(_is_harmless(line) for line in text.decode("utf-8-sig", errors="replace").splitlines())


def _is_harmless(line: str) -> bool:
    tidy = line.strip()
    if not tidy or tidy.startswith("#"):
        return True
    name = _NAME.match(line)
    return name is not None and name[1].upper() in _HARMLESS


def leave_out(file: Path) -> None:
    """Start without this file, in this process and in those it starts. The file stays as it is."""
    os.environ[LEFT_OUT] = str(file)
