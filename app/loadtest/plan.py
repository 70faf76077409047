"""A load test as it is handed to the generator: the file's content, the lines of its payloads, the target and the variables."""

from __future__ import annotations

import csv
import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from app.domain.loadtest.parts import wrong
from app.domain.loadtest.reading import Read, script_of
from app.errors import InvalidInput, Refused

_MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """``content`` is what the YAML holds, ``rows`` the lines of each payload in their order; ``target`` and ``variables`` stand over
    what the file says. The variables may be secrets: they are handed on through a pipe and kept nowhere."""

    name: str
    content: object
    rows: tuple[tuple[tuple[str, ...], ...], ...] = ()
    target: str = ""
    variables: Mapping[str, object] = field(default_factory=dict, repr=False)
    seed: int = 0

    def read(self) -> Read:
        """The script, filled. Raises InvalidInput."""
        found = script_of(self.content)
        script = found.script
        payloads = tuple(
            dataclasses.replace(payload, rows=rows)
            for payload, rows in zip(script.payloads, self.rows, strict=True)
        )
        script = dataclasses.replace(
            script,
            target=self.target or script.target,
            variables={**script.variables, **self.variables},
            payloads=payloads,
        )
        return dataclasses.replace(found, script=script)


def plan_of(
    file: Path, target: str = "", variables: Mapping[str, object] | None = None, seed: int = 0
) -> Plan:
    """The plan of a file; payloads are taken from its folder. Raises Refused for what can't be read, InvalidInput for what it
    says."""
    content = yaml_of(_text(file), file.name)
    return _plan(file.stem, content, (file.parent,), target, variables, seed)


def plan_of_text(
    name: str,
    text: str,
    folders: Sequence[Path],
    target: str = "",
    variables: Mapping[str, object] | None = None,
    seed: int = 0,
) -> Plan:
    """The plan of a text that is being written; payloads are taken from the first of the folders that has them. Raises as
    ``plan_of``."""
    return _plan(name, yaml_of(text, name), folders, target, variables, seed)


def _plan(
    name: str,
    content: object,
    folders: Sequence[Path],
    target: str,
    variables: Mapping[str, object] | None,
    seed: int,
) -> Plan:
    payloads = script_of(content).script.payloads
    rows = tuple(
        _lines(_found(folders, payload.path), payload.delimiter, payload.skip_header) for payload in payloads
    )
    for n, (payload, lines) in enumerate(zip(payloads, rows, strict=True)):
        if not lines:
            raise wrong(f"config.payload[{n}].path", "a file with lines", payload.path)
    return Plan(name, content, rows, target, variables or {}, seed)


def _found(folders: Sequence[Path], path: str) -> Path:
    return next((folder / path for folder in folders if (folder / path).is_file()), folders[0] / path)


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise Refused(
                f"{file} is larger than a load test can be.", hint="Choose a YAML file.", code="too_large"
            )
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "it is no text in UTF-8"
        raise Refused(
            f"{file} can't be read: {reason}.", hint="Choose the file again.", code="unreadable"
        ) from problem


def yaml_of(text: str, name: str) -> object:
    """What a text in YAML holds. Raises InvalidInput that says near which line it is none."""
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f" near line {mark.line + 1}" if mark is not None else ""
        raise InvalidInput(
            f"{name} is not YAML{where}.",
            hint="Look at the indentation and the quotes there.",
            details={"field": "file"},
        ) from problem


def _lines(file: Path, delimiter: str, skip_header: bool) -> tuple[tuple[str, ...], ...]:
    found = [tuple(line) for line in csv.reader(_text(file).splitlines(), delimiter=delimiter) if line]
    return tuple(found[1:] if skip_header else found)
