"""What is written to the catalogue is found at once under its present words, and no more under its former ones."""

from __future__ import annotations

from dataclasses import replace

from app.bootstrap import App, build_on
from app.database.engine import Database
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.searching import TitleQuery
from tests.servers.proxy import Proxy


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


def test_what_is_shown_of_few_titles_is_asked_with_what_ranks_them(
    engine_name: str, app: App, library_url: str, head: Actor
) -> None:
    for place in range(4):
        copies = [BookDraft(f"OK{place}{copy}", collection="FIC") for copy in range(place)]
        app.catalog.add_title(head, TitleDraft(title=f"Okapis {place}", year=1990 + place), copies)
    one, few, all_of_them = (
        app.catalog.search(head, TitleQuery("okapis"), limit).rows for limit in (1, 3, 4)
    )
    assert (*one, *few) == (*all_of_them[:1], *all_of_them[:3]), "asked after the ranking, and with it"
    assert [(row.title, row.copies, row.available) for row in all_of_them] == [
        (f"Okapis {place}", place, place) for place in range(4)
    ]
    if engine_name == "sqlite":
        return
    with Proxy.before(library_url) as proxy, build_on(Database(proxy.url)) as far:
        for limit, packets in ((4, 2), (3, 2), (1, 3)):
            far.catalog.search(
                head, TitleQuery("okapis"), limit
            )  # which chunks there are is known from then on
            proxy.heard.clear()
            far.catalog.search(head, TitleQuery("okapis"), limit)
            assert len(proxy.heard) == packets, "\n".join(proxy.heard)
