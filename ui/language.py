"""The person's language: which one it is, and its catalogue.

The catalogue is a ``.ts`` file, read as it stands: nothing to compile, and the same file in the sources, in an
installed package and in the packaged program. English needs none, its texts stand in the source. A text has one
translation wherever it stands (the context Qt hands over is not asked), unless a second argument of ``tr`` tells two
meanings apart. ``packaging/translations.py`` keeps the file in step with the sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

from app.paths import resource
from ui import words
from ui.sentences import LIBRARY, Sentences

ENGLISH, FILIPINO = "en", "fil"
_CODES = {"en": ENGLISH, "fil": FILIPINO, "tl": FILIPINO}

Key = tuple[str, str]

_MESSAGE = re.compile(
    r"<source>([^<]*)</source>\s*"
    r"(?:<comment>([^<]*)</comment>\s*)?"
    r"(?:<\w+comment>[^<]*</\w+comment>\s*)*"
    r"<translation>((?:\s*<numerusform>[^<]*</numerusform>)+|[^<]*)\s*</translation>"
)
_FORM = re.compile(r"<numerusform>([^<]*)</numerusform>")


class Catalogue(QTranslator):
    """The translations of one language, which Qt asks for every text."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        finished = [(context, key, forms) for context, key, forms in read(path) if all(forms)]
        self._forms = {key: forms for _, key, forms in finished}
        sentences = {
            key[0]: forms
            for context, key, forms in finished
            if context == LIBRARY or key[0].startswith("{n} ")
        }
        self._sentences = Sentences(sentences, self.word, words.day, form_of)

    def word(self, text: str) -> str | None:
        """A word or phrase in this language as it stands within a sentence; None when it is not known."""
        if forms := self._forms.get((text, "")):
            return forms[-1]
        forms = self._forms.get((text.capitalize(), "")) if text.islower() else None
        return forms[-1].lower() if forms else None

    def isEmpty(self) -> bool:
        return not self._forms

    def translate(self, context: str, source: str, meaning: str | None = None, n: int = -1) -> str | None:
        """The text in this language; None where it is not known, and Qt says the source text."""
        forms = self._forms.get((source, meaning or "")) or self._forms.get((source, ""))
        if forms:
            return form_of(forms, n)
        return self._sentences.say(source) if context == LIBRARY else None


def form_of(forms: tuple[str, ...], n: int) -> str:
    """The form of a text that counts ``n`` things.

    Filipino has three, in Qt's order: one or none; those whose last figure is said with a consonant at its end ("4 na
    aklat": apat, anim, siyam); the others ("5 aklat"). Source: the plural rules of CLDR and of Qt Linguist.
    """
    if len(forms) == 1 or n < 0:
        return forms[-1]
    return forms[0] if n <= 1 else forms[1] if n % 10 in (4, 6, 9) else forms[-1]


def read(path: Path) -> Iterator[tuple[str, Key, tuple[str, ...]]]:
    """The context, source and meaning, and the forms of each finished message of a ``.ts`` file.

    By pattern, for that takes a tenth of the time of a parser that calls back for each element, and the start waits
    for it; the file has no element within a text.
    """
    for part in path.read_text(encoding="utf-8").split("<context>")[1:]:
        context = part[part.index("<name>") + 6 : part.index("</name>")]
        for source, meaning, text in _MESSAGE.findall(part):
            forms = tuple(_FORM.findall(text)) or (text,)
            yield context, (_plain(source), _plain(meaning)), tuple(map(_plain, forms))


def _plain(text: str) -> str:
    if "&" not in text:
        return text
    return (
        text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&apos;", "'")
        .replace("&amp;", "&")
    )


def language_of(choice: str) -> str:
    """The language of a choice; "system" takes the first of the person's languages that CLMS speaks."""
    wanted = QLocale.system().uiLanguages() if choice == "system" else [choice]
    spoken = (_CODES.get(tag.partition("-")[0]) for tag in wanted)
    return next((code for code in spoken if code), ENGLISH)


def install_language(qt: QCoreApplication, choice: str = "system") -> Catalogue | None:
    """Let the program speak a language: texts, and with them names of days and months. None when it is English."""
    language = language_of(choice)
    if QLocale().language() not in (QLocale(language).language(), QLocale.Language.C) or language != ENGLISH:
        QLocale.setDefault(QLocale(QLocale(language).language(), QLocale.system().territory()))
    if language == ENGLISH:
        return None
    catalogue = Catalogue(resource("translations", f"clms_{language}.ts"), qt)
    qt.installTranslator(catalogue)
    return catalogue


def switch_language(qt: QCoreApplication, choice: str) -> None:
    """Let the program speak another language from now on; windows made before keep their words."""
    for catalogue in qt.findChildren(Catalogue):
        qt.removeTranslator(catalogue)
        catalogue.deleteLater()
    install_language(qt, choice)
