"""People who sign in: their roles, passwords and whether their account is on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.accounts import User, UserDraft, UserQuery, check_password, outranks
from app.domain.actors import Permission, Role
from app.domain.changes import Changed, Receipt
from app.errors import InvalidInput
from app.services.acts import new_key
from ui.messages import Choice, Question
from ui.models.columns import Badge, Column, Tone
from ui.models.pages import PagesModel
from ui.models.sources import QuerySource
from ui.panes.acting import ActingPane
from ui.panes.base import PaneContext
from ui.panes.sheet_forms import SheetForms
from ui.sentences import advice
from ui.widgets.acts import Act
from ui.widgets.basic import button
from ui.widgets.form import Field, Kind
from ui.widgets.sheet import Facts, Section, page
from ui.words import clock_day, moment

Values = dict[str, Any]

ROLE_WORDS: dict[Role, str] = {
    Role.ADMIN: str(QT_TRANSLATE_NOOP("UsersPane", "Administrator")),
    Role.HEAD_LIBRARIAN: str(QT_TRANSLATE_NOOP("UsersPane", "Head librarian")),
    Role.LIBRARIAN: str(QT_TRANSLATE_NOOP("UsersPane", "Librarian")),
    Role.OPERATOR: str(QT_TRANSLATE_NOOP("UsersPane", "Operator")),
    Role.KIOSK: str(QT_TRANSLATE_NOOP("UsersPane", "Kiosk")),
}
ROLE_RIGHTS: dict[Role, str] = {
    Role.ADMIN: str(QT_TRANSLATE_NOOP("UsersPane", "Everything, the server's operations too.")),
    Role.HEAD_LIBRARIAN: str(
        QT_TRANSLATE_NOOP(
            "UsersPane",
            "All a librarian may, and also import, override blocks, forgive money, change policies and users, "
            "read the audit, and undo what others did.",
        )
    ),
    Role.LIBRARIAN: str(
        QT_TRANSLATE_NOOP(
            "UsersPane",
            "Lend and take back, take money, edit titles and patrons, equipment, attendance, exports.",
        )
    ),
    Role.OPERATOR: str(
        QT_TRANSLATE_NOOP("UsersPane", "Search, read the audit, and run the server's operations.")
    ),
    Role.KIOSK: str(QT_TRANSLATE_NOOP("UsersPane", "Search, and let people in and out by card.")),
}


def tr(text: str) -> str:
    """Text about users in the person's language."""
    return QCoreApplication.translate("UsersPane", text)


def state_badge(user: User) -> Badge:
    """Whether somebody can sign in now."""
    if not user.active:
        return Badge(tr("Switched off"), Tone.MUTED, "prohibit")
    if user.locked_until is not None:
        return Badge(tr("Resting after wrong passwords"), Tone.WARN, "clock")
    if not user.has_password:
        return Badge(tr("This computer only"), Tone.WARN, "desktop")
    return Badge(tr("Active"), Tone.OK, "check-circle")


def password_problem(password: str) -> str:
    """What is wrong with a password while it is typed, or ""."""
    try:
        check_password(password, "")
    except InvalidInput as error:
        return advice(error)
    return ""


COLUMNS = (
    Column("name", str(QT_TRANSLATE_NOOP("UsersPane", "Name")), lambda r: r.name, stretch=True, strong=True),
    Column("username", str(QT_TRANSLATE_NOOP("UsersPane", "Signs in as")), lambda r: r.username, width=18),
    Column("role", str(QT_TRANSLATE_NOOP("UsersPane", "Role")), lambda r: tr(ROLE_WORDS[r.role]), width=16),
    Column(
        "state",
        str(QT_TRANSLATE_NOOP("UsersPane", "State")),
        lambda r: "",
        badge=state_badge,
        width=27,
        sort_key="",
    ),
    Column(
        "signed_in_at",
        str(QT_TRANSLATE_NOOP("UsersPane", "Last signed in")),
        lambda r: clock_day(r.signed_in_at) if r.signed_in_at else tr("never"),
        width=14,
        export=lambda r: r.signed_in_at,
    ),
)


class UsersPane(ActingPane):
    """Add, change, switch off; nobody grants a role above their own, and the last manager stays."""

    listens_to = Changed.USERS

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._user: User | None = None
        self._model = PagesModel(self.runner, self.translated(COLUMNS), self)
        self._list = self.list_body(
            "users",
            self._model,
            self._acts(),
            nouns=(self.tr("user"), self.tr("users")),
            placeholder=self.tr("Search names"),
            export=self._export if self.may(Permission.EXPORT) else None,
            multi=False,
        )
        self.forms: SheetForms = SheetForms(self, self._list, self._restore)
        self._list.view.set_empty(
            self.tr("No user found"), self.tr("Add people who work at the desk."), "users"
        )
        self._list.searched.connect(self.search)
        self._list.table.current_changed.connect(self._on_row)
        self._list.table.opened.connect(self._on_row)
        self._list.table.rows.rows_arrived.connect(self._on_rows)
        self._list.sheet_closed.connect(self._on_closed)

    def _acts(self) -> tuple[Act, ...]:
        def on(run: Callable[[User], None]) -> Callable[[tuple[User, ...]], None]:
            return lambda rows: self.forms.guard(partial(run, rows[0]))

        return (
            Act("password", self.tr("Set password…"), on(self._ask_password), "key", needs="one", menu_only=True),
            Act("off", self.tr("Switch off…"), on(self._ask_off), "prohibit", needs="one", danger=True, menu_only=True),
            Act("on", self.tr("Switch on"), on(self._switch_on), "check-circle", needs="one", menu_only=True),
            Act("tsv", self.tr("Copy rows"), lambda _r: self._list.table.copy_selected(), "copy", needs="some",
                menu_only=True, tip=self.tr("Tab-separated, for a spreadsheet (Ctrl+C)")),
            Act("edit", self.tr("Edit"), on(self._edit), "pencil-simple", "Ctrl+E", needs="one"),
            Act("add", self.tr("Add user"), lambda _r: self.forms.guard(self._add), "plus", "Ctrl+N", primary=True),
        )  # fmt: skip

    def start(self) -> None:
        self.search("")

    def search(self, text: str) -> None:
        accounts = self.services.accounts
        query = UserQuery(text=text)
        self._model.set_source(
            QuerySource(partial(accounts.list, self.actor), partial(accounts.count, self.actor), query)
        )

    def open(self, target: Any) -> None:
        """Search for a name."""
        self._list.search.search_now(str(target))

    def _export(self) -> None:
        self.export_shown(self._list, self.tr("users.xlsx"))

    # -- the sheet -----------------------------------------------------------------------------------

    def _on_row(self, user: User | None) -> None:
        """Show somebody; a form with edits is not left without a word."""
        if user is None or (self.forms.form is not None and self._user == user):
            return
        if self.forms.dirty and self._user is not None:
            self.stay_at(self._list.table, self._user.id)
        self.forms.guard(partial(self._leave_for, user))

    def _leave_for(self, user: User) -> None:
        self._user = user
        self.forms.close()

    def _on_rows(self, _first: int, _last: int) -> None:
        """What was changed here or at another desk is shown in the sheet too."""
        shown = self._user
        found = (row for _, row in self._model.loaded() if shown is not None and row.id == shown.id)
        fresh = next(found, None)
        if fresh is not None and fresh != shown:
            self._user = fresh
            if self.forms.form is None:
                self._restore()

    def _on_closed(self) -> None:
        self._user = None

    def _restore(self) -> None:
        user = self._user
        if user is None:
            self._list.close_sheet()
            return
        sheet = self._list.sheet
        sheet.set_header(user.name, user.username, state_badge(user))
        facts = Facts()
        facts.set_facts(
            (
                (self.tr("Role"), tr(ROLE_WORDS[user.role])),
                (self.tr("May"), tr(ROLE_RIGHTS[user.role])),
                (self.tr("Since"), moment(user.created_at)),
                (
                    self.tr("Last signed in"),
                    moment(user.signed_in_at) if user.signed_in_at else self.tr("never"),
                ),
            )
        )
        sheet.set_actions(
            button(
                self.tr("Edit"), "pencil-simple", run=partial(self._edit, user), tip=self.tr("Edit (Ctrl+E)")
            ),
            button(self.tr("Set password…"), "key", run=partial(self._ask_password, user)),
            self._switch(user),
        )
        sheet.set_content(page(Section(self.tr("Account"), facts)))
        self.open_sheet()

    def _switch(self, user: User) -> QWidget:
        if not user.active:
            return button(self.tr("Switch on"), "check-circle", run=partial(self._switch_on, user))
        off = button(self.tr("Switch off…"), "prohibit", "danger", run=partial(self._ask_off, user))
        if user.id == self.actor.user_id:
            off.setEnabled(False)
            off.setToolTip(self.tr("You can't switch off your own account."))
        return off

    def open_sheet(self) -> None:
        """Show the sheet beside the list."""
        self._list.open_sheet()

    # -- forms ---------------------------------------------------------------------------------------

    def _fields(self, now: Role | None = None) -> tuple[Field, ...]:
        roles = tuple(
            (role, tr(words))
            for role, words in ROLE_WORDS.items()
            if role is now or role is Role.ADMIN or not outranks(role, self.actor.role)
        )
        return (
            Field("name", self.tr("Name"), required=True, max_length=200),
            Field(
                "username", self.tr("Signs in as"), help=self.tr("Empty: made from the name."), max_length=60
            ),
            Field("role", self.tr("Role"), Kind.CHOICE, choices=roles, default=Role.LIBRARIAN, required=True),
        )

    def _passwords(self, first: str) -> tuple[Field, ...]:
        help_ = self.tr("At least 8 characters. Three or four words are easy to remember and hard to guess.")
        return (
            Field("password", first, Kind.PASSWORD, required=True, help=help_, check=password_problem),
            Field("again", self.tr("Once more"), Kind.PASSWORD, required=True),
        )

    def _same(self, values: Values) -> dict[str, str]:
        same = values["password"] == values["again"]
        return {} if same else {"again": self.tr("The two passwords differ.")}

    def _add(self) -> None:
        accounts = self.services.accounts

        def work(values: Values, key: str) -> Callable[[], Receipt[User]]:
            draft = UserDraft(values["name"], values["role"], values["username"])
            return partial(accounts.add, self.actor, draft, values["password"], key=key)

        self.forms.show(
            self.tr("Add user"),
            "",
            (*self._fields(), *self._passwords(self.tr("First password"))),
            work,
            say=partial(self._said, self.tr("{name} can sign in as “{username}”")),
            save_text=self.tr("Add user"),
            check=self._same,
            saved=self._saved,
        )

    def _edit(self, user: User) -> None:
        accounts, now = self.services.accounts, [user]
        self._user = user

        def work(values: Values, key: str) -> Callable[[], Receipt[User]]:
            draft = UserDraft(values["name"], values["role"], values["username"], user.branch_id)
            return partial(accounts.change, self.actor, user.id, draft, now[0].version, key=key)

        def newest() -> Values:
            now[0] = accounts.get(self.actor, user.id)
            return _values(now[0])

        self.forms.show(
            user.name,
            self.tr("Edit user"),
            self._fields(user.role),
            work,
            say=partial(self._said, self.tr("{name} is saved")),
            values=_values(user),
            saved=self._saved,
            newest=newest,
        )

    def _ask_password(self, user: User) -> None:
        accounts = self.services.accounts
        self._user = user
        own = user.id == self.actor.user_id and user.has_password
        fields = list(self._passwords(self.tr("New password")))
        if own:
            fields.insert(0, Field("current", self.tr("Present password"), Kind.PASSWORD, required=True))

        def work(values: Values, key: str) -> Callable[[], Receipt[User]]:
            return partial(
                accounts.set_password, self.actor, user.id, values["password"], current=values.get("current"), key=key
            )  # fmt: skip

        self.forms.show(
            user.name,
            self.tr("Set password"),
            fields,
            work,
            say=partial(self._said, self.tr("{name} has a new password")),
            save_text=self.tr("Set password"),
            check=self._same,
            saved=self._saved,
        )

    @staticmethod
    def _said(text: str, receipt: Receipt[User]) -> str:
        return text.format(name=receipt.value.name, username=receipt.value.username)

    def _saved(self, receipt: Receipt[User]) -> None:
        self._user = receipt.value
        self._restore()
        self.select(self._list.table, receipt.value.id)

    # -- off and on ----------------------------------------------------------------------------------

    def _ask_off(self, user: User) -> None:
        question = Question(
            self.tr("Switch off {name}?").format(name=user.name),
            self.tr(
                "They can't sign in any more. What they did stays, and you can switch the account on again."
            ),
            (Choice("cancel", self.tr("Keep")), Choice("off", self.tr("Switch off"), danger=True)),
        )
        self.messages.ask(question, lambda key, _text: self._switch_off(user) if key == "off" else None)

    def _switch_off(self, user: User) -> None:
        off = partial(self.services.accounts.deactivate, self.actor, user.id, key=new_key())
        self.act(off, self.tr("{name} can no longer sign in").format(name=user.name), self._saved)

    def _switch_on(self, user: User) -> None:
        on = partial(self.services.accounts.restore, self.actor, user.id, key=new_key())
        self.act(on, self.tr("{name} can sign in again").format(name=user.name), self._saved)


def _values(user: User) -> Values:
    return {"name": user.name, "username": user.username, "role": user.role}
