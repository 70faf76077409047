"""The filters beside the list of titles, in the person's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.paging import Count
from app.domain.searching import Facet, Facets, TitleQuery
from ui.panes.catalog import words
from ui.widgets.facets import FacetGroup, FacetValue

if TYPE_CHECKING:
    from ui.panes.catalog.pane import CatalogPane


def groups_of(found: Facets) -> tuple[FacetGroup, ...]:
    """What can be filtered by, the newest years first."""
    newest = tuple(sorted(found.year, key=lambda one: one.value, reverse=True))
    return (
        FacetGroup("collection", words.tr("COLLECTION"), _values(found.collection, lambda value: value)),
        FacetGroup("availability", words.tr("COPIES"), _values(found.availability, words.status_word)),
        FacetGroup("year", words.tr("YEAR"), _values(newest, words.decade)),
        FacetGroup("language", words.tr("LANGUAGE"), _values(found.language, words.language_name)),
    )


def _values(found: tuple[Facet, ...], word: Callable[[str], str]) -> list[FacetValue]:
    return [FacetValue(one.value, word(one.value), one.count) for one in found]


def ask(pane: CatalogPane, query: TitleQuery) -> None:
    """Ask a question with all its filters and its order, as a saved search does. Years are a decade here."""
    filters = {
        "collection": query.collection,
        "availability": query.availability,
        "year": str(query.year_from // 10 * 10) if query.year_from is not None else None,
        "language": query.language,
    }
    box, facets = pane.list.search, pane.list.facets
    if facets is not None:
        # The groups stand with the first answer only: what is chosen has to be there before.
        named = {key: (Facet(value, Count(0)),) for key, value in filters.items() if value}
        facets.set_groups(groups_of(Facets(**named)))
        facets.set_choice({key: (value,) for key, value in filters.items() if value})
    box.blockSignals(True)
    box.search_now(query.text)
    box.blockSignals(False)
    pane.list.table.sort_by(query.sort)
    pane.ask()
