"""The rules of lending: what holds for whom and what, each value with the rule it comes from; and the calendar they count by."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.actors import Permission
from app.domain.changes import Changed
from app.domain.policies import FALLBACK, PolicyKey
from app.services.acts import new_key
from app.services.policies import Removal
from ui.models.rows import RowsModel
from ui.panes.acting import ActingPane
from ui.panes.base import PaneContext, TourStep
from ui.panes.calendar.pages import CalendarPages
from ui.panes.rules import columns, labels, removing
from ui.panes.rules.asking import WhichRule
from ui.panes.rules.board import Board, Line, read_board
from ui.panes.rules.rule_form import RuleForm
from ui.panes.rules.touring import steps
from ui.panes.rules.value_list import ValueList
from ui.panes.rules.words import facts, sentence
from ui.panes.sheet_forms import SheetForms
from ui.widgets.acts import Act
from ui.widgets.banner import Banner
from ui.widgets.basic import button, label
from ui.widgets.master_detail import MasterDetail
from ui.widgets.sheet import page
from ui.widgets.tabbed import Tabbed

KEYS = ("rules", "hours", "days", "terms")


class RulesPane(ActingPane):
    """Every category of patrons with every kind of material, and pages of the opening calendar beside it; who may not change
    rules looks and asks."""

    listens_to = Changed.POLICIES | Changed.SETTINGS

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.board: Board | None = None
        self._lines: tuple[Line, ...] = ()
        self._text = ""
        self._line: Line | None = None
        self._wanted: PolicyKey | None = None
        self.which: WhichRule | None = None
        self.rule_form: RuleForm | None = None
        self.model = RowsModel(self.translated(columns.COLUMNS), parent=self)
        self.list = MasterDetail(
            "rules",
            self.model,
            acts=self._acts(),
            nouns=(self.tr("line"), self.tr("lines")),
            placeholder=self.tr("Category or kind of material"),
            state=context.state,
            copy=self.messages.copy,
            facets=True,
            multi=False,
        )
        self.calendar = CalendarPages(self)
        rules = ("rules", self.tr("Loan rules"), self.list)
        self.tabs = Tabbed(self, self.tr("Pages of the rules"), (rules, *self.calendar.tabs()))
        self.set_body(self.tabs, states=False)
        self.forms: SheetForms = SheetForms(self, self.list, self._restore)
        self.make_room(self.list, (190, 716, 460))
        self._meaning, self._usual, self._every = Banner(), ValueList(), ValueList()
        self._note = label("", "soft", wrap=True)
        self._pages = (
            ("rule", self.tr("Rule"), page(self._meaning, self._usual, self._note)),
            ("every", self.tr("Every value"), page(self._every)),
        )
        self.list.sheet.keep(*(one for _, _, one in self._pages))
        self._wire()

    def _acts(self) -> tuple[Act, ...]:
        may = self.may(Permission.EDIT_POLICIES)

        def on(run: Callable[[Line], None]) -> Callable[[tuple[Line, ...]], None]:
            return lambda rows: self.forms.guard(partial(run, rows[0]))

        return (
            Act("edit", self.tr("Change…"), on(self.edit), "pencil-simple", "Ctrl+E", "one", menu_only=True, allowed=may,
                tip=self.tr("Change the rule, or give this line one")),
            Act("whole", self.tr("Change every value…"), on(partial(self.edit, whole=True)), "list-dashes", "Ctrl+Shift+E", "one",
                menu_only=True, allowed=may),
            Act("remove", self.tr("Remove the rule…"), on(self.ask_remove), "trash", "Del", "one", menu_only=True, danger=True,
                allowed=may),
            Act("which", self.tr("Which rule applies?"), lambda _r: self.forms.guard(self.show_which), "question", "Ctrl+T",
                tip=self.tr("To a patron and a copy, both scanned")),
            Act("add", self.tr("Add rule"), lambda _r: self.forms.guard(self.add), "plus", "Ctrl+N", primary=True, allowed=may),
        )  # fmt: skip

    def _wire(self) -> None:
        self.list.view.set_empty(
            self.tr("Nothing fits"), self.tr("Check the spelling, or take a filter away."), "magnifying-glass",
            self.tr("Show everything"), self._show_everything,
        )  # fmt: skip
        self._master, self._view = self.list, self.list.view
        self.list.view.state_changed.connect(self.state_changed)
        self.list.view.retry_requested.connect(self.start)
        self.list.searched.connect(self._on_searched)
        self.list.table.current_changed.connect(self._on_line)
        self.list.table.opened.connect(self._on_line)
        self.list.sheet_closed.connect(self._on_closed)
        assert self.list.facets is not None
        self.list.facets.changed.connect(self._refill)
        self.tabs.asked.connect(self.go)
        self.tabs.changed.connect(self.help_changed)

    # -- pages -----------------------------------------------------------------------------------------

    @property
    def page(self) -> str:
        """The key of the page in front."""
        return self.tabs.key

    help_page = page

    @Slot(str)
    def go(self, key: str) -> None:
        """Bring a page to the front."""
        self.tabs.go(key)
        self.take_focus()

    def _front(self) -> MasterDetail | None:
        """The list of the page in front."""
        return self.list if self.page == "rules" else self.calendar.list_of(self.page)

    def take_focus(self) -> None:
        if not self.calendar.take_focus(self.page):
            super().take_focus()

    def open_sheet(self) -> None:
        body = self._front()
        if body is self.list:
            super().open_sheet()
        elif body is not None:
            body.open_sheet()

    def guard(self, leave: Callable[[], None]) -> None:
        self.calendar.guard(partial(super().guard, leave))

    def acts(self) -> tuple[Act, ...]:
        body = self._front()
        return () if body is None else body.table.acts.acts

    def do(self, key: str) -> None:
        body = self._front()
        if body is not None:
            body.table.acts.trigger(key)

    # -- what the base and the window ask --------------------------------------------------------------

    def start(self) -> None:
        self.set_state("loading")
        self.reload()

    def reload(self) -> None:
        """Read the rules and the calendar again."""
        self.run(
            partial(read_board, self.services, self.actor), self._on_board, self._on_failed, latest="board"
        )
        self.calendar.reload()

    def search(self, text: str) -> None:
        body = self._front()
        if body is not None:
            body.search.search_now(text)

    def open(self, target: Any) -> None:
        """Show the line of a rule by its key, a page by its own, or search for words."""
        if target in KEYS:
            self.go(target)
            return
        self.go("rules")
        if isinstance(target, PolicyKey):
            self.show_key(target)
        else:
            self.list.search.search_now(str(target))

    def on_changed(self, what: Changed) -> None:
        self.reload()

    def take_scan(self, text: str) -> bool:
        self.tabs.go("rules")
        if self.which is None:
            self.show_which()
        if self.which is None:  # a form with edits stays
            return False
        self.which.take(text)
        return True

    def tour_steps(self) -> tuple[TourStep, ...]:
        return steps(self)

    # -- the list ----------------------------------------------------------------------------------------

    def _on_failed(self, error: Exception) -> None:
        self.set_state("failed" if self.board is None else "stale", error)

    def _on_board(self, board: Board) -> None:
        self.board, self._lines = board, board.lines()
        assert self.list.facets is not None
        self.list.facets.set_groups(columns.filters(board, self._lines))
        self._refill()
        wanted, self._wanted = self._wanted, None
        if wanted is None and self._line is not None:
            wanted = self._line.key
        if wanted is not None and self.forms.form is None and self.which is None:
            self._line = board.line(wanted)
            self.select(self.list.table, wanted)
            self._restore()

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._refill()

    @Slot()
    def _refill(self) -> None:
        if self.list.facets is not None:
            self.model.set_rows(columns.kept(self._lines, self._text, self.list.facets.choice()))

    def _show_everything(self) -> None:
        assert self.list.facets is not None
        self.list.facets.clear_choice()
        self.list.search.search_now("")

    def show_key(self, key: PolicyKey) -> None:
        """Choose the line of a key and show it in the sheet, as it is stored now."""
        self._wanted = key
        self.reload()

    @Slot(object)
    def _on_line(self, line: Line | None) -> None:
        """Show a line; a form with edits is not left without a word."""
        if line is None or (
            self.forms.form is not None and self._line is not None and self._line.key == line.key
        ):
            return
        if self.forms.dirty and self._line is not None:
            self.stay_at(self.list.table, self._line.key)
        self.forms.guard(partial(self._leave_for, line))

    def _leave_for(self, line: Line) -> None:
        self._line, self.which = line, None
        self.forms.close()

    def _on_closed(self) -> None:
        self._line = self.which = None

    # -- the sheet ---------------------------------------------------------------------------------------

    def _restore(self) -> None:
        """Show the line chosen; without one nothing."""
        line = self._line
        if line is None:
            self.list.close_sheet()
            return
        self.which = None
        self.list.sheet.set_header(
            line.names.who(line.key.category), self._about(line), columns.rule_badge(line)
        )
        self.list.sheet.set_actions(*self._buttons(line))
        self._meaning.show_banner("info", "quotes", sentence(line.key, line.policy.values, line.names))
        self._usual.set_values(facts(line.policy, line.own, line.names, labels.USUAL))
        self._every.set_values(facts(line.policy, line.own, line.names, labels.LABELS))
        note = line.stored.row.note if line.stored is not None else ""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.list.sheet.set_tabs(self._pages)
        self.open_sheet()

    @staticmethod
    def _about(line: Line) -> str:
        return " · ".join((line.names.kind(line.key.item_type), *line.names.further(line.key)))

    def _buttons(self, line: Line) -> tuple[QWidget, ...]:
        if not self.may(Permission.EDIT_POLICIES):
            return ()
        own = line.stored is not None
        edit = button(
            self.tr("Change…") if own else self.tr("Give them a rule of their own…"),
            "pencil-simple" if own else "plus",
            run=partial(self.edit, line),
            tip=self.tr("The values most rules are about (Ctrl+E)"),
        )
        whole = button(
            self.tr("Every value…"), "list-dashes", run=partial(self.edit, line, whole=True),
            tip=self.tr("A form with every value there is (Ctrl+Shift+E)"),
        )  # fmt: skip
        if not own or line.key == FALLBACK:
            return edit, whole
        remove = button(
            self.tr("Remove…"), "trash", "danger", run=partial(self.ask_remove, line), tip=self.tr("Remove the rule (Del)")
        )  # fmt: skip
        return edit, whole, remove

    def show_which(self) -> None:
        """Ask for a patron and a copy, and say which rule applies to both."""
        board = self.board
        if board is None:
            return
        self._line = None
        self.which = WhichRule(self, lambda: board.names)
        sheet = self.list.sheet
        sheet.set_header(self.tr("Which rule applies?"), self.tr("Nothing is lent by asking."))
        sheet.set_actions()
        sheet.set_content(self.which)
        self.which.form.cancelled.connect(self.list.close_sheet)
        self.open_sheet()
        self.which.form.focus_first()

    # -- changing ----------------------------------------------------------------------------------------

    def edit(self, line: Line, *, whole: bool = False) -> None:
        """Change the rule of a line, or give it one."""
        if self.board is not None:
            self._line = line
            self._show_form(RuleForm(self, self.board, line, whole=whole))

    def add(self) -> None:
        """Add a rule for whom and what is chosen in the form."""
        if self.board is not None:
            self._show_form(RuleForm(self, self.board, None))

    def _show_form(self, form: RuleForm) -> None:
        if self.rule_form is not None:
            self.rule_form.deleteLater()
        self.rule_form, self.which = form, None
        form.show(self._line)

    def ask_remove(self, line: Line) -> None:
        """Say what decides without a rule, and for how many, before it is removed."""
        if line.key == FALLBACK:
            self.messages.warn(
                self.tr("The rule for everybody and everything stays: every loan has to find one.")
            )
        elif line.own is None:
            self.messages.tell(self.tr("They have no rule of their own: theirs comes from broader ones."))
        else:
            asked = partial(self.services.policies.removal, self.actor, line.own)
            self.run(asked, partial(self._on_removal, line, line.own), latest="removal")

    def _on_removal(self, line: Line, policy_id: int, removal: Removal) -> None:
        def answered(key: str, _text: str) -> None:
            if key == "remove":
                delete = partial(self.services.policies.delete, self.actor, policy_id, key=new_key())
                self.act(delete, self.tr("The rule for {rule} is removed").format(rule=line.words()))

        self.messages.ask(removing.question(line, removal), answered)
