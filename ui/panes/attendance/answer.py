"""What a scan at the door did, to be read from a metre away, with the purposes of the visit as keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.attendance import Direction, VisitDone
from ui import icons, theme
from ui.messages import describe
from ui.panes.attendance import words
from ui.panes.attendance.flow import FlowLayout
from ui.widgets.basic import Elided, IconLabel, button, clear, label, set_property

#: After this time the answer makes room for the next person, in milliseconds.
REST_MS = 30_000


class DoorAnswer(QFrame):
    """IN or OUT with name and time; ``purposes_changed`` carries the visit and what it is for now."""

    purposes_changed = Signal(int, object)  # visit id, tuple of purposes
    equipment_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("answer", "muted")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setMinimumHeight(184)
        self._icon = IconLabel("identification-card", 56, "text_faint")
        self._word = label("", "strong")
        self._headline = Elided("", "display")
        self._detail = label("", "soft", wrap=True)
        self._places = QWidget()
        self._keys = FlowLayout(self._places, gap=theme.SPACE_HALF)
        self._chips: dict[str, QPushButton] = {}
        self._known: tuple[str, ...] = ()
        self._visit: VisitDone | None = None
        self._chosen: tuple[str, ...] = ()
        self._touched = False
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self.rest)
        self._lay_out()
        self.rest()

    def _lay_out(self) -> None:
        text = QVBoxLayout()
        text.setSpacing(2)
        for each in (self._word, self._headline, self._detail):
            text.addWidget(each)
        text.addStretch(1)
        text.addWidget(self._places)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2)
        outer.setSpacing(theme.SPACE_2)
        outer.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(text, 1)

    def set_purposes(self, known: Sequence[str]) -> None:
        """What a visit may be for, in the order of their keys."""
        self._known = tuple(known)

    def rest(self) -> None:
        """Say what the box waits for."""
        self._visit = None
        self._show(
            "muted",
            "identification-card",
            self.tr("Ready"),
            self.tr("Scan a card"),
            self.tr("Coming in or going out: the same scan does both."),
        )

    def visit(self) -> VisitDone | None:
        """The visit shown, while its purposes may be chosen."""
        return self._visit

    def show_done(self, done: VisitDone) -> None:
        """Show what a scan did."""
        self._visit = done if done.out_at is None else None
        self._chosen, self._touched = done.purposes, False
        if done.out_at is None:
            again = done.direction is Direction.SAME
            detail = self.tr("Since {time}. Press a figure for what the visit is for.")
            if again:
                detail = self.tr("Since {time}. The same card twice counts once.")
            detail = detail.format(time=words.clock(done.in_at))
            self._show("ok", "sign-in", self.tr("IN"), done.name, detail)
            self._offer()
        else:
            stayed = words.span((done.out_at - done.in_at).total_seconds() / 60)
            detail = self.tr("{time}, after {stay}").format(time=words.clock(done.out_at), stay=stayed)
            tone = "info"
            if done.open_devices:
                tone = "warn"
                devices = ", ".join(done.open_devices)
                detail = self.tr("{out}. Still has {devices}.").format(out=detail, devices=devices)
            self._show(tone, "sign-out", self.tr("OUT"), done.name, detail)
            if done.open_devices:
                ask = button(self.tr("Show equipment"), "desktop", run=self.equipment_wanted.emit)
                self._keys.addWidget(ask)
        self._timer.start()

    def show_waiting(self, text: str, away: str) -> None:
        """Show that a scan is kept while ``away`` says what does not answer."""
        self._visit = None
        self._show("warn", "hourglass", self.tr("Not answered yet"), text, away)

    def show_refused(self, text: str, error: Exception) -> None:
        """Show why a card was refused."""
        self._visit = None
        problem = describe(error)
        self._show(
            "bad", "prohibit", self.tr("Refused: {card}").format(card=text), problem.message, problem.hint
        )
        self._timer.start()

    def _show(self, tone: str, icon: str, word: str, headline: str, detail: str) -> None:
        set_property(self, "answer", tone)
        self._icon.set(icon, "text_soft" if tone == "muted" else f"{tone}_text")
        self._word.setText(word)
        self._headline.setText(headline)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(f"{word}: {headline}. {detail}")
        clear(self._keys)
        self._chips = {}

    def _offer(self) -> None:
        for number, name in enumerate(self._known, start=1):
            made = button(f"{number}  {words.purpose(name)}", kind="chip")
            made.setCheckable(True)
            made.setChecked(name in self._chosen)
            made.setIcon(icons.icon(words.purpose_icon(name)))
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(lambda _on=False, name=name: self.toggle(name))
            self._chips[name] = made
            self._keys.addWidget(made)

    def toggle_number(self, number: int) -> bool:
        """Choose or leave the purpose of a key; False when there is no visit or no such key."""
        if self._visit is None or not 1 <= number <= len(self._known):
            return False
        self.toggle(self._known[number - 1])
        return True

    def toggle(self, name: str) -> None:
        """Choose or leave a purpose. The first choice replaces what was only assumed; the last one stays."""
        visit = self._visit
        if visit is None:
            return
        if not self._touched and name not in self._chosen:
            chosen: tuple[str, ...] = (name,)
        elif name in self._chosen:
            chosen = tuple(each for each in self._chosen if each != name) or self._chosen
        else:
            chosen = tuple(each for each in self._known if each in (*self._chosen, name))
        self._touched = True
        self._chosen = chosen
        for each, chip in self._chips.items():
            chip.setChecked(each in chosen)
        self._timer.start()
        self.purposes_changed.emit(visit.visit_id, chosen)

    def word(self) -> str:
        """IN, OUT, Ready or Refused."""
        return self._word.text()

    def headline(self) -> str:
        """The large line."""
        return self._headline.whole_text()

    def chosen(self) -> tuple[str, ...]:
        """What the visit shown is for."""
        return self._chosen if self._visit is not None else ()
