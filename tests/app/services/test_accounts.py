"""Users: the first start, signing in, roles, passwords."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update

from app.bootstrap import App, build_on
from app.database.clock import Clock
from app.database.engine import Database
from app.database.tables import acts, audit_logs, metadata, users
from app.domain.accounts import UserDraft, UserQuery
from app.domain.actors import Actor, Permission, Role
from app.domain.paging import Window
from app.errors import Conflict, Denied, InvalidInput, NotFound, Refused

GOOD = "correct horse battery"
DRAFT = UserDraft("Lia Reyes", Role.LIBRARIAN)


@pytest.fixture
def first(app: App) -> Actor:
    """The first user, an administrator with a password, signed in."""
    app.accounts.create_first_user("Ana Cruz", password=GOOD)
    return app.accounts.sign_in("ana.cruz", GOOD, workstation="OFFICE")


def test_the_first_start_enters_an_administrator_once(app: App) -> None:
    assert app.accounts.needs_first_user()
    receipt = app.accounts.create_first_user("  Ana   Cruz ", password=GOOD)
    assert (receipt.value.name, receipt.value.username) == ("Ana Cruz", "ana.cruz")
    assert receipt.value.role is Role.ADMIN
    assert not app.accounts.needs_first_user()
    with pytest.raises(Conflict):
        app.accounts.create_first_user("Somebody Else", password=GOOD)


def test_the_same_key_enters_the_first_user_once(app: App) -> None:
    one = app.accounts.create_first_user("Ana Cruz", password=GOOD, key="k1")
    two = app.accounts.create_first_user("Ana Cruz", password=GOOD, key="k1")
    assert two.replayed
    assert one.value == two.value


def test_two_first_starts_at_once_enter_one_user(app: App) -> None:
    outcomes: list[str] = []
    ready = threading.Barrier(4)

    def start(name: str) -> None:
        ready.wait()
        try:
            app.accounts.create_first_user(name, password=GOOD)
            outcomes.append("made")
        except Conflict:
            outcomes.append("refused")

    threads = [threading.Thread(target=start, args=(f"User {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["made", "refused", "refused", "refused"]


def test_only_this_computer_is_for_the_embedded_file(app: App, engine_name: str) -> None:
    if engine_name != "sqlite":
        with pytest.raises(InvalidInput):
            app.accounts.create_first_user("Ana Cruz")
        assert app.accounts.needs_first_user()
        return
    app.accounts.create_first_user("Ana Cruz")
    local = app.accounts.local_user()
    assert local is not None
    assert local.role is Role.HEAD_LIBRARIAN
    ana = app.accounts.sign_in_locally(workstation="PC")
    assert app.accounts.verify_password(ana, "")
    with pytest.raises(Denied):
        app.accounts.sign_in("ana.cruz", "")
    with pytest.raises(Refused) as refused:
        app.accounts.add(ana, DRAFT, GOOD)
    assert refused.value.code == "first_user_needs_password"
    app.accounts.set_password(ana, local.id, "a brand new one")
    assert app.accounts.local_user() is None
    with pytest.raises(Denied):
        app.accounts.sign_in_locally()
    app.accounts.add(app.accounts.sign_in("ana.cruz", "a brand new one"), DRAFT, GOOD)


def test_without_an_administrator_a_head_librarian_names_one(
    app: App, head: Actor, database: Database
) -> None:
    database.write(lambda c: c.execute(update(users).values(password_hash="x")))
    admin = app.accounts.add(head, UserDraft("Adm", Role.ADMIN), GOOD).value
    assert admin.role is Role.ADMIN
    with pytest.raises(Denied):
        app.accounts.add(head, UserDraft("Second", Role.ADMIN), GOOD)


@pytest.mark.parametrize(
    ("typed", "password"), [("ana.cruz", "wrong one"), ("nobody", GOOD), ("", ""), ("' OR 1=1 --", GOOD)]
)
def test_a_wrong_name_and_a_wrong_password_sound_alike(
    app: App, first: Actor, typed: str, password: str
) -> None:
    with pytest.raises(Denied) as denied:
        app.accounts.sign_in(typed, password)
    assert str(denied.value) == "The name or the password is wrong. Try again."


@pytest.mark.parametrize("typed", ["ana.cruz", "ANA.CRUZ", " Ana Cruz ", "Aña Cruz"])
def test_case_accents_and_spaces_never_keep_anybody_out(app: App, first: Actor, typed: str) -> None:
    assert app.accounts.sign_in(typed, GOOD).user_id == first.user_id


@pytest.mark.parametrize(
    "password", ["x1y" + "ñ" * 100, "nul\0inside it", "e\u0301te\u0301 comme hiver", "a" * 71 + "bc"]
)
def test_any_password_works_and_only_the_whole_of_it(app: App, first: Actor, password: str) -> None:
    assert first.user_id is not None
    app.accounts.set_password(first, first.user_id, password, current=GOOD)
    assert app.accounts.sign_in("ana.cruz", password).user_id == first.user_id
    with pytest.raises(Denied):
        app.accounts.sign_in("ana.cruz", password[:-1])


def test_a_password_typed_with_a_composed_accent_is_the_same(app: App, first: Actor) -> None:
    assert first.user_id is not None
    app.accounts.set_password(first, first.user_id, "e\u0301te\u0301 comme hiver", current=GOOD)
    app.accounts.sign_in("ana.cruz", "été comme hiver")


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaa", "lia.reyes", "Lia Reyes", "x" * 1001])
def test_a_password_anybody_guesses_is_refused(app: App, first: Actor, password: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        app.accounts.add(first, DRAFT, password)
    assert refused.value.details["field"] == "password"
    assert password not in str(refused.value)


class _MovedClock(Clock):
    def move(self, **by: float) -> None:
        self.offset += timedelta(**by)


def test_wrong_passwords_make_the_account_rest_longer_and_longer(database: Database) -> None:
    clock = _MovedClock()
    app = build_on(database, clock=clock, bcrypt_rounds=4)
    app.accounts.create_first_user("Ana Cruz", password=GOOD)
    for _ in range(4):
        with pytest.raises(Denied):
            app.accounts.sign_in("ana.cruz", "wrong one")
    waits = []
    for _ in range(4):
        with pytest.raises(Refused) as refused:
            app.accounts.sign_in("ana.cruz", "wrong one")
        assert refused.value.code == "locked"
        waits.append(refused.value.details["seconds"])
        with pytest.raises(Refused) as still:
            app.accounts.sign_in("ana.cruz", GOOD)
        assert still.value.code == "locked"
        clock.move(seconds=waits[-1] + 1)
    assert waits == [15, 30, 60, 120]
    app.accounts.sign_in("ana.cruz", GOOD)
    with pytest.raises(Denied):
        app.accounts.sign_in("ana.cruz", "wrong one")


def test_a_new_password_ends_the_rest(app: App, first: Actor) -> None:
    lia = app.accounts.add(first, DRAFT, GOOD).value
    for _ in range(6):
        with pytest.raises(Refused):
            app.accounts.sign_in("lia.reyes", "wrong one")
    app.accounts.set_password(first, lia.id, "another good one")
    assert app.accounts.sign_in("lia.reyes", "another good one").role is Role.LIBRARIAN


def test_the_hash_is_made_anew_when_the_rounds_change(app: App, first: Actor, database: Database) -> None:
    stronger = build_on(database, bcrypt_rounds=5)
    for expected in ("$2b$05$", "$2b$05$"):
        stronger.accounts.sign_in("ana.cruz", GOOD)
        with database.read() as connection:
            assert connection.execute(select(users.c.password_hash)).scalar_one().startswith(expected)


def test_unlocking_takes_the_password_of_who_signed_in(app: App, first: Actor) -> None:
    assert app.accounts.verify_password(first, GOOD)
    assert not app.accounts.verify_password(first, "wrong one")
    assert not app.accounts.verify_password(Actor(None, "clms import", Role.ADMIN, "PC"), GOOD)


def test_own_password_needs_the_current_one(app: App, first: Actor) -> None:
    assert first.user_id is not None
    with pytest.raises(Denied):
        app.accounts.set_password(first, first.user_id, "another good one")
    lia = app.accounts.add(first, DRAFT, GOOD).value
    actor = app.accounts.sign_in("lia.reyes", GOOD)
    app.accounts.set_password(actor, lia.id, "another good one", current=GOOD)
    with pytest.raises(Denied):
        app.accounts.set_password(actor, first.user_id, "another good one")


def test_names_stay_taken(app: App, first: Actor) -> None:
    lia = app.accounts.add(first, DRAFT, GOOD).value
    app.accounts.deactivate(first, lia.id)
    with pytest.raises(Conflict) as taken:
        app.accounts.add(first, UserDraft("Lía  REYES", Role.KIOSK), GOOD)
    assert taken.value.details["field"] == "username"


def test_an_account_switched_off_can_not_sign_in_until_restored(app: App, first: Actor) -> None:
    lia = app.accounts.add(first, DRAFT, GOOD).value
    actor = app.accounts.sign_in("lia.reyes", GOOD)
    app.accounts.deactivate(first, lia.id)
    with pytest.raises(Denied) as denied:
        app.accounts.sign_in("lia.reyes", GOOD)
    assert denied.value.code == "inactive"
    with pytest.raises(Denied):
        app.accounts.refreshed(actor)
    with pytest.raises(Refused):
        app.accounts.deactivate(first, lia.id)
    assert app.accounts.restore(first, lia.id).value.active
    app.accounts.sign_in("lia.reyes", GOOD)


def test_the_last_who_manages_users_stays(app: App, first: Actor) -> None:
    assert first.user_id is not None
    with pytest.raises(Refused) as own:
        app.accounts.deactivate(first, first.user_id)
    assert own.value.code == "own_account"
    with pytest.raises(Refused) as last:
        app.accounts.change(first, first.user_id, UserDraft("Ana Cruz", Role.LIBRARIAN))
    assert last.value.code == "last_manager"
    head = app.accounts.add(first, UserDraft("Helena", Role.HEAD_LIBRARIAN), GOOD).value
    app.accounts.change(first, first.user_id, UserDraft("Ana Cruz", Role.LIBRARIAN))
    helena = app.accounts.sign_in("helena", GOOD)
    assert helena.user_id == head.id
    with pytest.raises(Denied) as changed:
        app.accounts.deactivate(first, head.id)
    assert changed.value.code == "role_changed"


def test_two_heads_can_not_remove_each_other_at_once(app: App, person: Callable[..., Actor]) -> None:
    one, two = person(Role.HEAD_LIBRARIAN, "One"), person(Role.HEAD_LIBRARIAN, "Two")
    outcomes: list[str] = []
    ready = threading.Barrier(2)

    def remove(actor: Actor, other: Actor) -> None:
        ready.wait()
        try:
            app.accounts.deactivate(actor, other.user_id or 0)
            outcomes.append("removed")
        except Refused as refused:
            outcomes.append(refused.code)

    pairs = [(one, two), (two, one)]
    threads = [threading.Thread(target=remove, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["removed", "role_changed"]


def test_nobody_grants_or_edits_above_their_own_role(app: App, first: Actor) -> None:
    assert first.user_id is not None
    app.accounts.add(first, UserDraft("Helena", Role.HEAD_LIBRARIAN), GOOD)
    head = app.accounts.sign_in("helena", GOOD)
    with pytest.raises(Denied):
        app.accounts.add(head, UserDraft("Adm", Role.ADMIN), GOOD)
    for attempt in (
        lambda: app.accounts.deactivate(head, first.user_id or 0),
        lambda: app.accounts.set_password(head, first.user_id or 0, "another good one"),
        lambda: app.accounts.change(head, first.user_id or 0, UserDraft("Ana", Role.LIBRARIAN)),
        lambda: app.accounts.change(head, head.user_id or 0, UserDraft("Helena", Role.ADMIN)),
    ):
        with pytest.raises(Denied):
            attempt()


@pytest.mark.parametrize("role", [Role.LIBRARIAN, Role.OPERATOR, Role.KIOSK])
def test_others_may_not_manage_users(app: App, person: Callable[..., Actor], role: Role) -> None:
    actor = person(role, "Somebody")
    assert not actor.may(Permission.EDIT_USERS)
    for attempt in (
        lambda: app.accounts.list(actor, UserQuery(), Window()),
        lambda: app.accounts.count(actor, UserQuery()),
        lambda: app.accounts.get(actor, 99),
        lambda: app.accounts.add(actor, DRAFT, GOOD),
        lambda: app.accounts.change(actor, 1, DRAFT),
        lambda: app.accounts.deactivate(actor, 99),
        lambda: app.accounts.restore(actor, 99),
        lambda: app.accounts.set_password(actor, 99, GOOD),
    ):
        with pytest.raises(Denied):
            attempt()
    assert app.accounts.get(actor, actor.user_id or 0).name == "Somebody"


def test_a_change_based_on_an_old_version_is_refused(app: App, first: Actor) -> None:
    lia = app.accounts.add(first, DRAFT, GOOD).value
    changed = app.accounts.change(
        first, lia.id, UserDraft("Lia R.", Role.HEAD_LIBRARIAN), version=lia.version
    )
    assert changed.value.username == "lia.reyes"
    with pytest.raises(Conflict):
        app.accounts.change(first, lia.id, DRAFT, version=lia.version)
    with pytest.raises(NotFound):
        app.accounts.change(first, 9_999, DRAFT)
    with pytest.raises(NotFound):
        app.accounts.add(first, UserDraft("X", Role.KIOSK, branch_id=99), GOOD)


def test_the_list_finds_sorts_and_pages(app: App, first: Actor) -> None:
    for name in ("Émile Zola", "Bea", "Carlos", "Zita"):
        app.accounts.add(first, UserDraft(name, Role.KIOSK), GOOD)

    def names(query: UserQuery, window: Window = Window()) -> list[str]:  # noqa: B008
        return [user.name for user in app.accounts.list(first, query, window).rows]

    assert names(UserQuery()) == ["Ana Cruz", "Bea", "Carlos", "Émile Zola", "Zita"]
    assert names(UserQuery(text="emile")) == ["Émile Zola"]
    assert names(UserQuery(role=Role.ADMIN)) == ["Ana Cruz"]
    assert names(UserQuery(sort="-username"))[0] == "Zita"
    assert app.accounts.count(first, UserQuery(text="z")).value == 3
    one = app.accounts.list(first, UserQuery(), Window(limit=2))
    assert names(UserQuery(), Window(after=one.cursor, limit=2)) == ["Carlos", "Émile Zola"]
    with pytest.raises(InvalidInput):
        names(UserQuery(sort="password_hash"))
    with pytest.raises(InvalidInput):
        names(UserQuery(), Window(after="x"))


def test_all_is_audited_and_no_secret_is(app: App, first: Actor, database: Database) -> None:
    lia = app.accounts.add(first, DRAFT, "lias good secret").value
    with pytest.raises(Denied):
        app.accounts.sign_in("lia.reyes", "lias bad secret")
    app.accounts.set_password(first, lia.id, "lias new secret")
    app.accounts.change(first, lia.id, UserDraft("Lia R.", Role.HEAD_LIBRARIAN))
    app.accounts.deactivate(first, lia.id)
    with database.read() as connection:
        entries = connection.execute(select(audit_logs).order_by(audit_logs.c.id)).all()
        hashes = connection.execute(select(users.c.password_hash)).scalars().all()
        everything = " ".join(
            str(row)
            for table in metadata.sorted_tables
            if table.name != "users"
            for row in connection.execute(select(table))
        )
    assert [(entry.action, entry.label) for entry in entries] == [
        ("add", "Ana Cruz"),
        ("sign_in", "Ana Cruz"),
        ("add", "Lia Reyes"),
        ("sign_in_failed", "Lia Reyes"),
        ("set_password", "Lia Reyes"),
        ("change", "Lia R."),
        ("deactivate", "Lia R."),
    ]
    assert {entry.workstation for entry in entries[2:3]} == {"OFFICE"}
    secrets: list[Any] = [GOOD, "lias good secret", "lias bad secret", "lias new secret", *hashes]
    assert not [secret for secret in secrets if secret in everything]


def test_the_command_line_acts_as_itself(app: App, first: Actor, database: Database) -> None:
    program = app.accounts.command_line_actor("clms import")
    app.accounts.add(program, DRAFT, GOOD)
    with database.read() as connection:
        row = connection.execute(select(acts).order_by(acts.c.id.desc()).limit(1)).one()
        assert connection.execute(text("SELECT count(*) FROM users")).scalar() == 2
    assert (row.actor, row.actor_id) == ("clms import", None)
