"""The forms of lists and saved searches, in the side sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.domain.changes import Receipt
from app.domain.work_lists import (
    ABOUT_CHARS,
    NAME_CHARS,
    NOTE_CHARS,
    Entity,
    ListItem,
    SavedSearch,
    SavedSearchDraft,
    WorkList,
    WorkListDraft,
)
from ui.panes.lists import words
from ui.panes.lists.targets import PutOnList, SaveSearch
from ui.widgets.form import Field, Kind
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.lists.pane import ListsPane
    from ui.panes.sheet_forms import Values

_NEW = 0


class ListForms(QObject):
    """Each asks in the sheet and writes through the pane."""

    def __init__(self, pane: ListsPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._lists, self._searches = pane.services.work_lists, pane.services.saved_searches
        self._actor = pane.actor

    # -- lists -------------------------------------------------------------------------------------------

    def new(self) -> None:
        """Ask for a new list."""

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            return partial(self._lists.create, self._actor, _list(values), key=key)

        made = self.tr("List “{name}” made")
        self._pane.sheet_forms.show(
            self.tr("A new list"), self.tr("Of titles or of copies, for yourself or for all"), self._list_fields(), work,
            say=lambda r: made.format(name=r.value.name), save_text=self.tr("Make the list"),
            saved=lambda r: self._pane.choose_list(r.value.list_id),
        )  # fmt: skip

    def change(self, one: WorkList) -> None:
        """Ask for other words, or to share a list."""

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            draft = replace(_list(values | {"entity": one.draft.entity}))
            return partial(self._lists.change, self._actor, one.id, one.version, draft, key=key)

        values = {"name": one.draft.name, "shared": one.draft.shared, "about": one.draft.about}
        self._pane.sheet_forms.show(
            self.tr("Change the list"), one.draft.name, self._list_fields(new=False), work,
            say=self.tr("List changed"), values=values,
        )  # fmt: skip

    def _list_fields(self, *, new: bool = True) -> tuple[Field, ...]:
        kinds = ((Entity.TITLE, self.tr("Titles")), (Entity.COPY, self.tr("Copies")))
        of = (
            (Field("entity", self.tr("Of"), Kind.CHOICE, required=True, choices=kinds, default=Entity.TITLE),)
            if new
            else ()
        )
        return (
            Field("name", self.tr("Name"), required=True, max_length=NAME_CHARS),
            *of,
            Field(
                "shared",
                self.tr("Shared"),
                Kind.CHECK,
                help=self.tr("All who catalogue see it and work on it"),
            ),
            Field("about", self.tr("What it is about"), Kind.LONG, max_length=ABOUT_CHARS),
        )

    def put(self, target: PutOnList, lists: tuple[WorkList, ...]) -> None:
        """Ask which list records go on."""
        kinds = {Entity.TITLE: self.tr("titles"), Entity.COPY: self.tr("copies")}
        named = self.tr("{name} ({kind})")
        known = tuple(
            (one.id, named.format(name=one.draft.name, kind=kinds[one.draft.entity])) for one in lists
        )
        choices = ((_NEW, self.tr("A new list")), *known)
        fields = (
            Field("list", self.tr("List"), Kind.CHOICE, required=True, choices=choices,
                  default=known[0][0] if known else _NEW),
            Field("name", self.tr("Name of a new list"), max_length=NAME_CHARS),
            Field("shared", self.tr("Share a new list"), Kind.CHECK),
        )  # fmt: skip

        def check(values: Values) -> dict[str, str]:
            missing = values.get("list") == _NEW and not str(values.get("name") or "").strip()
            return {"name": self.tr("A new list needs a name.")} if missing else {}

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            if values["list"] == _NEW:
                draft = _list(values | {"entity": target.of})
                return partial(self._lists.create, self._actor, draft, target.ids, key=key)
            return partial(self._lists.add, self._actor, values["list"], target.ids, target.of, key=key)

        number = len(target.ids)
        what = (
            counted(number, "{n} title", "{n} titles") if target.of is Entity.TITLE
            else counted(number, "{n} copy", "{n} copies")
        )  # fmt: skip
        self._pane.sheet_forms.show(
            self.tr("Put on a list"), what, fields, work, check=check, say=self._put_words,
            save_text=self.tr("Put on the list"), saved=lambda r: self._pane.choose_list(r.value.list_id),
        )  # fmt: skip

    def _put_words(self, receipt: Receipt[Any]) -> str:
        done = receipt.value
        if not hasattr(done, "changed"):
            return self.tr("List “{name}” made").format(name=done.name)
        said = counted(done.changed, "{n} record put on the list", "{n} records put on the list")
        known = counted(done.known, "{n} was on it already", "{n} were on it already")
        return self.tr("{said}, {known}").format(said=said, known=known) if done.known else said

    def note(self, one: WorkList, items: tuple[ListItem, ...]) -> None:
        """Ask for a note beside records."""

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            ids = tuple(item.id for item in items)
            return partial(self._lists.note, self._actor, one.id, ids, str(values["note"] or ""), key=key)

        named = items[0].title if len(items) == 1 else counted(len(items), "{n} record", "{n} records")
        field = Field("note", self.tr("Note"), Kind.LONG, max_length=NOTE_CHARS)
        values = {"note": items[0].note} if len({item.note for item in items}) == 1 else {}
        self._pane.sheet_forms.show(
            self.tr("Note"), named, (field,), work, say=self.tr("Note written"), values=values
        )

    # -- saved searches ----------------------------------------------------------------------------------

    def save_search(self, target: SaveSearch) -> None:
        """Ask for the name of a search."""

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            draft = SavedSearchDraft(values["name"], target.query, bool(values["shared"]))
            return partial(self._searches.save, self._actor, draft, key=key)

        saved = self.tr("Search “{name}” saved")
        self._pane.sheet_forms.show(
            self.tr("Save the search"), words.asked(target.query), self._search_fields(), work,
            say=lambda r: saved.format(name=r.value.name), values={"name": target.query.text},
            saved=lambda r: self._pane.show_search(r.value.search_id),
        )  # fmt: skip

    def change_search(self, one: SavedSearch) -> None:
        """Ask for another name, or to share a search."""

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            draft = replace(one.draft, name=values["name"], shared=bool(values["shared"]))
            return partial(self._searches.change, self._actor, one.id, one.version, draft, key=key)

        values = {"name": one.draft.name, "shared": one.draft.shared}
        self._pane.sheet_forms.show(
            self.tr("Change the search"), words.asked(one.draft.query), self._search_fields(), work,
            say=self.tr("Search changed"), values=values,
        )  # fmt: skip

    def _search_fields(self) -> tuple[Field, ...]:
        return (
            Field("name", self.tr("Name"), required=True, max_length=NAME_CHARS),
            Field("shared", self.tr("Shared"), Kind.CHECK, help=self.tr("All at the desk see it")),
        )


def _list(values: Values) -> WorkListDraft:
    return WorkListDraft(
        str(values.get("name") or ""),
        values["entity"],
        bool(values.get("shared")),
        str(values.get("about") or ""),
    )
