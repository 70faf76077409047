"""What configuration files say, as far as they must agree with each other. What can't be found is left out, never guessed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.cluster.rendering.files import Kind, RenderedFile
from app.domain.topology import Node, NodeKind, Topology

_UNITS = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3, "t": 1024**4}
_SIZE = re.compile(r"(\d+)\s*([kmgt]?)b?", re.IGNORECASE)
_SECONDS = re.compile(r"(\d+)(ms|s|m|h|min)?")
_IN_SECONDS = {"ms": 0.001, "s": 1, None: 1, "m": 60, "min": 60, "h": 3600}
_ZONE = re.compile(r"limit_req_zone\s+(\S+)\s+zone=(\w+):\S+\s+rate=(\d+)r/([sm])\s*;")
_LIMIT = re.compile(r"limit_req\s+zone=(\w+)(?:\s+burst=(\d+))?")
_SERVER = re.compile(r"^\s*server\s+(\S+?):(\d+)([^;]*);", re.MULTILINE)
_LOCATION = re.compile(r"location\s+=?\s*(\S+)\s*\{([^{}]*)\}")
_TIMEOUT = re.compile(r"^\s*(proxy_\w+_timeout|keepalive_timeout|client_body_timeout)\s+(\S+);", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rate:
    """A limit of nginx that counts by address: requests a second, and how many more may come at once."""

    zone: str
    a_second: float
    burst: int


@dataclass(slots=True)
class NginxFacts:
    """``timeouts`` in seconds by directive, those of an upstream as ``upstream keepalive_timeout``."""

    timeouts: dict[str, float] = field(default_factory=dict)
    by_address: list[Rate] = field(default_factory=list)
    by_address_at_login: list[Rate] = field(default_factory=list)
    status_of_limits: int = 503
    real_ip: bool = False


@dataclass(frozen=True, slots=True)
class Balanced:
    """One server of nginx' list."""

    host: str
    port: int
    fail_timeout: float | None
    down: bool


@dataclass(slots=True)
class Facts:
    """Everything that was found, by the node's name; of a file that could not be read nothing is."""

    topology: Topology
    database: dict[str, dict[str, str]] = field(default_factory=dict)
    redis: dict[str, dict[str, str]] = field(default_factory=dict)
    settings: dict[str, dict[str, str]] = field(default_factory=dict)
    served: dict[str, dict[str, str]] = field(default_factory=dict)
    stop_seconds: dict[str, float] = field(default_factory=dict)
    nginx: dict[str, NginxFacts] = field(default_factory=dict)
    lists: dict[str, list[Balanced]] = field(default_factory=dict)

    def nodes(self, kind: NodeKind) -> tuple[Node, ...]:
        """The topology's nodes of a kind."""
        return self.topology.of(kind)


def facts(topology: Topology, files: Iterable[RenderedFile]) -> Facts:
    """What the files say."""
    found = Facts(topology)
    for file in files:
        match file.kind:
            case Kind.MYSQL | Kind.MARIADB:
                found.database[file.node] = _options(file.text)
            case Kind.REDIS:
                found.redis[file.node] = _words(file.text)
            case Kind.ENVIRONMENT:
                found.settings[file.node or "migrate"] = _settings(file.text)
            case Kind.SYSTEMD:
                _unit(found, file)
            case Kind.NGINX:
                found.nginx[file.node] = _nginx(file.text)
            case Kind.NGINX_LIST:
                found.lists[file.node] = _list(file.text)
    return found


def size(text: str) -> int | None:
    """Bytes of a size as servers write it."""
    told = _SIZE.fullmatch(text.strip())
    return int(told[1]) * _UNITS[told[2].lower()] if told else None


def seconds(text: str) -> float | None:
    """Seconds of a time as nginx and systemd write it."""
    told = _SECONDS.fullmatch(text.strip())
    return int(told[1]) * _IN_SECONDS[told[2]] if told else None


def number(told: dict[str, str], name: str, default: int) -> int:
    """A whole number among settings, the server's default where it isn't set or is none."""
    value = told.get(name, "")
    return int(value) if value.isdecimal() else default


def _bare(text: str) -> list[str]:
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _options(text: str) -> dict[str, str]:
    """Of my.cnf: names with underscores, as servers take them either way."""
    found, inside = {}, True
    for line in _bare(text):
        if line.startswith("["):
            inside = line in ("[mysqld]", "[server]", "[mariadb]", "[mariadbd]")
        elif inside:
            name, _, value = line.partition("=")
            found[name.strip().replace("-", "_").lower()] = value.split(" #")[0].strip()
    return found


def _words(text: str) -> dict[str, str]:
    return {
        name: value.strip().strip('"') for name, _, value in (line.partition(" ") for line in _bare(text))
    }


def _settings(text: str) -> dict[str, str]:
    return {name: value for name, mark, value in (line.partition("=") for line in _bare(text)) if mark}


def _unit(found: Facts, file: RenderedFile) -> None:
    told = _settings(file.text)
    words = shlex.split(told.get("ExecStart", ""))
    found.served[file.node] = {
        word.removeprefix("--"): words[at + 1]
        for at, word in enumerate(words)
        if word.startswith("--") and at + 1 < len(words)
    }
    if (stop := seconds(told.get("TimeoutStopSec", ""))) is not None:
        found.stop_seconds[file.node] = stop


def _nginx(said: str) -> NginxFacts:
    text = "\n".join(line.split(" #")[0] for line in said.splitlines() if not line.strip().startswith("#"))
    found = NginxFacts(real_ip="set_real_ip_from" in text)
    inside = re.search(r"upstream\s+\w+\s*\{([^{}]*)\}", text)
    for block, prefix in (
        (inside[1] if inside else "", "upstream "),
        (text.replace(inside[0], "") if inside else text, ""),
    ):
        for name, value in _TIMEOUT.findall(block):
            if (told := seconds(value)) is not None:
                found.timeouts[prefix + name] = told
    if status := re.search(r"limit_req_status\s+(\d+);", text):
        found.status_of_limits = int(status[1])
    rates = {
        zone: (int(rate) / (60 if unit == "m" else 1))
        for key, zone, rate, unit in _ZONE.findall(text)
        if key in ("$binary_remote_addr", "$remote_addr")
    }
    login = "".join(body for path, body in _LOCATION.findall(text) if "login" in path)
    found.by_address_at_login = [
        Rate(zone, rates[zone], int(burst or 0)) for zone, burst in _LIMIT.findall(login) if zone in rates
    ]
    elsewhere = text.replace(login, "") if login else text
    found.by_address = [
        Rate(zone, rates[zone], int(burst or 0)) for zone, burst in _LIMIT.findall(elsewhere) if zone in rates
    ]
    return found


def _list(text: str) -> list[Balanced]:
    bare = "\n".join(_bare(text))
    return [
        Balanced(
            host.strip("[]"),
            int(port),
            seconds(told[1]) if (told := re.search(r"fail_timeout=(\w+)", more)) else None,
            bool(re.search(r"\bdown\b", more)),
        )
        for host, port, more in _SERVER.findall(bare)
    ]
