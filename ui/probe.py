"""Whether Qt works here, for ``clms doctor``, in a process of its own: a library that is missing ends it."""

from __future__ import annotations

import json
import os
import sys

import PySide6
from PySide6.QtGui import QFontDatabase, QGuiApplication


def tell() -> int:
    """Print Qt's release and how many families of fonts there are, as JSON; returns the exit code."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    found = {"version": PySide6.__version__, "fonts": len(QFontDatabase.families())}
    application.shutdown()
    sys.stdout.write(json.dumps(found) + "\n")
    return 0
