"""The cover of a title that is only being typed: chosen, looked up, written with the title, and lost by nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.searching import TitleQuery
from app.errors import Unreachable
from tests.pictures import picture
from tests.servers import lookups
from tests.servers.lookups import FOX, NOLI, Lookups
from ui.messages import RecordingMessenger
from ui.panes.base import Pane
from ui.panes.catalog.new_cover import NewCover
from ui.panes.catalog.pane import CatalogPane
from ui.panes.catalog.title_views import TitleViews
from ui.runner import Runner

Settled = Callable[[Callable[[], bool]], None]


@pytest.fixture
def settled(qtbot: QtBot, runner: Runner) -> Settled:
    """Wait until something is true and nothing is under way."""
    return lambda true: qtbot.waitUntil(lambda: true() and runner.idle)


@pytest.fixture
def outside(services: App, actor: Actor) -> Iterator[Lookups]:
    """The internet, and settings that ask it."""
    with lookups.running() as server:
        services.library_settings.set(actor, "lookup_open_library", server.address)
        services.library_settings.set(actor, "lookup_covers", server.address)
        services.library_settings.set(actor, "lookup_sources", ["open-library"])
        yield server


@pytest.fixture
def pane(show: Callable[..., Pane]) -> CatalogPane:
    """The pane of a library without titles."""
    made = show(CatalogPane)
    assert isinstance(made, CatalogPane)
    return made


@pytest.fixture
def views(pane: CatalogPane, settled: Settled) -> TitleViews:
    """The form of a new title, with its title typed."""
    pane.do("add")
    settled(lambda: pane.editing.form is not None)
    found: list[TitleViews] = pane.findChildren(TitleViews)
    (made,) = (one for one in found if one.form is pane.editing.form)
    made.form.enter({"title": "Fantastic Mr. Fox", "numbers": "GS1"})
    return made


@pytest.fixture
def box(views: TitleViews) -> NewCover:
    """Its cover."""
    assert views.cover is not None
    return views.cover


def test_a_cover_from_a_file_is_written_with_the_title_and_taken_back_with_it(
    pane: CatalogPane,
    views: TitleViews,
    box: NewCover,
    messages: RecordingMessenger,
    settled: Settled,
    tmp_path: Path,
) -> None:
    file = tmp_path / "fox.png"
    file.write_bytes(b"MZ program")
    messages.files.append(file)
    box.file.click()
    settled(lambda: "no picture" in box.banner.text())
    assert not views.form.picture and box._shown.isHidden()
    file.write_bytes(picture())
    messages.files.append(file)
    box.file.click()
    settled(lambda: bool(views.form.picture))
    assert box.tile.has_image() and box.banner.isHidden() and box.take.isHidden()
    views.form.save()
    settled(lambda: pane.sheet.title is not None)
    title = pane.sheet.title
    assert (
        title is not None and title.cover_digest and [one.accession_number for one in title.books] == ["GS1"]
    )
    pane.undo_last()
    settled(lambda: pane.services.catalog.count(pane.actor, TitleQuery()).value == 0)


def test_a_pasted_cover_can_be_removed_and_is_not_left_without_a_word(
    qtbot: QtBot,
    pane: CatalogPane,
    views: TitleViews,
    box: NewCover,
    messages: RecordingMessenger,
    settled: Settled,
) -> None:
    views.form.saved()
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("only words")
    box.paste()
    assert box.banner.text() == "There is no picture on the clipboard." and not views.form.dirty
    image = QImage(60, 90, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    clipboard.setImage(image)
    box.file.setFocus()
    qtbot.keyClick(box.file, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled(lambda: bool(views.form.picture))
    assert views.form.dirty
    messages.answers.append(("cancel", ""))
    views.form.cancel()
    assert messages.asked and pane.editing.form is views.form
    box.remove_it.click()
    assert not views.form.picture and not views.form.dirty and box._shown.isHidden()


def test_a_title_looked_up_by_its_isbn_offers_its_cover_too(
    pane: CatalogPane, views: TitleViews, box: NewCover, outside: Lookups, settled: Settled
) -> None:
    views.form.enter({"isbn": FOX})
    views.help.look_up()
    settled(lambda: not box.take.isHidden())
    assert box.tile.has_image() and not views.form.picture, "nothing is taken unasked"
    box.leave.click()
    assert box._shown.isHidden()
    box.look.click()
    settled(lambda: not box.take.isHidden())
    box.take.click()
    settled(lambda: bool(views.form.picture))
    box.look.click()
    settled(lambda: not box.take.isHidden())
    box.leave.click()
    assert views.form.picture and not box.remove_it.isHidden(), "the one chosen stands there again"
    views.form.save()
    settled(lambda: pane.sheet.title is not None and pane.sheet.title.cover_digest is not None)


def test_why_there_is_no_cover_is_said_to_who_asks(
    views: TitleViews, box: NewCover, outside: Lookups, settled: Settled
) -> None:
    box.look.click()
    settled(lambda: "this title has none" in box.banner.text())
    views.form.enter({"isbn": NOLI})
    box.look.click()
    settled(lambda: "has no cover of this title" in box.banner.text() and box.look.isEnabled())
    box.forget_found()
    box.look_quietly()
    settled(box.look.isEnabled)
    assert box.banner.isHidden(), "nobody asked"


def test_where_files_can_not_be_kept_title_and_cover_stay_in_the_form(
    pane: CatalogPane, views: TitleViews, box: NewCover, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise Unreachable("The bucket does not answer.", hint="Look whether it runs.")

    box._read(picture)
    settled(lambda: bool(views.form.picture))
    monkeypatch.setattr(pane.services.covers._files, "bring", away)
    views.form.save()
    settled(lambda: "written together or not at all" in box.banner.text())
    assert views.form.picture and views.form.values()["title"] == "Fantastic Mr. Fox"
    assert pane.services.catalog.count(pane.actor, TitleQuery()).value == 0
    box.remove_it.click()
    views.form.save()
    settled(lambda: pane.sheet.title is not None)
    assert pane.sheet.title is not None and pane.sheet.title.cover_digest is None
