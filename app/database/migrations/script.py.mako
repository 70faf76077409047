"""${message}"""

from __future__ import annotations

from app.database.migrations import steps

revision = "${up_revision}"
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """${upgrades if upgrades else "Do it."}"""


def downgrade() -> None:
    """${downgrades if downgrades else "Take it back."}"""
