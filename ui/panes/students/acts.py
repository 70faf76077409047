"""What can be done with a patron: each act's form or question, its call, and the sentence that tells it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.domain.changes import Receipt
from app.domain.members import (
    Block,
    Card,
    CardStatus,
    Contact,
    Enrolment,
    PatronStatus,
    SavedStudent,
    StudentQuery,
)
from app.domain.paging import Window
from app.domain.patron_references import patron_reference
from app.services.acts import new_key
from ui.messages import Choice, Question
from ui.panes.audit_words import About
from ui.panes.students import fields, words
from ui.panes.students.record import Record
from ui.panes.students.sheet import PatronSheet
from ui.words import counted

if TYPE_CHECKING:
    from app.services.students import StudentsService
    from ui.panes.acting import ActingPane
    from ui.panes.sheet_forms import SheetForms

Values = dict[str, Any]


class PatronActs(QObject):
    """Carries out what list and sheet ask for, on the patron in the sheet."""

    def __init__(self, pane: ActingPane, forms: SheetForms, sheet: PatronSheet) -> None:
        super().__init__(pane)
        self._pane = pane
        self._forms = forms
        self._sheet = sheet
        self._actor = pane.actor
        self._students: StudentsService = pane.services.students
        self._taken: dict[str, str] = {}
        self.sections: tuple[str, ...] = ()
        self._do: dict[str, Callable[[Record, Any], None]] = {
            "edit": self._edit,
            "issue": self._issue,
            "replace": self._replace,
            "lose": self._lose,
            "retire": self._retire,
            "found": self._found,
            "contact": self._contact,
            "uncontact": self._uncontact,
            "enrol": self._enrol,
            "unenrol": self._unenrol,
            "block": self._block,
            "lift": self._lift,
            "photo": self._photo,
            "unphoto": self._unphoto,
            "status": self._status,
            "delete": self._delete,
            "restore": self._restore,
            "desk": lambda record, _: pane.open_requested.emit("circulation", record.sheet.id),
            "audit": self._show_audit,
            "give-out": partial(self._task, "export-person"),
            "erase": partial(self._task, "erase-person"),
            "title": lambda _, title_id: pane.open_requested.emit("catalog", title_id),
        }

    def can(self, key: str) -> bool:
        """Tell whether an act of this name is known here."""
        return key in self._do

    def do(self, key: str, value: object = None) -> None:
        """Do an act on the patron in the sheet; what was typed in an open form is asked for first."""
        record = self._sheet.record
        if record is not None:
            self._forms.guard(partial(self._do[key], record, value))

    # -- the record ----------------------------------------------------------------------------------

    def add(self, saved: Callable[[int], None]) -> None:
        """Ask for a new patron and show them afterwards."""
        self._forms.guard(partial(self._add, saved))

    def _add(self, saved: Callable[[int], None]) -> None:
        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            draft, card = fields.draft_of(values), values.get("card") or None
            return partial(self._students.add, self._actor, draft, card=card, key=key)

        self._patron_form(
            self.tr("New patron"), "", work, {}, new=True, saved=lambda r: saved(r.value.student_id)
        )

    def _edit(self, record: Record, _value: object) -> None:
        sheet, now = record.sheet, [record.sheet]

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            draft = fields.draft_of(values)
            return partial(self._students.change, self._actor, sheet.id, now[0].version, draft, key=key)

        def newest() -> Values:
            now[0] = self._students.get(self._actor, sheet.id)
            return fields.values_of(now[0].draft)

        self._patron_form(
            self.tr("Edit patron"),
            sheet.name,
            work,
            fields.values_of(sheet.draft),
            own=sheet.draft.lrn,
            newest=newest,
        )

    def _patron_form(
        self,
        title: str,
        subtitle: str,
        work: Callable[[Values, str], Callable[[], Receipt[Any]]],
        values: Values,
        *,
        new: bool = False,
        own: str | None = None,
        saved: Callable[[Receipt[Any]], None] | None = None,
        newest: Callable[[], Values] | None = None,
    ) -> None:
        self._taken.clear()
        shown = fields.patron_fields(sections=self.sections, check_lrn=fields.lrn_check(self._taken), new=new)
        said = self.tr("{name} added") if new else self.tr("{name} saved")
        form = self._forms.show(
            title,
            subtitle,
            shown,
            work,
            say=lambda r: said.format(name=r.value.name),
            values=values,
            saved=saved,
            newest=newest,
        )
        lrn = form.editor("lrn")
        lrn.edited.connect(lambda: self._look_up_lrn(lrn, own))

    def _look_up_lrn(self, editor: Any, own: str | None) -> None:
        """Ask who has the LRN as soon as it is whole, so that a doublet is seen before it is saved."""
        text = editor.value()
        if not text or text == own or text in self._taken or fields.lrn_check({})(text):
            return

        def found(page: Any) -> None:
            holder = next((row.name for row in page.rows if row.lrn == text and row.lrn != own), None)
            if holder is not None:
                self._taken[text] = holder
                editor.edited.emit()

        ask = partial(self._students.list, self._actor, StudentQuery(text=text), Window(limit=5))
        self._pane.runner.run(editor, ask, found, latest="lrn")

    def _show_audit(self, record: Record, _value: object) -> None:
        self._pane.open_requested.emit("audit", About.patron(record.sheet.id, record.sheet.name))

    def _task(self, name: str, record: Record, _value: object) -> None:
        """Go to a task of maintenance about this patron; it tells what it would do and asks there."""
        wanted = (name, {"patron": patron_reference(record.sheet.id)})
        self._pane.open_requested.emit("maintenance", wanted)

    def _status(self, record: Record, status: PatronStatus) -> None:
        sheet = record.sheet
        word = words.status_badge(status).text.lower()
        self._act(
            partial(self._students.set_status, self._actor, sheet.id, sheet.version, status, key=new_key()),
            self.tr("{name} is marked as {state}").format(name=sheet.name, state=word),
        )

    def _delete(self, record: Record, _value: object) -> None:
        sheet = record.sheet
        number = sum(card.status is CardStatus.ACTIVE for card in sheet.cards)
        detail = self.tr("Loans and payments of the past stay. Deleted patrons can be restored.")
        if number:
            stop = counted(number, "{n} card stops working.", "{n} cards stop working.")
            detail = f"{stop} {detail}"
        question = Question(
            self.tr("Delete {name}?").format(name=sheet.name),
            detail,
            (Choice("cancel", self.tr("Keep")), Choice("delete", self.tr("Delete"), danger=True)),
        )

        def answered(key: str, _text: str) -> None:
            if key == "delete":
                work = partial(self._students.delete, self._actor, sheet.id, sheet.version, key=new_key())
                self._act(work, self.tr("{name} deleted").format(name=sheet.name))

        self._pane.messages.ask(question, answered)

    def _restore(self, record: Record, _value: object) -> None:
        sheet = record.sheet
        work = partial(self._students.restore, self._actor, sheet.id, key=new_key())
        self._act(work, self.tr("{name} restored").format(name=sheet.name))

    def _photo(self, record: Record, _value: object) -> None:
        name = record.sheet.name
        pictures = self.tr("Pictures (*.jpg *.jpeg *.png *.webp)")

        def chosen(path: Path) -> None:
            work = partial(_set_photo, self._students, self._actor, record.sheet.id, path, new_key())
            self._act(work, self.tr("Photo of {name} set").format(name=name))

        self._pane.messages.choose_file(self.tr("Photo of {name}").format(name=name), pictures, chosen)

    def _unphoto(self, record: Record, _value: object) -> None:
        work = partial(self._students.set_photo, self._actor, record.sheet.id, None, key=new_key())
        self._act(work, self.tr("Photo removed"))

    # -- cards ---------------------------------------------------------------------------------------

    def _issue(self, record: Record, _value: object) -> None:
        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            return partial(self._students.issue_card, self._actor, record.sheet.id, values["number"], key=key)

        said = self.tr("Card {number} issued")
        self._forms.show(
            self.tr("Issue a card"),
            record.sheet.name,
            fields.card_fields(replacing=False),
            work,
            say=lambda r: said.format(number=r.value.number),
            save_text=self.tr("Issue"),
        )

    def _replace(self, record: Record, card: Card) -> None:
        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            return partial(
                self._students.replace_card, self._actor, card.id, values["number"], values["reason"],
                lost=bool(values["lost"]), key=key,
            )  # fmt: skip

        said = self.tr("Card {number} issued in place of {old}")
        self._forms.show(
            self.tr("Replace card {number}").format(number=card.number),
            record.sheet.name,
            fields.card_fields(replacing=True),
            work,
            say=lambda r: said.format(number=r.value.number, old=card.number),
            save_text=self.tr("Replace"),
        )

    def _lose(self, record: Record, card: Card) -> None:
        self._end_card(
            record, card, self._students.lose_card, self.tr("Report card {number} lost"), self.tr("Lost")
        )

    def _retire(self, record: Record, card: Card) -> None:
        self._end_card(
            record, card, self._students.retire_card, self.tr("Retire card {number}"), self.tr("Returned")
        )

    def _end_card(
        self, record: Record, card: Card, verb: Callable[..., Any], title: str, default: str
    ) -> None:
        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            return partial(verb, self._actor, card.id, values["reason"], key=key)

        self._forms.show(
            title.format(number=card.number),
            record.sheet.name,
            (fields.reason_field(self.tr("Remark"), default),),
            work,
            say=self.tr("Card {number} no longer works").format(number=card.number),
        )

    def _found(self, _record: Record, card: Card) -> None:
        work = partial(self._students.find_card, self._actor, card.id, key=new_key())
        self._act(work, self.tr("Card {number} works again").format(number=card.number))

    # -- contacts, school years, blocks --------------------------------------------------------------

    def _contact(self, record: Record, number: int | None) -> None:
        known = list(record.sheet.contacts)

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            wanted: list[Contact] = list(known)
            if number is None:
                wanted.append(fields.contact_of(values))
            else:
                wanted[number] = fields.contact_of(values)
            return partial(self._students.set_contacts, self._actor, record.sheet.id, wanted, key=key)

        now = known[number] if number is not None else None
        self._forms.show(
            self.tr("Contact"),
            record.sheet.name,
            fields.contact_fields(),
            work,
            say=self.tr("Contacts of {name} saved").format(name=record.sheet.name),
            values={name: getattr(now, name) for name in Contact.__dataclass_fields__} if now else None,
            check=fields.contact_check,
        )

    def _uncontact(self, record: Record, number: int) -> None:
        kept = [one for place, one in enumerate(record.sheet.contacts) if place != number]
        work = partial(self._students.set_contacts, self._actor, record.sheet.id, kept, key=new_key())
        self._act(work, self.tr("Contact removed"))

    def _enrol(self, record: Record, year: Enrolment | None) -> None:
        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            wanted = Enrolment(values["school_year"], values["grade"] or None, values["section"] or None)
            current = bool(values["current"])
            return partial(
                self._students.enrol, self._actor, record.sheet.id, wanted, current=current, key=key
            )

        latest = record.sheet.enrolments[0] if record.sheet.enrolments else None
        shown = None
        if year is not None:
            shown = {"school_year": year.school_year, "grade": year.grade, "section": year.section}
            shown["current"] = year == latest  # type: ignore[assignment]
        self._forms.show(
            self.tr("School year"),
            record.sheet.name,
            fields.year_fields(self.sections),
            work,
            say=self.tr("School year saved"),
            values=shown,
        )

    def _unenrol(self, record: Record, year: Enrolment) -> None:
        work = partial(self._students.unenrol, self._actor, record.sheet.id, year.school_year, key=new_key())
        self._act(work, self.tr("{year} removed").format(year=year.school_year))

    def _block(self, record: Record, _value: object) -> None:
        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            scopes, until = fields.block_scopes(values), values["until_day"]
            return partial(
                self._students.block,
                self._actor,
                record.sheet.id,
                scopes,
                values["reason"],
                until_day=until,
                key=key,
            )

        self._forms.show(
            self.tr("Block"),
            record.sheet.name,
            fields.block_fields(),
            work,
            say=self.tr("{name} is blocked").format(name=record.sheet.name),
            save_text=self.tr("Block"),
        )

    def _lift(self, record: Record, block: Block) -> None:
        work = partial(self._students.lift_block, self._actor, block.id, key=new_key())
        self._act(work, self.tr("Block of {name} lifted").format(name=record.sheet.name))

    def _act(self, work: Callable[[], Receipt[Any]], say: str | Callable[[Receipt[Any]], str]) -> None:
        self._pane.act(work, say)


def _set_photo(
    students: StudentsService, actor: Any, student_id: int, path: Path, key: str
) -> Receipt[SavedStudent]:
    """Read a picture and keep it; runs off the GUI thread. Raises InvalidInput for what is no picture."""
    return students.set_photo(actor, student_id, path.read_bytes(), key=key)
