"""Two titles side by side: where they differ one chooses, field by field, what the one that stays says."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QWidget

from app.domain.catalog import Title
from app.domain.marc.records import MarcRecord
from app.domain.quality.merging import FIELDS, differing, proposed
from ui import theme
from ui.panes.catalog.words import copies, field_word
from ui.panes.quality.record_lines import RecordLines
from ui.panes.quality.words import field_value
from ui.widgets.basic import breakable, button, clear, column, label, row, rule, set_property
from ui.widgets.sheet import page

#: Brings the first line of a text level with the circle of its button.
_TOP = 4


class _Value(QLabel):
    """A value beside its button: a click on it chooses it, and the chosen one stands bold."""

    def __init__(self, text: str, choice: QRadioButton) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)  # no buddy: it would take the & of a publisher for a key
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setContentsMargins(0, _TOP, 0, 0)
        self._choice = choice
        choice.toggled.connect(self._on_toggled)
        self._on_toggled(choice.isChecked())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choice.setChecked(True)
        super().mousePressEvent(event)

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        set_property(self, "role", "strong" if on else "soft")


class MergeView(QWidget):
    """``wanted`` fires with what is taken from the title that goes: fields of the form, and of its MARC record."""

    wanted = Signal(object, object)  # frozenset of field names, frozenset of places
    swapped = Signal()
    apart = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: dict[str, tuple[QRadioButton, QRadioButton]] = {}
        self.records: RecordLines | None = None
        self._groups: list[QButtonGroup] = []
        self._over = label("", "soft", wrap=True)
        self._same = label("", "faint", wrap=True)
        body = QWidget()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.SPACE)
        self._grid.setVerticalSpacing(theme.SPACE)
        self._grid.setColumnStretch(3, 1)
        self._grid.setColumnStretch(5, 1)
        column(body, self._over, self._grid, self._same, None, gap=theme.SPACE_2)
        self.merge = button(
            self.tr("Make them one"), "git-merge", "primary", run=self._on_merge, tip=self.tr("Ctrl+Enter")
        )
        swap = button(self.tr("The other stays"), "swap", run=self.swapped.emit, tip=self.tr("Ctrl+T"))
        self.two = button(self.tr("They are two titles"), "check", run=self.apart.emit, tip=self.tr("Ctrl+D"))
        foot = QWidget()
        row(foot, self.two, None, swap, self.merge, margin=theme.SPACE_2)
        column(self, page(body, name=self.tr("Two titles side by side")), rule(), foot, gap=0)
        for keys, act in (
            ("Ctrl+Return", self._on_merge),
            ("Ctrl+T", self.swapped.emit),
            ("Ctrl+D", self.apart.emit),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def show_titles(
        self, kept: Title, gone: Title, records: tuple[MarcRecord, MarcRecord] | None = None, *, pair: bool
    ) -> None:
        """Show what differs; ``records`` are the MARC records where both titles have one, and ``pair`` tells that the queue
        asks whether these two are one."""
        self.two.setVisible(pair)
        self._over.setText(self._goes_over(gone))
        clear(self._grid)
        self.choices, self._groups = {}, []
        fields = differing(kept.draft, gone.draft)
        taken = proposed(kept.draft, gone.draft)
        self._heads(kept, gone)
        for line, name in enumerate(fields, start=1):
            self._line(line, name, kept, gone, name in taken)
        self.records = None if records is None else RecordLines(self._grid, len(fields) + 1, *records)
        same = [field_word(name) for name in FIELDS if name not in fields and getattr(kept.draft, name)]
        self._same.setText(
            self.tr("The same in both: {fields}").format(fields=", ".join(same)) if same else ""
        )
        first = next(iter(self.choices.values()), None)
        target = self.merge if first is None else first[1] if first[1].isChecked() else first[0]
        target.show()  # what was just put into a layout is shown later only, and takes no focus till then
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def taken(self) -> frozenset[str]:
        """The fields whose value comes from the title that goes."""
        return frozenset(name for name, (_kept, gone) in self.choices.items() if gone.isChecked())

    def marc_fields(self) -> frozenset[int]:
        """The places of the fields that go over from the other's MARC record."""
        return frozenset() if self.records is None else self.records.taken()

    def _goes_over(self, gone: Title) -> str:
        live = [book for book in gone.books if book.deleted_at is None]
        lent = sum(book.due_on is not None for book in live)
        said = self.tr("Goes over with its loans and holds: {copies}.").format(copies=copies(len(live)))
        return f"{said} {self.tr('{n} on loan now.').format(n=lent)}" if lent else said

    def _heads(self, kept: Title, gone: Title) -> None:
        for at, words, title in ((2, self.tr("Stays"), kept), (4, self.tr("Goes"), gone)):
            live = [book.accession_number for book in title.books if book.deleted_at is None]
            more = (
                self.tr("{number} and {n} more").format(number=live[0], n=len(live) - 1)
                if len(live) > 1
                else ""
            )
            head = label(words, "strong")
            self._grid.addWidget(head, 0, at, 1, 1, Qt.AlignmentFlag.AlignTop)
            text = more or (live[0] if live else self.tr("no copies"))
            self._grid.addWidget(label(breakable(text), "faint", wrap=True), 0, at + 1)

    def _line(self, line: int, name: str, kept: Title, gone: Title, take: bool) -> None:
        sign = label("≠", "strong")
        sign.setAccessibleName(self.tr("differs"))
        sign.setToolTip(self.tr("The two titles differ here"))
        top = Qt.AlignmentFlag.AlignTop
        field = label(field_word(name), "faint")
        for at, text in enumerate((sign, field)):
            text.setContentsMargins(0, _TOP, 0, 0)
            self._grid.addWidget(text, line, at, top)
        group = QButtonGroup(self)
        made = []
        for at, title, chosen in ((2, kept, not take), (4, gone, take)):
            value = field_value(getattr(title.draft, name))
            choice = QRadioButton()
            choice.setChecked(chosen)
            choice.setAccessibleName(f"{field_word(name)}: {value or self.tr('empty')}")
            group.addButton(choice)
            self._grid.addWidget(choice, line, at, top)
            self._grid.addWidget(_Value(breakable(value) or self.tr("blank"), choice), line, at + 1)
            made.append(choice)
        self._groups.append(group)
        self.choices[name] = (made[0], made[1])

    @Slot()
    def _on_merge(self) -> None:
        self.wanted.emit(self.taken(), self.marc_fields())
