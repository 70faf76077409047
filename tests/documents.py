"""The examples of a document as a shell would run them: all in one session, each with what it says.

A block marked ``sh`` is run; a block ``json`` or ``text`` right below it is what the document says is answered.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_MARK = "-- end of example --"


@dataclass(frozen=True, slots=True)
class Example:
    """A block of commands, the heading it stands under, and what the document says comes out: ("json", text)."""

    heading: str
    commands: str
    answer: tuple[str, str] | None

    @property
    def name(self) -> str:
        """The first line, which tells it from the others."""
        return self.commands.splitlines()[0]

    def of_program(self) -> list[list[str]]:
        """The words of each call of ``clms``, up to a pipe, an ``||`` or a comment."""
        lines = self.commands.replace("\\\n", " ").splitlines()
        calls = [re.split(r"\|", line, maxsplit=1)[0] for line in lines if line.strip().startswith("clms ")]
        return [shlex.split(call, comments=True)[1:] for call in calls]


def examples(document: str) -> list[Example]:
    """All blocks of commands of a document, in its order."""
    text = (ROOT / document).read_text(encoding="utf-8")
    blocks = list(_BLOCK.finditer(text))
    found = []
    for number, block in enumerate(blocks):
        if block[1] != "sh":
            continue
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        answered = after is not None and after[1] in ("json", "text")
        answered = answered and not text[block.end() : after.start()].strip()  # type: ignore[union-attr]
        headings = re.findall(r"^#+ (.*)$", text[: block.start()], re.MULTILINE)
        answer = (after[1], after[2]) if answered and after is not None else None
        found.append(Example(headings[-1], block[2], answer))
    return found


def run(
    chosen: Sequence[Example],
    folder: Path,
    instead: Mapping[str, str],
    env: Mapping[str, str],
    seconds: float = 120,
    prelude: str = "",
) -> list[str]:
    """Run the examples one after the other in one shell and return what each said.

    ``instead`` says what stands for the documents' names: a server's address, a folder; ``prelude`` is run before them. Fails at the first
    command that does, with what it said.
    """
    script = ["set -euo pipefail", prelude]
    for each in chosen:
        commands = each.commands
        for name, value in instead.items():
            commands = commands.replace(name, value)
        script += [commands, f"printf '\\n%s\\n' '{_MARK}'"]
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)],
        cwd=folder,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    said = done.stdout.split(f"\n{_MARK}\n")
    if done.returncode:
        at = min(len(said), len(chosen)) - 1
        raise AssertionError(f"{chosen[at].commands}\nfailed: {done.returncode}\n{said[-1]}\n{done.stderr}")
    return said[: len(chosen)]


def differences(example: Example, said: str) -> list[str]:
    """What the document promises of an answer and is not so."""
    if example.answer is None:
        return []
    kind, promised = example.answer
    if kind == "json":
        return list(_lacks(json.loads(promised), _last_json(said), ""))
    lines = [line.strip() for line in said.splitlines()]
    return [f"does not say {line!r}" for line in promised.splitlines() if line.strip() not in lines]


def _last_json(said: str) -> Any:
    return json.loads(said.strip())


def _lacks(promised: Any, said: Any, where: str) -> list[str]:
    """Fields are there with values of the same kind; what is a program's word is the same."""
    if isinstance(promised, dict) and isinstance(said, dict):
        lacking = [f"{where}.{key} is not there" for key in promised if key not in said]
        for key in promised.keys() & said.keys():
            if key in ("code", "status", "type", "title") and isinstance(promised.get("code"), str):
                if promised[key] != said[key]:
                    lacking.append(f"{where}.{key} is {said[key]!r}, not {promised[key]!r}")
            else:
                lacking += _lacks(promised[key], said[key], f"{where}.{key}")
        return lacking
    if isinstance(promised, list) and isinstance(said, list):
        return (
            _lacks(promised[0], said[0], f"{where}[0]")
            if promised and said
            else [f"{where} is empty"] * bool(promised)
        )
    return [] if type(promised) is type(said) else [f"{where} is {said!r}, not like {promised!r}"]
