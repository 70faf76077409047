"""``clms setup --from FILE``: make a library, or join one, from a prepared file, without a question."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import InvalidInput

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor
    from app.first_start.plan import Made, Plan
    from app.prepared import Prepared


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "setup",
        help="make or join a library from a prepared file, without a question",
        description="Tries what FILE says, makes the library where nobody works in one yet, or joins it, and writes the "
        "settings last; when something fails nothing is left. Run again, it changes nothing that stands.",
    )
    parser.add_argument(
        "--from", dest="source", type=Path, required=True, metavar="FILE", help="the prepared file"
    )
    parser.add_argument("--quiet", action="store_true", help="say nothing when all went well")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 when the library can be worked in; 1 when rows of a list were not taken; else the code of the error."""
    from app import prepared
    from app.first_start.plan import Plan, carry_out, settings_of
    from app.first_start.trying import try_place

    file = prepared.read(args.source)
    _require_lists(file)
    tried = try_place(settings_of(Plan(file.settings)))
    plan = _plan(file, new=tried.new)
    say = _silent if args.quiet else print
    if tried.fits:
        say(tried.sentence)
    made = carry_out(plan, settings_of(plan))
    try:
        left = _import(made, file)
        say(_said(made))
    finally:
        made.app.close()
    return 1 if left else 0


def _plan(file: Prepared, *, new: bool) -> Plan:
    """A library that somebody works in is only joined: its first person's password need not be on every computer."""
    from app import prepared, settings
    from app.domain.founding import Basics
    from app.first_start.plan import Person, Plan

    person = None
    if new and file.person is not None:
        person = Person(name=file.person.name, password=prepared.password_of(file.person))
    library = file.library
    zone = file.settings.get("CLMS_TIMEZONE") or settings.load().timezone
    basics = Basics(library.name, library.branch or "Main library", zone, library.policies)
    return Plan(
        settings=dict(file.settings),
        make=library.make,
        person=person,
        basics=basics if library.name else None,
        sample=library.sample,
    )


def _require_lists(file: Prepared) -> None:
    for name in filter(None, (file.library.students, file.library.titles)):
        if not file.list_file(name).is_file():
            raise InvalidInput(f"There is no list {file.list_file(name)}.", details={"field": "library"})


def _import(made: Made, file: Prepared) -> int:
    """The lists, into a library that is new; how many of their rows were not taken."""
    if not made.founded or made.actor is None:
        return 0
    lists = (("students", file.library.students), ("books", file.library.titles))
    return sum(_take_in(made.app, made.actor, file.list_file(name), kind) for kind, name in lists if name)


def _take_in(app: App, actor: Actor, path: Path, kind: str) -> int:
    from app.services.importing import ImportKind, Verdict

    source = app.importing.inspect(actor, path, kind=kind)
    preview = app.importing.preview(actor, path, ImportKind(kind), mapping=source.mapping())
    try:
        if preview.will_write:
            app.importing.apply(actor, preview.plan)
        left = app.importing.rows(actor, preview.plan, verdicts=(Verdict.REFUSED, Verdict.CONFLICT)).rows
        for row in left[:10]:
            print(f"{path}, line {row.line} was not taken: {row.reason}", file=sys.stderr)
        return len(left)
    finally:
        app.importing.discard(actor, preview.plan)


def _said(made: Made) -> str:
    place = made.settings.database.place
    if made.founded and made.actor is not None:
        return f"The library is made: {place}. {made.actor.name} can work in it."
    if made.founded:
        return f"This computer opens {place}, where nobody works yet: the first window asks who it is."
    return f"This computer works on the library {place}."


def _silent(_text: str) -> None:
    """Nobody reads it."""
