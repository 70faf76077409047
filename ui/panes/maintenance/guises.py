"""How the run of a task shows itself, told apart by words and shape: what runs at once, what asks first, what can't run."""

from __future__ import annotations

from app.maintenance.task import Danger
from app.services.maintenance import TaskCard
from ui.panes.maintenance.words import tr
from ui.widgets.acts import Guise


def of_run(card: TaskCard) -> Guise:
    """What a click on Run does with this task."""
    if card.obstacle is not None:
        return Guise(tr("Can't run here"), "prohibit", "", tr("Tells why, and what to do about it"))
    match card.spec.danger:
        case Danger.HARMLESS:
            return Guise(tr("Run now"), "play", "primary", tr("Harmless: it runs at once"))
        case Danger.CAREFUL:
            return Guise(
                tr("Ask, then run…"), "question", "", tr("Shows what it would do, and runs once you agree")
            )
        case Danger.DESTRUCTIVE:
            return Guise(
                tr("Confirm, then run…"),
                "warning",
                "danger",
                tr("Can do harm: shows what it would do, and runs once you have typed its name"),
            )
