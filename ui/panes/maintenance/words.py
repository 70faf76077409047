"""Words of maintenance: times, lengths, sizes, and states as word, icon and tone together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from app.domain.backup_clock import BackupRow, LossClock, lost
from app.domain.jobs import FORGOTTEN_PLAN, Job, JobProgress, JobState
from app.domain.schedules import in_words
from app.maintenance.task import Danger, Figure, Input, Param
from app.services.maintenance import TaskCard
from ui.models.columns import Badge, Tone
from ui.sentences import advice, said
from ui.words import counted, short_day

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
#: A guess at the rest is made once this share is done, and this time has gone by.
_TELLING, _SOON_S = 0.03, 5.0


def tr(text: str) -> str:
    """The words in the person's language."""
    return QCoreApplication.translate("Maintenance", text)


def _noop(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("Maintenance", text))


def now() -> datetime:
    """The desk's own clock."""
    return datetime.now(UTC)


def when(value: datetime | None, zone: ZoneInfo | None = None) -> str:
    """An instant near to now as people say it: “today 14:05”, “tomorrow 02:30”, “24 Nov 02:30”; on the desk's own
    clock, or that of ``zone``."""
    if value is None:
        return ""
    local = value.astimezone(zone)
    days = (local.date() - now().astimezone(zone).date()).days
    near = {0: tr("today {time}"), 1: tr("tomorrow {time}"), -1: tr("yesterday {time}")}.get(days)
    form = near or tr("{day} {time}")
    return form.format(day=short_day(local.date()), time=f"{local:%H:%M}")


def to_the_second(value: datetime | None) -> str:
    """An instant among others of the same minute: “today 14:05:09”."""
    return "" if value is None else f"{when(value)}:{value.astimezone():%S}"


def weekday(day: date, short: str) -> str:
    """A day with its weekday in front, both in the person's language: “Fri 27 Nov”."""
    name = QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
    return tr("{weekday} {day}").format(weekday=name, day=short)


def recurrence(cron: str) -> str:
    """When an expression comes round, as people say it; the expression where it can't be read."""
    try:
        return said(in_words(cron))
    except ValueError:
        return cron


def other_clock(zone: ZoneInfo) -> str:
    """The name of a zone whose clocks show another time than this desk's; nothing when they agree."""
    at = now()
    return "" if at.astimezone(zone).utcoffset() == at.astimezone().utcoffset() else str(zone)


def span(seconds: float | None) -> str:
    """A length in at most two units: “0.4 s”, “12 s”, “3 min 20 s”, “2 h 5 min”, “3 days 4 h”."""
    if seconds is None:
        return ""
    if seconds < 0.1:
        return tr("under 0.1 s")
    if seconds < 10:
        return tr("{n} s").format(n=f"{seconds:.1f}".removesuffix(".0"))
    whole = round(seconds)
    if whole < _MINUTE:
        return tr("{n} s").format(n=whole)
    if whole < _HOUR:
        return _two(tr("{n} min").format(n=whole // _MINUTE), whole % _MINUTE, tr("{n} s"))
    if whole < _DAY:
        return _two(tr("{n} h").format(n=whole // _HOUR), whole % _HOUR // _MINUTE, tr("{n} min"))
    days = whole // _DAY
    return _two(counted(days, "{n} day", "{n} days"), whole % _DAY // _HOUR, tr("{n} h"))


def short_span(seconds: float) -> str:
    """A length at an axis: “0.05 s”, else as everywhere."""
    return tr("{n} s").format(n=f"{seconds:.2f}") if seconds < 1 else span(seconds)


def age(at: datetime) -> str:
    """How long ago, in whole minutes at least."""
    return span(max(60.0, (now() - at).total_seconds() // 60 * 60))


def _two(large: str, small: int, form: str) -> str:
    return f"{large} {form.format(n=small)}" if small else large


def size(value: float) -> str:
    """A size in bytes as people read it."""
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000:
            return f"{value:,.0f} {unit}" if unit == "B" or value >= 100 else f"{value:,.1f} {unit}"
        value /= 1000
    return f"{value:,.1f} TB"


def figure(value: int | float, unit: str) -> str:
    """A figure of a plan or an outcome in its unit."""
    match unit:
        case "bytes":
            return size(value)
        case "seconds":
            return span(value)
        case "percent":
            return f"{value:,.1f} %"
    return f"{value:,}"


def figures(found: tuple[Figure, ...]) -> tuple[tuple[str, str], ...]:
    """Names and values of figures."""
    return tuple((said(each.label), figure(each.value, each.unit)) for each in found)


_STATES: dict[JobState, tuple[str, Tone, str]] = {
    JobState.SCHEDULED: (_noop("Waits for its time"), Tone.MUTED, "clock"),
    JobState.READY: (_noop("Waits its turn"), Tone.MUTED, "hourglass"),
    JobState.RUNNING: (_noop("Runs"), Tone.INFO, "play"),
    JobState.DONE: (_noop("Done"), Tone.OK, "check-circle"),
    JobState.FAILED: (_noop("Failed"), Tone.BAD, "x-circle"),
    JobState.CANCELLED: (_noop("Cancelled"), Tone.MUTED, "prohibit"),
    JobState.STRANDED: (_noop("Decide"), Tone.WARN, "warning"),
}


def state_word(state: JobState) -> str:
    """A state of a job."""
    return tr(_STATES[state][0])


def job_badge(job: Job) -> Badge:
    """How a job stands."""
    if job.state is JobState.RUNNING and job.cancel_requested_at is not None:
        return Badge(tr("Is being stopped"), Tone.WARN, "hourglass")
    word, tone, icon = _STATES[job.state]
    return Badge(tr(word), tone, icon)


def waits_for(job: Job, running: tuple[Job, ...], worker: bool) -> str:
    """What a job that does not run waits for."""
    match job.state:
        case JobState.STRANDED:
            return tr("Its worker ended in the middle of it: run it again, or cancel it")
        case JobState.SCHEDULED if job.attempt:
            form = tr("Failed; tried again {when} (attempt {n} of {most})")
            return form.format(when=when(job.run_at), n=job.attempt + 1, most=job.max_attempts)
        case JobState.SCHEDULED:
            return tr("Starts {when}").format(when=when(job.run_at))
        case JobState.READY if not worker:
            return tr("No worker is there to run it")
        case JobState.READY:
            other = next((each for each in running if job.resource and each.resource == job.resource), None)
            if other is not None:
                return tr("“{task}” has to end first").format(task=title_of(other.kind))
            return tr("A worker takes it in a moment")
    return ""


def step(progress: JobProgress | None) -> str:
    """How far a job is, as words."""
    if progress is None:
        return tr("Begins")
    if progress.fraction is None:
        return said(progress.text)
    return f"{progress.fraction:.0%} · {said(progress.text)}"


def left(job: Job, progress: JobProgress | None) -> str:
    """How long a running job has run, and how much longer it takes if it goes on at this pace."""
    if job.started_at is None or job.state is not JobState.RUNNING:
        return ""
    gone = max(0.0, (now() - job.started_at).total_seconds())
    share = progress.fraction if progress is not None else None
    if share is None or share < _TELLING or gone < _SOON_S:
        return tr("{time} so far").format(time=span(float(round(gone))))
    form = tr("{time} so far, about {left} left")
    return form.format(time=span(float(round(gone))), left=span(float(round(gone / share * (1 - share)))))


def title_of(kind: str) -> str:
    """The title of a task by its name; the name itself for one of another release."""
    from app import maintenance
    from app.errors import NotFound

    try:
        return said(maintenance.find(kind).SPEC.title)
    except NotFound:
        return kind


def title_of_job(job: Job) -> str:
    """The title of a job's task, and that nothing is done when it is a dry run."""
    title = title_of(job.kind)
    return tr("{task} (dry run)").format(task=title) if job.dry_run else title


def params_of(job: Job) -> tuple[tuple[str, str], ...]:
    """The parameters of a job, by the words its task has for them; those that were left out are not told."""
    from app import maintenance
    from app.errors import NotFound

    try:
        known = {each.name: each for each in maintenance.find(job.kind).SPEC.form()}
    except NotFound:
        known = {}
    return tuple(
        (said(known[name].label) if name in known else name, given(known.get(name), value))
        for name, value in job.params.items()
        if value not in (None, "")
    )


def given(param: Param | None, value: Any) -> str:
    """A parameter's value as people read it."""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if param is None:
        return str(value)
    if param.choices:
        return said(str(dict(param.choices).get(value, value)))
    if param.input is Input.INSTANT and isinstance(value, str):
        return when(datetime.fromisoformat(value))
    return f"{value:,}" if isinstance(value, int) else str(value)


def result(job: Job) -> str:
    """How a job ended, in one sentence."""
    if job.error is not None:
        return said(str(job.error.get("message", "")))
    if job.state is JobState.CANCELLED:
        return tr("Cancelled while it ran.") if job.attempt else tr("Cancelled before it began.")
    if job.result is None:
        return said(FORGOTTEN_PLAN) if job.dry_run and job.state is JobState.DONE else ""
    told: Mapping[str, Any] = job.result
    if "plan" in told:
        return tr("Dry run: {effect}").format(effect=said(told["plan"].get("effect", "")))
    return said(str(told.get("outcome", {}).get("summary", "")))


def warnings_of(job: Job) -> tuple[str, ...]:
    """What a run, or the plan a dry run made, warned of."""
    told = job.result or {}
    part = told.get("outcome") or told.get("plan") or {}
    return tuple(map(said, part.get("warnings", ())))


def figures_of(job: Job) -> tuple[tuple[str, str], ...]:
    """The numbers of a job that ended."""
    told = job.result or {}
    part = told.get("outcome") or told.get("plan") or {}
    return tuple(
        (said(each["label"]), figure(each["value"], each.get("unit", ""))) for each in part.get("figures", ())
    )


def newest(card: TaskCard) -> Job | None:
    """The last run of a task, good or bad."""
    runs = [each for each in (card.last_done, card.last_failed) if each is not None]
    return max(runs, key=lambda job: job.id, default=None)


def last_run(card: TaskCard) -> str:
    """When a task ran last."""
    job = newest(card)
    return tr("Never") if job is None else when(job.ended_at)


def about_task(card: TaskCard) -> str:
    """What keeps a task from running, what somebody has to decide, else what came of its last run, or what it is for."""
    if card.obstacle is not None:
        return advice(card.obstacle)
    if card.open_job is not None and card.open_job.state is JobState.STRANDED:
        return waits_for(card.open_job, (), True)
    job = newest(card)
    return result(job) if job is not None else said(card.spec.why)


def task_badge(card: TaskCard) -> Badge:
    """How a task stands."""
    if not card.available:
        return Badge(tr("Can't run here"), Tone.MUTED, "prohibit")
    if card.open_job is not None:
        return job_badge(card.open_job)
    job = newest(card)
    if job is None:
        return Badge(tr("Never run"), Tone.MUTED, "circle-dashed")
    return job_badge(job)


_DANGERS: dict[Danger, tuple[str, Tone, str]] = {
    Danger.HARMLESS: (_noop("Harmless"), Tone.OK, "check-circle"),
    Danger.CAREFUL: (_noop("Asks first"), Tone.INFO, "info"),
    Danger.DESTRUCTIVE: (_noop("Can do harm"), Tone.BAD, "warning"),
}


def danger_badge(danger: Danger) -> Badge:
    """How much a task may harm."""
    word, tone, icon = _DANGERS[danger]
    return Badge(tr(word), tone, icon)


_ENGINES = {"sqlite": "SQLite", "mariadb": "MariaDB", "mysql": "MySQL"}


def engine(name: str) -> str:
    """The name of a database product as it is written."""
    return _ENGINES.get(name, name)


_VERDICTS: dict[str | None, tuple[str, Tone, str]] = {
    "proven": (_noop("Proven"), Tone.OK, "seal-check"),
    "partial": (_noop("Partly proven"), Tone.WARN, "circle-half"),
    "failed": (_noop("Failed"), Tone.BAD, "x-circle"),
    "stale": (_noop("Too old"), Tone.WARN, "clock"),
    None: (_noop("Not looked at"), Tone.MUTED, "question"),
}


def verdict_badge(backup: BackupRow) -> Badge:
    """What looking at a backup showed."""
    word, tone, icon = _VERDICTS.get(backup.verdict, _VERDICTS[None])
    return Badge(tr(word), tone, icon)


def about_loss(clock: LossClock) -> str:
    """What a death of the database now would cost, in one sentence or two."""
    gone = lost(clock, now())
    if gone is None:
        return tr("There is no backup yet: if the database died now, everything would be lost.")
    first = tr("If the database died now, you would lose the last {time} of work").format(
        time=span(_coarse(gone))
    )
    if clock.restore_seconds is None:
        return tr("{lost}. How long a restore takes was never measured: verify a backup.").format(lost=first)
    back = back_in(clock.restore_seconds)
    if clock.measured_on is not clock.backup:
        form = tr(
            "{lost} and be back in about {back}, as an older backup showed; the newest was not tried yet."
        )
        return form.format(lost=first, back=back)
    return tr("{lost} and be back in about {back}.").format(lost=first, back=back)


def back_in(seconds: float) -> str:
    """How long the way back takes, in a sentence. Nobody is back within the minute: what was measured is the machine's
    time, and somebody has to start it."""
    return span(seconds) if seconds > _MINUTE else tr("a minute")


def _coarse(gone: timedelta) -> float:
    """Whole minutes: nobody works to the second, and the line should stand still."""
    return max(_MINUTE, gone.total_seconds() // _MINUTE * _MINUTE)
