"""What stands on labels: nothing over an edge, nothing lost without a word."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.labels.kinds import OF_COPIES, CopyLabel, Kind, PersonCard
from app.domain.labels.layouts import compose, spine_lines
from app.domain.labels.marks import LINE, Bars, Flaw, Frame, Label, Matrix, Photo, Text
from app.domain.labels.pages import FARTHEST, Offset, calibration, lay_out
from app.domain.labels.ready_made import READY_MADE
from app.domain.labels.symbols import NARROWEST, QUIET_BARS, QUIET_QR, code128
from app.errors import InvalidInput


def measure(text: str, size: float, bold: bool) -> float:
    """Every character as wide as a wide digit."""
    return len(text) * size * (0.65 if bold else 0.6)


BOOK = CopyLabel(
    1, "GS00001", "FIC 813.54 K25 1995 v.2 c.3", "The tale of the long road home", "Kalaw, Teodoro"
)
PERSON = PersonCard(1, "Maria Clara de los Santos", "S-2024-0117", ("Grade 7 · Rizal",), b"")
line = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=60)
copies = st.builds(CopyLabel, st.just(1), line, line, line, line)
persons = st.builds(PersonCard, st.just(1), line, line, st.lists(line, max_size=4).map(tuple))
size = st.tuples(st.floats(5, 200), st.floats(5, 200))


def box(mark: object) -> tuple[float, float, float, float]:
    match mark:
        case Text():
            return mark.x, mark.y, mark.width, mark.size * LINE
        case Bars():
            quiet = QUIET_BARS * mark.module
            return mark.x - quiet, mark.y, len(mark.modules) * mark.module + 2 * quiet, mark.height
        case Matrix():
            quiet = QUIET_QR * mark.module
            side = len(mark.rows) * mark.module + 2 * quiet
            return mark.x - quiet, mark.y - quiet, side, side
        case Photo() | Frame():
            return mark.x, mark.y, mark.width, mark.height
    raise AssertionError(mark)


def check_inside(label: Label, width: float, height: float) -> None:
    for mark in label.marks:
        x, y, wide, high = box(mark)
        assert x >= -1e-6 and y >= -1e-6
        assert x + wide <= width + 1e-6 and y + high <= height + 1e-6
        if isinstance(mark, Text):
            assert measure(mark.text, mark.size, mark.bold) <= mark.width + 1e-6


@settings(max_examples=300)
@given(st.sampled_from(OF_COPIES), copies, size, line)
def test_whatever_a_copy_says_stays_on_its_label(
    kind: Kind, copy: CopyLabel, sides: tuple[float, float], library: str
) -> None:
    check_inside(compose(kind, copy, *sides, measure, library), *sides)


@settings(max_examples=200)
@given(persons, size, line)
def test_whatever_a_person_is_called_stays_on_the_card(
    person: PersonCard, sides: tuple[float, float], library: str
) -> None:
    check_inside(compose(Kind.CARD, person, *sides, measure, library), *sides)


@given(copies, size)
def test_a_spine_shows_every_line_or_says_that_it_does_not(
    copy: CopyLabel, sides: tuple[float, float]
) -> None:
    label = compose(Kind.SPINE, copy, *sides, measure)
    shown = [mark.text for mark in label.marks if isinstance(mark, Text)]
    lines = list(spine_lines(copy, sides[0], measure))
    assert shown == lines and lines if label.usable else label.problems


@given(copies, size)
def test_a_pocket_or_code_shows_its_number_or_says_that_it_does_not(
    copy: CopyLabel, sides: tuple[float, float]
) -> None:
    for kind in (Kind.BARCODE, Kind.POCKET):
        label = compose(kind, copy, *sides, measure)
        if label.usable:
            assert any(isinstance(mark, Text) and mark.text == copy.accession_number for mark in label.marks)
            (bars,) = (mark for mark in label.marks if isinstance(mark, Bars))
            assert bars.module >= NARROWEST and bars.modules == code128(copy.accession_number)


@pytest.mark.parametrize("kind", OF_COPIES)
@pytest.mark.parametrize(
    "sheet", [sheet for sheet in READY_MADE if sheet.label_height > 20], ids=lambda s: s.name
)
def test_an_ordinary_copy_fits_on_the_sheets_of_the_trade(kind: Kind, sheet: object) -> None:
    width, height = sheet.label_width, sheet.label_height  # type: ignore[attr-defined]
    label = compose(kind, BOOK, width, height, measure, "School library")
    if (kind is Kind.POCKET and height < 30) or (kind is not Kind.SPINE and width < 30):
        return  # too small for a title beside the rest: told of, see above
    assert label.usable, label.problems


def test_a_number_that_code_128_does_not_have_is_told_of() -> None:
    copy = dataclasses.replace(BOOK, accession_number="ГС-1")
    flaws = [problem.flaw for problem in compose(Kind.BARCODE, copy, 60, 30, measure).problems]
    assert flaws == [Flaw.NOT_ENCODABLE]
    assert compose(Kind.QR, copy, 60, 30, measure).usable
    with pytest.raises(InvalidInput):
        code128("")


def test_a_copy_without_a_call_number_has_no_spine_label() -> None:
    label = compose(Kind.SPINE, dataclasses.replace(BOOK, call_number=""), 25, 38, measure)
    assert not label.marks and label.problems[0].flaw is Flaw.NOTHING and not label.usable


def test_lines_a_person_set_win() -> None:
    label = compose(Kind.SPINE, dataclasses.replace(BOOK, own_lines="FIC\nKAL"), 25, 38, measure)
    assert [mark.text for mark in label.marks if isinstance(mark, Text)] == ["FIC", "KAL"]


def test_a_shortened_title_is_told_of_and_still_printed() -> None:
    label = compose(Kind.QR, dataclasses.replace(BOOK, title="word " * 60), 63.5, 38.1, measure)
    assert label.usable and label.problems[0].flaw is Flaw.SHORTENED


def test_a_card_has_its_photo_or_a_frame_for_one() -> None:
    with_photo = compose(Kind.CARD, dataclasses.replace(PERSON, photo=b"\x89PNG"), 85, 54, measure, "Library")
    assert any(isinstance(mark, Photo) for mark in with_photo.marks)
    without = compose(Kind.CARD, PERSON, 85, 54, measure, "Library")
    assert any(isinstance(mark, Frame) for mark in without.marks) and without.usable
    with pytest.raises(TypeError):
        compose(Kind.SPINE, PERSON, 85, 54, measure)


def test_pages_fill_from_the_start_position() -> None:
    sheet = READY_MADE[0]
    labels = [compose(Kind.SPINE, BOOK, 63.5, 38.1, measure)] * 25
    pages = lay_out(sheet, labels, 20)
    assert [len(page.labels) for page in pages] == [1, 21, 3]
    assert (pages[0].labels[0].place.x, pages[0].labels[0].place.y) == sheet.corner(20)


@pytest.mark.parametrize("sheet", READY_MADE, ids=lambda sheet: sheet.name)
def test_a_calibration_page_outlines_every_label(sheet: object) -> None:
    page = calibration(sheet, Offset(FARTHEST, -1.5), ["Hold this page against a sheet of labels."])  # type: ignore[arg-type]
    marks = page.labels[0].label.marks
    outlines = [mark for mark in marks if isinstance(mark, Frame) and not mark.filled]
    assert len(outlines) == sheet.labels  # type: ignore[attr-defined]
    assert any(isinstance(mark, Text) and "+10.0" in mark.text and "-1.5" in mark.text for mark in marks)
