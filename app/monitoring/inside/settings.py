"""The settings of a MySQL or MariaDB server, and the change of one while it runs."""

from __future__ import annotations

import re

from app.database.one_node import DatabaseNode
from app.domain.server_advice import ServerState
from app.errors import InvalidInput, NotFound

_NAME = re.compile(r"[a-z][a-z0-9_]{2,63}")
_VALUE = re.compile(r"[A-Za-z0-9_.-]{1,64}")


def state_of(node: DatabaseNode, memory: int | None) -> ServerState:
    """What it says of itself; ``memory`` is what its computer has. Raises Unreachable."""
    settings = node.pairs("SHOW GLOBAL VARIABLES")
    version = tuple(int(part) for part in re.findall(r"\d+", settings.get("version", "").partition("-")[0]))
    return ServerState(
        node.product,
        version,
        settings,
        node.pairs("SHOW GLOBAL STATUS"),
        memory,
        node.replica_row() is not None,
    )


def setting(node: DatabaseNode, name: str) -> str:
    """The value in force. Raises NotFound for a setting this server has not."""
    _checked(_NAME, name, "setting")
    found = node.pairs(f"SHOW GLOBAL VARIABLES WHERE Variable_name = '{name}'")
    if name not in found:
        raise NotFound("This server has no such setting.", details={"setting": name})
    return found[name]


def change(node: DatabaseNode, name: str, value: str) -> None:
    """Set it until the server's next start. Raises InvalidInput for what is no plain value, Refused with the code
    ``may_not_look`` where this account may not, Unreachable."""
    _checked(_NAME, name, "setting")
    _checked(_VALUE, value, "value")
    plain = value if value.replace(".", "", 1).isdigit() else f"'{value}'"
    node.command(f"SET GLOBAL {name} = {plain}")


def _checked(pattern: re.Pattern[str], text: str, field: str) -> None:
    if not pattern.fullmatch(text):
        raise InvalidInput("This is no plain value of a setting.", details={"field": field})
