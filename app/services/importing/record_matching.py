"""Which title of the library a MARC record is: by control number, by ISBN and title, by what makes a title that title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from app.database import importing as queries
from app.database.importing import KnownTitle
from app.database.marc import KnownNumber, numbered_titles
from app.domain.catalog import TitleDraft, TitleIdentifier
from app.domain.matching import SAME_TITLE, same_work, title_similarity
from app.domain.text import fold
from app.services.importing.book_plans import key_of


@dataclass(frozen=True, slots=True)
class Sought:
    """A title to be found; ``own`` is the id this product gave as its control number."""

    title: TitleDraft
    own: int | None


def matching_titles(connection: Connection, sought: Mapping[int, Sought]) -> dict[int, int]:
    """Return the live title that each of these is, by the keys given; what matches none is left out.

    A control number counts with its agency (003); without one, and where this product gave it, only when the titles are
    alike: two sources may have given the same number. An ISBN counts only with a title alike and the same part.
    """
    numbers = {kind: _numbered(connection, kind, sought.values()) for kind in ("local", "isbn")}
    ids = {one.own for one in sought.values() if one.own is not None}
    ids.update(one.title_id for known in numbers.values() for found in known.values() for one in found)
    titles = queries.titles_by_id(connection, queries.live_titles(connection, ids))
    keys = {seq: key_of(one.title) for seq, one in sought.items()}
    by_key = queries.titles_by_key(connection, set(keys.values()) - {b""})
    found: dict[int, int] = {}
    for seq, one in sought.items():
        title_id = (
            _own(one, titles)
            or _by_control(one, numbers["local"], titles)
            or _by_isbn(one, numbers["isbn"], titles)
            or by_key.get(keys[seq])
        )
        if title_id is not None:
            found[seq] = title_id
    return found


def _numbered(connection: Connection, kind: str, sought: Iterable[Sought]) -> dict[str, list[KnownNumber]]:
    values = {
        one.value for each in sought for one in each.title.identifiers if one.kind == kind and one.valid
    }
    found: dict[str, list[KnownNumber]] = defaultdict(list)
    for known in numbered_titles(connection, kind, values) if values else ():
        found[known.value].append(known)
    return found


def _own(one: Sought, titles: Mapping[int, KnownTitle]) -> int | None:
    known = titles.get(one.own or 0)
    return known.id if known is not None and _alike(one.title, known.draft) else None


def _alike(left: TitleDraft, right: TitleDraft) -> bool:
    return title_similarity(left.title, right.title) >= SAME_TITLE


def _by_control(
    one: Sought, known: Mapping[str, list[KnownNumber]], titles: Mapping[int, KnownTitle]
) -> int | None:
    def fits(number: TitleIdentifier, other: KnownNumber, draft: TitleDraft) -> bool:
        if number.qualifier and other.qualifier:
            return number.qualifier == other.qualifier
        return _alike(one.title, draft)

    return _first(one, "local", known, titles, fits)


def _by_isbn(
    one: Sought, known: Mapping[str, list[KnownNumber]], titles: Mapping[int, KnownTitle]
) -> int | None:
    def fits(_number: TitleIdentifier, _other: KnownNumber, draft: TitleDraft) -> bool:
        return same_work(True, one.title.title, draft.title, fold(one.title.part) == fold(draft.part))

    return _first(one, "isbn", known, titles, fits)


def _first(
    one: Sought,
    kind: str,
    known: Mapping[str, list[KnownNumber]],
    titles: Mapping[int, KnownTitle],
    fits: Callable[[TitleIdentifier, KnownNumber, TitleDraft], bool],
) -> int | None:
    for number in one.title.identifiers:
        if number.kind != kind or not number.valid:
            continue
        for other in known.get(number.value, ()):
            title = titles.get(other.title_id)
            if title is not None and fits(number, other, title.draft):
                return title.id
    return None
