"""``clms configure``: look at the settings, take them over from a prepared file, or write them into one without secrets."""

from __future__ import annotations

import argparse
from pathlib import Path

from app import paths, profile
from app.errors import InvalidInput, Refused


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "configure",
        help="show the settings in force, or take them from a prepared file",
        description="Without an option it shows which settings are in force and where each comes from. Asks nothing.",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--from", dest="source", type=Path, metavar="FILE", help="take over the settings of FILE"
    )
    what.add_argument(
        "--export", type=Path, metavar="FILE", help="write the settings into FILE, without secrets"
    )
    parser.add_argument("--check", action="store_true", help="with --from: only say whether FILE can be used")
    parser.add_argument(
        "--machine",
        action="store_true",
        help="with --from: for every user of this computer, as an administrator",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do it; the exit code is 0, or that of the error."""
    if (args.check or args.machine) and args.source is None:
        raise InvalidInput("--check and --machine go with --from FILE.", details={"field": "from"})
    if args.export is not None:
        return _export(args.export)
    if args.source is not None:
        return _take_over(args.source, check=args.check, machine=args.machine)
    return _show()


def target_of(machine: bool) -> Path:
    """The file that is written: the user's own, or the machine's, of the profile in use."""
    return paths.of_profile(paths.machine_dir()) / paths.SETTINGS_FILE if machine else paths.settings_file()


def _take_over(source: Path, *, check: bool, machine: bool) -> int:
    from app import prepared, settings

    found = prepared.read(source)
    told = f"{source}: {len(found.settings)} settings, all usable"
    if check:
        print(f"{told}.")
        return 0
    target = target_of(machine)
    settings.save(found.settings, file=target, for_all=machine)
    print(f"{told}; written into {target}.")
    if found.person is not None:
        print("What it says of a library and its first person is for “clms setup --from FILE”.")
    return 0


def _export(target: Path) -> int:
    from app import prepared

    text = prepared.exported(paths.settings_file())
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Refused(f"{target} can't be written: {error.strerror or error}.") from error
    print(f"The settings are in {target}, without secrets.")
    return 0


def _show() -> int:
    from app import settings

    found = settings.load(secrets=settings.SECRETS)
    print(f"Profile: {profile.chosen() or 'the usual library'}")
    print(f"Library: {found.database.place}")
    secret = {each.name for each in settings.declarations() if each.secret}
    given = {name: source for name, source in found.sources.items() if source != settings.DEFAULT}
    width = max(map(len, given), default=0)
    for name, source in given.items():
        print(f"{name:<{width}}  from {source}{' (a secret)' if name in secret else ''}")
    if not given:
        print("Every setting is at its default.")
    return 0
