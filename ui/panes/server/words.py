"""Words of the server's pane: how it stands, what it leans on, and figures with their units."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.domain.api_server import Dependency, ServedRequest, ServerPhase, ServerStatus
from app.domain.server_state import ServerState
from app.errors import ClmsError
from ui.messages import describe
from ui.models.columns import Badge, Tone
from ui.sentences import said
from ui.units import milliseconds, size
from ui.words import counted

_NOT_USED = ("not used", "nothing outside is used")
"""What ``/health`` says of what this library does without."""


def tr(text: str) -> str:
    """The words in the person's language."""
    return QCoreApplication.translate("Server", text)


def phase_badge(phase: ServerPhase) -> Badge:
    """How the server stands, as word, icon and tone."""
    return {
        ServerPhase.STOPPED: Badge(tr("Stopped"), Tone.MUTED, "minus-circle"),
        ServerPhase.STARTING: Badge(tr("Starting"), Tone.INFO, "hourglass"),
        ServerPhase.RUNNING: Badge(tr("Running"), Tone.OK, "check-circle"),
        ServerPhase.STOPPING: Badge(tr("Stopping"), Tone.INFO, "hourglass"),
        ServerPhase.FAILED: Badge(tr("Did not start"), Tone.BAD, "x-circle"),
        ServerPhase.DIED: Badge(tr("Ended by itself"), Tone.BAD, "x-circle"),
    }[phase]


def about(status: ServerStatus) -> str:
    """The sentence beside the badge."""
    match status.phase:
        case ServerPhase.RUNNING:
            return tr("{address}, since {time}").format(address=status.address, time=clock(status.since))
        case ServerPhase.STARTING:
            return tr("It opens the library and starts its workers.")
        case ServerPhase.STOPPING:
            return tr("It finishes the requests it has begun and takes no new ones.")
        case ServerPhase.FAILED | ServerPhase.DIED:
            return tr("at {time}").format(time=clock(status.since))
        case _:
            return tr("It answers programs, kiosks and browsers, and ends with this window.")


def clock(at: datetime | None) -> str:
    """The desk's wall-clock time of an instant, with seconds."""
    return f"{at.astimezone():%H:%M:%S}" if at is not None else ""


def dependency_name(service: str) -> str:
    """What the server leans on, as people call it."""
    names = {
        "database": tr("Database"),
        "redis": tr("Redis"),
        "filesystem": tr("Data folder"),
        "external": tr("Outside services"),
    }
    return names.get(service, service)


def dependency_badge(check: Dependency) -> Badge:
    """How one of them is; what is not required costs speed and no answer."""
    if check.detail in _NOT_USED:
        return Badge(tr("Not used"), Tone.MUTED, "minus-circle")
    if check.status == "healthy":
        return Badge(tr("Healthy"), Tone.OK, "check-circle")
    word = tr("Unhealthy") if check.status == "unhealthy" else check.status
    return Badge(word, Tone.BAD if check.required else Tone.WARN, "x-circle" if check.required else "warning")


def dependency_text(check: Dependency) -> str:
    """What was found, and how long the look took."""
    if check.error:
        return said(check.error)
    if check.detail in _NOT_USED:
        return ""
    return f"{check.detail} · {milliseconds(check.responseTime)}"


def level_badge(level: str) -> Badge:
    """A log line's level."""
    return {
        "debug": Badge(tr("Detail"), Tone.MUTED, "dots-three"),
        "info": Badge(tr("Note"), Tone.INFO, "info"),
        "warning": Badge(tr("Warning"), Tone.WARN, "warning"),
    }.get(level, Badge(tr("Error"), Tone.BAD, "x-circle"))


def answer_badge(status: int | None) -> Badge:
    """How a request was answered: the number every program knows, with its meaning by icon and tone."""
    if status is None:
        return Badge(tr("In service"), Tone.INFO, "hourglass")
    if status >= 500:
        return Badge(tr("{status} our fault").format(status=status), Tone.BAD, "x-circle")
    if status >= 400:
        return Badge(tr("{status} refused").format(status=status), Tone.WARN, "warning")
    return Badge(str(status), Tone.OK, "check-circle")


def statements(request: ServedRequest) -> str:
    """What a request asked of the database."""
    if not request.sql:
        return tr("none")
    time = milliseconds(request.sql_ms)
    return counted(request.sql, "{n} statement in {time}", "{n} statements in {time}").format(time=time)


def workers(state: ServerState) -> str:
    """How many processes answer, and how often one was started anew."""
    there = counted(len(state.workers), "{n} worker", "{n} workers")
    if not state.restarts:
        return there
    anew = counted(state.restarts, "{n} started anew", "{n} started anew")
    return f"{there}, {anew}"


def cached(state: ServerState) -> str:
    """How full the memory of the cache is; nothing where there is none."""
    found = {each.name: each.value for each in state.samples}
    if "cache_entries" not in found:
        return ""
    form = counted(int(found["cache_entries"]), "{n} value, {size}", "{n} values, {size}")
    return form.format(size=size(found.get("cache_bytes", 0.0)))


def trouble(problem: ClmsError) -> str:
    """Why it does not run, and what can be done here."""
    told = describe(problem)
    if problem.code == "port":
        return f"{told.message} {tr('Something else may answer there already: choose another port.')}"
    return f"{told.message} {told.hint}".strip()
