"""The database chip says in words, shape and colour what a library on several servers lacks."""

from __future__ import annotations

import pytest

from app.domain.database_nodes import DatabaseNode, DatabaseNodes, NodeRole
from ui.database_chip import chip_of
from ui.models.columns import Tone

REPLICA, PRIMARY = DatabaseNode("db-2", NodeRole.REPLICA, 0.1), DatabaseNode("db-1", NodeRole.PRIMARY, 0.0)
AWAY = DatabaseNode("db-3", NodeRole.AWAY, None)


@pytest.mark.parametrize(
    ("nodes", "word", "tone", "told"),
    [
        (None, "online", Tone.OK, "answers"),
        (DatabaseNodes((PRIMARY, REPLICA), 1, confirmed=True), "online", Tone.OK, "answers"),
        (
            DatabaseNodes((PRIMARY, AWAY), 1, confirmed=True),
            "partly online",
            Tone.WARN,
            "do not answer: db-3",
        ),
        (DatabaseNodes((PRIMARY, REPLICA), 1, confirmed=False), "partly online", Tone.WARN, "fell back"),
        (DatabaseNodes((REPLICA, AWAY), 1, confirmed=None), "read only", Tone.BAD, "can be read but not"),
    ],
)
def test_each_state_has_its_word(nodes: DatabaseNodes | None, word: str, tone: Tone, told: str) -> None:
    chip = chip_of(nodes)
    assert (chip.word, chip.tone) == (word, tone)
    assert told in chip.detail


def test_nobody_learns_from_health_where_servers_are() -> None:
    nodes = DatabaseNodes((PRIMARY, REPLICA, AWAY), 1, confirmed=True)
    assert nodes.trouble_without_names == "Database servers that do not answer: 1 of 3."
