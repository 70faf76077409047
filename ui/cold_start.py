"""What comes first in the window's process, so that the rest stands sooner.

For ``from __feature__ import …``, which we don't use, PySide replaces ``builtins.__import__`` by a function that reads
the source of every module imported from then on and keeps it: a tenth of the start and 20 MB of memory, most of it for
SQLAlchemy. Importing works the same without. And Python looks for garbage dozens of times while modules are loaded
and widgets made, of which next to nothing is garbage; ``ui.collector`` takes over when the window stands.
"""

from __future__ import annotations

import builtins
import gc


def begin() -> None:
    """Load Qt without its import hook and look for no garbage; to be called before anything else imports Qt."""
    gc.disable()
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = plain
