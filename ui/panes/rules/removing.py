"""What removing a rule would do, in words, before it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.domain.policies import ANY
from app.domain.policy_effects import Fallback
from app.services.policies import Removal
from ui.messages import Choice, Question
from ui.panes.rules.board import Line
from ui.panes.rules.labels import name_of, tr
from ui.panes.rules.words import value_text
from ui.words import counted

_MOST = 6
_FEW = 3


def question(line: Line, removal: Removal) -> Question:
    """Ask whether a rule is to go, with what decides then and how much that is about."""
    keep = Choice("cancel", tr("Keep it"))
    remove = Choice("remove", tr("Remove the rule"), danger=True)
    title = tr("Remove the rule for {rule}?").format(rule=line.words())
    return Question(title, "\n".join(_effects(line, removal)), (keep, remove))


def _effects(line: Line, removal: Removal) -> list[str]:
    differing = [one for one in removal.fallbacks if one.differs]
    if not differing:
        said = [tr("Nothing becomes different: other rules say the same.")]
    else:
        several = Counter(one.name for one in differing)
        said = [_becomes(line, one, several[one.name] > 1) for one in differing[:_MOST]]
        if len(differing) > _MOST:
            left = len(differing) - _MOST
            said.append(counted(left, "And {n} value more.", "And {n} values more."))
        said.append(_touches(removal))
    if removal.reach.loans:
        said.append(
            counted(
                removal.reach.loans,
                "{n} loan is out: it keeps the rule it was made by.",
                "{n} loans are out: they keep the rule they were made by.",
            )
        )
    return [*said, tr("It can be undone.")]


def _becomes(line: Line, one: Fallback, some: bool) -> str:
    values, names = line.policy.values, line.names
    before = value_text(one.name, one.before, values, names.currency)
    after = value_text(one.name, one.after.value, values, names.currency)
    rule = names.origin(one.after)
    if not some:
        form = tr("{value}: {before} becomes {after}, by the rule {rule}.")
        return form.format(value=name_of(one.name), before=before, after=after, rule=rule)
    form = tr("{value} for {which}: {before} becomes {after}, by the rule {rule}.")
    which = _which(line, one)
    return form.format(value=name_of(one.name), which=which, before=before, after=after, rule=rule)


def _which(line: Line, one: Fallback) -> str:
    """For which kinds of material or categories, where the rule itself names none."""
    if line.key.item_type == ANY:
        return _few([line.names.what(code) for code in dict.fromkeys(key.item_type for key in one.subjects)])
    return _few([line.names.who(code) for code in dict.fromkeys(key.category for key in one.subjects)])


def _few(words: Sequence[str]) -> str:
    if len(words) <= _FEW:
        return ", ".join(words)
    return tr("{some} and {n} more").format(some=", ".join(words[:_FEW]), n=len(words) - _FEW)


def _touches(removal: Removal) -> str:
    people = counted(removal.reach.patrons, "{n} patron", "{n} patrons")
    copies = counted(removal.reach.copies, "{n} copy", "{n} copies")
    return tr("That is about {patrons} and {copies}.").format(patrons=people, copies=copies)
