"""Cells on their way in and out of spreadsheets: formula guards and their inverse."""

from __future__ import annotations

import re

# What a spreadsheet would run: a leading = + - @ (also full-width), tab or return. An apostrophe in front stops it.
_DANGEROUS = re.compile(r"^'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"^'+[=+\-@\t\r\n＝＋－＠]")


def guard(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula; :func:`unguard` gives it back."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def unguard(text: str) -> str:
    """Undo :func:`guard`."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text
