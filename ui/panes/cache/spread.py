"""How a cluster is spread over its primaries, in words."""

from __future__ import annotations

from app.domain.redis_figures import ClusterMap
from ui.models.columns import Badge, Tone
from ui.panes.cache import words
from ui.words import counted

_UNEVEN = 1.5
"""Times the mean from which on a part is called uneven: one primary of three then does half of all work."""


def spread_badge(spread: ClusterMap) -> Badge:
    """How a cluster is spread, as word, icon and tone."""
    if spread.missing:
        return Badge(words.tr("Slots are missing"), Tone.BAD, "warning-circle")
    if spread.alone:
        return Badge(words.tr("No replica"), Tone.WARN, "warning")
    if spread.moving:
        return Badge(words.tr("Slots move"), Tone.INFO, "arrows-left-right")
    if max(spread.key_skew or 1.0, spread.memory_skew or 1.0) > _UNEVEN:
        return Badge(words.tr("Uneven"), Tone.WARN, "warning")
    return Badge(words.tr("Evenly spread"), Tone.OK, "check-circle")


def spread_text(spread: ClusterMap) -> str:
    """How a cluster is spread, in sentences."""
    told = [counted(len(spread.shards), "{n} primary.", "{n} primaries.")]
    if spread.key_skew is not None and spread.memory_skew is not None:
        text = words.tr("The fullest has {keys} times the mean of keys, and {memory} times that of memory.")
        told.append(text.format(keys=f"{spread.key_skew:.2f}", memory=f"{spread.memory_skew:.2f}"))
    if spread.missing:
        told.append(
            counted(spread.missing, "{n} slot is served by nobody.", "{n} slots are served by nobody.")
        )
    if spread.moving:
        told.append(counted(spread.moving, "{n} slot moves.", "{n} slots move."))
    if spread.alone:
        told.append(words.tr("Without a replica: {names}.").format(names=", ".join(spread.alone)))
    return " ".join(told)
