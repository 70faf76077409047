"""Where a list of records gets its rows."""

from __future__ import annotations

from app.domain.actors import Actor
from app.domain.paging import Count, Page, Window
from app.domain.work_lists import ListItem
from app.services.work_lists import WorkListsService


class ItemsSource:
    """The records of one list in its order; how many there are, the list itself says."""

    def __init__(self, lists: WorkListsService, actor: Actor, list_id: int) -> None:
        self._lists, self._actor, self.list_id = lists, actor, list_id

    def count(self) -> Count:
        """How many records it has."""
        found = next((one.items for one in self._lists.list(self._actor) if one.id == self.list_id), 0)
        return Count(found)

    def page(self, window: Window, _sort: str) -> Page[ListItem]:
        """The records of a window."""
        return self._lists.items(self._actor, self.list_id, window)


class NoItems:
    """What a saved search, or nothing at all, has for records."""

    def count(self) -> Count:
        """None."""
        return Count(0)

    def page(self, _window: Window, _sort: str) -> Page[ListItem]:
        """None."""
        return Page(())
