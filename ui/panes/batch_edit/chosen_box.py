"""Which records a batch is about: the rows marked, all that the search shows, or numbers scanned, typed or pasted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.batch_edit.fields import Entity
from app.domain.members import StudentQuery
from app.domain.paging import Count
from app.domain.searching import TitleQuery
from app.services.batch_edit import Chosen
from ui import theme
from ui.panes.batch_edit import words
from ui.widgets.basic import label

MARKED, SHOWN, DONE, TO_DO, NUMBERS = "marked", "shown", "done", "to do", "numbers"
_LINES = 5
_COMMAS = re.compile(r"[\n,;\t]")


@dataclass(frozen=True, slots=True)
class Listed:
    """The records of a list to work on: titles, or copies; what is ticked off and what is still to do, in its order."""

    entity: Entity
    all: tuple[int, ...]
    done: tuple[int, ...]
    to_do: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a list has to offer: the ids marked in it, and the question it answers with how many rows that has, or the
    records that are on it."""

    ids: tuple[int, ...] = ()
    listed: Listed | None = None
    titles: TitleQuery | None = None
    patrons: StudentQuery | None = None
    count: Count = field(default_factory=lambda: Count(0))


class ChosenBox(QWidget):
    """Says which records are meant. ``changed`` is told with every edit."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer = Offer()
        self._patrons = False
        self.box = QComboBox()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.numbers = QPlainTextEdit()
        self.numbers.setTabChangesFocus(True)
        self.numbers.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + theme.SPACE_2)
        name = label(self.tr("Which records"), "label")
        name.setBuddy(self.box)
        self.box.setAccessibleName(name.text())
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2)
        for each in (name, self.box, self.numbers):
            inside.addWidget(each)
        self.box.activated.connect(self._on_box)
        self.numbers.textChanged.connect(self.changed)

    def set_offer(self, offer: Offer, *, patrons: bool) -> None:
        """Take what a list has to offer: what is marked, else all it shows."""
        self._offer, self._patrons = offer, patrons
        one = Entity.PATRONS if patrons else offer.listed.entity if offer.listed else Entity.TITLES
        with QSignalBlocker(self.box):
            self.box.clear()
            if offer.ids:
                text = self.tr("What is marked: {records}").format(records=words.records(one, len(offer.ids)))
                self.box.addItem(text, MARKED)
            if offer.listed is not None:
                self._add_listed(offer.listed)
            else:
                more = "" if offer.count.exact else "+"
                shown = self.tr("All the list shows: {records}{more}")
                self.box.addItem(
                    shown.format(records=words.records(one, offer.count.value), more=more), SHOWN
                )
            self.box.addItem(self.tr("Numbers, scanned or pasted"), NUMBERS)
        what = self.tr("Cards or LRNs, one a line") if patrons else self.tr("Accession numbers, one a line")
        self.numbers.setPlaceholderText(what)
        self.numbers.setAccessibleName(what)
        self._fit()

    def _add_listed(self, listed: Listed) -> None:
        """All that is on a list; what is ticked off and what is not, where it has both."""
        parts = [(SHOWN, self.tr("All on the list: {records}"), listed.all)]
        if listed.done and listed.to_do:
            parts.append((DONE, self.tr("What is ticked off: {records}"), listed.done))
            parts.append((TO_DO, self.tr("What is still to do: {records}"), listed.to_do))
        for source, text, ids in parts:
            self.box.addItem(text.format(records=words.records(listed.entity, len(ids))), source)

    @property
    def source(self) -> str:
        """Where the records come from: "marked", "shown", "done", "to do" or "numbers"."""
        return str(self.box.currentData())

    def choose(self, source: str) -> None:
        """Choose where the records come from."""
        self.box.setCurrentIndex(self.box.findData(source))
        self._on_box()

    def chosen(self) -> Chosen | None:
        """The records meant; None while no number is there."""
        if self.source == NUMBERS:
            typed = [part.strip() for part in _COMMAS.split(self.numbers.toPlainText()) if part.strip()]
            return Chosen(numbers=tuple(typed)) if typed else None
        if self.source == MARKED or self._offer.listed is not None:
            of_copies = self._offer.listed is not None and self._offer.listed.entity is Entity.COPIES
            return Chosen(copies=self._ids()) if of_copies else Chosen(ids=self._ids())
        if self._patrons:
            return Chosen(patrons=replace(self._offer.patrons or StudentQuery()))
        return Chosen(titles=self._offer.titles or TitleQuery())

    def at_most(self) -> int:
        """How many records of the list it may come to, to tell few from many."""
        if self.source == NUMBERS:
            return self.numbers.blockCount()
        if self.source == MARKED or self._offer.listed is not None:
            return len(self._ids())
        return self._offer.count.value

    def _ids(self) -> tuple[int, ...]:
        """The ids of the records meant, of what is marked or stands on a list."""
        listed = self._offer.listed
        if self.source == MARKED or listed is None:
            return self._offer.ids
        return {SHOWN: listed.all, DONE: listed.done, TO_DO: listed.to_do}[self.source]

    @Slot()
    def _on_box(self) -> None:
        self._fit()
        if self.source == NUMBERS:
            self.numbers.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _fit(self) -> None:
        self.numbers.setVisible(self.source == NUMBERS)
