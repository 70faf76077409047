"""Which of several libraries on one workstation this process works for.

A profile is a name. It is the process's own, and that of every process it starts: it stands in the environment, so that
workers and servers started by a window belong to the same library. The profile without a name is the usual one.
"""

from __future__ import annotations

import os
import re

from app.errors import InvalidInput

VARIABLE = "CLMS_PROFILE"
LONGEST = 40
_NAME = re.compile(rf"\w(?:[\w .-]{{0,{LONGEST - 2}}}[\w-])?")
#: Windows gives these names to devices, whatever follows after a dot.
_DEVICES = frozenset("con prn aux nul".split()) | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)
}


def chosen() -> str:
    """The profile of this process; "" is the usual one. Raises InvalidInput for a name that can't be."""
    name = os.environ.get(VARIABLE, "").strip()
    return checked(name) if name else ""


def use(name: str) -> None:
    """Work for another library from now on; to be called before its settings are read. Raises InvalidInput."""
    if name:
        os.environ[VARIABLE] = checked(name)
    else:
        os.environ.pop(VARIABLE, None)


def checked(name: str) -> str:
    """The name without blanks around it. Raises InvalidInput for what can't be a folder's name on every system."""
    tidy = " ".join(name.split())
    if not _NAME.fullmatch(tidy) or tidy.split(".")[0].casefold() in _DEVICES:
        raise InvalidInput(
            f"“{name[:80]}” can't be the name of a library on this computer.",
            hint=f"Take 1 to {LONGEST} letters, digits, blanks, dots and hyphens, as in “Grade school”.",
            code="invalid_profile",
            details={"field": "profile"},
        )
    return tidy
