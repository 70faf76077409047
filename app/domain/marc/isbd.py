"""The punctuation that MARC 21 keeps at the ends of subfields (ISBD): off when a text is read, on when it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.marc.records import MarcField
from app.domain.text import clean

_SEPARATOR = re.compile(r"(?:\s+[/:;=+]|\s*,)$")
_FULL_STOP = re.compile(r"""(?<![.…])(?:[^\W\d_]{4,}|\d{3,})[\])"'’”]*\.$""")
_ABBREVIATED = re.compile(
    r"(?i)\b(?:corp|dept|univ|illus|prof|assoc|bros|comp|edit|govt|hon|intl|print|publ|repr|trans|enl|augm|auth)\.$"
)


def strip(text: str) -> str:
    """Return cleaned text without the one mark that parts it from what follows, or ends the field.

    A full stop behind a short word or a usual abbreviation belongs to it and stays ("2nd ed.", "Jr.", "Corp.").
    """
    text = clean(text)
    if (mark := _SEPARATOR.search(text)) is not None:
        return text[: mark.start()] or text
    if _FULL_STOP.search(text) and not _ABBREVIATED.search(text):
        return text[:-1]
    return text


def marked(text: str, mark: str) -> str:
    """Return a cleaned text as a subfield holds it before ``mark``, so that :func:`strip` gives the text back."""
    return text + mark if strip(text + mark) == text else guarded(text)


def guarded(text: str) -> str:
    """Return a cleaned text as a field may end with it, so that :func:`strip` gives the text back.

    A text that itself ends in what looks like ISBD's punctuation gets a comma behind it.
    """
    return text if strip(text) == text else f"{text},"


def joined(texts: Iterable[str]) -> str:
    """Return the texts of subfields as one, with the marks between them and without the last."""
    return strip(" ".join(filter(None, map(clean, texts))))


def whole(field: MarcField | None, codes: str) -> str:
    """Return the text of a field's subfields with these codes, in the field's order."""
    return joined(field.all(codes)) if field else ""
