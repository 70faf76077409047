"""A title is added with help: looked up by its ISBN, like the one before, beside its neighbours, as form and as MARC."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, Contributor, TitleDraft, TitleIdentifier
from app.domain.marc.storing import restored
from app.domain.searching import TitleQuery
from tests.servers import lookups
from tests.servers.lookups import FOX, NOLI, Lookups
from ui.panes.base import Pane
from ui.panes.catalog.pane import CatalogPane
from ui.panes.catalog.title_form import TitleForm
from ui.panes.catalog.title_views import TitleViews
from ui.runner import Runner

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
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
        services.library_settings.set(actor, "lookup_sru", server.sru)
        services.library_settings.set(actor, "lookup_sources", ["open-library", "sru"])
        yield server


@pytest.fixture
def pane(show: Callable[..., Pane]) -> CatalogPane:
    """The pane of a library without titles."""
    made = show(CatalogPane)
    assert isinstance(made, CatalogPane)
    made.activateWindow()
    return made


@pytest.fixture
def new(pane: CatalogPane, settled: Settled) -> TitleViews:
    """The form of a new title."""
    pane.do("add")
    settled(lambda: pane.editing.form is not None)
    return views_of(pane)


def views_of(pane: CatalogPane) -> TitleViews:
    views: list[TitleViews] = pane.findChildren(TitleViews)
    return next(one for one in views if one.form is pane.editing.form)


def line(form: TitleForm, key: str) -> QLineEdit:
    widget = form.editor(key).widget
    assert isinstance(widget, QLineEdit)
    return widget


def take(views: TitleViews, key: str, qtbot: QtBot) -> None:
    """Press the button of an offer once it stands there."""

    def shown() -> list[QPushButton]:
        return [one for one in views.findChildren(QPushButton, f"take-{key}") if one.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    shown()[0].click()


def put(text: QPlainTextEdit, old: str, new: str) -> None:
    """Type over a piece of text."""
    assert text.find(old) or (text.moveCursor(QTextCursor.MoveOperation.Start) or text.find(old))
    text.insertPlainText(new)


def test_a_scanned_isbn_fills_what_is_empty_and_offers_what_differs(
    new: TitleViews, outside: Lookups, qtbot: QtBot, settled: Settled
) -> None:
    qtbot.keyClicks(line(new.form, "title"), "The Fantastic Mr Fox")
    qtbot.keyClicks(line(new.form, "isbn"), FOX)
    qtbot.keyClick(line(new.form, "isbn"), KEY.Key_Return)
    settled(lambda: new.help.banner.text().startswith("Filled in from Open Library"))
    values = new.form.values()
    assert values["title"] == "The Fantastic Mr Fox", "what was typed stays"
    assert (values["people"], values["publisher"], values["year"]) == ("Dahl, Roald", "Puffin", 1988)
    assert (values["language"], values["subjects"], values["isbn"]) == ("eng", "Animals\nFoxes", FOX)
    assert [(one.key, one.text) for one in new.help.offers.offers] == [("title", "Fantastic Mr. Fox")]
    take(new, "title", qtbot)
    assert new.form.values()["title"] == "Fantastic Mr. Fox"
    assert not new.help.offers.isVisible()


def test_what_was_looked_up_is_saved_with_what_no_form_shows(
    new: TitleViews,
    pane: CatalogPane,
    services: App,
    actor: Actor,
    outside: Lookups,
    qtbot: QtBot,
    settled: Settled,
) -> None:
    qtbot.keyClicks(line(new.form, "isbn"), NOLI)
    qtbot.keyClick(line(new.form, "isbn"), KEY.Key_L, CTRL)
    settled(lambda: new.help.banner.text().startswith("Filled in from SRU"))
    script = new.findChild(QLabel, "original-script")
    assert isinstance(script, QLabel) and script.isVisible()
    assert script.text().startswith("אל תיגע בי")
    qtbot.keyClicks(line(new.form, "edition"), "2nd ed.")
    qtbot.keyClick(line(new.form, "edition"), KEY.Key_S, CTRL)
    settled(lambda: pane.editing.form is None and pane.sheet.title is not None)
    title = pane.sheet.title
    assert title is not None and (title.draft.title, title.draft.edition) == ("Noli me tangere", "2nd ed.")
    record = restored(services.cataloguing.record(actor, title.id) or b"")
    assert record.first("777") is not None
    edition = record.first("250")
    assert edition is not None and edition.first("a") == "2nd ed."


def test_a_second_number_looked_up_leaves_nothing_unseen_of_the_first(
    new: TitleViews, outside: Lookups, qtbot: QtBot, settled: Settled
) -> None:
    isbn = line(new.form, "isbn")
    isbn.setText(NOLI)
    new.help.look.click()
    settled(lambda: new.help.banner.text().startswith("Filled in from SRU"))
    assert new.marc is not None and "Not on any form" in new.marc
    isbn.setText(FOX)
    new.help.look.click()
    settled(lambda: new.help.banner.text().startswith("Filled in from Open Library"))
    assert new.marc is None
    assert "Not on any form" not in new.view.text.toPlainText()
    draft = new.form.draft(new.form.values())
    assert [one.value for one in draft.identifiers] == [FOX, "30512736"]


def test_who_is_not_reached_is_said_in_words(
    new: TitleViews, outside: Lookups, services: App, actor: Actor, qtbot: QtBot, settled: Settled
) -> None:
    services.library_settings.set(actor, "lookup_open_library", "http://127.0.0.1:9")
    qtbot.keyClicks(line(new.form, "isbn"), FOX)
    new.help.look.click()
    settled(lambda: "Look whether this computer has internet" in new.help.banner.text())
    assert new.help.look.isEnabled()
    services.library_settings.set(actor, "lookup_sources", [])
    new.help.look.click()
    settled(lambda: new.help.banner.text().startswith("Looking titles up is switched off."))


def test_a_title_that_is_here_already_is_named_and_shown(
    new: TitleViews,
    pane: CatalogPane,
    outside: Lookups,
    services: App,
    actor: Actor,
    qtbot: QtBot,
    settled: Settled,
) -> None:
    known = TitleDraft("Our fox", identifiers=(TitleIdentifier("isbn", FOX, FOX),))
    services.catalog.add_title(actor, known)
    qtbot.keyClicks(line(new.form, "isbn"), FOX)
    new.help.look.click()
    settled(lambda: new.help.banner.text().startswith("The library has this ISBN already."))
    shown = [one.text() for one in new.help.banner.findChildren(QPushButton)]
    assert shown == ["Show that title"]


def test_the_form_and_marc_follow_each_other(
    new: TitleViews, pane: CatalogPane, services: App, actor: Actor, qtbot: QtBot, settled: Settled
) -> None:
    qtbot.keyClicks(line(new.form, "title"), "Noli me tangere")
    new.tabs.go("marc")
    assert "$aNoli me tangere" in new.view.text.toPlainText()
    put(new.view.text, "Noli me tangere", "El filibusterismo")
    new.view.text.moveCursor(QTextCursor.MoveOperation.End)
    new.view.text.insertPlainText("\n=300  \\\\$a240 p.\n=777  0\\$tNot on the form")
    qtbot.waitUntil(lambda: new.form.values()["physical_description"] == "240 p.")
    assert new.form.values()["title"] == "El filibusterismo"
    new.tabs.go("form")
    line(new.form, "publisher").setText("Rex")
    qtbot.waitUntil(lambda: "$bRex" in new.view.text.toPlainText())
    assert "$tNot on the form" in new.view.text.toPlainText()
    new.tabs.go("marc")
    qtbot.keyClick(new.view.text, KEY.Key_S, CTRL)
    settled(lambda: pane.editing.form is None and pane.sheet.title is not None)
    title = pane.sheet.title
    assert title is not None and (title.draft.title, title.draft.publisher) == ("El filibusterismo", "Rex")
    record = restored(services.cataloguing.record(actor, title.id) or b"")
    other = record.first("777")
    assert other is not None and other.first("t") == "Not on the form"


def test_text_that_can_not_be_read_closes_the_form_and_saves_nothing(
    new: TitleViews, pane: CatalogPane, services: App, actor: Actor, qtbot: QtBot, settled: Settled
) -> None:
    qtbot.keyClicks(line(new.form, "title"), "Noli")
    new.tabs.go("marc")
    put(new.view.text, "$aNoli", "Noli")
    qtbot.keyClick(new.view.text, KEY.Key_S, CTRL)
    assert new.view.problem.startswith("In line")
    assert pane.editing.form is new.form
    assert services.catalog.count(actor, TitleQuery()).value == 0
    new.tabs.go("form")
    assert not new.form.isEnabled()
    typed = new.view.text.toPlainText()
    new.tabs.go("marc")
    assert new.view.text.toPlainText() == typed, "nothing typed is lost"
    put(new.view.text, "Noli", "$aNoli me")
    qtbot.waitUntil(lambda: new.form.values()["title"] == "Noli me")
    assert new.form.isEnabled() and not new.view.problem


def test_an_edit_keeps_what_the_record_says_beyond_the_form(
    pane: CatalogPane, services: App, actor: Actor, qtbot: QtBot, settled: Settled
) -> None:
    marc = "=LDR  00000nam\\a2200000\\i\\4500\n=245  10$aNoli\n=777  0\\$tOn no form"
    saved = services.catalog.add_title(actor, TitleDraft("Noli"), marc=marc).value
    title = services.catalog.sheet(actor, saved.title_id)
    pane.editing.edit_title(title)
    settled(lambda: pane.editing.form is not None)
    views = views_of(pane)
    assert "$tOn no form" in views.view.text.toPlainText()
    assert views.marc is None, "nothing was done to the record"
    assert not views.form.dirty


def test_like_the_last_one_and_beside_its_neighbours(
    new: TitleViews, services: App, actor: Actor, qtbot: QtBot, settled: Settled
) -> None:
    draft = TitleDraft(
        "First",
        publisher="Rex",
        place="Manila",
        language="fil",
        contributors=(Contributor("Rizal, José"),),
        year=1990,
    )
    copy = BookDraft("A1", call_number="FIL 899.211 R52 1990", collection="FIL", fund="PTA")
    services.catalog.add_title(actor, draft, [copy])
    qtbot.keyClicks(line(new.form, "publisher"), "Guerrero")
    new.help.last.click()
    settled(lambda: new.help.banner.text() == "Filled in as in “First”.")
    values = new.form.values()
    assert (values["place"], values["language"], values["collection"], values["fund"]) == (
        "Manila",
        "fil",
        "FIL",
        "PTA",
    )
    assert values["publisher"] == "Guerrero"
    assert [(one.key, one.text) for one in new.help.offers.offers] == [("publisher", "Rex")]
    new.form.enter({"people": "Rizal, José", "year": 2010})
    new.help.call.click()
    settled(lambda: [one.key for one in new.help.offers.offers] == ["call_number"])
    [offer] = new.help.offers.offers
    assert (offer.text, offer.why) == ("FIL 899.211 R52 2010", "1 title by this author")
    take(new, "call_number", qtbot)
    assert new.form.values()["call_number"] == "FIL 899.211 R52 2010"
