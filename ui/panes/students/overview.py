"""The first tab of a patron's sheet: who it is, what stands against them, cards, contacts, school years."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.members import Block, Card, CardStatus, Contact, Enrolment
from app.errors import ClmsError
from ui import theme
from ui.models.columns import Badge, Tone
from ui.panes.sheet_parts import Face, LineAct, line, lines
from ui.panes.students import words
from ui.panes.students.record import Record
from ui.sentences import advice
from ui.widgets.badge import BadgeLabel
from ui.widgets.banner import Banner
from ui.widgets.basic import button, clear, label
from ui.widgets.sheet import Facts, Section, page
from ui.words import counted


class Overview(QWidget):
    """Shows a ``Record``; ``wanted`` asks for an act by its key, with what it is about."""

    wanted = Signal(str, object)

    def __init__(self, *, may_edit: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_edit = may_edit
        self._face = Face(64)
        self._head = QVBoxLayout()
        self._head.setSpacing(theme.SPACE_HALF)
        self._notices = QVBoxLayout()
        self._notices.setSpacing(theme.SPACE_HALF)
        self._facts = Facts()
        self._parts = QVBoxLayout()
        self._parts.setSpacing(theme.SPACE_3)
        self._area = self._lay_out()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def _lay_out(self) -> QScrollArea:
        top = QWidget()
        line_ = QHBoxLayout(top)
        line_.setContentsMargins(0, 0, 0, 0)
        line_.setSpacing(theme.SPACE_2)
        line_.addWidget(self._face)
        line_.addLayout(self._head, 1)
        notices, parts = QWidget(), QWidget()
        notices.setLayout(self._notices)
        self._notices.setContentsMargins(0, 0, 0, 0)
        parts.setLayout(self._parts)
        self._parts.setContentsMargins(0, 0, 0, 0)
        return page(top, notices, self._facts, parts, gap=theme.SPACE_2)

    def face(self) -> Face:
        """The photo."""
        return self._face

    def show_photo(self, image: QImage | None) -> None:
        """Show the photo once it is read."""
        self._face.set_image(image)

    def show_no_photo(self, problem: Exception) -> None:
        """Say that there is a photo that can't be shown now: the initials stay, and so does everything else."""
        text = label(self.tr("The photo can't be shown now."), "faint", wrap=True)
        text.setToolTip(advice(problem) if isinstance(problem, ClmsError) else str(problem))
        self._head.addWidget(text)

    def show_record(self, record: Record) -> None:
        """Show a patron; the photo follows by itself."""
        self._face.set_name(record.sheet.name)
        self._show_head(record)
        self._show_notices(record)
        self._show_facts(record)
        clear(self._parts)
        for section in (self._cards(record), self._contacts(record), self._years(record)):
            self._parts.addWidget(section)
        if record.sheet.draft.notes:
            self._parts.addWidget(Section(self.tr("Notes"), label(record.sheet.draft.notes, wrap=True)))
        past = self._past_blocks(record)
        if past is not None:
            self._parts.addWidget(past)

    def _show_head(self, record: Record) -> None:
        clear(self._head)
        self._head.addWidget(label(self._loans(record), "strong", wrap=True))
        standing = QHBoxLayout()
        standing.setSpacing(theme.SPACE)
        for badge in self._standing(record):
            standing.addWidget(BadgeLabel(badge, self))
        standing.addStretch(1)
        self._head.addLayout(standing)

    def _loans(self, record: Record) -> str:
        if record.card is None:
            return self.tr("Nothing on loan")
        have = len(record.card.loans)
        text = counted(have, "{n} book on loan", "{n} books on loan")
        if record.card.max_total is not None:
            text = self.tr("{have} of {most} books on loan").format(have=have, most=record.card.max_total)
        late = sum(loan.overdue for loan in record.card.loans)
        return self.tr("{loans}, {late} overdue").format(loans=text, late=late) if late else text

    def _standing(self, record: Record) -> list[Badge]:
        badges = []
        if record.account.owed_minor:
            owed = words.money(record.account.owed_minor)
            badges.append(Badge(self.tr("Owes {amount}").format(amount=owed), Tone.WARN, "coin"))
        if record.account.credit_minor:
            credit = words.money(record.account.credit_minor)
            badges.append(Badge(self.tr("Credit {amount}").format(amount=credit), Tone.INFO, "coin"))
        if record.card is not None and record.card.accruing_minor:
            runs = words.money(record.card.accruing_minor)
            badges.append(Badge(self.tr("{amount} running").format(amount=runs), Tone.WARN, "clock"))
        if record.card is not None and record.card.blocks:
            badges.append(Badge(self.tr("Blocked"), Tone.BAD, "prohibit"))
        return badges or [Badge(self.tr("In good standing"), Tone.OK, "check-circle")]

    def _show_notices(self, record: Record) -> None:
        clear(self._notices)
        sheet = record.sheet
        if record.deleted:
            self._notice(
                "bad", "trash", self.tr("This patron was deleted."), self.tr("Restore"), ("restore", None)
            )
        if sheet.draft.alert:
            self._notice("warn", "info", sheet.draft.alert)
        manual = [block for block in sheet.blocks if not block.lifted]
        for block in manual:
            scopes = ", ".join(words.tr(words.SCOPES[scope]) for scope in block.scopes)
            until = self.tr("until {day}").format(day=words.day(block.until_day)) if block.until_day else ""
            text = self.tr("Blocked: {reason}").format(reason=block.reason)
            text = f"{text}\n{' · '.join(filter(None, (scopes, until, block.created_by)))}"
            self._notice("bad", "prohibit", text, self.tr("Lift"), ("lift", block))
        reasons = {block.reason for block in manual}
        for note in record.card.blocks if record.card is not None else ():
            if not any(reason in note.message for reason in reasons):
                self._notice("bad", "prohibit", advice(note))
        holder = self._notices.parentWidget()
        if holder is not None:
            holder.setVisible(self._notices.count() > 0)

    def _notice(
        self, tone: str, icon: str, text: str, act: str = "", ask: tuple[str, object] | None = None
    ) -> None:
        banner = Banner(self)
        banner.show_banner(tone, icon, text)
        if act and ask is not None and self._may_edit:
            banner.set_button(act, partial(self.wanted.emit, *ask))
        self._notices.addWidget(banner)

    def _show_facts(self, record: Record) -> None:
        sheet, draft = record.sheet, record.sheet.draft
        facts: list[tuple[str, str]] = [
            (self.tr("Kind"), words.kind(draft.kind)),
            (self.tr("LRN"), draft.lrn or ""),
            (self.tr("Grade"), words.grade(draft.grade)),
            (self.tr("Section"), draft.section or ""),
            (self.tr("Category"), words.category(sheet.category)),
            (self.tr("Middle name"), draft.middle_name or ""),
            (self.tr("May borrow until"), words.day(draft.expires_on) if draft.expires_on else ""),
            (self.tr("Suspended until"), words.day(draft.suspended_until) if draft.suspended_until else ""),
            (self.tr("On record since"), words.day(sheet.created_at)),
        ]
        self._facts.set_facts(facts)

    def _section(self, title: str, act: str, ask: str, *items: QWidget, empty: str) -> Section:
        add = (
            button(act, "plus", "link", run=partial(self.wanted.emit, ask, None)) if self._may_edit else None
        )
        return Section(title, lines(*items, empty=empty), add)

    def _cards(self, record: Record) -> Section:
        made = [self._card(card) for card in record.sheet.cards]
        empty = (
            self.tr("No card yet; the LRN works as one.")
            if record.sheet.draft.lrn
            else self.tr("No card yet.")
        )
        return self._section(self.tr("Cards"), self.tr("Issue card"), "issue", *made, empty=empty)

    def _card(self, card: Card) -> QWidget:
        if card.status is CardStatus.ACTIVE:
            sub = self.tr("since {day}").format(day=words.day(card.issued_at))
            acts: list[LineAct] = [
                (self.tr("Replace…"), "arrows-clockwise", partial(self.wanted.emit, "replace", card)),
                (self.tr("Report lost…"), "x-circle", partial(self.wanted.emit, "lose", card)),
                (self.tr("Retire…"), "minus-circle", partial(self.wanted.emit, "retire", card)),
            ]
        else:
            ended = words.day(card.ended_at) if card.ended_at else ""
            sub = " · ".join(filter(None, (ended, card.reason)))
            acts = [(self.tr("It was found"), "check-circle", partial(self.wanted.emit, "found", card))]
        name = self.tr("What to do with card {number}").format(number=card.number)
        badge = words.card_badge(card.status)
        return line(card.number, sub=sub, badge=badge, acts=acts if self._may_edit else (), name=name)

    def _contacts(self, record: Record) -> Section:
        made = [self._contact(number, one) for number, one in enumerate(record.sheet.contacts)]
        empty = self.tr("Nobody to reach yet.")
        return self._section(self.tr("Contacts"), self.tr("Add"), "contact", *made, empty=empty)

    def _contact(self, number: int, contact: Contact) -> QWidget:
        kind = words.tr(words.CONTACTS[contact.kind][0])
        consent = Badge(self.tr("Notices"), Tone.OK, "check-circle") if contact.consent else None
        acts: list[LineAct] = [
            (self.tr("Change…"), "pencil-simple", partial(self.wanted.emit, "contact", number)),
            (self.tr("Remove"), "trash", partial(self.wanted.emit, "uncontact", number)),
        ]
        sub = " · ".join(filter(None, (kind, contact.name)))
        name = self.tr("What to do with {contact}").format(contact=contact.value)
        return line(contact.value, sub=sub, badge=consent, acts=acts if self._may_edit else (), name=name)

    def _years(self, record: Record) -> Section:
        made = [self._year(one) for one in record.sheet.enrolments]
        empty = self.tr("No school year yet.")
        return self._section(self.tr("School years"), self.tr("Add"), "enrol", *made, empty=empty)

    def _year(self, year: Enrolment) -> QWidget:
        acts: list[LineAct] = [
            (self.tr("Change…"), "pencil-simple", partial(self.wanted.emit, "enrol", year)),
            (self.tr("Remove"), "trash", partial(self.wanted.emit, "unenrol", year)),
        ]
        sub = " · ".join(filter(None, (words.grade(year.grade), year.section)))
        name = self.tr("What to do with {year}").format(year=year.school_year)
        return line(year.school_year, sub=sub, acts=acts if self._may_edit else (), name=name)

    def _past_blocks(self, record: Record) -> Section | None:
        past: list[Block] = [block for block in record.sheet.blocks if block.lifted]
        if not past:
            return None
        made = [
            line(block.reason, sub=self.tr("{day} · lifted").format(day=words.day(block.created_at)))
            for block in past[:5]
        ]
        return Section(self.tr("Earlier blocks"), lines(*made))
