"""Settings of the whole library: declared once with default, prose and check; kept in its database as JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.blocks import BlockRules
from app.domain.releases import public_key
from app.domain.text import clean
from app.domain.title_files import MOST_ATTACHMENT_MB
from app.domain.title_lookup import LookupSource
from app.errors import InvalidInput

CURRENCY_CODES = ("PHP", "USD", "EUR", "GBP", "JPY")
_CODE_MOST = 40
_NAME_MOST = 200
_ADDRESS_MOST = 500
#: A user or password has no place in it: every desk reads these settings.
_WEB = re.compile(r"https?://[^\s/?#@]+(?:[/?#]\S*)?")


@dataclass(frozen=True, slots=True)
class LibrarySetting:
    """A setting with its value as JSON keeps it. ``version`` is 0 while the default holds."""

    name: str
    value: Any
    version: int
    prose: str


@dataclass(frozen=True, slots=True)
class SettingChange:
    """What a setting is to be; ``version`` is the one that was seen, None for whatever there is."""

    name: str
    value: Any
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """What is said about one setting. ``check`` returns the value as it is kept, or raises InvalidInput."""

    name: str
    default: Any
    check: Callable[[str, Any], Any]
    prose: str


def _bad(name: str, reason: str) -> InvalidInput:
    return InvalidInput(f"{name.replace('_', ' ').capitalize()}: {reason}.", details={"field": name})


def _text(name: str, value: Any) -> str:
    tidy = clean(value) if isinstance(value, str) else None
    if tidy is None or len(tidy) > _NAME_MOST:
        raise _bad(name, f"must be text of at most {_NAME_MOST} characters")
    return tidy


def _yes_no(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _bad(name, "must be yes or no")
    return value


def _megabytes(name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_ATTACHMENT_MB:
        raise _bad(name, f"must be a whole number from 1 to {MOST_ATTACHMENT_MB}")
    return value


def _currency(name: str, value: Any) -> str:
    if value not in CURRENCY_CODES:
        raise _bad(name, f"must be one of {', '.join(CURRENCY_CODES)}")
    return str(value)


def _code(name: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > _CODE_MOST or value != value.strip():
        raise _bad(name, f"“{value}” can't be a code; it needs 1 to {_CODE_MOST} characters")
    return value


def _codes(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or not value:
        raise _bad(name, "needs at least one entry")
    return {_code(name, code): _text(name, text) for code, text in value.items()}


def _categories(name: str, value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, (list, tuple)) or not value:
        raise _bad(name, "needs at least one entry")
    checked: dict[str, dict[str, Any]] = {}
    for one in value:
        if not isinstance(one, Mapping) or set(one) - {"code", "name", "grades"}:
            raise _bad(name, "each needs a code, a name and the grades it is for")
        code = _code(name, one.get("code"))
        if code in checked:
            raise _bad(name, f"“{code}” is there twice")
        grades = [_text(name, grade) for grade in one.get("grades", ())]
        checked[code] = {"code": code, "name": _text(name, one.get("name")), "grades": grades}
    return list(checked.values())


def _block_rules(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise _bad(name, "must be thresholds by name")
    return BlockRules.from_plain(value).to_plain()


def _sources(name: str, value: Any) -> list[str]:
    known = [one.value for one in LookupSource]
    if not isinstance(value, (list, tuple)) or len(set(value)) != len(value) or set(value) - set(known):
        raise _bad(name, f"must be a list of {' and '.join(known)}, each at most once; empty asks nobody")
    return list(value)


def _address(name: str, value: Any) -> str:
    if not isinstance(value, str) or len(value) > _ADDRESS_MOST or (value and not _WEB.fullmatch(value)):
        raise _bad(name, "must be an address such as https://openlibrary.org, without a password")
    return value.rstrip("/")


def _release_place(name: str, value: Any) -> str:
    secure = (
        isinstance(value, str) and _WEB.fullmatch(value) and value.startswith("https://") and "?" not in value
    )
    folder = isinstance(value, str) and re.match(r"/|[A-Za-z]:[\\/]|\\\\", value)
    if value and (len(value) > _ADDRESS_MOST or not (secure or folder)):
        raise _bad(
            name, "must be an address such as https://files.school.example/clms or a folder's full path"
        )
    return str(value)


def _release_key(name: str, value: Any) -> str:
    if value == "":
        return ""
    if not isinstance(value, str):
        raise _bad(name, "must be text")
    try:
        public_key(tidy := "".join(value.split()))
    except ValueError as error:
        raise _bad(name, str(error)) from None
    return tidy


SETTINGS: tuple[Declared, ...] = (
    Declared(
        "library_name", "", _text, "The library's name, as printed on receipts and shown in the window."
    ),
    Declared("currency", "PHP", _currency, "The one currency of prices, fines and payments."),
    Declared(
        "block_rules", BlockRules().to_plain(), _block_rules, "From when debts and late books block a patron."
    ),
    Declared(
        "item_types", {"GENERAL": "General collection"}, _codes, "Kinds of material loan rules distinguish."
    ),
    Declared(
        "collections", {"default": "GENERAL"}, _codes, "The kind of material each collection code means."
    ),
    Declared("default_item_type", "GENERAL", _code, "The kind of material of a copy that says nothing else."),
    Declared(
        "categories",
        [{"code": "STUDENT", "name": "Students", "grades": []}],
        _categories,
        "Categories of patrons, and the grades each is for.",
    ),
    Declared(
        "records_in_house",
        True,
        _yes_no,
        "Whether scanning a copy that isn't on loan counts as use in the library.",
    ),
    Declared(
        "lookup_sources",
        [LookupSource.OPEN_LIBRARY.value],
        _sources,
        "Who is asked for a title by its ISBN, the first first: open-library, sru. Empty asks nobody.",
    ),
    Declared("lookup_open_library", "https://openlibrary.org", _address, "The address of Open Library."),
    Declared(
        "lookup_sru",
        "",
        _address,
        "The address of an SRU server that answers in MARCXML. With {isbn} in it, it is the whole question.",
    ),
    Declared(
        "lookup_covers",
        "https://covers.openlibrary.org",
        _address,
        "The address of Open Library's covers, asked only while open-library is. Empty asks for none.",
    ),
    Declared(
        "attachment_mb", 5, _megabytes, "How many MB a file that is attached to a title may have, 1 to 10."
    ),
    Declared(
        "update_source",
        "",
        _release_place,
        "Where windows that have no place of their own look for a newer release, once a day. Empty asks nobody.",
    ),
    Declared(
        "update_key",
        "",
        _release_key,
        "The school's Ed25519 public key, by which windows without a key of their own want releases signed.",
    ),
)

BY_NAME: Mapping[str, Declared] = {one.name: one for one in SETTINGS}


def check_together(values: Mapping[str, Any]) -> None:
    """Raise InvalidInput when settings contradict each other: every kind of material named has to exist."""
    known = set(values["item_types"])
    if values["default_item_type"] not in known:
        raise _bad("default_item_type", f"there is no kind of material “{values['default_item_type']}”")
    if LookupSource.SRU.value in values["lookup_sources"] and not values["lookup_sru"]:
        raise _bad("lookup_sources", "an SRU server is asked only once its address is set")
    for collection, item_type in values["collections"].items():
        if item_type not in known:
            raise _bad("collections", f"{collection} means “{item_type}”, which is no kind of material")
