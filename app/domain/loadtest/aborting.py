"""When a run is ended before its time: it hurts whoever works there, or tells nothing any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.loadtest.run import Figures, Second, figures_of
from app.domain.loadtest.script import Limits


@dataclass(frozen=True, slots=True)
class Abort:
    """Bounds that must not be crossed for ``seconds`` on end. None asks for nothing."""

    error_share: float | None = 0.5
    p95_ms: float | None = None
    seconds: int = 10

    def reason(self, seconds: Sequence[Second]) -> str:
        """Why the run ends now, empty while it goes on."""
        last = list(seconds[-self.seconds :])
        if len(last) < self.seconds:
            return ""
        figures = figures_of(last)
        share, slow = figures.error_share, figures.corrected.percentile_ms(0.95)
        if self.error_share is not None and share is not None and share > self.error_share:
            return f"{share:.0%} of the requests failed for {self.seconds} s."
        if self.p95_ms is not None and slow is not None and slow > self.p95_ms:
            return f"One answer in twenty took {slow:.0f} ms or more for {self.seconds} s."
        return ""


def not_kept(figures: Figures, limits: Limits) -> tuple[str, ...]:
    """Which limits of the file (``config.ensure``) a run did not keep, in words. What can't be told is not kept."""
    share = figures.error_share
    found = (
        ("Half of the answers", figures.corrected.percentile_ms(0.5), limits.p50_ms, "ms"),
        ("95 % of the answers", figures.corrected.percentile_ms(0.95), limits.p95_ms, "ms"),
        ("99 % of the answers", figures.corrected.percentile_ms(0.99), limits.p99_ms, "ms"),
        ("Failed requests", None if share is None else share * 100, limits.error_percent, "%"),
    )
    return tuple(
        f"{what}: too few to tell whether {limit:g} {unit} is kept"
        if value is None
        else f"{what}: {value:.3g} {unit}, and {limit:g} {unit} was the limit"
        for what, value, limit, unit in found
        if limit is not None and (value is None or value > limit)
    )
