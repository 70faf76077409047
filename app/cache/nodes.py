"""One Redis node asked by itself, whatever others of its cluster hold: for whoever watches it."""

from __future__ import annotations

from typing import Any

from redis import Redis, exceptions
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.domain.redis_address import RedisAddress
from app.errors import Unreachable


class RedisNode:
    """A client of one node. Half of ``timeout_s`` is for connecting, half for each answer; nothing is tried twice."""

    def __init__(self, address: RedisAddress, host: str, port: int, timeout_s: float) -> None:
        self._client = Redis(
            host=host,
            port=port,
            protocol=2,
            socket_timeout=timeout_s / 2,
            socket_connect_timeout=timeout_s / 2,
            retry=Retry(NoBackoff(), 0),
            decode_responses=True,
            **address.login,
        )

    def ask(self, *command: str | int) -> Any:
        """The answer to a command, as redis-py reads it. Raises Unreachable, also when the node refuses."""
        try:
            return self._client.execute_command(*command)  # type: ignore[no-untyped-call]
        except exceptions.TimeoutError as error:
            raise Unreachable("It does not answer in time.") from error
        except exceptions.AuthenticationError as error:
            raise Unreachable("It does not accept the password.", code="access") from error
        except exceptions.ConnectionError as error:
            raise Unreachable("It can't be connected to.") from error
        except (exceptions.RedisError, OSError) as error:
            raise Unreachable(f"It refuses: {str(error)[:200]}", code="refused") from error

    def close(self) -> None:
        """Close its connection."""
        self._client.close()
