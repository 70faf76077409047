"""nginx of a local cluster: its configuration, which nodes it sends requests to, and how it takes that up."""

from __future__ import annotations

import signal
from collections.abc import Collection
from pathlib import Path

from app.domain.topology import NodeKind, Topology

CONFIGURATION = "nginx.conf"
UPSTREAM = "api.upstream"
RELOAD = signal.SIGHUP
"""What ``nginx -s reload`` sends."""


def upstream(topology: Topology, out: Collection[str]) -> str:
    """The servers of the upstream; those in ``out`` are marked down."""
    lines = []
    for node in topology.of(NodeKind.API):
        host, port = topology.address(node)
        mark = " down" if node.name in out else ""
        lines.append(f"server {host}:{port} max_fails=2 fail_timeout=5s{mark};  # {node.name}")
    return "\n".join(lines) + "\n"


def write_upstream(folder: Path, topology: Topology, out: Collection[str]) -> None:
    """Replace the file in one step; nginx reads it when it is told to reload."""
    draft = folder / f"{UPSTREAM}.new"
    draft.write_text(upstream(topology, out))
    draft.replace(folder / UPSTREAM)


def nginx_conf(topology: Topology, folder: Path) -> str:
    """The configuration."""
    node = topology.of(NodeKind.PROXY)[0]
    host, port = topology.address(node)
    return f"""\
daemon off;
worker_processes 2;
pid {folder}/nginx.pid;
error_log stderr warn;
worker_shutdown_timeout 30s;
events {{ worker_connections 1024; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/client_body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    client_max_body_size 64m;
    upstream api {{
        zone api_servers 64k;
        least_conn;
        include {folder}/{UPSTREAM};
        keepalive 32;
    }}
    server {{
        listen {host}:{node.plain_port};
        return 308 https://$host:{port}$request_uri;
    }}
    server {{
        listen {host}:{port} ssl http2;
        ssl_certificate {topology.certificate};
        ssl_certificate_key {topology.certificate_key};
        ssl_protocols TLSv1.2 TLSv1.3;
        location = /nginx_status {{ stub_status; allow 127.0.0.1; deny all; }}
        location / {{
            proxy_pass http://api;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_connect_timeout 1s;
            proxy_next_upstream error timeout http_502 http_503;
            proxy_next_upstream_tries 3;
        }}
    }}
}}
"""
