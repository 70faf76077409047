"""Words of the cache's pane: layers, how a scan stands, sizes that are estimated, times that run down."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.cache_acts import Deed, Flushed, WorkLook, WorkState
from app.domain.cached_keys import Estimate, PartState, ScanLook, shown
from app.domain.key_views import Copy, Form, Layer
from ui import units
from ui.models.columns import Badge, Tone
from ui.panes.cache.tree import Line
from ui.sentences import said
from ui.words import counted


def tr(text: str) -> str:
    """The words in the person's language."""
    return QCoreApplication.translate("Cache", text)


def scan_badge(look: ScanLook | None) -> Badge:
    """How a scan stands, as word, icon and tone."""
    if look is None:
        return Badge(tr("Not looked yet"), Tone.MUTED, "minus-circle")
    if look.paused:
        return Badge(tr("Paused"), Tone.INFO, "pause")
    if look.running:
        return Badge(tr("Looking"), Tone.INFO, "hourglass")
    if look.whole and not look.troubles:
        return Badge(tr("All seen"), Tone.OK, "check-circle")
    if any(part.state is PartState.FAILED for part in look.parts):
        return Badge(tr("Not all seen"), Tone.WARN, "warning")
    return Badge(tr("Ended early"), Tone.MUTED, "minus-circle")


def scan_text(look: ScanLook) -> str:
    """How much a scan has seen by now, and how long that took."""
    told = [
        counted(look.keys, "{n} key", "{n} keys"),
        estimated(look.bytes),
        counted(len(look.parts), "{n} node", "{n} nodes"),
        units.length(look.seconds),
    ]
    if look.moving:
        told.append(tr("slots moved meanwhile: some keys may be missing or counted twice"))
    return " · ".join(told)


def troubles(look: ScanLook) -> tuple[str, ...]:
    """A sentence for every node that could not be looked at."""
    return tuple(f"{part.node}: {said(part.trouble)}" for part in look.parts if part.trouble)


def part_badge(state: PartState) -> Badge:
    """How the scan of one node stands."""
    return {
        PartState.RUNNING: Badge(tr("Looking"), Tone.INFO, "hourglass"),
        PartState.PAUSED: Badge(tr("Paused"), Tone.INFO, "pause"),
        PartState.WAITING: Badge(tr("Waits for another node"), Tone.WARN, "hourglass"),
        PartState.DONE: Badge(tr("All seen"), Tone.OK, "check-circle"),
        PartState.CANCELLED: Badge(tr("Ended early"), Tone.MUTED, "minus-circle"),
        PartState.FAILED: Badge(tr("Failed"), Tone.BAD, "warning-circle"),
    }[state]


def estimated(size: Estimate) -> str:
    """Bytes, and how surely they are known: “12 MB”, “about 12 MB ± 0.4 MB”."""
    if size.error is None:
        return tr("about {size}").format(size=units.size(size.value))
    if size.error < size.value / 1_000 or not size.value:
        return units.size(size.value)
    return tr("about {size} ± {error}").format(size=units.size(size.value), error=units.size(size.error))


def share(line: Line) -> str:
    """The share of a branch's bytes in those of its layer."""
    return units.percent(100 * line.branch.share) if line.branch is not None else ""


def key_text(key: bytes) -> str:
    """A key as people read it."""
    return shown(key)


def is_own(key: bytes, namespace: str) -> bool:
    """Whether a key is one of this library's."""
    return bool(namespace) and key.startswith(namespace.encode())


def own_text(key: bytes, namespace: str) -> str:
    """A key of this library without what stands before all of them; any other whole."""
    return shown(key[len(namespace.encode()) :]) if is_own(key, namespace) else shown(key)


def layer_name(layer: Layer) -> str:
    """A layer of the cache."""
    return {Layer.MEMORY: tr("Memory"), Layer.REDIS: tr("Redis"), Layer.TABLE: tr("Table")}[layer]


def where(copy: Copy) -> str:
    """In which process, server or table a value lies."""
    if copy.layer is Layer.REDIS:
        return copy.where
    return tr("this window") if copy.layer is Layer.MEMORY else tr("operations store")


def elements(number: int) -> str:
    """How many elements a collection has."""
    return counted(number, "{n} element", "{n} elements")


def left(seconds: float | None) -> str:
    """How long a value goes on being kept."""
    if seconds is None:
        return tr("no end")
    whole = max(0, round(seconds))
    if whole < 120:
        return units.length(whole)
    hours, rest = divmod(whole, 3600)
    minutes, seconds_ = divmod(rest, 60)
    if hours >= 48:
        return units.length(whole)
    return f"{hours}:{minutes:02}:{seconds_:02}" if hours else f"{minutes}:{seconds_:02}"


def seconds_of(text: str) -> float | None:
    """What was typed as a time: seconds above 0, or None for “never”. Raises ValueError for anything else."""
    if text.strip().casefold() in ("never", tr("never").casefold()):
        return None
    seconds = float(text)
    if not 0 < seconds < 10**9:
        raise ValueError(text)
    return seconds


def deed_name(look: WorkLook) -> str:
    """What is done to each key."""
    name = {
        Deed.DELETE: tr("Remove"),
        Deed.EXPIRE: tr("Set the time left"),
        Deed.FLUSH: tr("Empty Redis"),
        Deed.RESTORE: tr("Put back"),
    }[look.deed]
    return tr("{deed}, only tried").format(deed=name) if look.dry else name


def work_badge(look: WorkLook) -> Badge:
    """How an act stands."""
    return {
        WorkState.RUNNING: Badge(tr("Running"), Tone.INFO, "hourglass"),
        WorkState.PAUSED: Badge(tr("Paused"), Tone.INFO, "pause"),
        WorkState.WAITING: Badge(tr("Waits for the database"), Tone.WARN, "hourglass"),
        WorkState.DONE: Badge(tr("Done"), Tone.OK, "check-circle"),
        WorkState.CANCELLED: Badge(tr("Ended early"), Tone.MUTED, "minus-circle"),
        WorkState.FAILED: Badge(tr("Not everywhere"), Tone.BAD, "warning-circle"),
    }[look.state]


def freed(look: WorkLook) -> str:
    """The bytes an act freed, as far as they were measured."""
    return "" if look.bytes is None else units.size(look.bytes)


def work_text(look: WorkLook) -> str:
    """How far an act is."""
    if look.state is WorkState.WAITING:
        return tr("waits, for the database is busy")
    if look.state is WorkState.PAUSED:
        return tr("paused")
    return counted(look.done, "{n} key", "{n} keys")


def work_over(look: WorkLook) -> str:
    """What became of an act."""
    if look.dry:
        return counted(look.done, "{n} key would have been meant.", "{n} keys would have been meant.")
    told = {
        Deed.DELETE: counted(look.done, "{n} key was removed.", "{n} keys were removed."),
        Deed.EXPIRE: counted(look.done, "{n} key has another time.", "{n} keys have another time."),
        Deed.FLUSH: counted(look.done, "{n} value was removed.", "{n} values were removed."),
        Deed.RESTORE: counted(look.done, "{n} key is there again.", "{n} keys are there again."),
    }[look.deed]
    if look.again:
        told += " " + counted(look.again, "{n} had come back by itself.", "{n} had come back by themselves.")
    if look.failed:
        told += " " + counted(look.failed, "{n} key could not be.", "{n} keys could not be.")
    return told


def flushed(done: Flushed) -> str:
    """What was emptied at once."""
    if done.layer == Layer.REDIS.value:
        return counted(done.entries, "{n} node was emptied.", "{n} nodes were emptied.")
    return counted(done.entries, "{n} value was removed.", "{n} values were removed.")


def role_name(primary: bool) -> str:
    """What a node of Redis is."""
    return tr("primary") if primary else tr("replica")


def type_name(kind: str) -> str:
    """A type of Redis, as Redis calls it, with what it is."""
    return {
        "string": tr("string"),
        "hash": tr("hash"),
        "list": tr("list"),
        "set": tr("set"),
        "zset": tr("sorted set"),
        "stream": tr("stream"),
    }.get(kind, kind)


def form_name(form: Form) -> str:
    """A way of showing bytes."""
    return {
        Form.JSON: tr("JSON"),
        Form.TEXT: tr("Text"),
        Form.MSGPACK: tr("MessagePack"),
        Form.VALUE: tr("As the program stores it"),
        Form.HEX: tr("Hex"),
    }[form]


def ttl_class(name: str) -> str:
    """A class of the time keys have left."""
    return tr("no end") if name == "none" else name


TYPES = ("string", "hash", "list", "set", "zset", "stream")
"""As Redis calls them."""
