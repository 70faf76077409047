"""What was asked when the library was founded, changed later: name, branch, zone, currency, loan rules; for every desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.founding import NAME_MOST, Basics
from app.domain.library_settings import CURRENCY_CODES, LibrarySetting, SettingChange
from app.domain.paging import Window
from app.domain.releases import ReleasePlace
from ui import theme
from ui.dialogs import Dialog
from ui.first_start.school_step import TEMPLATES, is_zone, rules_words
from ui.messages import Choice, Messenger, Question, describe
from ui.release_test import ReleaseTest, key_problem, place_problem
from ui.runner import Runner
from ui.widgets.banner import Banner
from ui.widgets.basic import button, label, row
from ui.widgets.form import Field, Form, Kind

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor

_SETTINGS = ("currency", "update_source", "update_key")
_BASICS = ("name", "branch", "timezone", "policies")
HEIGHT = 780
"""All fields at once; on a smaller screen they scroll."""
_ZONES = ("Asia/Manila", "Asia/Tokyo", "Asia/Singapore", "UTC")


@dataclass(frozen=True, slots=True)
class Known:
    """What the library says now: its basics, some settings by name, how many rules it lends by, and what is out."""

    basics: Basics
    settings: Mapping[str, LibrarySetting]
    rules: int
    out: bool

    def values(self) -> dict[str, Any]:
        """As the form shows it."""
        said = {name: getattr(self.basics, name) for name in _BASICS}
        return said | {name: self.settings[name].value for name in _SETTINGS}


@dataclass(frozen=True, slots=True)
class Written:
    """The basics as they are then, None when nothing was to be written, and what takes it back.

    Rules that were replaced come back by no template: then nothing does.
    """

    basics: Basics | None
    back: Callable[[], object] | None = None


class ThisLibraryDialog(Dialog):
    """``saved`` tells that something was written."""

    saved = Signal()
    help_page = "library"

    def __init__(
        self, services: App, actor: Actor, runner: Runner, messages: Messenger, parent: QWidget
    ) -> None:
        super().__init__(self.tr("This library"), parent)
        self._services, self._actor = services, actor
        self._runner, self._messages, self._over = runner, messages, parent
        self.known: Known | None = None
        self.form = Form(self._fields(), buttons=False, margin=0, scrolls=False)
        self.form.setEnabled(False)
        self.form.save_requested.connect(self._on_save)
        self.form.cancelled.connect(self.reject)
        self.banner = Banner()
        self.banner.setVisible(False)
        self.test = ReleaseTest(runner, self.banner, self)
        self.test.button.clicked.connect(self._test)
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+T"), self).activated.connect(self._test)
        self._read()

    def _fields(self) -> tuple[Field, ...]:
        currencies = tuple((each, each) for each in CURRENCY_CODES)
        rules = tuple((each, rules_words(each)) for each in TEMPLATES)
        return (
            Field("name", self.tr("Name of the library"), required=True, max_length=NAME_MOST,
                  help=self.tr("As receipts and the window show it.")),
            Field("branch", self.tr("Name of its first branch"), required=True, max_length=NAME_MOST, half=True),
            Field("timezone", self.tr("Time zone"), Kind.CHOICE, required=True, editable=True, half=True,
                  choices=tuple((each, each) for each in _ZONES), check=self._check_zone),
            Field("policies", self.tr("Loan rules it began with"), Kind.CHOICE, required=True, choices=rules,
                  help=self.tr("Another choice replaces all of them, after a question. Single rules are changed under Rules.")),
            Field("currency", self.tr("Currency"), Kind.CHOICE, required=True, choices=currencies, half=True,
                  help=self.tr("Fixed once there are amounts.")),
            Field("update_source", self.tr("Look for newer releases at"), heading=self.tr("Newer releases, for every computer"),
                  placeholder=self.tr("Nowhere: nobody is asked"), max_length=500, check=place_problem,
                  help=self.tr("For computers that name no place of their own. Blank: nobody is asked.")),
            Field("update_key", self.tr("The school's public key"), max_length=200, check=key_problem,
                  help=self.tr("With it a release that is not signed by the school is refused.")),
        )  # fmt: skip

    def _check_zone(self, text: str) -> str:
        return "" if is_zone(text) else self.tr("There is no such zone. Write it as in Asia/Manila.")

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("page")
        page = QVBoxLayout(inside)
        page.setContentsMargins(0, 0, theme.SPACE, 0)
        page.addWidget(self.form)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_2)
        outer.setSpacing(theme.SPACE_2)
        outer.addWidget(label(self.tr("This library"), "heading"))
        outer.addWidget(
            label(self.tr("For every desk. The audit keeps who changed what."), "soft", wrap=True)
        )
        outer.addWidget(area, 1)
        outer.addWidget(self.banner)
        self.save = button(
            self.tr("Save"), "check", "primary", run=self.form.save, tip=self.tr("Save (Ctrl+S)")
        )
        cancel = button(self.tr("Cancel"), run=self.reject, tip=self.tr("Cancel (Esc)"))
        outer.addLayout(row(None, self.test.button, None, cancel, self.save))
        self.resize(640, min(HEIGHT, self.screen().availableSize().height() - 2 * theme.SPACE_4))

    # -- reading -----------------------------------------------------------------------------------------

    def _read(self) -> None:
        self.save.setEnabled(False)
        work = partial(_known, self._services, self._actor)
        self._runner.run(self, work, self._on_known, self._on_failed, latest="library")

    def _on_known(self, known: Known) -> None:
        self.known = known
        zones = dict.fromkeys((known.basics.timezone, *_ZONES))
        self.form.set_choices("timezone", ((each, each) for each in zones))
        self.form.set_values(known.values())
        self.form.setEnabled(True)
        self.save.setEnabled(True)
        self.form.focus_first()

    # -- saving ------------------------------------------------------------------------------------------

    @Slot(object)
    def _on_save(self, values: dict[str, Any]) -> None:
        known = self.known
        if known is None or not self.save.isEnabled():
            return
        wanted = {name: str(values[name] or "").strip() for name in (*_BASICS, *_SETTINGS)}
        effects = self._effects(known, wanted)
        if not effects:
            self._write(wanted)
            return
        question = Question(
            self.tr("Change how the library lends?"),
            " ".join(effects),
            (
                Choice("cancel", self.tr("Go back")),
                Choice("change", self.tr("Change it"), danger=wanted["policies"] != known.basics.policies),
            ),
        )
        self._messages.ask(question, lambda key, _text: self._write(wanted) if key == "change" else None)

    def _effects(self, known: Known, wanted: Mapping[str, str]) -> list[str]:
        """What a person should know before days or rules change."""
        found = []
        if wanted["timezone"] != known.basics.timezone:
            words = self.tr(
                "Days are counted in {zone} from now on, on other computers within a minute: due dates of new loans, "
                "fines and attendance."
            )
            found.append(words.format(zone=wanted["timezone"]))
        if wanted["policies"] != known.basics.policies:
            words = self.tr(
                "%n rules of the library, with all that was changed in them, are replaced by: {rules}.",
                "",
                known.rules,
            )
            found.append(words.format(rules=rules_words(wanted["policies"])))
            found.append(self.tr("The audit keeps the old ones; this can't be undone by itself."))
        if found and known.out:
            found.append(
                self.tr("Books that are out stay due when they were due, by the rule they were lent by.")
            )
        return found

    def _write(self, wanted: Mapping[str, str]) -> None:
        if self.known is None:
            return
        self.save.setEnabled(False)
        work = partial(_write, self._services, self._actor, self.known, wanted)
        self._runner.run(self, work, self._on_saved, self._on_refused)

    def _on_saved(self, written: Written) -> None:
        self.form.saved()
        if written.basics is None:
            self._messages.tell(self.tr("Nothing was changed"))
        else:
            undo = None
            if written.back is not None:  # the window outlives this dialog
                undo = partial(_take_back, self._runner, self._over, written.back, self.tr("Undone"))
            self._messages.tell(self.tr("The library's settings are saved"), undo=undo)
            self.saved.emit()
        self.accept()

    def _on_refused(self, error: Exception) -> None:
        self.save.setEnabled(True)
        self.form.show_error(error)

    def _on_failed(self, error: Exception) -> None:
        self.banner.show_banner("bad", "warning-circle", describe(error).text)

    @Slot()
    def _test(self) -> None:
        values = self.form.values()
        wrong = self.form.errors()
        if self.test.button.isEnabled() and not {"update_source", "update_key"} & set(wrong):
            key = "".join(str(values["update_key"] or "").split())
            self.test.start(ReleasePlace(str(values["update_source"] or "").strip(), key))


def _known(services: App, actor: Actor) -> Known:
    from app.domain.loans import LoanQuery

    settings = {one.name: one for one in services.library_settings.list(actor) if one.name in _SETTINGS}
    out = services.circulation.list(actor, LoanQuery(open_only=True), Window(limit=1)).rows
    rules = len(services.policies.list(actor))
    return Known(services.founding.basics(actor), settings, rules, bool(out))


def _take_back(runner: Runner, over: QWidget, work: Callable[[], object], say: str) -> None:
    runner.run(over, work, say=say)


def _write(services: App, actor: Actor, known: Known, wanted: Mapping[str, str]) -> Written:
    """Write what changed, all or none."""
    changes = tuple(
        SettingChange(name, wanted[name], known.settings[name].version)
        for name in _SETTINGS
        if wanted[name] != known.settings[name].value
    )
    basics = replace(known.basics, **{name: wanted[name] for name in _BASICS})
    if not changes and basics == known.basics:
        return Written(None)
    now = services.founding.change(actor, basics, known.basics, changes).value
    if now.policies != known.basics.policies:
        return Written(now)
    back = tuple(
        SettingChange(one.name, known.settings[one.name].value, (one.version or 0) + 1) for one in changes
    )
    return Written(now, partial(services.founding.change, actor, known.basics, now, back))
