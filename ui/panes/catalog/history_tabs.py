"""What happened to a title: its loans, page by page, and who changed what in its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.actors import Actor
from app.domain.audit import AuditEntry
from app.domain.catalog import LoanHistoryRow, Title
from app.domain.paging import Count, Page, Window
from ui import theme
from ui.models.columns import Badge, Column, Tone
from ui.panes.audit_words import changes_of
from ui.panes.catalog import words
from ui.widgets.basic import clear, label
from ui.widgets.sheet import page
from ui.words import stored_word

if TYPE_CHECKING:
    from app.bootstrap import App

#: Entries shown; the audit pane has all.
ENTRIES = 60
_BOOKS = 20


def tr(text: str) -> str:
    """Text of these tabs in the person's language."""
    return QCoreApplication.translate("TitleHistory", text)


def _state(row: LoanHistoryRow) -> Badge:
    if row.closed_at is None:
        return Badge(words.close_word(None), Tone.WARN, "clock")
    good = row.close_reason in (None, "RETURNED")
    return Badge(
        words.close_word(row.close_reason or "RETURNED"),
        Tone.MUTED if good else Tone.BAD,
        "check" if good else "x-circle",
    )


LOAN_COLUMNS = (
    Column(
        "who",
        str(QT_TRANSLATE_NOOP("TitleHistory", "Patron")),
        lambda r: r.borrower or tr("(no longer kept)"),
        sort_key="",
        width=18,
        stretch=True,
        strong=True,
        tip=lambda r: r.borrower,
    ),
    Column(
        "number",
        str(QT_TRANSLATE_NOOP("TitleHistory", "Copy")),
        lambda r: r.accession_number,
        sort_key="",
        width=14,
    ),
    Column(
        "out",
        str(QT_TRANSLATE_NOOP("TitleHistory", "Out")),
        lambda r: words.short_day(r.checked_out_at.astimezone().date()),
        sort_key="",
        width=7,
        numeric=True,
    ),
    Column("state", str(QT_TRANSLATE_NOOP("TitleHistory", "State")), lambda r: "", badge=_state, sort_key="", width=12),
    Column(
        "back",
        str(QT_TRANSLATE_NOOP("TitleHistory", "Back")),
        lambda r: words.short_day(r.closed_at.astimezone().date()) if r.closed_at else "",
        sort_key="",
        width=7,
        numeric=True,
    ),
    Column(
        "renewals",
        str(QT_TRANSLATE_NOOP("TitleHistory", "Renewals")),
        lambda r: str(r.renewals) if r.renewals else "",
        sort_key="",
        width=6,
        numeric=True,
        shown=False,
    ),
)  # fmt: skip


class LoanSource:
    """The loans of a title; how many there are is known when the last page was read."""

    def __init__(self, services: App, actor: Actor, title_id: int) -> None:
        self._services = services
        self._actor = actor
        self._title_id = title_id

    def count(self) -> Count:
        """How many loans the first page has; more when it says that it goes on."""
        first = self.page(Window(), "")
        return Count(len(first.rows), first.cursor is None)

    def page(self, window: Window, sort: str) -> Page[LoanHistoryRow]:
        """Loans, newest first."""
        return self._services.catalog.history(self._actor, self._title_id, window)


def entries_of(services: App, actor: Actor, title: Title) -> tuple[AuditEntry, ...]:
    """What was done to a title and its copies, newest first."""
    found = list(services.audit.history(actor, "title", title.id, limit=ENTRIES))
    found += services.audit.history(actor, "cover", title.id, limit=ENTRIES)
    for book in title.books[:_BOOKS]:
        found += services.audit.history(actor, "book", book.id, limit=ENTRIES)
    found.sort(key=lambda entry: entry.line.id, reverse=True)
    return tuple(found[:ENTRIES])


_ACTIONS: dict[str, str] = {
    "add": str(QT_TRANSLATE_NOOP("TitleHistory", "Added")),
    "change_title": str(QT_TRANSLATE_NOOP("TitleHistory", "Changed")),
    "change_book": str(QT_TRANSLATE_NOOP("TitleHistory", "Changed")),
    "delete": str(QT_TRANSLATE_NOOP("TitleHistory", "Deleted")),
    "restore": str(QT_TRANSLATE_NOOP("TitleHistory", "Restored")),
    "undo": str(QT_TRANSLATE_NOOP("TitleHistory", "Undone")),
    "cover": str(QT_TRANSLATE_NOOP("TitleHistory", "Cover changed")),
    "import": str(QT_TRANSLATE_NOOP("TitleHistory", "Imported")),
}


def _action(entry: AuditEntry) -> str:
    word = entry.line.action
    said = tr(_ACTIONS[word]) if word in _ACTIONS else stored_word(word)
    if entry.line.entity == "book":
        return tr("{what}: copy {number}").format(what=said, number=entry.line.label)
    return said


def _said(entry: AuditEntry, most: int = 8) -> str:
    shown = [
        tr("{field}: {change}").format(field=field, change=change)
        for field, change in changes_of(entry.line.entity, entry.differences)
    ]
    if len(shown) > most:
        shown = [*shown[:most], tr("… and {n} more").format(n=len(shown) - most)]
    return "\n".join(shown)


class ChangesTab(QWidget):
    """Who changed what, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.SPACE_2)
        inner = QWidget()
        inner.setLayout(self._lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page(inner))

    def show_entries(self, entries: tuple[AuditEntry, ...]) -> None:
        """Show these entries."""
        clear(self._lines)
        if not entries:
            text = tr("Nothing is written down about this title: it came with an import or a sample library.")
            self._lines.addWidget(label(text, "soft", wrap=True))
        for entry in entries:
            self._lines.addWidget(self._entry(entry))

    @staticmethod
    def _entry(entry: AuditEntry) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        title = _action(entry)
        if entry.undone_by is not None:
            title = tr("{what} (undone)").format(what=title)
        layout.addWidget(label(title, "strong", wrap=True))
        who = tr("{name} · {time}").format(name=entry.line.actor, time=words.clock_day(entry.line.timestamp))
        layout.addWidget(label(who, "faint", wrap=True))
        said = _said(entry)
        if said:
            layout.addWidget(label(said, "soft", wrap=True))
        return holder
