"""The composition root."""

from __future__ import annotations

from app.bootstrap import App
from app.domain.actors import Actor


def test_a_built_app_reads_its_branch(app: App, head: Actor, kiosk: Actor) -> None:
    assert app.core.zones.of(head.branch_id).key == "Asia/Manila"
    assert head.user_id != kiosk.user_id
