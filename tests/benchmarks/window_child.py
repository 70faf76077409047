"""One window in a fresh process, measured: ``ours``, ``bare``, ``catalog FILE TITLES SAMPLE`` or ``table``.

Prints the moment it was usable (``ours``, ``bare``) or the milliseconds to the first full paint (``catalog``,
``table``), and how many megabytes the process holds. The latter two measure the second pane or table of the process:
what Qt does once a process belongs to the cold start.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

REST_MS = 1_500
"""How long a window is left alone before its memory counts."""
WIDTH, HEIGHT = 1366, 768


def main() -> int:
    """Measure what the command line names."""
    what, *arguments = sys.argv[1:]
    measured: dict[str, Callable[..., int]] = {
        "ours": _ours,
        "bare": _bare,
        "catalog": _catalog,
        "table": _table,
    }
    return measured[what](*arguments)


def _say(value: float) -> None:
    import psutil

    print(value, psutil.Process().memory_info().rss / 1_000_000, flush=True)


def _ours() -> int:
    """The command as it is installed, which ends itself when a person could work; left alone a moment before."""
    from app.cli import main as clms
    from ui import cold_start

    cold_start.begin()  # as the command does, before it is imported here to be measured
    from PySide6.QtCore import QTimer

    import ui.application as application

    def rest(self: Any) -> None:
        usable = time.monotonic()

        def end() -> None:
            _say(usable)
            leave(self)

        QTimer.singleShot(REST_MS, self, end)

    leave = application.Application.quit
    application.Application.quit = rest  # type: ignore[method-assign]
    return clms(["window", "--quit-after-start"])


def _bare() -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    qt = QApplication(["bare"])
    window = QMainWindow()
    painted: list[float] = []

    def done() -> None:
        painted.append(time.monotonic())
        QTimer.singleShot(REST_MS, qt, qt.quit)

    window.setCentralWidget(_painting_table(done))
    window.resize(WIDTH, HEIGHT)
    window.show()
    code = qt.exec()
    _say(painted[0])
    return code


def _table() -> int:
    from PySide6.QtWidgets import QApplication

    qt = QApplication(["table"])
    took: list[float] = []

    def show() -> Any:
        started = time.perf_counter()

        def done() -> None:
            took.append((time.perf_counter() - started) * 1_000)
            qt.quit()

        table = _painting_table(done)
        table.resize(WIDTH, HEIGHT)
        table.show()
        qt.exec()
        return table

    kept = [show(), show()]
    _say(took[-1])
    for table in kept:
        table.close()
    return 0


def _painting_table(painted: Callable[[], None]) -> Any:
    """An empty table that tells of its first paint."""
    from PySide6.QtGui import QPaintEvent, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    class Table(QTableView):
        told = False

        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            if not self.told:
                self.told = True
                painted()

    table = Table()
    table.setModel(QStandardItemModel(0, 6, table))
    return table


def _catalog(file: str, titles: str, sample: str) -> int:
    """From asking for the pane to its first paint with rows in it, then until it knows how many there are."""
    from tempfile import TemporaryDirectory

    from tests.benchmarks.libraries import ACTOR, open_library
    from ui.application import prepare_qt
    from ui.dialogs import WindowMessenger
    from ui.panes.base import PaneContext
    from ui.panes.catalog.pane import CatalogPane
    from ui.runner import Runner
    from ui.sounds import Sounds
    from ui.state import UiState
    from ui.theme import Theme
    from ui.tour import Waiter

    qt = prepare_qt(["catalog"])
    waiter = Waiter()
    with TemporaryDirectory() as scratch:
        state = UiState.in_file(f"{scratch}/window.ini", qt)
        Theme("light", qt).apply()
        for library, least in ((sample, 1), (file, min(int(titles), 100_000))):
            with open_library(f"sqlite:///{library}") as app:
                runner = Runner(parent=qt)
                assert app.catalog
                context = PaneContext(app, ACTOR, runner, WindowMessenger(), state, Sounds(False))
                started = time.perf_counter()
                pane = CatalogPane(context)
                pane.resize(WIDTH, HEIGHT)
                painted = _watch(pane)
                pane.show()
                pane.shown()
                waiter.until(lambda: bool(painted))  # noqa: B023 - asked in this turn of the loop only
                took = (painted[0] - started) * 1_000
                if not waiter.until(lambda: pane.row_count() >= least, 60):  # noqa: B023
                    raise RuntimeError(f"The pane shows {pane.row_count()} rows.")
                pane.hide()
                runner.close()
        _say(took)
    return 0


def _watch(pane: Any) -> list[float]:
    """The moment when the pane's table was first painted with a row in it, once that is past."""
    from PySide6.QtCore import QEvent, QObject

    painted: list[float] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and not painted and pane.list.model.row(0) is not None:
                watched.removeEventFilter(self)
                watched.event(event)  # let it paint now
                painted.append(time.perf_counter())
                return True
            return False

    pane.list.table.viewport().installEventFilter(Watch(pane))
    return painted


if __name__ == "__main__":
    sys.exit(main())
