"""Finding patrons by name, LRN, card number, grade and section."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from app.database.engine import Database
from app.database.search import sets, store, terms
from app.database.search.asking import query_words
from app.database.search.catching_up import CaughtUp, catch_up
from app.database.search.rebuilding import Progress, rebuild
from app.database.search.sets import Reader, Records
from app.database.search.typos import corrected_words
from app.database.tables import cards, patron_index, students
from app.domain.paging import Count
from app.domain.searching import SearchHits
from app.domain.text import fold, index_tokens

#: What a patron is found by beside cards. A change of other columns leaves the index.
OF_PATRONS = frozenset("family_name given_name middle_name lrn grade section".split())
_AT_ONCE = 500
_RANKED = 1_000


def index_patrons(connection: Connection, student_ids: Collection[int]) -> None:
    """Bring the index up to date with the patrons as they are now; deleted and erased ones are taken out of it."""
    for some in store.slices(sorted(set(student_ids)), _AT_ONCE):
        store.put(connection, patron_index, some, _words_of_patrons)


def remove_patrons(connection: Connection, student_ids: Collection[int]) -> None:
    """Take patrons out of the index, whatever their rows say."""
    store.put(connection, patron_index, student_ids, store.no_words)


def unused_patron_words(connection: Connection) -> list[bytes]:
    """Words by which typos are forgiven and which no patron has any more."""
    return store.unused_spellings(connection, patron_index)


def forget_patron_words(connection: Connection, words: Sequence[bytes]) -> None:
    """Take such words out: a name must not outlive the patron who asked to be erased."""
    store.forget_spellings(connection, patron_index, words)


def index_patrons_later(connection: Connection, student_ids: Collection[int]) -> None:
    """Note patrons to be indexed by the next ``catch_up_patrons``."""
    store.put_off(connection, patron_index, student_ids)


def catch_up_patrons(database: Database, progress: Progress | None = None) -> CaughtUp:
    """Index the patrons that were put off."""
    return catch_up(database, patron_index, _words_of_patrons, progress)


def rebuild_patrons(database: Database, progress: Progress | None = None) -> int:
    """Make the index of patrons anew and return how many it holds."""
    return rebuild(database, patron_index, _words_of_range, _last_patron, progress)


def _words_of_patrons(connection: Connection, ids: list[int]) -> dict[int, frozenset[bytes]]:
    found = _words(connection, students.c.id.in_(ids), cards.c.student_id.in_(ids))
    return {id_: found.get(id_, frozenset()) for id_ in ids}


def _words_of_range(connection: Connection, first: int, last: int) -> dict[int, frozenset[bytes]]:
    return _words(connection, students.c.id.between(first, last), cards.c.student_id.between(first, last))


def _last_patron(connection: Connection) -> int:
    return connection.execute(select(func.max(students.c.id))).scalar() or 0


def _words(
    connection: Connection, which: ColumnElement[bool], which_cards: ColumnElement[bool]
) -> dict[int, frozenset[bytes]]:
    numbers: dict[int, list[str]] = defaultdict(list)
    for student_id, number in connection.execute(
        select(cards.c.student_id, cards.c.number).where(which_cards)
    ):
        numbers[student_id].append(number)
    s = students.c
    query = select(s.id, s.name, s.family_name, s.given_name, s.middle_name, s.lrn, s.grade, s.section)
    query = query.where(which, s.deleted_at.is_(None), s.status != "ERASED")
    words: dict[int, frozenset[bytes]] = {}
    for id_, *texts in connection.execute(query):
        found = index_tokens(" ; ".join(text for text in (*texts, *numbers[id_]) if text))
        solid = (fold(number).replace(" ", "") for number in numbers[id_])
        words[id_] = frozenset(word.encode() for word in (*found, *solid) if word) | {terms.ANY}
    return words


def search_patrons(connection: Connection, text: str, limit: int) -> SearchHits:
    """The first ``limit`` patrons that have every word of the text, the last one as the beginning of a word.

    Those whose name begins with the text come first, then by name. Any text is accepted; a blank one gives
    everybody by name. A typo is forgiven as in the search for titles.
    """
    reader = Reader(connection, patron_index)
    words = query_words(text)
    if not words:
        everybody = {} if text.strip() else reader.terms([terms.ANY])[terms.ANY]
        return _hits(connection, everybody, (), limit, None)
    found, known = _matching(reader, words)
    corrected = None
    if not found and (meant := corrected_words(connection, reader, patron_index, words, known)):
        words, corrected = meant, " ".join(meant)
        found, _ = _matching(reader, words)
    return _hits(connection, found, words, limit, corrected)


def _matching(reader: Reader, words: Sequence[str]) -> tuple[Records, tuple[bool, ...]]:
    whole, begun = reader.find((word.encode() for word in words[:-1]), words[-1])
    matched = [*(whole[word.encode()] for word in words[:-1]), begun]
    return sets.intersection(matched), tuple(bool(one) for one in matched)


def _hits(
    connection: Connection, found: Records, words: tuple[str, ...], limit: int, corrected: str | None
) -> SearchHits:
    size = sets.size(found)
    query = select(students.c.id, students.c.name_sort)
    if size <= _RANKED:
        rows = connection.execute(query.where(students.c.id.in_(sets.newest(found, _RANKED)))).all()
    else:
        by_name = connection.execute(query.order_by(students.c.name_sort, students.c.id))
        is_found = sets.member_test(found)
        rows = [row for row in by_name if is_found(row.id)]
    typed = " ".join(words).encode()
    ordered = sorted((not _begins(name, typed, words), name, id_) for id_, name in rows)
    return SearchHits(tuple(id_ for *_, id_ in ordered[:limit]), Count(size), corrected, words)


def _begins(name_sort: bytes, typed: bytes, words: Sequence[str]) -> bool:
    name = name_sort.replace(b"\x01 ", b" ")
    return not words or name.startswith(typed)
