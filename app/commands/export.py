"""``clms export FILE``: write the catalogue or the register of patrons as CSV or XLSX, the catalogue as MARC 21 too."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.services.importing import Step


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("export", help="write the catalogue as CSV, XLSX or MARC, or the students")
    parser.add_argument("file", type=Path, help="the file to write; its ending says which format")
    parser.add_argument(
        "--what", choices=("catalog", "students"), default="catalog", help="what to write (default: catalog)"
    )
    parser.add_argument(
        "--format",
        choices=("csv", "xlsx", "marc", "marcxml"),
        help="the format (default: by the file's ending, .csv, .xlsx, .mrc or .xml)",
    )
    parser.add_argument("--no-bom", action="store_true", help="CSV without a byte order mark, for programs")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the file and say what is in it."""
    from app.commands.common import library

    with library("export") as (app, actor):
        write = app.exporting.export_catalog if args.what == "catalog" else app.exporting.export_students
        done = write(actor, args.file, args.format, bom=not args.no_bom, progress=_show)
    print(f"{done.rows:,} rows, {done.size:,} bytes: {done.path}")
    return 0


def _show(step: Step) -> None:
    if sys.stderr.isatty():
        print(f"\r{step.phase}: {step.done:,}   ", end="", file=sys.stderr, flush=True)
