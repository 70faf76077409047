"""What batch editing does in the background: in a process of its own when it is about many records.

Functions here take plain values, tell how far they are through ``report`` and stop when it says so.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from app.domain.actors import Actor
from ui.child import Report, Stopped

if TYPE_CHECKING:
    from app.bootstrap import App, Recipe
    from app.domain.batch_edit.recipes import Recipe as Changes
    from app.domain.changes import Receipt
    from app.services.batch_edit import Chosen, EditResult, Preview, UndoneEdit


def _teller(report: Report, text: str) -> Callable[[int, int], None]:
    """Progress for work that stops by itself at a safe place: telling it never raises."""

    def tell(done: int, total: int) -> None:
        with suppress(Stopped):
            report(done, total, text)

    return tell


def look(report: Report, app: App, actor: Actor, changes: Changes, chosen: Chosen) -> Preview:
    """Make a dry run on an open library."""
    return app.batch_edit.look(
        actor,
        changes,
        chosen,
        progress=_teller(report, "Looking"),
        cancelled=lambda: report.stop_requested,
    )


def look_apart(report: Report, recipe: Recipe, actor: Actor, changes: Changes, chosen: Chosen) -> Preview:
    """Make a dry run in a child process."""
    from app.bootstrap import open_again

    with open_again(recipe) as app:
        return look(report, app, actor, changes, chosen)


def apply(report: Report, app: App, actor: Actor, plan: str) -> Receipt[EditResult]:
    """Write a dry run; asked to stop, it ends after a whole chunk."""
    return app.batch_edit.apply(
        actor, plan, progress=_teller(report, "Writing"), cancelled=lambda: report.stop_requested
    )


def apply_apart(report: Report, recipe: Recipe, actor: Actor, plan: str) -> Receipt[EditResult]:
    """Write a dry run in a child process."""
    from app.bootstrap import open_again

    with open_again(recipe) as app:
        return apply(report, app, actor, plan)


def undo(report: Report, app: App, actor: Actor, batch_id: int) -> Receipt[UndoneEdit]:
    """Take a batch back."""
    return app.batch_edit.undo(actor, batch_id, progress=_teller(report, "Writing"))


def known_of_patrons(app: App, actor: Actor) -> dict[str, tuple[str, ...]]:
    """Grades, sections and categories that patrons have."""
    rows = app.students.sections(actor)
    return {
        "grade": tuple(dict.fromkeys(one.grade for one in rows if one.grade)),
        "section": tuple(sorted({one.section for one in rows if one.section})),
        "category": ("STUDENT", "STUDENT_PRIMARY", "PERSONNEL", "GUEST"),
    }
