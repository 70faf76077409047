"""Profiles: several libraries on one workstation, and that nothing of one is ever another's."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import keychain, paths, profile, profiles, settings
from app.errors import InvalidInput, NotFound


@pytest.fixture(autouse=True)
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer of its own: the user's folders and the machine's."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(paths, "machine_dir", lambda: tmp_path / "etc")
    monkeypatch.setenv(profile.VARIABLE, "")
    return tmp_path


def machine(computer: Path, text: str, *below: str) -> None:
    """Write settings for every user."""
    file = computer.joinpath("etc", *below, "settings.toml")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_each_profile_has_its_folders_and_its_entries_of_the_keyring(computer: Path) -> None:
    usual = (paths.settings_file(), paths.default_data_dir(), keychain.service())
    profile.use("Grade School")
    own = (paths.settings_file(), paths.default_data_dir(), keychain.service())
    profile.use("Annex")
    other = (paths.settings_file(), paths.default_data_dir(), keychain.service())
    assert usual[0] == computer / "config/clms/settings.toml"
    assert own[0] == computer / "config/clms/profiles/Grade School/settings.toml"
    assert own[1] == computer / "data/clms/profiles/Grade School"
    assert [each[2] for each in (usual, own, other)] == ["clms", "clms (Grade School)", "clms (Annex)"]
    profile.use("")
    assert (paths.settings_file(), paths.default_data_dir(), keychain.service()) == usual


@pytest.mark.parametrize(
    "name", ["../other", "a/b", ".hidden", "CON", "com1.txt", "x" * 41, "dot.", "a\tb/", "a:b"]
)
def test_a_name_that_can_not_be_a_folder_everywhere_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput, match="can't be the name"):
        profile.use(name)


@pytest.mark.parametrize("name", ["Grade School", "Peñafrancia", "a", "2026-27", "v1.2"])
def test_names_of_schools_are_taken(name: str) -> None:
    profile.use(f"  {name} ")
    assert profile.chosen() == name


def test_profiles_are_found_wherever_they_were_set_up_and_in_any_case(computer: Path) -> None:
    assert profiles.known() == ()
    profile.use("Grade School")
    settings.save({"CLMS_THEME": "dark"})
    machine(computer, "", "profiles", "annex")
    (paths.own_data_dir() / "profiles" / "Left" / "logs").mkdir(
        parents=True
    )  # the assistant was not finished
    assert profiles.known() == ("annex", "Grade School")
    assert profiles.existing("grade school") == "Grade School"
    assert profiles.spelled("ANNEX") == "annex"
    assert profiles.spelled("New") == "New"
    with pytest.raises(NotFound, match="no library profile “Nex”") as caught:
        profiles.existing("Nex")
    assert "annex, Grade School" in caught.value.hint


def test_a_profile_takes_nothing_of_another_library(computer: Path) -> None:
    elsewhere = {
        "DATABASE_URL": "mysql://desk@usual/clms",
        "CLMS_DATA_DIR": "/srv/usual",
        "CLMS_LANGUAGE": "fil",
    }
    machine(computer, 'REDIS_HOST = "redis.usual"\nCLMS_LOCK_AFTER_MINUTES = 3\n')
    settings.save({"DATABASE_URL": "mysql://desk@saved/clms", "CLMS_THEME": "dark"})
    profile.use("Annex")
    found = settings.load(elsewhere, dotenv=computer / "none")
    assert found.database.name == str(computer / "data/clms/profiles/Annex/clms.db")
    assert found.redis.nodes == ()
    # what belongs to the computer and whoever sits at it holds for every library
    assert (found.language, found.lock_after_minutes) == ("fil", 3)
    assert found.theme == "system"
    profile.use("")
    assert settings.load(elsewhere, dotenv=computer / "none").database.host == "usual"


def test_the_machines_file_is_below_the_users_and_above_the_defaults(computer: Path) -> None:
    machine(computer, 'REDIS_HOST = "redis.school"\nREDIS_PORT = 7000\nPORT = 4000\n')
    settings.save({"REDIS_PORT": 7001})
    found = settings.load({"PORT": "4002"}, dotenv=computer / "none")
    assert found.redis.nodes == (("redis.school", 7001),)
    assert found.port == 4002
    assert found.sources["REDIS_HOST"] == str(computer / "etc/settings.toml")
    machine(computer, 'DATABASE_URL = "mysql://desk@annex/clms"\n', "profiles", "Annex")
    profile.use("Annex")
    assert settings.load({}, dotenv=computer / "none").database.host == "annex"


def test_a_secret_of_a_file_may_be_the_name_of_its_place(
    computer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine(
        computer,
        'DATABASE_URL = "mysql://desk@db/clms"\nDATABASE_PASSWORD = "env:SCHOOL_DESK"\nJWT_SECRET = "keyring:key"\n',
    )
    with pytest.raises(InvalidInput) as caught:
        settings.load({}, dotenv=computer / "none")
    assert caught.value.message.startswith("DATABASE_PASSWORD in line 2 of ")
    assert caught.value.message.endswith("names env:SCHOOL_DESK, where nothing stands.")
    monkeypatch.setenv("SCHOOL_DESK", "swordfish")
    found = settings.load({}, dotenv=computer / "none")
    assert found.database.password == "swordfish"
    assert found.jwt_secret == ""  # a window needs none, so its place stays shut
    monkeypatch.setattr(keychain, "read", lambda name: f"the {name} of the keyring")
    assert (
        settings.load({}, dotenv=computer / "none", secrets=settings.SECRETS).jwt_secret
        == "the key of the keyring"
    )
