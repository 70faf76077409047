"""Ends the cluster in a folder from outside, or puts away what one left that nobody looks after."""

from __future__ import annotations

import contextlib
from pathlib import Path

from app.cluster.local.account import unprivileged
from app.cluster.local.control import ask
from app.cluster.local.folder import ClusterFolder, running_in
from app.domain.local_cluster import Order
from app.errors import NotFound

_DOWN_S = 30.0


def end(path: Path) -> str:
    """End it and wait until its folder is empty; where only leftovers are, put those away. Returns what to say.

    Raises NotFound where there is neither, Unreachable for one that does not end.
    """
    left = ClusterFolder(path)
    if left.left_over:
        left.claim(unprivileged())
        left.clear()
        return "What an earlier cluster left is put away."
    folder = running_in(path)
    said = "The cluster has ended."
    with contextlib.suppress(NotFound):
        said = ask(folder.socket, Order("down")).said
    folder.wait_until_free(_DOWN_S)
    return said
