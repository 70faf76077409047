"""What this process keeps of answers in its memory."""

from __future__ import annotations

from app.domain.actors import Permission
from app.server.route import Noun, Route
from app.services.cache_inspector import CacheInspectorService

NOUN = Noun("Cache", "What the processes of this server keep in memory.")
ROUTES = (
    Route(
        "GET",
        "/api/cache/memory",
        CacheInspectorService.memory,
        Permission.OPERATE,
        "What this process holds in memory",
    ),
)
