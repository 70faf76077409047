"""Putting a visit right: its times, its purposes, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.attendance import VisitRow
from ui.panes.attendance import words
from ui.panes.scanning.panel import Panel
from ui.widgets.basic import label
from ui.widgets.form import Field, Form, Kind

Values = dict[str, Any]


def read_time(text: str, day: datetime) -> datetime:
    """The moment a time of day means on the local day of ``day``. Raises ValueError."""
    hour, _, minute = text.strip().replace(".", ":").partition(":")
    local = day.astimezone()
    return datetime.combine(local.date(), time(int(hour), int(minute or 0)), local.tzinfo)


def _check(value: Any) -> str:
    try:
        read_time(str(value), words.now())
    except ValueError:
        return words.tr("Type a time such as 14:05.")
    return ""


class CorrectPanel(Panel):
    """Asks for the right times of one visit; ``confirmed`` carries visit and values."""

    confirmed = Signal(object, object)  # VisitRow, dict: in_at, out_at, wanted, reason

    def __init__(self, visit: VisitRow, purposes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(words.tr("Correct a visit"), parent)
        self.visit = visit
        self._purposes = tuple(purposes)
        fields = [
            Field("in", self.tr("Came in at"), required=True, check=_check, half=True, max_length=5),
            Field("out", self.tr("Went out at"), check=_check, half=True, max_length=5),
        ]
        for number, name in enumerate(self._purposes):
            heading = self.tr("For") if number == 0 else ""
            fields.append(Field(name, words.purpose(name), Kind.CHECK, half=True, heading=heading))
        fields.append(Field("reason", self.tr("Why it is corrected"), required=True, max_length=500))
        self.form = Form(fields, check=self._look, margin=0)
        shown: Values = {name: name in visit.purposes for name in self._purposes}
        shown |= {"in": words.clock(visit.in_at), "out": words.clock(visit.out_at) if visit.out_at else ""}
        self.form.set_values(shown)
        self.form.save_requested.connect(self._on_saved)
        self.form.cancelled.connect(self.closed)
        self.body.addWidget(label(words.person(visit), "soft", wrap=True))
        self.body.addWidget(self.form, 1)

    def _look(self, values: Values) -> dict[str, str]:
        if not any(values[name] for name in self._purposes):
            return {self._purposes[0]: self.tr("Choose at least one.")}
        if values["out"] and read_time(values["out"], self.visit.in_at) < read_time(
            values["in"], self.visit.in_at
        ):
            return {"out": self.tr("That is before they came in.")}
        return {}

    def _on_saved(self, values: Values) -> None:
        visit = self.visit
        changed: Values = {"reason": values["reason"], "wanted": (), "in_at": None, "out_at": None}
        if values["in"] != words.clock(visit.in_at):
            changed["in_at"] = read_time(values["in"], visit.in_at)
        if values["out"] and (visit.out_at is None or values["out"] != words.clock(visit.out_at)):
            changed["out_at"] = read_time(values["out"], visit.in_at)
        wanted = tuple(name for name in self._purposes if values[name])
        if wanted != visit.purposes:
            changed["wanted"] = wanted
        self.form.set_busy(True)
        self.confirmed.emit(visit, changed)
