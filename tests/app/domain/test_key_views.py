"""What a look at a key shows."""

from __future__ import annotations

from app.domain.key_views import differences


def test_where_two_answers_differ() -> None:
    one = {"rows": [{"id": 1, "available": 2}, {"id": 2}], "cursor": None}
    other = {"rows": [{"id": 1, "available": 1}], "cursor": None, "more": True}
    assert [(each.path, each.cached, each.fresh) for each in differences(one, other)] == [
        ("rows[0].available", "2", "1"),
        ("rows[1]", "{'id': 2}", "–"),
        ("more", "–", "True"),
    ]
