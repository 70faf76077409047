"""A node of the API: is it there, may requests be sent to it, is what it leans on well."""

from __future__ import annotations

import msgspec

from app import decoding
from app.domain.api_server import Health
from app.domain.health import HealthState, Target, TargetKind
from app.monitoring.asking import Answer, Web
from app.monitoring.probe import Access, Found, Probe, degraded, unhealthy


class _Problem(msgspec.Struct):
    """The part of a problem document that is for people."""

    detail: str = ""
    title: str = ""


class ApiProbe(Probe):
    """One node, asked directly and not through the balancer."""

    KIND = TargetKind.API
    TIMEOUT_S = 2.0

    def __init__(self, target: Target, access: Access) -> None:
        super().__init__(target, access)
        self._web = Web(target.address, self.TIMEOUT_S / 2)

    def look(self) -> Found:
        """Ask /ready, as nginx does, and /health for why."""
        ready = self._web.get("/ready")
        if ready.status == 404:
            return unhealthy("Something else answers there.")
        told = _health(self._web.get("/health"))
        facts = {"version": told.version} if told else {}
        if ready.status != 200:
            return Found(HealthState.UNHEALTHY, _said(ready), facts)
        if told is None:
            return degraded("It is ready, and its /health can't be read.")
        ill = [f"{check.service}: {check.error}" for check in told.checks if check.error]
        if ill:
            return Found(HealthState.DEGRADED, "; ".join(ill), facts)
        return Found(HealthState.HEALTHY, "", facts)

    def close(self) -> None:
        """Close the connection."""
        self._web.close()


def _health(answer: Answer) -> Health | None:
    try:
        return decoding.decode(answer.body, Health)
    except msgspec.DecodeError:
        return None


def _said(answer: Answer) -> str:
    """Why it takes no requests, in its own words."""
    try:
        problem = decoding.decode(answer.body, _Problem)
    except msgspec.DecodeError:
        problem = _Problem()
    return problem.detail or problem.title or f"It takes no requests (status {answer.status})."
