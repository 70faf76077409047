"""From what was typed to the set of titles that have it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, select, union_all

from app.database.search import sets, terms
from app.database.search.sets import Reader, Records
from app.database.tables import books, title_identifiers
from app.domain.identifiers import is_isbn10, to_isbn13
from app.domain.searching import TitleQuery
from app.domain.text import tokens

#: Words of a query that are looked at; nobody types more by hand.
WORDS = 12
#: Titles found by the beginning of a number; more are cut and the count says so.
NUMBERS = 1_000
_PREFIX_OF_NUMBER = 3
#: Longest text looked at, in characters.
TYPED = 500
_NUMBER = re.compile(r"[A-Za-z]{0,6}[-./_ ]?[0-9][0-9xX./_ \-]*")


@dataclass(slots=True)
class Found:
    """What a query matched. ``words`` are the words looked for.

    ``by_words`` are the titles that have them all, ``narrowed`` those that pass the tags too, ``whole`` those
    of them in which the last word stands as a whole, ``exact_numbers`` those with a number just as typed.
    ``known`` says for each word whether any title has it. ``cut`` is True when a beginning of a number had more
    titles than are looked at.
    """

    words: tuple[str, ...]
    by_words: Records
    narrowed: Records
    whole: Records
    known: tuple[bool, ...]
    exact_numbers: frozenset[int] = frozenset()
    cut: bool = False


@dataclass(slots=True)
class _Numbers:
    exact: set[int] = field(default_factory=set)
    begun: set[int] = field(default_factory=set)
    cut: bool = False

    @property
    def records(self) -> Records:
        return sets.of_ids(self.exact | self.begun)

    def add(self, other: _Numbers) -> None:
        self.exact |= other.exact
        self.begun |= other.begun
        self.cut |= other.cut


def query_words(text: str) -> tuple[str, ...]:
    """The words of what was typed, each once; the last one is the beginning of a word and stays last."""
    found = tokens(text[:TYPED])
    if not found:
        return ()
    last = found[-1]
    first = [word for word in dict.fromkeys(found[:-1]) if word != last]
    return (*first[: WORDS - 1], last)


def find(connection: Connection, reader: Reader, query: TitleQuery) -> Found:
    """The titles that have every word of the text and every tag. A text without any word finds nothing."""
    words = query_words(query.text)
    if not words and query.text.strip():
        return Found((), {}, {}, {}, ())
    wanted = [word.encode() for word in words]
    tags = _tags(query)
    short = bool(words) and len(words[-1]) <= terms.PREFIX_CHARS
    asked = {*wanted, *(term for any_of in tags for term in any_of)}
    if short:
        asked.add(terms.beginning(words[-1]))
    if not words or any(char.isdigit() for char in query.text):
        asked.add(terms.ANY)
    by_term, begun = reader.find(asked, "" if short or not words else words[-1])
    narrowing = [sets.union(by_term[term] for term in any_of) for any_of in tags]
    if not words:
        everything = by_term[terms.ANY]
        return Found((), everything, sets.intersection([everything, *narrowing]), {}, ())
    if short:
        begun = by_term[terms.beginning(words[-1])]
    matched = [*(by_term[word] for word in wanted[:-1]), begun]
    numbers = _numbers_of_words(connection, words, matched, by_term.get(terms.ANY, {}))
    by_words = sets.intersection(matched)
    if len(words) > 1 and _NUMBER.fullmatch(query.text.strip()):
        typed = numbers_like(connection, _compact(query.text), prefix=True)
        by_words = sets.union([by_words, sets.intersection([typed.records, by_term[terms.ANY]])])
        numbers.add(typed)
    return Found(
        words=words,
        by_words=by_words,
        narrowed=sets.intersection([by_words, *narrowing]),
        whole=sets.intersection([by_words, by_term[wanted[-1]], *narrowing]),
        known=tuple(bool(one) for one in matched),
        exact_numbers=frozenset(numbers.exact),
        cut=numbers.cut,
    )


def _tags(query: TitleQuery) -> list[list[bytes]]:
    """For each narrowing the terms of which a title needs any."""
    tags: list[list[bytes]] = []
    if query.collection:
        tags.append([terms.tag(terms.COLLECTION, query.collection)])
    if query.language:
        tags.append([terms.tag(terms.LANGUAGE, query.language)])
    if query.year_from is not None or query.year_to is not None:
        first = 0 if query.year_from is None else max(0, query.year_from)
        last = 9999 if query.year_to is None else min(9999, query.year_to)
        tags.append(terms.year_cover(first, last))
    return tags


def _numbers_of_words(
    connection: Connection, words: Sequence[str], matched: list[Records], live: Records
) -> _Numbers:
    """Let words that may be accession numbers or ISBN match by those too; ``matched`` is widened in place."""
    all_numbers = _Numbers()
    for at, word in enumerate(words):
        if not any(char.isdigit() for char in word):
            continue
        numbers = numbers_like(connection, word.upper(), prefix=at == len(words) - 1)
        if numbers.exact or numbers.begun:
            matched[at] = sets.union([matched[at], sets.intersection([numbers.records, live])])
        all_numbers.add(numbers)
    return all_numbers


def _compact(text: str) -> str:
    return "".join(text.split()).upper()


def numbers_like(connection: Connection, number: str, *, prefix: bool) -> _Numbers:
    """The titles with this accession number or ISBN, or with one that begins so when it is long enough to tell."""
    plain = "".join(char for char in number if char.isalnum())
    isbn = to_isbn13(plain) if is_isbn10(plain) else plain
    accession, identifier = books.c.accession_number, title_identifiers.c.value
    begins = prefix and len(plain) >= _PREFIX_OF_NUMBER
    parts = [
        select(books.c.title_id, accession.label("number"))
        .where(_like(accession, number, begins), books.c.deleted_at.is_(None))
        .order_by(accession)
        .limit(NUMBERS + 1)
        .subquery(),
        *(
            select(title_identifiers.c.title_id, identifier.label("number"))
            .where(_like(identifier, value, begins))
            .order_by(identifier, title_identifiers.c.title_id)
            .limit(NUMBERS + 1)
            .subquery()
            for value in dict.fromkeys(
                (plain, isbn, *(["978" + plain] if begins and plain.isdecimal() else []))
            )
        ),
    ]
    found = connection.execute(union_all(*(select(part.c.title_id, part.c.number) for part in parts))).all()
    numbers = _Numbers(cut=len(found) > NUMBERS)
    for title_id, value in found:
        (numbers.exact if value in (number, plain, isbn) else numbers.begun).add(title_id)
    return numbers


def _like(column: ColumnElement[str], value: str, begins: bool) -> ColumnElement[bool]:
    return column.between(value, value + "\U0010ffff") if begins else column == value
