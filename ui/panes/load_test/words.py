"""Words of the load tests' pane: what a scenario would do, grades, metrics, percentiles, and what became of a run."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.domain.actors import Role
from app.domain.loadtest.comparing import Difference
from app.domain.loadtest.grading import Grade, Mark, Metric, Report
from app.domain.loadtest.knee import Knee
from app.domain.loadtest.orders import Checked, Live, ResultLine, RunPhase
from app.domain.loadtest.run import Verdict
from ui import units
from ui.models.columns import Badge, Tone
from ui.sentences import said
from ui.words import counted


def tr(text: str) -> str:
    """The words in the person's language."""
    return QCoreApplication.translate("LoadTest", text)


# -- before ------------------------------------------------------------------------------------------


def what_it_does(checked: Checked) -> str:
    """A scenario in numbers."""
    script = checked.script
    if script is None:
        return ""
    place = tr("this computer") if checked.here else checked.host
    arrivals = counted(script.arrivals, "{n} arrival", "{n} arrivals")
    requests = counted(checked.requests, "about {n} request", "about {n} requests")
    return tr("{arrivals} and {requests} in {time}, at most {peak} a second, to {target} ({place}).").format(
        arrivals=arrivals,
        requests=requests,
        time=units.length(int(script.duration_s)),
        peak=f"{script.peak:g}",
        target=script.target,
        place=place,
    )


def where_wrong(checked: Checked) -> str:
    """The sentence where it is wrong."""
    return said(checked.problem)


def notes(checked: Checked) -> str:
    """What is passed over, and what has no value."""
    found = []
    if checked.unknown:
        found.append(
            tr("Not known here, and passed over: {places}.").format(places=", ".join(checked.unknown))
        )
    if checked.undefined:
        names = ", ".join(f"{{{{ {name} }}}}" for name in checked.undefined)
        found.append(
            tr("Nothing in it gives a value to {names}: it is given below, under How it is run.").format(
                names=names
            )
        )
    return " ".join(found)


def role_words(role: Role) -> str:
    """A role for a token."""
    return {
        Role.KIOSK: tr("a token of a kiosk: it may look for titles"),
        Role.LIBRARIAN: tr("a token of a librarian: it may lend and look at students"),
        Role.HEAD_LIBRARIAN: tr("a token of a head librarian: it may undo too"),
    }[role]


# -- while -------------------------------------------------------------------------------------------


def phase_badge(phase: RunPhase) -> Badge:
    """How a run stands."""
    return {
        RunPhase.NONE: Badge(tr("None yet"), Tone.MUTED, "minus-circle"),
        RunPhase.RUNNING: Badge(tr("Running"), Tone.INFO, "play"),
        RunPhase.ENDING: Badge(tr("Ending"), Tone.INFO, "hourglass"),
        RunPhase.OVER: Badge(tr("Over"), Tone.OK, "check-circle"),
        RunPhase.FAILED: Badge(tr("Failed"), Tone.BAD, "x-circle"),
    }[phase]


def progress(live: Live) -> str:
    """How far it is."""
    if live.climb:
        text = tr("{name}: {rate} arrivals a second, the rate number {round} · {target}")
        return text.format(name=live.name, rate=f"{live.rate:.1f}", round=live.round, target=live.target)
    at = int(live.number)
    text = tr("{name}: {at} of {whole} · {target}")
    return text.format(
        name=live.name, at=units.length(at), whole=units.length(int(live.lasts_s)), target=live.target
    )


# -- after -------------------------------------------------------------------------------------------


def grade_badge(grade: Grade | None) -> Badge:
    """A grade as word, icon and tone."""
    return {
        None: Badge(tr("No grade"), Tone.MUTED, "minus-circle"),
        Grade.EXCELLENT: Badge(tr("Excellent"), Tone.OK, "check-circle"),
        Grade.GOOD: Badge(tr("Good"), Tone.OK, "check-circle"),
        Grade.ACCEPTABLE: Badge(tr("Acceptable"), Tone.WARN, "warning"),
        Grade.BELOW: Badge(tr("Below acceptable"), Tone.BAD, "x-circle"),
    }[grade]


def verdict_badge(verdict: Verdict) -> Badge:
    """What became of a run."""
    return {
        Verdict.DONE: Badge(tr("Run to its end"), Tone.OK, "check-circle"),
        Verdict.INVALID: Badge(tr("Invalid"), Tone.BAD, "x-circle"),
        Verdict.ABORTED: Badge(tr("Aborted"), Tone.BAD, "warning"),
        Verdict.STOPPED: Badge(tr("Stopped"), Tone.WARN, "stop"),
    }[verdict]


def line_badge(line: ResultLine) -> Badge:
    """What the list of results shows of one."""
    if line.knee is not None:
        return Badge(tr("Knee"), Tone.INFO, "trend-up")
    if line.verdict is not None and line.verdict is not Verdict.DONE:
        return verdict_badge(line.verdict)
    return grade_badge(line.grade)


def line_figures(line: ResultLine) -> str:
    """What it came to, shortly."""
    if line.knee is not None:
        return knee_short(line.knee)
    rate = "–" if line.rate is None else f"{line.rate:,.0f}"
    return tr("{rate}/s").format(rate=rate)


def when(began: float) -> str:
    """When it began, on the desk's clock."""
    return f"{datetime.fromtimestamp(began).astimezone():%Y-%m-%d %H:%M}"


def metric(which: Metric) -> str:
    """A row of the guide's table."""
    return {
        Metric.RESPONSE: tr("Response time, 95th percentile"),
        Metric.THROUGHPUT: tr("Throughput"),
        Metric.ERRORS: tr("Error rate"),
        Metric.CPU: tr("CPU of the busiest server"),
        Metric.MEMORY: tr("Memory of the fullest server"),
        Metric.CONNECTIONS: tr("Database connections"),
    }[which]


def milliseconds(value: float | None) -> str:
    """A time, or that there are too few answers for it."""
    if value is None:
        return tr("too few to say")
    return f"{value:,.1f} ms" if value < 100 else f"{value:,.0f} ms"


def value_of(mark: Mark) -> str:
    """A metric's value in its unit."""
    if mark.value is None:
        return tr("not measured")
    if mark.metric is Metric.RESPONSE:
        return milliseconds(mark.value)
    if mark.metric is Metric.THROUGHPUT:
        return tr("{number} a second").format(number=f"{mark.value:,.1f}")
    if mark.metric is Metric.ERRORS:
        return f"{mark.value:.2%}"
    return f"{mark.value:.0f}" if mark.metric is Metric.CONNECTIONS else f"{mark.value:.0f} %"


def why_none(report: Report) -> str:
    """Why a run has no grade."""
    if "invalid" in report.why_none:
        return tr("There is no grade: the figures are the generator's own.")
    return tr("There is no grade: there were too few answers to say.")


def problem(what: str) -> str:
    """Why there was no answer."""
    return {
        "no answer in time": tr("No answer in time"),
        "the certificate is not trusted": tr("The certificate is not trusted"),
        "the host is not known": tr("The host is not known"),
        "no connection": tr("No connection"),
        "the connection was closed": tr("The connection was closed"),
        "the answer can't be read": tr("The answer can't be read"),
    }.get(what, what)


def knee_short(knee: Knee) -> str:
    """Between which rates it lies."""
    if knee.above is None:
        return tr("at least {below}/s").format(below=f"{knee.below:.0f}")
    return tr("{below} to {above}/s").format(below=f"{knee.below:.0f}", above=f"{knee.above:.0f}")


def knee_sentence(knee: Knee) -> str:
    """What a search for the knee found."""
    if knee.above is None:
        return tr("At least {below} arrivals a second are kept up; more were not tried.").format(
            below=f"{knee.below:.1f}"
        )
    text = tr("The knee lies between {below} and {above} arrivals a second. Beyond: {why}")
    return text.format(below=f"{knee.below:.1f}", above=f"{knee.above:.1f}", why=said(knee.problem))


def difference_name(found: Difference) -> str:
    """What is compared."""
    return {
        "median": tr("Half of the answers took at most"),
        "p95": tr("95 % of the answers took at most"),
        "answered": tr("Answers a second"),
        "failed": tr("Failed requests a second"),
    }[found.metric]


def difference_value(found: Difference, value: float | None) -> str:
    """One side of it."""
    if value is None:
        return "–"
    return f"{value:,.1f} ms" if found.metric in ("median", "p95") else f"{value:,.1f}"


def difference_badge(found: Difference) -> Badge:
    """Whether the second run was better."""
    if found.chance is None:
        return Badge(tr("Too few seconds"), Tone.MUTED, "minus-circle")
    if found.better is None:
        return Badge(tr("No difference"), Tone.MUTED, "equals")
    if found.better:
        return Badge(tr("Better"), Tone.OK, "check-circle")
    return Badge(tr("Worse"), Tone.BAD, "x-circle")


def chance(found: Difference) -> str:
    """How often chance alone would do it."""
    if found.chance is None:
        return "–"
    return f"{found.chance:.1%}" if found.chance >= 0.001 else tr("under 0.1 %")
