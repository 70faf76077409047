#!/usr/bin/env python3
"""Brings the translations up to date with the texts of the program.

    python3 packaging/translations.py            add what is new as unfinished, drop what is gone; say what is missing
    python3 packaging/translations.py --check    only say it

The catalogue is Qt's own format (resources/translations/clms_fil.ts), so that Qt Linguist opens it; the window reads it
as it stands (ui/language.py), nothing is compiled. A source text has one translation wherever it stands, unless a second
argument of ``tr`` tells two meanings apart. Three contexts only say where a text comes from: "Window" what ``tr`` is
called with, "Library" the sentences of services (English there, recognised by their form at the window's edge; see
ui/sentences.py), "Qt" the words of Qt's own dialogs and menus. Standard library only.
"""

from __future__ import annotations

import ast
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from pathlib import Path

import texts
from texts import Text

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "resources" / "translations" / "clms_fil.ts"
FORMS = 3
"""Filipino numbers: one, those whose word ends in a consonant (4, 6, 9, as in "4 na aklat"), the others; Qt's order."""

QT = (
    "&Cancel &Close &Copy &No &OK &Open &Paste &Redo &Save &Undo &Yes Apply Cancel Close Cu&t Delete "
    "Discard Help OK Reset Retry Save"
).split()
"""What Qt says itself in the dialogs, line edits and menus CLMS shows."""

SPEAKING = ("ui/child.py", "ui/messages.py", "ui/runner.py")
"""Modules of the window whose errors are sentences as those of services are."""

Key = tuple[str, str]


def collect() -> dict[Key, Text]:
    """Every text of the program by source and meaning; one that services and the window share counts as the services'."""
    found: dict[Key, Text] = {}
    own = (Text("Qt", source) for source in (*QT, "Select All"))
    speaking = ((path, tree) for path, tree in _trees("ui") if path in SPEAKING)
    services = texts.of_services((*_trees("app"), *speaking))
    for text in (*services, *texts.of_window(_trees("ui")), *own):
        before = found.setdefault((text.source, text.meaning), text)
        if text.plural and not before.plural:
            found[text.source, text.meaning] = text
    return found


def _trees(top: str) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / top).rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def read() -> dict[Key, list[str]]:
    """The translations there are: the forms of each text, empty where it is unfinished."""
    if not CATALOGUE.exists():
        return {}
    found: dict[Key, list[str]] = {}
    for message in ET.parse(CATALOGUE).getroot().iter("message"):
        forms = [form.text or "" for form in message.iter("numerusform")]
        told = message.find("translation")
        forms = forms or [(told.text or "") if told is not None else ""]
        found[message.findtext("source") or "", message.findtext("comment") or ""] = forms
    return found


def write(wanted: Iterable[Text], known: dict[Key, list[str]]) -> None:
    """Write the catalogue, in an order in which two people's additions rarely meet."""
    root = ET.Element("TS", version="2.1", language="fil", sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for name in ("Window", "Library", "Qt"):
        contexts[name] = ET.SubElement(root, "context")
        ET.SubElement(contexts[name], "name").text = name
    for text in sorted(wanted, key=lambda each: (each.source.casefold(), each.source, each.meaning)):
        message = ET.SubElement(contexts[text.context], "message", {"numerus": "yes"} if text.plural else {})
        ET.SubElement(message, "source").text = text.source
        if text.meaning:
            ET.SubElement(message, "comment").text = text.meaning
        forms = known.get((text.source, text.meaning), [""])
        told = ET.SubElement(message, "translation", {} if all(forms) else {"type": "unfinished"})
        if not text.plural:
            told.text = forms[0]
            continue
        for form in (forms * FORMS)[:FORMS] if len(forms) == 1 else forms:
            ET.SubElement(told, "numerusform").text = form
    ET.indent(root, " ")
    body = ET.tostring(root, encoding="unicode")
    CATALOGUE.parent.mkdir(exist_ok=True)
    CATALOGUE.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def problems(wanted: dict[Key, Text], known: dict[Key, list[str]]) -> list[str]:
    """What is not translated, not used any more, or has other placeholders than its source."""
    told = [f"not in the catalogue: {source!r}" for source, meaning in wanted.keys() - known.keys()]
    told += [f"no text of the program any more: {key[0]!r}" for key in known.keys() - wanted.keys()]
    for key in wanted.keys() & known.keys():
        forms, source = known[key], key[0]
        if not all(forms):
            told.append(f"without Filipino: {source!r}")
        elif any(texts.placeholders(form) != texts.placeholders(source) for form in forms):
            told.append(f"other placeholders: {source!r} → {forms!r}")
        elif len(forms) != (FORMS if wanted[key].plural else 1):
            told.append(f"needs {FORMS if wanted[key].plural else 1} forms: {source!r}")
    return sorted(told)


def main() -> int:
    """Do what the command line says; 1 when something is left to translate."""
    wanted, known = collect(), read()
    if "--check" not in sys.argv[1:]:
        write(wanted.values(), known)
        known = read()
    left = problems(wanted, known)
    print(*left, f"{len(wanted)} texts, {len(left)} to be seen to in {CATALOGUE.relative_to(ROOT)}", sep="\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
