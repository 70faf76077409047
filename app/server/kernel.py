"""The ASGI application: finds the route, lets in or not, reads, calls in a thread, answers.

Written for uvicorn without a framework between: routing, reading and checking are done from the declarations anyway,
and what remains is the protocol's two messages. Every answer goes through :meth:`Api._serve`, an error as much as a
bug; nothing of a bug's text reaches the client.
"""

from __future__ import annotations

import contextvars
import logging
import os
import time
from collections.abc import Awaitable, Callable
from functools import partial
from itertools import count
from typing import Any

from app.database.tally import tally
from app.domain.actors import Actor, Permission
from app.errors import ClmsError
from app.logs import request_id as logged_id
from app.server import problems, reading
from app.server.answers import (
    Answer,
    Headers,
    answer_of,
    check_fields,
    fields_of,
    problem_answer,
    public_headers,
    unless_known,
)
from app.server.at_once import AtOnce
from app.server.binding import Asked
from app.server.body import ClientGone, Receive, read_body
from app.server.caching import POSITION
from app.server.matching import Table
from app.server.node import Caller, Node
from app.server.noting import Noting
from app.server.origins import Origins
from app.server.protocol import WHOLE, send_whole
from app.server.request import Message, Request
from app.server.route import Access, Place
from app.server.streaming import send_stream
from app.services.acts import new_key

CLIENT_GONE = 499
"""What is noted for a client that went away before its request was whole; nginx has the same number."""

Send = Callable[[Message], Awaitable[None]]

_log = logging.getLogger(__name__)
_THIS_COMPUTER = ("127.0.0.1", "::1")
_READS = ("GET", "HEAD")


class Api:
    """The application over one node."""

    def __init__(self, node: Node, table: Table) -> None:
        self._node = node
        self._table = table
        self._origins = Origins(node.options.origins) if node.options.origins else None
        self._noting = Noting(node.log, node.metrics)
        own = f"{os.getpid():x}-{os.urandom(4).hex()}"
        self._ids = (f"{own}-{number:x}" for number in count(1))
        self.at_once = AtOnce(node, table, self._origins, self._noting, self._ids).answer
        """Answers a request where it comes in, if that can be done."""

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one request."""
        assert scope["type"] == "http"
        started = time.perf_counter()
        request = Request(scope, next(self._ids))
        logged_id.set(request.id)
        self._node.metrics.begin(request)
        try:
            answer = await self._serve(request, receive)
            headers, body = self._dressed(request, answer)
            if answer.stream is None and WHOLE in scope:
                await send_whole(scope[WHOLE], answer.status, headers, body)
                self._noting.note(request, answer.status, len(body), time.perf_counter() - started)
                return
            await send({"type": "http.response.start", "status": answer.status, "headers": headers})
            self._noting.note(request, answer.status, len(body), time.perf_counter() - started)
            if answer.stream is not None:
                await send_stream(answer.stream, receive, send, headers_only=request.method == "HEAD")
            else:
                await send({"type": "http.response.body", "body": body})
        except ClientGone:
            self._noting.note(request, CLIENT_GONE, 0, time.perf_counter() - started)
        finally:
            self._node.metrics.end(request)

    def _dressed(self, request: Request, answer: Answer) -> tuple[Headers, bytes]:
        """All headers of the answer, and its body as it is sent."""
        if _is_public(request):
            answer.headers = public_headers(answer.headers)
        headers = answer.all_headers(request.id.encode(), request.https, self._node.closing)
        if self._origins is not None:
            self._origins.add_to(headers, self._origins.named(request.headers))
        return headers, b"" if request.method == "HEAD" else answer.body

    async def _serve(self, request: Request, receive: Receive) -> Answer:
        try:
            asked_before = self._origins and self._origins.preflight(request.method, request.headers)
            if asked_before:
                return asked_before
            request.binding, request.texts = self._table.find(
                request.method, request.path, request.scope["raw_path"]
            )
            await self._node.confirming.wait(request.binding.route)
            await self._let_in(request)
            if request.binding.has_body:
                request.content = await read_body(request, receive)
            ready = self._node.cached.ready(request)
            if ready is not None:
                return unless_known(ready, request.header(b"if-none-match"))
            work = partial(self._carry_out, request)
            place = _place_of(request)
            if place is Place.LOOP:
                return work()
            if place is Place.TOGETHER:
                request.key = new_key()  # the same act, should it be carried out again alone
            answer: Answer = await self._in_thread(request, place, work)
            return answer
        except ClmsError as error:
            return self._refused(error, request)
        except ClientGone:
            raise
        except Exception:  # noqa: BLE001 - whatever it is, the client gets an answer and the log the rest
            _log.exception("%s %s failed", request.method, request.binding and request.binding.route.path)
            return problem_answer(problems.bug(request.id), [])

    # The door

    async def _let_in(self, request: Request) -> None:
        if not self._is_known(request):
            gate, token = self._node.gate, request.token
            request.grant = await self._in_thread(request, Place.POOL, lambda: gate.prove(token))
        self._admit(request)

    def _is_known(self, request: Request) -> bool:
        """Whether nobody needs to be asked who this is. Raises Denied without a token where one is needed."""
        assert request.binding is not None
        route = request.binding.route
        header = request.header(b"authorization")
        if route.needs is Access.PUBLIC or (
            route.near and header is None and request.address in _THIS_COMPUTER
        ):
            return True
        gate = self._node.gate
        if route.catalogue and header is None and self._node.options.public_catalogue:
            request.grant = gate.public(request.address)
            return True
        request.token = _bearer(header)
        request.grant = gate.known(request.token)
        return request.grant is not None

    def _admit(self, request: Request) -> None:
        """Count the request of somebody who is known, and make sure that they may make it. Raises Refused, Denied."""
        if request.grant is None:
            return
        assert request.binding is not None
        if request.grant.session_id is None or not request.binding.route.ends_session:
            self._node.gate.admit(request.grant)
        for permission in _lacking(request):
            request.grant.actor.require(permission)

    # The work

    async def _in_thread(self, request: Request, place: Place, work: Callable[[], Any]) -> Any:
        node = self._node
        if node.queued[place] >= node.most_waiting:
            raise problems.overloaded()
        node.queued[place] += 1
        handed_over = time.perf_counter()

        def counted() -> Any:
            request.tally.waited += time.perf_counter() - handed_over
            tally.set(request.tally)
            return work()

        try:
            return await node.pools[place].run(partial(contextvars.copy_context().run, counted))
        finally:
            node.queued[place] -= 1

    def _carry_out(self, request: Request) -> Answer:
        """Read the parameters, make the call, make the answer. Runs in a thread, save for routes of the loop."""
        binding = request.binding
        assert binding is not None
        route, grant = binding.route, request.grant
        query = reading.query_values(request.scope["query_string"], binding.lists)
        reads = request.method in _READS
        fields = query.pop("fields", None) if reads and fields_of(binding.answer) else None
        if fields is not None:
            check_fields(fields, binding.answer)
        actor: Actor | None = grant.actor if grant else None
        asked = Asked(self._node, actor, self._caller(request))
        asked.path = reading.path_values(binding, request.texts)
        asked.query = reading.query_struct(binding, query)
        if binding.body is not None:
            asked.body = reading.body_struct(binding, request.content)
        asked.content = request.content
        if binding.takes_key:
            given = reading.act_key(request.header(b"idempotency-key"), grant.key if grant else "")
            asked.key = given or request.key
        if binding.version:
            asked.version = reading.version(request.header(b"if-match"), binding.version)

        def make() -> tuple[Any, Answer]:
            value = binding.call(asked)
            return value, answer_of(value, route.status, cacheable=reads, fields=fields)

        if reads or route.cached is not None:
            wanted = asked.query if asked.body is None else asked.body
            read = partial(self._node.cached.read, request, asked.path, wanted, make)
            return unless_known(
                self._node.app.core.database.repeating(read), request.header(b"if-none-match")
            )
        answer = make()[1]
        if asked.place:
            answer.headers.append((POSITION, asked.place.encode()))
        return answer

    def _caller(self, request: Request) -> Caller:
        grant = request.grant
        return Caller(
            request.address,
            grant.session_id if grant else None,
            lambda: self._node.gate.remembered(request.token) is not None,
            request.header(b"last-event-id"),
            request.loop,
        )

    def _refused(self, error: ClmsError, request: Request) -> Answer:
        headers: Headers = []
        status = problems.status_of(error, signed_in=request.grant is not None)
        if status == 401:
            headers.append((b"www-authenticate", b'Bearer realm="clms"'))
        if status == 405:
            headers.append((b"allow", str(error.details["allowed"]).encode()))
        wait = problems.retry_after(error)
        if wait is not None:
            headers.append((b"retry-after", str(wait).encode()))
        if status >= 500:
            _log.warning("%s: %s", error.code, error.message, exc_info=error if status == 500 else None)
        return problem_answer(problems.problem(error, request.id, status), headers)


def _place_of(request: Request) -> Place:
    """Where the call is made: of the pool, what changes something has its own part."""
    assert request.binding is not None
    route = request.binding.route
    reads = request.method in _READS or route.cached is not None
    return Place.ACTS if route.place is Place.POOL and not reads else route.place


def _lacking(request: Request) -> list[Permission]:
    """What whoever showed a token may not and the route asks for."""
    assert request.binding is not None
    if request.grant is None or not request.token:
        return []
    held = request.grant.permissions
    return [each for each in request.binding.route.permissions if each not in held]


def _is_public(request: Request) -> bool:
    """Whether whoever asks is let in without having shown who they are."""
    return request.grant is not None and not request.token


def _bearer(header: str | None) -> str:
    scheme, _, token = (header or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise problems.not_signed_in()
    return token.strip()
