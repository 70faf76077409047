"""Verbs of services that maintenance tasks may use, by name; each takes the actor first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.bootstrap import App


def task_calls(app: App) -> Mapping[str, Callable[..., Any]]:
    """The verbs. Services are made late, so that a list of tasks does not load what one of them may need."""
    return {
        "verify_audit": lambda actor: app.audit.verify(actor),
        "person_counts": lambda actor, *given: app.personal_data.counts(actor, *given),
        "refuse_open": lambda actor, *given: app.personal_data.refuse_open(actor, *given),
        "person_record": lambda actor, *given: app.personal_data.record(actor, *given),
        "erase_person": lambda actor, *given: app.personal_data.erase(actor, *given),
        "erase_again": lambda actor, *given: app.personal_data.erase_again(actor, *given),
    }
