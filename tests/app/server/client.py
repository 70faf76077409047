"""Speaks to the application as uvicorn would, without sockets: quick enough for a request a role and route."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from app.server.kernel import Api


@dataclass(frozen=True, slots=True)
class Response:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, read."""
        return json.loads(self.body)


@dataclass
class Client:
    """One client of an :class:`Api`. ``token`` is sent with every request once it is set."""

    api: Api
    loop: asyncio.AbstractEventLoop
    token: str = ""
    address: str = "192.0.2.1"
    headers: dict[str, str] = field(default_factory=dict)

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        query: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        content: bytes | list[bytes] | None = None,
        scheme: str = "http",
    ) -> Response:
        """Send one request; ``body`` goes as JSON, ``content`` as it is, in parts when it is a list."""
        exchange = self._exchange(*self._request(method, path, body, query, headers, content, scheme))
        return self.loop.run_until_complete(exchange)

    def ask_at_once(
        self, times: int, method: str, path: str, body: Any, headers: dict[str, str]
    ) -> list[Response]:
        """Send the same request so many times at the same moment."""

        async def all_of_them() -> list[Response]:
            requests = (self._request(method, path, body, None, headers) for _ in range(times))
            return await asyncio.gather(*(self._exchange(*request) for request in requests))

        return self.loop.run_until_complete(all_of_them())

    async def exchange(self, method: str, path: str, body: Any = None) -> Response:
        """One request among others of the same loop."""
        return await self._exchange(*self._request(method, path, body))

    def login(self, username: str, password: str, device: str = "TEST") -> Any:
        """Sign in and keep the token; answers with what signing in gave."""
        answer = self.ask(
            "POST", "/api/auth/login", {"username": username, "password": password, "device": device}
        )
        assert answer.status == 200, answer.body
        self.token = answer.json["access_token"]
        return answer.json

    def _request(
        self,
        method: str,
        path: str,
        body: Any = None,
        query: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        content: bytes | list[bytes] | None = None,
        scheme: str = "http",
    ) -> tuple[dict[str, Any], list[bytes]]:
        sent = {**self.headers, **(headers or {})}
        if self.token:
            sent.setdefault("authorization", f"Bearer {self.token}")
        parts = content if isinstance(content, list) else [content or b""]
        if body is not None:
            parts = [json.dumps(body).encode()]
            sent.setdefault("content-type", "application/json")
        if not isinstance(content, list):
            sent.setdefault("content-length", str(len(parts[0])))
        scope = {
            "type": "http",
            "method": method,
            "scheme": scheme,
            "path": path,
            "raw_path": path.encode(),
            "query_string": urlencode(query or {}, doseq=True).encode(),
            "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in sent.items()],
            "client": (self.address, 50000),
        }
        return scope, parts

    async def _exchange(self, scope: dict[str, Any], parts: list[bytes]) -> Response:
        waiting = [
            {"type": "http.request", "body": part, "more_body": index < len(parts) - 1}
            for index, part in enumerate(parts)
        ]
        said: list[Any] = []

        async def receive() -> Any:
            return waiting.pop(0) if waiting else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            said.append(message)

        if scope["method"] == "GET" and parts == [b""]:
            kept = self.api.at_once(_plain(scope), scope["client"], scope["scheme"], ())
            if kept is not None:
                status, head, body = kept
                lines = [tuple(line.split(b": ", 1)) for line in head.split(b"\r\n")[:-1]]
                said += [{"status": status, "headers": lines}, {"body": body}]
        if not said:
            await self.api(scope, receive, send)
        start, *rest = said
        headers = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
        return Response(start["status"], headers, b"".join(each.get("body", b"") for each in rest))


def _plain(scope: dict[str, Any]) -> bytes:
    """The request as a client sends it that says nothing of a body it hasn't got."""
    query: bytes = scope["query_string"]
    target = scope["raw_path"] + (b"?" + query if query else b"")
    lines = [b"%s: %s\r\n" % pair for pair in scope["headers"] if pair != (b"content-length", b"0")]
    return b"".join((b"GET ", target, b" HTTP/1.1\r\n", *lines, b"\r\n"))
