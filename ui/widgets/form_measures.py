"""Editors for what is measured: instants, lengths of time, and figures that need not be whole."""

from __future__ import annotations

import math
import re
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from ui import units
from ui.widgets.form_fields import LineEditor, Unreadable

_SPAN = re.compile(r"([\d.,]+)\s*(\w*)")
_SECONDS = {"s": 1, "min": 60, "h": 3_600, "d": 86_400, "day": 86_400, "days": 86_400}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Form", text)


class InstantEditor(LineEditor):
    """A moment on this desk's clock, such as “2026-03-14 15:30”; its value names the zone."""

    def value(self) -> Any:
        text = self.text().strip()
        if not text:
            return None
        try:
            return datetime.fromisoformat(text).astimezone().isoformat()
        except ValueError:
            raise Unreadable(_tr("Type a day and a time, such as 2026-03-14 15:30.")) from None

    def set_value(self, value: Any) -> None:
        if isinstance(value, str) and value:
            value = datetime.fromisoformat(value)
        shown = "" if value in (None, "") else f"{value.astimezone():%Y-%m-%d %H:%M:%S}"
        super().set_value(shown.removesuffix(":00"))


class SpanEditor(LineEditor):
    """A length of time, typed as “90 s”, “5 min”, “2 h” or “3 days”; its value is in seconds."""

    def value(self) -> Any:
        text = self.text().strip()
        if not text:
            return None
        found = _SPAN.fullmatch(text)
        factor = _factors().get(found[2].casefold() or "s") if found else None
        number = _number(found[1]) if found else None
        if factor is None or number is None:
            raise Unreadable(_tr("Type a length of time, such as 90 s, 5 min, 2 h or 3 days."))
        return number * factor

    def set_value(self, value: Any) -> None:
        super().set_value("" if value is None else span_text(float(value)))


def span_text(seconds: float) -> str:
    """A length of time as it is edited: exact, in the longest unit that has no fraction."""
    longest = ((units.tr("{n} days"), 86_400, 2), (units.tr("{n} h"), 3_600, 1), (units.tr("{n} min"), 60, 1))
    for form, factor, least in longest:
        if seconds >= least * factor and seconds % factor == 0:
            return form.format(n=figure_text(seconds / factor))
    return units.tr("{n} s").format(n=figure_text(seconds))


def _factors() -> dict[str, int]:
    """The units by their words, in English and in the person's language."""
    own = {
        units.tr("{n} s"): 1, units.tr("{n} min"): 60, units.tr("{n} h"): 3_600, units.tr("{n} days"): 86_400,
    }  # fmt: skip
    return _SECONDS | {form.replace("{n}", "").strip().casefold(): factor for form, factor in own.items()}


class FigureEditor(LineEditor):
    """A figure that need not be whole, such as “0.5” or “2,000”."""

    def value(self) -> Any:
        text = self.text().strip()
        if not text:
            return None
        found = _number(text)
        if found is None:
            raise Unreadable(_tr("Type a number such as 80 or 0.5."))
        return found

    def set_value(self, value: Any) -> None:
        super().set_value("" if value is None else figure_text(float(value)))


def figure_text(value: float) -> str:
    """A figure as it is edited: exact, without a fraction that says nothing."""
    return str(int(value)) if value.is_integer() else str(value)


def _number(text: str) -> float | None:
    try:
        found = float(text.replace(",", ""))
    except ValueError:
        return None
    return found if math.isfinite(found) else None
