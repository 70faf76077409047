"""Who works here: the first person of a new library, or somebody who has an account in one that is shared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QRadioButton

from ui import theme
from ui.first_start.step import Step
from ui.widgets.form import Field, Form, Kind

SHORTEST = 8


class PersonStep(Step):
    """A name and a password twice, or "only this computer"; in a library with people their user name and password."""

    key = "person"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.protected = QRadioButton(self.tr("Protect with a password"))
        self.local = QRadioButton(self.tr("Only this computer, without a password"))
        self.protected.setChecked(True)
        self.first = Form(
            (
                Field("name", self.tr("Your name"), required=True, placeholder=self.tr("Maria Santos")),
                Field(
                    "password",
                    self.tr("Password"),
                    Kind.PASSWORD,
                    help=self.tr("At least 8 characters. Three or four words are easy to remember."),
                    half=True,
                ),
                Field("again", self.tr("Password again"), Kind.PASSWORD, half=True),
            ),
            buttons=False,
            margin=0,
            scrolls=False,
            check=self._check_passwords,
        )
        self.known = Form(
            (
                Field("username", self.tr("User name"), required=True, half=True),
                Field("password", self.tr("Password"), Kind.PASSWORD, required=True, half=True),
            ),
            buttons=False,
            margin=0,
            scrolls=False,
        )
        for each in (self.protected, self.local):
            self.inside.addWidget(each)
        self.inside.addSpacing(theme.SPACE)
        for form in (self.first, self.known):
            self.inside.addWidget(form)
            for line in form.findChildren(QLineEdit):
                line.returnPressed.connect(self.next_requested)
        self.local.toggled.connect(self._on_local)

    def name(self) -> str:
        return self.tr("You")

    def heading(self) -> str:
        return self.tr("Who are you?")

    def words(self) -> str:
        return self.tr("Every act in the library carries a name. Others can be added later under Users.")

    def help(self) -> str:
        return self.tr(
            "The first person of a new library is its administrator. “Only this computer” asks for no password until a second "
            "person is added; it is for a library in a file. In a library on a server in which people work already you sign "
            "in with the account that its administrator made for you."
        )

    @property
    def form(self) -> Form:
        """The form that counts."""
        return self.first if self.draft.is_new else self.known

    def shown(self) -> None:
        new = self.draft.is_new
        self.first.setVisible(new)
        self.known.setVisible(not new)
        self.protected.setVisible(new)
        self.local.setVisible(new)
        self.local.setEnabled(not self.draft.on_server)
        if self.draft.on_server:
            self.protected.setChecked(True)

    def focus_first(self) -> None:
        self.form.focus_first()

    @Slot(bool)
    def _on_local(self, local: bool) -> None:
        for key in ("password", "again"):
            place = self.first.editor(key).widget.parentWidget()
            if place is not None:
                place.setVisible(not local)

    def leave(self, go_on: Callable[[], None]) -> None:
        form, values = self.form, self.form.values()
        if wrong := form.errors():
            for key, text in wrong.items():
                form.say(key, text)
            form.editor(next(iter(wrong))).widget.setFocus()
            return
        new = self.draft.is_new
        self.draft.name = values.get("name", "")
        self.draft.username = values.get("username", "")
        self.draft.own_password = None if new and self.local.isChecked() else values["password"]
        go_on()

    def _check_passwords(self, values: dict[str, Any]) -> dict[str, str]:
        if self.local.isChecked():
            return {}
        if not values["password"]:
            return {"password": self.tr("This is needed.")}
        if len(values["password"]) < SHORTEST:
            return {"password": self.tr("At least 8 characters.")}
        if values["password"] != values["again"]:
            return {"again": self.tr("The two passwords differ.")}
        return {}
