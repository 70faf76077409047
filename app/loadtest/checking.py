"""A scenario's text looked at while it is being written: what it would do, or where it is wrong."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from app.domain.loadtest.numbers import TOKEN, parts_of, requests_of, role_for
from app.domain.loadtest.orders import Checked
from app.domain.loadtest.templates import undefined
from app.errors import Refused
from app.loadtest.plan import plan_of_text, yaml_of
from app.loadtest.targets import check_target


def checked(text: str, folders: Sequence[Path], target: str, given: Collection[str]) -> Checked:
    """What a text comes to. ``target`` stands over its own; ``given`` are variables that get their value elsewhere."""
    content: object = None
    try:
        content = yaml_of(text, "This")
        read = plan_of_text("This", text, folders, target).read()
        host = check_target(read.script.target, (urlsplit(read.script.target).hostname or "",))
    except Refused as problem:
        return Checked(
            content if isinstance(content, dict) else None,
            problem=problem.message,
            place=str(problem.details.get("field", "")),
        )
    script = read.script
    missing = tuple(name for name in undefined(script) if name not in given)
    return Checked(
        content,
        script,
        requests_of(script),
        parts_of(script),
        host,
        _is_here(script.target),
        read.unknown,
        missing,
        role_for(script) if TOKEN in missing else None,
    )


def text_of(content: object) -> str:
    """The YAML of what was changed in a form, in the order in which it was read. Comments are not in it."""
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100)


def _is_here(target: str) -> bool:
    try:
        check_target(target, ())
    except Refused:
        return False
    return True
