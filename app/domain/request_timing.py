"""Where the time of one request goes: looking up the name, connecting, TLS, until the first byte, and the rest."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RequestTiming:
    """One request to a part, in milliseconds a step; None for what was not reached, or is not done there. ``problem`` is
    why it ended early, ``status`` what was answered."""

    part: str
    url: str
    name_ms: float | None = None
    connect_ms: float | None = None
    tls_ms: float | None = None
    first_byte_ms: float | None = None
    transfer_ms: float | None = None
    status: int | None = None
    size: int = 0
    problem: str = ""

    @property
    def steps(self) -> tuple[tuple[str, float], ...]:
        """What was measured, in its order."""
        every = (
            ("name", self.name_ms),
            ("connect", self.connect_ms),
            ("TLS", self.tls_ms),
            ("first byte", self.first_byte_ms),
            ("transfer", self.transfer_ms),
        )
        return tuple((name, value) for name, value in every if value is not None)

    @property
    def total_ms(self) -> float:
        """All of it."""
        return sum(value for _, value in self.steps)

    @property
    def answered(self) -> bool:
        """It came to its end with an answer that is none of the server's failures."""
        return not self.problem and self.status is not None and self.status < 500

    @property
    def told(self) -> str:
        """``nginx: 204, name 0.1 · connect 0.2 · TLS 3.1 · first byte 5.0 · transfer 0.1 ms``."""
        steps = " · ".join(f"{name} {value:.1f}" for name, value in self.steps)
        parts = [str(self.status)] if self.status is not None else []
        if steps:
            parts.append(f"{steps} ms")
        if self.problem:
            parts.append(self.problem)
        return f"{self.part}: {', '.join(parts)}"
