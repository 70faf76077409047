"""What the processes of an API node hold in their memories, asked of the node over the network.

Whichever process takes a connection answers it, so the node is asked on new connections until each process has answered
once, or for as long as somebody may wait.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable

import msgspec

from app import decoding
from app.domain.cache_layers import ApiMemory, MemoryLook
from app.domain.health import Target, TargetKind
from app.domain.server_state import ServerState
from app.errors import ClmsError, NotFound, Refused, Unreachable
from app.monitoring.asking import Answer, Web

_PATIENCE_S = 5.0
_TOO_MANY, _AGAIN_S = 429, 0.1
_memory = decoding.decoder(MemoryLook)
_state = decoding.decoder(ServerState)


def api_memories(targets: Iterable[Target], token: str, most: int) -> tuple[ApiMemory, ...]:
    """Of each API node among the targets, with at most so many entries of each process."""
    return tuple(_asked(each, token, most) for each in targets if each.kind is TargetKind.API)


def _asked(target: Target, token: str, most: int) -> ApiMemory:
    seen: dict[str, MemoryLook] = {}
    processes, until = 0, time.monotonic() + _PATIENCE_S
    try:
        with contextlib.closing(Web(target.address, _PATIENCE_S, token)) as web:
            state = _state.decode(_good(web.get("/api/server")))
            while not state.complete and time.monotonic() < until:  # it has begun a moment ago
                time.sleep(_AGAIN_S)
                state = _state.decode(_good(_patient(web, "/api/server")))
            processes = max(1, len(state.workers))
            while len(seen) < processes and time.monotonic() < until:
                web.close()
                look = _memory.decode(_good(_patient(web, f"/api/cache/memory?most={most}")))
                seen[look.process] = look
    except ClmsError as problem:
        return ApiMemory(target.name, processes, tuple(seen.values()), str(problem))
    except msgspec.MsgspecError:
        return ApiMemory(target.name, processes, (), "It has another release of the program.")
    missing = "" if len(seen) >= processes else "Some of its processes did not answer in time."
    return ApiMemory(target.name, processes, tuple(seen.values()), missing)


def fresh_answer(targets: Iterable[Target], token: str, path: str, *, keep: bool) -> bytes:
    """The answer of the first API node that gives one, loaded from the database now; with ``keep`` it takes the place of
    what is cached. Raises Refused where there is no API node or the token is not good enough, NotFound, Unreachable."""
    problem: ClmsError = Refused(
        "There is no API node that could load this.",
        hint="Values are made by API nodes; a topology file in the settings names them.",
        code="no_api",
    )
    headers = {"Cache-Control": "no-cache" if keep else "no-store"}
    for target in targets:
        if target.kind is not TargetKind.API:
            continue
        with contextlib.closing(Web(target.address, _PATIENCE_S, token, headers)) as web:
            try:
                answer = _patient(web, path)
                if answer.status == 404:
                    raise NotFound("There is no such record any more.", code="gone")
                return _good(answer)
            except (Unreachable, Refused) as error:
                if isinstance(error, NotFound):
                    raise
                problem = error
    raise problem


def _patient(web: Web, path: str) -> Answer:
    """Ask as often as the limits of the API allow: ten times a second, as anybody."""
    until = time.monotonic() + _PATIENCE_S
    while (answer := web.get(path)).status == _TOO_MANY and time.monotonic() < until:
        time.sleep(_AGAIN_S)
    return answer


def _good(answer: Answer) -> bytes:
    if answer.status in (401, 403):
        raise Refused(
            "An API node shows its memory to an operator only.",
            hint="MONITORING_TOKEN names a token with the role operator.",
        )
    if answer.status != 200:
        raise Unreachable(f"It answers with status {answer.status}.")
    return answer.body
