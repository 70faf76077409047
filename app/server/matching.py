"""Finds the route of a request: a look into a table for a plain path, a walk down a tree for one with parameters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote

from app.errors import InvalidInput
from app.server.binding import Binding
from app.server.problems import method_not_allowed, no_such_path


@dataclass(slots=True)
class _Branch:
    literal: dict[str, _Branch] = field(default_factory=dict)
    any: _Branch | None = None
    methods: dict[str, Binding] = field(default_factory=dict)


class Table:
    """All routes. Raises TypeError when two answer at the same place."""

    def __init__(self, bindings: Iterable[Binding]) -> None:
        self._plain: dict[str, dict[str, Binding]] = {}
        self._root = _Branch()
        for binding in bindings:
            route = binding.route
            methods = self._place(route.path)
            if route.method in methods:
                raise TypeError(f"{route.method} {route.path} is declared twice")
            methods[route.method] = binding

    def find(self, method: str, path: str, raw_path: bytes) -> tuple[Binding, tuple[str, ...]]:
        """The route and the texts of its path's parameters. Raises NotFound, or Refused for another method."""
        values: tuple[str, ...] = ()
        methods = self._plain.get(path)
        if methods is None:
            methods, values = self._walk(raw_path.decode("ascii", "replace"))
        if methods is None:
            raise no_such_path(path)
        binding = methods.get("GET" if method == "HEAD" else method)
        if binding is None:
            raise method_not_allowed(method, ", ".join(sorted(methods)))
        return binding, values

    def _place(self, path: str) -> dict[str, Binding]:
        if "{" not in path:
            return self._plain.setdefault(path, {})
        branch = self._root
        for part in path.strip("/").split("/"):
            if part.startswith("{"):
                if branch.any is None:
                    branch.any = _Branch()
                branch = branch.any
            else:
                branch = branch.literal.setdefault(part, _Branch())
        return branch.methods

    def _walk(self, raw_path: str) -> tuple[dict[str, Binding] | None, tuple[str, ...]]:
        branch, values = self._root, []
        for part in raw_path.strip("/").split("/"):
            literal = branch.literal.get(part)
            if literal is not None:
                branch = literal
            elif branch.any is not None and part:
                branch = branch.any
                values.append(part)
            else:
                return None, ()
        return branch.methods or None, tuple([_text(value) if "%" in value else value for value in values])


def _text(part: str) -> str:
    try:
        return unquote(part, errors="strict")
    except UnicodeDecodeError:
        raise InvalidInput("The path can't be read.", code="malformed") from None
