"""The picture the tour takes of lists: titles that are put on one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.work_lists import Entity
from ui.panes.base import TourStep
from ui.panes.lists.targets import PutOnList

if TYPE_CHECKING:
    from ui.panes.lists.pane import ListsPane


def steps(pane: ListsPane) -> tuple[TourStep, ...]:
    """The form, with a list to choose or to make."""
    return (
        TourStep(
            "put",
            partial(pane.open, PutOnList(Entity.TITLE, (1, 2))),
            lambda: pane.sheet_forms.form is not None,
        ),
    )
