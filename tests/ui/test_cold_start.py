"""The start itself, in a process of its own: what a usable window did and did not load on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from app.bootstrap import build
from app.settings import Settings

_RUN = """
import builtins, gc, json, linecache, sys
plain = builtins.__import__
from app.cli import main
code = main(["window", "--quit-after-start"])
print(json.dumps({
    "code": code,
    "hooked": builtins.__import__ is not plain,
    "sources": [name for name in linecache.cache if name.endswith(".py") and "sqlalchemy" in name],
    "modules": sorted(sys.modules),
}))
"""
#: What the first window can do without.
LATE = (
    "multiprocessing",
    "rapidfuzz",
    "qtawesome",
    "pymysql",
    "alembic",
    "openpyxl",
    "app.services.importing",
    "ui.panes.circulation.pane",
    "ui.panes.catalog.editing",
    "ui.panes.catalog.title_sheet",
    "ui.panes.catalog.import_cockpit",
)


def test_a_usable_window_has_loaded_nothing_it_does_without(tmp_path: Path) -> None:
    with build(Settings(data_dir=tmp_path)) as app:
        app.accounts.create_first_user("Ana Reyes", password=None)
    done = subprocess.run(
        [sys.executable, "-c", _RUN],
        env={**os.environ, "CLMS_DATA_DIR": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["code"] == 0
    assert "ui.panes.catalog.pane" in found["modules"], "the first pane was never there"
    assert not found["hooked"] and not found["sources"], "PySide's import hook reads every module's source"
    assert not set(LATE) & set(found["modules"])
