"""The production guide's Artillery file, run by Artillery itself and by ``clms loadtest`` against one local cluster, side by side::

    python -m tests.benchmarks.guide_load            # its phases shortened to a tenth
    python -m tests.benchmarks.guide_load --long     # all seven minutes, by each

Each is seen by itself and by the cluster's nginx, whose access log counts and times the same requests without knowing who sends
them. Only one of nginx's times can be held against both: Artillery tells the time from when a request was sent and nothing of how
late that was.

The tokens end with the hour and the cluster with the run. Artillery's own way to give a variable is ``--variables``, where everybody
who lists processes reads it; it merges a second file into the first as well, and so gets the tokens from one that only this user may
read. ``clms loadtest`` takes them from its environment.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from app.domain.api_tokens import ApiTokenDraft, new_secret
from app.domain.loadtest.numbers import role_for, tokens_for
from app.domain.loadtest.run import from_json
from app.loadtest.plan import plan_of
from app.paths import resource
from tests.benchmarks.libraries import ROOT
from tests.benchmarks.npm import packages, program
from tests.benchmarks.processors import spent
from tests.benchmarks.proxy_log import Answered, read_log
from tests.benchmarks.table import Options, Row
from tests.servers.local_cluster import PASSWORD, Cluster, library_of, local_cluster

SHORTER = 10
"""The ordinary run's phases last such a part of the guide's."""
_FILE = resource("loadtests", "guide.yml")
_SHARES = (0.5, 0.95, 0.99)
_STUDENTS = 600
_WARM = 30
"""The warm-up nobody counts lasts such a part of the guide's phases: it fills the pools and caches that both then find full."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one generator tells of its run, and what nginx does. Times are in milliseconds, of the shares of ``_SHARES``; ``due``
    counts from when requests were due, None where a generator does not know. ``lag_ms`` is how late 99 of 100 were sent at most."""

    requests: int
    statuses: Mapping[str, int]
    errors: int
    sent: Sequence[float | None]
    due: Sequence[float | None] | None
    processor_s: float
    lasted_s: float
    lag_ms: float | None
    invalid: str
    proxy: Answered


Run = Callable[["_Place"], Told]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a run happens: the cluster, the tokens, how much shorter, and a folder of its own."""

    cluster: Cluster
    tokens: Sequence[str]
    shorter: float
    folder: Path

    @property
    def target(self) -> str:
        """nginx of the cluster."""
        nginx = self.cluster.node("nginx")
        return f"https://{nginx.host}:{nginx.port}"

    @property
    def certificate(self) -> Path:
        """Whom to trust."""
        return self.cluster.folder / "tls" / "certificate.pem"

    @property
    def phases(self) -> list[dict[str, Any]]:
        """The guide's, shortened, of whole seconds: Artillery knows no parts of one."""
        return [
            {**phase, "duration": max(1, round(phase["duration"] / self.shorter))}
            for phase in _guide()["config"]["phases"]
        ]


def rows(options: Options) -> Iterator[Row]:
    """The shortened run as rows of the table of all benchmarks; its own, which says more, goes before them."""
    found = measured(SHORTER * 2 if options.small else SHORTER)
    print(table(found), flush=True)
    ours, theirs = found["clms loadtest"], found["Artillery"]
    for place, share in enumerate(_SHARES):
        mine, other = ours.sent[place], theirs.sent[place]
        if mine is not None and other is not None:
            yield Row(f"the guide's load, p{share * 100:g}", "mariadb", mine, "Artillery", other, "ms")
    yield Row(
        "the guide's load, processor", "mariadb", ours.processor_s, "Artillery", theirs.processor_s, "s"
    )


def measured(shorter: float) -> dict[str, Told]:
    """Both runs, by the names of the generators. ``shorter`` is how many times shorter than the guide's the phases are."""
    script = plan_of(_FILE, "", {}, 0).read().script
    secrets = [new_secret() for _ in range(tokens_for(script, script.peak))]
    with local_cluster("mariadb") as cluster, tempfile.TemporaryDirectory(prefix="clms-bench-") as folder:
        with library_of(cluster) as app:
            app.accounts.create_first_user("Maria Santos", password=PASSWORD)
            actor = app.accounts.sign_in("maria.santos", PASSWORD)
            app.sample.create(actor, titles=150, students=_STUDENTS, activities=300)
            until = app.core.clock.now() + timedelta(hours=1)
            for number, secret in enumerate(secrets):
                app.api_tokens.issue(
                    actor, ApiTokenDraft(f"Load {number}", role_for(script), (), until), secret
                )
        _ours(_Place(cluster, secrets, _WARM, Path(folder)))
        place = _Place(cluster, secrets, shorter, Path(folder))
        return {"clms loadtest": _ours(place), "Artillery": _artillery(place)}


def _guide() -> Any:
    return yaml.safe_load(_FILE.read_text("utf-8"))


def _watched(place: _Place, command: Sequence[object], **environment: str) -> tuple[float, float, Answered]:
    """Run a generator to its end: its time of the processors, how long it lasted, and what nginx saw of it."""
    before, began, clock = spent(), time.monotonic(), int(time.time())
    done = subprocess.run(
        [str(word) for word in command],
        env={**os.environ, **environment},
        cwd=place.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    lasted = time.monotonic() - began
    if done.returncode not in (0, 1):  # 1: it is of the opinion that the run was no good
        raise RuntimeError(
            f"{command[0]} ended with {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    log = place.cluster.folder / "nginx" / "logs" / "access.log"
    return spent() - before, lasted, read_log(log, clock, [phase["duration"] for phase in place.phases])


def _ours(place: _Place) -> Told:
    script, kept = place.folder / "guide.yml", place.folder / "result.json"
    guide = _guide()
    guide["config"]["phases"] = place.phases
    script.write_text(yaml.safe_dump(guide, sort_keys=False), "utf-8")
    command: list[object] = [sys.executable, "-m", "app", "loadtest", "run", script, "--target", place.target]
    command += ["--from-env", "authToken=CLMS_LOAD_TOKENS", "--output", kept, "--abort-errors", "100"]
    processor, lasted, proxy = _watched(
        place,
        command,
        CLMS_LOAD_TOKENS="\n".join(place.tokens),
        CLMS_DATA_DIR=str(place.folder / "data"),
        SSL_CERT_FILE=str(place.certificate),
        PYTHONPATH=str(ROOT),
    )
    figures = from_json(kept.read_bytes()).figures
    return Told(
        figures.sent,
        figures.statuses,
        sum(figures.problems.values()),
        [figures.service.percentile_ms(share) for share in _SHARES],
        [figures.corrected.percentile_ms(share) for share in _SHARES],
        processor,
        lasted,
        figures.lag.percentile_ms(0.99),
        figures.trouble,
        proxy,
    )


def _artillery(place: _Place) -> Told:
    further, kept = place.folder / "further.yml", place.folder / "report.json"
    config = {
        "target": place.target,
        "phases": [{"duration": phase["duration"]} for phase in place.phases],
        "variables": {"authToken": list(place.tokens)},
    }
    further.touch(mode=0o600)
    further.write_text(yaml.safe_dump({"config": config}), "utf-8")
    command: list[object] = [
        program("node"),
        packages("load_peers") / "node_modules" / "artillery" / "bin" / "run",
        "run",
    ]
    processor, lasted, proxy = _watched(
        place,
        [*command, "--quiet", "--output", kept, "--config", further, _FILE],
        ARTILLERY_DISABLE_TELEMETRY="true",
        NODE_EXTRA_CA_CERTS=str(place.certificate),
    )
    told = json.loads(kept.read_text())["aggregate"]
    counted, times = told["counters"], told["summaries"]["http.response_time"]
    return Told(
        counted["http.requests"],
        {name.rpartition(".")[2]: count for name, count in counted.items() if name.startswith("http.codes.")},
        sum(count for name, count in counted.items() if name.startswith("errors.")),
        [times["p50"], times["p95"], times["p99"]],
        None,
        processor,
        lasted,
        None,
        "",
        proxy,
    )


def table(found: Mapping[str, Told]) -> str:
    """Both beside each other, each with what nginx saw, and below why one is not to be believed."""
    lines = [["", *(cell for name in found for cell in (name, "nginx, of it"))]]
    for words, cells in _lines():
        lines.append([words, *(cell for told in found.values() for cell in cells(told))])
    for place, phase in enumerate(_guide()["config"]["phases"]):
        rates = [("", _number(told.proxy.rates[place])) for told in found.values()]
        words = f"arrivals a second, {phase['name']} ({phase['arrivalRate']})"
        lines.append([words, *(cell for pair in rates for cell in pair)])
    widths = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    lines.insert(1, ["-" * width for width in widths])
    made = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in lines
    ]
    made += [
        f"\n{name} calls its run invalid: {told.invalid}" for name, told in found.items() if told.invalid
    ]
    return "\n".join(made)


def _lines() -> Iterator[tuple[str, Callable[[Told], tuple[str, str]]]]:
    yield "requests sent", lambda told: (f"{told.requests:,}", f"{told.proxy.requests:,}")
    yield "status codes", lambda told: (_counts(told.statuses), _counts(told.proxy.statuses))
    yield "errors without an answer", lambda told: (f"{told.errors:,}", "")
    for place, share in enumerate(_SHARES):
        name = f"p{share * 100:g}"
        yield (
            f"{name} from when sent, ms",
            lambda told, n=place: (_number(told.sent[n]), _number(told.proxy.times[n])),  # type: ignore[misc]
        )
    for place, share in enumerate(_SHARES):
        yield (
            f"p{share * 100:g} from when due, ms",
            lambda told, n=place: ("tells none" if told.due is None else _number(told.due[n]), ""),  # type: ignore[misc]
        )
    yield "lasted, s", lambda told: (_number(told.lasted_s), "")
    yield "processor, s", lambda told: (_number(told.processor_s), "")
    yield "processor, share of one", lambda told: (f"{told.processor_s / told.lasted_s:.0%}", "")
    yield (
        "99 of 100 sent late by at most, ms",
        lambda told: (
            "tells none" if told.lag_ms is None else _number(told.lag_ms),
            "",
        ),
    )
    yield "calls itself invalid", lambda told: ("yes" if told.invalid else "no", "")


def _counts(statuses: Mapping[str, int]) -> str:
    return ", ".join(f"{status}: {count:,}" for status, count in sorted(statuses.items()))


def _number(value: float | None) -> str:
    return "too few to say" if value is None else f"{value:,.1f}"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="guide_load", description=__doc__.partition("::")[0] if __doc__ else ""
    )
    parser.add_argument(
        "--long", action="store_true", help="the guide's phases as they are: seven minutes by each"
    )
    parser.add_argument("--shorter", type=float, default=SHORTER, metavar="N",
                        help=f"how many times shorter its phases are (default {SHORTER})")  # fmt: skip
    args = parser.parse_args()
    shorter = 1 if args.long else args.shorter
    found = measured(shorter)
    print(f"The guide's file, {'whole' if shorter == 1 else f'its phases {shorter:g} times shorter'}, load "
          f"{os.getloadavg()[0]:.1f} at the end\n")  # fmt: skip
    print(table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
