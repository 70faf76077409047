"""The first-start assistant: its steps by keyboard, what each test says, and that nothing is written before the end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app import paths, prepared, profile, profiles, settings
from app.bootstrap import build
from app.database import seeds
from app.errors import Denied
from app.first_start.plan import Made, Plan
from app.first_start.trying import Tried
from app.settings import Settings
from tests.app.cluster.kit import SCHOOL
from tests.ui.first_start import PERSON, answer_everything, arrive
from ui.first_start.calls import Calls
from ui.first_start.draft import Draft, Lists, Where
from ui.first_start.school_step import TEMPLATES
from ui.first_start.window import Assistant
from ui.libraries import LibrariesDialog
from ui.messages import RecordingMessenger
from ui.runner import Runner
from ui.theme import Theme
from ui.tour_checks import clipped_labels


@pytest.fixture(autouse=True)
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer of its own, without a library."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(paths, "machine_dir", lambda: tmp_path / "etc")
    monkeypatch.setenv(profile.VARIABLE, "")
    return tmp_path


class Answers(Calls):
    """A server that says what a test wants."""

    def __init__(self, base: Settings, tried: Tried) -> None:
        super().__init__(base, build)
        object.__setattr__(self, "tried", tried)
        object.__setattr__(self, "plans", [])

    def try_place(self, plan: Plan) -> tuple[Tried, Tried]:
        self.plans.append(plan)  # type: ignore[attr-defined]
        return self.tried, Tried(True, "Redis 7.0 answers.")  # type: ignore[attr-defined]

    def keyring(self) -> bool:
        return False

    def carry_out(self, plan: Plan, tell: Any) -> Made:
        self.plans.append(plan)  # type: ignore[attr-defined]
        raise Denied("The name or the password is wrong.", hint="Try again.", code="sign_in_failed")


@pytest.fixture
def base() -> Settings:
    """Settings of a computer that was told nothing."""
    return Settings(bcrypt_rounds=4, timezone="Asia/Manila")


@pytest.fixture
def assistant(qtbot: QtBot, runner: Runner, light: Theme, base: Settings) -> Assistant:
    """A shown assistant that really makes libraries."""
    shown = Assistant(Draft(base), Calls(base, build), runner)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def on_a_server(qtbot: QtBot, runner: Runner, base: Settings, tried: Tried) -> Assistant:
    """An assistant told of a server that answers so."""
    shown = Assistant(Draft(base), Answers(base, tried), runner)
    qtbot.addWidget(shown)
    shown.show()
    place: Any = shown.current
    place.choose(Where.SERVER)
    place.form.enter({"address": "db.school.example", "password": "swordfish", "ca_file": "/etc/ca.pem"})
    return shown


def said(shown: Assistant) -> list[str]:
    """Every text that is seen."""
    return [each.text().replace("\u200b", "") for each in shown.findChildren(QLabel) if each.isVisible()]


def test_from_nothing_to_a_library_by_keyboard_alone(
    qtbot: QtBot, assistant: Assistant, computer: Path
) -> None:
    qtbot.keyClick(assistant, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    arrive(qtbot, assistant, "person")
    focus = QApplication.focusWidget
    qtbot.waitUntil(lambda: focus() is assistant.current.form.editor("name").widget)  # type: ignore[attr-defined]
    for text in PERSON.values():
        qtbot.keyClicks(focus(), text)
        qtbot.keyClick(focus(), Qt.Key.Key_Tab)
    qtbot.keyClick(assistant, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    arrive(qtbot, assistant, "place")
    qtbot.keyClick(assistant, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    arrive(qtbot, assistant, "person")
    qtbot.keyClick(
        assistant, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier
    )  # what was typed is still there
    arrive(qtbot, assistant, "school")
    qtbot.keyClicks(focus(), "San Isidro Elementary School Library")
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    arrive(qtbot, assistant, "lists")
    qtbot.keyClick(assistant, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    arrive(qtbot, assistant, "summary")
    assert "San Isidro Elementary School Library" in said(assistant)
    assert not paths.settings_file().exists()
    assert not list(computer.rglob("*.db"))
    with qtbot.waitSignal(assistant.finished) as caught:
        qtbot.keyClick(focus(), Qt.Key.Key_Space)
    made, files = caught.args
    assert (made.actor.name, made.founded, files) == ("Maria Santos", True, ())
    assert made.app.founding.basics(made.actor).name == "San Isidro Elementary School Library"
    made.app.close()
    assert settings.written() == {"CLMS_TIMEZONE": "Asia/Manila"}


def test_left_before_the_end_nothing_was_written(qtbot: QtBot, assistant: Assistant, computer: Path) -> None:
    assistant.go_on()
    arrive(qtbot, assistant, "person")
    with qtbot.waitSignal(assistant.left):
        assistant.close()
    assert list(computer.rglob("*")) == []


def test_passwords_that_differ_and_names_that_lack_are_told_and_stay_told(
    qtbot: QtBot, assistant: Assistant
) -> None:
    assistant.go_on()
    arrive(qtbot, assistant, "person")
    person: Any = assistant.current
    person.form.enter({**PERSON, "again": "three quiet word"})
    assistant.go_on()
    qtbot.wait(200)  # longer than the form's own look while typing, which must not wipe it
    assert "The two passwords differ." in said(assistant)
    person.local.setChecked(True)
    assistant.go_on()
    arrive(qtbot, assistant, "school")
    assistant.go_on()
    assert "This is needed." in said(assistant)
    assert assistant.draft.own_password is None


def test_a_list_that_is_not_there_holds_the_step_and_one_that_is_goes_to_the_import(
    qtbot: QtBot, assistant: Assistant, computer: Path
) -> None:
    answer: Any = assistant
    answer_everything_up_to_lists(qtbot, assistant)
    answer.current.choose(Lists.IMPORT)
    assistant.go_on()
    assert "Choose at least one list, or begin empty." in said(assistant)
    answer.current.lines["titles"].setText(str(computer / "titles.csv"))
    assistant.go_on()
    qtbot.waitUntil(lambda: f"There is no file {computer / 'titles.csv'}." in said(assistant))
    (computer / "titles.csv").write_text("Title\nNoli\n", encoding="utf-8")
    assistant.go_on()
    arrive(qtbot, assistant, "summary")
    assert assistant.draft.files == (computer / "titles.csv",)


def answer_everything_up_to_lists(qtbot: QtBot, assistant: Assistant) -> None:
    """On this computer, named."""
    assistant.go_on()
    arrive(qtbot, assistant, "person")
    assistant.current.form.enter(PERSON)  # type: ignore[attr-defined]
    assistant.go_on()
    arrive(qtbot, assistant, "school")
    assistant.current.form.enter({"name": "Library"})  # type: ignore[attr-defined]
    assistant.go_on()
    arrive(qtbot, assistant, "lists")


def test_a_shared_library_is_joined_by_its_people_and_neither_named_nor_filled(
    qtbot: QtBot, runner: Runner, light: Theme, base: Settings
) -> None:
    answers = Tried(True, "The server answers, MariaDB 10.11.6, and its schema is of this release.")
    shown = on_a_server(qtbot, runner, base, answers)
    shown.go_on()
    arrive(qtbot, shown, "person")
    assert shown.order == ["place", "person", "summary"]
    person: Any = shown.current
    assert not person.local.isVisible()
    person.form.enter({"username": "ana.reyes", "password": "wrong words"})
    shown.go_on()
    arrive(qtbot, shown, "summary")
    assert "in your settings file, which only you can read" in said(shown)
    shown.go_on()
    arrive(qtbot, shown, "person")  # where it can be put right
    qtbot.waitUntil(lambda: "The name or the password is wrong. Try again." in said(shown))
    plan = shown._calls.plans[-1]  # type: ignore[attr-defined]
    assert plan.settings == {
        "DATABASE_URL": "mysql://clms_desk@db.school.example/clms"
        "?ssl_ca=/etc/ca.pem&ssl_verify_identity=true",
        "DATABASE_PASSWORD": "swordfish",
    }
    assert (plan.person.username, plan.person.password, plan.basics) == ("ana.reyes", "wrong words", None)
    assert "swordfish" not in " ".join(said(shown))


@pytest.mark.parametrize(
    "tried",
    [
        Tried(False, "No database server answers at this address.", "Look at its name and port."),
        Tried(True, "The server answers, but its database clms holds no library yet.", "Run it.", True, True),
    ],
)
def test_a_place_that_can_not_be_used_is_not_left(
    tried: Tried, qtbot: QtBot, runner: Runner, light: Theme, base: Settings
) -> None:
    shown = on_a_server(qtbot, runner, base, tried)
    for _ in range(2):
        shown.go_on()
        qtbot.waitUntil(lambda: f"{tried.sentence} {tried.hint}" in said(shown) and shown.waits_for_a_person)
        assert shown.current.key == "place"
    assert clipped_labels(shown) == []


def test_an_address_that_can_not_be_is_told_at_its_field(qtbot: QtBot, assistant: Assistant) -> None:
    place: Any = assistant.current
    place.choose(Where.SERVER)
    assistant.go_on()
    assert "This is needed." in said(assistant)
    place.form.enter({"address": "db.school.example:port/clms"})
    assistant.go_on()
    qtbot.waitUntil(lambda: any("the port has to be a number" in text for text in said(assistant)))


def test_a_topology_file_leads_to_its_library(
    qtbot: QtBot, runner: Runner, base: Settings, computer: Path, light: Theme
) -> None:
    file = computer / "topology.toml"
    file.write_text(SCHOOL, encoding="utf-8")
    shown = Assistant(Draft(base), Answers(base, Tried(True, "The server answers.")), runner)
    qtbot.addWidget(shown)
    place: Any = shown.current
    place.choose(Where.TOPOLOGY)
    place.form.enter({"topology": str(computer / "none.toml"), "tls": False})
    shown.go_on()
    qtbot.waitUntil(lambda: place.found.text().startswith("There is no topology file"))
    place.form.enter({"topology": str(file)})
    shown.go_on()
    arrive(qtbot, shown, "person")
    plan = shown._calls.plans[-1]  # type: ignore[attr-defined]
    assert plan.settings["DATABASE_URL"].startswith(("mariadb://clms_desk@", "mysql://clms_desk@"))
    assert {"DATABASE_NODES", "REDIS_HOST"} <= set(plan.settings)
    assert not [name for name in plan.settings if name in ("CLMS_DATA_DIR", "PORT", "JWT_SECRET")]


def test_every_step_is_whole_and_says_what_it_is_for(qtbot: QtBot, assistant: Assistant) -> None:
    assistant.resize(1024, 720)
    assistant.toggle_help()
    assistant.draft.folder = "/srv/library"
    for key, step in assistant.steps.items():
        assistant._key = key
        assistant._show()
        assert all(len(words) > 20 for words in (step.help(), step.words())), key
        assert clipped_labels(assistant) == [], key
    assert set(TEMPLATES) == set(seeds.templates())


def test_a_library_without_people_asks_only_for_them(
    qtbot: QtBot, runner: Runner, light: Theme, base: Settings
) -> None:
    app = build(base)
    shown = Assistant(Draft(base, asks_place=False), Calls(base, build, app), runner)
    qtbot.addWidget(shown)
    assert shown.order == ["person", "school", "lists", "summary"]
    with qtbot.waitSignal(shown.finished) as caught:
        answer_everything(qtbot, shown)
    assert caught.args[0].app is app
    app.close()
    filled = Assistant(Draft(base, asks_place=False, may_found=False), Calls(base, build, app), runner)
    qtbot.addWidget(filled)
    assert filled.order == ["person", "summary"]


# -- libraries of this computer ------------------------------------------------------------------------------


@pytest.fixture
def libraries(
    qtbot: QtBot, runner: Runner, assistant: Assistant
) -> tuple[LibrariesDialog, RecordingMessenger]:
    """The dialog over a window, with a second library."""
    profile.use("Annex")
    settings.save({"CLMS_THEME": "dark"})
    profile.use("")
    settings.save({"CLMS_LANGUAGE": "fil", "REDIS_PASSWORD": "swordfish"})
    messages = RecordingMessenger()
    dialog = LibrariesDialog(runner, messages, assistant, lambda: None)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    return dialog, messages


def test_another_library_is_chosen_or_made(
    qtbot: QtBot, libraries: tuple[LibrariesDialog, RecordingMessenger]
) -> None:
    dialog, messages = libraries
    assert [dialog.list.item(n).text() for n in range(2)] == ["The usual library (open now)", "Annex"]
    assert clipped_labels(dialog) == []
    chosen: list[str] = []
    dialog.chosen.connect(chosen.append)
    dialog.open_button.click()
    assert chosen == []
    dialog.list.setCurrentRow(1)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert chosen == ["Annex"]
    messages.answers += [("make", "a/b"), ("make", "annex"), ("make", "Grade School")]
    dialog.new.click()
    qtbot.waitUntil(lambda: "a/b" in dialog.banner.text())
    dialog.new.click()
    qtbot.waitUntil(lambda: chosen == ["Annex", "Annex"])
    dialog.new.click()
    qtbot.waitUntil(lambda: chosen[-1] == "Grade School")
    assert profiles.known() == ("Annex",)  # nothing is made before the assistant's end


def test_settings_go_out_without_secrets_and_come_in_after_a_question(
    qtbot: QtBot, libraries: tuple[LibrariesDialog, RecordingMessenger], computer: Path
) -> None:
    dialog, messages = libraries
    file = computer / "out.toml"
    messages.files += [file, file]
    dialog.export.click()
    qtbot.waitUntil(lambda: "without secrets" in dialog.banner.text())
    assert dict(prepared.read(file).settings) == {"CLMS_LANGUAGE": "fil"}
    file.write_text('CLMS_THEME = "contrast"\n', encoding="utf-8")
    messages.answers.append(("take", ""))
    with qtbot.waitSignal(dialog.chosen) as caught:
        dialog.take.click()
    assert caught.args == [""]
    assert "CLMS_THEME" in messages.asked[-1].detail
    assert settings.written() == {
        "CLMS_LANGUAGE": "fil",
        "REDIS_PASSWORD": "swordfish",
        "CLMS_THEME": "contrast",
    }
    file.write_text('CLMS_THEME = "pink"\n', encoding="utf-8")
    messages.files.append(file)
    dialog.take.click()
    qtbot.waitUntil(lambda: "CLMS_THEME in line 1" in dialog.banner.text().replace("\u200b", ""))
