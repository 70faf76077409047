"""The audit: who did what, when and where, and each record before and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.audit import AuditEntry, AuditLine, AuditQuery, SealReport
from app.domain.changes import Changed
from ui.models.columns import Badge, Column, Tone
from ui.models.pages import PagesModel
from ui.models.rows import RowsModel
from ui.models.sources import QuerySource
from ui.panes.base import Pane, PaneContext
from ui.widgets.acts import Act
from ui.widgets.facets import FacetGroup, FacetValue
from ui.widgets.sheet import Facts, Section, page
from ui.widgets.table import TableView

_TONES = {
    "add": (Tone.OK, "plus"),
    "delete": (Tone.BAD, "trash"),
    "restore": (Tone.OK, "arrow-counter-clockwise"),
    "change": (Tone.INFO, "pencil-simple"),
    "check_out": (Tone.INFO, "arrow-up-right"),
    "check_in": (Tone.INFO, "arrow-down-left"),
    "renew": (Tone.INFO, "arrows-clockwise"),
}


def said(word: str) -> str:
    """A stored word as people read it."""
    return word.replace("_", " ").capitalize()


def _action(line: AuditLine) -> Badge:
    tone, icon = _TONES.get(line.action, (Tone.MUTED, "dot-outline"))
    if line.action.startswith("undo"):
        tone, icon = Tone.WARN, "arrow-u-up-left"
    return Badge(said(line.action), tone, icon)


COLUMNS = (
    Column(
        "when",
        str(QT_TRANSLATE_NOOP("AuditPane", "When")),
        lambda r: f"{r.timestamp.astimezone():%Y-%m-%d %H:%M:%S}",
        width=19,
        sort_key="",
        numeric=False,
    ),
    Column("who", str(QT_TRANSLATE_NOOP("AuditPane", "Who")), lambda r: r.actor, width=20, sort_key=""),
    Column(
        "action",
        str(QT_TRANSLATE_NOOP("AuditPane", "Did")),
        lambda r: "",
        badge=_action,
        width=18,
        sort_key="",
    ),
    Column(
        "entity", str(QT_TRANSLATE_NOOP("AuditPane", "To")), lambda r: said(r.entity), width=12, sort_key=""
    ),
    Column(
        "label",
        str(QT_TRANSLATE_NOOP("AuditPane", "Record")),
        lambda r: r.label,
        stretch=True,
        strong=True,
        tip=lambda r: r.label,
        sort_key="",
    ),
    Column(
        "workstation",
        str(QT_TRANSLATE_NOOP("AuditPane", "Workstation")),
        lambda r: r.workstation,
        width=14,
        sort_key="",
    ),
)

DIFFERENCES = (
    Column(
        "field", str(QT_TRANSLATE_NOOP("AuditPane", "Field")), lambda r: said(r.field), width=14, sort_key=""
    ),
    Column(
        "before",
        str(QT_TRANSLATE_NOOP("AuditPane", "Before")),
        lambda r: "—" if r.before is None else r.before,
        stretch=True,
        tip=lambda r: r.before or "",
        sort_key="",
    ),
    Column(
        "after",
        str(QT_TRANSLATE_NOOP("AuditPane", "After")),
        lambda r: "—" if r.after is None else r.after,
        stretch=True,
        strong=True,
        tip=lambda r: r.after or "",
        sort_key="",
    ),
)


class AuditPane(Pane):
    """Every write of the library, newest first."""

    listens_to = Changed(sum(flag.value for flag in Changed))

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._query = AuditQuery()
        self._model = PagesModel(self.runner, self.translated(COLUMNS), self)
        acts = (
            Act(
                "verify",
                self.tr("Check the seals"),
                self._on_verify,
                "seal-check",
                tip=self.tr("Prove that no entry was changed"),
            ),
        )
        self._list = self.list_body(
            "audit",
            self._model,
            acts,
            nouns=(self.tr("entry"), self.tr("entries")),
            placeholder=self.tr("Search names, titles, numbers"),
            facets=True,
            multi=False,
        )
        self._list.view.set_empty(
            self.tr("No entries"), self.tr("Every change is kept here with who made it.")
        )
        self._list.searched.connect(self.search)
        self._list.table.current_changed.connect(self._on_row)
        self._list.table.opened.connect(self._on_row)
        if self._list.facets is not None:
            self._list.facets.changed.connect(self._on_filtered)

    def start(self) -> None:
        self._ask()
        self.run(partial(self.services.audit.choices, self.actor), self._show_choices, latest="choices")

    def search(self, text: str) -> None:
        self._query = replace(self._query, text=text)
        self._ask()

    def open(self, target: Any) -> None:
        """Show the entries of one record: ``(entity, id)``, or of one act: its id."""
        if isinstance(target, tuple):
            self._query = AuditQuery(entity=target[0], entity_id=target[1])
        else:
            self._query = AuditQuery(act_id=int(target))
        self._ask()

    def _ask(self) -> None:
        audit = self.services.audit
        self._model.set_source(
            QuerySource(partial(audit.list, self.actor), partial(audit.count, self.actor), self._query)
        )

    def _show_choices(self, choices: Any) -> None:
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
                FacetGroup("days", self.tr("WHEN"), list(days)),
                FacetGroup(
                    "entity", self.tr("RECORD"), [FacetValue(one, said(one)) for one in choices.entities]
                ),
                FacetGroup(
                    "action", self.tr("ACTION"), [FacetValue(one, said(one)) for one in choices.actions]
                ),
                FacetGroup("actor", self.tr("WHO"), [FacetValue(one, one) for one in choices.actors]),
            )
        )

    def _on_filtered(self, chosen: dict[str, Any]) -> None:
        ((first, last),) = chosen.get("days") or ((None, None),)
        self._query = replace(
            self._query,
            entity=next(iter(chosen.get("entity", ())), ""),
            entity_id=None,
            act_id=None,
            action=next(iter(chosen.get("action", ())), ""),
            actor=next(iter(chosen.get("actor", ())), ""),
            first_day=first,
            last_day=last,
        )
        self._ask()

    def _on_row(self, line: AuditLine | None) -> None:
        if line is None:
            return
        self._list.sheet.set_header(line.label or said(line.entity), said(line.entity), _action(line))
        self._list.open_sheet()
        self.run(partial(self.services.audit.entry, self.actor, line.id), self._show_entry, latest="entry")

    def _show_entry(self, entry: AuditEntry) -> None:
        line = entry.line
        facts = Facts()
        facts.set_facts(
            (
                (self.tr("When"), f"{line.timestamp.astimezone():%A %-d %B %Y, %H:%M:%S}"),
                (self.tr("Who"), line.actor),
                (self.tr("Workstation"), line.workstation),
                (self.tr("Act"), f"{said(entry.act_kind)} · {line.act_id}"),
                (
                    self.tr("Undone by"),
                    self.tr("act {id}").format(id=entry.undone_by) if entry.undone_by else "",
                ),
                (self.tr("Undoes"), self.tr("act {id}").format(id=entry.reverses) if entry.reverses else ""),
            )
        )
        table = TableView(
            RowsModel(self.translated(DIFFERENCES), list(entry.differences)), "audit-differences", multi=False
        )
        table.setMinimumHeight(260)
        table.setAccessibleName(self.tr("Before and after"))
        content: QWidget = table
        if not entry.differences:
            content = QWidget()
            QVBoxLayout(content)
        title = self.tr("Before and after") if entry.differences else self.tr("No fields were changed")
        self._list.sheet.set_content(page(Section(self.tr("Act"), facts), Section(title, content)))

    def _on_verify(self, _rows: tuple[AuditLine, ...]) -> None:
        self.run(self._verify, self._show_report, latest="verify")

    def _verify(self) -> SealReport:
        self.services.audit.seal()
        return self.services.audit.verify(self.actor)

    def _show_report(self, report: SealReport) -> None:
        if report.intact:
            text = self.tr("{sealed} entries in {seals} seals are as they were written.")
            self.messages.tell(text.format(sealed=f"{report.sealed:,}", seals=report.seals))
        else:
            text = self.tr("Entry {id} is not as it was sealed: {reason}")
            self.messages.warn(
                text.format(id=report.broken_id, reason=report.reason), self.tr("Tell IT staff.")
            )
