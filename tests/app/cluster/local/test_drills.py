"""The recovery drills of the operator's guide, run as they are written."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from tests import documents
from tests.servers.local_cluster import Cluster
from tests.test_operating_examples import CLUSTER, GUIDE


@pytest.mark.long
@pytest.mark.timeout(1_200)
def test_every_node_that_a_drill_kills_is_back_at_its_end(cluster: Cluster, tmp_path: Path) -> None:
    drills = [each for each in documents.examples(GUIDE) if each.heading in CLUSTER]
    assert {each.heading for each in drills} == CLUSTER
    here = shlex.quote(str(cluster.folder))
    command = f'clms() {{ {shlex.quote(sys.executable)} -m app "$1" "$2" --dir {here} "${{@:3}}"; }}'
    documents.run(drills, tmp_path, {}, {"PYTHONPATH": str(documents.ROOT)}, 900, command)
    for name in ("api-2", "db-1", "redis-1"):
        cluster.wait_for(name, "up")
    assert cluster.node("db-2").role == "primary"
    cluster.order("promote", "db-1")
