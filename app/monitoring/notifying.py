"""Sends messages through apprise, in a thread of its own, and says what became of each.

The address of a channel holds secrets: it is read when it is used, from the place its reference names, and neither
logged nor kept; what apprise says of a failure is told without it.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import msgspec

from app.domain.alert_channels import PING_EVERY_S, SCHEMES, ChannelKind, Delivery, SavedChannel
from app.domain.alerts import Severity
from app.domain.incidents import GIVE_UP_S, RETRY_S, next_try_s
from app.errors import ClmsError, InvalidInput, Unreachable
from app.logs import Redactor
from app.monitoring.asking import Web

_log = logging.getLogger(__name__)

SENDING_S = 10.0
_WAIT_S = 0.5
_TALKING = ("apprise", "urllib3.connectionpool", "requests_oauthlib.oauth2_session")
"""Those who log addresses as they are."""
_SHOWN = 500

Secrets = Callable[[str], str]
"""Finds a secret by its reference; raises ClmsError."""


def send(kind: ChannelKind, address: str, title: str, body: str, severity: Severity) -> None:
    """Send one message to an address in apprise's spelling. Raises InvalidInput for an address that can't be one of the
    channel's kind, Unreachable with the reason, which holds no secret."""
    from apprise import Apprise, AppriseAsset, LogCapture, NotifyType

    check_address(kind, address)
    sender = Apprise(asset=AppriseAsset(app_id="CLMS", app_desc="CLMS", async_mode=False))
    as_type = NotifyType.FAILURE if severity is Severity.CRITICAL else NotifyType.WARNING
    with _redacted(address), LogCapture(level=logging.WARNING, fmt="%(message)s") as said:
        if not sender.add(_timed(address)):
            raise InvalidInput(
                "The address of this channel can't be read.",
                hint="See how apprise spells addresses of this kind.",
                code="channel_address",
            )
        arrived = sender.notify(body=body, title=title, notify_type=as_type)
        why = " ".join(said.getvalue().split())
    if not arrived:
        raise Unreachable(why[:_SHOWN] or "It was not accepted.", code="not_delivered")


def check_address(kind: ChannelKind, address: str) -> None:
    """Raises InvalidInput, without repeating the address, when it can't be one of a channel of this kind."""
    if address.partition("://")[0].lower() not in SCHEMES[kind]:
        raise InvalidInput(
            "The address that stands there is none of this kind of channel.",
            hint=f"It begins with {' or '.join(f'{each}://' for each in SCHEMES[kind])}.",
            code="channel_address",
        )


def ping(address: str) -> None:
    """Let an outside dead man's switch hear that we are there. Raises InvalidInput for an address that is none,
    Unreachable; neither repeats it."""
    check_address(ChannelKind.PING, address)
    web = Web(address, SENDING_S)
    try:
        answer = web.get()
    finally:
        web.close()
    if answer.status >= 400:
        raise Unreachable(f"The switch answers with status {answer.status}.")


def _timed(address: str) -> str:
    """With a bound for connecting and reading, unless the address names its own."""
    if "cto=" in address:
        return address
    return f"{address}{'&' if '?' in address else '?'}cto={SENDING_S:g}&rto={SENDING_S:g}"


@contextmanager
def _redacted(address: str) -> Iterator[None]:
    """While a message is sent, no part of the address gets into any log, at whatever level."""
    place = urlsplit(address)
    parts = [*re.split("[:@]", place.netloc), place.query, *place.path.split("/")]
    cleaner = Redactor([address, place.netloc, *parts])
    loggers = [logging.getLogger(name) for name in _TALKING]
    for logger in loggers:
        logger.addFilter(cleaner)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(cleaner)


class Notifier:
    """Messages on their way. ``secrets`` finds the address of a channel, ``now`` is the library's time.

    Whoever holds the watch gives it messages and channels, and takes what became of them to the store.
    """

    def __init__(self, secrets: Secrets, now: Callable[[], float] = time.time) -> None:
        self._secrets, self._now = secrets, now
        self._lock = threading.Lock()
        self._channels: dict[int, SavedChannel] = {}
        self._waiting: dict[str, Delivery] = {}
        self._changed: dict[str, Delivery] = {}
        self._ended = threading.Event()
        self._soon = threading.Event()
        self._pinged_tick = float("-inf")
        self.pinged_at: float | None = None
        self.ping_problem = ""
        self._thread = threading.Thread(target=self._run, name="clms-notifier", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def close(self) -> None:
        """Send no more; what waits is in the store."""
        self._ended.set()
        self._soon.set()
        if self._thread.is_alive():
            self._thread.join(4 * SENDING_S)

    def channels_are(self, channels: Iterable[SavedChannel]) -> None:
        """The channels there are now."""
        with self._lock:
            self._channels = {each.id: each for each in channels}

    @property
    def channels(self) -> tuple[SavedChannel, ...]:
        """The channels it knows."""
        with self._lock:
            return tuple(self._channels.values())

    def give(self, deliveries: Iterable[Delivery]) -> None:
        """Send these; those that are known already are left alone."""
        with self._lock:
            for each in deliveries:
                if each.next_at is not None and each.key not in self._changed:
                    self._waiting.setdefault(each.key, each)
        self._soon.set()

    def taken(self) -> tuple[Delivery, ...]:
        """Messages whose state changed since this was asked last."""
        with self._lock:
            found = tuple(self._changed.values())
            self._changed.clear()
        return found

    @property
    def undelivered(self) -> int:
        """Messages that failed and wait for another attempt."""
        with self._lock:
            return sum(each.attempts > 0 for each in self._waiting.values())

    def _run(self) -> None:
        while not self._ended.is_set():
            for delivery in self._due():
                self._attempt(delivery)
            self._ping()
            self._soon.wait(_WAIT_S)
            self._soon.clear()

    def _due(self) -> list[Delivery]:
        now = self._now()
        with self._lock:  # what is due later than anything can be was put off before the clock was set back
            return [
                each
                for each in self._waiting.values()
                if each.next_at is not None and not now < each.next_at <= now + RETRY_S[-1]
            ]

    def _attempt(self, delivery: Delivery) -> None:
        with self._lock:
            saved = self._channels.get(delivery.channel_id)
        attempts, now = delivery.attempts + 1, self._now()
        if saved is None or not saved.channel.enabled:
            self._settle(delivery, next_at=None, problem="The channel is gone, or switched off.")
            return
        channel = saved.channel

        def work() -> None:
            address = self._secrets(channel.secret)
            send(channel.kind, address, delivery.title, delivery.body, delivery.severity)

        problem = _problem_of(work)
        if not problem:
            self._settle(delivery, attempts=attempts, next_at=None, delivered_at=now, problem="")
            return
        _log.warning("a message to %s was not delivered: %s", delivery.channel, problem)
        again = now + next_try_s(attempts) if now - delivery.made_at < GIVE_UP_S else None
        self._settle(delivery, attempts=attempts, next_at=again, problem=problem)

    def _settle(self, delivery: Delivery, **changes: Any) -> None:
        done = msgspec.structs.replace(delivery, **changes)
        with self._lock:
            self._changed[done.key] = done
            if done.next_at is None:
                self._waiting.pop(done.key, None)
            else:
                self._waiting[done.key] = done

    def _ping(self) -> None:
        tick = time.monotonic()
        with self._lock:
            pings = [
                each
                for each in self._channels.values()
                if each.channel.kind is ChannelKind.PING and each.channel.enabled
            ]
        if tick - self._pinged_tick < PING_EVERY_S or not pings:
            return
        self._pinged_tick = tick
        found = ""
        for saved in pings:
            problem = _problem_of(lambda secret=saved.channel.secret: ping(self._secrets(secret)))  # type: ignore[misc]
            if problem:
                found = problem
                _log.warning("the outside switch was not reached: %s", problem)
            else:
                self.pinged_at = self._now()
        self.ping_problem = found


def _problem_of(work: Callable[[], None]) -> str:
    """Why it failed, without secrets; "" when it did not."""
    try:
        work()
    except ClmsError as problem:
        return problem.message[:_SHOWN]
    except Exception as problem:  # noqa: BLE001 - an address may be wrong, and a plug-in of apprise fail, in any way
        return type(problem).__name__
    return ""
