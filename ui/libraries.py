"""The libraries of this computer: open another, make one, and take settings from one computer to the next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app import paths, prepared, profile, profiles, settings
from app.prepared import Prepared
from ui import theme
from ui.dialogs import Dialog
from ui.messages import Choice, Messenger, Question, describe
from ui.runner import Runner
from ui.widgets.banner import Banner
from ui.widgets.basic import breakable, button, label, row

USUAL = ""


class LibrariesDialog(Dialog):
    """``chosen`` carries the profile to open in a window of its own, with this one closed first. ``show_releases`` shows where
    newer releases are looked for."""

    chosen = Signal(str)

    help_page = "libraries"

    def __init__(
        self, runner: Runner, messages: Messenger, parent: QWidget, show_releases: Callable[[], object]
    ) -> None:
        super().__init__(self.tr("Libraries on this computer"), parent)
        self._runner = runner
        self._messages = messages
        self._show_releases = show_releases
        self._current = profile.chosen()
        self.setMinimumSize(600, 420)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Libraries on this computer"))
        self.list.setSpacing(theme.SPACE_HALF // 2)
        self.list.itemActivated.connect(self._on_open)
        self.banner = Banner()
        self.banner.setVisible(False)
        self._lay_out()
        self._runner.run(self, profiles.known, self._on_known, self._show_error, disk=True)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_2)
        outer.setSpacing(theme.SPACE)
        outer.addWidget(label(self.tr("Libraries on this computer"), "heading"))
        words = self.tr(
            "Each has its own settings, data and passwords. Opening one closes this window first."
        )
        outer.addWidget(label(words, "soft", wrap=True))
        outer.addWidget(self.banner)
        outer.addWidget(self.list, 1)
        self.open_button = button(self.tr("Open"), "sign-in", "primary", run=self._on_open)
        self.new = button(self.tr("New library …"), "plus", run=self._on_new)
        outer.addLayout(row(None, self.open_button, self.new, None))
        outer.addSpacing(theme.SPACE)
        outer.addWidget(label(self.tr("Settings of this library"), "strong"))
        self.export = button(self.tr("Export …"), "export", run=self._on_export)
        self.take = button(self.tr("Import …"), "download-simple", run=self._on_import)
        self.export.setToolTip(self.tr("Write them into a file, without secrets"))
        self.take.setToolTip(self.tr("Take them from a file; the program starts again"))
        self.releases = button(
            self.tr("Newer releases …"), "arrow-clockwise", run=self._show_releases,
            tip=self.tr("Where this computer looks for a newer CLMS"),
        )  # fmt: skip
        outer.addLayout(
            row(None, self.export, self.take, self.releases, None, button(self.tr("Close"), run=self.reject))
        )

    def _on_known(self, names: tuple[str, ...]) -> None:
        everything = dict.fromkeys((USUAL, *names, self._current))
        for name in everything:
            words = name or self.tr("The usual library")
            item = QListWidgetItem(
                self.tr("{library} (open now)").format(library=words) if name == self._current else words
            )
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    # -- opening and making ------------------------------------------------------------------------------

    @Slot()
    def _on_open(self) -> None:
        item = self.list.currentItem()
        if item is not None and item.data(Qt.ItemDataRole.UserRole) != self._current:
            self._choose(str(item.data(Qt.ItemDataRole.UserRole)))

    def _choose(self, name: str) -> None:
        self.chosen.emit(name)
        self.accept()

    @Slot()
    def _on_new(self) -> None:
        question = Question(
            self.tr("New library"),
            self.tr("A new window asks for the rest; nothing is made before you finish there."),
            (
                Choice("cancel", self.tr("Cancel")),
                Choice("make", self.tr("Go on"), primary=True),
            ),
            text_field=self.tr("Its name on this computer, such as Grade school"),
            text_required=True,
        )
        self._messages.ask(question, self._on_named)

    def _on_named(self, key: str, text: str) -> None:
        if key == "make":
            self._runner.run(self, partial(profiles.spelled, text), self._choose, self._show_error, disk=True)

    # -- settings ----------------------------------------------------------------------------------------

    @Slot()
    def _on_export(self) -> None:
        title = self.tr("Export the settings")
        self._messages.choose_target(title, "clms-settings.toml", "TOML (*.toml)", self._write)

    def _write(self, target: Path) -> None:
        done = self.tr("The settings are in {file}, without secrets.").format(file=target.name)
        self._runner.run(
            self,
            partial(_export, target),
            lambda _: self._say("ok", "check-circle", done),
            self._show_error,
            disk=True,
        )

    @Slot()
    def _on_import(self) -> None:
        self._messages.choose_file(self.tr("Import settings"), "TOML (*.toml)", self._read)

    def _read(self, file: Path) -> None:
        self._runner.run(self, partial(prepared.read, file), self._on_read, self._show_error, disk=True)

    def _on_read(self, found: Prepared) -> None:
        count = len(found.settings)
        question = Question(
            self.tr("%n settings are taken over", "", count),
            self.tr("They replace those of the same names: {names}. The program starts again.").format(
                names=", ".join(found.settings) or "—"
            ),
            (
                Choice("cancel", self.tr("Cancel")),
                Choice("take", self.tr("Take over"), primary=True),
            ),
        )
        self._messages.ask(question, partial(self._on_agreed, found))

    def _on_agreed(self, found: Prepared, key: str, _text: str) -> None:
        if key == "take":
            work = partial(settings.save, found.settings)
            self._runner.run(self, work, lambda _: self._choose(self._current), self._show_error, disk=True)

    # -- talking -----------------------------------------------------------------------------------------

    def _say(self, tone: str, icon: str, text: str) -> None:
        self.banner.show_banner(tone, icon, breakable(text))

    def _show_error(self, error: Exception) -> None:
        self._say("bad", "warning-circle", describe(error).text)


def _export(target: Path) -> None:
    target.write_text(prepared.exported(paths.settings_file()), encoding="utf-8")
