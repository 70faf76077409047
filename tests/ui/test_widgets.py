"""States, toasts, palette, search box, facets, sheet, tasks and questions, each as a person meets it."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from app.domain.paging import Count
from app.errors import Conflict, Unreachable
from ui.child import Report
from ui.dialogs import WindowMessenger
from ui.messages import Choice, Messenger, Question, describe
from ui.models.columns import Badge, Tone
from ui.runner import Runner
from ui.theme import Theme
from ui.tour_checks import clipped_labels
from ui.widgets.facets import FacetGroup, Facets, FacetValue
from ui.widgets.folded_filters import FoldedFilters
from ui.widgets.palette import CommandPalette, Entry, Provider, fits
from ui.widgets.search_box import SearchBox
from ui.widgets.sheet import Facts, Section, Sheet, page
from ui.widgets.state import StateView
from ui.widgets.task_drawer import TaskDrawer, TaskStrip
from ui.widgets.toast import Toasts

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, light: Theme) -> QWidget:
    """An empty window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    return window


def words(widget: QWidget) -> list[str]:
    """Every text that can be read."""
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible() and each.text()]


def press(qtbot: QtBot, widget: QWidget, text: str) -> None:
    """Press the visible button of that name."""
    named = [
        b
        for b in widget.findChildren(QPushButton)
        if b.isVisible() and text in (b.text(), b.accessibleName())
    ]
    assert len(named) == 1, [b.text() for b in widget.findChildren(QPushButton) if b.isVisible()]
    qtbot.mouseClick(named[0], LEFT)


# -- states ------------------------------------------------------------------------------------------------


def test_the_skeleton_comes_only_after_a_while(qtbot: QtBot, light: Theme) -> None:
    view = StateView(QLabel("content"))
    qtbot.addWidget(view)
    view.show()
    assert not view._skeleton.isVisible()
    qtbot.waitUntil(view._skeleton.isVisible)
    view.set_state("loaded")
    assert words(view) == ["content"]
    view.set_state("loading")  # later loading never takes away what is shown
    assert words(view) == ["content"]


def test_failed_says_what_since_when_and_offers_another_try(qtbot: QtBot, light: Theme) -> None:
    view = StateView(QLabel("content"))
    qtbot.addWidget(view)
    view.show()
    view.set_state("failed", Unreachable("The database does not answer.", hint="Check the cable."))
    shown = words(view)
    assert shown[0] == "The database does not answer."
    assert shown[1].startswith("Check the cable. Since ")
    with qtbot.waitSignal(view.retry_requested):
        press(qtbot, view, "Try again")


def test_stale_keeps_the_content_under_a_banner(qtbot: QtBot, light: Theme) -> None:
    view = StateView(QLabel("content"))
    qtbot.addWidget(view)
    view.show()
    view.set_state("loaded")
    view.set_state("stale", Unreachable("The database does not answer."))
    shown = words(view)
    assert "content" in shown
    assert any(text.startswith("As of ") for text in shown)


def test_empty_says_what_it_is_for_and_the_first_step(qtbot: QtBot, light: Theme) -> None:
    view = StateView(QLabel("content"))
    qtbot.addWidget(view)
    done: list[int] = []
    view.set_empty("No titles yet", "Add the first one.", "books", "Add title", lambda: done.append(1))
    view.show()
    view.set_state("empty")
    assert words(view) == ["No titles yet", "Add the first one."]
    press(qtbot, view, "Add title")
    assert done == [1]


def test_an_unknown_state_is_a_fault(light: Theme, qtbot: QtBot) -> None:
    view = StateView(QLabel(""))
    qtbot.addWidget(view)
    with pytest.raises(ValueError, match="dancing"):
        view.set_state("dancing")


# -- toasts ------------------------------------------------------------------------------------------------


def test_undo_is_one_press_or_one_key_and_works_once(qtbot: QtBot, window: QWidget) -> None:
    toasts, undone = Toasts(window), []
    toasts.add("Lent.", undo=lambda: undone.append("first"))
    toasts.add("Returned.", undo=lambda: undone.append("second"))
    toasts.add("Just said.")
    QTest.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    assert undone == ["second"]
    press(qtbot, window, "Undo")
    assert undone == ["second", "first"]
    QTest.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    assert len(undone) == 2


def test_toasts_take_no_focus_and_are_few(qtbot: QtBot, window: QWidget) -> None:
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    toasts = Toasts(window)
    for number in range(5):
        toasts.add(f"Number {number}")
    assert [toast.text for toast in toasts.shown] == ["Number 2", "Number 3", "Number 4"]
    assert window.focusWidget() is field
    assert toasts.geometry().bottom() < window.height()


def test_long_words_in_a_toast_are_whole(qtbot: QtBot, window: QWidget) -> None:
    toasts = Toasts(window)
    toast = toasts.add("A title that is so long that it needs several lines in a toast " * 3, "And a hint.")
    for each in toast.findChildren(QLabel):
        if each.wordWrap():
            qtbot.waitUntil(lambda each=each: each.height() >= each.heightForWidth(each.width()))  # type: ignore[misc]


# -- questions -----------------------------------------------------------------------------------------------

DELETE = Question(
    "Delete 3 titles?",
    "They have 7 copies.",
    (Choice("cancel", "Keep"), Choice("delete", "Delete", danger=True)),
    type_to_confirm="DELETE",
    text_field="Reason",
    text_required=True,
)


def test_the_worst_is_typed_and_given_a_reason(qtbot: QtBot, window: QWidget) -> None:
    messenger, answers = WindowMessenger(window), []
    messenger.ask(DELETE, lambda key, text: answers.append((key, text)))
    dialog = messenger._open[0]
    delete = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Delete")
    reason, confirm = dialog.findChildren(QLineEdit)
    assert not delete.isEnabled()
    qtbot.keyClicks(reason, "worn out")
    assert not delete.isEnabled()
    qtbot.keyClicks(confirm, "DELETE")
    qtbot.mouseClick(delete, LEFT)
    assert answers == [("delete", "worn out")]
    assert messenger._open == []


def test_esc_answers_with_cancel(qtbot: QtBot, window: QWidget) -> None:
    messenger, answers = WindowMessenger(window), []
    messenger.ask(DELETE, lambda key, text: answers.append(key))
    qtbot.keyClick(messenger._open[0], Qt.Key.Key_Escape)
    assert answers == ["cancel"]


def test_errors_are_put_into_words() -> None:
    assert describe(Conflict("Taken.", hint="Choose another.")).level == "refused"
    assert describe(Unreachable("Gone.")).level == "unreachable"
    foreign = describe(ZeroDivisionError("division by zero"))
    assert foreign.level == "broken"
    assert "ZeroDivision" not in foreign.message + foreign.hint


def test_without_a_window_nothing_is_shown_and_a_question_is_cancelled() -> None:
    answers: list[str] = []
    Messenger().ask(DELETE, lambda key, text: answers.append(key))
    assert answers == ["cancel"]


# -- palette -------------------------------------------------------------------------------------------------


@pytest.fixture
def done() -> list[str]:
    """What the palette was made to do."""
    return []


@pytest.fixture
def palette(qtbot: QtBot, window: QWidget, runner: Runner, done: list[str]) -> CommandPalette:
    """A palette with one local and one asking provider."""
    palette = CommandPalette(window, runner)

    def panes(text: str) -> list[Entry]:
        names = ("Catalog", "Circulation", "Students")
        return [Entry(n, lambda n=n: done.append(n), section="Panes") for n in names if fits(text, n)]  # type: ignore[misc]

    def titles(text: str) -> Sequence[Entry]:
        assert threading.current_thread() is not threading.main_thread()
        return [Entry(f"{text} of stories", lambda: done.append(text), section="Titles")]

    palette.add_provider(Provider("panes", panes))
    palette.add_provider(Provider("titles", titles, ask=True))
    return palette


def test_the_palette_is_worked_by_keys(qtbot: QtBot, palette: CommandPalette, done: list[str]) -> None:
    palette.open_with()
    field = palette.findChild(QLineEdit)
    assert field is not None
    assert [entry.text for entry in palette.entries()] == ["Catalog", "Circulation", "Students"]
    qtbot.keyClicks(field, "c")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert done == ["Circulation"]
    assert palette.isHidden()


def test_the_palette_asks_services_and_shows_the_newest_answer(qtbot: QtBot, palette: CommandPalette) -> None:
    palette.open_with()
    field = palette.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "sea")
    qtbot.waitUntil(lambda: [e.text for e in palette.entries()] == ["sea of stories"])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert palette.isHidden()


def test_a_click_beside_the_palette_closes_it(qtbot: QtBot, palette: CommandPalette) -> None:
    palette.open_with()
    qtbot.mouseClick(palette, LEFT, pos=palette.rect().bottomLeft())
    assert palette.isHidden()


# -- search box, facets, sheet, tasks -------------------------------------------------------------------------


def test_the_search_box_asks_after_the_last_letter_and_at_once_on_enter(qtbot: QtBot, light: Theme) -> None:
    box = SearchBox("Search", pause_ms=30)
    qtbot.addWidget(box)
    asked: list[str] = []
    box.searched.connect(asked.append)
    qtbot.keyClicks(box, "noli")
    qtbot.waitUntil(lambda: asked == ["noli"])
    qtbot.keyClicks(box, " me")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert asked == ["noli", "noli me"]
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert (box.text(), asked[-1]) == ("", "")


def test_filters_that_are_not_laid_out_yet_are_no_window_that_takes_the_focus(
    qtbot: QtBot, light: Theme
) -> None:
    facets = Facets()
    folded = FoldedFilters(facets)
    qtbot.addWidget(facets)
    qtbot.addWidget(folded)
    assert not facets.isVisible() and not folded.isVisible()


def test_facets_choose_one_or_several_and_can_be_cleared(qtbot: QtBot, window: QWidget) -> None:
    facets = Facets(window)
    facets.resize(220, 600)
    facets.set_groups(
        (
            FacetGroup(
                "shelf", "Shelf", [FacetValue(1, "Fiction", Count(3)), FacetValue(2, "Maps", Count(1))]
            ),
            FacetGroup("year", "Year", [FacetValue(n, str(1990 + n)) for n in range(20)], multi=True),
        )
    )
    facets.show()
    told: list[dict[str, tuple[object, ...]]] = []
    facets.changed.connect(told.append)
    press(qtbot, facets, "Fiction")
    press(qtbot, facets, "Maps")
    press(qtbot, facets, "1991")
    press(qtbot, facets, "1993")
    assert told[-1] == {"shelf": (2,), "year": (1, 3)}
    facets.set_groups((FacetGroup("shelf", "Shelf", [FacetValue(2, "Maps", Count(7))]),))
    assert facets.choice()["shelf"] == (2,)
    press(qtbot, facets, "All 20")
    assert facets.choice()["year"] == (1, 3)
    press(qtbot, facets, "Clear filters")
    assert told[-1] == {}


def test_a_sheet_keeps_its_tab_when_another_record_comes(qtbot: QtBot, window: QWidget) -> None:
    sheet = Sheet(window)
    sheet.resize(360, 600)
    sheet.show()
    facts = Facts()
    facts.set_facts((("Year", "1887"), ("Edition", ""), ("State", Badge("In", Tone.OK, "check"))))
    sheet.set_header("Noli Me Tangere", "Jose Rizal", Badge("In", Tone.OK, "check"))
    sheet.set_tabs((("about", "About", page(Section("Facts", facts))), ("loans", "Loans", QWidget())))
    assert {"Noli Me Tangere", "Jose Rizal", "Year", "1887"} <= set(words(sheet))
    assert "Edition" not in words(sheet)
    sheet.show_tab("loans")
    sheet.set_tabs((("about", "About", QWidget()), ("loans", "Loans (2)", QWidget())))
    assert sheet.tab() == "loans"
    with qtbot.waitSignal(sheet.close_requested):
        press(qtbot, sheet, "Close (Esc)")


def test_the_strip_follows_a_task_and_cancels_it(qtbot: QtBot, window: QWidget, runner: Runner) -> None:
    drawer = TaskDrawer(window)
    strip = TaskStrip(drawer, window)
    strip.resize(900, 32)
    strip.show()
    runner.task_added.connect(drawer.add_task)
    runner.task_added.connect(strip.add_task)

    def work(report: Report) -> None:
        gate = threading.Event()
        while True:
            report(3, 10, "Reading")
            gate.wait(0.005)

    task = runner.task(window, "Import", work)
    qtbot.waitUntil(lambda: task.done == 3)
    assert strip.findChildren(QPushButton)[0].text() == "Import 30%"
    press(qtbot, strip, "Cancel")
    with qtbot.waitSignal(task.finished):
        pass
    assert strip.findChildren(QPushButton)[0].text() == "Import: cancelled"


def test_a_long_question_is_whole(qtbot: QtBot, window: QWidget) -> None:
    lines = [
        f"• 000{n}: Old activities may leave the library, once they are in a file (10 statements)"
        for n in range(8)
    ]
    WindowMessenger(window).ask(
        Question(
            "Run it?", "\n".join(lines), (Choice("cancel", "Cancel"), Choice("run", "Run", danger=True))
        ),
        lambda *_: None,
    )
    (dialog,) = window.findChildren(QDialog)
    qtbot.waitUntil(dialog.isVisible)
    qtbot.waitUntil(lambda: not clipped_labels(dialog))
    dialog.close()


def test_a_notice_of_two_lines_is_whole(qtbot: QtBot, light: Theme) -> None:
    view = StateView(QLabel("content"))
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.set_empty(
        "Nobody at the desk", "Scan a card to see its patron here. A book scanned now is checked in."
    )
    view.show()
    view.set_state("empty")
    qtbot.waitUntil(lambda: not clipped_labels(view))


@pytest.mark.parametrize("longest", range(20, 90, 14))
def test_a_notice_takes_in_a_path_of_any_length(qtbot: QtBot, light: Theme, longest: int) -> None:
    view = StateView(QLabel("content"))
    qtbot.addWidget(view)
    path = f"/srv/{'W' * longest}/library/{'topology' * (longest // 8)}.toml"
    view.set_empty(
        "No servers are described yet", f"It is kept in {path}; “clms cluster” works with the same file."
    )
    view.set_state("empty")
    view.resize(600, 400)
    view.show()
    qtbot.waitUntil(lambda: not clipped_labels(view))
    assert any(path in each.text().replace("\u200b", "") for each in view.findChildren(QLabel))


def test_a_tab_that_is_cut_is_found_and_one_that_is_hidden_is_not(qtbot: QtBot, light: Theme) -> None:
    tabs = QTabBar()
    tabs.setUsesScrollButtons(False)
    tabs.setElideMode(Qt.TextElideMode.ElideRight)
    qtbot.addWidget(tabs)
    for word in ("Repairs 12", "Columns", "Overwrite 0"):
        tabs.addTab(word)
    tabs.setTabVisible(2, False)
    tabs.resize(400, 32)
    tabs.show()
    assert not clipped_labels(tabs)
    tabs.setTabVisible(2, True)
    tabs.resize(80, 32)
    assert any("Overwrite 0" in str(cut) for cut in clipped_labels(tabs))
