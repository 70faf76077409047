"""Asks API nodes whether requests may be sent to them, and tells when that changes.

Stock nginx learns only from requests that fail. A node that is frozen accepts every one of them and costs each the
whole time-out; asked here, it is out of balance after a few seconds.
"""

from __future__ import annotations

import http.client
import logging
import threading
from collections.abc import Callable

from app.domain.local_cluster import Standing, after, out_of_balance
from app.domain.topology import Polling

PATH = "/ready"

_log = logging.getLogger(__name__)


class Poller:
    """A thread for each node, so that one that does not answer keeps no other waiting. ``changed`` is given the names
    that are out of balance, each time they are others."""

    def __init__(self, polling: Polling, changed: Callable[[frozenset[str]], None]) -> None:
        self._polling, self._changed = polling, changed
        self._lock = threading.Lock()
        self._standings: dict[str, Standing] = {}
        self._reasons: dict[str, str] = {}
        self._out: frozenset[str] = frozenset()
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def watch(self, name: str, host: str, port: int) -> None:
        """Ask this node from now on; it is in balance until it fails."""
        with self._lock:
            self._standings[name] = Standing()
        thread = threading.Thread(
            target=self._poll, args=(name, host, port), name=f"clms-poll-{name}", daemon=True
        )
        self._threads.append(thread)
        thread.start()

    def leave(self, name: str) -> None:
        """Judge this node no longer: somebody took it out of balance, and knows why."""
        with self._lock:
            self._standings.pop(name, None)
            self._tell()

    def rejoin(self, name: str) -> None:
        """Judge it again; it is in balance until it fails."""
        with self._lock:
            self._standings[name] = Standing()
            self._tell()

    def close(self) -> None:
        """Ask no longer."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    @property
    def left_out(self) -> frozenset[str]:
        """The nodes that were told last: those that are out, or none when that would be all."""
        return self._out

    def out(self) -> dict[str, str]:
        """The nodes that are out by their own answers, with the reason."""
        with self._lock:
            return {
                name: self._reasons.get(name, "")
                for name, standing in self._standings.items()
                if not standing.in_balance
            }

    def _poll(self, name: str, host: str, port: int) -> None:
        while not self._stop.wait(self._polling.interval):
            reason = why_not_ready(host, port, self._polling.timeout)
            with self._lock:
                before = self._standings.get(name)
                if before is None:
                    continue
                self._standings[name] = now = after(before, not reason, self._polling)
                self._reasons[name] = reason
                if now.in_balance != before.in_balance:
                    _log.warning(
                        "%s is %s balance: %s", name, "in" if now.in_balance else "out of", reason or "ready"
                    )
                self._tell()

    def _tell(self) -> None:
        out = out_of_balance(self._standings)
        if out != self._out:
            self._out = out
            self._changed(out)


def why_not_ready(host: str, port: int, timeout: float) -> str:
    """Ask an API node once; "" when it is ready."""
    connection = http.client.HTTPConnection(host, port, timeout=timeout)
    try:
        connection.request("GET", PATH)
        status = connection.getresponse().status
    except TimeoutError:
        return f"no answer to {PATH} within {timeout:g} s"
    except (OSError, http.client.HTTPException) as error:
        return getattr(error, "strerror", None) or type(error).__name__
    finally:
        connection.close()
    return "" if status == 200 else f"{PATH} answers {status}"
