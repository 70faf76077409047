"""Visits every pane without a display and takes its picture; fails unless each shows real data, uncut.

The tour never sleeps: it waits on the state the pane reports and on the runner being idle.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.domain.actors import Actor, Permission
from app.errors import Broken
from ui.application import prepare_qt
from ui.changes_feed import ChangesFeed
from ui.collector import Collector
from ui.dialogs import WindowMessenger
from ui.job_watch import JobWatch
from ui.library_door import start_feed
from ui.main_window import MainWindow
from ui.panes import PANES, PaneSpec
from ui.panes.base import Pane, PaneContext, TourStep
from ui.runner import Runner
from ui.server_watch import ServerWatch
from ui.sounds import Sounds
from ui.state import UiState
from ui.theme import Theme
from ui.tour_checks import clipped_labels

if TYPE_CHECKING:
    from app.bootstrap import App

THEMES = ("light", "dark")
SIZES = ((1366, 768), (1920, 1080))
WAIT_S = 60.0
"""A step may start a server, which takes its time on a computer that does other things too."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: which pane and step, how it looked, how many rows it showed, and what was wrong."""

    pane: str
    step: str
    theme: str
    size: tuple[int, int]
    file: Path
    state: str
    rows: int
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class TourReport:
    """All pictures of a tour."""

    shots: list[Shot] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        """What is wrong, one line each."""
        return [
            f"{shot.pane}{f'/{shot.step}' if shot.step else ''} ({shot.theme}, {shot.size[0]}x{shot.size[1]}): {said}"
            for shot in self.shots
            for said in shot.problems
        ]


class Waiter(QObject):
    """Runs the event loop until a condition holds."""

    def until(self, true: Callable[[], bool], seconds: float = WAIT_S) -> bool:
        """Return whether the condition came true in time."""
        if true():
            return True
        loop = QEventLoop()
        end = time.monotonic() + seconds
        timer = QTimer(self, interval=5)

        came = False

        def look() -> None:
            nonlocal came
            came = came or true()
            if came or time.monotonic() > end:
                loop.quit()

        timer.timeout.connect(look)
        timer.start()
        loop.exec()
        timer.stop()
        timer.deleteLater()
        return came  # not asked again: something may be under way anew by now


def run_tour(
    app: App,
    actor: Actor,
    out_dir: Path,
    themes: Sequence[str] = THEMES,
    sizes: Sequence[tuple[int, int]] = SIZES,
    specs: Sequence[PaneSpec] = PANES,
    language: str = "system",
    plain: bool = False,
) -> TourReport:
    """Take a picture of every pane the actor may see, in every variant; see ``TourReport.problems``.

    Raises Broken when there is no pane to show. Leaves the files named pane[-step]-theme-WxH.png. ``plain`` is for
    documents: each pane as it opens, in a file of few colours named pane.png.
    """
    qt = prepare_qt(["clms", "tour"], language)
    out_dir.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="clms-tour-") as scratch:
        guide = _Guide(qt, app, actor, out_dir, Path(scratch), specs, plain)
        try:
            return guide.walk(themes, sizes)
        finally:
            guide.close()


class _Guide:
    """Leads through the panes; each variant begins in a new window, as a person begins a day."""

    def __init__(
        self,
        qt: QApplication,
        app: App,
        actor: Actor,
        out: Path,
        scratch: Path,
        specs: Sequence[PaneSpec],
        plain: bool = False,
    ) -> None:
        self._plain = plain
        self._app = app
        self._out = out
        self._specs = specs
        self._waiter = Waiter()
        self._runner = Runner()
        self._messages = WindowMessenger()
        self._sounds = Sounds(on=False)
        self._look = Theme("light", qt)
        state = UiState.in_file(str(scratch / "window.ini"))
        self._context = PaneContext(app, actor, self._runner, self._messages, state, self._sounds)
        self._collector = Collector()
        self._collector.start()
        self._window: MainWindow | None = None
        self._feed: ChangesFeed | None = None
        self.report = TourReport()

    def walk(self, themes: Sequence[str], sizes: Sequence[tuple[int, int]]) -> TourReport:
        for theme in themes:
            self._look.choose(theme)
            for size in sizes:
                window = self._open(size)
                for spec in window.specs:
                    self._visit(window, spec, theme, size)
                self._shut()
        return self.report

    def _open(self, size: tuple[int, int]) -> MainWindow:
        window = self._window = MainWindow(
            self._context, self._look, self._specs, verify=_yes, needs_password=False, lock_minutes=0
        )
        if not window.specs:
            raise Broken("There is no pane to show.")
        self._feed = start_feed(self._app, self._runner, window)
        if self._context.actor.may(Permission.OPERATE):
            JobWatch(self._app, self._runner, window, first_ms=0)
        ServerWatch(self._app, self._runner, window, look_ms=200)
        window.show()
        window.resize(*size)
        return window

    def _shut(self) -> None:
        window, self._window = self._window, None
        feed, self._feed = self._feed, None
        if feed is not None:
            feed.stop()
        self._messages.detach()
        if window is not None:
            window.hide()
            window.deleteLater()
            self._waiter.until(lambda: not isValid(window))

    def _visit(self, window: MainWindow, spec: PaneSpec, theme: str, size: tuple[int, int]) -> None:
        window.go(spec.key)
        pane = window.pane(spec.key)
        assert pane is not None
        self._waiter.until(lambda: pane.state == "loaded" and pane.row_count() > 0 and self._runner.idle)
        self._shoot(window, pane, (spec.key, "", theme, size), [])
        for step in () if self._plain else pane.tour_steps():
            step.prepare()
            ready = self._waiter.until(partial(self._ready, step))
            problems = [] if ready else ["the step never became ready"]
            self._shoot(window, pane, (spec.key, step.name, theme, size), problems)

    def _ready(self, step: TourStep) -> bool:
        return self._runner.idle and (step.ready is None or step.ready())

    def _shoot(
        self,
        window: MainWindow,
        pane: Pane,
        what: tuple[str, str, str, tuple[int, int]],
        problems: list[str],
    ) -> None:
        key, step, theme, size = what
        parts = (key,) if self._plain else (key, step, theme, f"{size[0]}x{size[1]}")
        name = "-".join(part for part in parts if part)
        file = self._out / f"{name}.png"
        self._waiter.until(lambda: self._runner.idle)
        # Layouts settle in the event loop; a picture taken before that shows what nobody ever sees.
        self._waiter.until(_Rounds(3))
        QCoreApplication.sendPostedEvents(
            None, QEvent.Type.LayoutRequest
        )  # of what changed in the last of them
        if not self._picture(window).save(str(file)):
            problems.append(f"the picture could not be written to {file}")
        if pane.state != "loaded":
            problems.append(f"the pane is {pane.state}, not loaded")
        if pane.row_count() < 1:
            problems.append("the pane shows no rows")
        problems.extend(str(cut) for cut in clipped_labels(window))
        self.report.shots.append(Shot(*what, file, pane.state, pane.row_count(), tuple(problems)))

    def _picture(self, window: MainWindow) -> QImage:
        picture = window.grab().toImage()
        return of_few_colours(picture) if self._plain else picture

    def close(self) -> None:
        """End what the tour started; the window last opened too when the walk was cut short."""
        self._shut()
        self._runner.close()
        self._sounds.close()
        self._collector.stop()


def of_few_colours(picture: QImage) -> QImage:
    """The picture in its 256 most frequent colours, each other pixel in the nearest of them: a third of the size as PNG."""
    exact = picture.convertToFormat(QImage.Format.Format_RGB32)
    frequent = Counter(memoryview(exact.constBits()).cast("B").cast("I")).most_common(256)
    table = [colour for colour, _ in frequent]
    return exact.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)


class _Rounds:
    """True after so many turns of the event loop."""

    def __init__(self, rounds: int) -> None:
        self._left = rounds

    def __call__(self) -> bool:
        self._left -= 1
        return self._left < 0


def _yes(_password: str) -> bool:
    return True
