"""The computer itself: can it still breathe. Thresholds for processor and memory are alerts' business."""

from __future__ import annotations

import psutil

from app.domain.health import HealthState, TargetKind
from app.monitoring.probe import Found, Probe, degraded

LEAST_MEMORY = 0.03
"""So little memory left of all: the system is about to end processes."""


class HostProbe(Probe):
    """The computer this runs on. Another one can only be looked at from itself."""

    KIND = TargetKind.HOST

    def look(self) -> Found:
        """Look at memory."""
        if self.target.address:
            return Found(HealthState.UNKNOWN, "A computer can only be looked at from itself.")
        memory = psutil.virtual_memory()
        if memory.available < LEAST_MEMORY * memory.total:
            return degraded(f"Only {memory.available / 1e6:.0f} MB of memory are left.")
        facts = {"memory": f"{memory.available / 1e9:.1f} GB of {memory.total / 1e9:.1f} GB free"}
        return Found(HealthState.HEALTHY, "", facts)
