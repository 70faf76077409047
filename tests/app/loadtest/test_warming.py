"""Warming up: it asks nobody but itself, leaves nothing behind, and is no reason not to run."""

from __future__ import annotations

import asyncio

import pytest

from app.loadtest import warming


def test_it_asks_a_server_of_its_own_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ask = warming._ask

    async def noted(session: object, url: str) -> None:
        asked.append(url)
        await ask(session, url)  # type: ignore[arg-type]

    async def go() -> set[asyncio.Task[object]]:
        await warming.warm_up()
        return asyncio.all_tasks() - {asyncio.current_task()}  # type: ignore[arg-type]

    monkeypatch.setattr(warming, "_ask", noted)
    assert asyncio.run(go()) == set()
    assert len(asked) == 100 and len(set(asked)) == 1 and asked[0].startswith("http://127.0.0.1:")


def test_where_nothing_can_listen_a_run_begins_cold(monkeypatch: pytest.MonkeyPatch) -> None:
    async def refused(*_: object) -> None:
        raise PermissionError(1, "not here")

    monkeypatch.setattr(asyncio, "start_server", refused)
    asyncio.run(warming.warm_up())
