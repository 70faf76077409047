"""The pictures the tour takes of batch editing, over what a list shows after a search."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ui.panes.base import TourStep
from ui.panes.batch_edit import opening

if TYPE_CHECKING:
    from app.domain.batch_edit.recipes import Recipe


def titles_step(pane: Any) -> TourStep:
    """A recipe for titles."""
    from app.domain.batch_edit.fields import Entity, Op
    from app.domain.batch_edit.recipes import Case, Change, Recipe

    steps = (
        Change(Op.CASE, "publisher", case=Case.UPPER),
        Change(Op.ADD, "subjects", "Reading list 2026"),
        Change(Op.REPLACE, "place", "Manila", find="Quezon City"),
        Change(Op.CLEAR, "edition"),
    )
    return TourStep("batch", partial(_show, pane, Recipe(Entity.TITLES, steps)), partial(_ready, pane))


def patrons_step(pane: Any) -> TourStep:
    """A recipe for patrons."""
    from app.domain.batch_edit.fields import Entity, Op
    from app.domain.batch_edit.recipes import Change, Recipe

    steps = (Change(Op.SET, "grade", "8"), Change(Op.SET, "expires_on", "2027-03-31"))
    return TourStep("batch", partial(_show, pane, Recipe(Entity.PATRONS, steps)), partial(_ready, pane))


def leave_step(pane: Any) -> TourStep:
    """Back to the list."""
    return TourStep("after-batch", partial(opening.leave, pane))


def _show(pane: Any, recipe: Recipe) -> None:
    pane.list.close_sheet()
    pane.do("batch")
    editor: Any = opening.front(pane)
    editor.show_recipe(recipe)


def _ready(pane: Any) -> bool:
    editor: Any = opening.front(pane)
    return editor is not None and editor.ready
