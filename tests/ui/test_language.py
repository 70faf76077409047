"""Filipino: the catalogue as it is read, sentences recognised by their form, plural forms, days, the choice of language."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.actors import Actor
from app.domain.alert_seed import RULES
from app.domain.blocks import BlockRules, Standing, blocks_of
from app.errors import NotFound, Refused
from app.paths import resource
from ui.language import Catalogue, install_language, language_of, read
from ui.messages import describe
from ui.panes import PANES
from ui.rail import Rail
from ui.sentences import said
from ui.state import UiState
from ui.theme import Theme
from ui.top_bar import TopBar
from ui.words import counted, day, short_day

FILE = resource("translations", "clms_fil.ts")


def test_the_quick_reader_reads_what_a_parser_reads() -> None:
    finished = []
    for context in ET.parse(FILE).getroot().iter("context"):
        for message in context.iter("message"):
            told = message.find("translation")
            assert told is not None
            forms = tuple(form.text or "" for form in told.iter("numerusform")) or (told.text or "",)
            if told.get("type") != "unfinished":
                key = (message.findtext("source") or "", message.findtext("comment") or "")
                finished.append((context.findtext("name"), key, forms))
    assert len(finished) > 1_000
    assert list(read(FILE)) == finished


def test_english_has_no_catalogue(qapp: QApplication) -> None:
    assert install_language(qapp, "en") is None
    assert counted(1, "{n} copy", "{n} copies") == "1 copy"
    assert counted(1_204, "{n} copy", "{n} copies") == "1,204 copies"


@pytest.mark.parametrize(
    ("spoken", "language"),
    [
        (["fil-PH"], "fil"),
        (["tl-PH", "en-PH"], "fil"),
        (["ceb-PH", "fil-PH", "en-PH"], "fil"),
        (["en-PH", "fil-PH"], "en"),
        (["de-DE"], "en"),
    ],
)
def test_the_system_decides_by_the_first_language_that_clms_speaks(
    monkeypatch: pytest.MonkeyPatch, spoken: list[str], language: str
) -> None:
    monkeypatch.setattr(QLocale, "uiLanguages", lambda _self: spoken)
    assert language_of("system") == language
    assert language_of("en") == "en"
    assert language_of("fil") == "fil"


def test_the_rail_and_its_groups_are_in_filipino(
    qtbot: QtBot, light: Theme, filipino: Catalogue, ui_state: UiState
) -> None:
    rail = Rail(PANES, ui_state)
    qtbot.addWidget(rail)
    words = {button.text().strip() for button in rail.findChildren(QPushButton)}
    assert {"Katalogo", "Sirkulasyon", "Mga mag-aaral", "Kagamitan"} <= words
    assert {"Aklatan", "Pangasiwaan"} <= {label.text() for label in rail.findChildren(QLabel)}


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 kopya"), (3, "3 kopya"), (4, "4 na kopya"), (16, "16 na kopya"), (1_205, "1,205 kopya")],
)
def test_a_number_takes_its_linker(filipino: Catalogue, number: int, words: str) -> None:
    assert counted(number, "{n} copy", "{n} copies") == words


def test_days_are_written_as_people_here_write_them(filipino: Catalogue) -> None:
    this_year = date.today().year  # noqa: DTZ011 - the desk's own day
    december = date(this_year, 12, 1)
    weekday = QLocale(QLocale.Language.Filipino).dayName(december.isoweekday())
    assert day(december) == f"{weekday}, Disyembre 1"
    assert short_day(date(2031, 12, 1)) == "Dis 1, 2031"


def test_what_a_service_says_is_said_in_filipino_with_its_values(filipino: Catalogue) -> None:
    (block,) = blocks_of(Standing(overdue=4), BlockRules(), (), date(2026, 11, 25))
    assert said(block.message) == "4 na aklat ang lampas na sa petsa ng sauli."
    assert said(block.hint) == "Isauli muna ang mga aklat na lampas na."
    lent = "“Lost” is on loan to Santos, Ana, due Tuesday 1 December 2026."
    year = "" if date.today().year == 2026 else ", 2026"  # noqa: DTZ011
    assert said(lent) == f"Hiram ni Santos, Ana ang “Lost”, isauli sa Martes, Disyembre 1{year}."
    problem = describe(
        Refused("Santos, Ana can't be deleted: 1 book on loan, ₱5.00 owed.", hint="Settle that first.")
    )
    assert problem.message == "Hindi mabubura si Santos, Ana: 1 aklat na hiram, ₱5.00 ang utang."
    assert problem.hint == "Ayusin muna iyon."
    assert describe(ValueError("x")).message == "May nangyaring mali sa loob ng programa."


def test_an_alert_has_its_title_and_its_advice_in_filipino(filipino: Catalogue) -> None:
    """Some titles are put together, which is easily lost from the catalogue."""
    english = [text for rule in RULES for text in (rule.title, rule.advice) if text and said(text) == text]
    assert not english


def test_a_sentence_nobody_translated_stays_whole(filipino: Catalogue) -> None:
    assert describe(NotFound("There is no such frobnicator here.")).message == (
        "There is no such frobnicator here."
    )
    assert said("Take a payment. There is no such frobnicator here.") == (
        "Take a payment. There is no such frobnicator here."
    )
    assert said("Take a payment. Ask for the book.") == "Tumanggap ng bayad. Hingin ang aklat."


def test_no_value_runs_over_the_end_of_a_sentence_that_is_known(filipino: Catalogue) -> None:
    refused = "This record says it has 49 bytes, but it ends elsewhere. It begins at byte 278 and fails at byte 278."
    assert said(refused) == (
        "Sinasabi ng rekord na ito na may 49 byte ito, pero sa iba ito nagtatapos. "
        "Nagsisimula ito sa byte 278 at pumapalya sa byte 278."
    )
    # A title may end in a full stop all the same.
    assert said("“Stop. Think.” is on loan to Santos, Ana, due Tuesday 1 December.").startswith(
        "Hiram ni Santos, Ana ang “Stop. Think.”"
    )


def test_no_sentence_is_taken_for_another(filipino: Catalogue) -> None:
    """Each form, filled with values, comes back as its own translation with the same values."""
    tried = 0
    for context, (source, _), forms in read(FILE):
        names = re.findall(r"{(\w+)}", source)
        if context != "Library" or not names or "n" in names:
            continue
        values = {name: f"Zq{place}x" for place, name in enumerate(names)}
        assert said(source.format(**values)) == forms[-1].format(**values), source
        tried += 1
    assert tried > 200


def test_the_menu_of_the_person_keeps_the_choice(
    qtbot: QtBot, light: Theme, actor: Actor, ui_state: UiState
) -> None:
    bar = TopBar(actor, light, ui_state)
    qtbot.addWidget(bar)
    choices = {action.data(): action for action in bar.findChildren(QAction)}
    with qtbot.waitSignal(bar.language_chosen):
        choices["fil"].trigger()
    assert ui_state.text("language") == "fil"
