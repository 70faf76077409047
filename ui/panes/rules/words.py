"""How a rule is told: whom and what it is for, each value, and the whole of it in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.domain.money import PHP, Currency, format_money
from app.domain.policies import ANY, PolicyKey, PolicyValue, PolicyValues, ResolvedPolicy, Why
from app.domain.policy_values import FIELD, Kind, LoanUnit, parse_value
from app.errors import InvalidInput
from ui.panes.rules.labels import choice, name_of, nothing, tr
from ui.words import counted, day, stored_word

SHIPPED = (
    str(QT_TRANSLATE_NOOP("Rules", "Easy books")),
    str(QT_TRANSLATE_NOOP("Rules", "Fiction")),
    str(QT_TRANSLATE_NOOP("Rules", "Filipiniana")),
    str(QT_TRANSLATE_NOOP("Rules", "General collection")),
    str(QT_TRANSLATE_NOOP("Rules", "Guests")),
    str(QT_TRANSLATE_NOOP("Rules", "Periodicals")),
    str(QT_TRANSLATE_NOOP("Rules", "Personnel")),
    str(QT_TRANSLATE_NOOP("Rules", "Pupils, kindergarten to grade 3")),
    str(QT_TRANSLATE_NOOP("Rules", "Reference")),
    str(QT_TRANSLATE_NOOP("Rules", "Students from grade 4")),
    str(QT_TRANSLATE_NOOP("Rules", "Textbooks")),
)
"""Names that templates of rules bring, so that they are translated; a library's own are shown as they are."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the library calls its categories of patrons and kinds of material, and its currency."""

    categories: Mapping[str, str]
    types: Mapping[str, str]
    currency: Currency

    def who(self, category: str) -> str:
        """Whom a rule is for."""
        return tr("Everybody") if category == ANY else _named(category, self.categories)

    def what(self, item_type: str) -> str:
        """What a rule is for, within a sentence."""
        return tr("everything") if item_type == ANY else self.kind(item_type)

    def kind(self, item_type: str) -> str:
        """What a rule is for, by itself."""
        return tr("All kinds") if item_type == ANY else _named(item_type, self.types)

    def of(self, key: PolicyKey) -> str:
        """Whom and what a rule is for, in one line."""
        said = f"{self.who(key.category)} · {self.kind(key.item_type)}"
        return " · ".join((said, *self.further(key)))

    @staticmethod
    def further(key: PolicyKey) -> Iterator[str]:
        """What else a rule is narrowed to."""
        for part, words in (
            (key.location, tr("at {place}")),
            (key.branch, tr("branch {place}")),
            (key.audience, tr("audience {place}")),
        ):
            if part != ANY:
                yield words.format(place=part)

    def origin(self, why: Why) -> str:
        """Which rule a value comes from."""
        return tr("built in") if why.key is None else self.of(why.key)


def _named(code: str, names: Mapping[str, str]) -> str:
    return tr(names[code]) if names.get(code) else stored_word(code)


# -- single values -------------------------------------------------------------------------------------------


def value_text(name: str, value: PolicyValue, values: PolicyValues, currency: Currency) -> str:
    """A value with its unit; ``values`` are those it stands among."""
    field = FIELD[name]
    if value is None:
        return nothing(name)
    if field.kind is Kind.YES_NO:
        return tr("yes") if value else tr("no")
    if field.kind is Kind.CHOICE:
        return choice(name, str(value))
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    number = int(value)
    if field.kind is Kind.MONEY:
        return format_money(number, currency)
    return _measured(number, field.unit, values)


def stored_text(name: str, raw: str) -> str:
    """A value as the audit keeps it, in words; what can't be read stays as it is."""
    try:
        return value_text(name, parse_value(name, raw), PolicyValues(), PHP)
    except InvalidInput:  # of another release
        return raw


def _measured(number: int, unit: str, values: PolicyValues) -> str:
    if unit in ("loan unit", "fine unit"):
        return span(number, values)
    if unit == "days":
        return counted(number, "{n} day", "{n} days")
    if unit == "open days":
        return counted(number, "{n} open day", "{n} open days")
    return tr("{n} min").format(n=f"{number:,}") if unit == "minutes" else f"{number:,}"


def span(number: int, values: PolicyValues) -> str:
    """So many days, or hours where loans are counted in hours."""
    if values.len_unit is LoanUnit.HOUR:
        return counted(number, "{n} hour", "{n} hours")
    return counted(number, "{n} day", "{n} days")


def length(values: PolicyValues) -> str:
    """How long a book may be kept, in a narrow place."""
    if not values.circulates:
        return tr("not lent")
    if values.reference_only:
        return tr("in the library")
    if values.len_unit in (LoanUnit.DAY, LoanUnit.HOUR):
        return span(values.loan_len, values)
    return choice("len_unit", values.len_unit)


def at_once(values: PolicyValues) -> str:
    """How many books somebody may have, in a narrow place."""
    if values.max_items is None and values.max_total is None:
        return nothing("max_total")
    if values.max_items is None:
        return f"{values.max_total}"
    if values.max_total is None:
        return tr("{n} of a kind").format(n=values.max_items)
    return tr("{n}, {total} in all").format(n=values.max_items, total=values.max_total)


def fine(values: PolicyValues, currency: Currency) -> str:
    """What being late costs, in a narrow place."""
    if not (values.fine and values.fine_period):
        return tr("none")
    amount = format_money(values.fine, currency)
    if values.fine_period != 1:
        return tr("{amount} per {time}").format(amount=amount, time=span(values.fine_period, values))
    hours = values.len_unit is LoanUnit.HOUR
    return (tr("{amount} an hour") if hours else tr("{amount} a day")).format(amount=amount)


def cap(values: PolicyValues, currency: Currency) -> str:
    """The most a fine can be, in a narrow place."""
    if values.fine_cap is None:
        return tr("the price") if values.cap_to_price else nothing("fine_cap")
    amount = format_money(values.fine_cap, currency)
    return tr("{amount} or the price").format(amount=amount) if values.cap_to_price else amount


# -- the whole of it -----------------------------------------------------------------------------------------


def sentence(key: PolicyKey, values: PolicyValues, names: Names) -> str:
    """What a rule means, in words."""
    who, what = names.who(key.category), names.what(key.item_type)
    if not values.circulates:
        if key.item_type == ANY:
            return tr("{who} may not borrow anything.").format(who=who)
        return tr("{who} may not borrow {what}.").format(who=who, what=what)
    if values.reference_only:
        return tr("{who} may use {what} in the library only.").format(who=who, what=what)
    said = (_kept(who, what, values), *_limits(values), _renewed(values), *_late(values, names.currency))
    return " ".join((*said, _held(values)))


def _kept(who: str, what: str, values: PolicyValues) -> str:
    forms = {
        LoanUnit.UNTIL_CLOSE: tr("{who} may have {what} until closing time."),
        LoanUnit.OVERNIGHT: tr("{who} may have {what} overnight."),
        LoanUnit.TERM: tr("{who} may have {what} to the end of the term."),
    }
    form = forms.get(values.len_unit, tr("{who} may have {what} for {time}."))
    return form.format(who=who, what=what, time=span(values.loan_len, values))


def _limits(values: PolicyValues) -> Iterator[str]:
    if values.max_items is not None:
        yield counted(
            values.max_items,
            "At most {n} book of this kind at once.",
            "At most {n} books of this kind at once.",
        )
    if values.max_total is not None:
        yield counted(
            values.max_total, "At most {n} book at once.", "At most {n} books at once, of all kinds."
        )
    if values.max_items is None and values.max_total is None:
        yield tr("As many books as they like.")


def _renewed(values: PolicyValues) -> str:
    if not values.renewals_allowed:
        return tr("A loan is not renewed.")
    return counted(
        values.renewals_allowed, "A loan is renewed once at most.", "A loan is renewed {n} times at most."
    )


def _late(values: PolicyValues, currency: Currency) -> Iterator[str]:
    if not (values.fine and values.fine_period):
        yield tr("Being late costs nothing.")
    else:
        yield tr("Being late costs {fine}.").format(fine=fine(values, currency))
        yield from _limited(values, currency)
    if values.suspend_days_per:
        yield counted(
            values.suspend_days_per,
            "Each period late suspends them for {n} day.",
            "Each period late suspends them for {n} days.",
        )


def _limited(values: PolicyValues, currency: Currency) -> Iterator[str]:
    if values.grace_units:
        yield _free(values.grace_units, values)
    amount = "" if values.fine_cap is None else format_money(values.fine_cap, currency)
    if amount and values.cap_to_price:
        yield tr("A fine is at most {amount}, and never more than the book's price.").format(amount=amount)
    elif amount:
        yield tr("A fine is at most {amount}.").format(amount=amount)
    elif values.cap_to_price:
        yield tr("A fine is never more than the book's price.")


def _free(units: int, values: PolicyValues) -> str:
    if values.len_unit is LoanUnit.HOUR:
        return counted(units, "The first hour late costs nothing.", "The first {n} hours late cost nothing.")
    return counted(units, "The first day late costs nothing.", "The first {n} days late cost nothing.")


def _held(values: PolicyValues) -> str:
    if values.holds_allowed is None:
        return tr("They may have as many holds as they like.")
    if not values.holds_allowed:
        return tr("They may not place holds.")
    return counted(
        values.holds_allowed, "They may have {n} hold at once.", "They may have {n} holds at once."
    )


def facts(
    policy: ResolvedPolicy, own: int | None, names: Names, wanted: Iterable[str]
) -> Iterator[tuple[str, str, str]]:
    """Values by their names, each with the rule it comes from; ``own`` is the id of the one that is shown."""
    for name in wanted:
        why = policy.why(name)
        said = value_text(name, why.value, policy.values, names.currency)
        mine = own is not None and why.row_id == own
        yield name_of(name), said, tr("this rule") if mine else names.origin(why)
