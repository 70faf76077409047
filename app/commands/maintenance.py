"""``clms maintenance``: list the tasks, run one and wait for it, look at what ran."""

from __future__ import annotations

import argparse
import contextlib
import difflib
import signal
import sys
import threading
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from app.errors import ClmsError, InvalidInput, NotFound, Unreachable

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor
    from app.domain.jobs import Job
    from app.maintenance.task import TaskSpec

FAILED = 1
UNREACHABLE = 69  # EX_UNAVAILABLE of sysexits.h
STOPPED = 75  # EX_TEMPFAIL of sysexits.h: try again later
TIMED_OUT = 124  # as timeout(1) does
_STOP_S = 20.0
_EXIT_CODES = """\
exit codes, fit for cron and systemd:
  0    done; a dry run was made, or there was nothing to do
  1    failed, or refused by the rules (a full disk, a missing folder, no confirmation);
       for verify-backup also: the backup is bad, or too old
  2    no such task, or a parameter that can't be used
  69   the database does not answer
  75   cancelled: by Ctrl+C, SIGTERM or a person, or its worker was ended; run it again
  124  it took longer than the task may, and was stopped
With --json the answer on stdout says more: "state" and, when it did not work, "error".
"""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "maintenance",
        help="backups, checks and other maintenance tasks",
        description="Maintenance tasks from a terminal, cron or systemd. “run” waits for the end.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    listing = verbs.add_parser("list", help="every task with what it does and its parameters")
    listing.set_defaults(verb=list_tasks)
    running = verbs.add_parser(
        "run",
        help="run a task here and wait for its end",
        description="Run a task and wait for its end; Ctrl+C cancels it. Progress and log go to stderr.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    running.add_argument("name", metavar="NAME", help="a task of “clms maintenance list”")
    running.add_argument(
        "--param", action="append", default=[], metavar="NAME=VALUE", help="a parameter; may be given again"
    )
    running.add_argument("--dry-run", action="store_true", help="only say what it would do")
    running.add_argument(
        "--confirm", default="", metavar="NAME", help="a destructive task wants its own name here"
    )
    running.set_defaults(verb=run_task)
    past = verbs.add_parser("history", help="what ran, newest first")
    past.add_argument("name", nargs="?", metavar="NAME", help="only this task")
    past.add_argument("--limit", type=int, default=20, help="how many (default 20)")
    past.set_defaults(verb=history)
    parser.set_defaults(run=run)
    for each in (listing, running, past):
        each.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> int:
    """Do what the verb says. With --json a refusal is told to programs too."""
    try:
        return int(args.verb(args))
    except ClmsError as error:
        if args.json:
            told = {"message": error.message, "hint": error.hint, "code": error.code}
            _print_json({"state": "refused", "error": told})
        raise


def list_tasks(args: argparse.Namespace) -> int:
    """Print the tasks."""
    from app.commands.common import library

    with library("maintenance") as (app, actor):
        cards = app.maintenance.tasks(actor)
    if args.json:
        _print_json([_card(card) for card in cards])
        return 0
    for card in cards:
        last = "never" if card.last_done is None else f"{card.last_done.ended_at:%Y-%m-%d %H:%M} UTC"
        print(f"{card.spec.name}  ({card.spec.danger}; last done: {last})\n    {card.spec.why}")
        if card.obstacle is not None:
            print(f"    Can't run here: {card.obstacle.message} {card.obstacle.hint}")
        for each in card.spec.form():
            wanted = "" if each.default in (None, "") else f" (default {each.default!r})"
            wanted = " (needed)" if each.required else wanted
            print(f"    --param {each.name}=…  {each.label}{wanted}. {each.help}")
    return 0


def run_task(args: argparse.Namespace) -> int:
    """Put the job in and carry it out here; any worker that is faster may take it instead."""
    from app.commands.common import library

    given = _params(args.param)
    _check(args.name, given)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with library("maintenance") as (app, actor):
        started = app.maintenance.start(
            actor, args.name, given, dry_run=args.dry_run, confirmed=args.confirm, here=True
        )
        job_id = started.value.job_id
        _work(app, actor, job_id, stop, quiet=args.json)
        job = app.maintenance.job(actor, job_id)
    if args.json:
        _print_json(_job(job))
    else:
        print("\n\n".join((ending(job), *_statements(job))))
    return _code(job)


def history(args: argparse.Namespace) -> int:
    """Print the newest jobs."""
    from app.commands.common import library
    from app.domain.words import count_words

    with library("maintenance") as (app, actor):
        found = app.maintenance.jobs(actor, name=args.name, limit=args.limit)
    if not found and args.name is not None:
        _task(args.name)  # a name that was never one is a mistake, not an empty history
    if args.json:
        _print_json([_job(job) for job in found])
        return 0
    for job in found:
        when = job.ended_at or job.started_at or job.created_at
        first, *more = ending(job).splitlines()
        further = f" (and {count_words(len(more), 'line')} more: --json)" if more else ""
        print(f"{job.id:>6}  {when:%Y-%m-%d %H:%M:%S}  {job.state:<10}  {job.kind}  {first}{further}")
    return 0


def _work(app: App, actor: Actor, job_id: int, stop: threading.Event, *, quiet: bool) -> None:
    told: list[str] = []

    def watch(job: Job, message: tuple[Any, ...]) -> None:
        line = message[2] if message[0] == "log" else _progress(*message[1:])
        if not quiet and (not told or told[-1] != line):
            told.append(line)
            print(line, file=sys.stderr, flush=True)

    try:
        app.worker(only=job_id, watch=watch).run(stop)
    finally:
        if stop.is_set():
            _cancel(app, actor, job_id)


def _cancel(app: App, actor: Actor, job_id: int) -> None:
    """Cancel it, and wait for the other worker that may have taken it."""
    from app.domain.jobs import ENDED
    from app.errors import Conflict

    with contextlib.suppress(Conflict):  # it has ended at this very moment
        app.maintenance.cancel(actor, job_id)
    deadline, pause = time.monotonic() + _STOP_S, threading.Event()
    while app.maintenance.job(actor, job_id).state not in ENDED and time.monotonic() < deadline:
        pause.wait(0.1)


def _progress(fraction: float | None, text: str) -> str:
    return text if fraction is None else f"{fraction:4.0%}  {text}"


_BAD_VERDICTS = ("failed", "stale")


def _task(name: str) -> TaskSpec:
    """The task of this name. Raises InvalidInput that names what may have been meant."""
    from app import maintenance

    try:
        return maintenance.find(name).SPEC
    except NotFound as unknown:
        names = [task.SPEC.name for task in maintenance.TASKS]
        near = difflib.get_close_matches(name, names, 1)
        hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(names)}."
        raise InvalidInput(unknown.message, hint=hint, code="no_task") from None


def _check(name: str, given: dict[str, str]) -> None:
    """Say what is wrong with a command line before the library is opened, and how it is written."""
    spec = _task(name)
    try:
        spec.read(given)
    except InvalidInput:
        print(_usage(spec), file=sys.stderr)
        raise


def _usage(spec: TaskSpec) -> str:
    shown = [
        f"--param {each.name}=…" if each.required else f"[--param {each.name}=…]" for each in spec.form()
    ]
    return " ".join(["usage: clms maintenance run", spec.name, *shown])


def _params(given: Iterable[str]) -> dict[str, str]:
    params = {}
    for each in given:
        name, sign, value = each.partition("=")
        if not sign:
            raise InvalidInput(f"“{each}” is no parameter.", hint="Write --param NAME=VALUE.")
        params[name.strip()] = value
    return params


def _code(job: Job) -> int:
    """A backup that can't be relied on is a failure to whoever watches exit codes, although the look at it went well."""
    from app.domain.jobs import JobState

    if job.state is JobState.DONE:
        verdict = ((job.result or {}).get("outcome") or {}).get("data", {}).get("verdict")
        return FAILED if verdict in _BAD_VERDICTS else 0
    if job.state is JobState.FAILED:
        away = (Unreachable.code, "database_unreachable", "database_access")
        known = {"job_stopped": TIMED_OUT, **dict.fromkeys(away, UNREACHABLE)}
        return known.get((job.error or {}).get("code", ""), FAILED)
    return STOPPED


def ending(job: Job) -> str:
    """How it ended, in one line or a few."""
    from app.domain.jobs import FORGOTTEN_PLAN, JobState

    result, error = job.result or {}, job.error or {}
    if "outcome" in result:
        return "\n".join([result["outcome"]["summary"], *result["outcome"]["warnings"]])
    if "plan" in result:
        plan = result["plan"]
        return "\n".join([plan["effect"], *plan["steps"], *plan["warnings"]])
    if error:
        return f"{error['message']} {error.get('hint', '')}".strip()
    if job.dry_run and job.state is JobState.DONE:
        return FORGOTTEN_PLAN
    return f"It is {job.state}."


def _statements(job: Job) -> tuple[str, ...]:
    """What a dry run would execute."""
    return tuple(((job.result or {}).get("plan") or {}).get("statements", ()))


def _card(card: Any) -> dict[str, Any]:
    return {
        "name": card.spec.name,
        "title": card.spec.title,
        "why": card.spec.why,
        "danger": card.spec.danger.value,
        "available": card.available,
        "obstacle": card.obstacle,
        "last_done": card.last_done.ended_at if card.last_done else None,
        "last_failed": card.last_failed.ended_at if card.last_failed else None,
        "next_run": card.next_run,
        "params": [
            {"name": each.name, "label": each.label, "input": each.input.value, "default": each.default}
            for each in card.spec.form()
        ],
    }


def _job(job: Job) -> dict[str, Any]:
    outcome = (job.result or {}).get("outcome")
    return {
        "id": job.id,
        "name": job.kind,
        "state": job.state.value,
        "params": dict(job.params),
        "started_at": job.started_at,
        "ended_at": job.ended_at,
        "attempt": job.attempt,
        "dry_run": job.dry_run,
        "plan": (job.result or {}).get("plan"),
        "summary": outcome["summary"] if outcome else None,
        "figures": outcome["figures"] if outcome else None,
        "warnings": outcome["warnings"] if outcome else None,
        **(outcome["data"] if outcome else {}),
        "error": dict(job.error) if job.error else None,
    }


def _print_json(value: Any) -> None:
    print(msgspec.json.format(msgspec.json.encode(value)).decode())
