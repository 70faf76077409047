"""The door: who signs in, whose token is believed, and how often somebody may ask.

A token that was proven is remembered until it expires, so that the proof (a signature and a look into the database) is
made once a quarter of an hour and not with every request. Signing out, a new password, another role and an account that
is switched off are changes like any other, and what is remembered ends with them as a cached value does
(:mod:`app.cache.freshness`): once such an act is acknowledged, a token it ended is refused at once by the process that
carried it out, after 50 ms by every other that reaches Redis, and after 2 s without Redis. When neither Redis nor the
database answers, so that nobody can tell whether anything ended, what is remembered is believed for :data:`TRUSTED_S`.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from app.bootstrap import App
from app.cache.tags import NOTHING, Mark, every, flag
from app.domain.accounts import username_of
from app.domain.actors import Actor, Permission, Role
from app.domain.api_tokens import PREFIX
from app.domain.changes import Changed
from app.domain.sessions import ACCESS_FOR, Session
from app.errors import InvalidInput
from app.server.dues import SharedMemory
from app.server.limits import Buckets, Limiter
from app.server.problems import not_signed_in, too_many_requests
from app.server.shared_limits import Settling
from app.server.tokens import Tokens

TRUSTED_S = 30.0
"""Seconds for which a remembered token is believed while nothing can be learned of what has changed."""

_MOST_REMEMBERED = 20_000

_OF_EVERYBODY = flag(Changed.USERS)
_OF_PROGRAMS = (_OF_EVERYBODY, flag(Changed.SESSIONS))
_PUBLIC = Actor(None, "the public", Role.KIOSK, "", scopes=frozenset({Permission.SEARCH}))


@dataclass(frozen=True, slots=True)
class Grant:
    """A proven token: in whose name, what it may do, and until when (this process's monotonic clock). A change of
    ``tags`` after ``mark`` ends it."""

    actor: Actor
    session_id: int | None
    permissions: frozenset[Permission]
    key: str
    good_until: float
    mark: Mark = NOTHING
    tags: tuple[str, ...] = ()


class Person(msgspec.Struct, frozen=True):
    """Who is signed in, and what they may do."""

    id: int | None
    name: str
    role: Role
    branch_id: int
    permissions: tuple[Permission, ...]


class SignedIn(msgspec.Struct, frozen=True):
    """What signing in gives. ``access_token`` goes into ``Authorization: Bearer``, for ``expires_in`` seconds;
    ``refresh_token`` gives the next pair, once."""

    access_token: str
    refresh_token: str
    token_type: str
    expires_in: int
    session_id: int
    user: Person


@dataclass(frozen=True, slots=True)
class Limits:
    """The guide's limits: 10 requests a second and a burst of 20 for the API, 1 and 5 for signing in."""

    api: Limiter
    sign_in: Limiter
    addresses: Limiter

    @classmethod
    def counted(cls, memory: Mapping[str, SharedMemory], settling: Settling | None) -> Limits:
        """Counted over the workers of a node, in the memory they share for each of :data:`~app.server.limits.COUNTED`, and with
        ``settling`` over all nodes that share Redis."""

        def limiter(name: str, rate: float, burst: int) -> Limiter:
            buckets = Buckets(rate, burst, memory[name].opened() if name in memory else None)
            return buckets if settling is None else settling.shared(name, buckets)

        return cls(limiter("api", 10, 20), limiter("sign-in", 1, 5), limiter("address", 10, 20))


class Gate:
    """One a process. ``known`` and ``admit`` are called on the event loop, the rest in threads."""

    def __init__(self, app: App, tokens: Tokens, limits: Limits) -> None:
        self._clock = app.core.clock
        self._database = app.core.database
        self._accounts = app.accounts
        self._sessions = app.sessions
        self._programs = app.api_tokens
        self._tokens = tokens
        self._limits = limits
        self._known = app.cache.tags
        self._freshness = app.cache.freshness
        self._grants: dict[str, Grant] = {}
        self._looked_at: dict[str, Grant] = {}
        self._at = -1

    # Tokens

    def known(self, token: str) -> Grant | None:
        """The grant of a token that was proven before, if it is believed without asking anybody. Never waits."""
        counter = self._known.counter
        if counter != self._at:  # something was learned: whether it ended a grant is looked at once
            self._at = counter
            self._looked_at.clear()
        grant = self._looked_at.get(token)
        now = time.monotonic()
        if grant is None:
            grant = self.remembered(token)
            if grant is None:
                return None
            self._looked_at[token] = grant
        elif now >= grant.good_until:
            return None
        if self._freshness.holds(now):
            return grant
        if self._freshness.trouble and self._is_trusted(now):
            self._freshness.wake()
            return grant
        return None

    def remembered(self, token: str) -> Grant | None:
        """The grant of a token that was proven before, unless it is known that it ended since."""
        grant = self._grants.get(token)
        if grant is None or time.monotonic() >= grant.good_until:
            return None
        return grant if self._known.untouched(grant.mark, grant.tags) else None

    def prove(self, token: str) -> Grant:
        """Make sure that a token is good, and remember it. Raises Denied, or Unreachable when the database is away."""
        confirmed = self._freshness.confirm()
        grant = self.remembered(token)
        if grant is not None and (confirmed or self._is_trusted(time.monotonic())):
            return grant
        mark = self._known.mark()
        of_whom = self._of_program if token.startswith(PREFIX) else self._of_person
        grant = self._database.repeating(lambda: of_whom(token, mark))
        if len(self._grants) >= _MOST_REMEMBERED:
            self._forget_expired()
        self._grants[token] = grant
        return grant

    def _is_trusted(self, now: float) -> bool:
        return now < self._freshness.confirmed_at + TRUSTED_S

    def _of_person(self, token: str, mark: Mark) -> Grant:
        now = self._clock.now()
        claims = self._tokens.read_access(token, now)
        session, actor = self._sessions.holder(claims.session_id)
        if session.user_id != claims.user_id:
            raise not_signed_in()
        left = (min(claims.expires_at, session.ends_at) - now).total_seconds()
        good_until = time.monotonic() + left
        tags = (_OF_EVERYBODY, f"session:{session.id}", every("session:"))
        return Grant(actor, session.id, actor.permissions, f"user:{actor.user_id}", good_until, mark, tags)

    def _of_program(self, secret: str, mark: Mark) -> Grant:
        found, actor = self._programs.holder(secret)
        left = ACCESS_FOR
        if found.expires_at is not None:
            left = min(left, found.expires_at - self._clock.now())
        good_until = time.monotonic() + left.total_seconds()
        return Grant(actor, None, actor.permissions, f"token:{found.id}", good_until, mark, _OF_PROGRAMS)

    def public(self, address: str) -> Grant:
        """The grant of whoever looks into a public catalogue: counted by address, for nothing else is known."""
        return Grant(_PUBLIC, None, _PUBLIC.permissions, f"address:{address}", math.inf)

    def admit(self, grant: Grant) -> None:
        """Count a request. Raises Refused when there were too many."""
        wait = self._limits.api.take(grant.key)
        if wait:
            raise too_many_requests(wait)

    # Signing in

    def sign_in(self, username: str, password: str, device: str, address: str) -> SignedIn:
        """Prove a password and open a session. Raises what ``accounts.sign_in`` raises, Refused when too often."""
        try:
            name = username_of(username)
        except InvalidInput:
            name = ""
        for wait in (self._limits.addresses.take(address), self._limits.sign_in.take(f"{address} {name}")):
            if wait:
                raise too_many_requests(wait)
        actor = self._accounts.sign_in(username, password, workstation=device)
        return self._signed_in(self._sessions.open(actor, device), actor)

    def refresh(self, refresh_token: str) -> SignedIn:
        """The next pair of tokens. Raises Denied."""
        found = self._tokens.read_refresh(refresh_token)
        session, _ = self._sessions.holder(found.session_id)
        self._tokens.prove_refresh(found, session)
        return self._signed_in(*self._sessions.renew(found.session_id, found.generation))

    def _signed_in(self, session: Session, actor: Actor) -> SignedIn:
        now = self._clock.now()
        return SignedIn(
            access_token=self._tokens.access(session, now),
            refresh_token=self._tokens.refresh(session),
            token_type="Bearer",
            expires_in=int(min(ACCESS_FOR, session.ends_at - now).total_seconds()),
            session_id=session.id,
            user=person(actor),
        )

    def _forget_expired(self) -> None:
        now = time.monotonic()
        kept = {
            token: grant
            for token, grant in self._grants.items()
            if grant.good_until > now and self._known.untouched(grant.mark, grant.tags)
        }
        self._grants = kept if len(kept) < _MOST_REMEMBERED else {}


def person(actor: Actor) -> Person:
    """Who an actor is, for the person themselves."""
    return Person(actor.user_id, actor.name, actor.role, actor.branch_id, tuple(sorted(actor.permissions)))
