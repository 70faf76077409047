"""What will be set, before anything is; then how far it is, or why it can't be."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from ui import theme
from ui.first_start.draft import Lists, Where
from ui.first_start.school_step import rules_words
from ui.first_start.step import Step
from ui.messages import describe
from ui.sentences import said
from ui.widgets.banner import Banner
from ui.widgets.basic import breakable, clear, label


class SummaryStep(Step):
    """The last page: its button starts."""

    key = "summary"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_3)
        self._grid.setVerticalSpacing(theme.SPACE)
        self._grid.setColumnStretch(1, 1)
        self.inside.addWidget(self._holder)
        self.banner = Banner()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.phase = label("", "faint")
        for each in (self.banner, self.bar, self.phase):
            each.setVisible(False)
            self.inside.addWidget(each)

    def name(self) -> str:
        return self.tr("Summary")

    def heading(self) -> str:
        return self.tr("Is this right?")

    def words(self) -> str:
        return self.tr("Nothing has been written so far. Start does all of it in one go.")

    def help(self) -> str:
        return self.tr(
            "Back changes anything. If something can't be done nothing stays half done, and it says why."
        )

    def shown(self) -> None:
        clear(self._grid)
        for line, (what, value) in enumerate(self._lines()):
            name = label(what, "soft")
            self._grid.addWidget(name, line, 0)
            self._grid.addWidget(label(breakable(value), wrap=True), line, 1)
        self.banner.setVisible(False)

    def _lines(self) -> list[tuple[str, str]]:
        draft = self.draft
        lines = [(self.tr("Library"), self._place())]
        if draft.asks_place and draft.where is not Where.HERE:
            keeps = (
                self.tr("in the system's keyring")
                if draft.keyring
                else self.tr("in your settings file, which only you can read")
            )
            lines.append((self.tr("Its password"), keeps))
        lines.append((self.tr("You"), self._person()))
        if draft.founds and draft.basics is not None:
            basics = draft.basics
            lines += [
                (self.tr("Name"), basics.name),
                (self.tr("Branch"), f"{basics.branch}, {basics.timezone}"),
                (self.tr("Loan rules"), rules_words(basics.policies)),
                (self.tr("Begins with"), self._begins()),
            ]
        return lines

    def _place(self) -> str:
        draft = self.draft
        if not draft.asks_place:
            return draft.base.database.place
        if draft.where is Where.HERE:
            return draft.folder or str(draft.base.data_dir)
        place = draft.topology if draft.where is Where.TOPOLOGY else draft.address
        secure = self.tr("encrypted") if draft.tls else self.tr("not encrypted")
        return self.tr("{place}, as {user}, {secure}").format(place=place, user=draft.user, secure=secure)

    def _person(self) -> str:
        draft = self.draft
        if not draft.is_new:
            return draft.username
        if draft.own_password is None:
            return self.tr("{name}, only this computer").format(name=draft.name)
        return self.tr("{name}, with a password").format(name=draft.name)

    def _begins(self) -> str:
        if self.draft.lists is Lists.SAMPLE:
            return self.tr("an invented library")
        if not self.draft.files:
            return self.tr("nothing")
        return ", ".join(each.name for each in self.draft.files)

    def show_busy(self) -> None:
        """Say that it is being done."""
        self.banner.setVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setVisible(True)
        self.phase.setText(self.tr("One moment"))
        self.phase.setVisible(True)

    def show_progress(self, phase: str, done: int, total: int) -> None:
        """Say how far it is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.phase.setText(said(phase))

    def show_failed(self, error: Exception) -> None:
        """Say why it can't be done."""
        self.bar.setVisible(False)
        self.phase.setVisible(False)
        self.banner.show_banner("bad", "warning-circle", describe(error).text)
