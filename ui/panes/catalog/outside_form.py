"""The form of who is asked outside for titles and covers, and how large attachments may be: settings of the library."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.domain.library_settings import LibrarySetting, SettingChange
from app.domain.title_files import MOST_ATTACHMENT_MB
from app.domain.title_lookup import SOURCE_NAMES, LookupSource
from ui.widgets.form import Field, Form, Kind

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor
    from ui.panes.catalog.pane import CatalogPane

_ADDRESSES = ("lookup_open_library", "lookup_sru", "lookup_covers")
_NAMES = ("lookup_sources", *_ADDRESSES, "attachment_mb")
_OPEN, _SRU = LookupSource.OPEN_LIBRARY, LookupSource.SRU


class OutsideForm(QObject):
    """Asks for the settings in the sheet of the catalogue, and writes those that changed."""

    def __init__(self, pane: CatalogPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self.form: Form | None = None

    def show(self) -> None:
        """Read the settings and show their form."""
        self._pane.editing.leave(
            lambda: self._pane.run(self._read, self._show, latest="outside"), close=False
        )

    def _read(self) -> dict[str, LibrarySetting]:
        found = self._pane.services.library_settings.list(self._pane.actor)
        return {one.name: one for one in found if one.name in _NAMES}

    def _show(self, settings: dict[str, LibrarySetting]) -> None:
        form = self.form = Form(self._fields(), check=self._check)
        form.set_values(_values(settings))
        form.save_requested.connect(partial(self._save, form, settings))
        self._pane.editing.show_form(
            form, self.tr("Looking titles up"), self.tr("For every desk of the library")
        )

    def _fields(self) -> tuple[Field, ...]:
        first = ((_OPEN, SOURCE_NAMES[_OPEN]), (_SRU, SOURCE_NAMES[_SRU]))
        return (
            Field("open", self.tr("Ask Open Library"), Kind.CHECK, heading=self.tr("Who is asked by the ISBN"),
                  help=self.tr("Without any source nothing leaves the library")),
            Field("sru", self.tr("Ask an SRU server"), Kind.CHECK, help=self.tr("As national libraries have them")),
            Field("first", self.tr("First"), Kind.CHOICE, required=True, choices=first,
                  help=self.tr("The other is asked when the first knows nothing")),
            Field("lookup_sru", self.tr("Address of the SRU server"), heading=self.tr("Addresses"), max_length=500,
                  help=self.tr("It answers in MARCXML. With {isbn} in it, it is the whole question.")),
            Field("lookup_open_library", self.tr("Address of Open Library"), max_length=500),
            Field("lookup_covers", self.tr("Address of its covers"), max_length=500,
                  help=self.tr("Left blank, no covers are looked up")),
            Field("attachment_mb", self.tr("Attachments of at most (MB)"), Kind.NUMBER, required=True, check=self._megabytes,
                  heading=self.tr("Files of titles")),
        )  # fmt: skip

    def _megabytes(self, value: Any) -> str:
        fits = value is None or 1 <= value <= MOST_ATTACHMENT_MB
        return "" if fits else self.tr("From 1 to {n}.").format(n=MOST_ATTACHMENT_MB)

    def _check(self, values: dict[str, Any]) -> Mapping[str, str]:
        if values.get("sru") and not str(values.get("lookup_sru") or "").strip():
            return {"lookup_sru": self.tr("An SRU server is asked only once its address is there.")}
        if values.get("open") and not str(values.get("lookup_open_library") or "").strip():
            return {"lookup_open_library": self.tr("Open Library is asked only once its address is there.")}
        return {}

    def _save(self, form: Form, before: Mapping[str, LibrarySetting], values: dict[str, Any]) -> None:
        form.set_busy(True)
        write = partial(_write, self._pane.services, self._pane.actor, before, values)
        self._pane.run(write, partial(self._saved, form), form.show_error)

    def _saved(self, form: Form, changed: int) -> None:
        if self._pane.editing.form is form:
            form.saved()
            self._pane.editing.cancel()
        self._pane.messages.tell(self.tr("Settings saved") if changed else self.tr("Nothing was changed"))


def _values(settings: Mapping[str, LibrarySetting]) -> dict[str, Any]:
    sources = settings["lookup_sources"].value
    return {
        "open": _OPEN.value in sources,
        "sru": _SRU.value in sources,
        "first": LookupSource(sources[0]) if sources else _OPEN,
        **{name: settings[name].value for name in (*_ADDRESSES, "attachment_mb")},
    }


def _write(
    services: App, actor: Actor, before: Mapping[str, LibrarySetting], values: Mapping[str, Any]
) -> int:
    """Set what changed, all or none; how many. Runs off the GUI thread."""
    asked = [one for one, on in ((_OPEN, values["open"]), (_SRU, values["sru"])) if on]
    asked.sort(key=lambda one: one != values["first"])
    said: dict[str, Any] = {name: str(values[name] or "").strip() for name in _ADDRESSES}
    said |= {"lookup_sources": [one.value for one in asked], "attachment_mb": values["attachment_mb"]}
    changed = [
        SettingChange(name, value, before[name].version)
        for name, value in said.items()
        if value != before[name].value
    ]
    if changed:
        services.library_settings.set_all(actor, changed)
    return len(changed)
