"""What somebody orders of a load test at a window, and what they see of it before, while and after it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.actors import Role
from app.domain.loadtest.aborting import Abort
from app.domain.loadtest.grading import Grade
from app.domain.loadtest.knee import Bounds, Knee, Step
from app.domain.loadtest.numbers import Part
from app.domain.loadtest.run import Second, Verdict
from app.domain.loadtest.script import Script
from app.domain.loadtest.servers import Points
from app.errors import ClmsError


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """A scenario that can be run: a template that comes with the program, or an ``own`` one. ``about`` is what its first lines
    say of it."""

    id: str
    name: str
    own: bool
    about: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a scenario's text comes to. With a ``problem``, the sentence where it is wrong, nothing else is known but the ``place``
    and, where it is YAML, the ``content``. ``token`` is the lowest role for the token it wants, None where it wants none."""

    content: object = None
    script: Script | None = None
    requests: int = 0
    parts: tuple[Part, ...] = ()
    host: str = ""
    here: bool = True
    unknown: tuple[str, ...] = ()
    undefined: tuple[str, ...] = ()
    token: Role | None = None
    problem: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Climb:
    """How the knee is looked for: rates of arrivals a second, and for how long each is tried."""

    first: float = 20.0
    highest: float = 2000.0
    seconds: float = 20.0
    bounds: Bounds = field(default_factory=Bounds)


@dataclass(frozen=True, slots=True)
class RunOrder:
    """A run. ``target`` stands over the file's, ``warm_up`` are places of phases that count for no figure, ``allowed`` is a host
    somebody typed by its name. With ``token`` tokens of that role are made for it, as many as its requests need. ``climb`` looks for the knee instead."""

    name: str
    text: str
    target: str = ""
    variables: Mapping[str, str] = field(default_factory=dict, repr=False)
    warm_up: tuple[int, ...] = ()
    abort: Abort | None = field(default_factory=Abort)
    allowed: str = ""
    token: Role | None = None
    climb: Climb | None = None


class RunPhase(StrEnum):
    """Where a run has got to."""

    NONE = "none"
    RUNNING = "running"
    ENDING = "ending"  # nobody arrives any more; who is on their way comes to their end
    OVER = "over"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Live:
    """The run that goes on, or was the last. ``seconds`` are those from number ``since`` on, ``number`` is how many there are;
    of a climb those of the rate that is being tried, the ``round``-th, which began at ``round_began``. ``result`` is under what it was kept, ``left`` says that
    its token could not be ended, and when it ends by itself."""

    phase: RunPhase = RunPhase.NONE
    name: str = ""
    target: str = ""
    began: float = 0.0
    lasts_s: float = 0.0
    climb: bool = False
    round: int = 0
    round_began: float = 0.0
    rate: float = 0.0
    since: int = 0
    number: int = 0
    seconds: tuple[Second, ...] = ()
    server: Mapping[str, Points] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    knee: Knee | None = None
    result: str = ""
    problem: ClmsError | None = None
    left: str = ""


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A result as the list of them shows it. ``knee`` is one's interval, where that was looked for; its verdict is None."""

    id: str
    name: str
    target: str
    began: float
    verdict: Verdict | None = None
    grade: Grade | None = None
    rate: float | None = None
    p95_ms: float | None = None
    knee: Knee | None = None
