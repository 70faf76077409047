"""What goes wrong with single values in the catalogues and class lists of schools."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.identifiers import check_digit_10, check_digit_13

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with ``count`` rows. A column is spoilt by one fault only."""

    name: str
    column: str
    count: int
    spoil: Callable[[Row, random.Random], str | None]


# What goes wrong with a value. None: it can't go wrong with this row.


def _blank(column: str) -> Callable[[Row, random.Random], str | None]:
    return lambda row, rng: "" if row[column] else None


def _year_of_isbn(row: Row, rng: random.Random) -> str | None:
    return row["ISBN"][-4:] if len(row["ISBN"]) >= 8 and row["Year"] else None


def _year_of_author(row: Row, rng: random.Random) -> str | None:
    return row["Author"][-4:] if "," in row["Author"] and row["Year"] else None


def _year_ahead(row: Row, rng: random.Random) -> str | None:
    return str(2_036 + rng.randrange(10)) if row["Year"] else None


def _year_else_in_call_number(row: Row, rng: random.Random) -> str | None:
    words = row["Call Number"].split()
    if not words or words[-1] != row["Year"]:
        return None
    return " ".join([*words[:-1], str(int(row["Year"]) - 1 - rng.randrange(9))])


def _isbn_without_zeros(row: Row, rng: random.Random) -> str | None:
    zeros = rng.choice((1, 1, 1, 1, 1, 2, 3))
    body = "0" * zeros + str(rng.randrange(10 ** (8 - zeros), 10 ** (9 - zeros)))
    return (body + check_digit_10(body))[zeros:]


def _isbn_wrong_digit(row: Row, rng: random.Random) -> str | None:
    isbn = row["ISBN"]
    if len(isbn) not in (10, 13) or not isbn.isdigit():
        return None
    return isbn[:5] + str((int(isbn[5]) + 1 + rng.randrange(8)) % 10) + isbn[6:]


def _isbn_short(row: Row, rng: random.Random) -> str | None:
    return row["ISBN"][:-1] if len(row["ISBN"]) == 13 else None


def _isbn_ean(row: Row, rng: random.Random) -> str | None:
    body = f"480{rng.randrange(10**9):09d}"
    return body + check_digit_13(body)


def _isbn_with_text(row: Row, rng: random.Random) -> str | None:
    return f"{row['ISBN']} (hard cover)" if len(row["ISBN"]) >= 10 else None


def _isbn_letter(row: Row, rng: random.Random) -> str | None:
    return row["ISBN"].replace("0", "O", 1) if row["ISBN"].isdigit() and "0" in row["ISBN"] else None


def _isbn_dot(row: Row, rng: random.Random) -> str | None:
    return f"{row['ISBN'][:7]}.{row['ISBN'][7:10]}" if len(row["ISBN"]) == 13 else None


def _isbn_hyphens(row: Row, rng: random.Random) -> str | None:
    isbn = row["ISBN"]
    return f"{isbn[:3]}-{isbn[3:6]}-{isbn[6:10]}-{isbn[10:12]}-{isbn[12]}" if len(isbn) == 13 else None


def _two_spaces(column: str) -> Callable[[Row, random.Random], str | None]:
    return lambda row, rng: row[column].replace(" ", "  ", 1) if " " in row[column] else None


def _edge(column: str) -> Callable[[Row, random.Random], str | None]:
    return lambda row, rng: f" {row[column]} " if row[column] else None


def _direct(row: Row, rng: random.Random) -> str | None:
    family, comma, given = row["Author"].partition(", ")
    return f"{given} {family}" if comma and ";" not in row["Author"] else None


def _several(row: Row, rng: random.Random) -> str | None:
    names = row["Author"].split("; ")
    return " & ".join(names) if len(names) > 1 else None


def _many_commas(row: Row, rng: random.Random) -> str | None:
    names = row["Author"].split("; ")
    return ", ".join(names) if len(names) > 1 else None


def _call_without_class(row: Row, rng: random.Random) -> str | None:
    words = row["Call Number"].split()
    return f"{words[0]} {words[-1]}" if len(words) > 3 and words[-1].isdigit() else None


def _call_glued(row: Row, rng: random.Random) -> str | None:
    words = row["Call Number"].split()
    return " ".join([words[0] + words[1], *words[2:]]) if len(words) > 3 and words[1][:3].isdigit() else None


def _call_dash(row: Row, rng: random.Random) -> str | None:
    words = row["Call Number"].split()
    return f"{words[0]} —{words[-1]}" if len(words) > 3 and words[-1].isdigit() else None


def _other_reference_code(row: Row, rng: random.Random) -> str | None:
    return {"REF": "R", "R": "REF"}.get(row["Collection Code"])


def _edition(row: Row, rng: random.Random) -> str | None:
    return rng.choice(
        (
            "2nd edition",
            "Second Edition",
            "second edition",
            "2nd ed.",
            "Third edition 1997",
            "Revised Ed",
            "5TH EDITION",
        )
    )


def _note(row: Row, rng: random.Random) -> str | None:
    return rng.choice(
        ("w/ index", "w / index", "w/Index", "w/ indexes", "With index", "with Index.", "w/index")
    )


def _price_peso(row: Row, rng: random.Random) -> str | None:
    return f"₱{rng.randrange(1_000, 4_000):,}.00"


def _price_formula(row: Row, rng: random.Random) -> str | None:
    return "#REF!"


BOOK_FAULTS = (
    Fault("ISBN lost its leading zeros", "ISBN", 32, _isbn_without_zeros),
    Fault("ISBN with a wrong digit", "ISBN", 12, _isbn_wrong_digit),
    Fault("ISBN too short", "ISBN", 6, _isbn_short),
    Fault("EAN that is no ISBN", "ISBN", 2, _isbn_ean),
    Fault("ISBN with text", "ISBN", 2, _isbn_with_text),
    Fault("ISBN with a letter for a digit", "ISBN", 2, _isbn_letter),
    Fault("ISBN cut by a dot", "ISBN", 1, _isbn_dot),
    Fault("ISBN with hyphens", "ISBN", 8, _isbn_hyphens),
    Fault("no ISBN", "ISBN", 40, _blank("ISBN")),
    Fault("no title", "Title", 1, _blank("Title")),
    Fault("two spaces in a title", "Title", 4, _two_spaces("Title")),
    Fault("blanks around a title", "Title", 3, _edge("Title")),
    Fault("no author", "Author", 55, _blank("Author")),
    Fault("several authors with &", "Author", 7, _several),
    Fault("several authors with commas", "Author", 6, _many_commas),
    Fault("author in direct order", "Author", 12, _direct),
    Fault("no call number", "Call Number", 16, _blank("Call Number")),
    Fault("call number without a class", "Call Number", 4, _call_without_class),
    Fault("call number glued together", "Call Number", 4, _call_glued),
    Fault("call number with a dash", "Call Number", 2, _call_dash),
    Fault("blanks around a call number", "Call Number", 2, _edge("Call Number")),
    Fault("another year in the call number", "Call Number", 20, _year_else_in_call_number),
    Fault("REF and R mixed up", "Collection Code", 12, _other_reference_code),
    Fault("no collection code", "Collection Code", 24, _blank("Collection Code")),
    Fault("edition spelt anyhow", "Edition", 18, _edition),
    Fault("note spelt anyhow", "Note Area", 40, _note),
    Fault("price with a peso sign", "Price", 4, _price_peso),
    Fault("price is a formula error", "Price", 2, _price_formula),
    Fault("no physical description", "Physical Description", 20, _blank("Physical Description")),
    # Last, so that a year copied from another column equals what stands there.
    Fault("year is the end of the ISBN", "Year", 32, _year_of_isbn),
    Fault("year is the end of the author", "Year", 12, _year_of_author),
    Fault("year lies ahead", "Year", 2, _year_ahead),
    Fault("no year", "Year", 45, _blank("Year")),
)


def _grade_as(form: str) -> Callable[[Row, random.Random], str | None]:
    def spoil(row: Row, rng: random.Random) -> str | None:
        number = row["Grade Level"].removeprefix("Grade ")
        return form.format(number) if number.isdigit() else None

    return spoil


def _grade_with_section(row: Row, rng: random.Random) -> str | None:
    return f"{row['Grade Level']} - {row['Section']}" if row["Section"] else None


def _capitals(row: Row, rng: random.Random) -> str | None:
    return row["Last Name"].upper()


STUDENT_FAULTS = (
    Fault("no LRN", "LRN", 9, _blank("LRN")),
    Fault("LRN rounded by a spreadsheet", "LRN", 5, lambda row, rng: f"{float(row['LRN']):.5E}"),
    Fault("LRN with a digit missing", "LRN", 4, lambda row, rng: row["LRN"][:-1]),
    Fault(
        "LRN with spaces", "LRN", 6, lambda row, rng: f"{row['LRN'][:6]} {row['LRN'][6:8]} {row['LRN'][8:]}"
    ),
    Fault("LRN with a decimal point", "LRN", 4, lambda row, rng: f"{row['LRN']}.0"),
    Fault("family name in capitals", "Last Name", 30, _capitals),
    Fault("blanks around a name", "First Name", 8, _edge("First Name")),
    Fault("two spaces in a name", "First Name", 6, _two_spaces("First Name")),
    Fault("no middle name", "Middle Name", 40, _blank("Middle Name")),
    Fault("grade as a bare number", "Grade Level", 40, _grade_as("{}")),
    Fault("grade as G7", "Grade Level", 20, _grade_as("G{}")),
    Fault("grade with its section", "Grade Level", 10, _grade_with_section),
    Fault("no section", "Section", 12, _blank("Section")),
    Fault("no card", "Barcode", 15, _blank("Barcode")),
)
