"""``clms import FILE``: preview a list of books or students, ask, and take it in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor
    from app.services.importing import ImportResult, Preview, Step


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("import", help="bring books or students in from a CSV, XLSX or MARC file")
    parser.add_argument("file", type=Path, help="the list: CSV, XLSX, MARC 21 or MARCXML")
    parser.add_argument(
        "--kind", choices=("books", "students"), help="what the rows are (default: told by the headings)"
    )
    parser.add_argument("--sheet", help="the sheet of a workbook (default: the first that looks like a list)")
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="what a column is, where it was not recognised; FIELD empty leaves the column out",
    )
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="REPAIR",
        help="a proposed repair not to make; may be repeated",
    )
    parser.add_argument(
        "--keep",
        action="append",
        default=[],
        metavar="FIELD",
        help="a field in which the library's values stay where the file says otherwise; may be repeated",
    )
    parser.add_argument("--report", type=Path, help="write the rows that were not taken to this CSV file")
    parser.add_argument("--preview", action="store_true", help="show what would happen and stop")
    parser.add_argument("--yes", action="store_true", help="take the proposed repairs, ask nothing")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Preview and, when wanted, import; 1 when a row was not taken or the import was not wanted."""
    from app.commands.common import library

    with library("import") as (app, actor):
        preview = _preview(app, actor, args)
        try:
            _print_preview(preview)
            if args.preview:
                return 0
            if not preview.will_write:
                print("There is nothing to import.")
                return _not_taken(app, actor, preview, args.report)
            if not args.yes and not _agrees(preview):
                print("Nothing was imported.")
                return 1
            result = app.importing.apply(actor, preview.plan, progress=_show).value
            _print_result(result)
            return _not_taken(app, actor, preview, args.report)
        finally:
            app.importing.discard(actor, preview.plan)


def _preview(app: App, actor: Actor, args: argparse.Namespace) -> Preview:
    source = app.importing.inspect(actor, args.file, kind=args.kind, sheet=args.sheet)
    mapping = source.mapping() | _mapping(args.map)
    # A field that is mapped by hand is taken from the column that was recognised as it.
    by_hand = {name for name in _mapping(args.map).values() if name}
    mapping = {
        label: "" if name in by_hand and label not in _mapping(args.map) else name
        for label, name in mapping.items()
    }
    first = app.importing.preview(
        actor, args.file, source.kind, mapping=mapping, keep=args.keep, sheet=args.sheet, progress=_show
    )
    if not args.without:
        return first
    app.importing.discard(actor, first.plan)
    chosen = {offer.name for offer in first.repairs if offer.chosen} - set(args.without)
    return app.importing.preview(
        actor,
        args.file,
        source.kind,
        mapping=mapping,
        repairs=chosen,
        keep=args.keep,
        sheet=args.sheet,
        progress=_show,
    )


def _mapping(pairs: list[str]) -> dict[str, str]:
    from app.errors import InvalidInput

    found = {}
    for pair in pairs:
        label, equals, field = pair.rpartition("=")
        if not equals:
            raise InvalidInput(f"“{pair}” is not COLUMN=FIELD.", details={"field": "map"})
        found[label] = field
    return found


def _print_preview(preview: Preview) -> None:
    source = preview.source
    how = {"xlsx": f"sheet {source.sheet}", "csv": f"{source.encoding}, “{source.delimiter}”"}.get(
        source.format, "MARCXML" if source.format == "marcxml" else "MARC 21"
    )
    print(f"{source.name}: {preview.rows:,} {preview.kind.value} ({how})")
    for column in source.columns:
        field = preview.mapping.get(column.label, "")
        print(f"  {column.label:<28} {'→ ' + field if field else 'not used'}")
    print("What will become of the rows:")
    for verdict, count in preview.counts.items():
        if count:
            print(f"  {verdict.value:<10} {count:>9,}")
    if preview.titles:
        print(f"  new titles {preview.titles:>9,}")
    if preview.repairs:
        print("Repairs:")
    for offer in preview.repairs:
        print(f"  [{'x' if offer.chosen else ' '}] {offer.rows:>7,}  {offer.title} ({offer.name})")
        for line, before, after in offer.examples[:2]:
            print(f"                 line {line}: {before or '(blank)'} → {after or '(blank)'}")
    _print_overwrites(preview)
    for warning in preview.warnings:
        print(f"Note: {warning}")


def _print_overwrites(preview: Preview) -> None:
    if preview.overwrites:
        print("Fields in which the file says otherwise than the library:")
    for differing in preview.overwrites:
        mark = "x" if differing.chosen else " "
        print(f"  [{mark}] {differing.rows:>7,}  {differing.label} ({differing.name})")


def _agrees(preview: Preview) -> bool:
    if not sys.stdin.isatty():
        print("Say --yes to import without being asked.", file=sys.stderr)
        return False
    return input(f"Import {preview.will_write:,} rows? [y/N] ").strip().lower() in ("y", "yes")


def _print_result(result: ImportResult) -> None:
    done = ", ".join(f"{count:,} {verdict}" for verdict, count in result.counts.items() if count)
    print(f"Import {result.batch_id} is {result.state.value.lower()}: {done or 'nothing to do'}.")
    print(f"{result.titles:,} new titles in {result.seconds:.1f} s. It can be undone in the window.")


def _not_taken(app: App, actor: Actor, preview: Preview, report: Path | None) -> int:
    from app.services.importing import Verdict

    left = app.importing.rows(actor, preview.plan, verdicts=(Verdict.REFUSED, Verdict.CONFLICT)).rows
    for row in left[:10]:
        print(
            f"{'Record' if preview.source.has_records else 'Line'} {row.line} was not taken: {row.reason}",
            file=sys.stderr,
        )
    if left and report is not None:
        written = app.importing.write_report(actor, preview.plan, report)
        print(f"{written:,} rows that were not taken are in {report}.")
    elif len(left) > 10:
        print("Say --report FILE to get all of them.", file=sys.stderr)
    return 1 if left else 0


def _show(step: Step) -> None:
    if sys.stderr.isatty():
        of = f" of {step.total:,}" if step.total else ""
        print(f"\r{step.phase}: {step.done:,}{of}   ", end="", file=sys.stderr, flush=True)
        if step.total and step.done >= step.total:
            print(file=sys.stderr)
