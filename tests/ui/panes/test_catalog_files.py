"""Covers and attachments in a title's sheet: set, pasted, looked up, opened, and taken back with Ctrl+Z."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.catalog import TitleDraft, TitleIdentifier
from tests.pictures import picture
from tests.servers import lookups
from tests.servers.lookups import FOX, Lookups
from ui.messages import RecordingMessenger
from ui.panes.base import Pane
from ui.panes.catalog.cover_box import CoverBox, pasted
from ui.panes.catalog.pane import CatalogPane
from ui.runner import Runner
from ui.widgets.cover import initials, read_cover

Settled = Callable[[Callable[[], bool]], None]
PDF = b"%PDF-1.7 letter"


@pytest.fixture
def settled(qtbot: QtBot, runner: Runner) -> Settled:
    """Wait until something is true and nothing is under way."""
    return lambda true: qtbot.waitUntil(lambda: true() and runner.idle)


@pytest.fixture
def outside(services: App, actor: Actor) -> Iterator[Lookups]:
    """The internet."""
    with lookups.running() as server:
        services.library_settings.set(actor, "lookup_covers", server.address)
        yield server


@pytest.fixture
def title_id(services: App, actor: Actor) -> int:
    """A title that Open Library has a cover of."""
    draft = TitleDraft(title="Fantastic Mr. Fox", identifiers=(TitleIdentifier("isbn", FOX, FOX),))
    return services.catalog.add_title(actor, draft).value.title_id


@pytest.fixture
def pane(show: Callable[..., Pane], title_id: int, settled: Settled) -> CatalogPane:
    """The pane with the sheet of that title."""
    made = show(CatalogPane)
    assert isinstance(made, CatalogPane)
    made.open(title_id)
    settled(lambda: made.sheet.title is not None)
    return made


@pytest.fixture
def box(pane: CatalogPane) -> CoverBox:
    """Its cover."""
    return pane.sheet.about.cover


def test_initials_are_those_of_the_first_two_words() -> None:
    assert [initials(text) for text in ("Noli me tangere", "1984", "“El” filibusterismo", "—")] == [
        "NM", "1", "EF", "",
    ]  # fmt: skip


def test_a_picture_keeps_its_shape() -> None:
    fitted = read_cover(picture(300, 420), QSize(104, 148), 2.0)
    assert (fitted.width(), fitted.height(), fitted.devicePixelRatio()) == (208, 291, 2.0)
    assert read_cover(b"no picture", QSize(10, 10)).isNull()


def test_a_cover_is_set_from_a_file_and_taken_back(
    pane: CatalogPane, box: CoverBox, messages: RecordingMessenger, settled: Settled, tmp_path: Path
) -> None:
    assert not box.tile.has_image() and box.gone.isHidden()
    assert box.tile.accessibleName() == "No cover of Fantastic Mr. Fox"
    file = tmp_path / "fox.png"
    file.write_bytes(picture())
    messages.files.append(file)
    box.file.click()
    settled(box.tile.has_image)
    assert box.tile.accessibleName() == "Cover of Fantastic Mr. Fox" and not box.gone.isHidden()
    pane.undo_last()
    settled(lambda: not box.tile.has_image())
    file.write_bytes(b"MZ program")
    messages.files.append(file)
    box.file.click()
    settled(lambda: "no picture" in box.banner.text())
    assert not box.banner.isHidden()


def test_a_picture_is_pasted_with_ctrl_v(qtbot: QtBot, box: CoverBox, settled: Settled) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("only words")
    box.paste()
    assert box.banner.text() == "There is no picture on the clipboard."
    image = QImage(60, 90, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    clipboard.setImage(image)
    box.file.setFocus()
    qtbot.keyClick(box.file, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled(box.tile.has_image)


def test_a_copied_file_is_pasted_too(tmp_path: Path) -> None:
    file = tmp_path / "cover.webp"
    file.write_bytes(picture(kind="WEBP"))
    held = QMimeData()
    held.setUrls([QUrl("https://example.org/a.png"), QUrl.fromLocalFile(str(file))])
    read = pasted(held)
    assert read is not None and read() == file.read_bytes()
    assert pasted(None) is None and pasted(QMimeData()) is None


def test_a_cover_found_outside_is_looked_at_before_it_is_taken(
    services: App, actor: Actor, title_id: int, box: CoverBox, outside: Lookups, settled: Settled
) -> None:
    box.look.click()
    settled(lambda: not box._offer.isHidden())
    assert "Is it this book's?" in box.banner.text() and box.offered.has_image()
    assert services.catalog.sheet(actor, title_id).cover_digest is None, "nothing is kept unasked"
    box.leave.click()
    assert box._offer.isHidden() and not box.tile.has_image()
    box.look.click()
    settled(lambda: not box._offer.isHidden())
    box.take.click()
    settled(box.tile.has_image)
    assert box._offer.isHidden() and len(outside.asked) == 1


def test_why_there_is_no_cover_is_said(
    services: App, actor: Actor, box: CoverBox, outside: Lookups, settled: Settled
) -> None:
    outside.status = 500
    box.look.click()
    settled(lambda: "answers with an error" in box.banner.text())
    assert box.look.isEnabled()
    services.library_settings.set(actor, "lookup_sources", [])
    box.look.click()
    settled(lambda: "switched off" in box.banner.text())


def test_a_file_is_added_opened_as_a_copy_and_removed(
    pane: CatalogPane,
    messages: RecordingMessenger,
    settled: Settled,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tab = pane.sheet.attachments
    pane.list.sheet.show_tab("files")
    settled(lambda: "at most 5 MB" in tab.limit.text())
    file = tmp_path / "letter.pdf"
    file.write_bytes(PDF)
    messages.files.append(file)
    tab.add.click()
    settled(lambda: [one.name for one in tab.shown] == ["letter.pdf"])
    opened: list[Path] = []
    monkeypatch.setattr(tab, "opens", opened.append)
    tab.open(tab.shown[0])
    settled(lambda: bool(opened))
    (copy,) = opened
    assert copy.read_bytes() == PDF and copy.name == "letter.pdf"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o400
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    tab.remove(tab.shown[0])
    settled(lambda: tab.shown == ())
    pane.undo_last()
    settled(lambda: [one.name for one in tab.shown] == ["letter.pdf"])


def test_who_is_asked_outside_is_set_in_the_window(
    services: App, actor: Actor, pane: CatalogPane, messages: RecordingMessenger, settled: Settled
) -> None:
    def stored(name: str) -> object:
        return services.library_settings.get(actor, name).value

    pane.do("outside")
    settled(lambda: pane.editing.form is not None)
    form = pane.editing.form
    assert form is not None
    assert (form.values()["open"], form.values()["sru"], form.values()["attachment_mb"]) == (True, False, 5)
    form.set_values(form.values() | {"sru": True, "first": "sru", "attachment_mb": 11})
    form.save()
    assert "lookup_sru" in form.errors() or "attachment_mb" in form.errors()
    form.set_values(form.values() | {"lookup_sru": "no address", "attachment_mb": 8})
    form.save()
    settled(lambda: "must be an address" in form._errors["lookup_sru"].text())
    assert stored("lookup_sources") == ["open-library"]
    form.set_values(form.values() | {"lookup_sru": "https://sru.example.org"})
    form.save()
    settled(lambda: pane.editing.form is None)
    assert stored("lookup_sources") == ["sru", "open-library"] and stored("attachment_mb") == 8
    assert messages.told[-1] == "Settings saved"
    pane.do("outside")
    settled(lambda: pane.editing.form is not None)
    form = pane.editing.form
    assert form is not None
    form.set_values(form.values() | {"sru": False, "open": False, "lookup_sru": "", "lookup_covers": ""})
    form.save()
    settled(lambda: pane.editing.form is None)
    assert (stored("lookup_sources"), stored("lookup_sru"), stored("lookup_covers")) == ([], "", "")
