"""Where settings stand: the environment, a ``.env`` file, and the settings file, which is also written here.

Each reader gives the text found under each known name and says where that was.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from app import paths
from app.errors import InvalidInput, Refused

ENVIRONMENT = "the environment"


@dataclass(frozen=True, slots=True)
class Found:
    """One value as it was written, and where."""

    text: str
    source: str


def environment_with(given: Mapping[str, str]) -> dict[str, str]:
    """The environment for another process of this program: this one's, with some settings given."""
    return {**os.environ, **given}


def with_our_code(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment in which ``-m app`` finds the program that runs now, wherever the child begins."""
    if paths.is_frozen():
        return dict(environment)
    return with_code_in(Path(__file__).parents[1], environment)


def with_code_in(folder: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """The environment in which ``-m app`` finds the program in this folder."""
    before = environment.get("PYTHONPATH", "")
    return {**environment, "PYTHONPATH": os.pathsep.join(filter(None, (str(folder), before)))}


def from_environment(environ: Mapping[str, str], names: Iterable[str]) -> dict[str, Found]:
    """An empty variable counts as not set."""
    return {name: Found(text, ENVIRONMENT) for name in names if (text := environ.get(name, "").strip())}


def from_dotenv(path: Path, names: Collection[str]) -> dict[str, Found]:
    """Names of other programs are passed over; ``$`` stands for itself. Raises InvalidInput."""
    if not path.is_file():
        return {}
    from dotenv.parser import parse_stream

    source = str(path.absolute())
    found: dict[str, Found] = {}
    try:
        with path.open(encoding="utf-8-sig") as stream:
            for line in parse_stream(stream):
                if line.error:
                    raise _unreadable(source, f"line {line.original.line} is not NAME=value")
                if line.key and line.key in names and line.value and line.value.strip():
                    found[line.key] = Found(line.value.strip(), source)
    except UnicodeDecodeError:
        raise _unreadable(source, "it is not UTF-8 text") from None
    except OSError as error:
        raise _unreadable(source, error.strerror or str(error)) from None
    return found


def from_file(path: Path, names: Collection[str]) -> dict[str, Found]:
    """The TOML settings file; one that isn't there is empty. Raises InvalidInput, also for an unknown name."""
    source = str(path.absolute())
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(source, str(error)) from None
    except UnicodeDecodeError:
        raise _unreadable(source, "it is not UTF-8 text") from None
    except OSError as error:
        raise _unreadable(source, error.strerror or str(error)) from None
    found = {}
    for name, value in content.items():
        if name not in names:
            raise unknown(name, source, names)
        text = as_text(value).strip()
        if text:
            found[name] = Found(text, source)
    return found


def as_text(value: Any) -> str:
    """A TOML or Python value as it would be written in the environment."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ",".join(str(each) for each in value)
    return str(value)


def unknown(name: str, source: str, names: Collection[str]) -> InvalidInput:
    """The error for a name that is no setting, with the nearest that is."""
    near = get_close_matches(name.upper(), list(names), n=1)
    return InvalidInput(
        f"{source} names {name}, which is no setting of CLMS.",
        hint=f"Did you mean {near[0]}?" if near else "The README lists them all.",
        code="invalid_setting",
        details={"field": name, "source": source},
    )


def toml_string(text: str) -> str:
    """As TOML writes a text on one line."""
    escaped = "".join(
        f"\\{each}" if each in '"\\' else each if each >= " " and each != "\x7f" else f"\\u{ord(each):04x}"
        for each in text
    )
    return f'"{escaped}"'


def write_file(target: Path, content: Mapping[str, str]) -> None:
    """Replace the settings file in one step, readable by its owner only: it may hold a password. Raises Refused."""
    paths.private_folder(target.parent)
    draft = target.with_suffix(".new")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.writelines(f"{name} = {toml_string(text)}\n" for name, text in sorted(content.items()))
        draft.replace(target)
    except OSError as error:
        raise Refused(
            f"The settings can't be saved in {target}: {error.strerror or error}.",
            details={"file": str(target)},
        ) from error


def _unreadable(source: str, reason: str) -> InvalidInput:
    return InvalidInput(
        f"The settings in {source} can't be read: {reason}.",
        code="invalid_setting",
        details={"source": source},
    )
