"""Where this computer looks for newer releases: off, a folder or an https address, with a test and the school's key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import settings as stored
from app.domain.releases import ReleasePlace
from app.setting_sources import ENVIRONMENT
from ui import theme
from ui.dialogs import Dialog
from ui.messages import Messenger
from ui.release_test import ReleaseTest, key_problem, place_problem
from ui.runner import Runner
from ui.widgets.banner import Banner
from ui.widgets.basic import button, label, row
from ui.widgets.form import Field, Form

if TYPE_CHECKING:
    from app.settings import Settings

_NAMES = {"source": "UPDATE_SOURCE", "key": "UPDATE_KEY"}


class ReleasesDialog(Dialog):
    """``saved`` carries the settings as they are from then on."""

    saved = Signal(object)
    help_page = "releases"

    def __init__(self, runner: Runner, messages: Messenger, settings: Settings, parent: QWidget) -> None:
        super().__init__(self.tr("Newer releases"), parent)
        self._runner = runner
        self._messages = messages
        self._settings = settings
        self.setMinimumWidth(560)
        self.form = Form(self._fields(), buttons=False, margin=0, scrolls=False)
        self.form.set_values({"source": settings.update_source, "key": settings.update_key})
        self.form.save_requested.connect(self._save)
        self.form.cancelled.connect(self.reject)
        self.banner = Banner()
        self.banner.setVisible(False)
        self.test = ReleaseTest(runner, self.banner, self)
        self.test.button.clicked.connect(self._test)
        self.form.dirty_changed.connect(self.test.forget)
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+T"), self).activated.connect(self._test)
        self.form.focus_first()

    def _fields(self) -> tuple[Field, ...]:
        return (
            Field(
                "source",
                self.tr("Look for newer releases at"),
                placeholder=self.tr("Nowhere: nobody is asked"),
                help=self._where("source", self.tr("An https:// address or a folder's full path, with "
                                 "clms-release.toml in it. Blank: nobody is asked, unless the library names a place.")),
                check=place_problem,
                max_length=500,
                read_only=self._fixed("source"),
            ),
            Field(
                "key",
                self.tr("The school's public key"),
                help=self._where("key", self.tr("With it a release that is not signed by the school is refused. "
                                 "Blank: only the checksum is proven.")),
                check=key_problem,
                max_length=200,
                read_only=self._fixed("key"),
            ),
        )  # fmt: skip

    def _fixed(self, field: str) -> bool:
        """Whether what is typed here would not hold, since a stronger place says it."""
        source = self._settings.sources.get(_NAMES[field], "")
        return source == ENVIRONMENT or source.endswith(".env")

    def _where(self, field: str, usual: str) -> str:
        if not self._fixed(field):
            return usual
        place = self._settings.sources[_NAMES[field]]
        return self.tr("It is set in {place}, and is changed there.").format(
            place=self.tr("the environment") if place == ENVIRONMENT else place
        )

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_2)
        outer.setSpacing(theme.SPACE_2)
        outer.addWidget(label(self.tr("Newer releases"), "heading"))
        words = self.tr("For this computer. A window looks there once a day; nothing installs itself.")
        outer.addWidget(label(words, "soft", wrap=True))
        outer.addWidget(self.form)
        outer.addWidget(self.banner)
        outer.addStretch(1)
        self.save = button(
            self.tr("Save"), "check", "primary", run=self.form.save, tip=self.tr("Save (Ctrl+S)")
        )
        cancel = button(self.tr("Cancel"), run=self.reject, tip=self.tr("Cancel (Esc)"))
        outer.addLayout(row(None, self.test.button, None, cancel, self.save))

    def _typed(self) -> ReleasePlace:
        values = self.form.values()
        return ReleasePlace(str(values["source"] or "").strip(), "".join(str(values["key"] or "").split()))

    @Slot()
    def _test(self) -> None:
        if not self.form.errors() and self.test.button.isEnabled():
            self.test.start(self._typed())

    @Slot(object)
    def _save(self, _values: dict[str, Any]) -> None:
        self.save.setEnabled(False)
        work = partial(_write, self._settings, self._typed())
        self._runner.run(self, work, self._on_saved, self._on_failed, disk=True)

    def _on_saved(self, settings: Settings) -> None:
        self.form.saved()
        self._messages.tell(
            self.tr("Newer releases are looked for at {place}").format(place=settings.update_source)
            if settings.update_source
            else self.tr("This computer names no place for newer releases")
        )
        self.saved.emit(settings)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self.save.setEnabled(True)
        self.form.show_error(error)


def _write(settings: Settings, place: ReleasePlace) -> Settings:
    """Write what changed into the user's file; the settings as they hold then. A value the machine's file gives holds again
    where this user's is taken away."""
    wanted = {"UPDATE_SOURCE": place.source, "UPDATE_KEY": place.key}
    now = {"UPDATE_SOURCE": settings.update_source, "UPDATE_KEY": settings.update_key}
    changes = {name: text or None for name, text in wanted.items() if text != now[name]}
    if not changes:
        return settings
    stored.save(changes)
    read = stored.load(secrets=())
    return stored.overlaid(
        settings, {"UPDATE_SOURCE": read.update_source or None, "UPDATE_KEY": read.update_key or None}
    )
