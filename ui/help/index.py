"""All pages of the help, and how one is found. Imported when help is first asked for."""

from __future__ import annotations

from collections.abc import Collection

from ui.help import administration, library, operations, servers
from ui.help.page import HelpPage
from ui.widgets.palette import fits

PAGES: tuple[HelpPage, ...] = (*library.PAGES, *operations.PAGES, *servers.PAGES, *administration.PAGES)


def page_of(pane: str, page: str = "") -> HelpPage:
    """The page about a pane's page, or about the pane where it has none. Raises KeyError for no pane."""
    found = {(each.pane, each.page): each for each in PAGES}
    return found.get((pane, page)) or found[pane, ""]


def search(text: str, panes: Collection[str], most: int) -> list[HelpPage]:
    """The pages that hold every word typed, those with one in the title first."""
    fitting = [each for each in PAGES if each.pane in panes and fits(text, f"{each.words()} {each.told()}")]
    low = text.casefold().split()
    fitting.sort(key=lambda each: not any(word in each.words().casefold() for word in low))
    return fitting[:most]
