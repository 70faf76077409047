"""However a cluster ends, no process of it stays, and its folder is gone; and nobody else's process is ever ended."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.cluster.local.account import caller
from app.cluster.local.folder import ClusterFolder
from app.cluster.local.processes import Born, Process, born, children_of
from app.errors import Conflict, Refused
from tests.servers.local_cluster import Cluster, cluster_folder, local_cluster
from tests.waiting import until


@pytest.fixture
def beginning() -> Iterator[Cluster]:
    """A cluster whose first servers are being started."""
    with cluster_folder() as folder:
        cluster = Cluster(folder, "mariadb")
        cluster.begin()
        try:
            cluster.hear("servers run as")
            until(cluster.left, "the first server")
            yield cluster
        finally:
            cluster.end()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_start_that_is_broken_off_leaves_nothing(beginning: Cluster, how: signal.Signals) -> None:
    assert beginning.process is not None
    beginning.process.send_signal(how)
    code = beginning.wait()
    assert code == (1 if how is signal.SIGINT else -how)
    until(lambda: not beginning.left() and not beginning.folder.exists(), "everything to be gone")


def _guard_and_supervisor(cluster: Cluster) -> tuple[int, int]:
    assert cluster.process is not None
    return cluster.process.pid, children_of(cluster.process.pid)[0]


@pytest.mark.long
@pytest.mark.parametrize("whom", ["supervisor", "guard"])
def test_a_crash_leaves_nothing(whom: str) -> None:
    with cluster_folder() as folder:
        cluster = Cluster(folder, "mariadb")
        cluster.begin()
        cluster.hear("The cluster is up")
        guard, supervisor = _guard_and_supervisor(cluster)
        os.kill(supervisor if whom == "supervisor" else guard, signal.SIGKILL)
        assert cluster.wait() != 0
        until(lambda: not cluster.left() and not cluster.folder.exists(), "everything to be gone")


@pytest.mark.long
@pytest.mark.parametrize("then", ["down", "up"])
def test_what_is_left_when_both_are_killed_is_ended_by_the_next_command(then: str) -> None:
    with cluster_folder() as folder:
        cluster = Cluster(folder, "mariadb")
        cluster.begin()
        cluster.hear("The cluster is up")
        guard, supervisor = _guard_and_supervisor(cluster)
        for pid in (supervisor, guard):
            os.kill(pid, signal.SIGKILL)
        cluster.wait()
        until(
            lambda: all(words.startswith("nginx: ") for words in cluster.left()),
            "the nodes themselves to be gone",
        )
        if then == "up":
            again = Cluster(folder, "mariadb")
            again.begin()
            again.hear("The cluster is up")
            assert again.end() == 0
        else:
            assert cluster.run("down").returncode == 0
        assert cluster.left() == []
        assert not cluster.folder.exists()


@pytest.mark.long
def test_a_detached_cluster_stays_until_it_is_ended() -> None:
    with cluster_folder() as folder:
        cluster = Cluster(folder, "mariadb", "--detach")
        cluster.begin()
        cluster.hear("Its settings are")
        assert cluster.wait() == 0
        assert cluster.node("db-1").role == "primary"
        assert cluster.run("down").stdout == "The cluster has ended.\n"
        assert cluster.left() == []
        assert not cluster.folder.exists()
        assert cluster.run("status").returncode == 1


@pytest.mark.long
def test_mysql_does_all_of_it_too() -> None:
    with local_cluster("mysql") as cluster:
        cluster.order("kill", "db-1")
        told = cluster.order("promote")
        assert told.startswith("db-")
        assert sorted(node.role for node in cluster.status().values() if node.kind == "database") == [
            "",
            "primary",
            "replica",
        ]
        assert cluster.order("start", "db-1").startswith(
            "db-1 is up again. It follows nobody and takes no writes: db-"
        )
        assert cluster.node("db-1").role == "closed"


@pytest.fixture
def bystander(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that works in the folder and waits; in a session of its own, as nodes are."""
    folder = tmp_path / "cluster" / "api-1"
    folder.mkdir(parents=True)
    with subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, cwd=folder, start_new_session=True
    ) as process:
        yield process
        with contextlib.suppress(OSError):
            process.kill()


def _left_over(folder: Path, process: Born) -> ClusterFolder:
    (folder / "lock").touch()
    (folder / "processes.json").write_bytes(msgspec.json.encode({"api-1": process}))
    return ClusterFolder(folder)


def test_a_process_that_only_has_the_number_of_a_node_is_left_alone(
    tmp_path: Path, bystander: subprocess.Popen[bytes]
) -> None:
    real = born(bystander.pid)
    assert real is not None
    for other in (Born(real.pid, real.ticks - 1, "another boot"), Born(real.pid, real.ticks, "another boot")):
        folder = _left_over(tmp_path / "cluster", other)
        folder.claim(caller())
        folder.clear()
        assert bystander.poll() is None


def test_a_node_that_was_left_is_ended(tmp_path: Path, bystander: subprocess.Popen[bytes]) -> None:
    real = born(bystander.pid)
    assert real is not None
    folder = _left_over(tmp_path / "cluster", real)
    folder.claim(caller())
    assert bystander.wait(10) == -signal.SIGKILL
    assert sorted(path.name for path in folder.path.iterdir()) == ["lock"]
    folder.clear()


_HOLDS_A_FILE = """
import fcntl, pathlib
held = open("held", "w")
fcntl.flock(held, fcntl.LOCK_EX)
memory = b"x" * (256 << 20)
pathlib.Path("begun").touch()
input()
"""


def test_a_killed_node_holds_no_file_by_what_it_started(tmp_path: Path) -> None:
    """The kernel takes back the memory of a process before its files, so a worker may end long after its leader."""
    words = ["sh", "-c", '"$0" -c "$1" <&0 & wait', sys.executable, _HOLDS_A_FILE]
    process = Process(words, tmp_path, caller(), os.environ)
    process.start()
    until((tmp_path / "begun").exists, "what it starts to begin")
    process.kill()
    with (tmp_path / "held").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_folder_is_taken_by_one_and_only_when_it_is_a_clusters(tmp_path: Path) -> None:
    mine = ClusterFolder(tmp_path / "new")
    mine.claim(caller())
    with pytest.raises(Conflict):
        ClusterFolder(tmp_path / "new").claim(caller())
    mine.clear()
    assert not (tmp_path / "new").exists()
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(Refused, match="other things"):
        ClusterFolder(tmp_path).claim(caller())
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
