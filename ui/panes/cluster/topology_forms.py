"""The forms of a topology: fields as data, and the way from what is entered to hosts, nodes and settings, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from app.cluster.topology_file import size, size_text
from app.domain.file_places import FileKind
from app.domain.topology import (
    PORTS,
    Credentials,
    Driver,
    Engine,
    Files,
    Host,
    Node,
    NodeKind,
    Polling,
    Ssh,
    credential,
)
from app.domain.topology_draft import Draft
from app.errors import InvalidInput
from ui.panes.cluster import words
from ui.panes.cluster.words import tr
from ui.sentences import said
from ui.widgets.form import Field, Kind

Values = dict[str, Any]
HERE, SSH = "here", "ssh"
_PARTS = {"polling": Polling, "files": Files, "credentials": Credentials}
_DECIMALS = ("lag_bound", "polling.interval", "polling.timeout")
_USED_FOR = {"ssh": "user", "hosts": "name", "nodes": "name"}
"""A complaint about a whole stands under the field where it is mended."""


# -- hosts -----------------------------------------------------------------------------------------------


def host_fields() -> tuple[Field, ...]:
    """The form of a host."""
    return (
        Field("name", tr("Name"), required=True, half=True),
        Field("address", tr("Address"), required=True, half=True, help=tr("As the other nodes reach it."), placeholder="10.1.0.5"),
        Field("memory", tr("Memory"), required=True, check=_size, half=True, placeholder="8G"),
        Field("cpus", tr("Processors"), Kind.NUMBER, required=True, half=True),
        Field(
            "reached", tr("Looked at"), Kind.CHOICE, required=True,
            choices=((HERE, tr("it is this computer")), (SSH, tr("over SSH"))),
            help=tr("Hosts are only looked at: their key has to be known, and nothing is changed on them."),
        ),
        Field("user", tr("User"), half=True, placeholder="clms"),
        Field("port", tr("SSH port"), Kind.NUMBER, half=True, placeholder="22"),
        Field("known_hosts", tr("Known hosts"), help=tr("The file that has the host's key."), placeholder="~/.ssh/known_hosts"),
        Field("key_file", tr("Key file"), help=tr("Empty: the keys that SSH's agent has.")),
    )  # fmt: skip


def host_values(host: Host) -> Values:
    """What the form of a host shows."""
    ssh = host.ssh or Ssh("")
    return {
        "name": host.name, "address": host.address, "memory": size_text(host.memory), "cpus": host.cpus,
        "reached": SSH if host.ssh else HERE, **msgspec.structs.asdict(ssh),
    }  # fmt: skip


def host_of(values: Values) -> Host:
    """The host that is entered."""
    usual = Ssh("")
    ssh = Ssh(
        values["user"], values["port"] or usual.port, values["known_hosts"] or usual.known_hosts, values["key_file"]
    )  # fmt: skip
    return Host(
        values["name"], values["address"], size(values["memory"]), values["cpus"], ssh if values["reached"] == SSH else None
    )  # fmt: skip


# -- nodes -----------------------------------------------------------------------------------------------


def node_fields(draft: Draft) -> tuple[Field, ...]:
    """The form of a node."""
    hosts = tuple((host.name, f"{host.name} ({host.address})") for host in draft.hosts)
    kinds = tuple((kind, words.kind_name(kind)) for kind in sorted(NodeKind, key=words.kind_order))
    return (
        Field("kind", tr("Kind"), Kind.CHOICE, required=True, choices=kinds, half=True),
        Field("name", tr("Name"), required=True, half=True),
        Field("host", tr("Host"), Kind.CHOICE, required=True, choices=hosts),
        Field("port", tr("Port"), Kind.NUMBER, half=True, help=tr("Empty: the usual one.")),
        Field("memory", tr("Memory at most"), check=_size, half=True, help=tr("Empty: its share of the host's."), placeholder="1G"),
        Field("plain_port", tr("Port for plain HTTP"), Kind.NUMBER, help=tr("It only sends people on to HTTPS. Empty: none."), placeholder="80"),
        Field("primary", tr("The primary at first"), Kind.CHECK, help=tr("Later the servers themselves say which one is.")),
    )  # fmt: skip


def node_values(node: Node) -> Values:
    """What the form of a node shows."""
    plain = msgspec.structs.asdict(node)
    return plain | {
        "port": node.port or None,
        "plain_port": node.plain_port or None,
        "memory": size_text(node.memory) if node.memory else "",
    }


def node_of(values: Values) -> Node:
    """The node that is entered; what its kind does not have is left out."""
    kind = values["kind"]
    return Node(
        values["name"], kind, values["host"], (values["port"] or PORTS[kind]) if PORTS[kind] else 0,
        (values["plain_port"] or 0) if kind is NodeKind.PROXY else 0, bool(values["primary"]) and kind is NodeKind.DATABASE,
        size(values["memory"]) if values["memory"] else 0,
    )  # fmt: skip


def suits(kind: NodeKind | None) -> dict[str, bool]:
    """Which fields of a node mean something for its kind."""
    return {
        "port": kind is None or bool(PORTS[kind]),
        "plain_port": kind is NodeKind.PROXY,
        "primary": kind is NodeKind.DATABASE,
    }


# -- what all share --------------------------------------------------------------------------------------


def shared_fields(draft: Draft) -> tuple[Field, ...]:
    """The form of what all nodes share; keys are those of the file."""
    local = ((Driver.LOCAL, tr("processes of one folder")),) if draft.shared["driver"] is Driver.LOCAL else ()
    drivers = ((Driver.SYSTEMD, tr("units of systemd")), (Driver.COMPOSE, tr("containers (Compose)")), *local)
    storages = (
        (FileKind.DATABASE, tr("in the database")), (FileKind.FOLDER, tr("in a folder of the one host")),
        (FileKind.SHARE, tr("on a network share")), (FileKind.S3, tr("in a bucket (S3)")),
    )  # fmt: skip
    return (
        Field("name", tr("Name"), required=True, half=True, help=tr("Of the deployment.")),
        Field("server_name", tr("Name people type"), required=True, half=True, placeholder="library.school.example"),
        Field("driver", tr("Nodes are started as"), Kind.CHOICE, required=True, choices=drivers),
        Field("engine", tr("Database"), Kind.CHOICE, required=True, half=True, heading=tr("Releases"),
              choices=((Engine.MARIADB, "MariaDB"), (Engine.MYSQL, "MySQL"))),
        Field("engine_version", tr("Its release"), required=True, half=True, placeholder="10.11"),
        Field("nginx_version", tr("nginx"), required=True, half=True),
        Field("redis_version", tr("Redis"), required=True, half=True),
        Field("people", tr("People at once"), Kind.NUMBER, required=True, half=True, heading=tr("Size"),
              help=tr("From behind one address: the rate limits follow.")),
        Field("windows", tr("Windows"), Kind.NUMBER, required=True, half=True, help=tr("Those that speak to the database themselves.")),
        Field("api_workers", tr("API node processes"), Kind.NUMBER, required=True, half=True),
        Field("pool", tr("API node connections"), Kind.NUMBER, required=True, half=True),
        Field("redis_replicas", tr("Redis replicas"), Kind.NUMBER, required=True, half=True, help=tr("Of each primary.")),
        Field("database", tr("Name of the database"), required=True, half=True),
        Field("semi_synchronous", tr("A commit counts once a replica has it"), Kind.CHECK, heading=tr("Safety")),
        Field("lag_bound", tr("Reads may be old by, seconds"), required=True, check=_decimal),
        Field("trusted_networks", tr("Networks in front"), help=tr("Of a CDN or proxy whose word for an address is believed, with commas between.")),
        Field("certificate", tr("Certificate"), help=tr("A path on the proxies. Empty: the usual one.")),
        Field("certificate_key", tr("Its key"), help=tr("A path on the proxies. Empty: the usual one.")),
        Field("polling.interval", tr("Every, seconds"), required=True, check=_decimal, half=True, heading=tr("Asking API nodes how they are")),
        Field("polling.timeout", tr("Wait at most, seconds"), required=True, check=_decimal, half=True),
        Field("polling.rise", tr("Well after, answers"), Kind.NUMBER, required=True, half=True),
        Field("polling.fall", tr("Out after, answers"), Kind.NUMBER, required=True, half=True),
        Field("files.storage", tr("Kept"), Kind.CHOICE, required=True, choices=storages, heading=tr("Photos, covers and copies of backups")),
        Field("files.copies", tr("Copies of backups"), Kind.CHOICE, choices=storages[1:],
              help=tr("Empty: none. To a share or a bucket only encrypted ones go.")),
        Field("files.folder", tr("Folder"), placeholder="/srv/clms/files"),
        Field("files.share", tr("Folder on the share"), placeholder="/mnt/nas/clms"),
        Field("files.bucket", tr("Bucket"), half=True),
        Field("files.region", tr("Region"), required=True, half=True),
        Field("files.endpoint", tr("Service"), help=tr("Empty: Amazon's."), placeholder="https://s3.school.example"),
        *_credential_fields(),
    )  # fmt: skip


def _credential_fields() -> tuple[Field, ...]:
    told = {
        "clms_desk": tr("Desk account"),
        "clms_ops": tr("Workers' account"),
        "clms_migrate": tr("Migration account"),
        "clms_backup": tr("Backup account"),
        "clms_replica": tr("Replication account"),
        "admin": tr("Administrator"),
        "redis": tr("Redis"),
        "jwt": tr("Key of API tokens"),
        "s3_access": tr("Bucket access key"),
        "s3_secret": tr("Bucket secret"),
    }
    heading, how = tr("Where each secret is"), "keyring:NAME, env:NAME"
    return tuple(
        Field(
            f"credentials.{name}",
            text,
            required=True,
            half=True,
            check=_reference,
            heading="" if number else heading,
            placeholder=how,
        )
        for number, (name, text) in enumerate(told.items())
    )


def shared_values(draft: Draft) -> Values:
    """What that form shows."""
    values = dict(draft.shared)
    for name in _PARTS:
        values |= {
            f"{name}.{field}": value for field, value in msgspec.structs.asdict(values.pop(name)).items()
        }
    values["trusted_networks"] = ", ".join(values["trusted_networks"])
    return values | {name: f"{values[name]:g}" for name in _DECIMALS}


def shared_of(values: Values) -> dict[str, Any]:
    """The settings that are entered, as a draft takes them."""
    told = {**values, **{name: float(values[name].replace(",", ".")) for name in _DECIMALS}}
    found = {name: value for name, value in told.items() if "." not in name}
    networks = (each.strip() for each in values["trusted_networks"].split(","))
    found["trusted_networks"] = tuple(filter(None, networks))
    for name, part in _PARTS.items():
        own = {key.partition(".")[2]: value for key, value in told.items() if key.startswith(f"{name}.")}
        found[name] = part(**own)
    return found


# -- complaints ------------------------------------------------------------------------------------------


def complaint(draft: Draft, part: Host | Node | None, fields: Mapping[str, object]) -> dict[str, str]:
    """What keeps a topology from being one, by the key of the form's field it is about; nothing for what another form
    has to mend. ``part`` is the host or node that is entered, None for what all share."""
    try:
        draft.topology()
    except InvalidInput as problem:
        named = str(problem.details.get("field", ""))
        key = named if part is None else draft.field_of(named, part)
        key = _USED_FOR.get(key, key)
        if key in fields:
            return {key: said(problem.message)}
    return {}


def _attempt(read: Callable[[Any], object], value: Any) -> str:
    try:
        read(value)
    except InvalidInput as problem:
        return said(problem.message)
    return ""


def _size(value: Any) -> str:
    return _attempt(size, value)


def _reference(value: Any) -> str:
    return _attempt(credential, value)


def _decimal(value: Any) -> str:
    try:
        float(str(value).replace(",", "."))
    except ValueError:
        return tr("Type a number such as 2 or 0.5.")
    return ""
