"""The audit: who did what, when and where, each record before and after, and undoing it hours later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.actors import Permission
from app.domain.audit import AuditChoices, AuditEntry, AuditLine, AuditQuery, SealReport
from app.domain.changes import Changed
from app.services.acts import new_key
from ui.messages import Choice, Question
from ui.models.pages import PagesModel
from ui.models.sources import QuerySource
from ui.panes import audit_words as words
from ui.panes.acting import ActingPane
from ui.panes.audit_words import COLUMNS, About
from ui.panes.base import PaneContext, TourStep
from ui.sentences import said
from ui.widgets.acts import Act
from ui.widgets.banner import Banner
from ui.widgets.basic import button, label, row
from ui.widgets.facets import FacetGroup, FacetValue
from ui.widgets.sheet import Facts, Section, page
from ui.words import moment


class AuditPane(ActingPane):
    """Every write of the library, newest first."""

    listens_to = Changed(sum(flag.value for flag in Changed))

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._about: About | None = None
        self._entry: AuditEntry | None = None
        self._opens_first = False
        self._model = PagesModel(self.runner, self.translated(COLUMNS), self)
        self._list = self.list_body(
            "audit",
            self._model,
            self._acts(),
            nouns=(self.tr("entry"), self.tr("entries")),
            placeholder=self.tr("Search names, titles, numbers"),
            export=self._export if self.may(Permission.EXPORT) else None,
            facets=True,
        )
        self.make_room(self._list, (190, 566, 424))
        self._banner = Banner()
        self._banner.setVisible(False)
        layout = self._list.view.layout()
        if layout is not None:
            layout.insertWidget(0, self._banner)  # type: ignore[attr-defined]
        self._list.searched.connect(self.search)
        self._list.table.current_changed.connect(self._on_row)
        self._list.table.opened.connect(self._on_row)
        self._list.sheet_closed.connect(self._on_closed)
        self._model.rows_arrived.connect(self._on_rows)
        if self._list.facets is not None:
            self._list.facets.changed.connect(self._ask)

    def _acts(self) -> tuple[Act, ...]:
        return (
            Act("record", self.tr("Open the record"), self._on_record, "book-open", "Ctrl+O", needs="one", menu_only=True),
            Act("only", self.tr("Show only this record"), self._on_only, "funnel", needs="one", menu_only=True),
            Act("act", self.tr("Show all of this act"), self._on_act, "list-bullets", needs="one", menu_only=True),
            Act("tsv", self.tr("Copy rows"), lambda _r: self._list.table.copy_selected(), "copy", needs="some",
                menu_only=True, tip=self.tr("Tab-separated, for a spreadsheet (Ctrl+C)")),
            Act("undo", self.tr("Undo this act…"), self._on_undo, "arrow-u-up-left", needs="one", danger=True,
                menu_only=True, allowed=self.may(Permission.UNDO_OTHERS)),
            Act("verify", self.tr("Check the seals"), self._on_verify, "seal-check",
                tip=self.tr("Prove that no entry was changed")),
        )  # fmt: skip

    # -- asking --------------------------------------------------------------------------------------

    def start(self) -> None:
        self._ask()

    def shown(self) -> None:
        super().shown()
        self.run(partial(self.services.audit.choices, self.actor), self._show_choices, latest="choices")

    def search(self, text: str) -> None:
        if self._list.search.text().strip() != text:
            self._list.search.search_now(text)
            return
        self._ask()

    def open(self, target: Any) -> None:
        """Show what somebody asks about: an ``About``, the id of an act, or words to look for."""
        if isinstance(target, About):
            self._narrow(target)
        elif isinstance(target, int):
            self._narrow(About(AuditQuery(act_id=target), self.tr("act {id}").format(id=target)))
        else:
            self._narrow(None)
            self.search(str(target))

    def _narrow(self, about: About | None) -> None:
        self._about = about
        self._opens_first = about is not None
        self._list.close_sheet()
        self._banner.setVisible(False)
        if about is not None:
            self._list.search.blockSignals(True)
            self._list.search.search_now("")
            self._list.search.blockSignals(False)
            self._banner.show_banner(
                "info", "funnel", self.tr("Entries about {name} only.").format(name=about.name)
            )
            self._banner.set_button(self.tr("Show all entries"), lambda: self._narrow(None))
        if self._list.facets is not None and self._list.facets.choice():
            self._list.facets.clear_choice()  # asks
        else:
            self._ask()

    def _ask(self, _choice: object = None) -> None:
        chosen = self._list.facets.choice() if self._list.facets is not None else {}
        base = self._about.query if self._about is not None else AuditQuery()
        ((first, last),) = chosen.get("days") or ((None, None),)
        query = replace(
            base,
            text=self._list.search.text().strip(),
            entity=next(iter(chosen.get("entity", ())), base.entity),
            action=next(iter(chosen.get("action", ())), ""),
            actor=next(iter(chosen.get("actor", ())), ""),
            first_day=first,
            last_day=last,
        )
        if query == AuditQuery():
            self._list.view.set_empty(
                self.tr("No entries yet"),
                self.tr("Every change is kept here with who made it."),
                "clipboard-text",
            )
        else:
            self._list.view.set_empty(
                self.tr("No entry fits"), self.tr("Try fewer or other words, or clear the filters."),
                "magnifying-glass", self.tr("Show all entries"), self._show_all,
            )  # fmt: skip
        audit = self.services.audit
        self._model.set_source(
            QuerySource(partial(audit.list, self.actor), partial(audit.count, self.actor), query)
        )

    def _show_all(self) -> None:
        self._list.search.search_now("")
        self._narrow(None)

    def _show_choices(self, choices: AuditChoices) -> None:
        if self._list.facets is None:
            return
        today = date.today()  # noqa: DTZ011 - the desk's own day
        days = (
            FacetValue((today, today), self.tr("Today")),
            FacetValue((today - timedelta(days=6), today), self.tr("Last 7 days")),
            FacetValue((today - timedelta(days=29), today), self.tr("Last 30 days")),
        )
        self._list.facets.set_groups(
            (
                FacetGroup("days", self.tr("WHEN"), days),
                FacetGroup("entity", self.tr("RECORD"), _values(choices.entities, words.entity_word)),
                FacetGroup("action", self.tr("ACTION"), _values(choices.actions, words.action_word)),
                FacetGroup("actor", self.tr("WHO"), _values(choices.actors, str)),
            )
        )

    # -- one entry -----------------------------------------------------------------------------------

    def _on_row(self, line: AuditLine | None) -> None:
        if line is None:
            return
        kind = words.entity_word(line.entity)
        self._list.sheet.set_header(words.label_of(line) or kind, kind, words.action_badge(line))
        self.open_sheet()
        self.run(partial(self.services.audit.entry, self.actor, line.id), self._show_entry, latest="entry")

    def _on_rows(self, first: int, _last: int) -> None:
        """Who asked about one record or act sees its newest entry at once."""
        if self._opens_first and first == 0:
            self._opens_first = False
            self._list.table.selectRow(0)

    def _on_closed(self) -> None:
        self._entry = None

    def _show_entry(self, entry: AuditEntry) -> None:
        self._entry = entry
        line = entry.line
        facts = Facts()
        facts.set_facts(
            (
                (self.tr("When"), f"{moment(line.timestamp)}:{line.timestamp.astimezone():%S}"),
                (self.tr("Who"), line.actor),
                (self.tr("Workstation"), line.workstation),
                (self.tr("Act"), f"{words.action_word(entry.act_kind)} · {line.act_id}"),
                (self.tr("Undone by"), self._link(self.tr("a later act"), entry.undone_by)),
                (self.tr("Undoes"), self._link(self.tr("an earlier act"), entry.reverses)),
            )
        )
        self._list.sheet.set_actions(*self._buttons(entry))
        changes = words.changes_of(line.entity, entry.differences)
        changed: QWidget
        if changes:
            changed = fields = Facts()
            fields.set_facts(changes)
        else:
            changed = label(
                self.tr("The act is all there is to tell: no field was changed."), "soft", wrap=True
            )
        self._list.sheet.set_content(
            page(Section(self.tr("Act"), facts), Section(self.tr("Before → after"), changed))
        )

    def _link(self, text: str, act_id: int | None) -> str | QWidget:
        if act_id is None:
            return ""
        holder = QWidget()
        shown = self.tr("{what} · {id}").format(what=text, id=act_id)
        row(holder, button(shown, kind="link", run=partial(self.open, act_id)), None)
        return holder

    def _buttons(self, entry: AuditEntry) -> list[QWidget]:
        made: list[QWidget] = []
        if words.place_of(entry) is not None:
            made.append(
                button(self.tr("Open the record"), "book-open", run=partial(self._open_record, entry),
                       tip=self.tr("Open the record (Ctrl+O)"))
            )  # fmt: skip
        if self._undoable(entry):
            made.append(
                button(
                    self.tr("Undo this act…"), "arrow-u-up-left", "danger", run=partial(self._ask_undo, entry)
                )
            )
        return made

    def _undoable(self, entry: AuditEntry) -> bool:
        may = self.may(Permission.UNDO_OTHERS) and entry.undone_by is None
        return may and self.services.undo.can_undo(entry.act_kind)

    # -- acts ----------------------------------------------------------------------------------------

    def _with_entry(self, line: AuditLine, then: Callable[[AuditEntry], None]) -> None:
        if self._entry is not None and self._entry.line.id == line.id:
            then(self._entry)
        else:
            self.run(partial(self.services.audit.entry, self.actor, line.id), then, latest="entry")

    def _on_record(self, rows: tuple[AuditLine, ...]) -> None:
        self._with_entry(rows[0], self._open_record)

    def _open_record(self, entry: AuditEntry) -> None:
        place = words.place_of(entry)
        if place is None:
            self.messages.tell(self.tr("This record has no sheet of its own."))
        else:
            self.open_requested.emit(*place)

    def _on_only(self, rows: tuple[AuditLine, ...]) -> None:
        line = rows[0]
        self._narrow(About(AuditQuery(entity=line.entity, entity_id=line.entity_id), line.label))

    def _on_act(self, rows: tuple[AuditLine, ...]) -> None:
        self.open(rows[0].act_id)

    def _on_undo(self, rows: tuple[AuditLine, ...]) -> None:
        self._with_entry(rows[0], self._ask_undo)

    def _ask_undo(self, entry: AuditEntry) -> None:
        if not self._undoable(entry):
            done = entry.undone_by is not None
            self.messages.warn(
                self.tr("This was undone already.") if done else self.tr("This can't be undone."),
                "" if done else self.tr("Make a new entry that corrects it."),
            )
            return
        line = entry.line
        question = Question(
            self.tr("Undo “{what}”?").format(
                what=f"{words.action_word(entry.act_kind)}: {words.label_of(line)}"
            ),
            self.tr(
                "{name} did it on {when}. Everything this act changed is put back as it was before."
            ).format(name=line.actor, when=moment(line.timestamp)),
            (Choice("cancel", self.tr("Keep")), Choice("undo", self.tr("Undo"), danger=True)),
        )
        self.messages.ask(question, lambda key, _text: self._undo(entry) if key == "undo" else None)

    def _undo(self, entry: AuditEntry) -> None:
        work = partial(self.services.undo.undo, self.actor, entry.line.act_id, key=new_key())
        again = partial(self.services.audit.entry, self.actor, entry.line.id)
        self.act(work, self.tr("Undone"), lambda _receipt: self._refresh(again, entry))

    def _refresh(self, again: Callable[[], AuditEntry], entry: AuditEntry) -> None:
        if self._entry is not None and self._entry.line.id == entry.line.id:
            self.run(again, self._show_entry, latest="entry")

    def _export(self) -> None:
        self.export_shown(self._list, self.tr("audit.xlsx"))

    # -- the seals -----------------------------------------------------------------------------------

    def _on_verify(self, _rows: tuple[AuditLine, ...]) -> None:
        self.run(self._verify, self._show_report, latest="verify")

    def _verify(self) -> SealReport:
        self.services.audit.seal()
        return self.services.audit.verify(self.actor)

    def _show_report(self, report: SealReport) -> None:
        if report.intact:
            text = self.tr("{sealed} entries in {seals} seals are as they were written.")
            self.messages.tell(text.format(sealed=f"{report.sealed:,}", seals=f"{report.seals:,}"))
        else:
            text = self.tr("Entry {id} is not as it was sealed: {reason}")
            self.messages.warn(
                text.format(id=report.broken_id, reason=said(report.reason)), self.tr("Tell IT staff.")
            )

    # -- the tour ------------------------------------------------------------------------------------

    def tour_steps(self) -> tuple[TourStep, ...]:
        """A picture of an entry with its fields before and after."""
        return (TourStep("entry", lambda: self._list.table.selectRow(0), lambda: self._entry is not None),)


def _values(stored: tuple[str, ...], word: Callable[[str], str]) -> list[FacetValue]:
    return [FacetValue(one, word(one)) for one in stored]
