"""``clms doctor``: check everything the product needs and say what is missing."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.database.engine import Database
    from app.doctor import Finding


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "doctor", help="check everything the product needs and say what is missing"
    )
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the findings; 1 when something needed does not work."""
    from app import doctor
    from app.errors import InvalidInput
    from app.settings import SECRETS, load

    try:
        settings = load(secrets=SECRETS)
    except InvalidInput as problem:
        findings = [doctor.Finding("Settings", doctor.State.FAIL, problem.message, problem.hint)]
    else:
        findings = doctor.examine(doctor.Patient(settings, _schema))
    if args.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        _print(findings)
    return 1 if doctor.failed(findings) else 0


def _schema(database: Database) -> str:
    """What the database's schema is; a file that is older, or empty, is no fault: the next start brings it up."""
    from app.database import schema
    from app.errors import Refused

    try:
        schema.check(database)
    except Refused as problem:
        if database.is_sqlite and problem.code in ("schema_missing", "schema_old"):
            return f"the next start brings the file to {schema.HEAD}"
        raise
    found = schema.state(database)
    if found.revision is not None and found.revision < schema.HEAD:
        return f"works ({found.revision}); the task “apply-migrations” brings it to {schema.HEAD}"
    return f"fits this release ({schema.HEAD})"


def _print(findings: list[Finding]) -> None:
    width = max(len(finding.check) for finding in findings)
    for finding in findings:
        print(f"{finding.state:<4}  {finding.check:<{width}}  {finding.message}")
        if finding.advice:
            print(f"{'':<4}  {'':<{width}}  → {finding.advice}")
