"""The filters beside the list of titles, in the person's words."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.searching import Facet, Facets
from ui.panes.catalog import words
from ui.widgets.facets import FacetGroup, FacetValue


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
