"""Where the library lies: on this computer, on a server, or in a deployment that a topology file describes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton

from app.errors import InvalidInput
from ui import theme
from ui.first_start.draft import Where
from ui.first_start.step import Step
from ui.messages import describe
from ui.sentences import said
from ui.widgets.banner import Banner
from ui.widgets.basic import button, row
from ui.widgets.form import Field, Form, Kind


class PlaceStep(Step):
    """Three places, each with what it needs, and a test that says in words what was found there."""

    key = "place"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._asked: dict[str, Any] | None = None  # what the last test was about
        self._choice = QButtonGroup(self)
        self._radios: dict[Where, QRadioButton] = {}
        for where, text in (
            (Where.HERE, self.tr("On this computer, in a file")),
            (Where.SERVER, self.tr("On a server of the school")),
            (Where.TOPOLOGY, self.tr("In a deployment I have a topology file of")),
        ):
            made = self._radios[where] = QRadioButton(text)
            self._choice.addButton(made)
            self.inside.addWidget(made)
        self._forms = {
            Where.HERE: self._here(),
            Where.SERVER: self._server(),
            Where.TOPOLOGY: self._topology(),
        }
        self.inside.addSpacing(theme.SPACE_HALF)
        for form in self._forms.values():
            form.setVisible(False)
            self.inside.addWidget(form)
            for line in form.findChildren(QLineEdit):
                line.returnPressed.connect(self.next_requested)
        self.found, self.cache = Banner(), Banner()
        self.test = button(self.tr("Test"), "flask", run=self._on_test, tip=self.tr("Test (Ctrl+T)"))
        self.browse = button(self.tr("Choose …"), "folder-open", run=self._on_browse)
        self.inside.addLayout(row(None, self.test, self.browse, None))
        for banner in (self.found, self.cache):
            banner.setVisible(False)
            self.inside.addWidget(banner)
        self._radios[self.draft.where].setChecked(True)
        self._choice.buttonToggled.connect(self._on_chosen)
        self._show_form()

    def name(self) -> str:
        return self.tr("Place")

    def heading(self) -> str:
        return self.tr("Where does the library lie?")

    def words(self) -> str:
        return self.tr("One desk keeps it in a file here. Several desks share one on a server.")

    def help(self) -> str:
        return self.tr(
            "A library in a file needs nothing else and can move to a server later. For a server you need its "
            "address, a user and a password; whoever looks after the server has them. The test says what answers there "
            "and what to do otherwise. The password goes into the system's keyring, or, where there is none, into your "
            "settings file, which only you can read. A shared cache is not needed: without it everything works, slower."
        )

    def _form(self, *fields: Field) -> Form:
        return Form(fields, buttons=False, margin=0, scrolls=False)

    def _here(self) -> Form:
        return self._form(
            Field(
                "folder",
                self.tr("Folder"),
                required=True,
                default=self.draft.folder or str(self.draft.base.data_dir),
                help=self.tr("On this computer's own disk; a network share would damage the file."),
            )
        )

    def _account(self) -> tuple[Field, ...]:
        return (
            Field("user", self.tr("User"), required=True, default=self.draft.user, half=True),
            Field("password", self.tr("Password"), Kind.PASSWORD, half=True),
            Field("tls", self.tr("Encrypted (TLS)"), Kind.CHECK, default=self.draft.tls, half=True),
            Field(
                "ca_file",
                self.tr("Certificate of its authority"),
                default=self.draft.ca_file,
                placeholder=self.tr("none: those the computer trusts"),
                half=True,
            ),
        )

    def _server(self) -> Form:
        return self._form(
            Field(
                "address",
                self.tr("Address of the server"),
                required=True,
                placeholder="db.school.example:3306/clms",
                default=self.draft.address,
            ),
            *self._account(),
            Field(
                "redis",
                self.tr("Shared cache (Redis), optional"),
                placeholder="cache.school.example:6379",
                default=self.draft.redis,
                half=True,
            ),
            Field("redis_password", self.tr("Password of the cache"), Kind.PASSWORD, half=True),
        )

    def _topology(self) -> Form:
        return self._form(
            Field("topology", self.tr("Topology file"), required=True, default=self.draft.topology),
            *self._account(),
            Field("redis_password", self.tr("Password of the cache"), Kind.PASSWORD, half=True),
        )

    # -- choosing ----------------------------------------------------------------------------------------

    @property
    def where(self) -> Where:
        """The place that is chosen."""
        return next(where for where, made in self._radios.items() if made.isChecked())

    @property
    def form(self) -> Form:
        """The form of that place."""
        return self._forms[self.where]

    def choose(self, where: Where) -> None:
        """Choose a place."""
        self._radios[where].setChecked(True)

    @Slot()
    def _on_chosen(self) -> None:
        self._show_form()

    def _show_form(self) -> None:
        for where, form in self._forms.items():
            form.setVisible(where is self.where)
        for banner in (self.found, self.cache):
            banner.setVisible(False)
        self._asked = None
        self.browse.setVisible(self.where is not Where.SERVER)

    def focus_first(self) -> None:
        self._radios[self.where].setFocus()

    @Slot()
    def _on_browse(self) -> None:
        key = "folder" if self.where is Where.HERE else "topology"

        def chosen(path: Path) -> None:
            self.form.enter({key: str(path)})

        if self.where is Where.HERE:
            self.messages.choose_folder(
                self.tr("Folder of the library"), self.form.values()["folder"], chosen
            )
        else:
            self.messages.choose_file(self.tr("Topology file"), "TOML (*.toml)", chosen)

    # -- testing -----------------------------------------------------------------------------------------

    @Slot()
    def _on_test(self) -> None:
        self._try(lambda: None)

    def leave(self, go_on: Callable[[], None]) -> None:
        """Only a place that fits is left behind."""
        tried = self.draft.tried
        if self._asked == self._entered() and tried is not None and tried.fits and not tried.empty:
            go_on()
        else:
            self._try(go_on)

    def _entered(self) -> dict[str, Any]:
        return {"where": self.where, **self.form.values()}

    def _try(self, go_on: Callable[[], None]) -> None:
        if wrong := self.form.errors():
            for key, text in wrong.items():
                self.form.say(key, text)
            self.form.editor(next(iter(wrong))).widget.setFocus()
            return
        entered = self._entered()
        for key, value in entered.items():
            setattr(self.draft, key, value)
        self.cache.setVisible(False)
        self.found.show_banner("muted", "hourglass", self.tr("Testing …"))
        self.run(self._work, lambda answer: self._on_tried(entered, answer, go_on), self._on_failed)

    def _work(self) -> Any:
        draft = self.draft
        if draft.where is Where.TOPOLOGY:
            draft.topology_settings = self.calls.read_topology(draft.topology)
        draft.keyring = draft.where is not Where.HERE and self.calls.keyring()
        return self.calls.try_place(draft.place())

    def _on_tried(self, entered: dict[str, Any], answer: Any, go_on: Callable[[], None]) -> None:
        tried, cache = answer
        self._asked = entered
        self.draft.tried = tried
        self._show(self.found, tried, must=True)
        if self.draft.where is not Where.HERE:
            self._show(self.cache, cache, must=False)
        if tried.fits and not tried.empty:
            go_on()

    def _on_failed(self, error: Exception) -> None:
        self.draft.tried = None
        key = str(error.details.get("field", "")) if isinstance(error, InvalidInput) else ""
        address = {"DATABASE_URL": "address", "REDIS_HOST": "redis", "REDIS_PORT": "redis"}
        field = address.get(key, "")
        if field in {each.key for each in self.form.fields}:
            self.found.setVisible(False)
            self.form.say(field, describe(error).text)
            self.form.editor(field).widget.setFocus()
        else:
            self.found.show_banner("bad", "warning-circle", describe(error).text)

    @staticmethod
    def _show(banner: Banner, tried: Any, *, must: bool) -> None:
        tone, icon = ("ok", "check-circle") if tried.fits else ("bad", "warning-circle")
        if tried.empty or (not tried.fits and not must):
            tone, icon = "warn", "warning"
        banner.show_banner(tone, icon, f"{said(tried.sentence)} {said(tried.hint)}".strip())
