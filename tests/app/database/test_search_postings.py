"""Bit sets survive being stored, and terms of years cover just the years asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.database.search import postings, sets, terms

_FEW = st.sets(st.integers(0, 65_535), max_size=400)
#: Enough for each of the stored forms: listed, deflated, plain.
_LOWS = st.one_of(
    _FEW,
    st.builds(lambda step, start: set(range(start, 65_536, step)), st.integers(5, 100), st.integers(0, 9)),
)


@given(_LOWS)
def test_a_stored_set_reads_back(lows: set[int]) -> None:
    stored = postings.encode_lows(lows)
    assert list(postings.highest_first(postings.decode(stored))) == sorted(lows, reverse=True)
    if lows:
        assert postings.encode(postings.pack(lows)) == stored


@given(_LOWS, _FEW, _FEW)
def test_editing_a_stored_set_is_editing_the_set(lows: set[int], added: set[int], removed: set[int]) -> None:
    stored = postings.encode_lows(lows) if lows else None
    wanted = (lows | added) - removed if lows else added
    expected = postings.encode_lows(wanted) if wanted else None
    assert postings.edit(stored, sorted(added), sorted(removed)) == expected


@given(st.lists(_LOWS, max_size=4))
def test_a_union_of_stored_sets_is_the_set_of_all(many: list[set[int]]) -> None:
    bits = postings.decode_union(postings.encode_lows(lows) for lows in many)
    assert bits == postings.pack(set().union(*many))


@given(st.sets(st.integers(0, 300_000)), st.sets(st.integers(0, 300_000)))
def test_sets_of_ids_behave_as_sets(first: set[int], second: set[int]) -> None:
    one, two = sets.of_ids(first), sets.of_ids(second)
    assert list(sets.newest_first(sets.union([one, two]))) == sorted(first | second, reverse=True)
    assert set(sets.newest_first(sets.intersection([one, two]))) == first & second
    assert sets.size(one) == len(first)
    assert all(sets.contains(one, id_) == (id_ in first) for id_ in second)
    assert sets.newest(one, 3) == sorted(first, reverse=True)[:3]


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_year_terms_cover_just_the_range(first: int, last: int) -> None:
    cover = set(terms.year_cover(first, last))
    edges = {first - 1, first, first + 1, (first + last) // 2, last - 1, last, last + 1} & set(range(10_000))
    for year in edges:
        hit = any(tag in cover for tag in terms.year_tags(year))
        assert hit == (first <= year <= last)
