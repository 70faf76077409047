"""Folding, search words and sort keys: Python decides, the database only compares bytes.

Three database engines collate three ways, so nothing here relies on theirs: the same words find the same
titles in the same order everywhere, because keys and words are made here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

#: Longest sort or match key, in bytes (indexed text stays within every engine's limit).
KEY_BYTES = 255
#: Longest search word, in characters; longer runs are cut.
TOKEN_CHARS = 60

_MAPPED = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i", "ŋ": "n",
    "ŧ": "t", "ĸ": "k", "ß": "ss", "ƶ": "z", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ə": "e", "ſ": "s",
    "ⱥ": "a", "ƀ": "b", "ȼ": "c", "ɇ": "e", "ǥ": "g", "ɨ": "i", "ɉ": "j", "ɍ": "r", "ʉ": "u", "ɏ": "y",
}  # fmt: skip
_SPECIAL = str.maketrans(_MAPPED)
# Apostrophes join ("children's" is one word); every other mark parts words.
_APOSTROPHES = "'’‘ʼ`´ʻʹ＇"
_NO_APOSTROPHES = dict.fromkeys(map(ord, _APOSTROPHES))
_JOINERS = "\u200c\u200d"
_GROUPED = re.compile(r",(?<=\d,)(?=\d{3}(?!\d))")  # begins with what is searched for: that is found faster
_ASCII_FOLD = bytes(ord(chr(i).lower()) if chr(i).isalnum() and i < 128 else 0x20 for i in range(256))
_ASCII_APOSTROPHES = b"'`"
_DIGITS = re.compile(r"[0-9]+")
_ISBN_LIKE = re.compile(r"(?<![0-9A-Za-z])[0-9](?:[-\u2010-\u2015\u2212 ]{0,2}[0-9]){8,11}"
                        r"[-\u2010-\u2015\u2212 ]{0,2}[0-9Xx](?![0-9A-Za-z])")  # fmt: skip
_HYPHENS = re.compile(r"[-\u2010-\u2015\u2212]")
_HYPHENS_OR_APOSTROPHES = re.compile(r"[-\u2010-\u2015\u2212'’]")
# Scripts written without spaces: parted into their characters, other runs between them stay whole.
_SPACELESS = re.compile("([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0010ffff])")
_SPACES = re.compile(r"\s+")

_ARTICLES: dict[str, tuple[str, ...]] = {
    "en": ("the", "a", "an"),
    "fil": ("ang mga", "ang", "mga", "si", "sina", "isang"),
    "es": ("el", "la", "los", "las", "un", "una", "unos", "unas", "lo"),
    "fr": ("le", "la", "les", "un", "une", "des"),
    "de": ("der", "die", "das", "ein", "eine"),
}
_LANGUAGES = {
    "eng": "en", "english": "en", "tl": "fil", "tgl": "fil", "filipino": "fil", "tagalog": "fil", "spa": "es",
    "spanish": "es", "fre": "fr", "fra": "fr", "french": "fr", "ger": "de", "deu": "de", "german": "de",
}  # fmt: skip
# Without a stated language only articles are dropped that are hardly ever a title's first real word in
# another language of the shelf: English and Filipino ("Die hard" and "Los Angeles" keep theirs).
_DEFAULT_ARTICLES = _ARTICLES["en"] + ("ang mga", "ang", "mga", "si", "sina")
_ELISION = re.compile(r"^(?:l|d|qu)['’ʼ](?=\w)", re.IGNORECASE)


def clean(text: str | None) -> str:
    """Return ``text`` as it may be stored and shown: NFC, no control or invisible characters, single spaces.

    The joiners that some scripts need inside words stay there. Lone surrogates are dropped, so that the
    result can always be encoded.
    """
    if not text:
        return ""
    if text.isprintable():  # then no character of it is one that goes or becomes a space
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        tidy = "  " not in text and text[0] != " " and text[-1] != " "
        return text if tidy else " ".join(text.split())
    kept = [_visible(text, i, char) for i, char in enumerate(text)]
    return _SPACES.sub(" ", unicodedata.normalize("NFC", "".join(kept))).strip()


def _visible(text: str, i: int, char: str) -> str:
    kind = unicodedata.category(char)
    if char.isspace() or kind in ("Zs", "Zl", "Zp"):
        return " "
    if kind in ("Cc", "Cs"):
        return ""
    if kind == "Cf":
        inside = 0 < i < len(text) - 1 and text[i - 1].isalpha() and text[i + 1].isalpha()
        return char if char in _JOINERS and inside and ord(text[i - 1]) > 0x5FF else ""
    return "" if kind == "Cn" and (ord(char) & 0xFFFE) == 0xFFFE else char


@lru_cache(maxsize=1_024)  # each text of a record makes two or three keys and words
def fold(text: str | None) -> str:
    """Return the letters and digits of ``text``, lower-case and without diacritics, words parted by one space.

    Idempotent. ``"Ñandú & l’Été"`` gives ``"nandu lete"``, ``"20,000 leagues"`` gives ``"20000 leagues"``.
    Marks that carry meaning in Indic, Thai, Japanese or Korean script stay.
    """
    if not text:
        return ""
    if "," in text:
        text = _GROUPED.sub("", text)
    if text.isascii():
        return _fold_ascii(text)
    # Nothing is folded across a space, and words come again and again.
    words = [word if word.isascii() else _fold_word(word) for word in text.split(" ")]
    folded = " ".join(words)
    if folded.isascii():
        return _fold_ascii(folded)
    return " ".join(filter(None, (_fold_ascii(word) if word.isascii() else word for word in words)))


def _fold_ascii(text: str) -> str:
    return " ".join(text.encode().translate(_ASCII_FOLD, _ASCII_APOSTROPHES).decode().split())


@lru_cache(maxsize=16_384)
def _fold_word(text: str) -> str:
    folded = _fold_once(text)
    for _ in range(4):
        if folded.isascii():  # lower-case letters, digits and spaces already
            break
        again = _fold_once(folded)
        if again == folded:
            break
        folded = again
    return folded


def _fold_once(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.translate(_NO_APOSTROPHES)).casefold().translate(_SPECIAL)
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", text).translate(_FOLDED))
    if "," in text:
        text = _GROUPED.sub("", text)
    return " ".join(text.split())


class _Folded(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _folded_char(chr(code))
        return found


_FOLDED = _Folded()


def _folded_char(char: str) -> str:
    kind = unicodedata.category(char)
    if kind[0] in "LN":
        return _decimal(char)
    if kind[0] == "M":
        # Combining classes from 10 up are accents laid over letters; below are vowel signs, viramas and kana voicing.
        return char if unicodedata.combining(char) < 10 and kind != "Me" else ""
    if kind in ("Cf", "Cs") or char in _APOSTROPHES:
        return ""
    return " "


def _decimal(char: str) -> str:
    """Digits of every script compare as 0-9."""
    if char.isdecimal() and not char.isascii():
        return str(unicodedata.decimal(char))
    return char


def tokens(text: str | None) -> tuple[str, ...]:
    """Return the search words of ``text`` in order, repeats kept: what a query asks for.

    Numbers written with hyphens that are as long as an ISBN come back as one word, ``"978-971-8845-10-3"`` as
    ``"9789718845103"``. Scripts written without spaces give one word a character.
    """
    if not text:
        return ()
    if not _DIGITS.search(text):
        return tuple(_words(text))
    found: list[str] = []
    position = 0
    for match in _ISBN_LIKE.finditer(text):
        digits = "".join(c for c in match.group().lower() if c.isalnum())
        if len(digits) not in (10, 13) or not digits.isascii():
            continue
        found.extend(_words(text[position : match.start()]))
        found.append(digits)
        position = match.end()
    found.extend(_words(text[position:]))
    return tuple(found)


def index_tokens(text: str | None) -> tuple[str, ...]:
    """Return the words under which ``text`` is to be found: those of :func:`tokens`, then more spellings, once each.

    Adds hyphenated words written as one (``spider-man`` → ``spiderman``) and what follows an elided article
    (``l'été`` → ``ete``).
    """
    words = dict.fromkeys(tokens(text))
    if not text or not _HYPHENS_OR_APOSTROPHES.search(text):
        return tuple(words)
    for part in text.split():
        if _HYPHENS.search(part):
            joined = _HYPHENS.sub("", part)
            words.update(dict.fromkeys(_words(joined)))
        for mark in "'’":
            if mark in part:
                head, _, tail = part.partition(mark)
                if len(head) <= 2 and len(tail) > 2:
                    words.update(dict.fromkeys(_words(tail)))
    return tuple(words)


def index_words(text: str) -> Iterable[bytes]:
    """Return the words of :func:`index_tokens` in UTF-8; one may come more than once."""
    if text.isascii() and "-" not in text and "'" not in text and not _has_written_numbers(text):
        words = text.encode().translate(_ASCII_FOLD, _ASCII_APOSTROPHES).split()
        # No word is longer than all of them together.
        return words if len(text) <= TOKEN_CHARS else [word[:TOKEN_CHARS] for word in words]
    return [word.encode() for word in index_tokens(text)]


def _has_written_numbers(text: str) -> bool:
    """Whether a number of it may be written in groups, which are one word."""
    return _DIGITS.search(text) is not None and ("," in text or _ISBN_LIKE.search(text) is not None)


def _words(text: str) -> list[str]:
    folded = fold(text)
    if folded.isascii() or not _SPACELESS.search(folded):
        return [word[:TOKEN_CHARS] for word in folded.split()]
    return [piece[:TOKEN_CHARS] for word in folded.split() for piece in _SPACELESS.split(word) if piece]


def sort_key(text: str | None, language: str | None = None) -> bytes:
    """Return the bytes a title files under: without its first article, numbers by value, at most 255 bytes.

    ``language`` is a code or name (``"en"``, ``"fil"``, ``"spa"`` …); without it English and Filipino articles
    are dropped. Comparing keys byte by byte puts volume 2 before volume 10. A text that has no letter or digit
    files under itself; an empty one under ``b""``.
    """
    if not text:
        return b""
    articles, elides = _articles(language)
    if elides:
        text = _ELISION.sub("", text.strip())
    folded = fold(text)
    if not folded:
        return cut(clean(text).casefold())
    for article in articles:
        if folded.startswith(article + " "):
            folded = folded[len(article) + 1 :]
            break
    return cut(number_keys(folded))


def _articles(language: str | None) -> tuple[tuple[str, ...], bool]:
    if not language:
        return _DEFAULT_ARTICLES, False
    code = language.strip().lower()
    code = _LANGUAGES.get(code, code.split("-")[0])
    return _ARTICLES.get(code, () if code else _DEFAULT_ARTICLES), code in ("fr", "it", "ca")


def nonfiling(text: str, language: str | None = None) -> int:
    """Return how many characters of a title stand before the word it files under (MARC 21, 245, second indicator)."""
    articles, elides = _articles(language)
    if elides and (elided := _ELISION.match(text)):
        return elided.end()
    lower = text.lower()
    return next((len(article) + 1 for article in articles if lower.startswith(article + " ")), 0)


def number_keys(folded: str) -> str:
    """Rewrite each run of 0-9 so that comparing text compares values: its length first, then its digits."""
    return _DIGITS.sub(_number_key, folded)


def _number_key(match: re.Match[str]) -> str:
    digits = match.group().lstrip("0") or "0"
    if len(digits) < 9:
        return f"{len(digits)}{digits}"
    return f"9{min(len(digits), 999):03d}{digits}"


def title_key(text: str | None) -> bytes:
    """Return the folded whole title with its article, at most 255 bytes: for "starts with" searches."""
    return cut(fold(text))


def name_sort(name: str | None) -> bytes:
    """Return the bytes a name in the form ``"Family, Given"`` files under.

    The comma sorts before everything, so that ``"Cruz, Zoe"`` stands before ``"Cruz Reyes, Ana"``.
    """
    family, comma, given = (name or "").partition(",")
    parts = [number_keys(fold(family))]
    if comma and (rest := fold(given)):
        parts.append(number_keys(rest))
    return cut("\x01 ".join(parts))


def cut(text: str, limit: int = KEY_BYTES) -> bytes:
    """Return ``text`` as UTF-8 of at most ``limit`` bytes, never ending inside a character."""
    data = text.encode("utf-8", "ignore")
    if len(data) <= limit:
        return data
    return data[:limit].decode("utf-8", "ignore").encode("utf-8")
