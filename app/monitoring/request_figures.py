"""The steps of a request as figures: one is sent to a load balancer or an API node now and then, as the request probe does."""

from __future__ import annotations

import time
from collections.abc import Callable

from app.domain.health import Target
from app.domain.measuring import Metric, level
from app.domain.request_timing import RequestTiming
from app.monitoring.request_probe import probe_target

EVERY_S = 10.0
"""So often one is sent: each is a connection and a handshake of its own."""
TIMEOUT_S = 2.0
_STEPS = "the request probe: GET /ready on a connection of its own, every 10 s at most; as curl -w"

METRICS = (
    Metric("request_ms", "ms", "A request of its own, from the name to its last byte.", _STEPS, level("request_ms")),
    Metric("request_connect_ms", "ms", "Of it, connecting.", _STEPS, level("request_connect_ms")),
    Metric("request_tls_ms", "ms", "Of it, TLS.", _STEPS, level("request_tls_ms")),
    Metric("request_first_byte_ms", "ms", "Of it, waiting for the first byte.", _STEPS, level("request_first_byte_ms")),
)  # fmt: skip


class RequestFigures:
    """Of one target, always from one thread."""

    def __init__(self, target: Target, send: Callable[[Target, float], RequestTiming] = probe_target) -> None:
        self._target, self._send = target, send
        self._sent = float("-inf")
        self._found: dict[str, float] = {}

    def figures(self) -> dict[str, float]:
        """Those of the last request; of one that was not answered there are none."""
        now = time.monotonic()
        if now - self._sent >= EVERY_S:
            self._sent = now
            self._found = _figures(self._send(self._target, TIMEOUT_S))
        return self._found


def _figures(timing: RequestTiming) -> dict[str, float]:
    if not timing.answered:
        return {}
    steps = {
        "request_ms": timing.total_ms,
        "request_connect_ms": timing.connect_ms,
        "request_tls_ms": timing.tls_ms,
        "request_first_byte_ms": timing.first_byte_ms,
    }
    return {name: value for name, value in steps.items() if value is not None}
