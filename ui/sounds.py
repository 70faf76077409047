"""Short tones for the desk: a scan's outcome is heard without looking. Silent where nothing can play.

Qt Multimedia is not part of what we install, so tones are made once as small WAV files and handed to the
platform: winsound on Windows, afplay on macOS, paplay or aplay on Linux; without any of them, silence.
"""

from __future__ import annotations

import io
import math
import shutil
import struct
import sys
import tempfile
import wave
from collections.abc import Callable, Sequence
from enum import StrEnum
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QObject, QProcess

RATE = 22_050


class Tone(StrEnum):
    """What is heard."""

    OK = "ok"
    WARN = "warn"
    REFUSED = "refused"
    UNKNOWN = "unknown"


#: (frequency in Hz, length in ms) one after the other: up is good, down is bad, flat repeats ask to look.
NOTES: dict[Tone, tuple[tuple[int, int], ...]] = {
    Tone.OK: ((880, 60), (1320, 90)),
    Tone.WARN: ((740, 90), (740, 90)),
    Tone.REFUSED: ((392, 140), (262, 220)),
    Tone.UNKNOWN: ((523, 70), (523, 70), (523, 70)),
}


def wav(notes: Sequence[tuple[int, int]], volume: float = 0.35) -> bytes:
    """Make a mono 16-bit WAV of sine notes with soft edges and 25 ms of silence between them."""
    samples: list[int] = []
    for frequency, length in notes:
        total = RATE * length // 1000
        edge = max(1, total // 8)
        for n in range(total):
            fade = min(1.0, n / edge, (total - n) / edge)
            samples.append(int(32767 * volume * fade * math.sin(2 * math.pi * frequency * n / RATE)))
        samples.extend([0] * (RATE * 25 // 1000))
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return buffer.getvalue()


Player = Callable[[Path], None]


def platform_player() -> Player | None:
    """The way this computer plays a WAV file without blocking, or None."""
    if sys.platform == "win32":
        winsound = import_module("winsound")
        flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
        return lambda path: winsound.PlaySound(str(path), flags)
    for name, arguments in (("afplay", ()), ("paplay", ()), ("pw-play", ()), ("aplay", ("-q",))):
        program = shutil.which(name)
        if program:
            return _Program(program, arguments)
    return None


class _Program:
    """Plays by starting a program and forgetting it."""

    def __init__(self, program: str, arguments: tuple[str, ...]) -> None:
        self._program = program
        self._arguments = arguments

    def __call__(self, path: Path) -> None:
        process = QProcess()
        process.setProgram(self._program)
        process.setArguments([*self._arguments, str(path)])
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.startDetached()


class Sounds(QObject):
    """Plays tones while ``on``. Files are made on first use and removed on ``close``."""

    def __init__(self, on: bool = True, player: Player | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.on = on
        self.played: list[Tone] = []
        self._player = player
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._files: dict[Tone, Path] = {}

    @classmethod
    def of_platform(cls, on: bool, parent: QObject | None = None) -> Sounds:
        """Sounds through this computer's own player."""
        return cls(on, platform_player(), parent)

    def play(self, tone: Tone) -> None:
        """Play a tone, or do nothing when sounds are off or can't be played."""
        if not self.on:
            return
        self.played = [*self.played[-49:], tone]
        if self._player is None:
            return
        if not self._files:
            self._make()
        self._player(self._files[tone])

    def _make(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="clms-tones-")
        for tone, notes in NOTES.items():
            path = Path(self._folder.name) / f"{tone}.wav"
            path.write_bytes(wav(notes))
            self._files[tone] = path

    def close(self) -> None:
        """Remove the files."""
        self._files.clear()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
