"""What goes into the packaged program, for ``clms.spec``: modules found by name only, data, and what stays out."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MIGRATIONS = "app/database/migrations"
"""Alembic reads these files by their place, so they lie there as sources."""
NOT_WANTED = (
    "tkinter", "unittest", "pydoc_data", "lib2to3", "ensurepip", "idlelib", "test",
    "setuptools", "pkg_resources", "distutils", "pip", "PyInstaller",
    "zstandard.backend_cffi", "zstandard._cffi",  # for Pythons that can't load its other half
    "PIL._avif", "PIL._imagingft", "PIL._imagingtk", "PIL.ImageQt", "PIL.ImageTk",  # covers are JPEG, PNG or WebP
    "qtpy",  # qtawesome's own code is never imported, only its font is read
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtTest",
)  # fmt: skip
"""Modules that something names and nothing of ours runs."""

_LEFT_OUT = re.compile(
    r"""PySide6/(Qt/)?(
        translations/                      # the dialogs we show have words of their own
        | qml/
        | plugins/(egldeviceintegrations|generic|networkinformation|tls|sqldrivers|qmltooling)
        | plugins/platformthemes/libqgtk3  # brings half of GTK
        | plugins/platforms/\w*(eglfs|linuxfb|vnc|vkkhrdisplay|minimal|minimalegl)\b
        | plugins/platforminputcontexts/\w*virtualkeyboard
        | plugins/imageformats/\w*(pdf|tga|tiff|wbmp|webp|icns)\b
    )
    | qtawesome/fonts/(?!phosphor-)        # of the families of icons the window draws one""",
    re.VERBOSE,
)
_LIBRARY = re.compile(r"(PySide6/Qt/lib/|\w+\.libs/)?lib[^/]*\.so[.\d]*")
_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)

Collected = tuple[str, str, str]
"""PyInstaller's: the place in the program, the file it is copied from or the link's target, and the kind."""


def modules() -> list[str]:
    """Every module of ours: panes and commands are named by strings, which PyInstaller can't follow."""
    found = []
    for top in ("app", "ui"):
        for file in sorted((ROOT / top).rglob("*.py")):
            parts = file.relative_to(ROOT).with_suffix("").parts
            if not file.relative_to(ROOT).as_posix().startswith(MIGRATIONS):
                found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def data() -> list[tuple[str, str]]:
    """Files and the folder of the program each goes into."""
    found = [(str(file), str(file.parent.relative_to(ROOT))) for file in _files(ROOT / "resources")]
    found += [(str(file), str(file.parent.relative_to(ROOT))) for file in _files(ROOT / MIGRATIONS)]
    return [*found, (str(ROOT / "LICENSE"), ".")]


def is_wanted(name: str) -> bool:
    """Whether a collected file belongs into the program; the name is its place there."""
    return not _LEFT_OUT.match(name.replace("\\", "/"))


def without_orphans(collected: list[Collected]) -> list[Collected]:
    """Leave out shared libraries that only files needed which were left out themselves. Linux only: asks objdump."""
    needs = {Path(place).name: _needed(source) for place, source, kind in collected if kind != "SYMLINK"}
    reached: set[str] = set()
    waiting = [Path(place).name for place, _, _ in collected if not _LIBRARY.fullmatch(place)]
    waiting += [name for name in needs if name.startswith("libpython")]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(needs.get(name, ()))
    return [each for each in collected if Path(each[0]).name in reached]


def _needed(file: str) -> list[str]:
    told = subprocess.run(["objdump", "--private-headers", file], capture_output=True, text=True, check=False)
    return _NEEDED.findall(told.stdout)


def _files(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.rglob("*")) if file.is_file() and "__pycache__" not in file.parts]
