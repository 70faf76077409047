"""What a list to work on has to offer to a batch."""

from __future__ import annotations

from app.domain import work_lists
from app.domain.actors import Actor
from app.domain.batch_edit.fields import Entity
from app.domain.paging import Window
from app.domain.work_lists import WorkList
from app.services.work_lists import WorkListsService
from ui.panes.batch_edit.chosen_box import Listed

_AT_ONCE = 1_000


def read_list(lists: WorkListsService, actor: Actor, one: WorkList) -> Listed:
    """Read which records are on a list, without those that were deleted. Runs off the GUI thread."""
    done: list[int] = []
    to_do: list[int] = []
    every: list[int] = []
    window: Window | None = Window(limit=_AT_ONCE)
    while window is not None:
        page = lists.items(actor, one.id, window)
        for item in page.rows:
            if not item.gone:
                every.append(item.record_id)
                (to_do if item.done_at is None else done).append(item.record_id)
        window = Window(limit=_AT_ONCE, after=page.cursor) if page.cursor else None
    of_titles = one.draft.entity is work_lists.Entity.TITLE
    entity = Entity.TITLES if of_titles else Entity.COPIES
    return Listed(entity, tuple(every), tuple(done), tuple(to_do))
