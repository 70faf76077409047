"""Reads and writes the topology file (TOML). Sizes are written ``8G``, ports may be left out where they are usual."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from app import decoding, paths
from app.domain.topology import PORTS, Host, Node, NodeKind, Topology
from app.errors import InvalidInput, NotFound, Refused
from app.setting_sources import toml_string

_UNITS = {"K": 1024, "M": 1024**2, "G": 1024**3, "T": 1024**4}
_SIZE = re.compile(r"(\d{1,15})\s*([KMGT]?)i?B?", re.IGNORECASE)
_PATH = re.compile(r"(\w+)(?:\[(\d+)\])?(?:\.(\w+))?")
_UNKNOWN = re.compile(r"Invalid enum value '(.*)'")
_COMMENT = re.compile(r"""(?:[^#"']|"(?:[^"\\]|\\.)*"|'[^']*')*(#.*)""")
_HEAD = """\
# What the library runs on. No secret stands here: a credential is keyring:NAME or env:NAME.
# Kinds of nodes: proxy (nginx), api, worker, database, redis. A host without ssh is the computer that reads this.
"""


def read(path: Path) -> Topology:
    """The topology in a file. Raises NotFound, Refused (no leave to read it) and InvalidInput, which names the line."""
    return parse(read_text(path), str(path))


def read_text(path: Path) -> str:
    """A topology file as it stands. Raises NotFound, Refused, and InvalidInput for what is no text."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise NotFound(f"There is no topology file {path}.", details={"file": str(path)}) from None
    except UnicodeDecodeError:
        raise _wrong(str(path), "it is not UTF-8 text", "", "") from None
    except OSError as error:
        raise Refused(
            f"{path} can't be read: {error.strerror or error}.", details={"file": str(path)}
        ) from error


def parse(text: str, source: str = "the topology") -> Topology:
    """Raises InvalidInput with ``details["field"]`` and, where there is one, ``details["line"]``."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(source, str(error), "", text) from None
    try:
        _prepare(data)
        return decoding.convert(data, Topology)
    except msgspec.ValidationError as error:
        told, _, where = str(error).partition(" - at `$")
        told = _UNKNOWN.sub("“\\1” is nothing that can stand there", told)
        missing = re.search(r"required field `(\w+)`", told)
        field = where.rstrip("`").lstrip(".") + (f".{missing[1]}" if missing and where else "")
        raise _wrong(source, told.replace("`", ""), field or (missing[1] if missing else ""), text) from None
    except InvalidInput as error:
        raise _wrong(source, error.message.rstrip("."), error.details["field"], text) from None


def write(path: Path, topology: Topology) -> None:
    """Replace the file in one step. Raises Refused."""
    write_text(path, as_text(topology))


def write_text(path: Path, text: str) -> None:
    """The same with a text that is known to describe a topology."""
    draft = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise Refused(
            f"{path} can't be written: {error.strerror or error}.", details={"file": str(path)}
        ) from error


def before_path(path: Path) -> Path:
    """Where the topology lies that a file had before it was last replaced."""
    return path.with_name(path.name + ".before")


def replace_text(path: Path, text: str) -> None:
    """Replace a file as ``write_text`` does, and keep what it was. Raises Refused."""
    try:
        old = path.read_bytes()
    except FileNotFoundError:
        old = b""
    except OSError as error:
        raise Refused(
            f"{path} can't be read: {error.strerror or error}.", details={"file": str(path)}
        ) from error
    if old:
        write_text(before_path(path), old.decode(errors="replace").removeprefix("\ufeff"))
    write_text(path, text)


def comments(text: str) -> tuple[str, ...]:
    """What people wrote beside a topology, line by line, without the lines that every file begins with."""
    found = (_COMMENT.sub(r"\1", line) for line in text.splitlines() if _COMMENT.fullmatch(line))
    return tuple(each for each in found if each not in _HEAD.splitlines())


def default_path() -> Path:
    """Where the topology of this computer's user stands unless told otherwise."""
    return paths.config_dir() / "topology.toml"


def as_text(topology: Topology) -> str:
    """The file's text; what is as by default is left out, but for sizes and ports, which people look for."""
    plain = msgspec.to_builtins(topology)
    hosts, nodes = plain.pop("hosts"), plain.pop("nodes")
    usual = {
        field.name: msgspec.to_builtins(field.default)
        for field in msgspec.structs.fields(Topology)
        if field.default is not msgspec.NODEFAULT
    }
    lines = [_HEAD]
    tables = {name: plain.pop(name) for name in ("polling", "files", "credentials")}
    lines += [_line(name, value) for name, value in plain.items() if value != usual.get(name)]
    for name, table in tables.items():
        told = [_line(key, value) for key, value in table.items() if value != usual[name][key]]
        lines += [f"\n[{name}]", *told] if told else []
    for host in hosts:
        lines += ["\n[[hosts]]", *_entry(host, Host, always=("memory", "cpus"))]
    for node in nodes:
        lines += ["\n[[nodes]]", *_entry(node, Node, always=("port",) if node["port"] else ())]
    return "\n".join(lines) + "\n"


def size(text: str, field: str = "memory") -> int:
    """Bytes of ``512M``, ``8G`` or a plain number. Raises InvalidInput."""
    found = _SIZE.fullmatch(text.strip())
    if not found:
        raise InvalidInput(f"“{text}” is no size: write 512M or 8G.", details={"field": field})
    return int(found[1]) * _UNITS.get(found[2].upper(), 1)


def size_text(amount: int) -> str:
    """The shortest way to write a size exactly, as the file has it."""
    for unit in "TGMK":
        if amount and amount % _UNITS[unit] == 0:
            return f"{amount // _UNITS[unit]}{unit}"
    return str(amount)


def _prepare(data: dict[str, Any]) -> None:
    """Turn what people write (sizes, no usual port) into what a topology holds."""
    for kind in ("hosts", "nodes"):
        for index, entry in enumerate(data.get(kind, [])):
            if isinstance(entry, dict) and isinstance(entry.get("memory"), str):
                entry["memory"] = size(entry["memory"], f"{kind}[{index}].memory")
    for node in data.get("nodes", []):
        if isinstance(node, dict) and node.get("kind") in PORTS:
            node.setdefault("port", PORTS[NodeKind(node["kind"])])


def _entry(plain: dict[str, Any], kind: type[msgspec.Struct], always: Iterable[str]) -> list[str]:
    usual = {field.name: field.default for field in msgspec.structs.fields(kind)}
    told = []
    for name, value in plain.items():
        if name in always or value != usual[name]:
            told.append(_line(name, size_text(value) if name == "memory" else value))
    return told


def _line(name: str, value: Any) -> str:
    return f"{name} = {_toml(value)}"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        return "{ " + ", ".join(_line(key, each) for key, each in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(each) for each in value) + "]"
    return toml_string(str(value))


def _wrong(source: str, reason: str, field: str, text: str) -> InvalidInput:
    line = line_of(text, field)
    where = f"line {line} of {source}" if line else source
    return InvalidInput(
        f"The topology in {where} can't be used: {reason}.",
        code="invalid_topology",
        details={"field": field, "source": source, "line": line},
    )


def line_of(text: str, field: str) -> int | None:
    """The line, from 1, where a field such as ``nodes[2].port`` stands, else where what it belongs to begins."""
    found = _PATH.match(field)
    if not found:
        return None
    top, index, key = found[1], found[2], found[3]
    header = f"[[{top}]]" if index is not None else f"[{top}]"
    wanted, begun, inside = int(index or 0), None, False
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if line.startswith("["):
            inside = line.replace(" ", "").startswith(header) and wanted == 0
            wanted -= line.replace(" ", "").startswith(header)
            begun = number if inside else begun
        elif (inside and key and re.match(rf"{key}\s*[=.]", line)) or (
            begun is None and index is None and not key and re.match(rf"{top}\s*[=.]", line)
        ):
            return number
    return begun
