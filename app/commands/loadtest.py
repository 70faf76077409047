"""``clms loadtest``: run a scenario against a server, find the rate it can keep up, compare, and write the report."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.errors import InvalidInput, Refused

if TYPE_CHECKING:
    from app.domain.loadtest.run import Result, Second
    from app.loadtest.plan import Plan


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "loadtest",
        help="put a server under load by a scenario, and grade it",
        description="Sends the requests of a scenario on schedule, whatever becomes of the answers, and grades the run by the "
        "production guide's table. Scenarios are Artillery's YAML. Only this computer, the servers of the topology and those that "
        "are allowed by name are put under load.",
    )
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    run_ = verbs.add_parser("run", help="run a scenario; without one, the production guide's")
    _add_what_is_run(run_)
    run_.add_argument("--output", type=Path, metavar="FILE", help="keep the result as JSON")
    run_.add_argument("--html", type=Path, metavar="FILE", help="write the report as a page")
    run_.add_argument("--warm-up", type=int, action="append", default=[], metavar="N",
                      help="leave the N-th phase out of the figures (may be given again)")  # fmt: skip
    run_.add_argument("--abort-errors", type=float, default=50.0, metavar="PERCENT",
                      help="end it when so many requests fail for ten seconds (default 50; 100 never)")  # fmt: skip
    run_.add_argument("--abort-p95", type=float, metavar="MS",
                      help="end it when one answer in twenty takes longer for ten seconds")  # fmt: skip
    run_.set_defaults(verb=_run)
    knee = verbs.add_parser("knee", help="find the highest rate of arrivals that is kept up")
    _add_what_is_run(knee)
    knee.add_argument(
        "--first", type=float, default=20.0, metavar="RATE", help="the first rate tried (default 20)"
    )
    knee.add_argument(
        "--highest", type=float, default=2000.0, metavar="RATE", help="the highest one (default 2000)"
    )
    knee.add_argument(
        "--seconds", type=float, default=20.0, metavar="S", help="how long each lasts (default 20)"
    )
    knee.set_defaults(verb=_knee)
    report = verbs.add_parser("report", help="write the page of a result that was kept")
    report.add_argument("file", type=Path, metavar="FILE", help="the JSON that run --output wrote")
    report.add_argument("--html", type=Path, metavar="FILE", help="the page (default: beside FILE)")
    report.set_defaults(verb=_report)
    compare = verbs.add_parser(
        "compare", help="say whether a second run was faster than a first, or only luckier"
    )
    compare.add_argument("before", type=Path, metavar="BEFORE")
    compare.add_argument("after", type=Path, metavar="AFTER")
    compare.set_defaults(verb=_compare)
    verbs.add_parser("generate").set_defaults(verb=_generate)  # the generator's own process
    parser.set_defaults(run=run)


def _add_what_is_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scenario", type=Path, nargs="?", metavar="SCENARIO", help="a YAML file")
    parser.add_argument("--target", default="", metavar="URL", help="stands over the target the file names")
    parser.add_argument(
        "--allow", action="append", default=[], metavar="HOST", help="a host that may be put under load"
    )
    parser.add_argument("--from-env", action="append", default=[], metavar="NAME=VARIABLE",
                        help="give {{ NAME }} the value of a variable of the environment: for tokens and passwords; "
                        "several lines are shared out among arrivals")  # fmt: skip
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help="of what is left to chance (default 0)"
    )


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    return cast(int, args.verb(args))


def _run(args: argparse.Namespace) -> int:
    """Exit code 1 when the run is no good: invalid, aborted, stopped, or a limit of the file was not kept."""
    from app.domain.loadtest.aborting import Abort, not_kept
    from app.domain.loadtest.run import Verdict, to_json
    from app.loadtest.running import Running

    plan, allowed = _plan(args), _allowed(args)
    warm_up = tuple(n - 1 for n in args.warm_up)
    abort = Abort(None if args.abort_errors >= 100 else args.abort_errors / 100, args.abort_p95)
    script = plan.read().script
    print(
        f"{plan.name}: {script.arrivals:,} arrivals in {script.duration_s:g} s at {script.target}", flush=True
    )
    running = Running(plan, abort, warm_up, heard=_say)
    result = _stoppable(running, allowed)
    _print(result)
    if args.output:
        _write(args.output, to_json(result))
    if args.html:
        _write(args.html, _page(result))
    broken = not_kept(result.figures, script.limits)
    for each in broken:
        print(f"Not kept: {each}.")
    return int(result.verdict is not Verdict.DONE or bool(broken))


def _stoppable(running: object, allowed: tuple[str, ...]) -> Result:
    """Run it; Ctrl+C lets nobody arrive any more and still gives the result of what was."""
    import threading

    from app.commands.common import told_to_stop
    from app.loadtest.running import Running

    assert isinstance(running, Running)
    stop = told_to_stop()
    over = threading.Event()

    def watch() -> None:
        while not over.is_set():
            if stop.wait(0.2):
                running.stop()
                return

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        return running.run(allowed)
    finally:
        over.set()
        watching.join()


def _say(second: Second) -> None:
    from app.domain.loadtest.latencies import Latencies
    from app.loadtest.words import milliseconds

    longest = Latencies.decoded(second.corrected).highest_ms
    took = "" if longest is None else f", the longest took {milliseconds(longest)}"
    print(
        f"{second.at:6.0f} s  {second.due:6,} due  {second.answered:6,} answered  {second.failed:5,} failed{took}",
        flush=True,
    )


def _print(result: Result) -> None:
    from app.domain.loadtest.grading import graded
    from app.domain.loadtest.servers import borne
    from app.loadtest.words import GRADES, METRICS, VERDICTS, grade_of, value_of

    print(f"\n{VERDICTS[result.verdict]}. {result.reason}".rstrip())
    if result.figures.caution:
        print(result.figures.caution)
    for place in result.unknown:
        print(f"Not known, and passed over: {place}")
    report = graded(result, borne(result.server))
    for mark in report.marks:
        print(f"{METRICS[mark.metric]:32} {value_of(mark):>18}  {grade_of(mark):17} {mark.note}".rstrip())
    for status, count in sorted(result.figures.statuses.items()):
        print(f"Status {status}: {count:,}")
    for what, count in sorted(result.figures.problems.items()):
        print(f"{what.capitalize()}: {count:,}")
    print(f"No grade: {report.why_none}" if report.grade is None else f"Grade: {GRADES[report.grade]}")


def _knee(args: argparse.Namespace) -> int:
    from app.domain.loadtest.knee import Knee
    from app.loadtest.climbing import climb

    plan, allowed = _plan(args), _allowed(args)
    knee = Knee(0.0, None)
    for step, found in climb(plan, allowed, args.first, args.highest, args.seconds):
        print(f"{step.rate:8.1f} arrivals a second: {step.problem or 'kept up'}", flush=True)
        knee = found
    if knee.above is None:
        print(f"At least {knee.below:.1f} arrivals a second are kept up; more were not tried.")
    else:
        print(
            f"The knee lies between {knee.below:.1f} and {knee.above:.1f} arrivals a second. Beyond: {knee.problem}"
        )
    return 0


def _report(args: argparse.Namespace) -> int:
    target = args.html or args.file.with_suffix(".html")
    _write(target, _page(_kept(args.file)))
    print(target)
    return 0


def _compare(args: argparse.Namespace) -> int:
    from app.domain.loadtest.comparing import compared
    from app.loadtest.words import difference

    for each in compared(_kept(args.before), _kept(args.after)):
        print(difference(each))
    return 0


def _generate(_args: argparse.Namespace) -> int:
    from app.loadtest.child import main

    return main()


def _plan(args: argparse.Namespace) -> Plan:
    from app import paths
    from app.domain.loadtest.templates import undefined
    from app.loadtest.plan import plan_of

    variables: dict[str, object] = {}
    for each in args.from_env:
        name, _, variable = each.partition("=")
        if not name or not variable:
            raise InvalidInput(f"{each} is not NAME=VARIABLE.", hint="As in --from-env authToken=CLMS_TOKEN.")
        if variable not in os.environ:
            raise InvalidInput(
                f"The environment has no {variable}.", hint=f"Set it, then run this again: it is for {name}."
            )
        variables[name] = _shared(os.environ[variable])
    plan = plan_of(
        args.scenario or paths.resource("loadtests", "guide.yml"), args.target, variables, args.seed
    )
    for name in undefined(plan.read().script):
        print(
            f"Nothing gives {{{{ {name} }}}} a value: it is sent empty. Give it with --from-env {name}=VARIABLE."
        )
    return plan


def _shared(value: str) -> object:
    """A value, or several that are shared out among arrivals: a line each."""
    lines = value.split("\n")
    return value if len(lines) == 1 else [line for line in lines if line]


def _allowed(args: argparse.Namespace) -> tuple[str, ...]:
    """Hosts that were named, and those of the topology."""
    from app.cluster.topology_file import read
    from app.commands.common import logged_settings

    with logged_settings() as settings:
        if not settings.watching.topology:
            return tuple(args.allow)
        return (*args.allow, *(host.address for host in read(Path(settings.watching.topology)).hosts))


def _kept(file: Path) -> Result:
    import msgspec

    from app.domain.loadtest.run import from_json

    try:
        return from_json(file.read_bytes())
    except OSError as problem:
        raise Refused(f"{file} can't be read: {problem.strerror or problem}.") from problem
    except msgspec.MsgspecError as problem:
        raise InvalidInput(
            f"{file} is no result of a load test.", hint="Choose what clms loadtest run --output wrote."
        ) from problem


def _page(result: Result) -> bytes:
    from app.loadtest.html_report import page

    return page(result).encode()


def _write(file: Path, content: bytes) -> None:
    """Aside and renamed: whoever looks meanwhile sees the old file or the new."""
    draft = file.with_name(f".{file.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(file)
    except OSError as problem:
        draft.unlink(missing_ok=True)
        raise Refused(
            f"{file} can't be written: {problem.strerror or problem}.", hint="Choose another place."
        ) from problem
