"""The service that tells titles by their ISBN. Without an address it is off, and there is no such target."""

from __future__ import annotations

from app.domain.health import Target, TargetKind
from app.monitoring.asking import Web
from app.monitoring.probe import WELL, Access, Found, Probe, degraded, unhealthy


class IsbnProbe(Probe):
    """Asked seldom: it belongs to others, and a library that asks every two seconds would be shut out."""

    KIND = TargetKind.ISBN
    TIMEOUT_S = 5.0
    EVERY_S = 60.0

    def __init__(self, target: Target, access: Access) -> None:
        super().__init__(target, access)
        self._web = Web(target.address, self.TIMEOUT_S)

    def look(self) -> Found:
        """Ask for the page of its address. Any answer but an error of its own will do."""
        answer = self._web.get()
        self._web.close()
        if answer.status == 429:
            return degraded("It answers that it is asked too often.")
        if answer.status >= 500:
            return unhealthy(f"It answers with an error of its own ({answer.status}).")
        return WELL

    def close(self) -> None:
        """Close the connection."""
        self._web.close()
