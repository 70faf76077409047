"""Titles and copies of an invented school library, in a stream: the same seed gives the same books for ever."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.domain.catalog import BookDraft, Contributor, TitleDraft
from app.services.sample.authors import Authors, direct
from app.services.sample.copies import COLLECTIONS, Copies, extent
from app.services.sample.numbers import AccessionNumbers, class_number, identifiers
from app.services.sample.pools import Shuffle
from app.services.sample.shapes import Filled, Shapes
from app.services.sample.vocabulary import Field, Publisher, Vocabulary, Work, plural

BLOCK = 500
#: From this number on titles may repeat, as they do on real shelves, and blocks do not depend on each other.
INDEPENDENT_FROM = 40_000
#: The most popular titles have all their copies on the shelf or on loan.
ALWAYS_IN = 150
_FOREIGN = {
    "spa": ("es", "spanish", "863"),
    "fre": ("fr", "french", "843"),
    "jpn": ("ja", "japanese", "895.6"),
}
_FOREIGN["ara"] = ("ar", "arabic", "892.7")


@dataclass(frozen=True, slots=True)
class SampleTitle:
    """A title with its copies. ``rank`` says how often it is asked for: 0 is the most popular one."""

    number: int
    rank: int
    draft: TitleDraft
    books: tuple[BookDraft, ...]


class TitleMaker:
    """Makes ``count`` titles. ``today`` bounds years and dates; nothing here reads a clock or a database."""

    def __init__(self, count: int, seed: int, today: date, vocabulary: Vocabulary | None = None) -> None:
        self.count = count
        self._seed = f"{seed}:{count}"
        self._today = today
        self.vocabulary = self._words = vocabulary or Vocabulary(count)
        self._authors = Authors(self._words, count, self._seed)
        self._ranks = Shuffle(max(1, count - len(self._words.works)), self._seed)
        year = today.year
        kinds = (
            "fiction",
            "easy",
            "easy-filipino",
            "filipino",
            "filipiniana",
            "general",
            "reference",
            "textbook",
        )
        self._shapes = {kind: Shapes(self._words, kind, year) for kind in kinds}
        self._shapes["research"] = Shapes(self._words, "research", year, sentence=True)
        self._topical = {
            "GC": [field for field in self._words.fields.values() if field.name != "Filipino language"],
            "FIL": self._chosen("filipiniana-field"),
            "TR": self._chosen("textbook-field"),
            "REF": self._chosen("reference-field"),
        }
        self._beings = frozenset(self._words.pools["animal"].words + self._words.pools["person"].words)
        self._collections = [code for code, share in COLLECTIONS for _ in range(share)]

    def _chosen(self, name: str) -> list[Field]:
        return [self._words.fields[word] for word in self._words.pools[name].words]

    def rank_of(self, number: int) -> int:
        """How often the title with this number (from 0) is asked for; 0 is the most popular."""
        known = len(self._words.works)
        return number if number < known else known + self._ranks(number - known)

    def number_at(self, rank: int) -> int:
        """The title at a popularity rank: undoes :meth:`rank_of`."""
        known = len(self._words.works)
        return rank if rank < known else known + self._ranks.back(rank - known)

    def stream(self) -> Iterator[SampleTitle]:
        """All titles in order, numbered from 0, with their accession numbers."""
        return self.some(0, self.count, AccessionNumbers())

    def some(self, start: int, stop: int, numbers: AccessionNumbers | None = None) -> Iterator[SampleTitle]:
        """The titles from ``start`` to ``stop``; ``start`` is 0, or a multiple of BLOCK from INDEPENDENT_FROM on.

        Without ``numbers`` the accession numbers are left open, so that blocks can be made in any order.
        """
        copies = Copies(self._words.pools["fund"], self._today, numbers)
        seen: set[str] = set()
        for first in range(start, stop, BLOCK):
            rng = random.Random(f"{self._seed}:titles:{first}")
            for number in range(first, min(first + BLOCK, stop)):
                yield self._title(number, rng, seen, copies)

    def _title(self, number: int, rng: random.Random, seen: set[str], copies: Copies) -> SampleTitle:
        known = number < len(self._words.works)
        draft, collection = (
            self._known(self._words.works[number], rng) if known else self._new(number, rng, seen)
        )
        if number < INDEPENDENT_FROM:
            seen.add(f"{draft.title} {draft.subtitle}")
        rank = self.rank_of(number)
        books = copies.make(draft, collection, rank / self.count, rank < ALWAYS_IN, rng)
        return SampleTitle(number, rank, draft, books)

    def _known(self, work: Work, rng: random.Random) -> tuple[TitleDraft, str]:
        title, _, subtitle = work.title.partition(": ")
        base, volume, part = title.partition(". Volume ")
        people = tuple(
            Contributor(name.removesuffix(", ed."), "editor" if name.endswith(", ed.") else "author")
            for name in work.authors
        )
        draft = TitleDraft(
            title=base,
            subtitle=subtitle or None,
            part=f"Volume {part}" if volume else None,
            contributors=people,
            language=work.language,
            classification=work.number,
            subjects=work.subjects,
        )
        local = work.number.startswith(("899", "959")) or work.collection in ("FIL", "TR", "RE")
        return self._printed(draft, work.collection, local, rng), work.collection

    def _new(self, number: int, rng: random.Random, seen: set[str]) -> tuple[TitleDraft, str]:
        collection = self._collections[int(rng.random() * len(self._collections))]
        for _ in range(12):
            draft, local = self._drafted(collection, rng)
            if f"{draft.title} {draft.subtitle}" not in seen or number >= INDEPENDENT_FROM:
                break
        return self._printed(draft, collection, local, rng), collection

    def _drafted(self, collection: str, rng: random.Random) -> tuple[TitleDraft, bool]:
        chance = rng.random()
        if collection == "EB":
            kind = "easy-filipino" if chance < 0.3 else "easy"
            return self._story(kind, "fil" if chance < 0.3 else "eng", collection, rng)
        if collection == "FIC":
            if chance > 0.96:
                return self._foreign(rng), False
            return (
                self._story("filipino", "fil", collection, rng)
                if chance < 0.08
                else self._story("fiction", "eng", collection, rng)
            )
        if collection == "FIL" and chance < 0.5:
            return self._story("filipino", "fil", collection, rng)
        kinds = {"FIL": "filipiniana", "GC": "general", "TR": "textbook", "RE": "research"}
        return self._study(kinds.get(collection, "reference"), collection, rng)

    def _story(
        self, kind: str, language: str, collection: str, rng: random.Random
    ) -> tuple[TitleDraft, bool]:
        local = language == "fil" or rng.random() < 0.45
        filled = self._shapes[kind].fill(rng, self._topical["GC"][0])
        subjects = self._story_subjects(filled, language, rng)
        number = {"fil": "899.211"}.get(language) or (
            "899.21" if local else rng.choice(("813.54", "823.92", "823.914"))
        )
        people = self._authors.team(rng, local, most=2)
        if collection == "EB" and people and rng.random() < 0.5:
            people = (*people, Contributor(self._authors.draw(rng, local), "illustrator"))
        draft = TitleDraft(
            title=filled.title,
            subtitle=filled.subtitle,
            contributors=people,
            language=language,
            classification=number,
            subjects=subjects,
            series=self._words.pools["series"].draw(rng) if rng.random() < 0.07 else None,
            audience="Children" if collection == "EB" else None,
        )
        return draft, local

    def _story_subjects(self, filled: Filled, language: str, rng: random.Random) -> tuple[str, ...]:
        if language == "fil":
            return (_FILIPINO_SUBJECTS[int(len(_FILIPINO_SUBJECTS) * rng.random())],)
        general = self._words.pools["fiction-subject"].draw(rng)
        if not general.lower().endswith(("stories", "fiction", "tales", "fantasy")):
            general += " -- Fiction"
        noun = filled.drawn[-1].lower() if filled.drawn else ""
        if noun in self._beings and rng.random() < 0.5:
            return general, f"{plural(noun).capitalize()} -- Fiction"
        return (general,)

    def _study(self, kind: str, collection: str, rng: random.Random) -> tuple[TitleDraft, bool]:
        fields = (
            self._topical["REF" if collection == "R" else collection]
            if collection != "RE"
            else self._topical["TR"]
        )
        field = fields[int(len(fields) * rng.random())]
        filled = self._shapes[kind].fill(rng, field)
        if not filled.topical:
            field = self._words.fields[_PLACELESS[kind] if kind != "research" else _research_field(filled)]
        local = collection in ("FIL", "TR", "RE") or rng.random() < 0.25
        count = 1 + (rng.random() < 0.3) if field.subjects else 0
        volume = self._volume(rng) if collection == "REF" and rng.random() < 0.12 else None
        draft = TitleDraft(
            title=filled.title,
            subtitle=filled.subtitle,
            part=volume,
            contributors=self._authors.team(rng, local),
            language="eng",
            classification=class_number(rng, field.number),
            subjects=_headings(filled, field, count),
            notes=self._words.pools["note"].draw(rng) if rng.random() < 0.3 else None,
        )
        return draft, local

    @staticmethod
    def _volume(rng: random.Random) -> str:
        number = 1 + int(12 * rng.random() ** 2)
        return f"Volume {number}"

    def _foreign(self, rng: random.Random) -> TitleDraft:
        language = ("spa", "spa", "fre", "jpn", "ara")[int(5 * rng.random())]
        _, pool, number = _FOREIGN[language]
        extra = "" if rng.random() < 0.5 else f" {1 + int(8 * rng.random() ** 2)}"
        writers = [w.authors[0] for w in self._words.works if w.language == language]
        return TitleDraft(
            title=self._words.pools[pool].draw(rng) + extra,
            contributors=(Contributor(writers[int(len(writers) * rng.random())]),),
            language=language,
            classification=number,
            subjects=("Short stories",) if rng.random() < 0.5 else ("Language and languages -- Readers",),
        )

    def _printed(self, draft: TitleDraft, collection: str, local: bool, rng: random.Random) -> TitleDraft:
        """Add what stands in the imprint: publisher, place, year, edition, ISBN, pages."""
        group = _FOREIGN.get(draft.language or "", (None,))[0] or ("ph" if local else "en")
        year = self._year(rng, 8 if collection == "RE" else 28)
        maker = self._publisher(group, collection, rng)
        chance = rng.random()
        names = [direct(one.name) for one in draft.contributors]
        return replace(
            draft,
            place="Sta. Mesa, Manila" if collection == "RE" else maker.place if chance < 0.9 else None,
            publisher=None if collection == "RE" else maker.name,
            year=None if chance > 0.985 else year,
            edition=self._words.pools["edition"].draw(rng) if chance < 0.11 and collection != "RE" else None,
            responsibility=", ".join(names) if names and chance < 0.4 else None,
            physical_description=extent(rng, collection),
            identifiers=() if collection == "RE" else identifiers(rng, group, year),
        )

    def _year(self, rng: random.Random, spread: int) -> int:
        age = int(rng.expovariate(1 / (spread / 2)))
        return max(1938, self._today.year - age)

    def _publisher(self, group: str, collection: str, rng: random.Random) -> Publisher:
        makers = self._words.publishers[group]
        if group == "en" and rng.random() < 0.1 and len(self._words.foreign_families) > 400:
            family = self._words.foreign_families.draw(rng)
            return Publisher("en", f"{family} & {'Sons' if rng.random() < 0.5 else 'Company'}", "London")
        return makers[int(len(makers) * rng.random() ** 1.6)]


_FILIPINO_SUBJECTS = ("Nobelang Filipino", "Maikling kuwento", "Tulang Filipino", "Kuwentong pambata")
#: The field of a book whose title names no topic.
_PLACELESS = {
    "filipiniana": "Philippine history",
    "general": "Biography",
    "reference": "General science",
    "textbook": "Teaching",
}


def _research_field(filled: Filled) -> str:
    making = ("alternative", "making", "low-cost", " as ")
    studied = "predictor" not in filled.title and any(word in filled.title for word in making)
    return "General science" if studied else "Teaching"


def _headings(filled: Filled, field: Field, count: int) -> tuple[str, ...]:
    if filled.topical or field.name != "Biography" or " " not in filled.drawn[-1]:
        return field.subjects[:count]
    given, _, family = filled.drawn[-1].partition(" ")
    return (f"{family}, {given} -- Biography",)
