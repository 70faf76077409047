"""What a request of the API asks, one command after the other, straight on a connection.

redis-py's client looks before each command whether the connection is still there (three calls of the system), counts for
observers that nobody registered, and takes its options apart: three quarters of the processor's time of a GET. A
connection that was cut shows that when it is used, and is then made anew.
"""

from __future__ import annotations

from typing import Any

from redis import Redis, exceptions


class RedisLine:
    """Commands to the server of a client, each on one of its connections; ``retries`` is how often one that broke is
    tried again at once. Safe to use from any thread. They are closed with the client."""

    def __init__(self, client: Redis, retries: int) -> None:
        self._pool = client.connection_pool
        self._retries = retries
        self._idle: list[Any] = []

    def ask(self, *command: bytes | str | int) -> Any:
        """The answer to a command. Raises RedisError, or OSError."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._pool.get_connection()
        for left in range(self._retries, -1, -1):
            try:
                connection.send_command(*command)
                found = connection.read_response()
            except exceptions.ResponseError:  # it was answered: nothing is left on the connection
                self._idle.append(connection)
                raise
            except exceptions.ConnectionError:
                connection.disconnect()
                if not left:
                    self._idle.append(connection)
                    raise
            except BaseException:
                connection.disconnect()  # an answer may still come, which is nobody else's
                self._idle.append(connection)
                raise
            else:
                self._idle.append(connection)
                return found
        raise AssertionError("unreachable: the loop returns or raises")
