"""The pictures the tour takes of the rules: one in its form, the answer for a patron and a copy, and the calendar's pages."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from app.domain.policies import PolicyKey
from ui.guided.examples import Ground, survey
from ui.panes.base import TourStep

if TYPE_CHECKING:
    from ui.panes.rules.pane import RulesPane

_SHOWN = PolicyKey(item_type="FICTION")


def steps(pane: RulesPane) -> tuple[TourStep, ...]:
    """A line, the form of its rule, the question which rule applies; the week, a holiday in its form, a term in its own."""
    days, terms = pane.calendar.days, pane.calendar.terms
    return (
        TourStep("rule", partial(pane.show_key, _SHOWN), lambda: not pane.list.sheet.isHidden()),
        TourStep("form", partial(_form, pane), lambda: pane.forms.form is not None),
        TourStep("which", partial(_which, pane), lambda: pane.which is not None),
        TourStep("hours", partial(pane.go, "hours"), lambda: pane.page == "hours"),
        TourStep("days", partial(pane.go, "days"), lambda: days.calendar is not None),
        TourStep("days-form", partial(_holiday, pane), lambda: "\n" in days.asking.meaning),
        TourStep("terms", partial(pane.go, "terms"), lambda: terms.calendar is not None),
        TourStep("terms-form", terms.add, lambda: terms.forms.form is not None),
        TourStep("end", partial(_end, pane), lambda: pane.page == "rules"),
    )


def _form(pane: RulesPane) -> None:
    assert pane.board is not None
    pane.edit(pane.board.line(_SHOWN))


def _which(pane: RulesPane) -> None:
    pane.forms.close()
    pane.run(partial(survey, pane.services, pane.actor), partial(_scan, pane))


def _scan(pane: RulesPane, ground: Ground) -> None:
    pane.take_scan(ground.example.card)
    pane.take_scan(ground.example.book)


def _holiday(pane: RulesPane) -> None:
    """A week in which books come back: what is out falls due then."""
    days = pane.calendar.days
    monday = days.today + timedelta(days=7 - days.today.weekday())
    days.show_year(monday.year)
    days.planner.choose(monday, monday + timedelta(days=4))
    form = days.add()
    if form is not None:
        form.enter({"reason": "Typhoon"})


def _end(pane: RulesPane) -> None:
    for each in pane.calendar.forms():
        each.close()
    pane.go("rules")
