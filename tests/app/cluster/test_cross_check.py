"""Contradictions between files: each is made, and is the one that is found; what is rendered has none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from app.cluster import topology_file
from app.cluster.checking import rules_of_time
from app.cluster.checking.contradictions import RULES, cross_check
from app.cluster.checking.finding import Finding, Weight
from app.cluster.rendering.files import Kind, RenderedFile, render
from app.domain.file_places import FileKind
from app.domain.topology import Driver, Files, Topology
from app.server import options, worker
from tests.app.cluster.kit import SCHOOL

Change = tuple[Kind, str, str, str]


@pytest.fixture(scope="module")
def school() -> Topology:
    return topology_file.parse(SCHOOL)


def _changed(files: tuple[RenderedFile, ...], *changes: Change) -> list[RenderedFile]:
    """As if somebody had edited the installed files."""
    done = list(files)
    for kind, node, before, after in changes:
        at = next(index for index, file in enumerate(done) if file.kind is kind and file.node == node)
        assert before in done[at].text, f"{before!r} stands nowhere in {done[at].path}"
        done[at] = replace(done[at], text=done[at].text.replace(before, after))
    return done


def _rules(found: list[Finding]) -> set[str]:
    return {each.rule for each in found if each.weight is Weight.CONTRADICTION}


@pytest.mark.parametrize("driver", [Driver.SYSTEMD, Driver.COMPOSE])
def test_what_is_rendered_fits_together(school: Topology, driver: Driver) -> None:
    topology = msgspec.structs.replace(school, driver=driver, nginx_version="1.28")
    assert cross_check(topology, render(topology)) == []


CASES: dict[str, tuple[tuple[Change, ...], str, str]] = {
    "too few connections": (
        ((Kind.MARIADB, "db-2", "max_connections = 188", "max_connections = 100"),), "connections", "187",
    ),
    "a larger pool": ((
        (Kind.ENVIRONMENT, "api-1", "DB_CONNECTION_LIMIT=20", "DB_CONNECTION_LIMIT=50"),), "connections", "247",
    ),
    "processes without a connection": (
        ((Kind.SYSTEMD, "api-1", "--workers 2", "--workers 8"),), "shares", "8 processes",
    ),
    "the guide's buffer pool on a small host": (
        ((Kind.MARIADB, "db-2", "innodb_buffer_pool_size = ", "innodb_buffer_pool_size = 4G # "),), "database-memory", "4096 MB",
    ),
    "the guide's temporary tables": (
        ((Kind.MARIADB, "db-1", "tmp_table_size = 32M", "tmp_table_size = 256M"),), "temporary-tables", "47 GB",
    ),
    "a cache without bound": ((
        (Kind.REDIS, "redis-1", "maxmemory 800mb", "maxmemory 0"),), "cache-bound", "no maxmemory",
    ),
    "a cache larger than its host": (
        ((Kind.REDIS, "redis-1", "maxmemory 800mb", "maxmemory 20gb"),), "cache-memory", "20480 MB",
    ),
    "a cache that may forget nothing": (
        ((Kind.REDIS, "redis-1", "allkeys-lfu", "noeviction"),), "cache-policy", "noeviction",
    ),
    "nginx gives up first": (
        ((Kind.NGINX, "proxy", "proxy_read_timeout 45s", "proxy_read_timeout 10s"),), "proxy-timeout", "10 s",
    ),
    "nginx hangs up last": (
        ((Kind.NGINX, "proxy", "keepalive_timeout 60s", "keepalive_timeout 5m"),), "keep-alive", "300 s",
    ),
    "the guide's patience": (
        ((Kind.ENVIRONMENT, "api-1", "DB_ACQUIRE_TIMEOUT=3000", "DB_ACQUIRE_TIMEOUT=60000"),), "acquire-timeout", "60 s",
    ),
    "the database hangs up first": (
        ((Kind.MARIADB, "db-1", "\nwait_timeout = 3600", "\nwait_timeout = 60"),), "idle-timeout", "60 s",
    ),
    "killed while it finishes": (
        ((Kind.SYSTEMD, "api-2", "TimeoutStopSec=50", "TimeoutStopSec=10"),), "stop-timeout", "10 s",
    ),
    "the guide's rate": (
        ((Kind.NGINX, "proxy", "rate=1000r/s", "rate=10r/s"),), "school-rate", "1000 people",
    ),
    "the guide's sign-in": (
        ((Kind.NGINX, "proxy", "rate=10r/s;\n    limit_req_status", "rate=1r/s;\n    limit_req_status"),
         (Kind.NGINX, "proxy", "zone=clms_login burst=50", "zone=clms_login burst=5")), "class-rate", "class of 40",
    ),
    "limits that look like an outage": (
        ((Kind.NGINX, "proxy", "limit_req_status 429;", ""),), "limit-status", "503",
    ),
    "a server nobody knows": (
        ((Kind.NGINX_LIST, "proxy", "10.1.0.6:3001", "10.1.0.9:3001"),), "unknown-server", "10.1.0.9",
    ),
    "another port": ((
        (Kind.ENVIRONMENT, "api-1", "PORT=3001", "PORT=3002"),), "port", "3002",
    ),
    "another library": (
        ((Kind.ENVIRONMENT, "worker", "3306/clms", "3306/library"),), "libraries", "library",
    ),
    "a password in the address": (
        ((Kind.ENVIRONMENT, "api-1", "clms_desk@", "root:hunter2@"),), "account", "api-1",
    ),
    "a replica nobody was told of": (
        ((Kind.ENVIRONMENT, "worker", "DATABASE_NODES=10.1.0.5:3306", ""),), "unlisted-database", "db-2",
    ),
    "a database that is elsewhere": (
        ((Kind.ENVIRONMENT, "api-1", "10.1.0.6:3306", "10.1.0.7:3306"),), "unknown-database", "10.1.0.7:3306",
    ),
    "a cluster that is none": (
        ((Kind.ENVIRONMENT, "api-1", "REDIS_HOST=10.1.0.6", "REDIS_ENABLE_CLUSTER=true"),), "redis-cluster", "redis-1",
    ),
    "twins": (
        ((Kind.MARIADB, "db-2", "server_id = 2", "server_id = 1"),), "server-id", "server_id 1",
    ),
    "an open door": (
        ((Kind.MARIADB, "db-2", "read_only = ON", "read_only = OFF"),), "starts-open", "db-2",
    ),
    "the guide's durability": (
        ((Kind.MARIADB, "db-1", "at_trx_commit = 1", "at_trx_commit = 2"),), "durability", "power cut",
    ),
    "files in two places": (
        ((Kind.ENVIRONMENT, "api-2", "NODE_ENV", "FILE_STORAGE=s3\nS3_BUCKET=pictures\nNODE_ENV"),), "file-places", "api-2",
    ),
    "a folder of each one's own": (
        tuple((Kind.ENVIRONMENT, node, "NODE_ENV", "FILE_STORAGE=folder\nFILE_STORAGE_FOLDER=/srv/files\nNODE_ENV")
              for node in ("api-1", "api-2", "worker")), "folder-not-shared", "on 2 hosts",
    ),
    "a proxy nobody believes": (
        ((Kind.ENVIRONMENT, "api-2", "TRUSTED_PROXIES=10.1.0.5", "TRUSTED_PROXIES=127.0.0.1"),), "trusted-proxy", "10.1.0.5",
    ),
}  # fmt: skip


FOLLOWING = {
    "cache-memory": {"host-memory"},
    "database-memory": {"host-memory"},
    "proxy-timeout": {"acquire-timeout"},
    "unknown-server": {"unlisted-server"},
    "unknown-database": {"unlisted-database"},
}
"""What cannot but be found with another."""


@pytest.mark.parametrize("case", CASES)
def test_each_contradiction_is_found_and_no_other(school: Topology, case: str) -> None:
    changes, rule, word = CASES[case]
    found = cross_check(school, _changed(render(school), *changes))
    assert rule in _rules(found)
    assert any(word in each.text and each.hint for each in found if each.rule == rule)
    assert "hunter2" not in "".join(each.text + each.hint for each in found)
    assert _rules(found) - {rule} <= FOLLOWING.get(rule, set())


TOPOLOGIES: dict[str, tuple[dict[str, Any], str]] = {
    "a CDN": ({"trusted_networks": ("10.9.0.0/16",)}, "cdn-address"),
    "names in containers": ({"driver": Driver.COMPOSE}, "container-names"),
    "more people": ({"people": 50_000}, "school-rate"),
    "more windows": ({"windows": 500}, "connections"),
}


@pytest.mark.parametrize("case", TOPOLOGIES)
def test_files_of_yesterday_do_not_fit_the_topology_of_today(school: Topology, case: str) -> None:
    change, rule = TOPOLOGIES[case]
    assert rule in _rules(cross_check(msgspec.structs.replace(school, **change), render(school)))


@pytest.mark.parametrize(
    "files", [Files(FileKind.SHARE, share="/mnt/nas/clms"), Files(FileKind.S3, bucket="pictures")]
)
@pytest.mark.parametrize("driver", [Driver.SYSTEMD, Driver.COMPOSE])
def test_files_that_all_nodes_reach_fit_together(school: Topology, files: Files, driver: Driver) -> None:
    topology = msgspec.structs.replace(school, driver=driver, nginx_version="1.28", files=files)
    assert cross_check(topology, render(topology)) == []


def test_a_folder_of_the_one_host_is_mentioned_where_desks_are_elsewhere(school: Topology) -> None:
    files = Files(FileKind.FOLDER, "/srv/files")
    topology = msgspec.structs.replace(school, driver=Driver.COMPOSE, nginx_version="1.28", files=files)
    (found,) = cross_check(topology, render(topology))
    assert (found.rule, found.weight) == ("folder-and-desks", Weight.ADVICE)
    alone = msgspec.structs.replace(topology, windows=0)
    assert cross_check(alone, render(alone)) == []


def test_everything_on_one_host_is_mentioned(school: Topology) -> None:
    moved = tuple(
        msgspec.structs.replace(
            node, host="back", port=node.port + (1 if node.name in ("api-2", "db-2") else 0)
        )
        for node in school.nodes
        if node.kind != "proxy"
    )
    topology = msgspec.structs.replace(school, nodes=moved)
    found = cross_check(topology, render(topology))
    assert {"two-databases"} == _rules(found)
    assert {each.rule for each in found if each.weight is Weight.ADVICE} == {"one-host"}


def test_what_could_not_be_read_is_no_contradiction(school: Topology) -> None:
    """Files of a host that is away are missing: nothing is guessed of them."""
    there = [each for each in render(school) if each.host == "front"]
    assert _rules(cross_check(school, there)) == set()


def test_the_programs_own_times_are_those_the_rules_know() -> None:
    assert options.FINISH_SECONDS == rules_of_time.REQUEST_S
    assert worker._KEEP_ALIVE_S == rules_of_time.KEEP_ALIVE_S


def test_every_rule_says_what_it_is_for() -> None:
    rules: tuple[Callable[..., Any], ...] = RULES
    assert all(rule.__doc__ for rule in rules)
