"""What the assistant was told so far, and the plan that comes of it. Knows no widgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from app.domain.founding import Basics

if TYPE_CHECKING:
    from app.first_start.plan import Person, Plan
    from app.first_start.trying import Tried
    from app.settings import Settings


class Where(StrEnum):
    """Where the library lies."""

    HERE = "here"
    SERVER = "server"
    TOPOLOGY = "topology"


class Lists(StrEnum):
    """What a new library begins with."""

    NOTHING = "nothing"
    IMPORT = "import"
    SAMPLE = "sample"


@dataclass
class Draft:
    """Everything that is asked for; nothing of it is written before the end."""

    base: Settings
    asks_place: bool = True
    keyring: bool = False
    where: Where = Where.HERE
    folder: str = ""
    address: str = ""
    user: str = "clms_desk"
    password: str = field(default="", repr=False)
    tls: bool = True
    ca_file: str = ""
    redis: str = ""
    redis_password: str = field(default="", repr=False)
    topology: str = ""
    topology_settings: Mapping[str, str] = field(default_factory=dict)
    tried: Tried | None = None
    name: str = ""
    username: str = ""
    own_password: str | None = field(default=None, repr=False)
    basics: Basics | None = None
    may_found: bool = True
    lists: Lists = Lists.NOTHING
    students: str = ""
    titles: str = ""

    @property
    def on_server(self) -> bool:
        """Whether several computers share it."""
        if self.asks_place:
            return self.where is not Where.HERE
        return self.base.database.kind != "sqlite"

    @property
    def is_new(self) -> bool:
        """Whether nobody works in it yet, as far as is known."""
        return self.tried is None or self.tried.new

    @property
    def founds(self) -> bool:
        """Whether it is named and filled here: it is new and empty."""
        return self.is_new and self.may_found

    @property
    def files(self) -> tuple[Path, ...]:
        """The lists to be imported at once, students first: loans need them."""
        if not self.founds or self.lists is not Lists.IMPORT:
            return ()
        return tuple(Path(each) for each in (self.students, self.titles) if each)

    def place(self) -> Plan:
        """The plan of the place alone, as it is tried."""
        from app.first_start.plan import Plan

        settings = self._place_settings()
        secrets = self._secrets()
        if not self.keyring:
            settings |= secrets
            secrets = {}
        return Plan(settings, secrets)

    def plan(self) -> Plan:
        """Everything."""
        from app.first_start.plan import Plan

        place = self.place()
        founds = self.founds
        settings = dict(place.settings)
        if founds and self.basics is not None:
            settings["CLMS_TIMEZONE"] = self.basics.timezone
        return Plan(
            settings,
            place.secrets,
            person=self._person(),
            basics=self.basics if founds else None,
            sample=founds and self.lists is Lists.SAMPLE,
        )

    def _person(self) -> Person:
        from app.first_start.plan import Person

        if self.is_new:
            return Person(name=self.name, password=self.own_password)
        return Person(username=self.username, password=self.own_password)

    def _secrets(self) -> dict[str, str]:
        if not self.asks_place or self.where is Where.HERE:
            return {}
        given = {"DATABASE_PASSWORD": self.password, "REDIS_PASSWORD": self.redis_password}
        return {name: text for name, text in given.items() if text}

    def _place_settings(self) -> dict[str, str | None]:
        if not self.asks_place:
            return {}
        if self.where is Where.HERE:
            usual = str(self.base.data_dir)
            return {"CLMS_DATA_DIR": self.folder} if self.folder and self.folder != usual else {}
        if self.where is Where.TOPOLOGY:
            told: dict[str, str | None] = dict(self.topology_settings)
            scheme, _, rest = str(told["DATABASE_URL"]).partition("://")
            told["DATABASE_URL"] = (
                f"{scheme}://{quote(self.user, safe='')}@{rest.rpartition('@')[2]}{self._tls()}"
            )
            return told
        told = {"DATABASE_URL": self._url()}
        if self.redis:
            host, colon, port = self.redis.rpartition(":")
            told["REDIS_HOST"] = host if colon else self.redis
            if colon:
                told["REDIS_PORT"] = port
        return told

    def _url(self) -> str:
        """``host``, ``host:port``, ``host/database`` or a whole URL, with the user and without the password."""
        rest = self.address.strip().partition("://")[2] or self.address.strip()
        place = rest.rpartition("@")[2].partition("?")[0]
        if "/" not in place:
            place += "/clms"
        return f"mysql://{quote(self.user, safe='')}@{place}{self._tls()}"

    def _tls(self) -> str:
        if not self.tls:
            return ""
        authority = f"ssl_ca={quote(self.ca_file, safe='/')}&" if self.ca_file else ""
        return f"?{authority}ssl_verify_identity=true"
