"""Runs a plan in a process of its own, and hears of it second by second."""

from __future__ import annotations

import dataclasses
import subprocess
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import msgspec

from app import decoding, paths
from app.domain.loadtest.aborting import Abort
from app.domain.loadtest.run import Result, Second, Verdict
from app.errors import Refused
from app.loadtest.child import WORDS
from app.loadtest.plan import Plan
from app.loadtest.targets import check_target

_ENDING_S = 60.0


@dataclass
class Running:
    """One run. ``begin`` it, then ``seconds`` grows until ``wait`` returns; ``stop`` may be called from any thread, and lets visits
    that are on their way come to their end, so that what they lent is brought back."""

    plan: Plan
    abort: Abort | None = field(default_factory=Abort)
    warm_up: tuple[int, ...] = ()
    heard: Callable[[Second], None] = lambda second: None
    seconds: list[Second] = field(default_factory=list)
    _process: subprocess.Popen[bytes] | None = None
    _stopped: str = ""
    _over: bool = False
    _killed: bool = False
    _verdict: Verdict = Verdict.DONE
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def run(self, allowed: Collection[str]) -> Result:
        """The whole run. Raises InvalidInput for a script or target that can't be used, Refused for a host nobody allowed, and
        where the generator itself fails."""
        read = self.plan.read()
        script = read.script
        check_target(script.target, allowed)
        began = time.time()
        problem = self._hear()
        if problem and not self._killed:
            raise Refused("The generator of the load failed.", hint=problem, code="generator_failed")
        result = Result(
            self.plan.name,
            _bare(script.target),
            began,
            tuple((phase.name, phase.duration_s, phase.rate, phase.rate_to) for phase in script.phases),
            tuple(self.seconds),
            self._verdict,
            self._stopped,
            read.unknown,
            self.warm_up,
        )
        trouble = result.figures.trouble
        if trouble and result.verdict is Verdict.DONE:
            result = dataclasses.replace(result, verdict=Verdict.INVALID, reason=trouble)
        return result

    def stop(self, verdict: Verdict = Verdict.STOPPED, reason: str = "It was stopped.") -> None:
        """Let nobody arrive any more; before the run begins too."""
        with self._turn:
            if self._stopped or self._over:
                return
            self._stopped, self._verdict = reason, verdict
            if self._process is not None and self._process.stdin is not None:
                self._process.stdin.close()

    def end_now(self) -> None:
        """End the generator's process in the middle of whatever it does: for a program that ends itself."""
        self.stop()
        with self._turn:
            self._killed = True
            if self._process is not None:
                self._process.kill()

    def _hear(self) -> str:
        """Start the process and listen until it ends; what it complains of, empty when all went well."""
        with subprocess.Popen(
            [*paths.program(), *WORDS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdin is not None and process.stdout is not None and process.stderr is not None
            complaints: list[bytes] = []
            listening = threading.Thread(target=lambda: complaints.append(process.stderr.read()), daemon=True)  # type: ignore[union-attr]
            listening.start()
            process.stdin.write(msgspec.json.encode(self.plan) + b"\n")
            process.stdin.flush()
            with self._turn:
                self._process = process
                if self._killed:
                    process.kill()
                elif self._stopped:
                    process.stdin.close()
            try:
                for line in process.stdout:
                    self._take(decoding.decode(line, Second))
            except BaseException:
                process.kill()
                raise
            code = process.wait(_ENDING_S)
            listening.join()
            with self._turn:
                self._process, self._over = None, True
        last = complaints[0].decode("utf-8", "replace").strip().splitlines() if complaints else []
        return (last[-1] if last else f"It ended with code {code}.") if code else ""

    def _take(self, second: Second) -> None:
        self.seconds.append(second)
        self.heard(second)
        reason = self.abort.reason(self.seconds) if self.abort is not None else ""
        if reason:
            self.stop(Verdict.ABORTED, reason)


def _bare(target: str) -> str:
    """An address without what may be secret in it."""
    place = urlsplit(target)
    return f"{place.scheme}://{place.netloc.rpartition('@')[2]}"
