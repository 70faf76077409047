"""The words of the sample library, read from ``resources/sample`` and grown to the size of the collection.

The files hold what a person wrote; from a few thousand titles on, a tail of compounds, place and family names and
learned words is put together from parts, so that a million titles use tens of thousands of distinct words.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app import paths
from app.services.sample.pools import Pool

_SMALL = frozenset(
    "a an and as at but by en for from in is its na ng ni of on or sa the to with ang at mga si kay ay".split()
)
_ENGLISH_ENDS = tuple(
    "ford ham ton bury field haven wick mouth port bridge dale well worth stead ster combe".split()
)
_IRREGULAR = {
    "child": "children",
    "deer": "deer",
    "mouse": "mice",
    "mouse deer": "mouse deer",
    "goose": "geese",
    "wolf": "wolves",
    "shelf": "shelves",
    "fish": "fish",
    "sheep": "sheep",
    "starfish": "starfish",
    "jellyfish": "jellyfish",
    "ox": "oxen",
    "octopus": "octopuses",
    "fisherman": "fishermen",
    "boatman": "boatmen",
    "ferryman": "ferrymen",
    "postman": "postmen",
    "night watchman": "night watchmen",
    "knife": "knives",
    "life": "lives",
    "leaf": "leaves",
    "thief": "thieves",
    "glass": "glasses",
    "volcano": "volcanoes",
    "mango": "mangoes",
    "echo": "echoes",
    "shrimp": "shrimp",
    "maya bird": "maya birds",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of knowledge with its class number, subject headings and topics."""

    name: str
    number: str
    subjects: tuple[str, ...]
    topics: Pool
    bare_topics: Pool


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher and its place; ``group`` says which ISBN numbers it has and which books it makes."""

    group: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Work:
    """A hand-written invented title, most borrowed first."""

    title: str
    authors: tuple[str, ...]
    collection: str
    language: str
    number: str
    subjects: tuple[str, ...]


def title_case(text: str) -> str:
    """Capitals as on a cover: every word but the small ones."""
    words = text.split(" ")
    return " ".join(word if word in _SMALL else _capital(word) for word in words)


def _capital(word: str) -> str:
    if "-" in word and not word[0].isupper():
        return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
    return word[:1].upper() + word[1:]


def plural(noun: str) -> str:
    """The plural of an English noun phrase."""
    head, _, last = noun.rpartition(" ")
    found = _IRREGULAR.get(noun) or _IRREGULAR.get(last)
    if found is None:
        if last.endswith(("s", "x", "z", "ch", "sh")):
            found = last + "es"
        elif last.endswith("y") and last[-2:-1] not in "aeiou":
            found = last[:-1] + "ies"
        elif last.endswith("man") and last not in ("human", "talisman"):
            found = last[:-3] + "men"
        else:
            found = last + "s"
    return found if noun in _IRREGULAR or not head else f"{head} {found}"


def with_article(phrase: str) -> str:
    """``phrase`` behind "a" or "an"."""
    vowel = phrase[0].lower() in "aeiou" and not phrase.lower().startswith(("uni", "use", "eu", "one"))
    return f"{'an' if vowel or phrase.lower().startswith(('hour', 'honest', 'heir')) else 'a'} {phrase}"


class Vocabulary:
    """All word pools for a collection of ``titles`` titles."""

    def __init__(self, titles: int, folder: Path | None = None) -> None:
        folder = folder or paths.resource("sample")
        lists = {**_sections(folder / "words.txt"), **_sections(folder / "kinds.txt")}
        names = _sections(folder / "names.txt")
        tail = min(60_000, max(0, titles - 3_000) // 8)
        self.pools = {name: Pool(words) for name, words in lists.items()}
        self.names = {name: Pool(words) for name, words in names.items()}
        self.shapes = _shapes(folder / "shapes.txt")
        self.fields = {field.name: field for field in _fields(folder / "fields.txt")}
        self.publishers = _publishers(folder / "publishers.txt")
        self.works = tuple(_works(folder / "works.txt"))
        self._grow(lists, names, tail)

    def _grow(self, lists: dict[str, list[str]], names: dict[str, list[str]], tail: int) -> None:
        compounds = _products(lists["compound-first"], lists["compound-second"], tail * 3 // 10)
        science = _products(lists["science-first"], lists["science-second"], tail * 12 // 100)
        built = _places(lists, tail * 3 // 10)
        family = [
            word.capitalize() for word in _products(names["family-first"], names["family-last"], tail // 5)
        ]
        tagalog = list(_tagalog_forms(lists["tagalog-root"]))[: tail // 12]
        self._extend("noun", lists["noun"], compounds[::2])
        self._extend("compound", lists["compound"], compounds[1::2])
        self._extend("science", lists["science"], science)
        self._extend("placename", lists["place"], built)
        self._extend("place", lists["place"], built[: len(built) // 4])
        local = lists["place"][: lists["place"].index("Escolta") + 1]
        self._extend("bayan", local, [town for town in built if not town.endswith(_ENGLISH_ENDS)])
        self._extend("tagword", lists["tagword"], tagalog)
        self.pools["pangalan"] = Pool([*names["given-female"][:50], *names["given-male"][:50]], 30)
        surnames = [
            word for pair in zip(names["family"], names["author-family"], strict=False) for word in pair
        ]
        self.pools["surname"] = Pool(list(dict.fromkeys(surnames + names["author-family"] + family)), 40)
        self.pools["given"] = Pool(
            [*names["given-female"][:60], *names["given-male"][:60], *names["author-given"]], 30
        )
        self.foreign_families = Pool(names["author-family"] + family[:20_000])

    def _extend(self, name: str, head: list[str], tail: list[str]) -> None:
        words = list(dict.fromkeys([*head, *tail]))
        self.pools[name] = Pool(words, max(2.0, len(head) / 12))

    def distinct_words(self) -> int:
        """How many different words the pools hold."""
        return len(
            {word.lower() for pool in self.pools.values() for phrase in pool.words for word in phrase.split()}
        )


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


@lru_cache(maxsize=8)
def _cached_sections(path: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in _lines(path):
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        else:
            current.extend(word.strip() for word in line.split(",") if word.strip())
    return {name: tuple(dict.fromkeys(words)) for name, words in found.items()}


def _sections(path: Path) -> dict[str, list[str]]:
    return {name: list(words) for name, words in _cached_sections(path).items()}


def _shapes(path: Path) -> dict[str, list[tuple[float, str, str]]]:
    found: dict[str, list[tuple[float, str, str]]] = {}
    for line in _lines(path):
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
            continue
        weight, shape, *rest = (part.strip() for part in line.split("|"))
        current.append((float(weight), shape, rest[0] if rest else ""))
    return found


def _fields(path: Path) -> Iterator[Field]:
    for line in _lines(path):
        name, number, subjects, topics = (part.strip() for part in line.split("|"))
        phrases = _split(topics)
        bare = [phrase for phrase in phrases if not phrase.startswith("the ")] or list(phrases)
        yield Field(name, number, _split(subjects), Pool(phrases, 4), Pool(bare, 4))


def _publishers(path: Path) -> dict[str, list[Publisher]]:
    found: dict[str, list[Publisher]] = {}
    for line in _lines(path):
        group, name, place = (part.strip() for part in line.split("|"))
        found.setdefault(group, []).append(Publisher(group, name, place))
    return found


def _works(path: Path) -> Iterator[Work]:
    for line in _lines(path):
        title, authors, collection, language, number, subjects = (part.strip() for part in line.split("|"))
        yield Work(title, _split(authors), collection, language, number, _split(subjects))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _products(first: list[str], second: list[str], count: int) -> list[str]:
    """``count`` words of two parts, the same ones every time, no part doubled at the seam."""
    size = len(first) * len(second)
    chosen = random.Random("products").sample(range(size), min(count, size))
    found = []
    for number in chosen:
        head, end = first[number // len(second)], second[number % len(second)]
        if head != end:
            found.append(head[:-1] + end if head[-1] == end[0] and head[-1] in "aeiou" else head + end)
    return list(dict.fromkeys(found))


def _places(lists: dict[str, list[str]], count: int) -> list[str]:
    """Invented towns: English ones, Filipino ones, and those named for saints."""
    english = [
        word.capitalize() for word in _products(lists["place-first"], lists["place-second"], count // 5)
    ]
    stems = _products(lists["syllable-first"], lists["syllable-second"], 1_500)
    filipino = _products(stems, lists["syllable-last"], count * 4 // 5)
    saints = [f"{'Santa' if name.endswith('a') else 'San'} {name}" for name in lists["saint"]]
    towns: list[str] = saints if count else []
    for index in range(max(len(english), len(filipino))):
        towns.extend(filipino[index : index + 1])
        towns.extend(english[index : index + 1])
    return towns[:count]


def _tagalog_forms(roots: list[str]) -> Iterator[str]:
    for root in roots:
        ending = "han" if root[-1] in "aeiou" else "an"
        link = "-" if root[0] in "aeiou" else ""
        yield f"pag{link}{root}"
        yield f"ka{root}{ending}"
        yield f"taga{root if not link else '-' + root}"
        yield f"mag{link}{root}"
        yield f"maka{root}"
        yield f"pinag{link}{root}{ending}"
