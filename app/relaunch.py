"""Starts the window again, for another library of this computer or with other settings, when this one has ended."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

from app import paths, profile
from app.setting_sources import environment_with, with_our_code


def start_again(name: str) -> None:
    """Begin a window of its own for a profile ("" the usual library) that outlives this process."""
    environment = with_our_code(environment_with({}))
    environment.pop(profile.VARIABLE, None)  # the command line says it
    command = [*paths.program(), *(["--profile", name] if name else []), "window"]
    alone: Any = {"creationflags": 0x00000208} if sys.platform == "win32" else {"start_new_session": True}
    # 0x208: CREATE_NEW_PROCESS_GROUP and DETACHED_PROCESS of Windows' process creation flags
    subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **alone,
    )
