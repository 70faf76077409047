"""What the benchmark of the API asks of both servers.

Words are drawn from titles as often as the catalogue has them, so that a few come again and again and most are seldom. A
new search for a word that was asked for before, in other letters and for another number of titles, lies in no layer of
the cache, but it may be made of parts that a process keeps of answers; one for words asked for once may not.
A page of patrons begins anywhere in the list, up to its end: by the cursor of the page before for ours, by its offset
for the baseline, as each is made.
"""

from __future__ import annotations

import itertools
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy import select

from app.bootstrap import App
from app.database.tables import books, students, titles
from app.domain.members import StudentQuery
from app.domain.paging import Window
from app.domain.searching import TitleQuery
from tests.benchmarks.api_servers import CONNECTIONS
from tests.benchmarks.desks import PAIRS, number
from tests.benchmarks.libraries import ACTOR
from tests.benchmarks.search import SELDOM

_ASKED_ONCE = 200_000
"""So many requests that were never asked before there are of a kind, at most."""

_KEPT = 50
_LENGTHS = range(20, 80)  # rows of a page of patrons
_LIMITS = range(10, 90)  # titles that are wanted of a search
_FEW_LIMITS = range(10, 50)  # of one for seldom words
_SPELLINGS = 16


@dataclass(frozen=True)
class Case:
    """One kind of request: the lines for both. ``kept`` are asked over and over, others once each; ``least`` is the
    ratio aimed at, ``longer`` how many times longer the baseline is measured, which answers too few else."""

    name: str
    ours: list[str]
    theirs: list[str]
    least: float | None = None
    kept: bool = False
    longer: int = 1


def reads(app: App, sampled: int) -> list[Case]:
    """Lists, searches and single titles; ``sampled`` titles are looked at for words."""
    chance = random.Random(5)
    with app.core.database.read() as connection:
        live = titles.c.deleted_at.is_(None)
        title_ids = list(connection.execute(select(titles.c.id).where(live)).scalars())
        book_ids = list(connection.execute(select(books.c.id).where(books.c.deleted_at.is_(None))).scalars())
        drawn = chance.sample(title_ids, min(sampled, len(title_ids)))
        texts = list(connection.execute(select(titles.c.title).where(titles.c.id.in_(drawn))).scalars())
        many = list(connection.execute(select(titles.c.title).where(live).limit(_ASKED_ONCE)).scalars())
    chance.shuffle(title_ids)
    chance.shuffle(book_ids)
    cursors = _cursors(app)
    pages = list(itertools.product(range(len(cursors)), _LENGTHS))
    rare = [each for word in _seldom(app, texts) for each in _spellings(word, chance, _FEW_LIMITS)]
    for each in (pages, rare):
        chance.shuffle(each)
    words = [word for text in texts for word in re.findall(r"\w{2,}", text.lower())]
    pages = pages[:_ASKED_ONCE]
    few = [(50 * page % len(cursors), 50) for page in range(20)]
    return [
        Case("students, kept", *_lists(few, cursors), 8, kept=True),
        Case("search, kept", *_searches((word, 50) for word in chance.sample(words, _KEPT)), 8, kept=True),
        Case("one title, kept", *_ones(title_ids[:200], book_ids[:200]), 8, kept=True),
        Case("students, new", *_lists(pages, cursors), 5),
        Case("search, new", *_searches(_never_asked(words, chance)), 5),
        Case(f"search, words in under {SELDOM} titles, new", *_searches(rare[:_ASKED_ONCE]), 100, longer=5),
        Case("search, words asked for once, new", *_searches(_asked_once(many, chance)), longer=5),
        Case("one title, new", *_ones(title_ids[200:], book_ids[200:])),
    ]


def loans(app: App) -> Case:
    """Each desk lends its copies to its patrons and takes each back before the next."""
    with app.core.database.read() as connection:
        query = select(students.c.id).where(students.c.family_name.like("Desk__")).order_by(students.c.id)
        patrons = list(connection.execute(query).scalars())
    ours, theirs = [], []
    for place, (desk, pair) in enumerate(itertools.product(range(CONNECTIONS), range(PAIRS))):
        copy, patron = number(desk, pair), patrons[place]
        for lines, of_copy, of_patron in (
            (ours, "accession_number", "student_id"),
            (theirs, "accessionNumber", "studentId"),
        ):
            lines.append(f"POST\t/api/loans\t{json.dumps({of_patron: patron, of_copy: copy})}")
            lines.append(f"POST\t/api/returns\t{json.dumps({of_copy: copy})}")
    return Case("check-out and return", ours, theirs, 1)


def _cursors(app: App) -> list[str | None]:
    """By position in the list of patrons: what asks for the rows from there on."""
    found: list[str | None] = [None]
    while (
        cursor := app.students.list(ACTOR, StudentQuery(), Window(limit=1, after=found[-1])).cursor
    ) is not None:
        found.append(cursor)
    return found


def _never_asked(words: Sequence[str], chance: random.Random) -> Iterator[tuple[str, int]]:
    """Words as often as titles have them, each time with a limit and in a spelling it was not yet asked with."""
    spelled = {word: _spellings(word, chance, _LIMITS) for word in sorted(set(words))}
    for _ in range(_ASKED_ONCE):
        found = next(spelled[chance.choice(words)], None)
        if found is not None:
            yield found


def _spellings(word: str, chance: random.Random, limits: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Capital letters make no difference to what is found, only to what a cache knows."""
    forms = itertools.islice(itertools.product(*({each, each.upper()} for each in word[:4])), _SPELLINGS)
    every = [("".join(form) + word[4:], limit) for form in forms for limit in limits]
    chance.shuffle(every)
    return iter(every)


def _asked_once(texts: Sequence[str], chance: random.Random) -> list[tuple[str, int]]:
    """Two words that stand together, each pair once: nothing that is kept of a search helps the next."""
    pairs = list(
        dict.fromkeys(pair for text in texts for pair in re.findall(r"[a-z]{3,} [a-z]{3,}", text.lower()))
    )
    chance.shuffle(pairs)
    return [(pair, chance.choice(_LIMITS)) for pair in pairs[:_ASKED_ONCE]]


def _seldom(app: App, texts: list[str]) -> list[str]:
    """Words, alone or two that stand together, that few titles have."""
    found = {
        each
        for text in texts
        for kind in ("[a-z]{4,}", "[a-z]{4,} [a-z]{4,}")
        for each in re.findall(kind, text.lower())
    }
    totals = ((each, app.catalog.search(ACTOR, TitleQuery(each), 1).total.value) for each in sorted(found))
    return [each for each, total in totals if 0 < total < SELDOM]


def _lists(pages: Sequence[tuple[int, int]], cursors: Sequence[str | None]) -> tuple[list[str], list[str]]:
    ours, theirs = [], []
    for start, limit in pages:
        cursor = cursors[start]
        after = "" if cursor is None else f"&after={quote(cursor)}"
        ours.append(f"GET\t/api/students?limit={limit}{after}\t")
        theirs.append(f"GET\t/api/students?limit={limit}&offset={start}\t")
    return ours, theirs


def _searches(wanted: Iterable[tuple[str, int]]) -> tuple[list[str], list[str]]:
    asked = [(quote(word), limit) for word, limit in wanted]
    return [f"GET\t/api/titles/search?text={word}&limit={limit}\t" for word, limit in asked], [
        f"GET\t/api/books/search?query={word}&limit={limit}\t" for word, limit in asked
    ]


def _ones(of_ours: Sequence[int], of_theirs: Sequence[int]) -> tuple[list[str], list[str]]:
    return [f"GET\t/api/titles/{each}\t" for each in of_ours], [
        f"GET\t/api/books/{each}\t" for each in of_theirs
    ]
