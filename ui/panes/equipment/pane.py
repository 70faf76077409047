"""Equipment at the desk: what is free, who has what until when, what is overdue."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.actors import Permission
from app.domain.changes import Changed
from app.domain.equipment import Equipment, EquipmentQuery, EquipmentStatus
from app.domain.paging import Count
from ui.models.columns import Column
from ui.models.pages import PagesModel
from ui.models.sources import QuerySource
from ui.panes.acting import ActingPane, EnterOpens
from ui.panes.base import PaneContext, TourStep
from ui.panes.equipment import words
from ui.panes.equipment.acts import DeviceActs
from ui.panes.equipment.sheet import DeviceSheet
from ui.panes.equipment.source import DueSource, counts
from ui.panes.sheet_forms import SheetForms
from ui.widgets.acts import Act
from ui.widgets.facets import FacetGroup, FacetValue

#: How often the remaining times are painted anew, in milliseconds.
REPAINT_MS = 30_000
OVERDUE, IN_USE, DELETED = "overdue", "in-use", "deleted"


def _title(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("EquipmentPane", text))


COLUMNS = (
    Column(
        "name",
        _title("Name"),
        lambda r: r.name,
        stretch=True,
        strong=True,
        width=20,
        icon=lambda r: words.type_icon(r.type),
    ),
    Column("asset_number", _title("Number"), lambda r: r.asset_number, width=9),
    Column("type", _title("Type"), lambda r: words.type_word(r.type), width=11, shown=False),
    Column("location", _title("Place"), lambda r: r.location, width=16, shown=False),
    Column("status", _title("State"), lambda r: "", badge=words.status_badge, width=13),
    Column(
        "patron",
        _title("With"),
        lambda r: (r.session.patron or "–") if r.session else "",
        width=18,
        sort_key="",
    ),
    Column(
        "left",
        _title("Time"),
        words.left_of,
        badge=words.left_badge,
        width=16,
        sort_key="",
        export=lambda r: r.session.due_at.astimezone().isoformat(timespec="minutes") if r.session else "",
    ),
)


class EquipmentPane(ActingPane):
    """The register of devices with their sessions."""

    listens_to = Changed.EQUIPMENT | Changed.PATRONS

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._text = ""
        self._counts: dict[str, Any] = {}
        self._wanted: int | None = None
        self._then: str | None = None
        self.model = PagesModel(self.runner, self.translated(COLUMNS), self)
        self.list = self.list_body(
            "equipment",
            self.model,
            self._acts(),
            nouns=(self.tr("device"), self.tr("devices")),
            placeholder=self.tr("Name or asset number"),
            facets=True,
            export=self._on_export if self.may(Permission.EXPORT) else None,
        )
        self.sheet = DeviceSheet(context, self.list.sheet, self)
        self.forms = SheetForms(self, self.list, self._restore_sheet)
        self.acts_on_device = DeviceActs(self, self.forms, self.sheet)
        self.make_room(self.list, (190, 560, 430))
        self._clock = QTimer(self, interval=REPAINT_MS)
        self._clock.timeout.connect(self.repaint_times)
        self._clock.start()
        self._wire()
        self._say_empty()

    def _acts(self) -> tuple[Act, ...]:
        on = self._on_rows
        return (
            Act("start", self.tr("Start session…"), partial(on, "start"), "play", "Ctrl+L", "one"),
            Act("end", self.tr("Take back…"), partial(on, "end"), "arrow-down-left", "Ctrl+R", "one"),
            Act("extend", self.tr("Extend…"), partial(on, "extend"), "clock", "Ctrl+T", "one", menu_only=True),
            Act("edit", self.tr("Edit…"), partial(on, "edit"), "pencil-simple", "Ctrl+E", "one", menu_only=True),
            Act("restore", self.tr("Restore"), partial(on, "restore"), "arrow-counter-clockwise", "", "one", menu_only=True),
            Act("delete", self.tr("Delete…"), partial(on, "delete"), "trash", "", "one", danger=True, menu_only=True),
            Act("add", self.tr("Register"), self._on_add, "plus", "Ctrl+N", primary=True, tip=self.tr("Register a device")),
        )  # fmt: skip

    def _wire(self) -> None:
        EnterOpens(self.list, self._on_row_opened)
        self.list.searched.connect(self.search)
        self.list.table.current_changed.connect(self._on_row_chosen)
        self.list.table.opened.connect(self._on_row_opened)
        self.list.sheet_closed.connect(self._on_sheet_closed)
        self.sheet.wanted.connect(self.acts_on_device.do)
        if self.list.facets is not None:
            self.list.facets.changed.connect(self._on_facets)

    def _say_empty(self) -> None:
        if self._text or self._choice():
            self.list.view.set_empty(
                self.tr("Nothing fits"), self.tr("Check the spelling, or take a filter away."), "magnifying-glass",
                self.tr("Show everything"), self._show_everything,
            )  # fmt: skip
            return
        self.list.view.set_empty(
            self.tr("No equipment yet"),
            self.tr(
                "Computers, tablets, rooms and games that patrons use for a while. Register the first one."
            ),
            "desktop",
            self.tr("Register a device"),
            self._on_add,
        )

    # -- what the base and the window ask ------------------------------------------------------------

    def start(self) -> None:
        self._ask()
        self._ask_counts()

    def search(self, text: str) -> None:
        self._text = text
        if self.list.search.text().strip() != text:
            self.list.search.search_now(text)
        self._ask()

    def open(self, target: Any) -> None:
        """Show the device with this id, or search for a text."""
        if isinstance(target, int):
            self.show_device(target)
        elif isinstance(target, str):
            self.search(target)

    def on_changed(self, what: Changed) -> None:
        if what & Changed.EQUIPMENT:
            self.model.invalidate()
            self._ask_counts()
        if self.sheet.device is not None and not self.list.sheet.isHidden():
            self._read(self.sheet.device.id)

    def repaint_times(self) -> None:
        """Paint the remaining times as of now; asks nothing of any service."""
        self.list.table.viewport().update()
        if self.forms is not None and self.forms.form is None and not self.list.sheet.isHidden():
            self.sheet.session.refresh()

    # -- the list ------------------------------------------------------------------------------------

    def _choice(self) -> dict[str, tuple[Any, ...]]:
        return self.list.facets.choice() if self.list.facets is not None else {}

    def _ask(self) -> None:
        one = {key: values[0] for key, values in self._choice().items() if values}
        session = one.get("session")
        query = EquipmentQuery(
            text=self._text,
            status=EquipmentStatus.IN_USE if session == IN_USE else one.get("status"),
            type=one.get("type"),
            location=one.get("location"),
            overdue=session == OVERDUE,
            deleted=one.get("status") == DELETED,
        )
        if query.deleted:
            query = EquipmentQuery(text=self._text, type=query.type, location=query.location, deleted=True)
        equipment = self.services.equipment
        self._say_empty()
        if session is not None:
            self.model.set_source(DueSource(equipment, self.actor, query))
        else:
            self.model.set_source(
                QuerySource(partial(equipment.list, self.actor), partial(equipment.count, self.actor), query)
            )

    def _ask_counts(self) -> None:
        self.run(partial(counts, self.services.equipment, self.actor), self._on_counts, latest="counts")

    def _on_counts(self, found: dict[str, Any]) -> None:
        self._counts = found
        self.acts_on_device.types = tuple(found["type"])
        self.acts_on_device.locations = tuple(found["location"])
        if self.list.facets is not None:
            self.list.facets.set_groups(self._groups(found))

    def _groups(self, found: dict[str, Any]) -> tuple[FacetGroup, ...]:
        in_use: Count = found["status"][EquipmentStatus.IN_USE]
        states = [
            FacetValue(status, words.status_word(status), count)
            for status, count in found["status"].items()
            if status is not EquipmentStatus.IN_USE
        ]
        states.append(FacetValue(DELETED, self.tr("Deleted"), found["deleted"]))
        return (
            FacetGroup(
                "session",
                self.tr("SESSIONS"),
                [
                    FacetValue(OVERDUE, self.tr("Overdue"), found["overdue"]),
                    FacetValue(IN_USE, self.tr("In use"), in_use),
                ],
            ),
            FacetGroup("status", self.tr("STATE"), states),
            FacetGroup(
                "type",
                self.tr("TYPE"),
                [FacetValue(t, words.type_word(t), n) for t, n in found["type"].items()],
            ),
            FacetGroup(
                "location", self.tr("PLACE"), [FacetValue(p, p, n) for p, n in found["location"].items()]
            ),
        )

    def _on_facets(self, _choice: object) -> None:
        self._ask()

    def _show_everything(self) -> None:
        self.list.search.search_now("")
        if self.list.facets is not None:
            self.list.facets.clear_choice()

    # -- the sheet -----------------------------------------------------------------------------------

    def _on_row_chosen(self, row: Equipment | None) -> None:
        if row is not None and self.list.sheet.isVisible():
            self._on_row_opened(row)

    def _on_row_opened(self, row: Equipment) -> None:
        shown = self.sheet.device
        assert self.forms is not None
        if self.forms.form is not None:
            if shown is not None and shown.id == row.id:
                return
            if self.forms.dirty and shown is not None:
                self.stay_at(self.list.table, shown.id)
            self.forms.guard(partial(self.show_device, row.id))
            return
        self.show_device(row.id)

    def show_device(self, equipment_id: int) -> None:
        """Open the sheet of a device, in the list or not."""
        if self.forms is not None and self.forms.form is not None:
            self.forms.close()
        self.select(self.list.table, equipment_id)
        self._read(equipment_id)

    def _read(self, equipment_id: int) -> None:
        self._wanted = equipment_id
        self.run(
            partial(self.services.equipment.get, self.actor, equipment_id), self._on_device, latest="device"
        )

    def _on_device(self, device: Equipment) -> None:
        if device.id != self._wanted:
            return
        if self.forms is not None and self.forms.form is not None:
            self.sheet.device = device
            return
        self.sheet.show_device(device)
        self.open_sheet()
        then, self._then = self._then, None
        if then is not None:
            self.acts_on_device.do(then)

    def _restore_sheet(self) -> None:
        if self.sheet.device is None:
            self.list.close_sheet()
        else:
            self.sheet.present()

    def _on_sheet_closed(self) -> None:
        self._wanted = None
        self.sheet.device = None

    # -- acts ----------------------------------------------------------------------------------------

    def _on_rows(self, key: str, rows: tuple[Equipment, ...]) -> None:
        shown = self.sheet.device
        if shown is not None and shown.id == rows[0].id:
            self.acts_on_device.do(key)
        elif self.forms is not None:
            self.forms.guard(partial(self._open_then, rows[0].id, key))

    def _open_then(self, equipment_id: int, key: str) -> None:
        self._then = key
        self.show_device(equipment_id)

    def _on_add(self, _rows: object = None) -> None:
        self.acts_on_device.add(self.show_device)

    def _on_export(self) -> None:
        self.export_shown(self.list, self.tr("equipment.xlsx"))

    # -- the tour ------------------------------------------------------------------------------------

    def tour_steps(self) -> tuple[TourStep, ...]:
        """Pictures of a device, its history, and the form that starts a session."""

        def shown() -> bool:
            return self.sheet.device is not None

        def first() -> None:
            row = self.model.row(0)
            if row is not None:
                self.show_device(row.id)

        def start() -> None:
            loaded = [row for _, row in self.model.loaded()]
            free = next((row for row in loaded if row.status is EquipmentStatus.AVAILABLE), None)
            if free is not None:
                self._open_then(free.id, "start")

        def close() -> None:
            if self.forms is not None:
                self.forms.close()
            self.list.sheet.show_tab("about")
            self.list.close_sheet()

        return (
            TourStep("sheet", first, shown),
            TourStep("history", partial(self.list.sheet.show_tab, "history"), shown),
            TourStep("start", start, lambda: self.forms is not None and self.forms.form is not None),
            TourStep("end", close),
        )
