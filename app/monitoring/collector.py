"""What every collector has: it asks one target for its figures, and says by which formulas they are read."""

from __future__ import annotations

from typing import ClassVar

from app.domain.health import Target, TargetKind
from app.domain.measuring import Look, Metric
from app.monitoring.probe import Access


class Figures:
    """What one look brought. Times are the loop's business."""

    __slots__ = ("identity", "raw", "uptime_s")

    def __init__(self, identity: str, uptime_s: float, raw: dict[str, float]) -> None:
        self.identity = identity
        self.uptime_s = uptime_s
        self.raw = raw

    def at(self, at: float, tick: float) -> Look:
        """As a look at a moment."""
        return Look(self.identity, self.uptime_s, at, tick, self.raw)


class Collector:
    """Asks one target, always from one thread. A new one is a file and a line in COLLECTORS."""

    KIND: ClassVar[TargetKind]
    METRICS: ClassVar[tuple[Metric, ...]]
    TIMEOUT_S: ClassVar[float] = 3.0
    EVERY_S: ClassVar[float] = 1.0
    """It is not asked more often, whoever watches."""

    def __init__(self, target: Target, access: Access) -> None:
        self.target = target
        self.access = access

    def collect(self) -> Figures:
        """Ask once. Raises ClmsError or OSError when there is no answer."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of what was kept open."""


def number(text: object) -> float | None:
    """A figure as servers write them; None for what is none."""
    if isinstance(text, bool):
        return float(text)
    if isinstance(text, int | float):
        return float(text)
    if text in ("ON", "YES", "Yes"):
        return 1.0
    if text in ("OFF", "NO", "No"):
        return 0.0
    try:
        return float(str(text))
    except ValueError:
        return None
