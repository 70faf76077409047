"""Hears of news the moment they are told, so that nobody has to ask often: says "look now" and no more.

A message that gets lost costs nothing but time: whoever listens looks by itself every now and then.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from redis import Redis, exceptions

from app.cache.redis import PATIENCE_S, Node, RedisLayer, make_client

_log = logging.getLogger(__name__)
_BLOCK_S = 0.4
_AT_ONCE = 1_000
_PAUSE_S = 0.02  # what many write one after the other is heard of together


class Listener:
    """Waits at the stream in a thread of its own, which begins with the first who listens."""

    def __init__(self, layer: RedisLayer, name: str) -> None:
        self._layer = layer
        self._name = name
        self._told: list[Callable[[], object]] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clms-news", daemon=True)
        self._lock = threading.Lock()
        self.hears = threading.Event()
        """Set while news would be heard."""

    def add(self, heard: Callable[[], object]) -> Callable[[], None]:
        """Call ``heard``, which must not wait, in the thread of the listener from now on; returns what ends that."""
        with self._lock:
            self._told.append(heard)
            if not self._thread.is_alive() and not self._stop.is_set():
                self._thread.start()
        return lambda: self._remove(heard)

    def close(self) -> None:
        """Listen no more."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _remove(self, heard: Callable[[], object]) -> None:
        with self._lock:
            if heard in self._told:
                self._told.remove(heard)

    def _tell(self) -> None:
        with self._lock:
            told = list(self._told)
        for heard in told:
            heard()

    def _run(self) -> None:
        while not self._stop.is_set():
            node = self._layer.node_of(self._name)
            if node is not None and not node.trouble:
                self._listen_at(node)
            self._stop.wait(PATIENCE_S)

    def _listen_at(self, node: Node) -> None:
        """Listen until something is wrong."""
        client = make_client(node.place, self._layer.address, socket_timeout=_BLOCK_S + PATIENCE_S)
        try:
            self._listen(client, node)
        except exceptions.ResponseError:
            pass  # it holds other slots now, or is about to
        except (exceptions.RedisError, OSError) as error:
            if not self._stop.is_set():
                self._layer.failed(node, error)
        except Exception:  # noqa: BLE001 - else nobody would listen again
            _log.exception("news could not be heard")
        finally:
            self.hears.clear()
            client.close()

    def _listen(self, client: Redis, node: Node) -> None:
        newest: Any = client.xrevrange(self._name, count=1)
        last = newest[0][0] if newest else b"0"
        self.hears.set()
        self._tell()  # something may have been told while nobody listened
        while not self._stop.is_set() and self._layer.node_of(self._name) is node:
            found: Any = client.xread({self._name: last}, count=_AT_ONCE, block=round(_BLOCK_S * 1000))
            if found:
                last = found[0][1][-1][0]
                self._tell()
                self._stop.wait(_PAUSE_S)
