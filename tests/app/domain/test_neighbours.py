"""Call numbers beside neighbours: who votes, and what is taken of them."""

from __future__ import annotations

from app.domain.neighbours import MOST, Neighbour, offers


def test_a_title_votes_once_whatever_its_copies() -> None:
    many = [Neighbour(1, f"796 B1 c.{n}", False, ("Sports",)) for n in range(5)]
    two = [Neighbour(2, "613.7 A1", False, ("Sports",)), Neighbour(3, "613.7 C1", False, ("Sports",))]
    assert [(one.call_number, one.titles) for one in offers([*many, *two], None)] == [
        ("613.7", 2),
        ("796", 1),
    ]


def test_fiction_stands_by_its_own_author_only() -> None:
    found = offers([Neighbour(1, "FIC R59", True, ()), Neighbour(2, "FIC B22", False, ("Love",))], 1990)
    assert [one.call_number for one in found] == ["FIC R59"]


def test_the_year_is_the_new_titles_and_volume_and_copy_are_not_taken() -> None:
    [one] = offers([Neighbour(1, "REF 039 En1 1999 v.3 c.2", True, ())], 2020)
    assert one.call_number == "REF 039 En1 2020"
    [one] = offers([Neighbour(1, "REF 039 En1 1999 v.3 c.2", True, ())], None)
    assert one.call_number == "REF 039 En1"


def test_what_is_no_call_number_does_not_vote_and_few_are_offered() -> None:
    assert offers([Neighbour(1, "see the librarian about it", True, ())], None) == ()
    each = [Neighbour(n, f"{n}00 A1", False, ("x",)) for n in range(1, 8)]
    assert len(offers(each, None)) == MOST
