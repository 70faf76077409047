"""What is written about topologies and the guide is what the program does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.cluster import topology_file
from app.cluster.checking.contradictions import cross_check
from app.cluster.checking.finding import Weight
from app.cluster.rendering.files import render
from app.cluster.rendering.guide import table
from app.domain.topology import Credentials, Host, Node, Polling, Ssh, Topology

DOCS = Path(__file__).resolve().parents[3] / "docs"
TEXT = (DOCS / "topology.md").read_text(encoding="utf-8")
IN_WORDS = re.compile(r"\(.*\)|")
"""A default that is told in words, or not at all."""


def test_the_guide_s_table_is_the_program_s() -> None:
    written = (DOCS / "guide.md").read_text(encoding="utf-8")
    assert written.endswith(f"\n\n{table()}"), "clms cluster guide-table prints it anew"


def test_the_example_can_be_used_and_fits_together() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    topology = topology_file.parse(example)
    found = cross_check(topology, render(topology))
    assert [each for each in found if each.weight is Weight.CONTRADICTION] == []


@pytest.mark.parametrize("kind", [Topology, Host, Ssh, Node, Polling, Credentials])
def test_every_field_is_told_of_with_its_default(kind: type[msgspec.Struct]) -> None:
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    tables = [
        dict(re.findall(r"^\| `(\w+)` \| (.*?) ?\|", part, re.MULTILINE))
        for part in TEXT.split("| Name | Default | Meaning |")[1:]
    ]
    (found,) = (each for each in tables if set(each) == set(fields))
    for name, told in found.items():
        if not IN_WORDS.fullmatch(told):
            assert told == f"`{_shown(name, msgspec.to_builtins(fields[name].default))}`", name


def _shown(name: str, default: Any) -> str:
    """A default as the file has it."""
    if isinstance(default, bool):
        return str(default).lower()
    return topology_file.size_text(default) if name == "memory" else str(default)
