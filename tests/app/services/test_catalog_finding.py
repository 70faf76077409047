"""What is written to the catalogue is found at once under its present words, and no more under its former ones."""

from __future__ import annotations

from dataclasses import replace

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.searching import TitleQuery


def _found(app: App, actor: Actor, text: str) -> list[int]:
    return [row.id for row in app.catalog.search(actor, TitleQuery(text)).rows]


def test_a_title_is_found_as_it_is_now(app: App, head: Actor) -> None:
    zebra = TitleDraft(title="Zebras of the plain")
    title = app.catalog.add_title(head, zebra, [BookDraft("Z1", call_number="599 ZEB")]).value
    assert _found(app, head, "zebras") == _found(app, head, "599 zebr") == [title.title_id]
    changed = app.catalog.change_title(
        head, title.title_id, title.version, replace(zebra, title="Walruses of the shore")
    )
    assert _found(app, head, "walruses") == _found(app, head, "599 walr") == [title.title_id]
    assert _found(app, head, "zebras plain") == []
    app.undo.undo(head, changed.act_id)
    assert _found(app, head, "zebras plain") == [title.title_id]
    assert _found(app, head, "walruses") == []
