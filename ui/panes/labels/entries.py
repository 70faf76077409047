"""The rows of the pane: what is to be printed, and the labels made of it. All of it runs off the GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.actors import Actor
from app.domain.labels.kinds import CopyLabel, Item, Kind, PersonCard
from app.domain.labels.layouts import compose
from app.domain.labels.marks import Label
from app.domain.labels.pages import PrintedPage, lay_out
from app.domain.labels.printing import MOST_LABELS, CardHolder, PrintedLabel, Why
from app.domain.labels.sheets import Sheet
from app.domain.members import PatronKind
from app.domain.paging import Count, Window
from app.errors import ClmsError
from ui.labels.chosen import Chosen
from ui.labels.drawing import text_width
from ui.panes.labels.words import tr
from ui.panes.students import words as patron_words
from ui.words import short_day

if TYPE_CHECKING:
    from app.bootstrap import App


@dataclass(frozen=True, slots=True)
class Entry:
    """One label to be printed; ``label`` once it is made for the sheet chosen."""

    id: int
    item: Item
    why: Why | None = None
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """Rows of the list, and how many there are in all."""

    entries: tuple[Entry, ...]
    count: Count


def load(app: App, actor: Actor, kind: Kind, chosen: Chosen | None) -> Loaded:
    """What was chosen in another pane, else what waits for a label of a kind."""
    if chosen is not None:
        entries = _cards(app, actor, chosen.ids) if kind is Kind.CARD else _copies(app, actor, chosen.ids)
        return Loaded(entries, Count(len(entries)))
    if kind is Kind.CARD:
        return Loaded((), Count(0))
    rows = app.labels.queue(actor, kind, Window(limit=MOST_LABELS)).rows
    count = Count(len(rows)) if len(rows) < MOST_LABELS else app.labels.count(actor, kind)
    return Loaded(tuple(Entry(row.copy.book_id, row.copy, row.why) for row in rows), count)


def _copies(app: App, actor: Actor, title_ids: Sequence[int]) -> tuple[Entry, ...]:
    return tuple(Entry(copy.book_id, copy) for copy in app.labels.copies_of_titles(actor, title_ids))


def _cards(app: App, actor: Actor, student_ids: Sequence[int]) -> tuple[Entry, ...]:
    holders = app.labels.cards(actor, student_ids)
    return tuple(Entry(one.student_id, _card(one, _photo(app, actor, one))) for one in holders)


def _photo(app: App, actor: Actor, holder: CardHolder) -> bytes:
    """A photo's bytes; none where it is damaged or its place does not answer: the card shows its frame then."""
    if not holder.photo_digest:
        return b""
    try:
        return app.students.photo(actor, holder.photo_digest).content
    except ClmsError:
        return b""


def _card(holder: CardHolder, photo: bytes) -> PersonCard:
    school = " · ".join(part for part in (patron_words.grade(holder.grade), holder.section) if part)
    until = tr("Valid until {day}").format(day=short_day(holder.expires_on)) if holder.expires_on else ""
    details = tuple(part for part in (school or patron_words.kind(PatronKind(holder.kind)), until) if part)
    return PersonCard(holder.student_id, holder.name, holder.number, details, photo)


def make(entries: Sequence[Entry], kind: Kind, sheet: Sheet, library: str) -> tuple[Entry, ...]:
    """The entries with their labels for a sheet."""
    width, height = sheet.label_width, sheet.label_height
    return tuple(
        replace(entry, label=compose(kind, entry.item, width, height, text_width, library))
        for entry in entries
    )


def usable(entries: Sequence[Entry]) -> list[Entry]:
    """Those whose label can be stuck on."""
    return [entry for entry in entries if entry.label is not None and entry.label.usable]


def pages_of(entries: Sequence[Entry], sheet: Sheet, start: int) -> list[PrintedPage]:
    """The pages of those that are usable."""
    return lay_out(sheet, [entry.label for entry in usable(entries) if entry.label is not None], start)


def said(entries: Sequence[Entry]) -> list[PrintedLabel]:
    """What the labels of copies say, to be noted."""
    copies = [entry.item for entry in entries if isinstance(entry.item, CopyLabel)]
    return [PrintedLabel(copy.book_id, copy.accession_number, copy.call_number) for copy in copies]
