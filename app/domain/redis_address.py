"""Where Redis is, and what it wants to know of whoever comes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class RedisAddress:
    """``nodes`` as (host, port), none when Redis isn't used; of a cluster some nodes lead to the others.

    ``user`` is a user of Redis' access list, "" for the default one. ``ca_file`` names the authority whose servers
    are trusted, "" for those the computer trusts.
    """

    nodes: tuple[tuple[str, int], ...] = ()
    cluster: bool = False
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False
    ca_file: str = ""

    @property
    def login(self) -> dict[str, Any]:
        """What a client of redis-py is given beside host and port."""
        given: dict[str, Any] = {}
        if self.password:
            given |= {"username": self.user or None, "password": self.password}
        if self.tls:
            given |= {"ssl": True, "ssl_ca_certs": self.ca_file or None, "ssl_check_hostname": True}
        return given


NO_REDIS = RedisAddress()
