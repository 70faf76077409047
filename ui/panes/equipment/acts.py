"""What can be done with a device: sessions, the register, states; each with its form and its sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.changes import Receipt
from app.domain.equipment import Equipment, EquipmentDraft, EquipmentStatus
from app.domain.identifiers import normalise_accession
from app.errors import InvalidInput
from app.services.acts import new_key
from ui.messages import Choice, Question
from ui.panes.equipment import words
from ui.panes.equipment.sheet import DeviceSheet
from ui.panes.patron_picker import PatronPicker
from ui.sentences import said
from ui.widgets.basic import column, label
from ui.widgets.form import Field, Kind

if TYPE_CHECKING:
    from app.services.equipment import EquipmentService
    from ui.panes.acting import ActingPane
    from ui.panes.sheet_forms import SheetForms

Values = dict[str, Any]
_DAY = 24 * 60


class DeviceActs(QObject):
    """Carries out what list and sheet ask for, on the device in the sheet."""

    def __init__(self, pane: ActingPane, forms: SheetForms, sheet: DeviceSheet) -> None:
        super().__init__(pane)
        self._pane = pane
        self._forms = forms
        self._sheet = sheet
        self._actor = pane.actor
        self._equipment: EquipmentService = pane.services.equipment
        self.types: tuple[str, ...] = ()
        self.locations: tuple[str, ...] = ()
        self.picker: PatronPicker | None = None
        self._do: dict[str, Callable[[Equipment, Any], None]] = {
            "start": self._start,
            "end": self._end,
            "extend": self._extend,
            "edit": self._edit,
            "status": self._status,
            "delete": self._delete,
            "restore": self._restore,
            "patron": lambda _, student_id: pane.open_requested.emit("students", student_id),
        }

    def do(self, key: str, value: object = None) -> None:
        """Do an act on the device in the sheet; edits in an open form are asked for first."""
        device = self._sheet.device
        if device is not None:
            self._forms.guard(partial(self._do[key], device, value))

    # -- sessions ------------------------------------------------------------------------------------

    def _start(self, device: Equipment, _value: object) -> None:
        if device.session is not None or device.status is not EquipmentStatus.AVAILABLE:
            self._pane.messages.warn(
                self.tr("{name} can't be given out now.").format(name=device.name),
                words.status_badge(device).text,
            )
            return
        picker = self.picker = PatronPicker(self._pane.context)

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            patron = picker.patron()
            return partial(
                self._equipment.start_session, self._actor, device.id, patron.id if patron else None,
                minutes=values["minutes"], condition_out=values["condition"] or None, key=key,
            )  # fmt: skip

        said, nobody = self.tr("{device} to {patron} until {time}"), self.tr("nobody in particular")
        form = self._forms.show(
            self.tr("Start a session"),
            f"{device.name} · {device.asset_number}",
            (
                _minutes(self.tr("Minutes"), device.session_minutes, half=True),
                Field("condition", self.tr("Condition when given out"), max_length=500),
            ),
            work,
            say=lambda r: said.format(
                device=device.name, patron=r.value.patron or nobody, time=words.clock(r.value.due_at)
            ),
            save_text=self.tr("Start"),
            above=_headed(
                self.tr("Patron"), picker, self.tr("Leave it empty for a session of nobody in particular.")
            ),
        )
        picker.chosen.connect(lambda found: form.focus_first() if found is not None else None)
        picker.begin()

    def _extend(self, device: Equipment, _value: object) -> None:
        session = device.session
        if session is None:
            return

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            return partial(
                self._equipment.extend_session, self._actor, session.session_id, values["minutes"], key=key
            )

        said = self.tr("{device} is due {time}")
        self._forms.show(
            self.tr("Extend the session"),
            f"{device.name} · {words.left(session.due_at)}",
            (_minutes(self.tr("Minutes more"), 30),),
            work,
            say=lambda r: said.format(device=device.name, time=words.clock(r.value.due_at)),
            save_text=self.tr("Extend"),
        )

    def _end(self, device: Equipment, _value: object) -> None:
        session = device.session
        if session is None:
            return

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            return partial(
                self._equipment.end_session, self._actor, session.session_id, values["condition"] or None,
                maintenance=bool(values["repair"]), key=key,
            )  # fmt: skip

        who = session.patron or self.tr("Nobody in particular")
        self._forms.show(
            self.tr("Take back"),
            f"{device.name} · {who} · {words.left(session.due_at)}",
            (
                Field(
                    "condition", self.tr("Condition now"), max_length=500, help=self.tr("Empty: as it was.")
                ),
                Field("repair", self.tr("It needs repair"), Kind.CHECK),
            ),
            work,
            say=partial(self._back, device),
            save_text=self.tr("Take back"),
        )

    def _back(self, device: Equipment, receipt: Receipt[Any]) -> str:
        late = receipt.value.late_minutes
        if late:
            return self.tr("{device} is back, {time} late").format(device=device.name, time=words.span(late))
        return self.tr("{device} is back").format(device=device.name)

    # -- the register --------------------------------------------------------------------------------

    def add(self, saved: Callable[[int], None]) -> None:
        """Ask for a new device and show it afterwards."""

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            return partial(self._equipment.add, self._actor, _draft(values), key=key)

        def show() -> None:
            self._device_form(
                self.tr("New device"),
                "",
                work,
                {},
                self.tr("{number} registered"),
                lambda r: saved(r.value.equipment_id),
            )

        self._forms.guard(show)

    def _edit(self, device: Equipment, _value: object) -> None:
        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            return partial(
                self._equipment.change, self._actor, device.id, device.version, _draft(values), key=key
            )

        draft = device.draft
        values = {name: getattr(draft, name) for name in EquipmentDraft.__dataclass_fields__}
        self._device_form(self.tr("Edit device"), device.name, work, values, self.tr("{number} saved"))

    def _device_form(
        self,
        title: str,
        subtitle: str,
        work: Callable[[Values, str], Callable[[], Receipt[Any]]],
        values: Values,
        said: str,
        saved: Callable[[Receipt[Any]], None] | None = None,
    ) -> None:
        self._forms.show(
            title,
            subtitle,
            self._fields(),
            work,
            say=lambda r: said.format(number=r.value.asset_number),
            values=values,
            saved=saved,
        )

    def _fields(self) -> tuple[Field, ...]:
        types = tuple((value, words.type_word(value)) for value in self.types)
        places = tuple((value, value) for value in self.locations)
        return (
            Field(
                "name", self.tr("Name"), required=True, max_length=200, placeholder=self.tr("Computer PC-07")
            ),
            Field("asset_number", self.tr("Asset number"), required=True, half=True, check=_check_number),
            Field(
                "type", self.tr("Type"), Kind.CHOICE, required=True, half=True, editable=True, choices=types
            ),
            Field("location", self.tr("Place"), Kind.CHOICE, half=True, editable=True, choices=places),
            _minutes(self.tr("Session in minutes"), 60, key="session_minutes", half=True),
            Field("condition_note", self.tr("Condition"), max_length=500),
            Field("notes", self.tr("Notes"), Kind.LONG),
        )

    def _status(self, device: Equipment, status: EquipmentStatus) -> None:
        word = words.status_word(status)
        said = self.tr("{name}: {state}").format(name=device.name, state=word.lower())
        if status is EquipmentStatus.AVAILABLE:
            self._act(
                partial(
                    self._equipment.set_status, self._actor, device.id, device.version, status, key=new_key()
                ),
                said,
            )
            return

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            return partial(
                self._equipment.set_status,
                self._actor,
                device.id,
                device.version,
                status,
                values["reason"],
                key=key,
            )

        needed = status in (EquipmentStatus.RETIRED, EquipmentStatus.LOST)
        self._forms.show(
            self.tr("Mark as {state}").format(state=word.lower()),
            device.name,
            (Field("reason", self.tr("What happened"), required=needed, max_length=500),),
            work,
            say=said,
            save_text=word,
        )

    def _delete(self, device: Equipment, _value: object) -> None:
        question = Question(
            self.tr("Delete {name}?").format(name=device.name),
            self.tr("Its past sessions stay and its number stays taken. Deleted devices can be restored."),
            (Choice("cancel", self.tr("Keep")), Choice("delete", self.tr("Delete"), danger=True)),
        )

        def answered(key: str, _text: str) -> None:
            if key == "delete":
                work = partial(self._equipment.delete, self._actor, device.id, device.version, key=new_key())
                self._act(work, self.tr("{name} deleted").format(name=device.name))

        self._pane.messages.ask(question, answered)

    def _restore(self, device: Equipment, _value: object) -> None:
        work = partial(self._equipment.restore, self._actor, device.id, key=new_key())
        self._act(work, self.tr("{name} restored").format(name=device.name))

    def _act(self, work: Callable[[], Receipt[Any]], say: str) -> None:
        self._pane.act(work, say)


def _draft(values: Values) -> EquipmentDraft:
    return EquipmentDraft(
        values["asset_number"],
        values["name"],
        values["type"] or "",
        values["location"] or "",
        values["session_minutes"],
        values["condition_note"] or None,
        values["notes"] or None,
    )


def _minutes(text: str, default: int, *, key: str = "minutes", half: bool = False) -> Field:
    def check(value: Any) -> str:
        return "" if 1 <= value <= _DAY else words.tr("Between 1 minute and 24 hours (1440).")

    return Field(key, text, Kind.NUMBER, required=True, default=default, check=check, half=half)


def _check_number(value: Any) -> str:
    try:
        normalise_accession(value, field="asset_number")
    except InvalidInput as error:
        return said(error.message)
    return ""


def _headed(title: str, widget: QWidget, hint: str) -> QWidget:
    holder = QWidget()
    column(holder, label(title, "label"), label(hint, "faint", wrap=True), widget, gap=4)
    return holder
