"""Figures of nginx, from its status page. What each backend does stands in its log only: stock nginx counts no upstream."""

from __future__ import annotations

from app.domain.health import Target, TargetKind
from app.domain.measuring import Metric, Span, grown_mean, level, rate
from app.errors import Unreachable
from app.monitoring.asking import Web
from app.monitoring.collector import Collector, Figures
from app.monitoring.collectors.api import certificate
from app.monitoring.probe import Access
from app.monitoring.probes.nginx import status_of
from app.monitoring.request_figures import METRICS as REQUEST
from app.monitoring.request_figures import RequestFigures

_STUB = "nginx.org, ngx_http_stub_status_module"


def _dropped(span: Span) -> float | None:
    """More than none means that worker_connections is too small."""
    accepted, handled, seconds = span.grown("accepts"), span.grown("handled"), span.seconds
    return (
        None if accepted is None or handled is None or not seconds else max(0.0, accepted - handled) / seconds
    )


def _busy(span: Span) -> float | None:
    active, waiting = span.level("active"), span.level("waiting")
    return None if active is None or waiting is None else active - waiting


class NginxCollector(Collector):
    """One nginx."""

    KIND = TargetKind.NGINX
    METRICS = (
        Metric("nginx_requests", "/s", "Requests.", f"{_STUB}: Δrequests", rate("requests")),
        Metric("nginx_accepted", "/s", "Connections that came.", f"{_STUB}: Δaccepts", rate("accepts")),
        Metric("nginx_handled", "/s", "Connections that were taken.", f"{_STUB}: Δhandled", rate("handled")),
        Metric("nginx_dropped", "/s", "Connections for which there was no room.", f"{_STUB}: Δaccepts − Δhandled", _dropped),
        Metric("nginx_active", "", "Connections open.", f"{_STUB}: Active connections", level("active")),
        Metric("nginx_busy", "", "Connections with a request in service.", f"{_STUB}: Active − Waiting", _busy),
        Metric(
            "nginx_requests_per_connection", "", "Requests for each connection: how well keep-alive works.",
            f"{_STUB}: Δrequests / Δhandled", grown_mean("requests", "handled"),
        ),
        *REQUEST,
        Metric("certificate_days", "days", "Until its certificate ends.", "the certificate's notAfter", level("certificate_days")),
    )  # fmt: skip

    def __init__(self, target: Target, access: Access) -> None:
        super().__init__(target, access)
        self._web = Web(target.address, self.TIMEOUT_S)
        self._request = RequestFigures(target)

    def collect(self) -> Figures:
        """Ask for the page. It tells no uptime: counters that fell tell of a restart."""
        found = status_of(self._web.get().body)
        if found is None:
            raise Unreachable("Its status page can't be read.")
        return Figures(self.target.address, 1e9, found | certificate(self._web) | self._request.figures())

    def close(self) -> None:
        """Close the connection."""
        self._web.close()
