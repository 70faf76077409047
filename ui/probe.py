"""Whether Qt works here, for ``clms doctor``, in a process of its own: a library that is missing ends it."""

from __future__ import annotations

import json
import os
import sys


def tell() -> int:
    """Print Qt's release and how many families of fonts there are, as JSON, or what is missing; returns the exit code."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        import PySide6
        from PySide6.QtGui import QFontDatabase, QGuiApplication
        from PySide6.QtWidgets import QWidget  # noqa: F401 - what else every window loads
    except ImportError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    application = QGuiApplication([])
    found = {"version": PySide6.__version__, "fonts": len(QFontDatabase.families())}
    application.shutdown()
    sys.stdout.write(json.dumps(found) + "\n")
    return 0
