"""Lines over time as SVG that stands in a page by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 860, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 12, 10, 26
_DASHES = ("", "6 4", "2 3", "10 3 2 3")
"""Lines are told apart by more than their colour."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chart: points in seconds and in the chart's unit. A gap is a point without a value."""

    name: str
    points: Sequence[tuple[float, float | None]]
    colour: str


def chart(title: str, unit: str, lines: Sequence[Line], until: float) -> str:
    """A chart with a scale from 0, its lines named below it."""
    highest = max((value for line in lines for _, value in line.points if value is not None), default=0.0)
    top, step = _scale(highest)
    parts = [
        f"<figure><figcaption>{escape(title)}, {escape(unit)}</figcaption>",
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">',
    ]
    for n in range(round(top / step) + 1):
        y = _y(n * step, top)
        parts.append(f'<line x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" class="grid"/>')
        parts.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{n * step:g}</text>')
    for n in range(5):
        at = until * n / 4
        anchor = "start" if n == 0 else "end" if n == 4 else "middle"
        parts.append(
            f'<text x="{_x(at, until):.1f}" y="{HEIGHT - 6}" text-anchor="{anchor}">{at:.0f} s</text>'
        )
    for n, line in enumerate(lines):
        for stretch in _stretches(line.points):
            path = " ".join(f"{_x(at, until):.1f},{_y(value, top):.1f}" for at, value in stretch)
            dash = f' stroke-dasharray="{_DASHES[n % 4]}"' if n % 4 else ""
            parts.append(
                f'<polyline points="{path}" fill="none" stroke="{line.colour}" stroke-width="2"{dash}/>'
            )
    parts.append("</svg><ul class=legend>")
    for n, line in enumerate(lines):
        dash = f' stroke-dasharray="{_DASHES[n % 4]}"' if n % 4 else ""
        sample = f'<svg width="28" height="8"><line x1="0" x2="28" y1="4" y2="4" stroke="{line.colour}" stroke-width="2"{dash}/></svg>'
        parts.append(f"<li>{sample} {escape(line.name)}</li>")
    return "".join((*parts, "</ul></figure>"))


def _x(at: float, until: float) -> float:
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * (at / until if until else 0.0)


def _y(value: float, top: float) -> float:
    return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / top


def _scale(highest: float) -> tuple[float, float]:
    """A round top of the scale and its step."""
    if highest <= 0:
        return 1.0, 0.5
    size = 10.0 ** floor(log10(highest))
    step = next(part * size for part in (0.2, 0.25, 0.5, 1.0, 2.0) if highest / (part * size) <= 5)
    return ceil(highest / step) * step, step


def _stretches(points: Sequence[tuple[float, float | None]]) -> list[list[tuple[float, float]]]:
    found: list[list[tuple[float, float]]] = [[]]
    for at, value in points:
        if value is None:
            found.append([])
        else:
            found[-1].append((at, value))
    return [stretch for stretch in found if stretch]
