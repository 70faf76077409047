"""The columns of the rules, and the filters beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.domain.paging import Count
from app.domain.policies import ANY, FALLBACK
from ui.models.columns import Badge, Column, Tone
from ui.panes.rules import words
from ui.panes.rules.board import Board, Line
from ui.panes.rules.labels import tr
from ui.widgets.facets import FacetGroup, FacetValue


def rule_badge(line: Line) -> Badge:
    """Whether they have a rule of their own."""
    if line.key == FALLBACK:
        return Badge(tr("For all"), Tone.ACCENT, "globe")
    if line.stored is not None:
        return Badge(tr("Own rule"), Tone.INFO, "check-circle")
    return Badge(tr("Inherited"), Tone.MUTED, "arrow-bend-down-right")


def _value(key: str, title: str, text: Callable[[Line], str], width: int, *names: str) -> Column:
    """A column of values: faint where the line has them from a broader rule, which the tool-tip names."""

    def tip(line: Line) -> str:
        origins = {line.names.origin(line.policy.why(name)): None for name in names}
        return tr("By the rule: {rule}").format(rule="; ".join(origins))

    return Column(
        key,
        title,
        text,
        width=width,
        whole=True,
        tip=tip,
        weak=lambda line: not line.has(*names),
    )


COLUMNS = (
    Column(
        "who",
        str(QT_TRANSLATE_NOOP("RulesPane", "Who")),
        lambda r: r.names.who(r.key.category),
        tip=lambda r: r.words(),
        width=26,
        stretch=True,
        strong=True,
    ),
    Column(
        "what",
        str(QT_TRANSLATE_NOOP("RulesPane", "What")),
        lambda r: " · ".join((r.names.kind(r.key.item_type), *r.names.further(r.key))),
        tip=lambda r: r.words(),
        width=17,
        strong=True,
        whole=True,
    ),
    Column("rule", str(QT_TRANSLATE_NOOP("RulesPane", "Origin")), lambda r: "", badge=rule_badge, width=14),
    _value(
        "loan",
        str(QT_TRANSLATE_NOOP("RulesPane", "Loan")),
        lambda r: words.length(r.policy.values),
        12,
        "circulates",
        "reference_only",
        "loan_len",
        "len_unit",
    ),
    _value(
        "fine",
        str(QT_TRANSLATE_NOOP("RulesPane", "Late")),
        lambda r: words.fine(r.policy.values, r.names.currency),
        15,
        "fine",
        "fine_period",
    ),
    _value(
        "at_once",
        str(QT_TRANSLATE_NOOP("RulesPane", "At once")),
        lambda r: words.at_once(r.policy.values),
        11,
        "max_items",
        "max_total",
    ),
    _value(
        "renewals",
        str(QT_TRANSLATE_NOOP("RulesPane", "Renewals")),
        lambda r: f"{r.policy.values.renewals_allowed}",
        9,
        "renewals_allowed",
    ),
    _value(
        "cap",
        str(QT_TRANSLATE_NOOP("RulesPane", "At most")),
        lambda r: words.cap(r.policy.values, r.names.currency),
        12,
        "fine_cap",
        "cap_to_price",
    ),
    _value(
        "grace",
        str(QT_TRANSLATE_NOOP("RulesPane", "Free")),
        lambda r: words.span(r.policy.values.grace_units, r.policy.values),
        9,
        "grace_units",
    ),
    _value(
        "holds",
        str(QT_TRANSLATE_NOOP("RulesPane", "Holds")),
        lambda r: words.value_text(
            "holds_allowed", r.policy.values.holds_allowed, r.policy.values, r.names.currency
        ),
        8,
        "holds_allowed",
    ),
)


# -- filters -------------------------------------------------------------------------------------------------


def kept(lines: Sequence[Line], text: str, choice: Mapping[str, Sequence[Any]]) -> list[Line]:
    """The lines that hold every word typed and fit the filters chosen."""
    low = text.casefold().split()
    return [
        line
        for line in lines
        if all(word in line.words().casefold() for word in low) and all(_fits(line, choice))
    ]


def _fits(line: Line, choice: Mapping[str, Sequence[Any]]) -> list[bool]:
    said = {"own": line.stored is not None, "who": line.key.category, "what": line.key.item_type}
    return [said[key] in values for key, values in choice.items()]


def filters(board: Board, lines: Sequence[Line]) -> tuple[FacetGroup, ...]:
    """What the lines can be narrowed to."""

    def values(names: Mapping[str, str], said: Callable[[str], str]) -> list[FacetValue]:
        return [FacetValue(code, said(code)) for code in (ANY, *names)]

    owned = sum(line.stored is not None for line in lines)
    return (
        FacetGroup(
            "own",
            tr("Rules"),
            (
                FacetValue(True, tr("Rules of their own"), Count(owned)),
                FacetValue(False, tr("Inherited from others"), Count(len(lines) - owned)),
            ),
        ),
        FacetGroup("who", tr("Who"), values(board.names.categories, board.names.who), multi=True),
        FacetGroup("what", tr("What"), values(board.names.types, board.names.kind), multi=True),
    )
