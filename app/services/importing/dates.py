"""Dates as people and spreadsheets write them."""

from __future__ import annotations

import re
from datetime import date, datetime

_WORDS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")


def parse_date(text: str) -> date | None:
    """Return the day a text names, None when it names none.

    ISO dates, ``12/31/2024`` (month first, as Philippine schools write it, unless only the other reading is a day),
    ``31 December 2024``, ``Dec. 31, 2024``.
    """
    text = text.strip()
    if not text:
        return None
    if (iso := re.match(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?$", text)) is not None:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if (numbers := re.match(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: .*)?$", text)) is not None:
        first, second, year = (int(part) for part in numbers.groups())
        return _day(year, first, second) or _day(year, second, first)
    words = re.sub(r"[.,]", " ", text)
    for form in _WORDS:
        try:
            return datetime.strptime(" ".join(words.split()), form).date()  # noqa: DTZ007 - a day, no instant
        except ValueError:
            continue
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
