"""Messages to people: they arrive, or it is known why not and they are sent again; no secret in log or report."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Iterator

import pytest

from app.domain.alert_channels import Channel, ChannelKind, Delivery, SavedChannel
from app.domain.alerts import Severity
from app.errors import InvalidInput, Unreachable
from app.monitoring import notifying
from app.monitoring.notifying import Notifier, send
from app.secret_references import secret_at
from tests.app.monitoring.hearing import Mailbox, Webhook, listening
from tests.servers.databases import free_port
from tests.waiting import until

TOKEN = "s3cr3t-t0k3n-of-the-hook"


@pytest.fixture
def hook() -> Iterator[Webhook]:
    with listening(Webhook()) as server:
        yield server


def _delivery(channel_id: int = 1, key: str = "k1") -> Delivery:
    now = time.time()
    return Delivery(
        key, channel_id, "Hook", "raised", "Red", "db-1 is gone", Severity.CRITICAL, now, next_at=now
    )


def _channel(kind: ChannelKind, secret: str = "env:HOOK", channel_id: int = 1) -> SavedChannel:
    return SavedChannel(channel_id, Channel("Hook", kind, secret), 1, "Odie")


@contextlib.contextmanager
def _notifier(address: str, *channels: SavedChannel) -> Iterator[Notifier]:
    made = Notifier(lambda reference: secret_at(reference, {"HOOK": address}))
    made.channels_are(channels)
    made.start()
    try:
        yield made
    finally:
        made.close()


def test_a_webhook_hears_it(hook: Webhook) -> None:
    send(
        ChannelKind.WEBHOOK, f"json://127.0.0.1:{hook.port}/{TOKEN}", "Red", "db-1 is gone", Severity.CRITICAL
    )
    assert (hook.heard[0]["title"], hook.heard[0]["message"]) == ("Red", "db-1 is gone")
    assert hook.heard[0]["type"] == "failure"


def test_mail_arrives() -> None:
    with listening(Mailbox()) as mailbox:
        address = f"mailto://127.0.0.1:{mailbox.port}?from=clms@school.example&to=maria@school.example&mode=insecure"
        send(ChannelKind.EMAIL, address, "Red", "db-1 is gone", Severity.WARNING)
        assert "Subject: Red" in mailbox.letters[0]
        assert "db-1 is gone" in mailbox.letters[0]


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        (ChannelKind.SLACK, "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"),
        (ChannelKind.SLACK, "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"),
        (ChannelKind.EMAIL, "mailtos://user:word@mail.school.example?to=maria@school.example"),
        (ChannelKind.WEBHOOK, "jsons://school.example/path"),
    ],
)
def test_addresses_of_every_kind_are_understood(kind: ChannelKind, address: str) -> None:
    from apprise import Apprise

    notifying.check_address(kind, address)
    assert Apprise().add(address)


def test_an_address_of_another_kind_is_refused_without_being_repeated() -> None:
    with pytest.raises(InvalidInput) as caught:
        send(ChannelKind.EMAIL, f"json://127.0.0.1/{TOKEN}", "a", "b", Severity.WARNING)
    assert TOKEN not in str(caught.value)


def test_what_fails_is_told_without_the_secret_and_sent_again(
    hook: Webhook, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(notifying, "next_try_s", lambda attempts: 0.05)
    monkeypatch.setattr(notifying, "_WAIT_S", 0.05)
    caplog.set_level(logging.DEBUG)
    hook.status = 500
    address = f"json://user:{TOKEN}@127.0.0.1:{hook.port}/{TOKEN}"
    with _notifier(address, _channel(ChannelKind.WEBHOOK)) as notifier:
        notifier.give([_delivery()])
        until(lambda: hook.refused >= 2, "two attempts")
        until(lambda: notifier.undelivered == 1, "what it says of that")
        failed = notifier.taken()[-1]
        assert failed.attempts >= 1 and failed.next_at is not None and "500" in failed.problem
        hook.status = 200
        until(lambda: hook.heard, "the message")
        until(lambda: notifier.undelivered == 0, "what it says of that")
        done = [each for each in notifier.taken() if each.key == "k1"][-1]
        assert done.delivered_at is not None and done.next_at is None and not done.problem
    assert TOKEN not in caplog.text and TOKEN not in failed.problem


def test_one_that_hangs_up_holds_up_no_other(hook: Webhook) -> None:
    both = {"GONE": f"json://127.0.0.1:{free_port()}/{TOKEN}", "HOOK": f"json://127.0.0.1:{hook.port}/x"}
    notifier = Notifier(lambda reference: secret_at(reference, both))
    notifier.channels_are(
        [_channel(ChannelKind.WEBHOOK, "env:GONE"), _channel(ChannelKind.WEBHOOK, channel_id=2)]
    )
    notifier.start()
    try:
        notifier.give([_delivery(), _delivery(2, "k2")])
        until(lambda: hook.heard, "the other message")
        until(lambda: notifier.undelivered == 1, "the failure")
    finally:
        notifier.close()
    assert TOKEN not in notifier.taken()[0].problem


def test_a_secret_that_is_not_there_is_a_reason(hook: Webhook) -> None:
    with _notifier("", _channel(ChannelKind.WEBHOOK)) as notifier:
        notifier.give([_delivery()])
        until(lambda: notifier.undelivered == 1, "the failure")
        assert notifier.taken()[0].problem == "The environment of this computer has no HOOK."


def test_what_can_not_be_delivered_in_a_day_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notifying, "GIVE_UP_S", 0.0)
    with _notifier("", _channel(ChannelKind.WEBHOOK)) as notifier:
        notifier.give([_delivery()])
        found: list[Delivery] = []
        until(lambda: found.extend(notifier.taken()) or found, "the end")
        assert found[0].given_up and found[0].problem


def test_the_outside_switch_hears_that_somebody_watches(hook: Webhook) -> None:
    with _notifier(f"http://127.0.0.1:{hook.port}/{TOKEN}", _channel(ChannelKind.PING)) as notifier:
        until(lambda: notifier.pinged_at, "the ping")
        assert hook.heard == [{"path": f"/{TOKEN}"}]
        assert notifier.ping_problem == ""
    with _notifier(f"http://127.0.0.1:{free_port()}/{TOKEN}", _channel(ChannelKind.PING)) as notifier:
        until(lambda: notifier.ping_problem, "the failure")
        assert TOKEN not in notifier.ping_problem


def test_a_switch_with_an_address_that_is_none_ends_no_messages(hook: Webhook) -> None:
    both = {"SWITCH": f"https://school.example:{TOKEN}/", "HOOK": f"json://127.0.0.1:{hook.port}/x"}
    notifier = Notifier(lambda reference: secret_at(reference, both))
    notifier.channels_are(
        [_channel(ChannelKind.PING, "env:SWITCH"), _channel(ChannelKind.WEBHOOK, channel_id=2)]
    )
    with contextlib.closing(notifier):
        notifier.start()
        until(lambda: notifier.ping_problem, "the failure")
        notifier.give([_delivery(2)])
        until(lambda: hook.heard, "the message")
    assert TOKEN not in notifier.ping_problem


def test_secrets_are_named_and_never_repeated() -> None:
    assert secret_at("env:HOOK", {"HOOK": " x "}) == "x"
    with pytest.raises(Unreachable):
        secret_at("env:HOOK", {})
    with pytest.raises(Unreachable):
        secret_at("keyring:none_there")
    with pytest.raises(InvalidInput) as caught:
        secret_at(TOKEN)
    assert TOKEN not in str(caught.value)
