"""The one table all benchmarks print, and how a row of it comes about."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass

ENGINES = ("sqlite", "mariadb", "mysql")


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for. ``small`` is a run of a minute or two for while one works on something."""

    small: bool = False
    engines: tuple[str, ...] = ENGINES


@dataclass(frozen=True, slots=True)
class Aim:
    """What was aimed at, in words, and whether this run reached it."""

    words: str
    reached: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line. ``ours`` and ``baseline`` are in ``unit``, medians of runs that took turns; the verdict is their ratio
    or, where the aim says so, our value."""

    name: str
    engine: str
    ours: float
    baseline_name: str
    baseline: float
    unit: str
    aim: Aim | None = None

    @property
    def ratio(self) -> float:
        """Ours divided by the baseline."""
        return self.ours / self.baseline if self.baseline else float("inf")


def ratio_at_least(least: float, ours: float, baseline: float) -> Aim:
    """An aim on the ratio, for rates: as good as this part of the baseline, or so many times better."""
    return Aim(f"≥ {least:g} ×", ours >= least * baseline)


def ratio_at_most(most: float, ours: float, baseline: float) -> Aim:
    """An aim on the ratio, for times and sizes."""
    return Aim(f"≤ {most:g} ×", ours <= most * baseline)


def under(most: float, unit: str, ours: float) -> Aim:
    """An aim on our own value."""
    return Aim(f"< {most:g} {unit}", ours < most)


def take_turns(ours: Callable[[], float], baseline: Callable[[], float], rounds: int) -> tuple[float, float]:
    """Measure both in turns, the one that begins changing, so that what else the machine does hits both alike;
    returns the two medians."""
    found: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(rounds):
        for mine in (True, False) if turn % 2 == 0 else (False, True):
            found[mine].append(ours() if mine else baseline())
    return statistics.median(found[True]), statistics.median(found[False])


def render(rows: Iterable[Row]) -> str:
    """The table as Markdown."""
    head = ("name", "engine", "ours", "baseline name", "baseline", "ratio", "aim", "reached")
    lines = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    ruler = tuple("-" * width for width in widths)
    numbers = {2, 4, 5}
    return "\n".join(
        "| "
        + " | ".join(
            cell.rjust(widths[n]) if n in numbers else cell.ljust(widths[n]) for n, cell in enumerate(line)
        )
        + " |"
        for line in (lines[0], ruler, *lines[1:])
    )


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.name,
        row.engine,
        _number(row.ours, row.unit),
        row.baseline_name,
        _number(row.baseline, row.unit),
        f"{_digits(row.ratio)} ×",
        row.aim.words if row.aim else "",
        ("yes" if row.aim.reached else "NO") if row.aim else "",
    )


def _number(value: float, unit: str) -> str:
    return f"{_digits(value)} {unit}"


def _digits(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
