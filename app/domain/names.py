"""People and bodies as catalogues write them: "Last, First", several in one field, roles in words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.bibliography import blank_or_text
from app.domain.text import clean, fold

#: Longest heading kept, in characters.
NAME_CHARS = 500
_UNKNOWN = frozenset(
    ["author not found", "author not identified", "author unknown", "unknown", "anonymous", "anon", "various",
     "various authors", "no author", "not identified"]
)  # fmt: skip
_ROLES = (
    ("editor", r"edited by|editors?(?: in chief)?|eds?\.|inedit nina|inedit ni|editor in chief"),
    ("illustrator", r"illustrat(?:ed by|ors?|ions? by)|guhit ni(?:na)?|ill(?:us)?\. by"),
    ("translator", r"translat(?:ed by|ors?)|salin ni(?:na)?|isinalin ni(?:na)?|trans\."),
    ("compiler", r"compiled by|compilers?|comp\.|tinipon ni(?:na)?"),
)
_LEADING = re.compile(
    r"(?i)^(?:edition )?(?:(?:collected|written|selected|researched|arranged|retold|prepared)(?: and|,) )?(?:"
    + "|".join(f"(?P<{role}>{words})" for role, words in _ROLES)
    + r"|(?:written|researched|arranged|selected|retold|prepared) by|by|authors?:|author)\s*:?\s+"
)
_TRAILING = re.compile(
    r"(?i)[\s,]*[(\[]?(?<![A-Za-z])(?:(?:research|general|volume|associate)\s+)?(?:"
    + "|".join(f"(?P<{role}>{words})" for role, words in _ROLES)
    + r"|authors?)\.?[)\]]?[\s.,]*$"
)
_SUFFIX = re.compile(
    r"(?i)^(?:jr|sr|ii|iii|iv|ph\.? ?d|m\.? ?d|ed\.? ?d|m\.? ?a|m\.?a\.?ed|m\.?a\.?f|m\.?s|s\.? ?j|s\.? ?v\.? ?d|f\.?m\.?m|"
    r"d\.?d|o\.?p|o\.?s\.?b|esq|rn|r\.?n|cpa|lpt|d\.?p\.?a|m\.?b\.?a|sbd|friedr|et al)\.?$"
)
_CORPORATE = re.compile(
    r"(?i)\b(?:society|societies|press|departments?|dept|publish\w*|incorporated|inc|ltd|co|corp\w*|company|bible|foundation|"
    r"cent(?:er|re)|conference|house|books?|association|committee|university|college|school|institute|bureau|office|"
    r"ministry|national|international|records|group|team|staff|editors|board|commission|council|library|museum|"
    r"learning|education\w*|encyclop\w*|kitchen|geographic|philippines|world|media|studios?|year)\b"
)
_LETTERS = re.compile(r"^(?:[A-Z]{2,5}(?:-[A-Z]{2})?\.?|(?:[A-Za-z]{1,2}\.)+[A-Za-z]{0,2}|[A-Z]|MAEd-IT)$")
_OTHERS = re.compile(r"(?i)^(?:\w+ )?others\.?$")
_PARTICLES = frozenset(
    ["de", "del", "dela", "delos", "de la", "de los", "de las", "van", "von", "der", "den", "da", "di", "san", "sta",
     "santa", "santo", "sto", "la", "le", "du", "dos", "mac", "ter", "bin", "ibn", "al", "y"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """One contributor read from a field: ``heading`` is "Family, Given" (or the name as it is), ``role`` a word."""

    heading: str
    role: str = "author"
    corporate: bool = False


def parse_contributors(raw: str | None) -> tuple[Named, ...]:
    """Read everybody named in an author field, in order; never raises.

    Understands "Last, First" and several of them, "First Last", ``&``, ``and``, ``;``, editors and translators in
    words, titles after names (Ph.D., Jr.) and names of bodies. A field that says the author is unknown gives none.
    """
    text = blank_or_text(raw).strip(" ,;/")
    if not text or fold(text) in _UNKNOWN:
        return ()
    leading = _LEADING.match(text)
    role = _role(leading) if leading else "author"
    text = text[leading.end() :] if leading else text
    people: list[Named] = []
    for piece in re.split(r"\s*;\s*|\s+/\s+", text):
        people.extend(_people(piece.strip(" ,"), role))
    if not people:
        return (Named(clean(raw)[:NAME_CHARS]),)
    unique = {fold(person.heading): person for person in reversed(people)}
    return tuple(reversed(unique.values()))


def _role(match: re.Match[str]) -> str:
    return match.lastgroup or "author"


def _people(piece: str, role: str) -> list[Named]:
    trailing = _TRAILING.search(piece)
    if trailing and trailing.start() > 0:
        if role == "author":
            role = _role(trailing)
        piece = piece[: trailing.start()].strip(" ,")
    if not piece:
        return []
    if _is_body(piece):
        return [Named(piece[:NAME_CHARS], role, corporate=True)]
    groups = [
        group.strip(" ,") for group in re.split(r",?\s+(?:&|and)\s+|\s*&\s*", piece) if group.strip(" ,")
    ]
    groups = [group for group in groups if not _OTHERS.match(group)] or groups
    if len(groups) > 1 and all("," not in group and " " not in group for group in groups):
        return [Named(piece[:NAME_CHARS], role, corporate=True)]  # "Geddes & Grosset"
    people: list[Named] = []
    for group in groups:
        people.extend(_group(group, role, people))
    return people


def _is_body(piece: str) -> bool:
    return "," not in piece and _CORPORATE.search(piece) is not None


def _group(group: str, role: str, before: list[Named]) -> list[Named]:
    """People of one stretch between "and"s: pairs of family and given name."""
    parts = _with_suffixes([part.strip() for part in group.split(",") if part.strip()])
    if len(parts) == 1:
        alone = parts[0]
        if before and " " not in alone and "," in before[-1].heading:
            family = before[-1].heading.partition(",")[0]  # "Collier, James Lincoln & Christopher"
            return [_named(f"{family}, {alone}", role)]
        return [_named(alone, role)]
    people = [_named(f"{parts[i]}, {parts[i + 1]}", role) for i in range(0, len(parts) - 1, 2)]
    if len(parts) % 2:
        people.append(_named(parts[-1], role))
    return people


def _with_suffixes(parts: list[str]) -> list[str]:
    """Put Jr. and Ph.D. back behind the name they follow."""
    joined: list[str] = []
    for part in parts:
        letters_behind_a_name = len(joined) % 2 == 0 and _LETTERS.match(part)
        if joined and (_SUFFIX.match(part) or letters_behind_a_name):
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    return joined


def _named(name: str, role: str) -> Named:
    return Named(clean(name).strip(" ,")[:NAME_CHARS], role)


def inverted(name: str) -> str:
    """Return a person's name in heading form: "Lope K. Santos" gives "Santos, Lope K."; one with a comma stays.

    Particles go with the family name ("Arleigh Dela Cruz" gives "Dela Cruz, Arleigh"), Jr. and III with the given.
    """
    name = clean(name)
    words = name.split()
    if "," in name or len(words) < 2 or _is_body(name):
        return name
    tail: list[str] = []
    while len(words) > 2 and _SUFFIX.match(words[-1]):
        tail.insert(0, words.pop())
    if len(words) > 1 and re.fullmatch(r"(?:[A-Za-z]\.?){1,3}", words[-1]) and len(words[0]) > 2:
        return (
            f"{words[0]}, {' '.join([*words[1:], *tail])}"  # "Reyes Luisito T.": an initial ends given names
        )
    start = len(words) - 1
    while start > 1 and fold(words[start - 1]) in _PARTICLES:
        start -= 1
    family = " ".join(words[start:]).rstrip(".")
    return f"{family}, {' '.join([*words[:start], *tail])}"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A patron's name in parts."""

    family: str
    given: str
    middle: str = ""

    @property
    def display(self) -> str:
        """Family, Given Middle."""
        given = " ".join(part for part in (self.given, self.middle) if part)
        return f"{self.family}, {given}" if given else self.family


def parse_person(raw: str | None) -> PersonName | None:
    """Read a patron's whole name, "Family, Given M." or "Given Family"; None for a blank one."""
    name = inverted(blank_or_text(raw))
    if not name:
        return None
    family, _, given = name.partition(",")
    return PersonName(family.strip(), given.strip())
