"""Where this computer looks for newer releases: typed, tested, saved, and off unless somebody says otherwise."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import paths, settings
from app.domain.releases import MANIFEST, SIGNATURE
from app.setting_sources import ENVIRONMENT
from app.settings import Settings
from ui.messages import RecordingMessenger
from ui.releases import ReleasesDialog
from ui.runner import Runner
from ui.theme import Theme
from ui.tour_checks import clipped_labels


@pytest.fixture(autouse=True)
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer of its own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(paths, "machine_dir", lambda: tmp_path / "etc")
    monkeypatch.setenv("CLMS_PROFILE", "")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a newer release."""
    folder = tmp_path / "releases"
    folder.mkdir()
    told = f'version = "9.1.0"\nfile = "clms.deb"\nsha256 = "{hashlib.sha256(b"it").hexdigest()}"\n'
    (folder / MANIFEST).write_text(told, encoding="utf-8")
    return folder


@pytest.fixture
def over(qtbot: QtBot, light: Theme) -> Iterator[QWidget]:
    """A window below the dialog."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    yield made
    for dialog in made.findChildren(ReleasesDialog):
        dialog.reject()


def shown(qtbot: QtBot, runner: Runner, over: QWidget, given: Settings | None = None) -> ReleasesDialog:
    """The dialog, ready to type into."""
    dialog = ReleasesDialog(runner, RecordingMessenger(), given or settings.load({}), over)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def told(dialog: ReleasesDialog) -> str:
    """What the banner says."""
    return dialog.banner.text().replace("\u200b", "")


def test_off_is_the_default_and_is_said(qtbot: QtBot, runner: Runner, over: QWidget) -> None:
    dialog = shown(qtbot, runner, over)
    assert dialog.form.values() == {"source": "", "key": ""}
    qtbot.keyClick(dialog, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert told(dialog) == "No place is named: nobody is asked."
    qtbot.waitUntil(lambda: not clipped_labels(dialog))


def test_what_a_test_finds_is_said_before_it_is_saved(
    qtbot: QtBot, runner: Runner, over: QWidget, place: Path
) -> None:
    dialog = shown(qtbot, runner, over)
    dialog.form.enter({"source": str(place / "none")})
    dialog.test.button.click()
    qtbot.waitUntil(lambda: "can't be had from" in told(dialog))
    dialog.form.enter({"source": str(place)})
    dialog.test.button.click()
    qtbot.waitUntil(lambda: told(dialog).startswith("CLMS 9.1.0 is there, newer than this one"))
    assert told(dialog).endswith("No signature is asked for.")
    assert settings.written() == {}  # a test writes nothing
    with qtbot.waitSignal(dialog.saved) as caught:
        dialog.form.save()
    assert caught.args[0].update_source == str(place)
    assert settings.load({}).update_source == str(place)


def test_with_the_schools_key_an_unsigned_release_is_refused_with_a_sentence(
    qtbot: QtBot, runner: Runner, over: QWidget, place: Path
) -> None:
    private = Ed25519PrivateKey.generate()
    pem = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    dialog = shown(qtbot, runner, over)
    dialog.form.enter({"source": str(place), "key": pem.splitlines()[1]})
    dialog.test.button.click()
    qtbot.waitUntil(lambda: "has no signature" in told(dialog))
    (place / SIGNATURE).write_bytes(private.sign(b"something else"))
    dialog.test.button.click()
    qtbot.waitUntil(lambda: "was not signed by the school's key" in told(dialog))
    (place / SIGNATURE).write_bytes(private.sign((place / MANIFEST).read_bytes()))
    dialog.test.button.click()
    qtbot.waitUntil(lambda: told(dialog).endswith("The school's key signed it."))


@pytest.mark.parametrize(
    ("field", "typed"), [("source", "http://files.school.example"), ("source", "releases"), ("key", "AAAA")]
)
def test_what_can_not_be_is_said_under_its_field_and_not_saved(
    field: str, typed: str, qtbot: QtBot, runner: Runner, over: QWidget
) -> None:
    dialog = shown(qtbot, runner, over)
    dialog.form.enter({field: typed})
    dialog.form.save()
    assert set(dialog.form.errors()) == {field}
    assert settings.written() == {}


def test_blank_is_off_again_and_other_settings_stay(
    qtbot: QtBot, runner: Runner, over: QWidget, place: Path
) -> None:
    settings.save({"UPDATE_SOURCE": str(place), "CLMS_LANGUAGE": "fil"})
    dialog = shown(qtbot, runner, over)
    dialog.form.enter({"source": ""})
    with qtbot.waitSignal(dialog.saved) as caught:
        dialog.form.save()
    assert (caught.args[0].update_source, settings.written()) == ("", {"CLMS_LANGUAGE": "fil"})


def test_what_the_environment_says_is_not_asked_here(
    qtbot: QtBot, runner: Runner, over: QWidget, place: Path
) -> None:
    given = settings.load({"UPDATE_SOURCE": str(place)})
    assert given.sources["UPDATE_SOURCE"] == ENVIRONMENT
    dialog = shown(qtbot, runner, over, given)
    line = dialog.form.editor("source").widget
    assert line.isReadOnly()  # type: ignore[attr-defined]
    assert "It is set in the environment" in line.accessibleDescription()
