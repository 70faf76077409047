"""A person's card: the library, the photo or a frame for one, name, class, and the bars that say the card's number."""

from __future__ import annotations

from app.domain.labels.coding import bars
from app.domain.labels.fitting import Measure, running_text, whole_lines
from app.domain.labels.kinds import PersonCard
from app.domain.labels.marks import LINE, Frame, Label, Mark, Photo, Problem

_EDGE, _GAP = 3.0, 2.0
_HEAD, _NAME, _DETAIL, _NUMBER, _SMALLEST = 2.8, 4.0, 2.6, 2.8, 1.8
#: A photo's width for its height: 3 to 4, as passport photos are cut.
_PHOTO = 0.75


def card(person: PersonCard, width: float, height: float, measure: Measure, library: str) -> Label:
    """The marks of a card of ``width`` x ``height`` mm, and what is wrong with it."""
    inner, tall = width - 2 * _EDGE, height - 2 * _EDGE
    head = _HEAD * LINE
    foot = min(13.0, tall * 0.3)
    room = tall - head - foot - 2 * _GAP
    photo_wide = min(room * _PHOTO, inner * 0.4)
    photo_high = photo_wide / _PHOTO
    top = _EDGE + head + _GAP
    heading, cut = running_text(library, (_EDGE, _EDGE, inner, head), _HEAD, measure, bold=True)
    x = _EDGE + photo_wide + _GAP
    words, shortened = _words(person, (x, top, inner - photo_wide - _GAP, room), measure)
    number_high = _NUMBER * LINE
    start = height - _EDGE - foot
    code, problems = bars(person.number, _EDGE, start, inner, foot - number_high)
    number, long = whole_lines(
        [person.number] if person.number else [],
        (_EDGE, height - _EDGE - number_high, inner, number_high), _NUMBER, _SMALLEST, measure, bold=True,
    )  # fmt: skip
    picture: list[Mark] = [Frame(_EDGE, top, photo_wide, photo_high)]
    if person.photo:
        picture.insert(0, Photo(_EDGE, top, photo_wide, photo_high, person.photo))
    marks: list[Mark] = [*heading, *picture, *words, *code, *number]
    return Label(tuple(marks), (*cut, *shortened, *problems, *long))


def _words(
    person: PersonCard, box: tuple[float, float, float, float], measure: Measure
) -> tuple[list[Mark], list[Problem]]:
    """The name in up to two lines, and the details below it."""
    x, y, width, height = box
    marks: list[Mark] = []
    name, problems = running_text(
        person.name, (x, y, width, min(height, 2 * _NAME * LINE)), _NAME, measure, bold=True
    )
    marks += name
    below = y + len(name) * _NAME * LINE + 1
    for line in person.details:
        texts, cut = running_text(
            line, (x, below, width, min(_DETAIL * LINE, y + height - below)), _DETAIL, measure
        )
        marks += texts
        problems += cut
        below += _DETAIL * LINE
    return marks, problems
