"""Which cached values may still be served, by what a process knows of changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.cache.tags import LOOK_BACK_S, MOST_CHANGES, Mark, Tags, every, flag, touched
from app.domain.changes import Change, Changed

_DAY = datetime(2026, 3, 2, 8, tzinfo=UTC)


def _change(id_: int, *tags: str, flags: Changed = Changed.TITLES, second: int = 0) -> Change:
    return Change(id_, id_, flags, tags, _DAY + timedelta(seconds=second or id_), "DESK-1")


def _covered(tags: Tags, mark: Mark, *wanted: str) -> bool:
    assert mark.missing is not None
    return tags.covers(mark.newest, mark.print, mark.missing, wanted)


@pytest.fixture
def tags() -> Tags:
    """A process that knows one change."""
    known = Tags()
    known.begin([_change(1, "title:1")], whole=True)
    return known


def test_a_change_ends_what_has_its_tag_and_nothing_else(tags: Tags) -> None:
    mark = tags.mark()
    tags.learn(_change(2, "title:2"))
    assert not tags.untouched(mark, ["title:2"])
    assert tags.untouched(mark, ["title:1", "title:3"])
    assert not _covered(tags, mark, "title:2")
    assert _covered(tags, mark, "title:1")
    assert _covered(tags, tags.mark(), "title:2")


def test_a_change_that_names_no_title_touches_all_of_them(tags: Tags) -> None:
    mark = tags.mark()
    tags.learn(_change(2, "titles", flags=Changed.TITLES))
    assert not tags.untouched(mark, ["title:1", every("title:")])
    assert touched(_change(3, "title:5", "import:4")) >= {every("title:"), "title:5", flag(Changed.TITLES)}
    assert every("title:") not in touched(_change(3, "title:5"))


def test_a_fill_that_did_not_see_a_late_change_is_refused_by_whoever_did(tags: Tags) -> None:
    tags.learn(_change(3, "title:3"))  # 2 is still being written
    mark = tags.mark()
    assert mark.missing == (2,)
    tags.learn(_change(2, "title:2"))
    assert not _covered(tags, mark, "title:2")
    assert _covered(tags, mark, "title:3")
    assert _covered(tags, tags.mark(), "title:2")


def test_one_that_knows_more_or_comes_from_another_past_is_refused(tags: Tags) -> None:
    other = Tags()
    other.begin([_change(1, "title:1"), _change(2, "title:2")], whole=True)
    assert not _covered(tags, other.mark(), "title:1")
    tags.learn(_change(2, "title:7", second=99))  # the library was put back, and its second change is another
    assert not _covered(tags, other.mark(), "title:1")


def test_a_library_put_back_voids_every_mark(tags: Tags) -> None:
    tags.learn(_change(2, "title:2"))
    mark = tags.mark()
    tags.begin([_change(1, "title:1")], whole=True)
    assert not tags.untouched(mark, ["title:9"])
    assert not _covered(tags, mark, "title:9")
    assert not tags.knows(2)


def test_an_id_that_stays_away_is_given_up() -> None:
    seconds = [0.0]
    tags = Tags(lambda: seconds[0])
    tags.begin([_change(1)], whole=True)
    tags.learn(_change(4))
    assert tags.missing() == (2, 3)
    seconds[0] += LOOK_BACK_S + 1
    assert tags.missing() == ()


def test_what_is_remembered_is_bounded_and_what_is_older_is_refused(tags: Tags) -> None:
    old = tags.mark()
    for id_ in range(2, MOST_CHANGES + 10):
        tags.learn(_change(id_, f"title:{id_}"))
    assert len(tags._prints) <= MOST_CHANGES
    assert len(tags._last) <= MOST_CHANGES + 10
    assert tags.knows(2)
    assert not tags.untouched(old, ["title:2"])  # which change it was is forgotten, not that there was one
    assert not _covered(tags, old, "title:2")
    assert _covered(tags, tags.mark(), "title:2")
