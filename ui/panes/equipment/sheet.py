"""The sheet of one device: its state and session large, facts, and the history of its sessions."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.actors import Actor, Permission
from app.domain.equipment import Equipment, EquipmentStatus, SessionRow
from app.domain.paging import Count, Page, Window
from ui import theme
from ui.models.columns import Column
from ui.models.pages import PagesModel
from ui.panes.base import PaneContext
from ui.panes.equipment import words
from ui.panes.sheet_parts import LineAct, menu_button
from ui.panes.students.loans_tab import follow
from ui.widgets.basic import IconLabel, button, frame, label, set_property
from ui.widgets.sheet import Facts, Section, Sheet, page
from ui.widgets.state import StateView
from ui.widgets.table import TableView


class SessionSource:
    """The sessions of a device, newest first; counted no further than the first page."""

    def __init__(self, equipment: Any, actor: Actor, equipment_id: int) -> None:
        self._equipment, self._actor, self._id = equipment, actor, equipment_id

    def count(self) -> Count:
        """How many, exact when they fit one page."""
        first = self.page(Window(), "")
        return Count(len(first.rows), first.cursor is None)

    def page(self, window: Window, sort: str) -> Page[SessionRow]:
        """A page of sessions, whatever ``sort``."""
        found: Page[SessionRow] = self._equipment.sessions(self._actor, window, equipment_id=self._id)
        return found


class SessionCard(QWidget):
    """Who has the device until when, with the minutes left; repainted by the pane's timer."""

    def __init__(self) -> None:
        super().__init__()
        self._frame = frame("card")
        self._icon = IconLabel("user", 28, "text_soft")
        self._left = label("", "title", wrap=True)
        self._who = label("", "", wrap=True)
        self._when = label("", "soft", wrap=True)
        text = QVBoxLayout()
        text.setSpacing(2)
        for each in (self._left, self._who, self._when):
            text.addWidget(each)
        inside = QHBoxLayout(self._frame)
        inside.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2)
        inside.setSpacing(theme.SPACE_2)
        inside.addWidget(self._icon)
        inside.addLayout(text, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        self._device: Equipment | None = None

    def show_device(self, device: Equipment) -> None:
        """Show the session of a device, or that it has none."""
        self._device = device
        self.refresh()

    def refresh(self) -> None:
        """Say the time left as of now."""
        device = self._device
        if device is None:
            return
        badge = words.status_badge(device)
        tone = "muted" if badge.tone == "muted" else str(badge.tone)
        set_property(self._frame, "answer", tone)
        self._icon.set(badge.icon, f"{tone}_text")
        session = device.session
        if session is None:
            self._left.setText(badge.text)
            self._who.setText(device.condition_note or "")
            length = words.span(device.session_minutes)
            self._when.setText(
                self.tr("A session lasts {time}.").format(time=length)
                if device.status is EquipmentStatus.AVAILABLE
                else ""
            )
        else:
            self._left.setText(words.left(session.due_at))
            self._who.setText(session.patron or self.tr("Nobody in particular"))
            begun, due = words.clock(session.started_at), words.clock(session.due_at)
            self._when.setText(self.tr("Since {begun}, due {due}").format(begun=begun, due=due))
        for each in (self._who, self._when):
            each.setVisible(bool(each.text()))
        self.setAccessibleName(f"{self._left.text()}. {self._who.text()}. {self._when.text()}")

    def large(self) -> str:
        """The large line."""
        return self._left.text()


class DeviceSheet(QObject):
    """Fills the side sheet with a device; ``wanted`` carries the acts asked for."""

    wanted = Signal(str, object)

    def __init__(self, context: PaneContext, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._sheet = sheet
        self.device: Equipment | None = None
        self.session = SessionCard()
        self._facts = Facts()
        self._notes = label("", "", wrap=True)
        self._notes_part = Section(self.tr("Notes"), self._notes)
        self._about = page(self.session, self._facts, self._notes_part, gap=theme.SPACE_2)
        self.history = PagesModel(context.runner, self._columns(), self)
        self.table = TableView(
            self.history, "equipment-sessions", state=context.state, copy=context.messages.copy
        )
        self.table.setAccessibleName(self.tr("Sessions of this device"))
        self._past = StateView(self.table)
        self._past.set_empty(self.tr("Never used yet"), self.tr("Its sessions are listed here."), "clock")
        follow(self.history, self._past)
        sheet.keep(self._about, self._past)
        self._filled = 0
        sheet.tab_changed.connect(self._on_tab)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("begun", self.tr("Begun"), lambda r: words.clock(r.started_at), width=20, sort_key=""),
            Column(
                "who",
                self.tr("Patron"),
                lambda r: r.patron or "–",
                stretch=True,
                strong=True,
                width=22,
                tip=_session_tip,
                sort_key="",
            ),
            Column("state", self.tr("State"), lambda r: "", badge=words.session_badge, width=12, sort_key=""),
            Column("length", self.tr("For"), _length, width=9, numeric=True, sort_key=""),
        )

    def show_device(self, device: Equipment) -> None:
        """Show a device."""
        if self.device is None or self.device.id != device.id:
            self._filled = 0
        elif self._filled:
            self.history.invalidate()
        self.device = device
        self.present()

    def present(self) -> None:
        """Put header, acts and tabs into the sheet (again)."""
        device = self.device
        if device is None:
            return
        self.session.show_device(device)
        about = f"{words.type_word(device.type)} · {device.asset_number}"
        self._sheet.set_header(device.name, about, words.status_badge(device))
        self._sheet.set_actions(*self._actions(device))
        self._facts.set_facts(
            (
                (self.tr("Asset number"), device.asset_number),
                (self.tr("Type"), words.type_word(device.type)),
                (self.tr("Place"), device.location),
                (self.tr("Session lasts"), words.span(device.session_minutes)),
                (self.tr("Condition"), device.condition_note or ""),
                (
                    self.tr("Given out as"),
                    (device.session.condition_out or "") if device.session is not None else "",
                ),
            )
        )
        self._notes.setText(device.notes or "")
        self._notes_part.setVisible(bool(device.notes))
        tabs: list[tuple[str, str, QWidget]] = [("about", self.tr("About"), self._about)]
        if self._context.actor.may(Permission.VIEW_PATRONS):
            tabs.append(("history", self.tr("History"), self._past))
        self._sheet.set_tabs(tabs)
        self._on_tab(self._sheet.tab())

    def _on_tab(self, key: str) -> None:
        if key == "history" and self.device is not None and self._filled != self.device.id:
            self._filled = self.device.id
            equipment, actor = self._context.services.equipment, self._context.actor
            self.history.set_source(SessionSource(equipment, actor, self.device.id))

    def _actions(self, device: Equipment) -> list[QWidget]:
        def ask(key: str, value: object = None) -> Any:
            return partial(self.wanted.emit, key, value)

        if device.deleted_at is not None:
            return [button(self.tr("Restore"), "arrow-counter-clockwise", "primary", run=ask("restore"))]
        made: list[QWidget] = []
        if device.session is not None:
            made.append(button(self.tr("Take back"), "arrow-down-left", "primary", run=ask("end")))
            made.append(button(self.tr("Extend"), "clock", run=ask("extend")))
        elif device.status is EquipmentStatus.AVAILABLE:
            made.append(button(self.tr("Start session"), "play", "primary", run=ask("start")))
        else:
            made.append(
                button(
                    self.tr("Make available"),
                    "check-circle",
                    "primary",
                    run=ask("status", EquipmentStatus.AVAILABLE),
                )
            )
        made.append(menu_button(self._more(device), text=self.tr("More…"), name=self.tr("More to do")))
        return made

    def _more(self, device: Equipment) -> list[LineAct]:
        acts: list[LineAct] = [(self.tr("Edit…"), "pencil-simple", partial(self.wanted.emit, "edit", None))]
        if device.session is not None:
            if device.session.student_id is not None:
                show = partial(self.wanted.emit, "patron", device.session.student_id)
                acts.append((self.tr("Show the patron"), "user", show))
            return acts
        for status in (
            EquipmentStatus.MAINTENANCE,
            EquipmentStatus.RETIRED,
            EquipmentStatus.LOST,
            EquipmentStatus.AVAILABLE,
        ):
            if status is not device.status:
                word = self.tr("Mark as {state}…").format(state=words.status_word(status).lower())
                acts.append((word, words.status_icon(status), partial(self.wanted.emit, "status", status)))
        acts.append((self.tr("Delete…"), "trash", partial(self.wanted.emit, "delete", None)))
        return acts


def _length(row: SessionRow) -> str:
    end = row.ended_at or words.now()
    return words.span(int((end - row.started_at).total_seconds() // 60))


def _session_tip(row: SessionRow) -> str:
    lines = (
        f"{words.clock(row.started_at)} – {words.clock(row.ended_at) if row.ended_at else ''}",
        row.condition_out or "",
        row.condition_in or "",
        row.started_by,
    )
    return "\n".join(filter(None, lines))
