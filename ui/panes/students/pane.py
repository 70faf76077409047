"""Students, personnel and guests: find them while typing, see everything about one, and act on it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.actors import Permission
from app.domain.changes import Changed
from app.domain.labels.kinds import Kind
from app.domain.members import PatronStatus, StudentQuery, StudentRow
from app.services.exporting import Exported
from app.services.importing import ImportKind
from ui.child import Report
from ui.labels.chosen import Chosen
from ui.models.pages import PagesModel
from ui.models.sources import QuerySource
from ui.panes.acting import ActingPane, EnterOpens
from ui.panes.base import PaneContext, TourStep
from ui.panes.batch_edit import opening as batch_edit
from ui.panes.batch_edit import touring
from ui.panes.sheet_forms import SheetForms
from ui.panes.students import filters
from ui.panes.students.acts import PatronActs
from ui.panes.students.batch import PatronBatch
from ui.panes.students.columns import COLUMNS
from ui.panes.students.loan_acts import LoanActs
from ui.panes.students.money import MoneyActs
from ui.panes.students.record import Record, read_record, worth_seeing
from ui.panes.students.sheet import PatronSheet
from ui.widgets.acts import Act
from ui.widgets.basic import button

if TYPE_CHECKING:
    from ui.panes.catalog.import_cockpit import ImportCockpit


class StudentsPane(ActingPane):
    """The register of patrons."""

    listens_to = (
        Changed.PATRONS | Changed.LOANS | Changed.HOLDS | Changed.LEDGER | Changed.VISITS | Changed.EQUIPMENT
    )

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._text = ""
        self._numbers: filters.Numbers | None = None
        self._wanted: int | None = None
        self._then: tuple[str, object] | None = None
        self.cockpit: ImportCockpit | None = None
        self.batch = PatronBatch(self)
        self.model = PagesModel(self.runner, self.translated(COLUMNS), self)
        self.list = self.list_body(
            "students",
            self.model,
            self._acts(),
            nouns=(self.tr("patron"), self.tr("patrons")),
            placeholder=self.tr("Name, card or LRN"),
            facets=True,
            export=self._on_export if self.may(Permission.EXPORT) else None,
        )
        self.sheet = PatronSheet(context, self.list.sheet, self)
        self.forms = SheetForms(self, self.list, self._restore_sheet)
        self.acts_on_patron = PatronActs(self, self.forms, self.sheet)
        self.money = MoneyActs(self, self.forms, self.sheet)
        self.loan_acts = LoanActs(self, self.forms, self.sheet)
        self.make_room(self.list, (190, 566, 424))
        self._wire()
        self._say_empty()

    def _acts(self) -> tuple[Act, ...]:
        edit = self.may(Permission.EDIT_PATRONS)
        on = self._on_rows
        return (
            Act("import", self.tr("Import…"), self._on_import, "upload-simple", allowed=self.may(Permission.IMPORT)),
            Act("edit", self.tr("Edit…"), partial(on, "edit"), "pencil-simple", "Ctrl+E", "one", menu_only=True, allowed=edit),
            Act("desk", self.tr("To the desk"), partial(on, "desk"), "arrows-left-right", "Ctrl+D", "one", menu_only=True,
                allowed=self.may(Permission.CIRCULATE)),
            Act("pay", self.tr("Take payment…"), partial(on, "pay"), "coin", "F6", "one", menu_only=True,
                allowed=self.may(Permission.TAKE_MONEY)),
            Act("issue", self.tr("Issue a card…"), partial(on, "issue"), "identification-card", "", "one", menu_only=True,
                allowed=edit),
            Act("block", self.tr("Block…"), partial(on, "block"), "prohibit", "", "one", menu_only=True, allowed=edit),
            Act("restore", self.tr("Restore"), partial(on, "restore"), "arrow-counter-clockwise", "", "one",
                menu_only=True, allowed=edit),
            Act("cards", self.tr("Print cards…"), self._on_cards, "identification-card", "Ctrl+Shift+P", "some",
                menu_only=True, allowed=edit and self.may(Permission.EDIT_CATALOG)),
            batch_edit.of_patrons(self),
            Act("left", self.tr("Mark as left…"), partial(self.batch.mark, PatronStatus.LEFT), "sign-out", "", "some",
                menu_only=True, allowed=edit),
            Act("active", self.tr("Mark as active…"), partial(self.batch.mark, PatronStatus.ACTIVE), "check-circle", "",
                "some", menu_only=True, allowed=edit),
            Act("export-all", self.tr("Export the whole register…"), self._on_export_all, "download-simple", menu_only=True,
                allowed=self.may(Permission.EXPORT)),
            Act("delete", self.tr("Delete…"), partial(on, "delete"), "trash", "", "one", danger=True, menu_only=True,
                allowed=edit),
            Act("add", self.tr("Add patron"), self._on_add, "plus", "Ctrl+N", primary=True, allowed=edit),
        )  # fmt: skip

    def _wire(self) -> None:
        EnterOpens(self.list, self._on_row_opened)
        self.list.searched.connect(self.search)
        self.list.table.current_changed.connect(self._on_row_chosen)
        self.list.table.opened.connect(self._on_row_opened)
        self.list.sheet_closed.connect(self._on_sheet_closed)
        self.sheet.wanted.connect(self._do)
        if self.list.facets is not None:
            self.list.facets.changed.connect(self._on_facets)
        escape = QShortcut(QKeySequence("Ctrl+F"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.take_focus)

    def _say_empty(self) -> None:
        asked = self.asked
        if asked.text or self._choice():
            self.list.view.set_empty(
                self.tr("Nobody fits"), self.tr("Check the spelling, or take a filter away."), "magnifying-glass",
                self.tr("Show everybody"), self._show_everybody,
            )  # fmt: skip
            return
        may = self.may(Permission.EDIT_PATRONS)
        self.list.view.set_empty(
            self.tr("No patrons yet"),
            self.tr(
                "Students, personnel and guests who borrow. Import the class lists, or add the first one."
            ),
            "student",
        )
        buttons = []
        if self.may(Permission.IMPORT):
            buttons.append(
                button(self.tr("Import class lists"), "upload-simple", "primary", run=self._on_import)
            )
        if may:
            buttons.append(button(self.tr("Add patron"), "plus", run=self._on_add))
        self.list.view.empty_notice().set_buttons(*buttons)

    # -- what the base and the window ask ------------------------------------------------------------

    def start(self) -> None:
        self._ask()
        self._ask_numbers()

    def search(self, text: str) -> None:
        self._text = text
        if self.list.search.text().strip() != text:
            self.list.search.search_now(text)
        self._ask()

    def open(self, target: Any) -> None:
        """Show the patron with this id, or search for a text."""
        self.show_list()
        if isinstance(target, int):
            self.forms.guard(partial(self.show_patron, target)) if self.forms else None
        elif isinstance(target, str):
            self.search(target)

    def on_changed(self, what: Changed) -> None:
        if what & Changed.PATRONS:
            self.model.invalidate()
            self._ask_numbers()
        if self.sheet.record is not None and not self.list.sheet.isHidden():
            self._read(self.sheet.record.sheet.id)

    # -- the list ------------------------------------------------------------------------------------

    def _choice(self) -> dict[str, tuple[Any, ...]]:
        return self.list.facets.choice() if self.list.facets is not None else {}

    @property
    def asked(self) -> StudentQuery:
        """What the list shows now."""
        return filters.query(self._text, self._choice())

    def _ask(self) -> None:
        students = self.services.students
        asked = self.asked
        self._say_empty()
        self.model.set_source(
            QuerySource(partial(students.list, self.actor), partial(students.count, self.actor), asked)
        )

    def _ask_numbers(self) -> None:
        self.run(
            partial(filters.read_numbers, self.services.students, self.actor),
            self._on_numbers,
            latest="numbers",
        )

    def _on_numbers(self, numbers: filters.Numbers) -> None:
        self._numbers = numbers
        self.acts_on_patron.sections = numbers.section_names()
        self._fill_facets()

    def _fill_facets(self) -> None:
        if self.list.facets is not None and self._numbers is not None:
            grade = self._choice().get("grade", (None,))[0]
            self.list.facets.set_groups(filters.groups(self._numbers, grade))

    def _on_facets(self, _choice: object) -> None:
        self._fill_facets()
        self._ask()

    def _show_everybody(self) -> None:
        self.list.search.search_now("")
        if self.list.facets is not None:
            self.list.facets.clear_choice()

    # -- the sheet -----------------------------------------------------------------------------------

    def _on_row_chosen(self, row: StudentRow | None) -> None:
        if row is not None and self.list.sheet.isVisible():
            self._on_row_opened(row)

    def _on_row_opened(self, row: StudentRow) -> None:
        record = self.sheet.record
        if self.forms is not None and self.forms.form is not None:
            if record is not None and record.sheet.id == row.id:
                return
            if self.forms.dirty and record is not None:
                self.stay_at(self.list.table, record.sheet.id)
            self.forms.guard(partial(self._leave_for, row.id))
            return
        self.show_patron(row.id)

    def _leave_for(self, student_id: int) -> None:
        assert self.forms is not None
        self._wanted = student_id
        self.forms.close()
        self.show_patron(student_id)

    def show_patron(self, student_id: int) -> None:
        """Open the sheet of a patron, in the list or not."""
        self._wanted = student_id
        if self.forms is not None and self.forms.form is not None:
            self.forms.close()
        self.select(self.list.table, student_id)
        self._read(student_id)

    def _read(self, student_id: int) -> None:
        self._wanted = student_id
        self.run(
            partial(read_record, self.services, self.actor, student_id), self._on_record, latest="record"
        )

    def _on_record(self, record: Record) -> None:
        if record.sheet.id != self._wanted:
            return
        if self.forms is not None and self.forms.form is not None:
            self.sheet.record = record  # shown once the form is gone; what is typed stays
            return
        self.sheet.show_record(record)
        self.sheet.refresh_lists()
        self.open_sheet()
        then, self._then = self._then, None
        if then is not None:
            self._do(*then)

    def _restore_sheet(self) -> None:
        if self.sheet.record is None:
            self.list.close_sheet()
        else:
            self.sheet.show_record(self.sheet.record)

    def _on_sheet_closed(self) -> None:
        self._wanted = None
        self.sheet.record = None

    # -- acts ----------------------------------------------------------------------------------------

    def _do(self, key: str, value: object = None) -> None:
        for acts in (self.acts_on_patron, self.money, self.loan_acts):
            if acts.can(key):
                acts.do(key, value)

    def _on_rows(self, key: str, rows: tuple[StudentRow, ...]) -> None:
        """Do an act of the list's menu: the patron's sheet comes first, the act follows when it is there."""
        shown = self.sheet.record
        if shown is not None and shown.sheet.id == rows[0].id:
            self._do(key)
            return
        if self.forms is not None:
            self.forms.guard(partial(self._open_then, rows[0].id, key))

    def _open_then(self, student_id: int, key: str) -> None:
        self._then = (key, None)
        self.show_patron(student_id)

    def _on_cards(self, rows: tuple[StudentRow, ...]) -> None:
        self.open_requested.emit("labels", Chosen(Kind.CARD, tuple(row.id for row in rows)))

    def _on_add(self, _rows: object = None) -> None:
        self.acts_on_patron.add(self._added)

    def _added(self, student_id: int) -> None:
        self.show_patron(student_id)

    # -- the import ----------------------------------------------------------------------------------

    def _on_import(self, _rows: object = None) -> None:
        if self.forms is not None:
            self.forms.guard(self.show_import)

    def show_import(self) -> None:
        """Bring the import of class lists to the front."""
        batch_edit.leave(self)
        if self.cockpit is None:
            from ui.panes.catalog.import_cockpit import ImportCockpit

            self.cockpit = ImportCockpit(self, ImportKind.STUDENTS, back=self.tr("Students"))
            self.cockpit.closed.connect(self.show_list)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self.cockpit)
        self.list.setVisible(False)
        self.cockpit.setVisible(True)
        self.cockpit.begin()

    def show_list(self) -> None:
        """Bring the list back to the front."""
        batch_edit.leave(self)
        if self.cockpit is not None and not self.cockpit.isHidden():
            self.cockpit.setVisible(False)
            self.list.setVisible(True)
            self.take_focus()

    def take_focus(self) -> None:
        if (page := batch_edit.front(self)) is not None:
            page.setFocus()
        elif self.cockpit is not None and not self.cockpit.isHidden():
            self.cockpit.setFocus()
        else:
            super().take_focus()

    # -- exports -------------------------------------------------------------------------------------

    def _on_export(self) -> None:
        self.export_shown(self.list, self.tr("patrons.xlsx"))

    def _on_export_all(self, _rows: object = None) -> None:
        exporting, actor = self.services.exporting, self.actor

        def job(report: Report, path: Path) -> Exported:
            return exporting.export_students(
                actor, path, progress=lambda step: report(step.done, step.total, step.phase)
            )

        self.choose_export(self.tr("register.xlsx"), job)

    # -- the tour ------------------------------------------------------------------------------------

    def tour_steps(self) -> tuple[TourStep, ...]:
        """Pictures of the sheet's tabs and of a form."""

        def shown() -> bool:
            return self.sheet.record is not None

        def tab(key: str) -> TourStep:
            return TourStep(key, partial(self.list.sheet.show_tab, key), shown)

        return (
            TourStep("sheet", self._tour_open, shown),
            tab("loans"),
            tab("history"),
            tab("account"),
            tab("activity"),
            TourStep("edit", partial(self._do, "edit")),
            TourStep("end", self._tour_close),
            touring.patrons_step(self),
            touring.leave_step(self),
        )

    def _tour_open(self) -> None:
        """Open somebody about whom there is something to see."""
        first = self.model.row(0)
        if first is not None:
            self.run(partial(worth_seeing, self.services, self.actor, first.id), self.show_patron)

    def _tour_close(self) -> None:
        if self.forms is not None:
            self.forms.close()
        self.list.sheet.show_tab("overview")
        self.list.close_sheet()
