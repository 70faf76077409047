"""nginx, the load balancer: does it answer with its status page (stub_status)."""

from __future__ import annotations

import re

from app.domain.health import Target, TargetKind
from app.monitoring.asking import Web
from app.monitoring.probe import WELL, Access, Found, Probe, degraded

_PAGE = re.compile(
    rb"Active connections: (\d+)\s+server accepts handled requests\s+(\d+) (\d+) (\d+)\s+"
    rb"Reading: (\d+) Writing: (\d+) Waiting: (\d+)"
)
NAMES = ("active", "accepts", "handled", "requests", "reading", "writing", "waiting")


def status_of(page: bytes) -> dict[str, float] | None:
    """The figures of a stub_status page (https://nginx.org/en/docs/http/ngx_http_stub_status_module.html)."""
    found = _PAGE.search(page)
    return dict(zip(NAMES, map(float, found.groups()), strict=True)) if found else None


class NginxProbe(Probe):
    """One nginx. Its address is that of the status page, by the guide ``/nginx_status``."""

    KIND = TargetKind.NGINX

    def __init__(self, target: Target, access: Access) -> None:
        super().__init__(target, access)
        self._web = Web(target.address, self.TIMEOUT_S)

    def look(self) -> Found:
        """Ask for the page."""
        answer = self._web.get()
        if status_of(answer.body) is None:
            return degraded(
                f"It answers (status {answer.status}), but not with its status page: stub_status is not set up there, "
                "or not for this computer."
            )
        return WELL

    def close(self) -> None:
        """Close the connection."""
        self._web.close()
