"""Reads the text of one setting into its type. Each reader raises ValueError with what is allowed, as an end of a
sentence that begins "… is not usable: "."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qsl, quote, unquote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

T = TypeVar("T")
Reader = Callable[[str], T]

_SERVER_SCHEMES = ("mysql", "mariadb", "mysql+pymysql", "mariadb+pymysql")
_URL = re.compile(
    r"""(?P<scheme>[a-zA-Z+]+)://
        (?:(?P<user>[^:@/?]*)(?::(?P<password>.*))?@)?     # the last @ ends the password, whatever it contains
        (?P<host>\[[0-9a-fA-F:.]+\]|[^\s:/@?\#\[\]]+)
        (?::(?P<port>[^/?]*))?
        (?:/(?P<name>[^?]*))?
        (?:\?(?P<options>.*))?""",
    re.VERBOSE | re.DOTALL,
)
# What PyMySQL's connect() and SQLAlchemy's dialect understand; anything else would fail at the first connection.
_OPTIONS = frozenset(
    "charset unix_socket ssl_ca ssl_cert ssl_key ssl_disabled ssl_verify_cert ssl_verify_identity".split()
)
_TRUE, _FALSE = frozenset({"true", "1", "yes", "on"}), frozenset({"false", "0", "no", "off"})


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """DATABASE_URL taken apart, with user and password percent-decoded.

    ``kind`` is ``sqlite`` (``name`` is the file) or ``mysql`` (either product: the server says which it is).
    """

    kind: str
    name: str
    host: str = ""
    port: int = 3306
    user: str = ""
    password: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def url(self) -> str:
        """What the driver is given, credentials percent-encoded. Holds the password."""
        if self.kind == "sqlite":
            return f"sqlite:///{self.name}"
        login = quote(self.user, safe="")
        if self.password:
            login += ":" + quote(self.password, safe="")
        host = f"[{self.host}]" if ":" in self.host else self.host
        options = "&".join(f"{key}={quote(value, safe='/')}" for key, value in self.options)
        return f"mysql+pymysql://{login}{'@' if login else ''}{host}:{self.port}/{self.name}" + (
            f"?{options}" if options else ""
        )

    @property
    def place(self) -> str:
        """Where the library is, for people: never holds a password."""
        return self.name if self.kind == "sqlite" else f"{self.name} on {self.host}:{self.port}"

    def __repr__(self) -> str:
        return f"DatabaseAddress({self.place})"


def database_address(text: str) -> DatabaseAddress:
    """``mysql://``, ``mariadb://``, ``mysql+pymysql://`` or ``sqlite:///``."""
    if text.lower().startswith("sqlite:"):
        return _file_address(text)
    found = _URL.fullmatch(text)
    if not found or found["scheme"].lower() not in _SERVER_SCHEMES:
        raise ValueError(
            "it has to be like mysql://user:password@server:3306/clms or sqlite:////folder/clms.db"
        )
    port = found["port"]
    if port is not None and not (port.isdecimal() and 0 < int(port) < 65536):
        raise ValueError("the port has to be a number from 1 to 65535")
    name = unquote(found["name"] or "")
    if not re.fullmatch(r"[\w$-]{1,64}", name):
        raise ValueError("the database's name has to follow the server, as in mysql://server/clms")
    options = tuple(parse_qsl(found["options"] or "", keep_blank_values=True))
    for key, _ in options:
        if key not in _OPTIONS:
            raise ValueError(f"it has no option {key}; there are {', '.join(sorted(_OPTIONS))}")
    return DatabaseAddress(
        kind="mysql",
        name=name,
        host=found["host"].strip("[]"),
        port=int(port or 3306),
        user=unquote(found["user"] or ""),
        password=unquote(found["password"] or ""),
        options=options,
    )


def _file_address(text: str) -> DatabaseAddress:
    match = re.fullmatch(r"sqlite:///(?P<file>[^?]+)", text, re.IGNORECASE)
    if not match or ":memory:" in text:
        raise ValueError("a file has to follow, as in sqlite:////folder/clms.db")
    return DatabaseAddress(kind="sqlite", name=match["file"])


def whole_number(low: int, high: int) -> Reader[int]:
    """A whole number from ``low`` to ``high``."""

    def read(text: str) -> int:
        if re.fullmatch(r"[+-]?[0-9]{1,12}", text) and low <= int(text) <= high:
            return int(text)
        raise ValueError(f"it has to be a whole number from {low} to {high}")

    return read


def yes_or_no(text: str) -> bool:
    """``true`` or ``false``, also 1/0, yes/no, on/off."""
    word = text.lower()
    if word in _TRUE | _FALSE:
        return word in _TRUE
    raise ValueError("it has to be true or false")


def one_of(*words: str) -> Reader[str]:
    """One of the words, in any case."""

    def read(text: str) -> str:
        if text.lower() in words:
            return text.lower()
        raise ValueError(f"it has to be one of {', '.join(words)}")

    return read


def plain_text(longest: int, *, shortest: int = 1) -> Reader[str]:
    """One line of text, bounded in characters."""

    def read(text: str) -> str:
        if shortest <= len(text) <= longest and text.isprintable():
            return text
        raise ValueError(f"it has to be one line of {shortest} to {longest} characters")

    return read


def plain_texts(longest: int) -> Reader[tuple[str, ...]]:
    """Texts of one line each, with a comma between them."""
    one = plain_text(longest)

    def read(text: str) -> tuple[str, ...]:
        return tuple(one(part.strip()) for part in text.split(",") if part.strip())

    return read


def addresses(text: str) -> tuple[str, ...]:
    """IP addresses or networks (``10.0.0.0/8``) with a comma between them."""
    found = tuple(part.strip() for part in text.split(",") if part.strip())
    try:
        for part in found:
            ip_network(part, strict=False)
    except ValueError:
        raise ValueError("it has to be like 127.0.0.1,10.0.0.0/8") from None
    return found


def origins(text: str) -> tuple[str, ...]:
    """Web pages' origins with a comma between them: scheme and host, without a path."""
    found = tuple(part.strip() for part in text.split(",") if part.strip())
    if not all(re.fullmatch(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?", part) for part in found):
        raise ValueError("it has to be like https://kiosk.school.example")
    return found


def host_name(text: str) -> str:
    """A host's name or address, without a port."""
    if re.fullmatch(r"[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]{2,45}", text):
        return text
    raise ValueError("it has to be the name or address of a computer, without a port")


def nodes(usual_port: int, example: str) -> Callable[[str], tuple[tuple[str, int], ...]]:
    """``host:port,host:port``; the port may be left out for the usual one. ``example`` is a host's name."""

    def read(text: str) -> tuple[tuple[str, int], ...]:
        wrong = ValueError(f"it has to be like {example}-1:{usual_port},{example}-2:{usual_port}")
        found = []
        for part in filter(None, (part.strip() for part in text.split(","))):
            host, colon, port = part.rpartition(":")
            if not colon:
                host, port = part, str(usual_port)
            try:
                found.append((host_name(host), whole_number(1, 65535)(port)))
            except ValueError:
                raise wrong from None
        if not found:
            raise wrong
        return tuple(found)

    return read


def file_path(text: str) -> Path:
    """A path; ``~`` is the user's home."""
    if "\0" in text:
        raise ValueError("it has to be a path")
    return Path(text).expanduser()


def folder_path(text: str) -> Path:
    """A path made absolute, so that it doesn't depend on where the program was started."""
    path = file_path(text)
    if not path.is_absolute():
        raise ValueError("it has to be a full path")
    return path


def zone_name(text: str) -> str:
    """A zone of the IANA database, such as Asia/Manila."""
    try:
        return ZoneInfo(text).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("it has to be the name of a time zone, as in Asia/Manila") from None


def local_zone() -> str:
    """This computer's zone; UTC when the computer has none that the zone database knows."""
    import tzlocal

    try:
        return zone_name(tzlocal.get_localzone_name())
    except (ValueError, LookupError, OSError, AttributeError):
        return "UTC"
