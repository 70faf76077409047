"""What a graph shows, as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt


@dataclass(frozen=True, slots=True)
class Line:
    """A series of a graph: ``key`` in the history, its name, a colour token, and a stroke."""

    key: str
    title: str
    token: str = "accent"
    stroke: Qt.PenStyle = Qt.PenStyle.SolidLine


@dataclass(frozen=True, slots=True)
class GraphSpec:
    """What a graph shows. ``say`` writes a value with its unit; the scale never ends below ``least_top``.

    ``about`` says what is measured and how. ``limit`` is the key of a value that is drawn as the edge of what is
    possible or wanted, named ``limit_title``; ``threshold`` is such an edge that never moves. ``missing`` is said where
    others have values and this has none. ``telling`` writes the least, the most and the 95th percentile of a single
    line below the title. ``thousand`` is how many of a unit make the next: 1,024 where ``say`` writes bytes.
    """

    key: str
    title: str
    lines: Sequence[Line]
    say: Callable[[float], str]
    least_top: float = 1.0
    about: str = ""
    limit: str = ""
    limit_title: str = ""
    missing: str = ""
    threshold: float | None = None
    telling: bool = False
    thousand: float = 1000.0
