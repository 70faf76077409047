"""The file of rows that were not taken: the rows as they were, and why. Mended, it can be imported as it is."""

from __future__ import annotations

import csv
from pathlib import Path

from app import decoding
from app.errors import Unreachable
from app.services.importing.cells import guard
from app.services.importing.plans import Plan
from app.services.importing.values import Verdict

#: The headings of the two columns added to the original ones; an import knows neither and passes over them.
#: What tells a MARC record that was not taken, or a copy in it.
RECORD_HEADINGS = ("Begins at byte", "Fails at byte", "Control number", "Accession number", "Title")
LINE_HEADING, REASON_HEADING = "Original line", "Why it was not taken"


def write_report(plan: Plan, path: Path) -> int:
    """Write the refused rows and those a person must decide on as CSV; returns how many there are.

    UTF-8 with a byte order mark, so that spreadsheet programs show accents. Raises Unreachable when it can't be written.
    """
    source = plan.preview().source
    labels = list(RECORD_HEADINGS) if source.has_records else [column.label for column in source.columns]
    written = 0
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            line_heading = "Record" if source.has_records else LINE_HEADING
            writer.writerow([*map(guard, labels), line_heading, REASON_HEADING])
            for row in plan.each([Verdict.REFUSED, Verdict.CONFLICT]):
                cells = decoding.decode(row.cells, list[str])
                padded = cells[: len(labels)] + [""] * (len(labels) - len(cells))
                extra = (
                    [f"more cells: {' | '.join(cells[len(labels) :])}"] if len(cells) > len(labels) else []
                )
                reason = " ".join([row.reason, *extra])
                writer.writerow([*map(guard, padded), row.line, guard(reason)])
                written += 1
    except OSError as error:
        raise Unreachable(
            f"The report can't be written to “{path.name}”.",
            hint="Choose another folder.",
            details={"path": str(path)},
        ) from error
    return written
