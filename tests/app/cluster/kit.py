"""Topologies that tests begin with."""

from __future__ import annotations

SCHOOL = """\
name = "san-isidro"
server_name = "library.example.org"
engine = "mariadb"
engine_version = "10.11"

[credentials]
jwt = "env:CLMS_JWT"

[[hosts]]
name = "front"
address = "10.1.0.5"
memory = "4G"
cpus = 2
ssh = { user = "clms", port = 2222 }

[[hosts]]
name = "back"
address = "10.1.0.6"
memory = "16G"
cpus = 8

[[nodes]]
name = "proxy"
kind = "proxy"
host = "front"
plain_port = 80

[[nodes]]
name = "api-1"
kind = "api"
host = "front"

[[nodes]]
name = "api-2"
kind = "api"
host = "back"

[[nodes]]
name = "worker"
kind = "worker"
host = "back"

[[nodes]]
name = "db-1"
kind = "database"
host = "back"
primary = true

[[nodes]]
name = "db-2"
kind = "database"
host = "front"

[[nodes]]
name = "redis-1"
kind = "redis"
host = "back"
"""
