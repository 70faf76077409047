"""Nodes of a running cluster whose clocks a test sets, each its own, with ``moved_clock.c`` between them and the kernel's.

Not for database servers, which wait until a time of the day: those have a :mod:`tests.servers.clocks`.
"""

from __future__ import annotations

import struct
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.servers.local_cluster import Cluster

_SOURCE = Path(__file__).with_name("moved_clock.c")
_SECONDS = struct.Struct("q")


class NodeClocks:
    """The clocks of nodes with these names; what is started with ``environment`` goes by them."""

    def __init__(self, folder: Path, nodes: Iterable[str]) -> None:
        self._folder = folder
        folder.mkdir()
        folder.chmod(0o711)
        library = folder / "moved_clock.so"
        subprocess.run(
            ["gcc", "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", library, _SOURCE], check=True
        )
        for node in nodes:
            (folder / node).write_bytes(_SECONDS.pack(0))
            (folder / node).chmod(0o644)
        self.environment = {"LD_PRELOAD": str(library), "MOVED_CLOCKS": str(folder)}

    def set_ahead(self, cluster: Cluster, node: str, seconds: int) -> None:
        """Set a running node's clock so far ahead of the computer's, or behind it."""
        file = self._folder / node
        assert str(file) in Path(f"/proc/{cluster.node(node).pid}/maps").read_text(), (
            f"{node} goes by no clock"
        )
        with file.open("r+b") as opened:  # in place: it is a part of the node's memory
            opened.write(_SECONDS.pack(seconds))
