"""Start a real nginx, unprivileged, in a folder of its own."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.servers import FOLDERS
from tests.servers.balancing import running
from tests.servers.databases import free_port, hand_over

_CONFIGURATION = """\
master_process off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
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
    try:
        with running(folder / "nginx.conf", folder, port):
            yield port
    finally:
        shutil.rmtree(folder, ignore_errors=True)
