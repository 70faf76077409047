"""The patron in front of the desk: who, what stands against them, what they have, what they owe."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.desk import LoanOnCard, PatronCard
from ui import theme
from ui.models.columns import Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.panes.circulation import words
from ui.sentences import advice
from ui.state import UiState
from ui.widgets.acts import Act
from ui.widgets.badge import BadgeLabel
from ui.widgets.banner import Banner
from ui.widgets.basic import Elided, button, clear, label, row
from ui.widgets.table import TableView
from ui.words import counted, stored_word

_AVATAR = 48


def _due(loan: LoanOnCard) -> Badge:
    if loan.lost:
        return Badge(words.tr("Lost"), Tone.BAD, "x-circle")
    if loan.overdue:
        return Badge(words.tr("Overdue"), Tone.BAD, "warning-circle")
    return Badge(words.tr("On loan"), Tone.OK, "check-circle")


LOANS = (
    Column(
        "title",
        str(QT_TRANSLATE_NOOP("PatronCardView", "Title")),
        lambda r: r.title,
        stretch=True,
        strong=True,
        tip=lambda r: f"{r.title}\n{r.accession_number}",
        sort_key="",
    ),
    Column(
        "due",
        str(QT_TRANSLATE_NOOP("PatronCardView", "Due")),
        lambda r: words.short_day(r.due_on),
        width=8,
        sort_key="",
    ),
    Column(
        "state",
        str(QT_TRANSLATE_NOOP("PatronCardView", "State")),
        lambda r: "",
        badge=_due,
        width=11,
        sort_key="",
    ),
    Column(
        "fine",
        str(QT_TRANSLATE_NOOP("PatronCardView", "Fine")),
        lambda r: words.money(r.fine_minor) if r.fine_minor else "",
        width=8,
        numeric=True,
        sort_key="",
    ),
)


class Avatar(QWidget):
    """A patron's initials in a quiet circle."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_AVATAR, _AVATAR)
        self._initials = ""

    def set_name(self, name: str) -> None:
        """Show the initials of "Family, Given"."""
        family, _, given = name.partition(",")
        self._initials = (given.strip()[:1] + family.strip()[:1]).upper()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.color("accent_soft")))
        painter.drawEllipse(self.rect())
        painter.setPen(tokens.color("accent_text"))
        font = self.font()
        font.setPointSizeF(theme.HEADING_PT + 2)
        painter.setFont(font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)


class PatronCardView(QFrame):
    """Shows a ``PatronCard``. Acts are asked for by signal; the pane carries them out."""

    renew_requested = Signal(object)  # tuple of LoanOnCard
    return_requested = Signal(object)
    pay_requested = Signal()
    done_requested = Signal()
    open_requested = Signal(object)  # student id

    def __init__(self, state: UiState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self._card: PatronCard | None = None
        self._avatar = Avatar()
        self._name = Elided("", "title")
        self._about = label("", "soft", wrap=True)
        self._badges = QHBoxLayout()
        self._badges.setSpacing(theme.SPACE)
        self._blocks = QVBoxLayout()
        self._blocks.setSpacing(theme.SPACE_HALF)
        self._summary = label("", "strong", wrap=True)
        self._model = RowsModel(tuple(self._column(each) for each in LOANS), key=lambda loan: loan.loan_id)
        acts = (
            Act(
                "renew",
                self.tr("Renew"),
                self.renew_requested.emit,
                "arrows-clockwise",
                needs="some",
                menu_only=True,
            ),
            Act(
                "return",
                self.tr("Check in"),
                self.return_requested.emit,
                "arrow-down-left",
                needs="some",
                menu_only=True,
            ),
        )
        self.loans = TableView(self._model, "circulation-loans", state=state, acts=acts)
        self.loans.setAccessibleName(self.tr("Loans of this patron"))
        self.loans.type_ahead = False
        self._holds = label("", "soft", wrap=True)
        self._renew = button(
            self.tr("Renew"),
            "arrows-clockwise",
            run=self._on_renew,
            tip=self.tr("Renew the chosen loans, or all"),
        )
        self._pay = button(
            self.tr("Take payment"), "coin", run=self.pay_requested.emit, tip=self.tr("Take a payment (F6)")
        )
        self._sheet = button(self.tr("Record"), "identification-card", run=self._on_open)
        self._done = button(
            self.tr("Done"), "check", "primary", run=self.done_requested.emit, tip=self.tr("Done (Esc)")
        )
        self._lay_out()

    def _column(self, each: Column) -> Column:
        return replace(each, title=self.tr(each.title))

    def _lay_out(self) -> None:
        who = QVBoxLayout()
        who.setSpacing(2)
        who.addWidget(self._name)
        who.addWidget(self._about)
        who.addLayout(self._badges)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(who, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2)
        outer.setSpacing(theme.SPACE)
        outer.addLayout(head)
        outer.addLayout(self._blocks)
        outer.addWidget(self._summary)
        outer.addWidget(self.loans, 1)
        outer.addWidget(self._holds)
        outer.addLayout(row(None, self._renew, self._pay, self._sheet, None, self._done))

    def card(self) -> PatronCard | None:
        """The patron shown."""
        return self._card

    def show_card(self, card: PatronCard) -> None:
        """Show a patron."""
        self._card = card
        self._avatar.set_name(card.name)
        self._name.setText(card.name)
        place = " · ".join(filter(None, (self._grade(card), card.section, card.lrn)))
        self._about.setText(place)
        self._about.setVisible(bool(place))
        clear(self._badges)
        for badge in self._standing(card):
            self._badges.addWidget(BadgeLabel(badge, self))
        self._badges.addStretch(1)
        self._show_blocks(card)
        self._summary.setText(words.borrowed(card))
        self._model.set_rows(card.loans)
        self._holds.setText(self._hold_words(card))
        self._holds.setVisible(bool(card.holds))
        self._renew.setEnabled(bool(card.loans))
        self._pay.setEnabled(card.debt_minor > 0)
        self.setAccessibleName(f"{card.name}, {words.borrowed(card)}")

    def _grade(self, card: PatronCard) -> str:
        if not card.grade:
            return stored_word(card.category)
        return self.tr("Grade {grade}").format(grade=card.grade) if card.grade.isdigit() else card.grade

    def _standing(self, card: PatronCard) -> list[Badge]:
        badges = []
        if card.status != "ACTIVE":
            badges.append(Badge(stored_word(card.status), Tone.BAD, "prohibit"))
        if card.debt_minor:
            owes = self.tr("Owes {amount}").format(amount=words.money(card.debt_minor))
            badges.append(Badge(owes, Tone.WARN, "coin"))
        if card.accruing_minor:
            runs = self.tr("{amount} running").format(amount=words.money(card.accruing_minor))
            badges.append(Badge(runs, Tone.WARN, "clock"))
        waiting = sum(hold.state == "WAITING" for hold in card.holds)
        if waiting:
            said = counted(waiting, "{n} hold waiting", "{n} holds waiting")
            badges.append(Badge(said, Tone.INFO, "bookmark-simple"))
        if badges or card.blocks or any(loan.overdue or loan.lost for loan in card.loans):
            return badges
        return [Badge(self.tr("In good standing"), Tone.OK, "check-circle")]

    def _show_blocks(self, card: PatronCard) -> None:
        clear(self._blocks)
        notes = [("bad", "prohibit", advice(note)) for note in card.blocks]
        if card.alert:
            notes.insert(0, ("warn", "info", card.alert))
        for tone, icon, text in notes:
            banner = Banner(self)
            banner.show_banner(tone, icon, text)
            self._blocks.addWidget(banner)

    def _hold_words(self, card: PatronCard) -> str:
        lines = [
            self.tr("On the hold shelf: {title} ({number})").format(
                title=hold.title, number=hold.accession_number
            )
            if hold.accession_number
            else self.tr("Waits for: {title}").format(title=hold.title)
            for hold in card.holds
        ]
        return "\n".join(lines)

    def _on_renew(self) -> None:
        chosen = self.loans.selected()
        if self._card is not None:
            self.renew_requested.emit(chosen or self._card.loans)

    def _on_open(self) -> None:
        if self._card is not None:
            self.open_requested.emit(self._card.student_id)
