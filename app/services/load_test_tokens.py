"""Tokens for one run of a load test: as many as its requests need, ended with it."""

from __future__ import annotations

import logging
from datetime import timedelta

from app.database.clock import Clock
from app.domain.actors import Actor
from app.domain.api_tokens import NAME_MOST, ApiTokenDraft, new_secret
from app.domain.loadtest.numbers import tokens_for
from app.domain.loadtest.orders import RunOrder
from app.domain.loadtest.script import Script
from app.errors import ClmsError
from app.services.api_tokens import ApiTokensService

LASTS = timedelta(hours=1)
"""So long a token that was made for a run opens anything, should nobody be able to end it; a longer run's as long as that."""
_SLACK_S = 600.0
_STEPS = 24
"""More rates than a search for the knee ever tries."""
_log = logging.getLogger(__name__)


class RunTokens:
    """Those that were made for a run; none at first."""

    def __init__(self, tokens: ApiTokensService, clock: Clock, actor: Actor) -> None:
        self._tokens, self._clock, self._actor = tokens, clock, actor
        self._made: list[int] = []

    def make(self, order: RunOrder, script: Script) -> list[str]:
        """Make as many as the order needs, of its role; their secrets. Raises as issuing a token does; ``end`` ends what was made
        until then."""
        assert order.token is not None
        lasts, peak = script.duration_s, script.peak
        if order.climb is not None:
            lasts, peak = _STEPS * max(order.climb.seconds, 60.0), order.climb.highest
        until = self._clock.now() + max(LASTS, timedelta(seconds=lasts + _SLACK_S))
        name = f"Load test {order.name}"[:NAME_MOST]
        secrets = [new_secret() for _ in range(tokens_for(script, peak))]
        for secret in secrets:
            draft = ApiTokenDraft(name, order.token, expires_at=until)
            self._made.append(self._tokens.issue(self._actor, draft, secret).value.token_id)
        return secrets

    def end(self) -> str:
        """End them; why that failed with one, "" where it did not."""
        left = ""
        for token in self._made:
            try:
                self._tokens.end(self._actor, token)
            except ClmsError as problem:
                _log.warning(
                    "Token %d of a load test is not ended, it expires by itself: %s", token, problem.message
                )
                left = problem.message
        self._made.clear()
        return left
