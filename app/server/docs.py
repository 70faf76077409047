"""The page that describes the API for people: one file of HTML with its style inside, no script and nothing fetched."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from typing import Any

import msgspec

from app import __version__
from app.server.binding import Binding
from app.server.openapi import Schemas
from app.server.route import Access, Noun

_STYLE = """
:root{color-scheme:light dark;--line:#8884;--soft:#8882;--accent:#1f6feb}
*{box-sizing:border-box}
body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
h1{margin-bottom:0}h2{margin:2.5rem 0 .25rem}
nav a{margin-right:1rem;white-space:nowrap}
a{color:var(--accent)}
details{border:1px solid var(--line);border-radius:.5rem;margin:.5rem 0}
summary{cursor:pointer;padding:.5rem .75rem;display:flex;gap:.75rem;flex-wrap:wrap;align-items:baseline}
summary:focus-visible{outline:2px solid var(--accent)}
details>div{padding:0 .75rem .75rem}
.method{font:600 .85rem ui-monospace,monospace;min-width:4rem}
code,pre{font:.9rem ui-monospace,monospace}
pre{background:var(--soft);padding:.75rem;border-radius:.5rem;overflow:auto}
table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.25rem .75rem .25rem 0;border-top:1px solid var(--line);vertical-align:top}
p{white-space:pre-line}
"""
POLICY = (
    b"default-src 'none'; frame-ancestors 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(_STYLE.encode()).digest())
    + b"'"
)
"""Nothing but this page's own style."""


def page(nouns: Sequence[Noun], bindings: Sequence[Binding]) -> bytes:
    """The whole page."""
    schemas = Schemas(bindings)
    links = "".join(f'<a href="#{_anchor(noun)}">{escape(noun.name)}</a>' for noun in nouns)
    parts = [
        f'<h2 id="{_anchor(noun)}">{escape(noun.name)}</h2><p>{escape(noun.about)}</p>'
        + "".join(_operation(each, schemas) for each in bindings if each.tag == noun.name)
        for noun in nouns
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>CLMS {__version__} API</title><style>{_STYLE}</style></head><body>"
        f"<h1>CLMS API</h1><p>Release {__version__}. For programs: "
        '<a href="/openapi.json">openapi.json</a>.</p>'
        "<p>Sign in with POST /api/auth/login and send the access token as Authorization: Bearer. "
        "Errors are problem JSON. POST with an Idempotency-Key may be repeated; edits name their version in If-Match.</p>"
        f"<nav>{links}</nav>{''.join(parts)}</body></html>"
    ).encode()


def _anchor(noun: Noun) -> str:
    return noun.name.lower().replace(" ", "-")


def _operation(binding: Binding, schemas: Schemas) -> str:
    route = binding.route
    if route.permissions:
        needs = "Needs " + ", ".join(permission.value for permission in route.permissions)
    else:
        needs = f"For {route.needs.value}" if isinstance(route.needs, Access) else ""
    return (
        f'<details id="{route.operation_id}"><summary><span class="method">{route.method}</span>'
        f"<code>{escape(route.path)}</code><span>{escape(route.summary)}</span></summary><div>"
        f"<p>{escape(binding.doc)}</p><p>{escape(needs)}.</p>"
        f"{_inputs(binding, schemas)}{_example(route.example)}{_answer(binding, schemas)}</div></details>"
    )


def _inputs(binding: Binding, schemas: Schemas) -> str:
    rows = [(name, "path", _kind({"type": _plain(kind)}), "required") for name, kind in binding.path]
    places = [("query", schemas.query(binding))]
    if binding.body is not None:
        places.append(("body", schemas.components[binding.body.__name__]))
    for place, schema in places:
        required = schema.get("required", ())
        rows += [
            (name, place, _kind(each), "required" if name in required else "")
            for name, each in schema["properties"].items()
        ]
    if binding.takes_bytes:
        rows.append(("(the file)", "body", ", ".join(binding.route.media), "required"))
    return _table(("Name", "In", "Type", ""), rows) if rows else ""


def _example(example: Any) -> str:
    if example is None:
        return ""
    return f"<pre>{escape(msgspec.json.format(msgspec.json.encode(example)).decode())}</pre>"


def _answer(binding: Binding, schemas: Schemas) -> str:
    if binding.answer in (None, type(None)):
        return "<p>Answers 204, with nothing.</p>"
    if binding.route.media and not binding.takes_bytes:
        return f"<p>Answers {escape(', '.join(binding.route.media))}.</p>"
    schema = schemas.of(binding.answer)
    fields = _resolved(schema, schemas).get("properties", {})
    rows = [(name, _kind(each)) for name, each in fields.items()]
    return f"<p>Answers {binding.route.status}: {escape(_kind(schema))}</p>" + _table(("Field", "Type"), rows)


def _resolved(schema: dict[str, Any], schemas: Schemas) -> dict[str, Any]:
    if schema.get("items"):
        schema = schema["items"]
    name = schema.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = schemas.components.get(name, schema)
    return found


def _kind(schema: dict[str, Any]) -> str:
    """A schema in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2].rstrip("_")
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items') or {})}"
    return str(schema.get("format") or schema.get("type") or "anything")


def _plain(kind: Any) -> str:
    return "integer" if "int" in str(kind) else "string"


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th>{each}</th>" for each in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"
