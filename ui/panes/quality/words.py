"""How the pane of quality says things."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.catalog import Contributor, TitleIdentifier
from app.domain.quality.findings import Fix, Item, Kind, KindCount, Severity, Why
from ui.models.columns import Badge, Column, Tone


def tr(text: str) -> str:
    """Text about quality in the person's language."""
    return QCoreApplication.translate("QualityPane", text)


def _noop(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("QualityPane", text))


KINDS: dict[Kind, str] = {
    Kind.ORPHANED_COPY: _noop("Copies of a deleted title"),
    Kind.BAD_ISBN: _noop("Wrong ISBN"),
    Kind.DUPLICATE: _noop("Same title twice"),
    Kind.SAME_ISBN: _noop("One ISBN, two titles"),
    Kind.NO_CALL_NUMBER: _noop("No call number"),
    Kind.ODD_CALL_NUMBER: _noop("Odd call number"),
    Kind.NO_VOLUME: _noop("Set without volume"),
    Kind.NO_COPIES: _noop("Title without a copy"),
    Kind.NO_YEAR: _noop("No year"),
    Kind.NO_ISBN: _noop("No ISBN"),
}
_SEVERITIES: dict[Severity, tuple[str, str]] = {
    Severity.WRONG: (_noop("Leads astray"), "warning-circle"),
    Severity.HIDES: (_noop("Hard to find"), "eye-slash"),
    Severity.THIN: (_noop("Could say more"), "info"),
}
_FIXES: dict[Fix, tuple[str, str]] = {
    Fix.SET_ISBN: (_noop("ISBN {value}"), "barcode"),
    Fix.SET_YEAR: (_noop("Year {value}"), "calendar-blank"),
    Fix.SET_CALL_NUMBER: (_noop("Call number {value}"), "tag"),
    Fix.SET_VOLUME: (_noop("Volume {value}"), "books"),
    Fix.DELETE_TITLE: (_noop("Delete the title"), "trash"),
    Fix.RESTORE_TITLE: (_noop("Bring the title back"), "arrow-counter-clockwise"),
    Fix.MERGE: (_noop("Make them one"), "git-merge"),
}
_REASONS: dict[Why, str] = {
    Why.MISREAD: _noop("Letters were typed for digits that look like them."),
    Why.ANOTHER_TITLE: _noop("A title alike has this number, one slip of the keyboard away."),
    Why.AS_WRITTEN: _noop("The record says so in another place."),
    Why.CALL_NUMBERS: _noop("The call numbers of all copies say so."),
    Why.OTHER_COPY: _noop("The other copies of this title stand there."),
    Why.NO_COPY: _noop("There is no copy. The title stays restorable."),
    Why.LIVE_COPY: _noop("A copy of it is still on the shelves."),
    Why.ALIKE: _noop("The titles are alike. What stays of each is chosen side by side."),
}
_DONE: dict[Fix, str] = {
    Fix.SET_ISBN: _noop("“{title}”: ISBN {value}"),
    Fix.SET_YEAR: _noop("“{title}”: year {value}"),
    Fix.SET_CALL_NUMBER: _noop("“{title}”: call number {value}"),
    Fix.SET_VOLUME: _noop("“{title}”: volume {value}"),
    Fix.DELETE_TITLE: _noop("“{title}” is deleted"),
    Fix.RESTORE_TITLE: _noop("“{title}” is back"),
}


def kind_word(kind: Kind) -> str:
    """The name of a kind of finding."""
    return tr(KINDS[kind])


def severity_word(row: KindCount) -> str:
    """How much a kind matters."""
    return tr(_SEVERITIES[row.severity][0])


def proposal_badge(item: Item) -> Badge | None:
    """What Enter does with an item."""
    if item.proposal is None:
        return Badge(tr("For you to say"), Tone.MUTED, "user")
    text, icon = _FIXES[item.proposal.fix]
    tone = Tone.WARN if item.proposal.fix in (Fix.DELETE_TITLE, Fix.MERGE) else Tone.INFO
    return Badge(tr(text).format(value=item.proposal.value), tone, icon)


def reason(item: Item) -> str:
    """What a proposal rests on."""
    return tr(_REASONS[item.proposal.why]) if item.proposal else tr("Press E to look at the record.")


def done(item: Item) -> str:
    """What is told once a proposal was taken."""
    if item.proposal is None:
        return ""
    return tr(_DONE[item.proposal.fix]).format(title=item.title, value=item.proposal.value)


def field_value(value: object) -> str:
    """A field of a title as one reads it; "" for an empty one."""
    if isinstance(value, tuple):
        return "; ".join(map(_part, value))
    return "" if value is None else str(value)


def _part(value: object) -> str:
    if isinstance(value, Contributor):
        return value.name
    if isinstance(value, TitleIdentifier):
        return value.value
    return str(value)


def _count(row: KindCount) -> str:
    return f"{row.count:,}{'' if row.exact else '+'}"


KIND_COLUMNS = (
    Column(
        "kind",
        _noop("What to look at"),
        lambda r: kind_word(r.kind),
        sort_key="",
        stretch=True,
        strong=True,
        width=16,
        icon=lambda r: _SEVERITIES[r.severity][1],
        below=severity_word,
    ),
    Column("count", _noop("Found"), _count, sort_key="", numeric=True, width=7),
)
COLUMNS = (
    Column(
        "title",
        _noop("Title"),
        lambda i: i.title,
        sort_key="",
        stretch=True,
        strong=True,
        width=22,
        below=lambda i: " · ".join(filter(None, (i.accession_number, i.author))),
    ),
    Column(
        "said",
        _noop("What it says"),
        lambda i: i.said or "—",
        sort_key="",
        width=24,
        below=lambda i: i.other,
        tip=lambda i: "\n".join(filter(None, (i.said, i.other))),
    ),
    Column("proposal", _noop("Enter"), lambda i: "", sort_key="", width=26, badge=proposal_badge, tip=reason),
)
