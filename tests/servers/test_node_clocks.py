"""A program whose clock is set while it runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.servers.local_cluster import Cluster
from tests.servers.node_clocks import NodeClocks

_TELLS = "import time\nwhile input() != 'end': print(int(time.time() - time.monotonic()), flush=True)"


@pytest.mark.long
def test_a_clock_is_set_and_nothing_else_moves(tmp_path: Path) -> None:
    node = tmp_path / "api-1"
    node.mkdir()
    clocks = NodeClocks(tmp_path / "clocks", ["api-1"])
    with subprocess.Popen(
        [sys.executable, "-c", _TELLS],
        cwd=node,
        env={**os.environ, **clocks.environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        cluster = cast(Cluster, SimpleNamespace(node=lambda _: process))

        def told() -> int:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write("tell\n")
            process.stdin.flush()
            return int(process.stdout.readline())

        right = told()
        for ahead in (3_600, -3_600, 0):
            clocks.set_ahead(cluster, "api-1", ahead)
            assert abs(told() - right - ahead) <= 1
        process.communicate("end\n")
