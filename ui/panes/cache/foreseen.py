"""What an act on keys would do, in words and numbers."""

from __future__ import annotations

from app.domain.cache_acts import Preview
from ui import units
from ui.panes.cache import words
from ui.panes.cache.words import tr
from ui.sentences import said
from ui.words import counted

_MOST_NODES = 8


def effect(preview: Preview) -> str:
    """A line each: how much, where, what the database would get, what of it is others', whether it can be put back."""
    told = [_how_much(preview), *_where(preview), _load(preview)]
    if preview.others:
        told.append(
            counted(
                preview.others,
                "{n} of them is no value of this library: it may be a limit, a session, or another program's.",
                "{n} of them are no values of this library: they may be limits, sessions, or another program's.",
            )
        )
    told.append(_undo(preview))
    if not preview.whole:
        told.append(tr("Not every node could be asked, so it may be more."))
    told += [said(each) for each in preview.troubles]
    return "\n".join(each for each in told if each)


def _how_much(preview: Preview) -> str:
    keys = counted(preview.keys, "{n} key", "{n} keys")
    nodes = counted(sum(1 for each in preview.nodes.values() if each), "{n} node", "{n} nodes")
    return tr("{keys} on {nodes}, {size}.").format(
        keys=keys, nodes=nodes, size=words.estimated(preview.bytes)
    )


def _where(preview: Preview) -> list[str]:
    if len(preview.nodes) < 2:
        return []
    named = sorted(preview.nodes.items())[:_MOST_NODES]
    return [" · ".join(f"{node}: {keys:,}" for node, keys in named)]


def _load(preview: Preview) -> str:
    extra, minutes = preview.extra_queries_per_s, preview.refill_minutes
    if extra is None:
        return tr("How often they are read is not known: nobody has counted.") if preview.effects else ""
    if not extra:
        return tr("Nobody reads them now: the database would notice nothing.")
    told = tr("The database would get about {rate} more queries at first.").format(
        rate=units.per_second(extra)
    )
    if minutes is not None:
        told += " " + tr("They are filled again in about {time}.").format(time=units.length(60 * minutes))
    return told


def _undo(preview: Preview) -> str:
    if preview.undoable is None:
        return ""
    if preview.undoable:
        return tr("It can be put back for ten minutes.")
    return tr("It is more than the 50 MB that are kept: it can't all be put back.")
