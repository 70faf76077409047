"""What is kept of every request that was answered: a line of the access log and the figures."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime
from functools import partial

import msgspec

from app.database.tally import TallyFigures
from app.domain.api_server import ServedRequest
from app.server.access_log import AccessLog
from app.server.binding import Binding
from app.server.gate import Grant
from app.server.metrics import Metrics
from app.server.request import Request

_log = logging.getLogger(__name__)


class Noting:
    """Counts and logs, on the event loop."""

    def __init__(self, log: AccessLog, metrics: Metrics) -> None:
        self._log = log
        self._metrics = metrics

    def note(self, request: Request, status: int, size: int, seconds: float) -> None:
        """A request was answered with so many bytes."""
        asked = request.tally.figures()
        line = partial(
            _line,
            request.begun_at,
            request.id,
            request.binding,
            status,
            seconds,
            size,
            request.address,
            request.grant,
            request.method,
            asked,
        )
        self._keep(line, request.binding, status, seconds, asked)

    def note_at_once(
        self,
        number: str,
        binding: Binding,
        status: int,
        seconds: float,
        size: int,
        address: str,
        grant: Grant,
    ) -> None:
        """A GET was answered in one step, with so many bytes."""
        self._metrics.passed()
        line = partial(_line, time.time(), number, binding, status, seconds, size, address, grant)
        self._keep(line, binding, status, seconds, None)

    def _keep(
        self,
        line: partial[ServedRequest],
        binding: Binding | None,
        status: int,
        seconds: float,
        asked: TallyFigures | None,
    ) -> None:
        self._log.note(line)
        if self._metrics.note(binding, status, seconds, asked):
            told = line()
            _log.warning(
                "slow request: %s %s",
                told.method,
                told.route,
                extra={"fields": {"request": msgspec.structs.asdict(told)}},
            )


def _line(
    begun_at: float,
    number: str,
    binding: Binding | None,
    status: int,
    seconds: float,
    size: int,
    address: str,
    grant: Grant | None,
    method: str = "GET",
    asked: TallyFigures | None = None,
) -> ServedRequest:
    """The line of a request. Made when it is written, for that takes longer than to find a kept answer."""
    statements, sql_seconds, waited_seconds = asked or (0, 0.0, 0.0)
    return ServedRequest(
        time=datetime.fromtimestamp(begun_at, UTC),
        request_id=number,
        method=method,
        route=binding.route.path if binding else "",
        status=status,
        ms=round(seconds * 1000, 3),
        bytes=size,
        address=address,
        user_id=grant.actor.user_id if grant else None,
        session_id=grant.session_id if grant else None,
        sql=statements,
        sql_ms=round(sql_seconds * 1000, 3),
        waited_ms=round(waited_seconds * 1000, 3),
    )
