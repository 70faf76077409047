"""People who sign in: their roles, passwords and whether their account is on."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QWidget

from app.domain.accounts import User, UserDraft, UserQuery
from app.domain.actors import GRANTS, Role
from app.domain.changes import Changed, Receipt
from app.services.acts import new_key
from ui.models.columns import Badge, Column, Tone
from ui.models.pages import PagesModel
from ui.models.sources import QuerySource
from ui.panes.base import Pane, PaneContext
from ui.widgets.acts import Act
from ui.widgets.basic import button, label
from ui.widgets.form import Field, Form, Kind
from ui.widgets.sheet import Facts, Section, page

ROLE_WORDS: dict[Role, str] = {
    Role.ADMIN: str(QT_TRANSLATE_NOOP("UsersPane", "Administrator")),
    Role.HEAD_LIBRARIAN: str(QT_TRANSLATE_NOOP("UsersPane", "Head librarian")),
    Role.LIBRARIAN: str(QT_TRANSLATE_NOOP("UsersPane", "Librarian")),
    Role.OPERATOR: str(QT_TRANSLATE_NOOP("UsersPane", "Operator")),
    Role.KIOSK: str(QT_TRANSLATE_NOOP("UsersPane", "Kiosk")),
}


def _state(user: User) -> Badge:
    if not user.active:
        return Badge("Switched off", Tone.MUTED, "prohibit")
    if user.locked_until is not None:
        return Badge("Resting after wrong passwords", Tone.WARN, "clock")
    if not user.has_password:
        return Badge("This computer only", Tone.WARN, "desktop")
    return Badge("Active", Tone.OK, "check-circle")


COLUMNS = (
    Column("name", str(QT_TRANSLATE_NOOP("UsersPane", "Name")), lambda r: r.name, stretch=True, strong=True),
    Column("username", str(QT_TRANSLATE_NOOP("UsersPane", "Signs in as")), lambda r: r.username, width=18),
    Column("role", str(QT_TRANSLATE_NOOP("UsersPane", "Role")), lambda r: ROLE_WORDS[r.role], width=18),
    Column(
        "state",
        str(QT_TRANSLATE_NOOP("UsersPane", "State")),
        lambda r: "",
        badge=_state,
        width=22,
        sort_key="",
    ),
    Column(
        "signed_in_at",
        str(QT_TRANSLATE_NOOP("UsersPane", "Last signed in")),
        lambda r: f"{r.signed_in_at.astimezone():%Y-%m-%d %H:%M}" if r.signed_in_at else "—",
        width=18,
    ),
)


class UsersPane(Pane):
    """Add, change, switch off; nobody grants a role above their own, and the last manager stays."""

    listens_to = Changed.USERS

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._user: User | None = None
        self._model = PagesModel(self.runner, self.translated(COLUMNS), self)
        acts = (
            Act("password", self.tr("Set password…"), self._on_password, "key", needs="one", menu_only=True),
            Act(
                "off",
                self.tr("Switch off"),
                self._on_off,
                "prohibit",
                needs="one",
                danger=True,
                menu_only=True,
            ),
            Act("on", self.tr("Switch on"), self._on_on, "check-circle", needs="one", menu_only=True),
            Act("edit", self.tr("Edit"), self._on_edit, "pencil-simple", "Ctrl+E", needs="one"),
            Act("add", self.tr("Add user"), self._on_add, "plus", "Ctrl+N", primary=True),
        )
        self._list = self.list_body(
            "users",
            self._model,
            acts,
            nouns=(self.tr("user"), self.tr("users")),
            placeholder=self.tr("Search names"),
            multi=False,
        )
        self._list.view.set_empty(self.tr("No user found"), self.tr("Add people who work at the desk."))
        self._list.searched.connect(self.search)
        self._list.table.current_changed.connect(self._on_row)
        self._list.table.opened.connect(self._on_row)

    def start(self) -> None:
        self.search("")

    def search(self, text: str) -> None:
        accounts = self.services.accounts
        query = UserQuery(text=text)
        self._model.set_source(
            QuerySource(partial(accounts.list, self.actor), partial(accounts.count, self.actor), query)
        )

    # -- the sheet -----------------------------------------------------------------------------------

    def _on_row(self, user: User | None) -> None:
        if user is None:
            return
        self._user = user
        sheet = self._list.sheet
        sheet.set_header(user.name, user.username, _state(user))
        facts = Facts()
        facts.set_facts(
            (
                (self.tr("Role"), self.tr(ROLE_WORDS[user.role])),
                (self.tr("May"), ", ".join(sorted(one.value.replace("_", " ") for one in GRANTS[user.role]))),
                (self.tr("Since"), f"{user.created_at.astimezone():%-d %B %Y}"),
                (
                    self.tr("Last signed in"),
                    f"{user.signed_in_at.astimezone():%-d %B %Y, %H:%M}"
                    if user.signed_in_at
                    else self.tr("never"),
                ),
            )
        )
        switch = (
            button(self.tr("Switch off"), "prohibit", "danger", run=lambda: self._on_off((user,)))
            if user.active
            else button(self.tr("Switch on"), "check-circle", run=lambda: self._on_on((user,)))
        )
        switch.setEnabled(user.id != self.actor.user_id)
        sheet.set_actions(
            button(self.tr("Edit"), "pencil-simple", run=lambda: self._on_edit((user,))),
            button(self.tr("Set password…"), "key", run=lambda: self._on_password((user,))),
            switch,
        )
        sheet.set_content(page(Section(self.tr("Account"), facts)))
        self._list.open_sheet()

    def _form(self, heading: str, fields: tuple[Field, ...], save: Any, note: str = "") -> Form:
        form = Form(fields, margin=0)
        form.save_requested.connect(save)
        form.cancelled.connect(self._list.close_sheet)
        self._list.sheet.set_header(heading)
        self._list.sheet.set_actions()
        sections = [form] if not note else [label(note, "soft", wrap=True), form]
        self._list.sheet.set_content(page(*sections))
        self._list.open_sheet()
        form.focus_first()
        return form

    def _fields(self) -> tuple[Field, ...]:
        roles = tuple((role, self.tr(words)) for role, words in ROLE_WORDS.items())
        return (
            Field("name", self.tr("Name"), required=True, max_length=200),
            Field(
                "username", self.tr("Signs in as"), help=self.tr("Empty: made from the name."), max_length=60
            ),
            Field("role", self.tr("Role"), Kind.CHOICE, choices=roles, default=Role.LIBRARIAN),
        )

    def _on_add(self, _rows: tuple[User, ...] = ()) -> None:
        password = Field(
            "password",
            self.tr("First password"),
            Kind.PASSWORD,
            required=True,
            help=self.tr("At least ten characters. They can change it."),
        )
        form: Form = self._form(
            self.tr("Add user"), (*self._fields(), password), lambda values: self._add(form, values)
        )

    def _add(self, form: Form, values: dict[str, Any]) -> None:
        draft = UserDraft(values["name"], values["role"], values["username"])
        add = partial(self.services.accounts.add, self.actor, draft, values["password"], key=new_key())
        self._save(form, add, self.tr("{name} added"))

    def _on_edit(self, rows: tuple[User, ...]) -> None:
        user = rows[0]
        form: Form = self._form(user.name, self._fields(), lambda values: self._change(form, user, values))
        form.set_values({"name": user.name, "username": user.username, "role": user.role})

    def _change(self, form: Form, user: User, values: dict[str, Any]) -> None:
        draft = UserDraft(values["name"], values["role"], values["username"], user.branch_id)
        change = partial(
            self.services.accounts.change, self.actor, user.id, draft, user.version, key=new_key()
        )
        self._save(form, change, self.tr("{name} saved"))

    def _on_password(self, rows: tuple[User, ...]) -> None:
        user = rows[0]
        own = user.id == self.actor.user_id
        fields = [
            Field("password", self.tr("New password"), Kind.PASSWORD, required=True),
            Field("again", self.tr("Once more"), Kind.PASSWORD, required=True),
        ]
        if own and user.has_password:
            fields.insert(0, Field("current", self.tr("Present password"), Kind.PASSWORD, required=True))
        form: Form = self._form(
            user.name, tuple(fields), lambda values: self._set_password(form, user, values)
        )

    def _set_password(self, form: Form, user: User, values: dict[str, Any]) -> None:
        if values["password"] != values["again"]:
            form.say("again", self.tr("The two passwords differ."))
            return
        work = partial(
            self.services.accounts.set_password,
            self.actor,
            user.id,
            values["password"],
            current=values.get("current"),
            key=new_key(),
        )
        self._save(form, work, self.tr("Password of {name} set"))

    def _save(self, form: Form, work: Any, text: str) -> None:
        form.set_busy(True)

        def saved(receipt: Receipt[User]) -> None:
            form.saved()
            self._on_row(receipt.value)

        self.write(work, saved, form.show_error, say=lambda receipt: text.format(name=receipt.value.name))

    def _on_off(self, rows: tuple[User, ...]) -> None:
        off = partial(self.services.accounts.deactivate, self.actor, rows[0].id, key=new_key())
        self.write(
            off,
            lambda r: self._on_row(r.value),
            say=self.tr("{name} can no longer sign in").format(name=rows[0].name),
        )

    def _on_on(self, rows: tuple[User, ...]) -> None:
        on = partial(self.services.accounts.restore, self.actor, rows[0].id, key=new_key())
        self.write(
            on,
            lambda r: self._on_row(r.value),
            say=self.tr("{name} can sign in again").format(name=rows[0].name),
        )
