"""Start real Redis servers, one alone or a cluster of three primaries with a replica each.

::

    with single() as port: ...
    with cluster() as ports: ...          # six ports; any of them leads to the others

They run unprivileged on loopback in a folder of their own and are killed with the process that started them.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from tests.servers import FOLDERS
from tests.servers.databases import RUNNING, ServerFailed, as_user, die_with_parent, free_port, hand_over

_READY_SECONDS = 30
_SLOTS = 16_384
_OPTIONS = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--repl-diskless-sync-delay", "0"]


@contextlib.contextmanager
def single(
    dump: Path | None = None, options: tuple[str, ...] = (), tls: tuple[Path, Path] | None = None
) -> Iterator[int]:
    """One server, which begins with what is in ``dump``; yields its port. With ``tls``, a certificate that is its own
    authority and its key, it speaks TLS only."""
    with contextlib.ExitStack() as stack:
        yield _start(stack, options, dump, tls)


@contextlib.contextmanager
def cluster(password: str = "") -> Iterator[list[int]]:
    """A cluster of six, ready for work; yields the ports, the three primaries' first. With ``password`` it wants that."""
    options = (
        "--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf", "--cluster-node-timeout", "2000",
        "--cluster-replica-validity-factor", "0", "--cluster-require-full-coverage", "no",
    )  # fmt: skip
    with contextlib.ExitStack() as stack:
        ports = [_start(stack, options) for _ in range(6)]
        nodes = [stack.enter_context(contextlib.closing(redis.Redis(port=port))) for port in ports]
        for number, node in enumerate(nodes):
            node.execute_command("CLUSTER SET-CONFIG-EPOCH", number + 1)
            if number < 3:
                first, last = _SLOTS * number // 3, _SLOTS * (number + 1) // 3 - 1
                node.execute_command("CLUSTER ADDSLOTSRANGE", first, last)
            node.execute_command("CLUSTER MEET", "127.0.0.1", ports[0])
        ids = [_text(node.execute_command("CLUSTER MYID")) for node in nodes]
        for number in range(3):
            replica, primary = nodes[number + 3], ids[number]
            _wait(lambda replica=replica, primary=primary: _replicates(replica, primary))
        for node in nodes:
            _wait(lambda node=node: node.execute_command("CLUSTER INFO")["cluster_state"] == "ok")
        for node in nodes[3:]:
            _wait(lambda node=node: node.info("replication").get("master_link_status") == "up")
        for node in nodes if password else ():
            node.config_set("masterauth", password)
            node.config_set("requirepass", password)
        yield ports


def _text(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _replicates(node: redis.Redis, primary: str) -> bool:
    """Ask for it; refused until gossip told this node of its primary."""
    try:
        node.execute_command("CLUSTER REPLICATE", primary)
    except redis.ResponseError:
        return False
    return True


def _start(
    stack: contextlib.ExitStack,
    options: tuple[str, ...],
    dump: Path | None = None,
    tls: tuple[Path, Path] | None = None,
) -> int:
    folder = Path(tempfile.mkdtemp(prefix="clms-redis-", dir=FOLDERS))
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    hand_over(folder)
    if dump is not None:
        shutil.copyfile(dump, folder / "dump.rdb")
        hand_over(folder / "dump.rdb")
    own = [str(folder / name) for name in ("own.crt", "own.key")]
    for source, copied in zip(tls or (), own, strict=False):
        shutil.copyfile(source, copied)
        hand_over(Path(copied))
    problem = ""
    for _ in range(5):
        port = free_port()
        listen = ["--port", str(port)]
        if tls:
            files = ("--tls-cert-file", own[0], "--tls-key-file", own[1], "--tls-ca-cert-file", own[0])
            listen = ["--port", "0", "--tls-port", str(port), "--tls-auth-clients", "no", *files]
        log = (folder / "log").open("wb")
        with log:
            command = ["redis-server", *listen, "--dir", str(folder), *_OPTIONS, *options]
            process = subprocess.Popen(
                command, executable=program(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder,
                preexec_fn=die_with_parent, start_new_session=True, **as_user(),
            )  # fmt: skip
        RUNNING.add(process.pid)
        stack.callback(_kill, process)
        if _answers(port, process, tls):
            return port
        problem = (folder / "log").read_text(errors="replace")[-1500:]
    raise ServerFailed(f"redis-server did not start: {problem}")


def program() -> str:
    found = shutil.which("redis-server") or shutil.which("redis-check-rdb")
    if not found:
        raise ServerFailed("redis-server is not installed: apt-get install redis-tools")
    return found


def _answers(port: int, process: subprocess.Popen[bytes], tls: tuple[Path, Path] | None) -> bool:
    options: dict[str, Any] = {"ssl": True, "ssl_ca_certs": str(tls[0])} if tls else {}
    # By itself it pauses up to a second between tries, also where it lacks a password.
    options["retry"] = Retry(NoBackoff(), 0)
    with contextlib.closing(redis.Redis(host="127.0.0.1", port=port, socket_timeout=1, **options)) as client:
        deadline = time.monotonic() + _READY_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            try:
                client.ping()
                return True
            except redis.AuthenticationError:
                return True  # it is there, and wants a password
            except (redis.ConnectionError, redis.TimeoutError):
                pass
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.02)
    return False


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
    process.wait(timeout=30)
    RUNNING.discard(process.pid)


def _wait(condition: Callable[[], bool]) -> None:
    deadline, pause = time.monotonic() + _READY_SECONDS, threading.Event()
    while not condition():
        if time.monotonic() > deadline:
            raise ServerFailed("the Redis cluster did not form")
        pause.wait(0.02)


@contextlib.contextmanager
def settings_of(form: str) -> Iterator[dict[str, str]]:
    """The settings that lead to a "single" server or to a "cluster" of six; to none where the form is "none"."""
    if form == "none":
        yield {}
    elif form == "single":
        with single() as port:
            yield {"REDIS_HOST": "127.0.0.1", "REDIS_PORT": str(port)}
    else:
        with cluster() as ports:
            nodes = ",".join(f"127.0.0.1:{port}" for port in ports[:3])
            yield {"REDIS_ENABLE_CLUSTER": "true", "REDIS_CLUSTER_NODES": nodes}
