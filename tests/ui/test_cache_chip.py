"""The cache chip says in words, shape and colour what is lost."""

from __future__ import annotations

import pytest

from app.domain.shared_cache import SharedCache
from ui.cache_chip import chip_of
from ui.models.columns import Tone


@pytest.mark.parametrize(
    ("state", "word", "tone", "said"),
    [
        (None, "off", Tone.MUTED, "No shared cache"),
        (SharedCache(6, 0, full=False), "online", Tone.OK, "at once"),
        (SharedCache(6, 2, full=False), "partly online", Tone.WARN, "2 of 6 Redis nodes do not answer"),
        (SharedCache(1, 1, full=False), "offline", Tone.BAD, "1 of 1 Redis nodes do not answer"),
        (SharedCache(3, 0, full=True), "full", Tone.WARN, "full"),
    ],
)
def test_each_state_has_its_word(state: SharedCache | None, word: str, tone: Tone, said: str) -> None:
    chip = chip_of(state)
    assert (chip.word, chip.tone) == (word, tone)
    assert said in chip.detail
