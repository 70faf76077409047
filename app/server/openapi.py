"""The description of the API, OpenAPI 3.1, made from what the routes declare and their verbs' signatures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from app import __version__
from app.server.answers import fields_of
from app.server.binding import Binding
from app.server.feed import EventStream
from app.server.problems import Problem
from app.server.route import Access, Content

_REF = "#/components/schemas/{name}"
_CHOSEN = "Chosen"
_PROBLEMS = {
    400: "The request can't be read.",
    401: "Sign in first.",
    403: "This role may not do that.",
    404: "There is no such record.",
    408: "The body did not arrive in time.",
    409: "The rules say no, or somebody else was first.",
    412: "It changed since the version that If-Match names.",
    413: "The body is too large.",
    415: "The body is of another kind.",
    422: "A value can't be used.",
    428: "If-Match is missing.",
    429: "Too many requests; Retry-After says when to try again.",
    431: "The line and the header of the request are too large.",
    503: "Something does not answer; Retry-After says when to try again.",
}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "8 to 128 visible characters. The same key once more does nothing and gives the same answer, for "
    "whoever did not get it the first time.",
    "schema": {"type": "string", "pattern": "^[!-~]{8,128}$"},
}
_VERSION = {
    "name": "If-Match",
    "in": "header",
    "description": "The ETag of what is edited, or its version in quotes.",
    "schema": {"type": "string", "pattern": '^"[0-9]{1,18}([.][0-9a-f]+)?"$'},
    "example": '"1"',
}
_NEWER = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The ETag of what is there already: 304 when it is still right.",
    "schema": {"type": "string"},
}

_POSITION = {
    "name": "Clms-Position",
    "in": "header",
    "description": "What the answer to your last write gave under this name: you are shown nothing older than it.",
    "schema": {"type": "string"},
}


_AT = {
    "/api/audit/records": "title",
    "/api/books/by-number": "GS00001",
    "/api/calendar/days": "2026-12-24",
    "/api/covers": "0" * 64,
    "/api/equipment/by-number": "EQ00001",
    "/api/photos": "0" * 64,
    "/api/settings": "currency",
    "/api/students/by-card": "ST000001",
    "/api/students/{student_id}/enrolments": "2026-2027",
    "/api/tasks": "analyze-tables",
}
"""Examples of what stands behind a path; they and those of the routes are true of the library ``clms sample`` makes."""


def document(bindings: Sequence[Binding]) -> bytes:
    """The whole description."""
    schemas = Schemas(bindings)
    paths: dict[str, dict[str, Any]] = {}
    for binding in bindings:
        route = binding.route
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(binding, schemas)
    whole = {
        "openapi": "3.1.0",
        "info": {
            "title": "CLMS",
            "version": __version__,
            "description": "The school library's API. Errors are problem JSON (RFC 9457).",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": paths,
        "components": {
            "schemas": schemas.components,
            "responses": {
                f"Problem{status}": {
                    "description": about,
                    "content": {"application/problem+json": {"schema": schemas.problem}},
                }
                for status, about in _PROBLEMS.items()
            },
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }
    return msgspec.json.encode(whole, enc_hook=str)


class Schemas:
    """JSON schemas of every type the routes use."""

    def __init__(self, bindings: Sequence[Binding]) -> None:
        kinds: list[Any] = [Problem]
        for binding in bindings:
            kinds += [kind for kind in (binding.answer, binding.body, binding.query) if _described(kind)]
        found, components = msgspec.json.schema_components(kinds, schema_hook=_hook, ref_template=_REF)
        self.components: dict[str, Any] = _simple(components)
        self._of: dict[str, dict[str, Any]] = dict(zip(map(repr, kinds), _simple(found), strict=True))
        self._queries = {
            repr(binding.query): self.components.pop(binding.query.__name__)
            for binding in bindings
            if binding.query is not None
        }
        self.problem = self._of[repr(Problem)]

    def of(self, kind: Any) -> dict[str, Any]:
        """The schema of a type, by reference where it has a name."""
        return self._of[repr(kind)]

    def chosen(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The same with only the fields that were asked for: of a page or a list, of each of its rows."""
        if "anyOf" in schema:
            return {**schema, "anyOf": [self.chosen(each) for each in schema["anyOf"]]}
        if "items" in schema:
            return {**schema, "items": self.chosen(schema["items"])}
        name = schema.get("$ref", "").removeprefix(_REF.format(name=""))
        if not name:
            return schema
        whole = self.components[name]
        properties = whole.get("properties", {})
        if set(properties) == {"rows", "cursor"}:
            own = {**whole, "properties": {**properties, "rows": self.chosen(properties["rows"])}}
        else:
            own = {key: value for key, value in whole.items() if key != "required"}
        self.components.setdefault(f"{name}{_CHOSEN}", {**own, "title": f"{own.get('title', name)}, chosen"})
        return {"$ref": _REF.format(name=f"{name}{_CHOSEN}")}

    def query(self, binding: Binding) -> dict[str, Any]:
        """The query's parameters, each with its schema and whether it is required."""
        return self._queries[repr(binding.query)] if binding.query is not None else {"properties": {}}


def _described(kind: Any) -> bool:
    return kind not in (None, type(None), Content, EventStream)


def _hook(kind: type) -> dict[str, Any]:
    if issubclass(kind, ZoneInfo | PurePath):
        return {"type": "string"}
    raise NotImplementedError(f"{kind} has no schema")


def _simple(schema: Any) -> Any:
    """The schema without a type for each place of a list, which hardly a program that makes clients understands."""
    if isinstance(schema, list | tuple):
        return [_simple(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: _simple(value) for name, value in schema.items()}
    if "prefixItems" in found:
        found["items"] = {"anyOf": found.pop("prefixItems")}
    return found


def _operation(binding: Binding, schemas: Schemas) -> dict[str, Any]:
    route = binding.route
    needs = "everybody" if route.needs is Access.PUBLIC else "whoever is signed in"
    if route.permissions:
        needs = "whoever may " + " and ".join(permission.value for permission in route.permissions)
    if route.catalogue:
        needs += ", and for everybody where the server's catalogue is public"
    open_too: list[dict[str, Any]] = [{}] if route.near or route.catalogue else []
    found: dict[str, Any] = {
        "operationId": route.operation_id,
        "tags": [binding.tag],
        "summary": route.summary,
        "description": f"{binding.doc}\n\nFor {needs}.",
        "parameters": _parameters(binding, schemas),
        "responses": _responses(binding, schemas),
        "security": [] if route.needs is Access.PUBLIC else [{"bearer": []}, *open_too],
    }
    if binding.body is not None:
        content: dict[str, Any] = {"schema": schemas.of(binding.body)}
        if route.example is not None:
            content["example"] = route.example
        found["requestBody"] = {
            "required": bool(schemas.components[binding.body.__name__].get("required")),
            "content": {"application/json": content},
        }
    elif binding.takes_bytes:
        kinds = {media: {"schema": {"type": "string", "format": "binary"}} for media in route.media}
        found["requestBody"] = {"required": True, "content": kinds}
    return found


def _parameters(binding: Binding, schemas: Schemas) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name, kind in binding.path:
        (schema,), _ = msgspec.json.schema_components([kind], schema_hook=_hook, ref_template=_REF)
        before = binding.route.path.partition(f"/{{{name}}}")[0]
        example = _AT.get(before, 1)
        found.append({"name": name, "in": "path", "required": True, "schema": schema, "example": example})
    query = schemas.query(binding)
    for name, schema in query["properties"].items():
        required = name in query.get("required", ())
        parameter = {"name": name, "in": "query", "required": required, "schema": schema}
        if binding.body is None and binding.route.example and name in binding.route.example:
            parameter["example"] = binding.route.example[name]
        found.append(parameter)
    known = sorted(fields_of(binding.answer))
    if binding.route.method == "GET":
        if known:
            about = f"The answer then has only these fields, with commas between: {', '.join(known)}."
            found.append(
                {"name": "fields", "in": "query", "description": about, "schema": {"type": "string"}}
            )
        found.append(_NEWER)
        if binding.route.cached is not None:
            found.append(_POSITION)
    if binding.takes_key:
        found.append(_KEY)
    if binding.version:
        found.append({**_VERSION, "required": binding.version == "required"})
    return found


def _responses(binding: Binding, schemas: Schemas) -> dict[str, Any]:
    route = binding.route
    answers: dict[str, Any] = {}
    if binding.answer is None or binding.answer is type(None):
        answers["204"] = {"description": "It is done."}
    elif not _described(binding.answer):
        kinds: dict[str, Any] = {media: {} for media in route.media}
        answers[str(route.status)] = {"description": "The content.", "content": kinds}
    else:
        schema = schemas.of(binding.answer)
        if route.method == "GET" and fields_of(binding.answer):  # the second is for whoever names fields
            schema = {"anyOf": [schema, schemas.chosen(schema)]}
        content = {"application/json": {"schema": schema}}
        answers[str(route.status)] = {"description": route.summary, "content": content}
        if route.path == "/health":
            answers["503"] = {"description": "Nothing works without what is away.", "content": content}
    if route.method == "GET" and binding.answer is not EventStream:
        answers["304"] = {"description": "What you have is still right."}
    for status in _statuses(binding):
        answers.setdefault(str(status), {"$ref": f"#/components/responses/Problem{status}"})
    return dict(sorted(answers.items()))


def _statuses(binding: Binding) -> set[int]:
    """What can go wrong here."""
    route = binding.route
    found = {400, 431, 503, *route.problems}
    if route.needs is not Access.PUBLIC:
        found |= {401, 403, 429}
    if route.path.startswith("/api/auth/"):
        found |= {401, 403, 429}
    if binding.path or binding.body or route.method != "GET":
        found |= {404, 409}
    if route.path == "/metrics":
        found.add(404)
    if binding.path or binding.query or binding.body or fields_of(binding.answer):
        found.add(422)
    if binding.has_body:
        found |= {408, 413, 415}
    if binding.version:
        found |= {412, 428}
    return found
