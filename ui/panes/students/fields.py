"""The forms about a patron as data, and the way from their values to what the services take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from app.domain.identifiers import normalise_card, parse_lrn
from app.domain.member_rules import check_contact, normalise_grade, normalise_school_year
from app.domain.members import BlockScope, Contact, ContactKind, PatronKind, PatronStatus, StudentDraft
from app.errors import InvalidInput
from ui.panes.students import words
from ui.panes.students.words import tr
from ui.sentences import advice, said
from ui.widgets.form import Field, Kind

Values = dict[str, Any]
_SETTABLE = (PatronStatus.ACTIVE, PatronStatus.INACTIVE, PatronStatus.LEFT)


def checked_by(check: Callable[[Any], object]) -> Callable[[Any], str]:
    """A field check out of a rule that raises InvalidInput."""

    def look(value: Any) -> str:
        try:
            check(value)
        except InvalidInput as error:
            return advice(error)
        return ""

    return look


def patron_fields(
    *, sections: Sequence[str], check_lrn: Callable[[Any], str], new: bool
) -> tuple[Field, ...]:
    """What is said of a patron; a new one gets a card in the same act."""
    kinds = tuple((kind, words.kind(kind)) for kind in PatronKind)
    states = tuple((status, words.status_badge(status).text) for status in _SETTABLE)
    categories = tuple(
        (value, words.category(value)) for value in ("STUDENT", "STUDENT_PRIMARY", "PERSONNEL", "GUEST")
    )
    return (
        Field("family_name", tr("Family name"), half=True, required=True, max_length=100),
        Field("given_name", tr("Given name"), half=True, max_length=100),
        Field("middle_name", tr("Middle name"), half=True, max_length=100),
        Field("kind", tr("Kind"), Kind.CHOICE, half=True, required=True, choices=kinds, default=PatronKind.STUDENT),
        Field("lrn", tr("LRN"), half=True, check=check_lrn, help=tr("12 digits, from the school form.")),
        *(_card() if new else ()),
        Field("grade", tr("Grade"), half=True, check=checked_by(normalise_grade), placeholder=tr("7, or K"), heading=tr("School")),
        Field(
            "section",
            tr("Section"),
            Kind.CHOICE,
            half=True,
            editable=True,
            choices=tuple((name, name) for name in sections),
        ),
        Field(
            "category",
            tr("Category"),
            Kind.CHOICE,
            half=True,
            choices=categories,
            help=tr("Empty: it follows from kind and grade."),
        ),
        Field("status", tr("State"), Kind.CHOICE, half=True, required=True, choices=states, default=PatronStatus.ACTIVE),
        Field("expires_on", tr("May borrow until"), Kind.DATE, half=True),
        Field("suspended_until", tr("Suspended until"), Kind.DATE, half=True),
        Field(
            "alert",
            tr("Alert"),
            max_length=500,
            help=tr("Shown at the desk whenever this patron comes."),
            heading=tr("Remarks"),
        ),
        Field("notes", tr("Notes"), Kind.LONG),
    )  # fmt: skip


def _card() -> tuple[Field, ...]:
    check, tip = checked_by(normalise_card), tr("Scan it, or leave it out.")
    return (Field("card", tr("Card number"), half=True, check=check, help=tip),)


def values_of(draft: StudentDraft) -> Values:
    """What the form shows for a draft."""
    return {name: getattr(draft, name) for name in StudentDraft.__dataclass_fields__}


def draft_of(values: Values) -> StudentDraft:
    """The draft a filled form means."""
    known: Values = {
        name: values[name] or None for name in StudentDraft.__dataclass_fields__ if name in values
    }
    known |= {"family_name": values["family_name"] or "", "given_name": values["given_name"] or ""}
    return StudentDraft(**known)


def lrn_check(taken: dict[str, str]) -> Callable[[Any], str]:
    """The check of an LRN while it is typed; ``taken`` fills with the numbers known to be somebody else's."""

    def look(value: Any) -> str:
        try:
            number = parse_lrn(value)
        except InvalidInput as error:
            return said(error.message)
        holder = taken.get(number or "")
        return tr("This LRN belongs to {name}.").format(name=holder) if holder else ""

    return look


def card_fields(*, replacing: bool) -> tuple[Field, ...]:
    """A new card; with ``replacing`` also what became of the old one."""
    number = Field("number", tr("Number of the new card"), required=True, check=checked_by(normalise_card))
    if not replacing:
        return (number,)
    became = ((True, tr("Lost")), (False, tr("Worn out or returned")))
    return (
        number,
        Field("lost", tr("The old card is"), Kind.CHOICE, required=True, choices=became, default=True),
        reason_field(tr("Remark"), tr("Lost card replaced")),
    )


def reason_field(text: str, default: str = "") -> Field:
    """Why something is done; kept with the act."""
    return Field("reason", text, required=True, default=default, max_length=200)


def contact_fields() -> tuple[Field, ...]:
    """One way of reaching a patron or their guardian."""
    kinds = tuple((kind, tr(word)) for kind, (word, _icon) in words.CONTACTS.items())
    return (
        Field("kind", tr("Kind"), Kind.CHOICE, required=True, choices=kinds, default=ContactKind.PHONE),
        Field("value", tr("Number or address"), required=True, max_length=500),
        Field("name", tr("Name"), max_length=200, help=tr("Whose it is, if not the patron's own.")),
        Field("consent", tr("Notices may be sent here"), Kind.CHECK),
    )


def contact_of(values: Values) -> Contact:
    """The contact a filled form means."""
    return Contact(values["kind"], values["value"], values["name"] or None, bool(values["consent"]))


def contact_check(values: Values) -> dict[str, str]:
    """What is wrong with a contact as a whole."""
    return {"value": checked_by(check_contact)(contact_of(values))}


def year_fields(sections: Sequence[str]) -> tuple[Field, ...]:
    """Grade and section in one school year."""
    return (
        Field(
            "school_year",
            tr("School year"),
            required=True,
            check=checked_by(normalise_school_year),
            placeholder="2026-2027",
        ),
        Field("grade", tr("Grade"), half=True, check=checked_by(normalise_grade), placeholder=tr("7, or K")),
        Field(
            "section",
            tr("Section"),
            Kind.CHOICE,
            half=True,
            editable=True,
            choices=tuple((name, name) for name in sections),
        ),
        Field("current", tr("This is the present school year"), Kind.CHECK, default=True),
    )


def block_fields() -> tuple[Field, ...]:
    """What a block forbids, why and how long."""
    scopes = tuple(
        Field(scope.value, tr(word), Kind.CHECK, default=scope is BlockScope.CIRC, half=True)
        for scope, word in words.SCOPES.items()
    )
    return (
        Field(
            "reason", tr("Reason"), required=True, max_length=500, help=tr("The desk reads it to the patron.")
        ),
        *scopes,
        Field("until_day", tr("Until"), Kind.DATE, help=tr("That day included. Empty: until it is lifted.")),
    )


def block_scopes(values: Values) -> tuple[BlockScope, ...]:
    """The scopes ticked in a filled form."""
    return tuple(scope for scope in BlockScope if values.get(scope.value))


def payment_fields() -> tuple[Field, ...]:
    """An amount received and how."""
    methods = tuple((value, tr(word)) for value, word in words.METHODS)
    return (
        Field("amount", tr("Amount received"), Kind.MONEY, required=True, check=positive, half=True),
        Field(
            "method", tr("Paid by"), Kind.CHOICE, required=True, choices=methods, default="CASH", half=True
        ),
        Field("note", tr("Note"), max_length=500),
    )


def charge_fields() -> tuple[Field, ...]:
    """A charge by hand."""
    types = tuple((value, tr(word)) for value, word in words.CHARGES.items() if value != "OVERDUE")
    return (
        Field("type", tr("For"), Kind.CHOICE, required=True, choices=types, default="DAMAGE", half=True),
        Field("amount", tr("Amount"), Kind.MONEY, required=True, check=positive, half=True),
        Field("note", tr("What exactly"), required=True, max_length=500),
    )


def amount_fields(why: str) -> tuple[Field, ...]:
    """An amount and a reason: waivers and refunds."""
    return (
        Field("amount", tr("Amount"), Kind.MONEY, required=True, check=positive),
        Field("reason", why, required=True, max_length=500),
    )


def positive(value: Any) -> str:
    """Money changes hands in positive amounts."""
    return "" if value > 0 else tr("Type an amount above zero.")
