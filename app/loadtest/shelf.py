"""The scenarios and results that are kept on this computer: templates that come with the program, own scenarios as YAML files,
results as JSON, readable by their owner only."""

from __future__ import annotations

import contextlib
import os
import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from app import paths
from app.domain.loadtest.climbed import Climbed, climbed_from_json, climbed_to_json
from app.domain.loadtest.grading import graded
from app.domain.loadtest.orders import ResultLine, ScenarioFile
from app.domain.loadtest.run import Result, from_json, to_json
from app.domain.loadtest.servers import borne
from app.errors import InvalidInput, NotFound, Refused

TEMPLATE, OWN = "template", "own"
_NAME = re.compile(r"\w[\w .,()+-]{0,59}")
_RUN, _KNEE = ".json", ".knee.json"
_MOST_BYTES = 5_000_000
_ABOUT_CHARS = 300
T = TypeVar("T")


class Shelf:
    """What is kept below ``folder``, which is made when something is first kept."""

    def __init__(self, folder: Path) -> None:
        self.scenarios_folder = folder / "scenarios"
        self._results = folder / "results"
        self._templates = paths.resource("loadtests")
        self._lines: dict[str, tuple[int, ResultLine]] = {}
        self._turn = threading.Lock()

    @property
    def payload_folders(self) -> tuple[Path, ...]:
        """Where the lines of a scenario's variables are looked for."""
        return self.scenarios_folder, self._templates

    # Scenarios

    def scenarios(self) -> tuple[ScenarioFile, ...]:
        """The templates, then one's own, each by name."""
        return tuple(
            ScenarioFile(f"{kind}/{file.stem}", file.stem, kind == OWN, _about(_read(file)))
            for kind, folder in ((TEMPLATE, self._templates), (OWN, self.scenarios_folder))
            for file in sorted(folder.glob("*.yml"), key=lambda file: file.stem.casefold())
        )

    def text(self, id_: str) -> str:
        """The YAML of a scenario. Raises NotFound."""
        return _read(self._scenario(id_))

    def save(self, name: str, text: str) -> str:
        """Keep one's own scenario under a name, instead of another of that name; its id. Raises InvalidInput for a name that is
        none."""
        name = name.strip()
        if not _NAME.fullmatch(name):
            raise InvalidInput(
                "A scenario needs a name of 1 to 60 letters, digits and spaces.",
                details={"field": "name"},
            )
        _write(self.scenarios_folder / f"{name}.yml", text.encode())
        return f"{OWN}/{name}"

    def delete(self, id_: str) -> None:
        """Delete one's own scenario. Raises NotFound, Refused for a template."""
        if not id_.startswith(f"{OWN}/"):
            raise Refused(
                "A template comes with the program and stays.", hint="Delete scenarios of your own."
            )
        _unlink(self._scenario(id_))

    def _scenario(self, id_: str) -> Path:
        kind, _, name = id_.partition("/")
        folder = {TEMPLATE: self._templates, OWN: self.scenarios_folder}.get(kind)
        file = None if folder is None or not _NAME.fullmatch(name) else folder / f"{name}.yml"
        if file is None or not file.is_file():
            raise NotFound("There is no such scenario any more.", details={"scenario": id_})
        return file

    # Results

    def keep(self, result: Result) -> str:
        """Keep a run; its id."""
        return self._keep(result.began, result.name, _RUN, to_json(result))

    def keep_climbed(self, climbed: Climbed) -> str:
        """Keep a search for the knee; its id."""
        return self._keep(climbed.began, climbed.name, _KNEE, climbed_to_json(climbed))

    def _keep(self, began: float, name: str, suffix: str, content: bytes) -> str:
        at = datetime.fromtimestamp(began, UTC)
        id_ = f"{at:%Y%m%d-%H%M%S}-{at.microsecond:06} {name}{suffix}"
        _write(self._results / id_, content)
        return id_

    def results(self) -> tuple[ResultLine, ...]:
        """All that can be read, the newest first."""
        files = sorted(self._results.glob("*.json"), key=lambda file: file.name, reverse=True)
        return tuple(line for line in map(self._line, files) if line is not None)

    def result(self, id_: str) -> Result:
        """A run. Raises NotFound, Refused for a file that holds none."""
        return _decoded(self._file(id_), from_json)

    def climbed(self, id_: str) -> Climbed:
        """A search for the knee. Raises as ``result``."""
        return _decoded(self._file(id_), climbed_from_json)

    def remove(self, id_: str) -> None:
        """Delete a result. Raises NotFound."""
        _unlink(self._file(id_))

    @staticmethod
    def is_knee(id_: str) -> bool:
        """Whether it is a search for the knee."""
        return id_.endswith(_KNEE)

    def _file(self, id_: str) -> Path:
        file = self._results / id_
        if file.parent != self._results or not id_.endswith(_RUN) or not file.is_file():
            raise NotFound("There is no such result any more.", details={"result": id_})
        return file

    def _line(self, file: Path) -> ResultLine | None:
        """What the list shows of a file, read again only where it changed; None for one that holds no result."""
        try:
            changed = file.stat().st_mtime_ns
            with self._turn:
                known = self._lines.get(file.name)
            if known is None or known[0] != changed:
                known = (changed, self._line_of(file.name))
                with self._turn:
                    self._lines[file.name] = known
            return known[1]
        except (OSError, Refused):
            return None

    def _line_of(self, id_: str) -> ResultLine:
        if self.is_knee(id_):
            climbed = self.climbed(id_)
            return ResultLine(id_, climbed.name, climbed.target, climbed.began, knee=climbed.knee)
        result = self.result(id_)
        figures = result.figures
        return ResultLine(
            id_,
            result.name,
            result.target,
            result.began,
            result.verdict,
            graded(result, borne(result.server)).grade,
            figures.rate,
            figures.corrected.percentile_ms(0.95),
        )


def _about(text: str) -> str:
    """The comment a file begins with."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("# ").strip())
    return " ".join(lines)[:_ABOUT_CHARS]


def _read(file: Path) -> str:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise Refused(f"The file {file.name} is larger than a load test.", code="too_large")
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "it is no text in UTF-8"
        raise Refused(f"The file {file.name} is not read: {reason}.", code="unreadable") from problem


def _decoded(file: Path, decode: Callable[[bytes], T]) -> T:
    try:
        return decode(file.read_bytes())
    except OSError as problem:
        raise Refused(
            f"The file {file.name} is not read: {problem.strerror or problem}.", code="unreadable"
        ) from problem
    except msgspec.MsgspecError as problem:
        raise Refused(f"{file.name} is no result of a load test.", code="unreadable") from problem


def _write(file: Path, content: bytes) -> None:
    """Aside and renamed, for its owner only."""
    draft = file.with_name(f".{file.name}.part")
    try:
        paths.private_folder(file.parent)
        with open(draft, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as handle:
            handle.write(content)
        draft.replace(file)
    except OSError as problem:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise Refused(
            f"The file {file.name} is not written: {problem.strerror or problem}.", code="unwritable"
        ) from problem


def _unlink(file: Path) -> None:
    try:
        file.unlink()
    except OSError as problem:
        raise Refused(f"The file {file.name} is not deleted: {problem.strerror or problem}.") from problem
