"""Places are tried in words before they are taken, and a library is joined or made on each engine."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app import paths, profile, settings
from app.bootstrap import build
from app.domain.founding import Basics
from app.errors import Denied, Refused, Unreachable
from app.first_start import trying
from app.first_start.plan import Person, Plan, carry_out, changed
from app.first_start.trying import Tried, try_place, try_redis
from app.setting_values import database_address
from app.settings import Settings
from tests.servers import databases

BASICS = Basics("San Isidro Elementary School", "Main building", "Asia/Manila", "no-fines")


@pytest.fixture(autouse=True)
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer of its own, without a library."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv(profile.VARIABLE, "")
    monkeypatch.setattr(trying, "CONNECT_S", 1.0)
    return tmp_path


def at(url: str = "", folder: Path | None = None) -> Settings:
    """Settings that lead to a place."""
    found = Settings(bcrypt_rounds=4, data_dir=folder or paths.default_data_dir())
    return dataclasses.replace(found, address=database_address(url)) if url else found


def test_a_file_is_told_as_new_as_empty_or_as_somebodys(computer: Path) -> None:
    place = at(folder=computer / "library")
    tried = try_place(place)
    assert (tried.fits, tried.new) == (True, True)
    assert tried.sentence == f"A new library can be made in {computer / 'library'}."
    assert not (computer / "library").exists()  # trying makes nothing
    build(place).close()
    assert try_place(place).hint == "Nobody works in this library yet."
    carry_out(Plan(person=Person("Maria Santos")), place).app.close()
    assert try_place(place) == Tried(
        True, f"A library is in {computer / 'library/clms.db'}: this computer opens it."
    )


def test_a_folder_nobody_may_write_to_and_a_share_are_refused(
    computer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    assert try_place(at(folder=computer / "closed")).hint == "Choose a folder of your own."
    monkeypatch.setattr(paths, "network_share", lambda file: "nfs4 from a:/b at /srv")
    tried = try_place(at(folder=computer))
    assert not tried.fits
    assert "network share" in tried.sentence


def test_nobody_at_the_address_is_told_with_what_to_look_at() -> None:
    tried = try_place(at("mysql://desk:x@127.0.0.1:1/clms"))
    assert not tried.fits
    assert tried.sentence == "No database server answers at this address."


def test_redis_is_optional_and_its_absence_no_fault() -> None:
    assert try_redis(Settings()).fits
    there = dataclasses.replace(Settings(), redis_host="127.0.0.1", redis_port=1)
    tried = try_redis(there)
    assert not tried.fits
    assert tried.hint.startswith("CLMS works without it")


@pytest.fixture(params=["mariadb", "mysql"])
def empty_server(request: pytest.FixtureRequest) -> Iterator[str]:
    """A database without tables on each server product."""
    import os

    name = request.param
    if name not in os.environ.get("CLMS_TEST_ENGINES", "sqlite,mariadb,mysql"):
        pytest.skip(f"{name} is left out")
    server: databases.Server = request.getfixturevalue(f"{name}_server")
    with databases.fresh_database(server.prefix) as url:
        yield url


def test_a_server_is_told_empty_made_joined_and_its_encryption(empty_server: str, computer: Path) -> None:
    place = at(empty_server)
    tried = try_place(place)
    assert (tried.fits, tried.new, tried.empty) == (True, True, True)
    assert tried.sentence.startswith(("The server answers, MariaDB ", "The server answers, MySQL "))
    assert "clms migrate" in tried.hint
    with pytest.raises(Refused, match="holds no library yet"):
        carry_out(Plan({"CLMS_THEME": "dark"}, person=Person("Maria", password="three quiet words")), place)
    assert settings.written() == {}
    first = Person("Maria Santos", password="three quiet words")
    made = carry_out(Plan({"CLMS_THEME": "dark"}, make=True, person=first, basics=BASICS), place)
    made.app.close()
    assert made.founded
    assert settings.written() == {"CLMS_THEME": "dark"}
    tried = try_place(place)
    assert (tried.fits, tried.new) == (True, False)
    assert tried.sentence.endswith("and its schema is of this release.")
    second = Person(username="maria.santos", password="wrong words here")
    with pytest.raises(Denied):
        carry_out(Plan({"CLMS_THEME": "light"}, person=second), place)
    assert settings.written() == {"CLMS_THEME": "dark"}
    with closing(
        carry_out(Plan(person=dataclasses.replace(second, password="three quiet words")), place).app
    ):
        pass
    wrong = try_place(at(empty_server.replace(databases.PASSWORD, "wrong")))
    assert (wrong.fits, wrong.hint) == (False, "Check user, password and the database's name.")
    encrypted = try_place(at(f"{empty_server}?ssl_verify_identity=true"))
    assert not encrypted.fits
    assert encrypted.sentence in (
        "The server answers, but speaks only unencrypted.",
        "The server answers, but this computer does not trust its certificate.",
    )


def test_what_is_laid_over_settings_looks_nowhere_else() -> None:
    found = changed(
        Settings(), Plan({"DATABASE_URL": "mysql://desk@db/clms"}, {"DATABASE_PASSWORD": "swordfish"})
    )
    assert found.database.password == "swordfish"
    assert "swordfish" not in repr(Plan({}, {"DATABASE_PASSWORD": "swordfish"}))


def test_a_failure_after_the_first_person_leaves_no_file(
    computer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise Unreachable("The disk is full.")

    monkeypatch.setattr(settings, "save", fail)
    place = at(folder=computer / "library")
    with pytest.raises(Unreachable):
        carry_out(Plan({"CLMS_THEME": "dark"}, person=Person("Maria"), basics=BASICS), place)
    assert not list((computer / "library").glob("*.db*"))
