"""Which settings only make sense with one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import InvalidInput

if TYPE_CHECKING:
    from app.settings import Settings


def check_together(settings: Settings) -> None:
    """Raises InvalidInput naming the first setting that another one needs and that is missing."""
    missing = reason = ""
    if bool(settings.ssl_cert_path) != bool(settings.ssl_key_path):
        missing = "SSL_KEY_PATH" if settings.ssl_cert_path else "SSL_CERT_PATH"
        reason = "SSL_CERT_PATH and SSL_KEY_PATH belong together"
    elif settings.redis_enable_cluster and not (settings.redis_cluster_nodes or settings.redis_host):
        missing, reason = "REDIS_CLUSTER_NODES", "REDIS_ENABLE_CLUSTER is true"
    elif settings.database_nodes and settings.database.kind == "sqlite":
        missing, reason = "DATABASE_URL", "DATABASE_NODES names servers beside the one it leads to"
    if missing:
        details = {"field": missing}
        raise InvalidInput(f"{missing} is missing: {reason}.", code="invalid_setting", details=details)
