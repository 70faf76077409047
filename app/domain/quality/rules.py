"""Every kind of finding, the gravest first."""

from __future__ import annotations

from app.domain.quality import calls, copies, duplicates, isbns, volumes, years
from app.domain.quality.findings import Kind, Rule

RULES: dict[Kind, Rule] = {
    rule.kind: rule
    for rule in (
        copies.ORPHANED,
        isbns.BAD,
        duplicates.SAME_KEY,
        duplicates.SAME_ISBN,
        calls.MISSING,
        calls.ODD,
        volumes.MISSING,
        copies.WITHOUT,
        years.MISSING,
        isbns.MISSING,
    )
}
