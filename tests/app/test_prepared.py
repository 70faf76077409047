"""Files of settings for many computers, ``clms configure`` and ``clms setup`` from them."""

from __future__ import annotations

import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app import cli, paths, prepared, profile, settings
from app.bootstrap import build
from app.domain.members import StudentQuery
from app.domain.paging import Window
from app.errors import InvalidInput, NotFound
from app.first_start import plan as planning
from app.first_start.plan import Person, Plan, carry_out

SCHOOL = """\
CLMS_LANGUAGE = "fil"
CLMS_TIMEZONE = "Asia/Manila"
BCRYPT_ROUNDS = 4

[library]
name = "San Isidro Elementary School"
branch = "Main building"
policies = "one-week"
students = "students.csv"

[person]
name = "Maria Santos"
password = "env:FIRST_PASSWORD"
"""


@pytest.fixture(autouse=True)
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer of its own, without a library."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(paths, "machine_dir", lambda: tmp_path / "etc")
    monkeypatch.setenv("FIRST_PASSWORD", "three quiet words")
    monkeypatch.setenv(profile.VARIABLE, "")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "students.csv").write_text(
        "LRN,Last name,First name,Grade,Section\n123456789012,Reyes,Ana,4,Mabini\n", encoding="utf-8"
    )
    (tmp_path / "school.toml").write_text(SCHOOL, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ('PORT = 1\nCLMS_THEME = "pink"', 'CLMS_THEME in line 2 of the settings can\'t be "pink"', 2),
        ("PORT = 1\n\nPROT = 2", "Line 3 of the settings names PROT", 3),
        ('DATABASE_PASSWORD = "swordfish"', "DATABASE_PASSWORD in line 1 of the settings is a secret", 1),
        ('\nDATABASE_URL = "mysql://a:b@c/d"', "The password in DATABASE_URL in line 2", 2),
        ('[person]\nname = "A"\npassword = "swordfish"', "The password of the person in line 3", 3),
        ('[library]\nnaem = "A"', "[library] in line 2 of the settings", 2),
        ("[library]\n\nmake = 3", "[library] in line 3 of the settings", 3),
        ("[person]", "[person] in line 1 of the settings", 1),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_line(text: str, said: str, line: int) -> None:
    with pytest.raises(InvalidInput) as caught:
        prepared.parse(text)
    assert said in caught.value.message
    assert caught.value.details.get("line", line) == line
    assert "swordfish" not in str(caught.value)


def test_settings_that_need_each_other_and_broken_toml_are_told(computer: Path) -> None:
    with pytest.raises(InvalidInput, match="SSL_KEY_PATH is missing"):
        prepared.parse('SSL_CERT_PATH = "/a.crt"')
    with pytest.raises(InvalidInput, match="line 1"):
        prepared.parse("PORT = maybe")
    with pytest.raises(NotFound):
        prepared.read(computer / "none.toml")


def test_configure_takes_over_a_file_for_one_or_for_all(
    computer: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (computer / "desk.toml").write_text(
        'CLMS_THEME = "dark"\nDATABASE_PASSWORD = "env:DESK"\n', encoding="utf-8"
    )
    assert cli.main(["configure", "--from", "desk.toml", "--check"]) == 0
    assert not (computer / "config").exists()
    assert cli.main(["configure", "--from", "desk.toml"]) == 0
    assert settings.written() == {"CLMS_THEME": "dark", "DATABASE_PASSWORD": "env:DESK"}
    assert cli.main(["configure", "--machine", "--from", "desk.toml"]) == 0
    assert settings.written(computer / "etc/settings.toml") == settings.written()
    if sys.platform != "win32":
        assert stat.S_IMODE((computer / "etc/settings.toml").stat().st_mode) == 0o644
        assert stat.S_IMODE(paths.settings_file().stat().st_mode) == 0o600
    assert cli.main(["configure"]) == 2  # the place of the password is empty, and that is said with its line
    assert "DATABASE_PASSWORD in line 2 of " in capsys.readouterr().err
    monkeypatch.setenv("DESK", "swordfish")
    assert cli.main(["configure"]) == 0
    assert "CLMS_THEME" in capsys.readouterr().out
    assert cli.main(["configure", "--check"]) == 2


def test_exported_settings_hold_no_secret_and_can_be_taken_over(computer: Path) -> None:
    settings.save(
        {
            "DATABASE_URL": "mysql://desk:hunter2@db/clms?ssl_ca=/ca.pem",
            "REDIS_PASSWORD": "swordfish",
            "JWT_SECRET": "keyring:clms_jwt",
            "CLMS_THEME": "dark",
        }
    )
    assert cli.main(["configure", "--export", "out.toml"]) == 0
    text = (computer / "out.toml").read_text(encoding="utf-8")
    assert "hunter2" not in text
    assert "swordfish" not in text
    assert dict(prepared.parse(text).settings) == {
        "DATABASE_URL": "mysql://desk@db/clms?ssl_ca=/ca.pem",
        "JWT_SECRET": "keyring:clms_jwt",
        "CLMS_THEME": "dark",
    }


def test_setup_makes_a_library_without_a_question_and_again_changes_nothing(
    computer: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["setup", "--from", "school.toml"]) == 0
    assert "The library is made" in capsys.readouterr().out
    monkeypatch.delenv("FIRST_PASSWORD")  # only the first computer needs it
    assert cli.main(["setup", "--quiet", "--from", "school.toml"]) == 0
    assert capsys.readouterr().out == ""
    found = settings.load()
    assert (found.language, found.timezone) == ("fil", "Asia/Manila")
    with closing(build(found)) as app:
        actor = app.accounts.sign_in("maria.santos", "three quiet words")
        basics = app.founding.basics(actor)
        assert (basics.name, basics.branch, basics.policies) == (
            "San Isidro Elementary School",
            "Main building",
            "one-week",
        )
        assert len(app.students.list(actor, StudentQuery(text="reyes"), Window()).rows) == 1
        assert {row.row.values.get("fine") for row in app.policies.list(actor)} <= {0, None}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("env:FIRST_PASSWORD", "env:NOWHERE"), 69),
        (("one-week", "none-such"), 2),
        (("students.csv", "missing.csv"), 2),
        (("Maria Santos", " "), 2),
    ],
)
def test_a_setup_that_fails_leaves_nothing(change: tuple[str, str], code: int, computer: Path) -> None:
    (computer / "school.toml").write_text(SCHOOL.replace(*change), encoding="utf-8")
    assert cli.main(["setup", "--from", "school.toml"]) == code
    assert not paths.settings_file().exists()
    assert not list((computer / "data").rglob("*.db*"))
    assert not list((computer / "config").rglob("*.*"))


def test_settings_stay_as_they_were_when_they_can_not_be_written(
    computer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.save({"CLMS_THEME": "dark"})

    def full(*_: object) -> None:
        raise InvalidInput("The keyring is full.")

    monkeypatch.setattr(planning.program, "save_secret", full)
    plan = Plan(
        {"CLMS_THEME": "light", "BCRYPT_ROUNDS": "4"}, {"REDIS_PASSWORD": "x"}, person=Person("Maria")
    )
    with pytest.raises(InvalidInput, match="full"):
        carry_out(plan, planning.settings_of(plan))
    assert settings.written() == {"CLMS_THEME": "dark"}
    assert not list((computer / "data").rglob("*.db"))


def test_a_profile_is_made_by_setup_and_a_mistyped_one_is_none(
    computer: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["--profile", "Annex", "setup", "--from", "school.toml"]) == 0
    assert (computer / "data/clms/profiles/Annex/clms.db").exists()
    assert not (computer / "data/clms/clms.db").exists()
    assert cli.main(["--profile", "Anex", "migrate", "--check"]) == 1
    assert "There are Annex." in capsys.readouterr().err
    assert cli.main(["--profile", "annex", "migrate", "--check"]) == 0
