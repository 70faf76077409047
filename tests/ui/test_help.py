"""Every pane and every page of one has its help, in words that name keys the pane has."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from ui.help.index import PAGES, page_of, search
from ui.panes import PANES, PaneSpec


def test_every_pane_has_a_page_and_no_page_is_of_none() -> None:
    assert {page.pane for page in PAGES if not page.page} == {spec.key for spec in PANES}
    assert {page.pane for page in PAGES} == {spec.key for spec in PANES}
    assert len({(page.pane, page.page) for page in PAGES}) == len(PAGES)


@pytest.mark.parametrize("spec", PANES, ids=lambda spec: spec.key)
def test_every_page_of_a_pane_has_its_own_help(spec: PaneSpec) -> None:
    pages = getattr(import_module(spec.source.partition(":")[0]), "KEYS", ())
    told = [page_of(spec.key, page).page for page in pages]
    missing = [page for page, found in zip(pages, told, strict=True) if not found]
    assert not missing[1:], f"{spec.key} says nothing of its own about {missing}"


def test_a_page_is_short_and_says_something() -> None:
    for page in PAGES:
        assert 60 < len(page.text) < 900, (page.pane, page.page, len(page.text))
        assert bool(page.title) == bool(page.page)


def test_help_is_found_by_any_of_its_words_the_title_first() -> None:
    everywhere = {spec.key for spec in PANES}
    assert search("schedules", everywhere, 5)[0].page == "schedules"
    assert page_of("circulation") in search("renews", everywhere, 5)
    assert search("schedules", {"catalog"}, 5) == []


def test_no_page_promises_a_key_that_is_written_nowhere() -> None:
    """Whoever changes a pane's keys finds the sentence about them."""
    from tests.ui.test_rules import UI

    code = "".join(
        path.read_text(encoding="utf-8") for path in UI.rglob("*.py") if path.parent.name != "help"
    )
    for page in PAGES:
        for key in re.findall(r"Ctrl\+(?:Shift\+)?[A-Z](?![a-z])|\bF\d\b", page.text):
            assert f'"{key}"' in code, (page.pane, page.page, key)
