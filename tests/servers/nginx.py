"""Start a real nginx, unprivileged, in a folder of its own."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.servers import FOLDERS
from tests.servers.databases import RUNNING, ServerFailed, as_user, die_with_parent, free_port, hand_over

_READY_SECONDS = 10.0

_CONFIGURATION = """\
daemon off; master_process off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; {inside} }}
}}
"""
STATUS = "location = /nginx_status { stub_status; } location / { return 204; }"


@contextlib.contextmanager
def nginx(inside: str = STATUS) -> Iterator[int]:
    """One that answers at a port, which is yielded. ``inside`` is what its server block holds."""
    folder = Path(tempfile.mkdtemp(prefix="clms-nginx-", dir=FOLDERS))
    hand_over(folder)
    port = free_port()
    (folder / "nginx.conf").write_text(_CONFIGURATION.format(folder=folder, port=port, inside=inside))
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    if program is None:
        raise ServerFailed("nginx is not installed: apt-get install nginx-light")
    process = subprocess.Popen(
        [program, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=die_with_parent, start_new_session=True, **as_user(),
    )  # fmt: skip
    RUNNING.add(process.pid)
    try:
        _wait(port, process, folder)
        yield port
    finally:
        process.kill()
        process.wait(timeout=30)
        RUNNING.discard(process.pid)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.02)
    raise ServerFailed(f"nginx did not start: {(folder / 'error.log').read_text()[-1000:]}")
