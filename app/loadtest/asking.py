"""One arrival's requests: filled with its variables, sent, timed from when each was due and from when it was sent."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

import aiohttp
import jsonpath
import msgspec

from app.domain.loadtest.parts import seconds_of
from app.domain.loadtest.script import Ask, Capture, Loop, Script, Step, Think
from app.domain.loadtest.templates import fill, text
from app.loadtest.tally import Tally

PROBLEMS: tuple[tuple[type[BaseException], str], ...] = (
    (TimeoutError, "no answer in time"),
    (aiohttp.ClientConnectorCertificateError, "the certificate is not trusted"),
    (aiohttp.ClientConnectorDNSError, "the host is not known"),
    (aiohttp.ClientConnectorError, "no connection"),
    (aiohttp.ServerDisconnectedError, "the connection was closed"),
    (aiohttp.ClientError, "the answer can't be read"),
    (OSError, "no connection"),
)

clock = time.perf_counter
"""Seconds. The event loop's own clock may go in milliseconds."""


@dataclass(frozen=True, slots=True)
class _Request:
    """What is sent."""

    url: str
    headers: dict[str, str]
    query: dict[str, str]
    content: bytes | None


@dataclass(slots=True)
class Visitor:
    """Somebody who goes through steps. ``ready`` is when the next step is due, on ``clock``: whoever is late does not move
    what comes after."""

    variables: dict[str, object]
    chance: random.Random
    ready: float
    counted: bool = True
    left: bool = False


@dataclass(slots=True)
class Asking:
    """What all visitors have in common. ``turns`` bounds how many connections there are, None leaves them free."""

    script: Script
    session: aiohttp.ClientSession
    tally: Tally
    turns: asyncio.Semaphore | None = None

    async def go(self, visitor: Visitor, steps: Iterable[Step]) -> None:
        """Go through steps; a request without an answer ends the visit, as in Artillery."""
        for step in steps:
            if visitor.left:
                return
            if isinstance(step, Ask):
                await self._ask(visitor, step)
            elif isinstance(step, Think):
                await self._think(visitor, step)
            else:
                await self._loop(visitor, step)

    async def _think(self, visitor: Visitor, step: Think) -> None:
        seconds = step.seconds
        if isinstance(seconds, str):
            seconds = seconds_of(fill(seconds, visitor.variables, visitor.chance)) or 0.0
        visitor.ready += seconds
        await asyncio.sleep(max(0.0, visitor.ready - clock()))
        if visitor.counted:
            self.tally.lag.record(max(0.0, clock() - visitor.ready))

    async def _loop(self, visitor: Visitor, step: Loop) -> None:
        values: Iterable[object]
        if step.over:
            found = visitor.variables.get(step.over) if isinstance(step.over, str) else step.over
            values = found if isinstance(found, list | tuple) else ()
        else:
            count = text(step.count, visitor.variables, visitor.chance)
            values = range(1, int(count) + 1) if count.isdigit() else ()
        for turn, value in enumerate(values, 1):
            if visitor.left:
                return
            visitor.variables |= {"$loopCount": turn, "$loopElement": value}
            await self.go(visitor, step.steps)

    async def _ask(self, visitor: Visitor, step: Ask) -> None:
        due, counted = visitor.ready, visitor.counted
        if counted:
            self.tally.due += 1
        if self.turns is None:
            await self._send(visitor, step, due)
        else:
            async with self.turns:
                await self._send(visitor, step, due)
        visitor.ready = clock()

    async def _send(self, visitor: Visitor, step: Ask, due: float) -> None:
        request = _filled(self.script, visitor, step)
        sent = clock()
        if visitor.counted:
            self.tally.sent += 1
        try:
            async with self.session.request(
                step.method,
                request.url,
                headers=request.headers,
                params=request.query or None,
                data=request.content,
            ) as answer:
                content = await answer.read()
        except tuple(kind for kind, _ in PROBLEMS) as problem:
            visitor.left = True
            if visitor.counted:
                now = clock()
                self.tally.problem(_words(problem), now - due, now - sent)
            return
        if visitor.counted:
            now = clock()
            self.tally.answer(answer.status, len(content), now - due, now - sent)
        if step.captures:
            visitor.variables |= _captured(step.captures, answer.headers, content)


def _filled(script: Script, visitor: Visitor, step: Ask) -> _Request:
    """The request with the visitor's variables in it."""
    variables, chance = visitor.variables, visitor.chance

    def texts(values: Mapping[str, str]) -> dict[str, str]:
        return {name: text(value, variables, chance) for name, value in values.items()}

    url = text(step.url, variables, chance)
    if not url.startswith(("http://", "https://")):
        url = f"{script.target.rstrip('/')}/{url.lstrip('/')}"
    headers, data = texts({**script.headers, **step.headers}), None
    if step.json is not None:
        data = msgspec.json.encode(fill(step.json, variables, chance))
        headers = {"Content-Type": "application/json", **headers}
    elif step.form is not None:
        data = urlencode(texts(step.form)).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    elif step.body is not None:
        data = text(step.body, variables, chance).encode()
    return _Request(url, headers, texts(step.query), data)


def _words(problem: BaseException) -> str:
    return next(words for kind, words in PROBLEMS if isinstance(problem, kind))


def _captured(captures: Iterable[Capture], headers: Mapping[str, str], content: bytes) -> dict[str, object]:
    found: dict[str, object] = {}
    for capture in captures:
        if capture.header:
            found[capture.name] = headers.get(capture.header, "")
        elif capture.regexp:
            match = re.search(capture.regexp, content.decode("utf-8", "replace"))
            found[capture.name] = "" if match is None else match[1] if match.re.groups else match[0]
        else:
            found[capture.name] = _at(capture.json, content)
    return found


@lru_cache(maxsize=256)
def _path(text: str) -> jsonpath.JSONPath | jsonpath.CompoundJSONPath:
    return jsonpath.compile(text)


def _at(path: str, content: bytes) -> object:
    try:
        values = _path(path).findall(msgspec.json.decode(content))
    except (msgspec.MsgspecError, jsonpath.JSONPathError):
        return ""
    return values[0] if len(values) == 1 else values or ""
