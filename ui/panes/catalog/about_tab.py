"""What is known of a title: the whole bibliographic record as a reader's page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.catalog import Title, TitleDraft
from ui.panes.catalog import words
from ui.panes.catalog.cover_box import CoverBox
from ui.widgets.sheet import Facts, Section, page
from ui.words import stored_word

#: Call numbers shown; a set of forty copies often has forty.
MOST_LINES = 3


def tr(text: str) -> str:
    """Text of the page in the person's language."""
    return QCoreApplication.translate("AboutTab", text)


def people(draft: TitleDraft) -> str:
    """Everybody named, one a line."""
    return "\n".join(
        one.name if one.role == "author" else f"{one.name} ({words.role_word(one.role)})"
        for one in draft.contributors
    )


def numbers(draft: TitleDraft) -> str:
    """Every ISBN and other number, one a line, with what is wrong or was mended about it."""
    shown = []
    for one in draft.identifiers:
        text = one.value if one.kind == "isbn" else f"{one.kind.upper()} {one.value}"
        notes = [one.qualifier] if one.qualifier else []
        if not one.valid:
            notes.append(tr("check digit wrong"))
        if one.repaired:
            notes.append(tr("zeros restored"))
        shown.append(f"{text} ({', '.join(notes)})" if notes else text)
    return "\n".join(shown)


def published(draft: TitleDraft) -> str:
    """Place, publisher and year as a title page says them."""
    return " : ".join(part for part in (draft.place, draft.publisher) if part)


def few(lines: tuple[str, ...]) -> str:
    """One a line; of many only the first, and how many more there are: the copies' own page has them all."""
    if len(lines) <= MOST_LINES + 1:
        return "\n".join(lines)
    more = tr("{n} more…").format(n=len(lines) - MOST_LINES)
    return "\n".join((*lines[:MOST_LINES], more))


def facts_of(title: Title) -> list[tuple[str, str]]:
    """The facts in the order a catalogue card has them."""
    draft = title.draft
    year = str(draft.year) if draft.year else ""
    if draft.year_raw:
        year = tr("{year} (written “{raw}”)").format(year=year or tr("unknown"), raw=draft.year_raw)
    calls = dict.fromkeys(b.call_number for b in title.books if b.call_number and b.deleted_at is None)
    return [
        (words.field_word("contributors"), people(draft)),
        (words.field_word("responsibility"), draft.responsibility or ""),
        (tr("Published"), published(draft)),
        (words.field_word("year"), year),
        (words.field_word("edition"), draft.edition or ""),
        (words.field_word("series"), draft.series or ""),
        (words.field_word("part"), draft.part or ""),
        (tr("ISBN"), numbers(draft)),
        (words.field_word("call_number"), few(tuple(calls))),
        (words.field_word("classification"), draft.classification or ""),
        (words.field_word("subjects"), "\n".join(draft.subjects)),
        (words.field_word("language"), words.language_name(draft.language)),
        (words.field_word("material"), stored_word(draft.material)),
        (words.field_word("audience"), draft.audience or ""),
        (words.field_word("physical_description"), draft.physical_description or ""),
        (words.field_word("summary"), draft.summary or ""),
        (words.field_word("notes"), draft.notes or ""),
    ]


class AboutTab(QWidget):
    """Shows ``facts_of`` a title, below its cover."""

    def __init__(self, cover: CoverBox) -> None:
        super().__init__()
        self.cover = cover
        self._facts = Facts()
        self._record = Facts()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page(cover, self._facts, Section(tr("Record"), self._record)))

    def show_title(self, title: Title) -> None:
        """Show the facts of ``title``."""
        self.cover.show_title(title)
        self._facts.set_facts(facts_of(title))
        self._record.set_facts(
            (
                (tr("Added"), words.clock_day(title.created_at)),
                (tr("Last change"), words.clock_day(title.updated_at)),
                (tr("Number"), str(title.id)),
            )
        )
