"""Real database servers for tests and benchmarks: unprivileged, on loopback, gone when the process ends."""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
from functools import cache
from pathlib import Path
from types import ModuleType

FOLDERS = Path(os.environ.get("PYTEST_DEBUG_TEMPROOT") or tempfile.gettempdir())
"""Where servers' folders lie: outside of what tests make TMPDIR, so that the next run finds what a killed one left."""

_SCRIPTS = Path(__file__).parents[2] / "packaging"


@cache
def packaging_script(name: str) -> ModuleType:
    """A module of packaging/; that folder is no package, since it would hide PyPI's "packaging"."""
    spec = importlib.util.spec_from_file_location(name, _SCRIPTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # its dataclasses look their own module up
    sys.path.insert(0, str(_SCRIPTS))  # they import each other
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(_SCRIPTS))
    return module
