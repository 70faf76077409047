"""Visits every pane without a display and takes its picture; fails unless each shows real data, uncut.

The tour never sleeps: it waits on the state the pane reports and on the runner being idle.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.actors import Actor
from app.errors import Broken
from ui.application import prepare_qt
from ui.dialogs import WindowMessenger
from ui.library_door import start_feed
from ui.main_window import MainWindow
from ui.panes import PANES, PaneSpec
from ui.panes.base import Pane, PaneContext, TourStep
from ui.runner import Runner
from ui.sounds import Sounds
from ui.state import UiState
from ui.theme import Theme
from ui.tour_checks import clipped_labels

if TYPE_CHECKING:
    from app.bootstrap import App

THEMES = ("light", "dark")
SIZES = ((1366, 768), (1920, 1080))
WAIT_S = 20.0


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

        def look() -> None:
            if true() or time.monotonic() > end:
                loop.quit()

        timer.timeout.connect(look)
        timer.start()
        loop.exec()
        timer.stop()
        timer.deleteLater()
        return true()


def run_tour(
    app: App,
    actor: Actor,
    out_dir: Path,
    themes: Sequence[str] = THEMES,
    sizes: Sequence[tuple[int, int]] = SIZES,
    specs: Sequence[PaneSpec] = PANES,
) -> TourReport:
    """Take a picture of every pane the actor may see, in every variant; see ``TourReport.problems``.

    Raises Broken when there is no pane to show. Leaves the files named pane[-step]-theme-WxH.png.
    """
    qt = prepare_qt(["clms", "tour"])
    out_dir.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="clms-tour-") as scratch:
        guide = _Guide(qt, app, actor, out_dir, Path(scratch), specs)
        try:
            return guide.walk(themes, sizes)
        finally:
            guide.close()


class _Guide:
    def __init__(
        self,
        qt: QApplication,
        app: App,
        actor: Actor,
        out: Path,
        scratch: Path,
        specs: Sequence[PaneSpec],
    ) -> None:
        self._qt = qt
        self._out = out
        self._waiter = Waiter()
        self._runner = Runner()
        self._messages = WindowMessenger()
        self._sounds = Sounds(on=False)
        state = UiState.in_file(str(scratch / "window.ini"))
        self._look = Theme("light", qt)
        self._look.apply()
        context = PaneContext(app, actor, self._runner, self._messages, state, self._sounds)
        self._window = MainWindow(
            context, self._look, specs, verify=_yes, needs_password=False, lock_minutes=0
        )
        self._feed = start_feed(app, self._runner, self._window)
        self.report = TourReport()

    def walk(self, themes: Sequence[str], sizes: Sequence[tuple[int, int]]) -> TourReport:
        if not self._window.specs:
            raise Broken("There is no pane to show.")
        self._window.show()
        for size in sizes:
            self._window.resize(*size)
            for spec in self._window.specs:
                self._visit(spec, themes, size)
        return self.report

    def _visit(self, spec: PaneSpec, themes: Sequence[str], size: tuple[int, int]) -> None:
        self._window.go(spec.key)
        pane = self._window.pane(spec.key)
        assert pane is not None
        self._waiter.until(lambda: pane.state == "loaded" and pane.row_count() > 0 and self._runner.idle)
        for theme, step in _variants(themes, pane):
            problems: list[str] = []
            if step is not None and theme == themes[0]:
                step.prepare()
                if not self._waiter.until(partial(self._ready, step)):
                    problems.append("the step never became ready")
            if theme != self._look.name:
                self._look.choose(theme)
            self._waiter.until(lambda: self._runner.idle)
            self._shoot(spec, pane, step.name if step else "", theme, size, problems)

    def _ready(self, step: TourStep) -> bool:
        return self._runner.idle and (step.ready is None or step.ready())

    def _shoot(
        self,
        spec: PaneSpec,
        pane: Pane,
        step: str,
        theme: str,
        size: tuple[int, int],
        problems: list[str],
    ) -> None:
        name = "-".join(part for part in (spec.key, step, theme, f"{size[0]}x{size[1]}") if part)
        file = self._out / f"{name}.png"
        # Layouts settle in the event loop; a picture taken before that shows what nobody ever sees.
        self._waiter.until(_Rounds(3))
        if not self._window.grab().save(str(file)):
            problems.append(f"the picture could not be written to {file}")
        if pane.state != "loaded":
            problems.append(f"the pane is {pane.state}, not loaded")
        if pane.row_count() < 1:
            problems.append("the pane shows no rows")
        problems.extend(str(cut) for cut in clipped_labels(self._window))
        shot = Shot(spec.key, step, theme, size, file, pane.state, pane.row_count(), tuple(problems))
        self.report.shots.append(shot)

    def close(self) -> None:
        self._feed.stop()
        self._messages.detach()
        self._window.hide()
        self._runner.close()
        self._sounds.close()
        self._window.setParent(None)
        self._window.deleteLater()
        self._waiter.until(_Rounds(2))


class _Rounds:
    """True after so many turns of the event loop."""

    def __init__(self, rounds: int) -> None:
        self._left = rounds

    def __call__(self) -> bool:
        self._left -= 1
        return self._left < 0


def _variants(themes: Sequence[str], pane: Pane) -> Iterator[tuple[str, TourStep | None]]:
    for theme in themes:
        yield theme, None
    for step in pane.tour_steps():
        for theme in themes:
            yield theme, step


def _yes(_password: str) -> bool:
    return True
