"""The access log: every line, in its order, however many there are."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from app.domain.api_server import ServedRequest
from app.server.access_log import FILE, AccessLog


def test_more_lines_than_are_written_together_are_all_there_in_their_order(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with closing(AccessLog(tmp_path)) as log:
        for number in range(1_001):
            log.note(partial(ServedRequest, now, f"number-{number}", "GET", "/api/titles", 200, 0.1))
    lines = [json.loads(line) for line in (tmp_path / FILE).read_text().splitlines()]
    assert [line["request_id"] for line in lines] == [f"number-{number}" for number in range(1_001)]
