"""What the decisions at the desk are made from: patron, book, loan and holds as they are now.

Services read these in the transaction that acts on them; the rules read nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.blocks import ManualBlock, Standing
from app.domain.catalog import BookStatus


@dataclass(frozen=True, slots=True)
class PatronFacts:
    """A patron at the desk. ``grade`` is None for personnel and guests, ``age`` when it isn't known."""

    id: int
    name: str
    standing: Standing = field(default_factory=Standing)
    manual_blocks: tuple[ManualBlock, ...] = ()
    grade: int | None = None
    age: int | None = None
    alert: str = ""


@dataclass(frozen=True, slots=True)
class HoldFor:
    """A hold that claims a copy, and whose it is."""

    hold_id: int
    patron_id: int
    patron_name: str


@dataclass(frozen=True, slots=True)
class LoanFacts:
    """An open loan. ``fine_posted_minor`` is what was posted for the lateness since the present due date."""

    id: int
    patron_id: int
    patron_name: str
    checked_out_at: datetime
    due_at: datetime
    renewals: int = 0
    unseen_renewals: int = 0
    lost_at: datetime | None = None
    claimed_at: datetime | None = None
    fine_posted_minor: int = 0


@dataclass(frozen=True, slots=True)
class BookFacts:
    """A copy at the desk.

    ``loan`` is its open loan; ``waiting_for`` the hold it lies on the hold shelf for; ``promised_to`` the
    hold it was picked for without being there yet; ``others_waiting`` how many other patrons' open holds
    this copy could satisfy and ``free_copies`` how many other copies on the shelf could; ``own_hold_id``
    the patron's own open hold on the title.
    """

    id: int
    title_id: int
    title: str
    number: str
    status: BookStatus = BookStatus.AVAILABLE
    price_minor: int | None = None
    deleted: bool = False
    alert: str = ""
    min_grade: int | None = None
    max_grade: int | None = None
    min_age: int | None = None
    loan: LoanFacts | None = None
    waiting_for: HoldFor | None = None
    promised_to: HoldFor | None = None
    others_waiting: int = 0
    free_copies: int = 0
    own_hold_id: int | None = None
