"""Two runs side by side: state, times, parameters and figures, line by line."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.jobs import Job
from ui.panes.maintenance import words


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison."""

    name: str
    one: str
    two: str


def compared(one: Job, two: Job) -> tuple[Line, ...]:
    """Every fact of two runs, those that differ first; what only one of them has stands against nothing."""
    first, second = _facts(one), _facts(two)
    names = [*first, *(name for name in second if name not in first)]
    lines = [Line(name, first.get(name, "–"), second.get(name, "–")) for name in names]
    return tuple(sorted(lines, key=lambda line: line.one == line.two))


def _facts(job: Job) -> dict[str, str]:
    tr = words.tr
    return {
        tr("State"): words.state_word(job.state),
        tr("Begun"): words.to_the_second(job.started_at),
        tr("It took"): words.span(job.seconds),
        tr("Attempts"): str(job.attempt),
        tr("Asked for by"): job.actor,
        **dict(words.params_of(job)),
        **dict(words.figures_of(job)),
        tr("Result"): words.result(job),
    }
