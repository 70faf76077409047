"""The table of the guide's lines: none is missing, none is told of that is not the guide's, and files say the same."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import msgspec
import pytest

from app import paths
from app.cluster import topology_file
from app.cluster.rendering.files import render
from app.cluster.rendering.guide import Fate, GuideEntry, entries, table
from app.cluster.rendering.template import used_entries
from app.commands import cluster
from app.domain.topology import Driver
from app.maintenance import TASKS
from tests.app.cluster.kit import SCHOOL

RENDERED = {
    "nginx.conf",
    "clms-upstream.conf",
    "my.cnf",
    "redis.conf",
    "logrotate",
    "compose.yaml",
    ".env.production",
}


def _of_the_guide() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "guide_lines.txt").read_text("utf-8").splitlines():
        if line.startswith("## "):
            found[line[3:]] = []
        elif line and not line.startswith("# "):
            found[list(found)[-1]].append(line)
    return found


def test_every_line_of_the_guide_is_told_of_and_no_other() -> None:
    told: dict[str, list[str]] = {}
    for each in entries().values():
        told.setdefault(each.part, []).extend(each.lines)
    guide = _of_the_guide()
    assert {part: sorted(set(lines)) for part, lines in told.items()} == {
        part: sorted(set(lines)) for part, lines in guide.items()
    }


@pytest.mark.parametrize("each", entries().values(), ids=lambda each: each.key)
def test_whatever_is_not_kept_says_why(each: GuideEntry) -> None:
    assert each.fate is Fate.KEPT or each.why
    assert each.fate not in (Fate.CHANGED, Fate.REPLACED) or each.now


def _templates() -> list[str]:
    return sorted(each.name for each in paths.resource("templates").iterdir() if each.suffix != ".toml")


def test_a_rendered_file_says_why_it_differs() -> None:
    spoken = {key for name in _templates() for key in used_entries(name)}
    assert spoken <= set(entries())
    differing = {Fate.CHANGED, Fate.REPLACED, Fate.LEFT_OUT}
    owed = {key for key, each in entries().items() if each.where in RENDERED and each.fate in differing}
    assert owed - spoken == set()


def test_every_command_that_is_named_exists() -> None:
    texts = [table(), *(paths.resource("templates", name).read_text("utf-8") for name in _templates())]
    named = {
        each
        for text in texts
        for each in re.findall(r"\bclms (cluster [a-z-]+|maintenance run [a-z-]+)", text)
    }
    verbs = argparse.ArgumentParser().add_subparsers()
    for group in cluster.VERBS:
        group.register(verbs)
    known = {f"cluster {verb}" for verb in verbs.choices}
    known |= {f"maintenance run {task.SPEC.name}" for task in TASKS}
    assert named
    assert named <= known


def test_a_line_that_is_kept_stands_in_its_file() -> None:
    school = topology_file.parse(SCHOOL)
    texts = [each.text for each in render(school)]
    texts += [each.text for each in render(msgspec.structs.replace(school, driver=Driver.COMPOSE))]
    everything = "\n".join(re.sub(r" +", " ", line.strip()) for text in texts for line in text.splitlines())
    for each in entries().values():
        if each.fate is Fate.KEPT and each.where in RENDERED and not each.now:
            for line in each.lines:
                assert line in everything or _by_map(line, everything), f"{each.key}: {line}"


def _by_map(line: str, everything: str) -> bool:
    """A header is sent where the API has not sent it: its value stands in a map."""
    found = re.fullmatch(r"add_header (\S+) (.+) always;", line)
    return bool(found) and f'"" {found[2]};' in everything and f"add_header {found[1]} " in everything


def test_the_table_has_a_row_for_each_line() -> None:
    rows = table().splitlines()[2:]
    assert len(rows) == sum(len(each.lines) for each in entries().values())
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 6 for row in rows)
