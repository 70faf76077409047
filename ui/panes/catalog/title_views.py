"""A title's form and its MARC record: two views of one thing, each following the other while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.catalog import Title, TitleDraft
from app.domain.marc.holdings import read_holdings
from app.domain.marc.linked import in_original_script
from app.domain.marc.mnemonic import to_text
from app.domain.marc.records import MarcRecord
from app.domain.marc.storing import restored
from app.domain.marc.titles import read_title
from app.domain.marc.writing import to_record
from app.domain.title_lookup import LookedUp
from ui import theme
from ui.panes.catalog import title_form
from ui.panes.catalog.marc_view import MarcView
from ui.panes.catalog.new_cover import NewCover
from ui.panes.catalog.title_form import Choices, TitleForm, values_of
from ui.panes.catalog.title_help import TitleHelp
from ui.widgets.banner import Banner
from ui.widgets.basic import button, column, label, row, rule
from ui.widgets.tabbed import Tabbed

if TYPE_CHECKING:
    from ui.panes.acting import ActingPane

FORM, MARC = "form", "marc"


class TitleViews(QWidget):
    """Holds the form of a title, what helps to fill it, and its record. ``marc`` is what a save keeps."""

    def __init__(
        self,
        pane: ActingPane,
        choices: Choices,
        title: Title | None = None,
        kept: bytes | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """A new title is made without ``title``; ``kept`` is the record kept with it."""
        super().__init__(parent)
        page, marc = QWidget(), QWidget()  # in their places before there is much in them
        self.tabs = Tabbed(
            self, self.tr("Views of this title"), ((FORM, self.tr("Form"), page), (MARC, "MARC", marc))
        )
        self.form = form = TitleForm(choices, title, page)
        self.help = TitleHelp(pane, form, self)
        self.cover = NewCover(pane, form, page) if title is None else None
        self.view = MarcView(marc)
        self._record = restored(kept) if kept else None
        self._own = False  # whether a save has to keep the record: it was typed, or came from outside
        self._brought = False  # whether the record came from outside, and nothing was typed in it
        self._script = label("", wrap=True)
        self._original = QWidget(page)
        column(self._original, self._script).setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, 0)
        self._original.setVisible(False)
        self._script.setObjectName("original-script")
        self._broken = Banner()
        self._broken.setVisible(False)
        self._broken.set_button(self.tr("Back to MARC"), lambda: self.tabs.go(MARC))
        column(
            page, self._broken, self._original, *filter(None, (self.cover,)), form, gap=0
        ).setStretchFactor(form, 1)
        column(marc, self.view, rule(), self._foot(), gap=0)
        self.tabs.asked.connect(self.tabs.go)
        self.tabs.changed.connect(self._on_tab)
        column(self, self.help, self.tabs, gap=0).setStretch(
            1, 1
        )  # what says something takes no more than it needs
        self.help.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._wire()
        self._from_form()

    def _wire(self) -> None:
        self.help.add_keys(self)
        self.help.looked_up.connect(self._on_looked_up)
        if self.cover is not None:
            self.help.looked_up.connect(self.cover.look_quietly)
        save = QShortcut(QKeySequence("Ctrl+S"), self.view)
        save.activated.connect(self._save)
        self._timer = QTimer(self, singleShot=True, interval=150)
        self._timer.timeout.connect(self._from_form)
        for field in self.form.fields:
            self.form.editor(field.key).edited.connect(self._timer.start)
        self.view.changed.connect(self._from_marc)
        self.view.problem_changed.connect(self._on_problem)

    def _foot(self) -> QHBoxLayout:
        """The buttons of the form, for whoever types in the record."""
        save_text = title_form.tr("Save title") if self.form.title else title_form.tr("Add title")
        cancel = button(self.tr("Cancel"), run=self.form.cancel, tip=self.tr("Cancel (Esc)"))
        save = button(save_text, "check", "primary", run=self._save, tip=self.tr("Save (Ctrl+S)"))
        foot = row(None, None, cancel, save)
        foot.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        return foot

    @property
    def marc(self) -> str | None:
        """The record a save has to keep, as text; None when that which is kept stays."""
        if not self._own:
            return None
        self._from_form()
        return to_text(self._record) if self._record is not None else None

    # -- one follows the other -----------------------------------------------------------------------------

    @Slot()
    def _from_form(self) -> None:
        """Say what the form says in the record."""
        self._timer.stop()
        if self.view.problem:
            return  # the form is closed until the text can be read
        original = self._record
        copies = read_holdings(original).books if original is not None else ()
        record = to_record(self.form.draft(self.form.values()), copies, original)
        if self._own or original is not None:
            self._record = record
        self.view.show_record(record)
        self._show_script(record)

    @Slot(object)
    def _from_marc(self, record: MarcRecord) -> None:
        """Say what the record says in the form."""
        self._timer.stop()
        self._record, self._own, self._brought = record, True, False
        draft = read_title(record)
        now, said = self.form.values(), values_of(draft)
        self.form.base = draft
        self.form.enter(
            {key: value for key, value in said.items() if now.get(key) != value and (now.get(key) or value)}
        )
        self._timer.stop()  # what comes from the record needn't go back into it
        self._show_script(record)

    @Slot(object)
    def _on_looked_up(self, answer: LookedUp) -> None:
        """A record that came with the answer is kept with a title that has none, instead of that of an answer before."""
        if self._record is None or self._brought:
            data = answer.found.record
            self._record = restored(data) if data else None
            self._own = self._brought = bool(data)
        self._from_form()

    def _show_script(self, record: MarcRecord) -> None:
        """Title and people in their own script (880) above the form, which has them in Latin letters."""
        other = in_original_script(record)
        draft = read_title(other) if other is not None else None
        known = set(_names(read_title(record)))
        lines = [name for name in _names(draft) if name not in known] if draft else []
        self._script.setText("\n".join(lines))
        self._original.setVisible(bool(lines))

    # -- text that can't be read ---------------------------------------------------------------------------

    @Slot(str)
    def _on_problem(self, problem: str) -> None:
        self.form.setEnabled(not problem)
        self._broken.setVisible(bool(problem))
        if problem:
            words = self.tr("The MARC record can't be read as it is typed: {problem}").format(problem=problem)
            self._broken.show_banner("bad", "warning-circle", words)

    @Slot(str)
    def _on_tab(self, key: str) -> None:
        if key == MARC:
            self._from_form()
            self.view.text.setFocus()
            return
        self.view.read_now()
        if self.view.problem:
            self.tabs.bar.setFocus()  # the form is closed
        else:
            self.form.focus_first()

    @Slot()
    def _save(self) -> None:
        self.view.read_now()
        if self.view.problem:
            return
        if self.form.errors():
            self.tabs.go(FORM)
        self.form.save()


def _names(draft: TitleDraft) -> list[str]:
    """What a title and its people are called."""
    return [name for name in (draft.title, *(one.name for one in draft.contributors)) if name]
