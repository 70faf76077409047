"""How a setting is declared: a field of the settings that carries what is said about it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is said about one setting. ``shown_default`` is for people, ``allowed`` what may be written."""

    name: str
    allowed: str
    shown_default: str
    prose: str
    secret: bool
    read: Callable[[str], Any]

    def value_of(self, text: str, source: str) -> Any:
        """The value that stands in ``source``. Raises InvalidInput."""
        try:
            return self.read(text)
        except ValueError as error:
            name, typed, why_text, allowed_text = self.name, text[:80], str(error), self.allowed
            raise InvalidInput(
                f"{name} in {source} can't be used: {why_text}."
                if self.secret
                else f'{name} in {source} can\'t be "{typed}": {why_text}.',
                hint=f"Allowed: {allowed_text}.",
                code="invalid_setting",
                details={"field": self.name, "source": source, "allowed": self.allowed},
            ) from None


def setting(
    name: str,
    read: Callable[[str], Any],
    allowed: str,
    prose: str,
    *,
    default: Any = dataclasses.MISSING,
    factory: Any = dataclasses.MISSING,
    shown: str | None = None,
    secret: bool = False,
) -> Any:
    """A field that carries its declaration. A secret never shows in a repr."""
    if shown is None:
        shown = (
            "(none)"
            if default in ("", None, ())
            else str(default).lower()
            if default in (True, False)
            else str(default)
        )
    declaration = Declaration(name, allowed, shown, prose, secret, read)
    return field(
        default=default, default_factory=factory, repr=not secret, metadata={"declaration": declaration}
    )
