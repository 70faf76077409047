"""The rules as the pane knows them: those that are stored, and what holds for each category and kind of material."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.domain.money import CURRENCIES, PHP
from app.domain.policies import ANY, FALLBACK, PolicyKey, PolicyRow, ResolvedPolicy, StoredPolicy, resolve
from ui.panes.rules.words import Names

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor


@dataclass(frozen=True, slots=True)
class Line:
    """What holds for a category of patrons and a kind of material, and the rule of their own, if they have one."""

    key: PolicyKey
    stored: StoredPolicy | None
    policy: ResolvedPolicy
    names: Names

    @property
    def id(self) -> PolicyKey:
        """What the line is about: it stays the same when its rule comes and goes."""
        return self.key

    @property
    def own(self) -> int | None:
        """The id of the rule of their own."""
        return None if self.stored is None else self.stored.row.id

    def has(self, *names: str) -> bool:
        """Whether the rule of their own says any of these values."""
        return self.own is not None and any(self.policy.why(name).row_id == self.own for name in names)

    def words(self) -> str:
        """Whom and what it is about."""
        return self.names.of(self.key)


@dataclass(frozen=True, slots=True)
class Board:
    """All rules, and what the library calls what they are about."""

    stored: tuple[StoredPolicy, ...]
    names: Names

    def lines(self) -> tuple[Line, ...]:
        """Each category with each kind of material, everybody and everything first, and what is narrowed further."""
        pairs = [
            PolicyKey(category=category, item_type=item_type)
            for category, item_type in itertools.product(
                (ANY, *self.names.categories), (ANY, *self.names.types)
            )
        ]
        others = [one.row.key for one in self.stored if one.row.key not in set(pairs)]
        return tuple(map(self.line, (*pairs, *others)))

    def line(self, key: PolicyKey) -> Line:
        """What holds for a key."""
        stored = next((one for one in self.stored if one.row.key == key), None)
        return Line(key, stored, self.resolved(key), self.names)

    def resolved(self, key: PolicyKey, but: int | None = None) -> ResolvedPolicy:
        """What holds for a key, or would without one of the rules; without the one for everything the built-in values."""
        rows = [one.row for one in self.stored if one.row.id != but]
        if not any(row.key == FALLBACK for row in rows):
            rows.append(PolicyRow(FALLBACK, {}))
        return resolve(
            rows,
            branch=key.branch,
            category=key.category,
            item_type=key.item_type,
            location=key.location,
            audience=key.audience,
            on=datetime.now(UTC).date(),
        )


def read_board(services: App, actor: Actor) -> Board:
    """Read the rules and their words. Runs off the GUI thread."""
    settings = {one.name: one.value for one in services.library_settings.list(actor)}
    stored = services.policies.list(actor)
    categories = {each["code"]: each["name"] for each in settings["categories"]}
    types = dict(settings["item_types"])
    _add_unknown(categories, (one.row.key.category for one in stored))
    _add_unknown(types, (one.row.key.item_type for one in stored))
    return Board(stored, Names(categories, types, CURRENCIES.get(settings["currency"], PHP)))


def _add_unknown(names: dict[str, str], codes: Iterable[str]) -> None:
    """A rule may speak of what the library no longer names."""
    for code in codes:
        if code != ANY:
            names.setdefault(code, "")
