"""A bundle of evidence: everything a diagnosis rests on, as files of a zip, without secrets and without what was typed."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import msgspec

from app import __version__
from app.domain.events import Event
from app.domain.statements import hidden
from app.domain.troubleshooting.case import Diagnosis, Facts, Verdict
from app.services.health import IncidentView
from app.services.memory_looks import MemoryTaken

_SECRET_NAMES = re.compile(r"password|secret|token|private|_key$|credential|auth_string", re.IGNORECASE)
_SECRETS = re.compile(
    r"(://[^:/@\s]*:)[^@/\s]+(?=@)"  # the password of a URL
    r"|((?:password|passwd|secret|token)\s*[=:]\s*)\S+"
    r"|(\bBearer\s+)\S+",
    re.IGNORECASE,
)
_WORDS = {
    Verdict.CAUSE: "LIKELY CAUSE",
    Verdict.SUSPECT: "POSSIBLE",
    Verdict.UNKNOWN: "UNKNOWN",
    Verdict.RULED_OUT: "ruled out",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What goes into a bundle."""

    diagnosis: Diagnosis
    facts: Facts
    alerts: tuple[IncidentView, ...]
    events: tuple[Event, ...]
    at: datetime
    memory: tuple[MemoryTaken, ...] = ()


def packed(evidence: Evidence) -> bytes:
    """The zip."""
    facts = evidence.facts
    files = {
        "diagnosis.txt": _told(evidence),
        "diagnosis.json": _json(evidence.diagnosis),
        "parts.json": _json(facts.nodes),
        "figures.csv": _figures(facts),
        "requests.json": _json(facts.requests),
        "alerts.json": _json(evidence.alerts),
        "timeline.json": _json(evidence.events),
    }
    for name, inside in facts.inside.items():
        if inside.processes is not None:
            files[f"{name}/connections.json"] = _json(tuple(map(hidden, inside.processes)))
        if inside.statements is not None:
            files[f"{name}/statements.json"] = _json(inside.statements)
        if inside.state is not None:
            settings = {
                key: value for key, value in inside.state.settings.items() if not _SECRET_NAMES.search(key)
            }
            files[f"{name}/server.json"] = _json(replace(inside.state, settings=settings))
        if inside.problem:
            files[f"{name}/problem.txt"] = inside.problem
    for taken in evidence.memory:
        files[f"{taken.part}/memory.json"] = _json(taken)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, evidence.at.timetuple()[:6]), without_secrets(text))
    return made.getvalue()


def without_secrets(text: str) -> str:
    """A text without the passwords and tokens in it."""
    return _SECRETS.sub(lambda found: f"{found[1] or found[2] or found[3]}***", text)


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def _told(evidence: Evidence) -> str:
    found = evidence.diagnosis
    lines = [f"{found.title}: {found.likely or 'nothing was found'}",
             f"CLMS {__version__}, {datetime.fromtimestamp(found.at, UTC):%Y-%m-%d %H:%M:%S} UTC", ""]  # fmt: skip
    for answer in found.answers:
        lines.append(f"[{_WORDS[answer.found.verdict]}] {answer.question} {answer.found.said}")
        lines += [f"    {each}" for each in answer.found.evidence if each]
        lines += [f"    -> {each.text} ({each.target})" for each in answer.found.remedies]
    return "\n".join((*lines, ""))


def _figures(facts: Facts) -> str:
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(("part", "figure", "time_utc", "value"))
    for (part, metric), points in sorted(facts.series.items()):
        for at, value in points:
            writer.writerow((part, metric, f"{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H:%M:%SZ}", value))
    return made.getvalue()
