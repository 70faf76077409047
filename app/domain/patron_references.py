"""How jobs, logs and the audit speak of a patron without naming anybody: “#17” is the patron with the id 17.

An LRN or a card number in a job's parameters would outlive the person's erasure; the number of a tombstone says nothing.
"""

from __future__ import annotations

import re

_REFERENCE = re.compile(r"#(\d{1,18})")


def patron_reference(student_id: int) -> str:
    """``#17`` for 17."""
    return f"#{student_id}"


def patron_id(reference: str) -> int | None:
    """17 for ``#17``; None for anything else, such as a card's number."""
    found = _REFERENCE.fullmatch(reference.strip())
    return int(found[1]) if found else None
