"""Nodes against each other: addresses, ports, numbers and roles that must agree, and what fails all at once."""

from __future__ import annotations

import ipaddress
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from app.cluster.checking.facts import Facts, number
from app.cluster.checking.finding import Finding, Weight
from app.domain.topology import PORTS, Driver, NodeKind


def balanced(facts: Facts) -> Iterator[Finding]:
    """nginx knows every API node by the address and port it listens at, and no other."""
    wanted = {facts.topology.address(node): node.name for node in facts.nodes(NodeKind.API)}
    for node, servers in facts.lists.items():
        listed = {(each.host, each.port) for each in servers}
        for host, port in sorted(listed - set(wanted)):
            yield Finding(
                "unknown-server",
                f"{node} sends requests to {host}:{port}, where no API node of the topology is.",
                "Render the list anew.",
                (node,),
            )
        for address in sorted(set(wanted) - listed):
            name = wanted[address]
            yield Finding(
                "unlisted-server",
                f"{node} sends nothing to {name} at {address[0]}:{address[1]}.",
                "Render the list anew.",
                (node, name),
            )
        if servers and all(each.down for each in servers):
            yield Finding("all-down", f"{node} has every API node marked down.", "Bring one back.", (node,))


def ports(facts: Facts) -> Iterator[Finding]:
    """An API node listens at the port it is known by."""
    for node in facts.nodes(NodeKind.API):
        said = facts.settings.get(node.name, {}).get("PORT", "")
        served = facts.served.get(node.name, {}).get("port", "")
        for told in (said, served):
            if told.isdecimal() and int(told) != node.port:
                yield Finding(
                    "port",
                    f"{node.name} listens at port {told}, and is known by {node.port}.",
                    "Make them the same.",
                    (node.name,),
                )


def libraries(facts: Facts) -> Iterator[Finding]:
    """All nodes speak of one library."""
    said = {
        node: told["DATABASE_URL"].rpartition("/")[2]
        for node, told in facts.settings.items()
        if "DATABASE_URL" in told
    }
    if len(set(said.values())) > 1:
        told = ", ".join(f"{node} of “{name}”" for node, name in said.items())
        yield Finding(
            "libraries",
            f"The nodes speak of different databases: {told}.",
            "Give all the same name in DATABASE_URL.",
            tuple(said),
        )
    accounts = {
        node: told["DATABASE_URL"].partition("://")[2].partition("@")[0]
        for node, told in facts.settings.items()
        if "DATABASE_URL" in told
    }
    for node, account in accounts.items():
        if account in ("root", "admin") or ":" in account:
            yield Finding(
                "account",
                f"{node} has a password or an administrator's account in DATABASE_URL.",
                "Use clms_desk or clms_ops; the password stands in the file of secrets.",
                (node,),
            )


def databases(facts: Facts) -> Iterator[Finding]:
    """Every node knows each database server: whichever is made the primary, it finds it."""
    wanted = {facts.topology.address(node): node.name for node in facts.nodes(NodeKind.DATABASE)}
    for node, told in facts.settings.items():
        if "DATABASE_URL" not in told:
            continue
        listed = (told["DATABASE_URL"].partition("://")[2], *told.get("DATABASE_NODES", "").split(","))
        known = {_address(each) for each in listed if each}
        for host, port in sorted(known - set(wanted)):
            yield Finding(
                "unknown-database",
                f"{node} looks for the library at {host}:{port}, where no database of the topology is.",
                "Render its settings anew.",
                (node,),
            )
        for address in sorted(set(wanted) - known):
            name = wanted[address]
            yield Finding(
                "unlisted-database",
                f"{node} knows nothing of {name} at {address[0]}:{address[1]}: once that is the primary, it writes nothing.",
                "Add it to DATABASE_NODES.",
                (node, name),
            )


def _address(told: str) -> tuple[str, int]:
    """Host and port of ``account@host:port/database``, or of a part of that."""
    place = urlsplit(f"//{told}")
    return place.hostname or "", place.port or PORTS[NodeKind.DATABASE]


def caches(facts: Facts) -> Iterator[Finding]:
    """Settings and servers agree whether Redis is a cluster."""
    clustered = {node: told.get("cluster-enabled", "no") == "yes" for node, told in facts.redis.items()}
    for node, told in facts.settings.items():
        says = told.get("REDIS_ENABLE_CLUSTER", "false").lower() == "true"
        for redis, is_cluster in clustered.items():
            if says != is_cluster:
                yield Finding(
                    "redis-cluster",
                    f"{node} takes Redis for {'a cluster' if says else 'a single server'}, and {redis} is {'one' if is_cluster and not says else 'not'}.",
                    "Make REDIS_ENABLE_CLUSTER and cluster-enabled agree.",
                    (node, redis),
                )
                break
    for node, told in facts.redis.items():
        if told.get("appendonly", "no") == "yes" or told.get("save", "") not in ("", '""'):
            yield Finding(
                "redis-disk",
                f"{node} writes a cache to disk, and forks for it: everything in it is in the database.",
                'Set save "" and appendonly no.',
                (node,),
                Weight.ADVICE,
            )


def replicas(facts: Facts) -> Iterator[Finding]:
    """Servers that follow each other have numbers of their own, transaction ids, and start closed."""
    numbers = Counter(told.get("server_id", "1") for told in facts.database.values())
    for node, told in facts.database.items():
        if len(facts.database) > 1 and numbers[told.get("server_id", "1")] > 1:
            yield Finding(
                "server-id",
                f"{node} has server_id {told.get('server_id', '1')}, as another database server has: neither could follow the other.",
                "Give each a number of its own.",
                (node,),
            )
        if told.get("read_only", "OFF").upper() not in ("ON", "1"):
            yield Finding(
                "starts-open",
                f"{node} takes writes from its start on: an old primary that comes back would take some that nobody else has.",
                "Set read_only = ON; only the one that is made the primary is opened.",
                (node,),
            )
        lasting = (
            number(told, "innodb_flush_log_at_trx_commit", 1) == 1 and number(told, "sync_binlog", 1) == 1
        )
        if not lasting:
            yield Finding(
                "durability",
                f"{node} confirms what is not yet on its disk: a power cut loses the loans of the last second.",
                "Set innodb_flush_log_at_trx_commit = 1 and sync_binlog = 1.",
                (node,),
            )
    if facts.topology.semi_synchronous and len(facts.nodes(NodeKind.DATABASE)) == 1:
        yield Finding(
            "no-replica",
            "There is one database server: nothing is lost only as long as its disk is well.",
            "Add a replica on another host, or rely on backups.",
            (facts.topology.first_primary.name,),
            Weight.ADVICE,
        )


def trusted(facts: Facts) -> Iterator[Finding]:
    """API nodes believe the proxies' word of a client's address, which they know by address."""
    proxies = [facts.topology.address(node)[0] for node in facts.nodes(NodeKind.PROXY)]
    for node in facts.nodes(NodeKind.API):
        if node.name not in facts.settings:
            continue
        said = facts.settings[node.name].get("TRUSTED_PROXIES", "127.0.0.1,::1").split(",")
        for proxy in proxies:
            if facts.topology.driver is not Driver.COMPOSE and not _covered(proxy, said):
                yield Finding(
                    "trusted-proxy",
                    f"{node.name} does not believe the proxy at {proxy}: it takes all requests for the proxy's own.",
                    f"Add {proxy} to TRUSTED_PROXIES, as an address.",
                    (node.name,),
                )


def _covered(address: str, networks: list[str]) -> bool:
    try:
        known = ipaddress.ip_address(address)
        return any(
            known in ipaddress.ip_network(each.strip(), strict=False) for each in networks if each.strip()
        )
    except ValueError:
        return False  # a name: the API compares addresses


def together(facts: Facts) -> Iterator[Finding]:
    """What fails with one computer, and what can't stand on one."""
    topology = facts.topology
    for kind, what in (
        (NodeKind.DATABASE, "database servers"),
        (NodeKind.API, "API nodes"),
        (NodeKind.REDIS, "Redis nodes"),
    ):
        nodes = topology.of(kind)
        hosts = Counter(node.host for node in nodes)
        if topology.driver is Driver.SYSTEMD and len(nodes) > 1 and len(hosts) == 1:
            yield Finding(
                "one-host",
                f"All {what} stand on {nodes[0].host} and are gone with it.",
                "Put one on another host.",
                tuple(node.name for node in nodes),
                Weight.ADVICE,
            )
        if topology.driver is Driver.SYSTEMD and kind is NodeKind.DATABASE:
            for host, count in hosts.items():
                if count > 1:
                    yield Finding(
                        "two-databases",
                        f"{count} database servers on {host} would read the same file and fill the same folder.",
                        "The packages' units run one a host; put the other elsewhere, or in a container.",
                        tuple(n.name for n in nodes if n.host == host),
                    )
    if topology.driver is Driver.COMPOSE and topology.nginx < (1, 28):
        yield Finding(
            "container-names",
            f"nginx {topology.nginx_version} looks the API nodes' names up once: a container that comes back with another address stays lost until a reload.",
            "Use nginx 1.28 or newer.",
            tuple(n.name for n in topology.of(NodeKind.PROXY)),
        )


RULES: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    balanced,
    ports,
    libraries,
    databases,
    caches,
    replicas,
    trusted,
    together,
)
