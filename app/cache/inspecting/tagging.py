"""Finds the program's own values by the tags they carry."""

from __future__ import annotations

from app.cache.inspecting.wire import Wire
from app.cache.values import unpack


def having_tag(wire: Wire, found: list[bytes], tag: str) -> list[bytes]:
    """Those of some keys whose value is the program's own and has a tag. Raises Lost."""
    fit = []
    for key, data in zip(found, wire.ask_many([("GET", key) for key in found]), strict=True):
        stored = unpack(data) if isinstance(data, bytes) else None
        if stored is not None and tag in stored.tags:
            fit.append(key)
    return fit
