"""What work cost in time of the processors."""

from __future__ import annotations

import resource


def spent() -> float:
    """Seconds of a processor that children took who have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
