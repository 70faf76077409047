"""Which servers may be put under load: this computer, those of the topology, and those somebody named."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from app.errors import InvalidInput, Refused


def check_target(target: str, allowed: Collection[str]) -> str:
    """The host of a target's address. ``allowed`` are hosts by name or address.

    Raises InvalidInput for what is no address of a web server, Refused for a host nobody allowed.
    """
    place = urlsplit(target)
    if place.scheme not in ("http", "https") or not place.hostname:
        raise InvalidInput(
            f"{target or 'The target'} is not the address of a web server.",
            hint="Name it as in http://localhost:3001.",
            details={"field": "target"},
        )
    if place.username or place.password:
        raise InvalidInput(
            "The target's address holds a name or a password.",
            hint="Give it as a header, from a variable.",
            details={"field": "target"},
        )
    host = place.hostname
    if _is_loopback(host) or host in allowed:
        return host
    raise Refused(
        f"{host} is neither this computer nor in the topology, so it is not put under load.",
        hint=f"If it is yours and nobody needs it now, allow it by name: --allow {host}",
        code="target_refused",
        details={"host": host},
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
