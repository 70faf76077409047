"""Years, editions, prices, physical descriptions and names as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import bibliography as bib
from app.domain import names
from app.domain.bibliography import YearForm
from app.domain.text import fold

anything = st.text(st.characters(), max_size=80)


@given(anything)
def test_nothing_that_can_be_typed_fails(value: str) -> None:
    year = bib.parse_year(value, latest=2030)
    assert year.value is None or 1400 <= year.value <= 2030
    price = bib.parse_price(value)
    assert price.minor is None or 0 <= price.minor <= bib.MAX_PRICE_MINOR
    bib.parse_edition(value)
    bib.edition_key(value)
    bib.parse_physical(value)
    names.parse_person(value)
    names.inverted(value)
    for person in names.parse_contributors(value):
        assert person.heading
        assert len(person.heading) <= names.NAME_CHARS


@given(st.integers(0, 10**8))
def test_prices_as_people_write_them(minor: int) -> None:
    whole, cents = divmod(minor, 100)
    for written in (
        f"₱{whole:,}.{cents:02d}",
        f"Php {whole}.{cents:02d}",
        f"{whole}.{cents:02d}",
        f"{whole},{cents:02d}",
    ):
        assert bib.parse_price(written).minor == minor


@pytest.mark.parametrize(
    ("raw", "value", "form"),
    [
        ("2006", 2006, YearForm.EXACT),
        ("2006.0", 2006, YearForm.EXACT),
        ("c2005", 2005, YearForm.COPYRIGHT),
        ("©2010", 2010, YearForm.COPYRIGHT),
        ("[2016]", 2016, YearForm.SUPPLIED),
        ("[1998?]", 1998, YearForm.ABOUT),
        ("1995-1999", 1995, YearForm.RANGE),
        ("1995-", 1995, YearForm.RANGE),
        ("199-", 1990, YearForm.ABOUT),
        ("200?", 2000, YearForm.ABOUT),
        ("19--", 1900, YearForm.ABOUT),
        ("MMXII", 2012, YearForm.EXACT),
        ("MCMXCIV", 1994, YearForm.EXACT),
        ("1421 [2000]", 2000, YearForm.SUPPLIED),
        ("May 2004", 2004, YearForm.EXACT),
        ("２００６", 2006, YearForm.EXACT),
        ("John", None, YearForm.UNREADABLE),
        ("686X", None, YearForm.UNREADABLE),
        ("0772", None, YearForm.UNREADABLE),
        ("2046", None, YearForm.UNREADABLE),
        ("198", None, YearForm.UNREADABLE),
        ("#N/A", None, YearForm.BLANK),
        ("", None, YearForm.BLANK),
    ],
)
def test_years(raw: str, value: int | None, form: YearForm) -> None:
    year = bib.parse_year(raw, latest=2030)
    assert (year.value, year.form) == (value, form)


def test_spellings_of_one_edition_are_one() -> None:
    second = {
        bib.edition_key(e)
        for e in ("2nd edition", "Second edition", "second ed.", "Secon edition", "2nd", "2")
    }
    assert second == {bib.edition_key("Ikalawang edisyon")}
    assert bib.edition_key("First edition") == bib.edition_key("Unang edisyon") == bib.edition_key("") == ""
    assert bib.edition_key("Revised edition") == bib.edition_key("Binagong edisyon") != ""
    assert bib.parse_edition("Thirty seventh edition").number == 37
    assert bib.parse_edition("Ikaapat na edisyon, 2023").year == 2023
    assert bib.edition_key("Philippine Edition-Second edition") == bib.edition_key("2nd Philippine ed.")
    assert bib.volume_in("Volume 12") == "12"
    assert bib.volume_in("Volume 12 of 20") == ""


@pytest.mark.parametrize(
    ("raw", "minor", "error"),
    [
        ("₱2,835.00", 283500, False),
        ("1.234,50", 123450, False),
        ("623.7", 62370, False),
        ("100", 10000, False),
        ("P 99.95", 9995, False),
        ("0.005", 1, False),
        ("#REF!", None, True),
        ("free", None, True),
        ("-5", None, True),
        ("-", None, False),
        ("", None, False),
        ("9" * 30, None, True),
    ],
)
def test_prices(raw: str, minor: int | None, error: bool) -> None:
    price = bib.parse_price(raw)
    assert (price.minor, bool(price.error)) == (minor, error)


def test_physical_descriptions() -> None:
    read = bib.parse_physical("xii, 372p. : col. ill. ; 25cm")
    assert (read.pages, read.height_cm, read.illustrated) == (372, 25, True)
    assert bib.parse_physical("[unpaged] ; 22 cm").pages is None


@pytest.mark.parametrize(
    ("raw", "people"),
    [
        ("Twain, Mark", [("Twain, Mark", "author")]),
        ("Reyes, Ana B. & Cruz, Jose", [("Reyes, Ana B.", "author"), ("Cruz, Jose", "author")]),
        ("Reyes, Ana B., Cruz, Jose, and Tan, Li", [("Reyes, Ana B.", "author"), ("Cruz, Jose", "author"), ("Tan, Li", "author")]),
        ("Reyes, Ana B., Ph.D., Cruz, Jose, Jr.", [("Reyes, Ana B. Ph.D.", "author"), ("Cruz, Jose Jr.", "author")]),
        ("Reyes, Juan Luis & Maria", [("Reyes, Juan Luis", "author"), ("Reyes, Maria", "author")]),
        ("Reyes, Ana (editor)", [("Reyes, Ana", "editor")]),
        ("Reyes, Ana, ed.", [("Reyes, Ana", "editor")]),
        ("edited by Ana Reyes", [("Ana Reyes", "editor")]),
        ("Editor: Ana Reyes", [("Ana Reyes", "editor")]),
        ("written and researched by Ana Reyes and five others", [("Ana Reyes", "author")]),
        ("Salin ni Ana Reyes", [("Ana Reyes", "translator")]),
        ("Reyes ,Ana", [("Reyes, Ana", "author")]),
        ("Reyes, Ana, C.S.C.", [("Reyes, Ana C.S.C.", "author")]),
        ("Department of Health and Welfare", [("Department of Health and Welfare", "author")]),
        ("Smith & Jones", [("Smith & Jones", "author")]),
        ("Reyes, Ana; Cruz, Jose", [("Reyes, Ana", "author"), ("Cruz, Jose", "author")]),
        ("[Author not found]", []),
        ("n/a", []),
        ("Homer", [("Homer", "author")]),
        ("", []),
    ],
)  # fmt: skip
def test_contributors(raw: str, people: list[tuple[str, str]]) -> None:
    assert [(one.heading, one.role) for one in names.parse_contributors(raw)] == people


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("Lope K. Santos", "Santos, Lope K."),
        ("Ana Dela Cruz", "Dela Cruz, Ana"),
        ("Ana Reyes Jr.", "Reyes, Ana Jr."),
        ("Reyes Luisito T.", "Reyes, Luisito T."),
        ("Reyes, Ana", "Reyes, Ana"),
        ("Homer", "Homer"),
        ("Cultural Center of the North", "Cultural Center of the North"),
    ],
)
def test_inverted(name: str, heading: str) -> None:
    assert names.inverted(name) == heading


def test_person_names() -> None:
    person = names.parse_person("Dela Cruz, Ana B.")
    assert person is not None
    assert (person.family, person.given) == ("Dela Cruz", "Ana B.")
    assert person.display == "Dela Cruz, Ana B."
    assert names.parse_person(" - ") is None


@given(st.text("abc ,&;", max_size=30))
def test_no_name_is_lost(raw: str) -> None:
    letters = set(fold(raw)) - {" "}
    kept = {letter for person in names.parse_contributors(raw) for letter in fold(person.heading)}
    assert letters <= kept | set("and")
