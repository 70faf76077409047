"""What becomes of loans when a policy goes."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.policies import FALLBACK, PolicyKey, PolicyRow, resolve
from app.domain.policy_effects import fallbacks
from tests.app.domain.test_policies import row_sets

TODAY = date(2026, 11, 23)
EVERYTHING = PolicyRow(FALLBACK, {"loan_len": 3, "fine": 500}, id=0)
FICTION = PolicyRow(PolicyKey(item_type="FICTION"), {"loan_len": 7}, id=1)
PUPILS = PolicyRow(PolicyKey(category="PUPIL"), {"loan_len": 2, "fine": 500}, id=2)


def pair(category: str, item_type: str) -> PolicyKey:
    """A loan at the one branch."""
    return PolicyKey("MAIN", category, item_type)


def test_a_value_falls_back_to_whichever_rule_is_next_for_each_loan() -> None:
    subjects = [pair(who, what) for who in ("PUPIL", "STAFF") for what in ("FICTION", "MAP")]
    fiction, everything, fine = fallbacks([EVERYTHING, FICTION, PUPILS], PUPILS, subjects)
    assert (fiction.name, fiction.before, fiction.after.value, fiction.after.row_id) == ("loan_len", 2, 7, 1)
    assert fiction.subjects == (pair("PUPIL", "FICTION"),)
    assert (everything.after.value, everything.after.key) == (3, FALLBACK)
    assert everything.subjects == (pair("PUPIL", "MAP"),)
    assert (fine.name, fine.differs, len(fine.subjects)) == ("fine", False, 2)


def test_what_a_more_specific_rule_says_anyway_is_not_touched() -> None:
    both = PolicyRow(PolicyKey(category="PUPIL", item_type="FICTION"), {"loan_len": 9}, id=3)
    found = fallbacks(
        [EVERYTHING, FICTION, both], FICTION, [pair("PUPIL", "FICTION"), pair("STAFF", "FICTION")]
    )
    assert [one.subjects for one in found] == [(pair("STAFF", "FICTION"),)]


@given(row_sets(), st.data())
def test_it_says_what_resolving_without_the_rule_says(rows: list[PolicyRow], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(rows))
    rest = [row for row in rows if row is not gone]
    if gone.key == FALLBACK:
        return
    subject = PolicyKey(*(part if part != "*" else "OTHER" for part in gone.key.parts))
    parts = dict(zip(("branch", "category", "item_type", "location", "audience"), subject.parts, strict=True))
    before, after = resolve(rows, **parts, on=TODAY), resolve(rest, **parts, on=TODAY)
    changed = {one.name: one for one in fallbacks(rows, gone, [subject])}
    for name, why in before.trace.items():
        if why.row_id == gone.id:
            assert (changed[name].before, changed[name].after) == (why.value, after.why(name))
        else:
            assert name not in changed and after.why(name) == why
