"""Where settings stand: the environment, a ``.env`` file, and the settings file, which is also written here.

Each reader gives the text found under each known name and says where that was.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from app import paths
from app.errors import InvalidInput, Refused

ENVIRONMENT = "the environment"


@dataclass(frozen=True, slots=True)
class Found:
    """One value as it was written, and where; ``line`` is 0 where there are none."""

    text: str
    source: str
    line: int = 0

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return f"line {self.line} of {self.source}" if self.line else self.source

    @contextmanager
    def told(self) -> Iterator[None]:
        """Say in the error of this value which file and line it stands in."""
        try:
            yield
        except InvalidInput as error:
            error.details |= {"source": self.source, "line": self.line}
            raise


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
                    number = line.original.line
                    raise _unreadable(source, f"line {number} is not NAME=value", number)
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
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        raise _unreadable(source, "it is not UTF-8 text") from None
    except OSError as error:
        raise _unreadable(source, error.strerror or str(error)) from None
    return settings_in(parsed(text, source), names, source, text)


def parsed(text: str, source: str) -> dict[str, Any]:
    """What a TOML text says. Raises InvalidInput, which names the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        last = len(text.splitlines()) if "at end of document" in str(error) else 0
        raise _unreadable(source, str(error), int(line[1]) if line else last) from None


def settings_in(
    content: Mapping[str, Any], names: Collection[str], source: str, text: str
) -> dict[str, Found]:
    """The settings of a file's ``content``, each with the line of ``text`` it stands in. Raises InvalidInput."""
    found = {}
    for name, value in content.items():
        line = line_of(text, name)
        if name not in names:
            raise unknown(name, source, names, line)
        if isinstance(value, dict):
            raise _unreadable(source, f"{name} has to be one value, not a table", line)
        written = as_text(value).strip()
        if written:
            found[name] = Found(written, source, line)
    return found


def line_of(text: str, name: str, table: str = "") -> int:
    """The line, from 1, where a name of a TOML text is given its value, in ``table`` or above all tables; 0 when it can't
    be told."""
    inside = not table
    for number, line in enumerate(text.splitlines(), start=1):
        if head := re.fullmatch(r"\s*\[+\s*(.*?)\s*\]+\s*(#.*)?", line):
            inside = head[1] == table
            if inside and not name:
                return number
        elif inside and re.match(rf"""\s*["']?{re.escape(name)}["']?\s*[=.]""", line):
            return number
    return 0


def as_text(value: Any) -> str:
    """A TOML or Python value as it would be written in the environment."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ",".join(str(each) for each in value)
    return str(value)


def unknown(name: str, source: str, names: Collection[str], line: int = 0) -> InvalidInput:
    """The error for a name that is no setting, with the nearest that is."""
    near = get_close_matches(name.upper(), list(names), n=1)
    return InvalidInput(
        f"Line {line} of {source} names {name}, which is no setting of CLMS."
        if line
        else f"{source} names {name}, which is no setting of CLMS.",
        hint=f"Did you mean {near[0]}?" if near else "The README lists them all.",
        code="invalid_setting",
        details={"field": name, "source": source, "line": line},
    )


def toml_string(text: str) -> str:
    """As TOML writes a text on one line."""
    escaped = "".join(
        f"\\{each}" if each in '"\\' else each if each >= " " and each != "\x7f" else f"\\u{ord(each):04x}"
        for each in text
    )
    return f'"{escaped}"'


def write_file(target: Path, content: Mapping[str, str], *, for_all: bool = False) -> None:
    """Replace the settings file in one step, readable by its owner only, for it may hold a password, or ``for_all``.
    Raises Refused."""
    text = "".join(f"{name} = {toml_string(text)}\n" for name, text in sorted(content.items()))
    draft = target.with_suffix(".new")
    try:
        if for_all:
            target.parent.mkdir(parents=True, exist_ok=True)
        else:
            paths.private_folder(target.parent)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
        if for_all:
            draft.chmod(0o644)
        draft.replace(target)
    except OSError as error:
        raise Refused(
            f"The settings can't be saved in {target}: {error.strerror or error}.",
            details={"file": str(target)},
        ) from error


def _unreadable(source: str, reason: str, line: int = 0) -> InvalidInput:
    return InvalidInput(
        f"The settings in {source} can't be read: {reason}.",
        code="invalid_setting",
        details={"source": source, "line": line},
    )
