"""Sheets: where labels lie, used sheets, sheets that cannot be, and the ones of the trade."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.labels.ready_made import READY_MADE
from app.domain.labels.sheets import A4, SLACK, Sheet, check_sheet
from app.errors import InvalidInput

BY_NUMBER = {sheet.name.split(" · ")[0]: sheet for sheet in READY_MADE}
L7160 = BY_NUMBER["Avery L7160"]

good = st.sampled_from(READY_MADE)


@pytest.mark.parametrize("sheet", READY_MADE, ids=lambda sheet: sheet.name)
def test_every_sheet_of_the_trade_can_be_and_its_name_tells_the_count(sheet: Sheet) -> None:
    check_sheet(sheet)
    parts = sheet.name.split(" · ")
    if parts[0].startswith("Avery"):
        assert int(parts[2].split()[0]) == sheet.labels
        assert parts[1] == ("A4" if (sheet.page_width, sheet.page_height) == A4 else "Letter")
    assert len({sheet.name for sheet in READY_MADE}) == len(READY_MADE)


@pytest.mark.parametrize(
    # As gLabels' data base of templates has them, rounded there to its points.
    ("number", "x0", "y0", "dx", "dy"),
    [
        ("Avery L7160", 7.48, 15.49, 66.04, 38.1),
        ("Avery L7161", 7.41, 8.11, 65.93, 46.74),
        ("Avery L7651", 4.70, 10.90, 40.60, 21.2),
        ("Avery L7165", 4.67, 13.04, 101.64, 67.73),
        ("Avery C32015", 17, 31.5, 91, 60),
        ("Avery 5160", 4.7625, 12.7, 69.85, 25.4),
        ("Avery 5161", 3.96875, 12.7, 106.3625, 25.4),
        ("Avery 5162", 3.96875, 21.1667, 106.3625, 33.8667),
        ("Avery 5167", 7.14375, 12.7, 52.3875, 12.7),
    ],
)
def test_sheets_agree_with_another_programs(number: str, x0: float, y0: float, dx: float, dy: float) -> None:
    sheet = BY_NUMBER[number]
    assert sheet.corner(0) == pytest.approx((x0, y0), abs=0.65)
    assert (sheet.pitch_x, sheet.pitch_y) == pytest.approx((dx, dy), abs=0.15)


@given(good, st.integers(0, 300), st.data())
def test_labels_lie_on_the_page_and_never_on_one_another(
    sheet: Sheet, count: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, sheet.labels - 1))
    places = list(sheet.places(count, start))
    assert len(places) == count
    assert len(set(places)) == count
    assert sheet.pages(count, start) == (places[-1].page + 1 if places else 0)
    for place in places:
        assert place.x >= 0 and place.x + sheet.label_width <= sheet.page_width + SLACK
        assert place.y >= 0 and place.y + sheet.label_height <= sheet.page_height + SLACK
    for left, right in itertools.pairwise(places):
        if left.page == right.page and left.y == right.y:
            assert right.x - left.x >= sheet.label_width - 1e-9


@given(good, st.data())
def test_a_click_on_a_label_finds_its_position(sheet: Sheet, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, sheet.labels - 1))
    x, y = sheet.corner(position)
    assert sheet.at(x + sheet.label_width / 2, y + sheet.label_height / 2) == position
    assert sheet.at(-1, y) is None


def test_nothing_drifts_down_a_page() -> None:
    """Six numbers make an even page: the last label is as far from its edges as the first one is."""
    last_x, last_y = L7160.corner(20)
    assert 210 - last_x - 63.5 == pytest.approx(7.25, abs=1e-9)
    assert 297 - last_y - 38.1 == pytest.approx(15.15, abs=1e-9)


def test_a_used_sheet_begins_where_it_is_told() -> None:
    places = list(L7160.places(3, 19))
    assert [(place.page, place.x, place.y) for place in places] == [
        (0, *L7160.corner(19)), (0, *L7160.corner(20)), (1, *L7160.corner(0)),
    ]  # fmt: skip
    with pytest.raises(InvalidInput):
        list(L7160.places(1, 21))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"columns": 4}, "left"),
        ({"columns": 4, "gap_x": 2.5}, "left"),
        ({"rows": 8, "gap_y": 0.0}, "top"),
        ({"left": 30.0, "gap_x": 2.5}, "left"),
        ({"label_width": 2.0}, "label_width"),
        ({"rows": 0}, "rows"),
        ({"gap_x": -3.0}, "gap_x"),
        ({"page_width": 2_000.0}, "page_width"),
        ({"top": -1.0}, "top"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused_by_its_field(change: dict[str, float], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_sheet(replace(L7160, **change))  # type: ignore[arg-type]
    assert refused.value.details["field"] == field
