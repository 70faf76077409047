"""The coming week as a picture, and in words what of it needs a look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.calendar import OpeningCalendar
from app.domain.clashes import Clash, PlannedRun, clashes, meets_opening
from app.domain.schedules import Schedule
from ui import theme
from ui.panes.maintenance import words
from ui.panes.maintenance.week_picture import WeekPicture, said
from ui.widgets.basic import Elided, IconLabel, column, label, row
from ui.words import counted

_NAMED = 3


class WeekView(QWidget):
    """The picture, and in words what of it needs a look. ``chosen`` carries the run whose schedule is to be opened."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = WeekPicture()
        self._opening: OpeningCalendar | None = None
        self._icon = IconLabel("check-circle", 16, "ok_text")
        self._words = label("", "", wrap=True)
        self._words.setMinimumHeight(
            1
        )  # as high as its lines are here, not as it would be in the narrowest window
        self._title = label(words.tr("The coming week"), "strong")
        self._current = Elided("", "soft")
        words_line = row(None, self._icon, gap=theme.SPACE)
        words_line.addWidget(self._words, 1)
        head = row(None, self._title, gap=theme.SPACE_2)
        head.addWidget(self._current, 1)
        # What needs a look is said before the picture shows it: a low window cuts off what stands below.
        layout = column(self, head, words_line, self.picture, gap=theme.SPACE_HALF)
        layout.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        self.picture.looked.connect(self._on_looked)
        self.picture.chosen.connect(self.chosen)

    def show_week(
        self,
        at: datetime,
        runs: Sequence[PlannedRun],
        opening: OpeningCalendar,
        often: Sequence[Schedule] = (),
    ) -> None:
        """Show the runs of the seven days from ``at``, and name the schedules that run too ``often`` for that."""
        self._opening = opening
        self.picture.show_week(at, runs, opening)
        other = words.other_clock(opening.zone)
        form = words.tr("The coming week, on the clock of {zone}") if other else words.tr("The coming week")
        self._title.setText(form.format(zone=other))
        hits = [run for run in runs if meets_opening(run, opening)]
        meeting = clashes(runs)
        if hits or meeting:
            self._icon.set("warning", "warn_text")
        elif often:
            self._icon.set("info", "text_soft")
        else:
            self._icon.set("check-circle", "ok_text")
        lines = [summary(runs, hits, meeting, opening)] if runs or not often else []
        if often:
            which = _named([f"{words.recurrence(each.cron)} · {words.title_of(each.kind)}" for each in often])
            lines.append(words.tr("Too many runs to draw and to check: {which}.").format(which=which))
        self._words.setText("\n".join(lines))

    @Slot(object)
    def _on_looked(self, run: PlannedRun | None) -> None:
        opening = self._opening
        self._current.setText("" if run is None or opening is None else said(opening, run))

    def text(self) -> str:
        """What is said above the picture."""
        return self._words.text()


def summary(
    runs: Sequence[PlannedRun], hits: Sequence[PlannedRun], meeting: Sequence[Clash], opening: OpeningCalendar
) -> str:
    """What of the week needs a look, in words."""
    if not runs:
        return words.tr("Nothing is due within the coming week.")
    if not hits and not meeting:
        return counted(
            len(runs),
            "{n} run (●), not while the library is open.",
            "{n} runs (●), none of them while the library is open, none at the same time.",
        )
    said_: list[str] = []
    if hits:
        form = words.tr("{hits} of {n} runs fall into opening hours (▲): {which}.")
        which = _named([said(opening, run) for run in hits])
        said_.append(form.format(hits=len(hits), n=len(runs), which=which))
    if meeting:
        form = (
            words.tr("Two runs meet once (◆): {which}.")
            if len(meeting) == 1
            else words.tr("Two runs meet {n} times (◆): {which}.")
        )
        which = _named([_about(opening, each) for each in meeting])
        said_.append(form.format(n=len(meeting), which=which))
    return "\n".join(said_)


def _named(texts: Sequence[str]) -> str:
    """The first ones; the same words are not said twice."""
    different = list(dict.fromkeys(texts))
    named = different[:_NAMED]
    if len(different) > _NAMED:
        named.append(words.tr("and {n} more").format(n=len(different) - _NAMED))
    return "; ".join(named)


def _about(opening: OpeningCalendar, clash: Clash) -> str:
    form = (
        words.tr("{when} “{second}” has to wait for “{first}”")
        if clash.waits
        else words.tr("{when} “{second}” beside “{first}”")
    )
    return form.format(
        when=words.when(clash.second.at, opening.zone),
        first=words.title_of(clash.first.schedule.kind),
        second=words.title_of(clash.second.schedule.kind),
    )
