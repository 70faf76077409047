"""A scenario's content while a form changes it: what the form does not know stays as it is."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.loadtest.script import METHODS

THINK = "think"
KINDS = (*METHODS, THINK)
NEW_PHASE: Mapping[str, object] = {"duration": 60, "arrivalRate": 5, "name": ""}
NEW_STEP: Mapping[str, object] = {"get": {"url": "/"}}
NEW = """# A scenario of your own.
config:
  target: "http://localhost:3001"
  phases:
    - duration: 60
      arrivalRate: 5
      name: "Warm up"
    - duration: 120
      arrivalRate: 20
      name: "Normal load"
scenarios:
  - name: "Look for a title"
    flow:
      - get:
          url: "/api/titles?q=noli"
      - think: 1
"""
"""What a new scenario begins with."""
_NEXT_HEADER = re.compile(r";\s*(?=[\w-]+\s*:)")
_PHASE_KEYS = {"name": "name", "duration": "duration", "rate": "arrivalRate", "ramp": "rampTo"}


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step as the form shows it. A ``kind`` that is none of ``KINDS`` is only shown."""

    kind: str
    place: str
    headers: str = ""
    body: str = ""

    @property
    def known(self) -> bool:
        """Whether the form can change it."""
        return self.kind in KINDS


class Draft:
    """The content of a file whose upper parts have the right shape, or that is given it when something is put there."""

    def __init__(self, content: object) -> None:
        self.content: dict[str, Any] = copy.deepcopy(content) if isinstance(content, dict) else {}

    # -- target and phases ---------------------------------------------------------------------------

    @property
    def target(self) -> str:
        """The address of the server."""
        return _text(self._config().get("target"))

    def set_target(self, text: str) -> None:
        """Take another."""
        self._config()["target"] = text.strip()

    def phases(self) -> list[dict[str, str]]:
        """Name, duration, rate and ramp of each, as they are typed."""
        return [
            {key: _text(phase.get(theirs)) for key, theirs in _PHASE_KEYS.items()} for phase in self._phases()
        ]

    def set_phase(self, number: int, key: str, text: str) -> str:
        """Change one of its values; an empty one is taken out. Always right as far as the form can tell: ""."""
        _put(self._phases()[number], _PHASE_KEYS[key], _value(text) if key != "name" else text)
        return ""

    def add_phase(self) -> None:
        """One more at the end."""
        self._phases().append(dict(NEW_PHASE))

    def remove_phase(self, number: int) -> None:
        """Take one out."""
        del self._phases()[number]

    # -- scenarios -----------------------------------------------------------------------------------

    def scenarios(self) -> list[dict[str, str]]:
        """Name and weight of each."""
        return [
            {"name": _text(each.get("name")), "weight": _text(each.get("weight"))}
            for each in self._scenarios()
        ]

    def set_scenario(self, number: int, key: str, text: str) -> str:
        """Change its name or weight."""
        _put(self._scenarios()[number], key, _value(text) if key == "weight" else text)
        return ""

    def add_scenario(self) -> None:
        """One more, with one step."""
        self._scenarios().append({"name": "", "flow": [copy.deepcopy(dict(NEW_STEP))]})

    def remove_scenario(self, number: int) -> None:
        """Take one out."""
        del self._scenarios()[number]

    def steps(self, scenario: int) -> list[StepRow]:
        """Its steps."""
        return [_row(step) for step in self._flow(scenario)]

    def set_step(self, scenario: int, number: int, key: str, text: str) -> str:
        """Change the ``kind``, ``place``, ``headers`` or ``body`` of a step; the word of what is wrong with the text, "" else."""
        step = self._flow(scenario)[number]
        kind = _kind(step)
        if key == "kind":
            self._flow(scenario)[number] = _as(step, kind, text)
        elif kind == THINK:
            step[THINK] = _value(text)
        elif kind in METHODS:
            return _set_request(step, kind, key, text)
        return ""

    def add_step(self, scenario: int) -> None:
        """One more at its end."""
        self._flow(scenario).append(copy.deepcopy(dict(NEW_STEP)))

    def remove_step(self, scenario: int, number: int) -> None:
        """Take one out."""
        del self._flow(scenario)[number]

    # -- what lies below -----------------------------------------------------------------------------

    def _config(self) -> dict[str, Any]:
        return _mapping(self.content, "config")

    def _phases(self) -> list[dict[str, Any]]:
        return _list(self._config(), "phases")

    def _scenarios(self) -> list[dict[str, Any]]:
        return _list(self.content, "scenarios")

    def _flow(self, scenario: int) -> list[dict[str, Any]]:
        return _list(self._scenarios()[scenario], "flow")


def _mapping(parent: dict[str, Any], key: str) -> dict[str, Any]:
    if not isinstance(parent.get(key), dict):
        parent[key] = {}
    found: dict[str, Any] = parent[key]
    return found


def _list(parent: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = parent.get(key)
    if isinstance(value, dict):
        parent[key] = [value]
    elif not isinstance(value, list):
        parent[key] = []
    parent[key] = [each if isinstance(each, dict) else {} for each in parent[key]]
    found: list[dict[str, Any]] = parent[key]
    return found


def _kind(step: Mapping[str, Any]) -> str:
    return next((kind for kind in KINDS if kind in step), next(iter(step), ""))


def _row(step: Mapping[str, Any]) -> StepRow:
    kind = _kind(step)
    value = step.get(kind)
    if kind == THINK:
        return StepRow(kind, _text(value))
    if kind not in METHODS or not isinstance(value, Mapping):
        return StepRow(kind or "?", json.dumps(value, ensure_ascii=False, default=str))
    headers = value.get("headers")
    lines = headers.items() if isinstance(headers, Mapping) else ()
    body = json.dumps(value["json"], ensure_ascii=False, default=str) if value.get("json") is not None else ""
    return StepRow(
        kind, _text(value.get("url")), "; ".join(f"{name}: {_text(each)}" for name, each in lines), body
    )


def _as(step: dict[str, Any], before: str, kind: str) -> dict[str, Any]:
    """The step as one of another kind: a request keeps what it carries, a pause has nothing to keep."""
    if kind == THINK:
        return {THINK: 1}
    request = step.get(before)
    return {kind: request if before in METHODS and isinstance(request, dict) else {"url": "/"}}


def _set_request(step: dict[str, Any], kind: str, key: str, text: str) -> str:
    request = _mapping(step, kind)
    if key == "place":
        request["url"] = text.strip()
        return ""
    if key == "headers":
        headers = _headers(text)
        if headers is None:
            return "headers"
        _put(request, "headers", headers or "")
        return ""
    try:
        body = json.loads(text) if text.strip() else ""
    except ValueError:
        return "json"
    _put(request, "json", body)
    return ""


def _headers(text: str) -> dict[str, str] | None:
    """Headers from "Name: value; Name: value"; None for what is none."""
    found = {}
    for part in filter(str.strip, _NEXT_HEADER.split(text)):
        name, colon, value = part.partition(":")
        if not colon or not name.strip():
            return None
        found[name.strip()] = value.strip().rstrip(";")
    return found


def _put(parent: dict[str, Any], key: str, value: object) -> None:
    if value == "":
        parent.pop(key, None)
    else:
        parent[key] = value


def _value(text: str) -> object:
    """A number where it is one, else what was typed: "2m" is a time too, and what is wrong is told where it stands."""
    text = text.strip()
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _text(value: object) -> str:
    return "" if value is None else str(value)
