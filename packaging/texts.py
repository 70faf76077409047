"""Finds the texts of the program in its syntax trees: what the window says through ``tr``, and what services say.

Services know no Qt and speak English. Their sentences are taken as they stand in the source: a literal or an f-string
that reads like a sentence is a text, an f-string with a name for each value: ``“{title}” is on loan to {patron_name}.``
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Trees = Iterable[tuple[str, ast.Module]]

_FIRST = {"tr", "_tr", "_title", "_noop"}  # the text is the first argument, in some modules of a short helper
_SECOND = {"translate", "QT_TRANSLATE_NOOP"}  # a context comes first

_SILENT = (
    "app/cli.py app/commands/ app/database/migrations/ app/database/tables/ app/doctor app/file_settings.py app/keychain.py "
    "app/logs.py app/server/ app/services/sample/ app/setting app/update_settings.py"
).split()
"""Parts whose sentences are for the terminal, the log, the database or programs."""

_HEARD = (
    *(f"app/server/{part}.py" for part in ("health", "options", "signing_keys", "supervisor")),
    *(f"app/setting_{part}.py" for part in ("declarations", "sources")),
)
"""Parts among them that say why a server can't start, or how it is, or why settings can't be read, which the window shows."""

_SPEAKING_CALLS = set(
    "TaskSpec param Figure PlanStep Repair Step progress task part other".split()  # the last three: what helps
)
"""Calls whose texts are shown as they are, sentences or not."""

_LABELLED_CALLS = {"Field"}
"""Calls whose second argument is the label of a column; others are names for it that a file may have."""

_TITLED_CALLS = {"Advice", "AlertRule", "Case"}
"""Calls whose second argument is a title, shown as it is, beside names and sentences."""

_MUTE_CALLS = {
    "_log", "log", "logging", "Column", "CheckConstraint", "Declared", "_number", "_yes_no", "_choice", "_money",
    "_field", "_bad", "_unsound", "ValueError", "TypeError", "AssertionError", "RuntimeError", "NotImplementedError",
    "execute", "compile", "Usage",
}  # fmt: skip
_SENTENCE = re.compile(
    r"(?s)(?![A-Z]+ [^.:]*\?)[“A-Z{(].* .*[.!?…:]\Z"
)  # and no statement with ? for its values
_PLACEHOLDER = re.compile(r"{(\w*)(?::[^}]*)?}|%n")


@dataclass(frozen=True, slots=True)
class Text:
    """One text to translate. ``meaning`` tells two uses of the same words apart; ``plural`` ones have a form a number."""

    context: str
    source: str
    meaning: str = ""
    plural: bool = False


def placeholders(text: str) -> frozenset[str]:
    """The names of the values a text has room for."""
    return frozenset(match[1] or match[0] for match in _PLACEHOLDER.finditer(text))


# --- the window --------------------------------------------------------------------------------------------


def of_window(trees: Trees) -> Iterator[Text]:
    """What the window says: the literal arguments of ``tr`` and its kin, and of ``counted``, which has a plural."""
    for _, tree in trees:
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = _called(call)
            if name == "counted" and len(call.args) == 3:
                yield from (Text("Window", one) for one in _literals(call.args[1]))
                yield from (Text("Window", many, plural=True) for many in _literals(call.args[2]))
            elif name in _FIRST and call.args:
                meaning = next(iter(_literals(call.args[1])), "") if len(call.args) > 1 else ""
                plural = len(call.args) > 2
                yield from (Text("Window", source, meaning, plural) for source in _literals(call.args[0]))
            elif name in _SECOND and len(call.args) > 1:
                yield from (Text("Window", source) for source in _literals(call.args[1]))


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _literals(node: ast.expr) -> Iterator[str]:
    """The text of an argument; both of a choice between two."""
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


# --- services ----------------------------------------------------------------------------------------------


def of_services(trees: Trees) -> Iterator[Text]:
    """What services say to people: their sentences, counted things, and the words of tasks and states."""
    for path, tree in trees:
        if path in _HEARD or not path.startswith(tuple(_SILENT)):
            yield from _spoken(tree, shown=False)


def _spoken(node: ast.AST, *, shown: bool) -> Iterator[Text]:
    """The texts below ``node``; ``shown`` says that all words there are for people."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    if isinstance(node, ast.Call):
        if {_called(node), _root(node)} & _MUTE_CALLS:
            return
        yield from _named(node)
        if _called(node) in _LABELLED_CALLS:
            return
        shown = _called(node) in _SPEAKING_CALLS
    if _is_words(node):
        yield from (Text("Library", words) for words in _strings(node))
        return
    source = _template(node)
    if source is not None and _is_spoken(source, shown=shown):
        yield Text("Library", source)
    for child in ast.iter_child_nodes(node):
        # What an f-string takes in may be a call with sentences of its own; its own parts are no texts.
        if not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
            yield from _spoken(child, shown=shown and not isinstance(node, ast.JoinedStr))


def _named(call: ast.Call) -> Iterator[Text]:
    """What the place of an argument tells to be for people: what is counted, a label, a title."""
    if _called(call) == "count_words":
        yield from _counted(call)
    elif len(call.args) > 1 and _called(call) in _LABELLED_CALLS:
        yield from (Text("Library", label) for label in _literals(call.args[1]))
    elif len(call.args) > 1 and _called(call) in _TITLED_CALLS and (title := _template(call.args[1])):
        yield Text("Library", title)


def _is_spoken(source: str, *, shown: bool) -> bool:
    """Tell whether people read a text: it is a sentence, or a word that is shown as it is."""
    plain = _PLACEHOLDER.sub("", source)
    if not re.search("[A-Za-z]{2}", plain):
        return False
    return bool(_SENTENCE.match(source)) or (
        shown and plain != plain.upper() and not re.search(r"^[a-z_-]+$", source)
    )


def _is_words(node: ast.AST) -> bool:
    """Tell whether words for people are named here: ``STATUS_WORDS = {…}``; those of a module's own begin with ``_``."""
    if isinstance(node, ast.Assign | ast.AnnAssign):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        return isinstance(target, ast.Name) and bool(re.fullmatch("[A-Z]+_WORDS", target.id))
    return False


def _strings(table: ast.AST) -> Iterator[str]:
    """The words of a table."""
    value = table.value if isinstance(table, ast.Assign | ast.AnnAssign) else None
    values = (
        value.values
        if isinstance(value, ast.Dict)
        else value.elts
        if isinstance(value, ast.Tuple)
        else [value]
    )
    yield from (
        each.value for each in values if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )


def _root(call: ast.Call) -> str:
    """The object a method is called on."""
    func = call.func
    return func.value.id if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) else ""


def _counted(call: ast.Call) -> Iterator[Text]:
    """The texts of ``count_words(number, one, many)`` of app.domain.words."""
    for one in _literals(call.args[1]):
        many = next(iter(_literals(call.args[2])), "") if len(call.args) > 2 else f"{one}s"
        yield Text("Library", f"{{n}} {one}")
        yield Text("Library", f"{{n}} {many}", plural=True)


def _template(node: ast.AST) -> str | None:
    """A text as it stands in the source, with names for the values an f-string takes in."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    names: list[str] = []
    parts = []
    for value in node.values:
        if isinstance(value, ast.FormattedValue):
            name = _value_name(value.value)
            names.append(name)
            parts.append(f"{{{name}{names.count(name) if names.count(name) > 1 else ''}}}")
        elif isinstance(value, ast.Constant):
            parts.append(str(value.value))
    return "".join(parts)


def _value_name(node: ast.expr) -> str:
    """What a translator calls a value: the last name in the expression that makes it."""
    if isinstance(node, ast.Name):
        return node.id.strip("_").lower()
    if isinstance(node, ast.Attribute):
        return node.attr.strip("_").lower()
    if isinstance(node, ast.Call):
        inner = [argument for argument in node.args if not isinstance(argument, ast.Constant)]
        if isinstance(node.func, ast.Attribute) and not inner:
            return _value_name(node.func.value)
        return _value_name(inner[0]) if inner else "value"
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            return _value_name(child)
    return "value"
