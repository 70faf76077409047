"""How the pane of lists says things."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.searching import TitleQuery
from app.domain.work_lists import Entity, ListItem, SavedSearch, WorkList
from ui.models.columns import Badge, Column, Tone
from ui.panes.catalog.words import decade, language_name
from ui.words import clock_day, status_word


def tr(text: str) -> str:
    """Text about lists in the person's language."""
    return QCoreApplication.translate("ListsPane", text)


def _noop(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("ListsPane", text))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the left side: a list or a saved search."""

    of: WorkList | SavedSearch

    @property
    def id(self) -> tuple[bool, int]:
        """What tells it from others."""
        return isinstance(self.of, WorkList), self.of.id

    @property
    def icon(self) -> str:
        """The icon of its kind."""
        if isinstance(self.of, SavedSearch):
            return "magnifying-glass"
        return "books" if self.of.draft.entity is Entity.TITLE else "barcode"


def state(entry: Entry) -> str:
    """How far a list is, or what a search looks for; and whose it is where it is not one's own."""
    one = entry.of
    if isinstance(one, WorkList):
        said = (
            tr("{done} of {all} done").format(done=f"{one.done:,}", all=f"{one.items:,}")
            if one.items
            else tr("Empty")
        )
    else:
        said = asked(one.draft.query)
    if not one.mine:
        return tr("{what} · {owner}").format(what=said, owner=one.owner)
    return tr("{what} · shared").format(what=said) if one.draft.shared else said


def asked(query: TitleQuery) -> str:
    """What a search looks for, in words."""
    parts = [f"“{query.text}”"] if query.text else []
    if query.collection:
        parts.append(query.collection)
    if query.availability:
        parts.append(status_word(query.availability))
    if query.year_from is not None:
        parts.append(decade(str(query.year_from)))
    if query.language:
        parts.append(language_name(query.language))
    return " · ".join(parts)


def done(item: ListItem) -> Badge:
    """Whether a record is done; by a word and a shape."""
    if item.done_at is not None:
        return Badge(tr("Done"), Tone.OK, "check-circle")
    return Badge(tr("Deleted"), Tone.BAD, "trash") if item.gone else Badge(tr("To do"), Tone.MUTED, "circle")


def who(item: ListItem) -> str:
    """Who ticked a record off, and when."""
    if item.done_at is None:
        return ""
    return tr("{name} · {time}").format(name=item.done_by, time=clock_day(item.done_at))


ENTRY_COLUMNS = (
    Column("name", _noop("Lists and searches"), lambda e: e.of.draft.name, icon=lambda e: e.icon, below=state, sort_key="",
           width=30, stretch=True, strong=True, tip=lambda e: "\n".join(filter(None, (e.of.draft.name, state(e))))),
)  # fmt: skip

COLUMNS = (
    Column("done", _noop("Done"), lambda _r: "", badge=done, sort_key="", width=13, tip=who),
    Column("title", _noop("Title"), lambda r: r.title, sort_key="", width=30, stretch=True, strong=True,
           below=lambda r: r.author or "", tip=lambda r: r.title),
    Column("call_number", _noop("Call number"), lambda r: r.call_number, sort_key="", width=19, tip=lambda r: r.call_number),
    Column("accession_number", _noop("Number"), lambda r: r.accession_number, sort_key="", width=11),
    Column("note", _noop("Note"), lambda r: r.note, sort_key="", width=20, tip=lambda r: r.note),
    Column("status", _noop("State"), lambda r: status_word(r.status) if r.status else "", sort_key="", width=14, shown=False),
    Column("location", _noop("Location"), lambda r: r.location, sort_key="", width=12, shown=False),
    Column("ticked", _noop("Ticked off"), who, sort_key="", width=18, shown=False),
)  # fmt: skip
