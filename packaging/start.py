"""The first lines of the packaged program.

Its loader points LD_LIBRARY_PATH, and Qt's hook QT_PLUGIN_PATH and QML2_IMPORT_PATH, at the folder of the program.
That is for this process only: the system's programs that it starts (mariadb-dump, ssh, a browser) would load our
libraries instead of theirs. Copies of ourselves are told to set them anew; else their loader takes them for set.
"""

from __future__ import annotations

import multiprocessing
import os
import sys


def _give_back_the_environment() -> None:
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH"):
        before = os.environ.pop(f"{name}_ORIG", None)
        if before is not None:
            os.environ[name] = before
        elif os.environ.get(name, "").startswith(sys._MEIPASS):  # type: ignore[attr-defined]
            del os.environ[name]
    for name in (
        "QT_PLUGIN_PATH",
        "QML2_IMPORT_PATH",
    ):  # Qt finds them by the qt.conf that the same hook gave it
        os.environ.pop(name, None)
    # https://pyinstaller.org/en/stable/common-issues-and-pitfalls.html#independent-subprocess
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"


if __name__ == "__main__":
    _give_back_the_environment()
    multiprocessing.freeze_support()  # job processes and their fork server are this program too
    from app.cli import main

    sys.exit(main())
