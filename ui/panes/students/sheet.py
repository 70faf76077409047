"""The sheet of one patron: header, acts, and the tabs over one record."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.domain.actors import Permission
from app.domain.members import PatronStatus
from app.services.students import StudentsService
from ui.panes.base import PaneContext
from ui.panes.sheet_parts import LineAct, menu_button, read_photo
from ui.panes.students import words
from ui.panes.students.account_tab import AccountTab
from ui.panes.students.activity_tab import ActivityTab
from ui.panes.students.loans_tab import LoansTab, PastLoansTab
from ui.panes.students.overview import Overview
from ui.panes.students.record import Record
from ui.widgets.basic import button
from ui.widgets.sheet import Sheet

_PHOTO = 128


class PatronSheet(QObject):
    """Fills the side sheet with a ``Record``. ``wanted`` carries every act asked for, by key."""

    wanted = Signal(str, object)

    def __init__(self, context: PaneContext, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        actor = context.actor
        self._context = context
        self._sheet = sheet
        self._may_edit = actor.may(Permission.EDIT_PATRONS)
        self._may_audit = actor.may(Permission.VIEW_AUDIT)
        self._may_erase = actor.may(Permission.PERSONAL_DATA)
        self._may_desk = actor.may(Permission.CIRCULATE)
        self.record: Record | None = None
        self.overview = Overview(may_edit=self._may_edit)
        self.loans = LoansTab(context, may=self._may_desk)
        self.history = PastLoansTab(context)
        self.account = AccountTab(context)
        self.activity = ActivityTab(context, may_audit=self._may_desk)
        self._filled: dict[str, int] = {}
        sheet.keep(self.overview, self.loans, self.history, self.account, self.activity)
        self.overview.wanted.connect(self.wanted)
        self.account.wanted.connect(self.wanted)
        self.loans.renew.connect(partial(self.wanted.emit, "renew"))
        self.loans.until.connect(partial(self.wanted.emit, "until"))
        self.loans.check_in.connect(partial(self.wanted.emit, "check-in"))
        self.loans.show_title.connect(self._on_title)
        self.history.show_title.connect(self._on_title)
        sheet.tab_changed.connect(self._on_tab)

    def _on_title(self, loan: object) -> None:
        self.wanted.emit("title", getattr(loan, "title_id", None))

    def show_record(self, record: Record) -> None:
        """Show a patron; another one starts at the first tab again only in what is read on demand."""
        before, self.record = self.record, record
        if before is None or before.sheet.id != record.sheet.id:
            self._filled.clear()
        self.overview.show_record(record)
        self._ask_photo(record)
        self.loans.show_loans(record.card.loans if record.card else ())
        self.account.show_account(record.account, record.card.accruing_minor if record.card else 0)
        self.present()

    def present(self) -> None:
        """Put header, acts and tabs into the sheet (again), after a form stood there."""
        record = self.record
        if record is None:
            return
        draft = record.sheet.draft
        place = " · ".join(filter(None, (words.grade(draft.grade), draft.section)))
        subtitle = place or words.category(record.sheet.category)
        self._sheet.set_header(
            record.sheet.name, subtitle, words.status_badge(draft.status, deleted=record.deleted)
        )
        self._sheet.set_actions(*self._actions(record))
        loans = len(record.card.loans) if record.card else 0
        self._sheet.set_tabs(
            (
                ("overview", self.tr("Overview"), self.overview),
                ("loans", self.tr("Loans {n}").format(n=loans) if loans else self.tr("Loans"), self.loans),
                ("history", self.tr("History"), self.history),
                ("account", self.tr("Account"), self.account),
                ("activity", self.tr("Activity"), self.activity),
            )
        )
        self._on_tab(self._sheet.tab())

    def refresh_lists(self) -> None:
        """Ask again for what is read on demand, because something changed."""
        for key, model in (("history", self.history.model), ("activity", self.activity.model)):
            if key == self._sheet.tab() and key in self._filled:
                model.invalidate()
            else:
                self._filled.pop(key, None)
        self._on_tab(self._sheet.tab())

    def _on_tab(self, key: str) -> None:
        if self.record is None or self._filled.get(key) == self.record.sheet.id:
            return
        student_id = self.record.sheet.id
        if key == "history":
            self.history.show_patron(student_id)
        elif key == "activity":
            self.activity.show_patron(student_id)
        self._filled[key] = student_id

    def _actions(self, record: Record) -> list[QWidget]:
        made: list[QWidget] = []
        if record.sheet.draft.status is PatronStatus.ERASED:
            return made
        if record.deleted:
            if self._may_edit:
                restore = partial(self.wanted.emit, "restore", None)
                made.append(button(self.tr("Restore"), "arrow-counter-clockwise", "primary", run=restore))
            if self._may_erase:
                made.append(self._menu(self._personal()))
            return made
        if self._may_edit:
            edit = button(self.tr("Edit"), "pencil-simple", run=partial(self.wanted.emit, "edit", None))
            edit.setToolTip(self.tr("Edit this patron (Ctrl+E)"))
            made.append(edit)
        if self._may_desk:
            desk = partial(self.wanted.emit, "desk", None)
            made.append(button(self.tr("To the desk"), "arrows-left-right", run=desk))
        if self._may_edit:
            made.append(self._menu(self._more(record)))
        return made

    def _menu(self, acts: list[LineAct]) -> QWidget:
        return menu_button(acts, text=self.tr("More…"), name=self.tr("More to do with this patron"))

    def _personal(self) -> list[LineAct]:
        """What only those may do who answer for persons' data."""
        return [
            (self.tr("Give out their data…"), "export", partial(self.wanted.emit, "give-out", None)),
            (self.tr("Erase for good…"), "x-circle", partial(self.wanted.emit, "erase", None)),
        ]

    def _more(self, record: Record) -> list[LineAct]:
        def want(key: str, value: object = None) -> Callable[[], object]:
            return partial(self.wanted.emit, key, value)

        acts: list[LineAct] = [
            (self.tr("Issue a card…"), "identification-card", want("issue")),
            (self.tr("Block…"), "prohibit", want("block")),
            (self.tr("Set photo…"), "camera", want("photo")),
        ]
        if record.sheet.photo_digest:
            acts.append((self.tr("Remove photo"), "image", want("unphoto")))
        for status in (PatronStatus.ACTIVE, PatronStatus.INACTIVE, PatronStatus.LEFT):
            if status is not record.sheet.draft.status:
                badge = words.status_badge(status)
                acts.append(
                    (
                        self.tr("Mark as {state}").format(state=badge.text.lower()),
                        badge.icon,
                        want("status", status),
                    )
                )
        if self._may_audit:
            acts.append((self.tr("Everything in the audit"), "clipboard-text", want("audit")))
        if self._may_erase:
            acts += self._personal()
        acts.append((self.tr("Delete…"), "trash", want("delete")))
        return acts

    def _ask_photo(self, record: Record) -> None:
        digest = record.sheet.photo_digest
        if digest is None:
            self._context.runner.forget(self, "photo")
            self.overview.show_photo(None)
            return
        read = partial(_photo, self._context.services.students, self._context, digest)
        # In the background: a place of photos that is slow or away holds up nothing that a desk waits for.
        self._context.runner.run(
            self, read, self.overview.show_photo, self.overview.show_no_photo, latest="photo", background=True
        )


def _photo(students: StudentsService, context: PaneContext, digest: str) -> QImage:
    """Read and scale a photo; runs off the GUI thread."""
    return read_photo(students.photo(context.actor, digest).content, _PHOTO)
