"""School terms: the list, and the form of one. Loans may last to the end of the term."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.domain.actors import Permission
from app.domain.calendar import ONE_DAY, OpeningCalendar, Term
from app.domain.changes import Receipt
from app.domain.periods import checked_term
from app.errors import InvalidInput
from app.services.acts import new_key
from app.services.calendar import DueThen, TermSaved
from ui.messages import Choice, Question
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.calendar import words
from ui.panes.sheet_forms import SheetForms, Values
from ui.sentences import advice
from ui.widgets.acts import Act
from ui.widgets.banner import Banner
from ui.widgets.form import Field, Form, Kind
from ui.widgets.master_detail import MasterDetail
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.rules.pane import RulesPane


@dataclass(frozen=True, slots=True)
class Listed:
    """A term in the list; ``open_days`` are the days of it on which the library is open."""

    term: Term
    open_days: int
    today: date

    @property
    def id(self) -> int | None:
        """The term's id."""
        return self.term.id

    @property
    def over(self) -> bool:
        """Whether it lies behind."""
        return self.term.ends_on < self.today


class TermsTab(QObject):
    """The terms, the newest first."""

    def __init__(self, pane: RulesPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self.calendar: OpeningCalendar | None = None
        self._today = date.min
        self._text = ""
        self._seen: Term | None = None
        self._wanted: int | None = None
        self.model = RowsModel(self._columns(), parent=self)
        self.body = MasterDetail(
            "calendar-terms",
            self.model,
            acts=self._acts(),
            placeholder=self.tr("Name of a term"),
            nouns=(self.tr("term"), self.tr("terms")),
            state=pane.context.state,
            copy=pane.messages.copy,
            multi=False,
        )
        self.forms = SheetForms(pane, self.body, self.body.close_sheet)
        may = pane.may(Permission.EDIT_POLICIES)
        self.body.view.set_empty(
            self.tr("No terms yet"),
            self.tr("Enter the terms of the school year where loans last to the end of the term."),
            "calendar-blank",
            self.tr("Add a term") if may else "",
            self.add if may else None,
        )
        self.body.view.retry_requested.connect(pane.reload)
        self.body.searched.connect(self._on_searched)
        self.body.table.opened.connect(self._on_opened)

    def _columns(self) -> tuple[Column, ...]:
        def weeks(r: Listed) -> str:
            return counted(((r.term.ends_on - r.term.starts_on).days + 7) // 7, "{n} week", "{n} weeks")

        over = attrgetter("over")
        return (
            Column("name", self.tr("Term"), lambda r: r.term.name, stretch=True, strong=True, tip=lambda r: r.term.name, weak=over),
            Column("from", self.tr("From"), lambda r: words.span_text(r.term.starts_on, r.term.starts_on), width=17,
                export=lambda r: r.term.starts_on, weak=over),
            Column("until", self.tr("Until"), lambda r: words.span_text(r.term.ends_on, r.term.ends_on), width=17,
                export=lambda r: r.term.ends_on, weak=over),
            Column("length", self.tr("Length"), weeks, width=12, shown=False, export=lambda r: (r.term.ends_on - r.term.starts_on).days),
            Column("open", self.tr("Open days"), lambda r: f"{r.open_days}", export=lambda r: r.open_days, numeric=True, width=11),
            Column("state", self.tr("State"), lambda r: "", width=13,
                badge=lambda r: words.time_badge(r.term.starts_on, r.term.ends_on, r.today)),
        )  # fmt: skip

    def _acts(self) -> tuple[Act, ...]:
        may = self._pane.may(Permission.EDIT_POLICIES)
        return (
            Act("change-term", self.tr("Change…"), lambda r: self.change(r[0].term), "pencil-simple", "Ctrl+E", "one", allowed=may),
            Act("remove-term", self.tr("Remove…"), lambda r: self.ask_remove(r[0].term), "trash", "Del", "one", danger=True,
                menu_only=True, allowed=may),
            Act("add-term", self.tr("Add a term"), lambda _r: self.add(), "plus", "Ctrl+N", primary=True, allowed=may),
        )  # fmt: skip

    # -- showing -------------------------------------------------------------------------------------------

    def show(self, calendar: OpeningCalendar, today: date) -> None:
        """Show the terms."""
        self.calendar, self._today = calendar, today
        self._fill()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._pane.select(self.body.table, wanted)

    def take_focus(self) -> None:
        """Put the focus into the search."""
        self.body.search.setFocus()

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    def _fill(self) -> None:
        calendar = self.calendar
        if calendar is None:
            return
        wanted = self._text.casefold().split()
        rows = [
            Listed(one, calendar.open_days_between(one.starts_on - ONE_DAY, one.ends_on), self._today)
            for one in reversed(calendar.terms)
            if all(word in one.name.casefold() for word in wanted)
        ]
        self.model.set_rows(rows)
        self.body.view.set_state("loaded" if rows else "empty")

    @Slot(object)
    def _on_opened(self, listed: Listed | None) -> None:
        if listed is not None and self._pane.may(Permission.EDIT_POLICIES):
            self.change(listed.term)

    # -- the form ------------------------------------------------------------------------------------------

    def add(self) -> Form | None:
        """Ask for a new term."""
        self.forms.guard(partial(self._show_form, None))
        return self.forms.form

    def change(self, term: Term) -> None:
        """Ask for the changes to a term."""
        self.forms.guard(partial(self._show_form, term))

    def _show_form(self, term: Term | None) -> None:
        self._seen = term
        banner = Banner()
        form = self.forms.show(
            self.tr("New term") if term is None else term.name,
            self.tr(
                "Loans that last to the end of the term are due on its last day, or as their rule says when that is closed."
            ),
            self._fields(),
            self._work,
            say=self.tr("The term is saved"),
            values=None if term is None else _values(term),
            check=self._check,
            above=banner,
            saved=self._on_saved,
            newest=None if term is None else partial(self._newest, term),
        )
        banner.show_banner("info", "info", self.tr("Loans already made keep their due dates."))
        form.focus_first()
        if term is not None:
            asked = partial(
                self._pane.services.calendar.loans_due, self._pane.actor, term.ends_on, term.ends_on
            )
            self._pane.runner.run(banner, asked, partial(self._say_due, banner))

    def _say_due(self, banner: Banner, due: DueThen) -> None:
        banner.show_banner("warn" if due.loans else "info", "info", self._due_text(due))

    def _due_text(self, due: DueThen) -> str:
        """How many loans end with a term, and what becomes of them."""
        if not due.loans:
            return self.tr("No loan is due on its last day.")
        return counted(
            due.loans,
            "{n} loan is due on its last day: it keeps that date.",
            "{n} loans are due on its last day: they keep that date.",
        )

    def _fields(self) -> tuple[Field, ...]:
        tr = self.tr
        return (
            Field("name", tr("Name"), required=True, max_length=100, help=tr("Such as First semester 2026–2027."), default=""),
            Field("starts_on", tr("First day"), Kind.DATE, required=True, half=True),
            Field("ends_on", tr("Last day"), Kind.DATE, required=True, half=True),
        )  # fmt: skip

    def _term(self, values: Values) -> Term:
        term_id = None if self._seen is None else self._seen.id
        return Term(values["name"], values["starts_on"], values["ends_on"], term_id)

    def _check(self, values: Values) -> dict[str, str]:
        try:
            checked_term(self._term(values), () if self.calendar is None else self.calendar.terms)
        except InvalidInput as error:
            return {str(error.details.get("field", "name")): advice(error)}
        return {}

    def _work(self, values: Values, key: str) -> Callable[[], Receipt[TermSaved]]:
        calendar, actor, term = self._pane.services.calendar, self._pane.actor, self._term(values)
        if term.id is None:
            return partial(calendar.add_term, actor, term, key=key)
        return partial(calendar.change_term, actor, term.id, term, self._seen, key=key)

    def _on_saved(self, receipt: Receipt[TermSaved]) -> None:
        self._wanted = receipt.value.term_id

    def _newest(self, term: Term) -> Values:
        found = self._pane.services.calendar.get(self._pane.actor).terms
        self._seen = next((one for one in found if one.id == term.id), None)
        return _values(self._seen or term)

    # -- removing ------------------------------------------------------------------------------------------

    def ask_remove(self, term: Term) -> None:
        """Count what is due at the end of a term, and say it before the term is removed."""
        asked = partial(self._pane.services.calendar.loans_due, self._pane.actor, term.ends_on, term.ends_on)
        self._pane.run(asked, partial(self._ask, term), latest="term")

    def _ask(self, term: Term, due: DueThen) -> None:
        said = (
            self._due_text(due),
            self.tr("Until there is another term on these days, nothing can be lent to the end of the term."),
            self.tr("It can be undone."),
        )
        choices = (
            Choice("cancel", self.tr("Keep it")),
            Choice("remove", self.tr("Remove the term"), danger=True),
        )
        title = self.tr("Remove the term “{name}”?").format(name=term.name)
        self._pane.messages.ask(Question(title, words.lines(said), choices), partial(self._answered, term))

    def _answered(self, term: Term, key: str, _text: str) -> None:
        if key == "remove" and term.id is not None:
            work = partial(self._pane.services.calendar.remove_term, self._pane.actor, term.id, key=new_key())
            self._pane.act(work, self.tr("The term is removed"), self._removed)

    def _removed(self, _receipt: Receipt[TermSaved]) -> None:
        self.forms.close()


def _values(term: Term) -> Values:
    return {"name": term.name, "starts_on": term.starts_on, "ends_on": term.ends_on}
