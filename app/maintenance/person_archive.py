"""The archive that holds a person's data: a page to be read, the same for programs, the photo, and a manifest."""

from __future__ import annotations

import hashlib
import html
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import msgspec

_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
_JSON_COLUMNS = ("policy", "state_before", "state_after")
_STYLE = (
    "body{font:15px/1.45 system-ui,sans-serif;max-width:1100px;margin:2em auto;padding:0 1em;color:#1c1c1c}"
    "table{border-collapse:collapse;width:100%;font-size:13px}th,td{text-align:left;vertical-align:top;"
    "padding:.3em .6em;border-bottom:1px solid #ddd;overflow-wrap:anywhere}h2{margin-top:2em}img{max-height:160px}"
)


def make(record: Any, now: datetime) -> tuple[bytes, dict[str, int]]:
    """The zip and how many rows of each table are in it. ``record`` is what the service for personal data gives."""
    parts = {part.name: [_readable(row) for row in part.rows] for part in record.parts}
    counts = {name: len(rows) for name, rows in parts.items()}
    photo = f"photo.{_SUFFIXES.get(record.photo.media_type, 'bin')}" if record.photo else ""
    labels = {part.name: part.label for part in record.parts}
    files = {
        "person.html": _page(record.name, now, labels, parts, photo).encode(),
        "person.json": msgspec.json.format(msgspec.json.encode(parts)),
    }
    if record.photo:
        files[photo] = record.photo.content
    manifest = {
        "patron": record.student_id,
        "written_at": now.isoformat(),
        "counts": counts,
        "files": {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        },
    }
    files["manifest.json"] = json.dumps(manifest, indent=2).encode()
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return room.getvalue(), counts


def _readable(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with the JSON in it opened, so that nobody has to read JSON in JSON."""
    return {
        name: json.loads(value) if name in _JSON_COLUMNS and value else value for name, value in row.items()
    }


def _page(
    name: str, now: datetime, labels: Mapping[str, str], parts: Mapping[str, list[dict[str, Any]]], photo: str
) -> str:
    shown = html.escape(name)
    body = [
        f"<h1>{shown}</h1>",
        f"<p>All that the library holds about this person, written on {now.astimezone(UTC):%Y-%m-%d %H:%M} UTC.</p>",
    ]
    if photo:
        body.append(f'<img src="{photo}" alt="Photo of {shown}">')
    for part, rows in parts.items():
        body.append(f"<h2>{html.escape(labels[part])} ({len(rows):,})</h2>")
        body.append(_facts(rows[0]) if part == "students" else _table(rows))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{shown}</title>'
        f"<style>{_STYLE}</style></head><body>{''.join(body)}</body></html>"
    )


def _facts(row: Mapping[str, Any]) -> str:
    lines = (
        f"<tr><th>{_word(name)}</th><td>{_cell(value)}</td></tr>" for name, value in row.items() if value
    )
    return f"<table>{''.join(lines)}</table>"


def _table(rows: list[dict[str, Any]]) -> str:
    if not rows:
        return "<p>Nothing.</p>"
    used = [name for name in rows[0] if any(row[name] not in (None, "") for row in rows)]
    return f"<table>{_line('th', map(_word, used))}{''.join(_line('td', (_cell(row[n]) for n in used)) for row in rows)}</table>"


def _line(tag: str, cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


def _word(name: str) -> str:
    return html.escape(name.replace("_", " ").capitalize())


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict | list):
        return html.escape(json.dumps(value, ensure_ascii=False))
    return html.escape(str(value))
