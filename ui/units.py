"""Figures with their units, as they stand in graphs and tables: at most three digits that say something."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

KB = 1024
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def tr(text: str) -> str:
    """The words in the person's language."""
    return QCoreApplication.translate("Units", text)


def milliseconds(value: float) -> str:
    """A time such as “0.4 ms”, “128 ms” or “2.1 s”."""
    if value >= 1000:
        return tr("{n} s").format(n=f"{value / 1000:.1f}".removesuffix(".0"))
    return tr("{n} ms").format(n=_short(value))


def per_second(value: float) -> str:
    """A rate such as “1,204/s”."""
    return tr("{n}/s").format(n=_short(value))


def percent(value: float) -> str:
    """A share such as “0.4 %”."""
    return f"{_short(value)} %"


def number(value: float) -> str:
    """A count."""
    return _short(value)


def size(value: float) -> str:
    """A number of bytes such as “96 MB”."""
    for unit in ("B", "KB", "MB"):
        if value < KB:
            return f"{_short(value)} {unit}"
        value /= KB
    return f"{_short(value)} GB"


def _short(value: float) -> str:
    """At most three figures that say something."""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return (f"{value:.1f}" if value >= 10 else f"{value:.2f}").rstrip("0").rstrip(".")


def size_per_second(value: float) -> str:
    """A stream such as “1.2 MB/s”."""
    return tr("{n}/s").format(n=size(value))


def length(seconds: float) -> str:
    """A length of time such as “0.4 s”, “3 min”, “5.5 h” or “12 days”."""
    for unit, form, until in (
        (1, tr("{n} s"), 2 * _MINUTE),
        (_MINUTE, tr("{n} min"), 2 * _HOUR),
        (_HOUR, tr("{n} h"), 2 * _DAY),
    ):
        if seconds < until:
            return form.format(n=_short(seconds / unit))
    return tr("{n} days").format(n=_short(seconds / _DAY))
