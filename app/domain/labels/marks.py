"""What is drawn on a label: marks at places in millimetres from its upper left corner. Preview, PDF and printer draw
the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: Baseline of a line below its top and height of a line, in font sizes.
ASCENT, LINE = 0.93, 1.2


class Align(StrEnum):
    """How a text lies in its width."""

    LEFT = "left"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text. ``size`` is the font's em in millimetres; ``width`` the room it has, which it doesn't pass."""

    x: float
    y: float
    width: float
    text: str
    size: float
    bold: bool = False
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Bars:
    """A linear barcode: ``modules`` is a 1 for each dark module and a 0 for each light one, ``module`` mm wide."""

    x: float
    y: float
    height: float
    module: float
    modules: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """A two-dimensional code: rows of modules as in ``Bars``, each a square of ``module`` mm."""

    x: float
    y: float
    module: float
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture, filling its box and cut to it at the longer side; the bytes of an image file."""

    x: float
    y: float
    width: float
    height: float
    content: bytes


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle's outline, or with ``filled`` all of it; ``line`` is the outline's width in mm."""

    x: float
    y: float
    width: float
    height: float
    line: float = 0.1
    filled: bool = False


Mark = Text | Bars | Matrix | Photo | Frame


class Flaw(StrEnum):
    """Why a label isn't as it should be."""

    TOO_LONG = "too_long"  # a text that must be whole isn't, at the smallest size that can be read
    SHORTENED = "shortened"  # a title or name ends in …
    NO_ROOM = "no_room"  # the label is too small for this kind
    CODE_TOO_WIDE = "code_too_wide"  # bars as narrow as scanners read are still too wide
    NOT_ENCODABLE = "not_encodable"  # characters that Code 128 does not have
    NOTHING = "nothing"  # no call number, no card number

    @property
    def unusable(self) -> bool:
        """Whether such a label would be wasted: all but a shortened text."""
        return self is not Flaw.SHORTENED


@dataclass(frozen=True, slots=True)
class Problem:
    """A flaw and the text it befell."""

    flaw: Flaw
    text: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it will be drawn, and what is wrong with it."""

    marks: tuple[Mark, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether it can be stuck on a book."""
        return not any(problem.flaw.unusable for problem in self.problems)
