"""Real database servers for tests and benchmarks: unprivileged, on loopback, gone when the process ends."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

FOLDERS = Path(os.environ.get("PYTEST_DEBUG_TEMPROOT") or tempfile.gettempdir())
"""Where servers' folders lie: outside of what tests make TMPDIR, so that the next run finds what a killed one left."""
