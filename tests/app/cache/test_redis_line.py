"""Commands straight on a connection: what one goes through is no matter of the next."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import redis

from app.cache.redis import RETRIES, make_client
from app.cache.redis_line import RedisLine
from app.domain.redis_address import RedisAddress


@pytest.fixture
def line(single: int, server: redis.Redis) -> Iterator[RedisLine]:
    """To an empty server."""
    place = ("127.0.0.1", single)
    with contextlib.closing(make_client(place, RedisAddress((place,)))) as client:
        yield RedisLine(client, RETRIES)


def test_what_was_put_is_got(line: RedisLine) -> None:
    assert line.ask("GET", "a") is None
    assert line.ask("SET", "a", b"\x00\r\n\xff", "PX", 60_000) == b"OK"
    assert line.ask("GET", "a") == b"\x00\r\n\xff"


def test_one_that_was_cut_is_made_anew(line: RedisLine, server: redis.Redis) -> None:
    line.ask("SET", "a", b"1")
    server.client_kill_filter(_type="normal", skipme=True)
    assert line.ask("GET", "a") == b"1"


def test_a_refusal_is_raised_and_the_next_is_answered(line: RedisLine) -> None:
    line.ask("SET", "a", b"text")
    with pytest.raises(redis.ResponseError):
        line.ask("INCR", "a")
    assert line.ask("GET", "a") == b"text"


def test_commands_sent_together_are_answered_in_their_order_and_a_refused_one_leaves_no_answer(
    line: RedisLine,
) -> None:
    assert line.ask_all(("SET", "a", b"1"), ("INCR", "a"), ("GET", "a")) == [b"OK", 2, b"2"]
    line.ask("SET", "a", b"text")
    with pytest.raises(redis.ResponseError):
        line.ask_all(("GET", "a"), ("INCR", "a"), ("GET", "b"))
    assert line.ask("GET", "a") == b"text"


def test_the_answer_that_came_too_late_is_nobody_elses(line: RedisLine, server: redis.Redis) -> None:
    line.ask("SET", "a", b"1")
    server.client_pause(400, all=True)
    with pytest.raises(redis.TimeoutError):
        line.ask("GET", "a")
    server.client_unpause()
    assert line.ask("GET", "b") is None


def test_an_answer_nobody_waits_for_is_taken_with_the_next(line: RedisLine) -> None:
    told: list[Exception] = []
    for number in range(40):
        line.tell(told.append, "SET", f"n{number}", str(number))
    assert line.ask("GET", "n39") == b"39"
    line.tell(told.append, "INCR", "n1", "one too many")
    line.tell(told.append, "SET", "a", b"1")
    assert line.ask("GET", "a") == b"1"
    assert line.ask("GET", "n38") == b"38"
    assert len(told) == 1
    assert isinstance(told[0], redis.ResponseError)


def test_what_was_told_before_a_cut_is_no_answer_to_what_comes_after(
    line: RedisLine, server: redis.Redis
) -> None:
    told: list[Exception] = []
    line.ask("SET", "a", b"1")
    line.tell(told.append, "SET", "b", b"2")
    server.client_kill_filter(_type="normal", skipme=True)
    assert line.ask("GET", "a") == b"1"
    assert line.ask("GET", "c") is None
    assert told == []


def test_threads_get_each_their_own_answer(line: RedisLine) -> None:
    def ask(number: int) -> bool:
        line.ask("SET", f"n{number}", str(number))
        return bool(line.ask("GET", f"n{number}") == str(number).encode())

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(400)))


def test_a_server_that_is_gone_is_an_error() -> None:
    place = ("127.0.0.1", 1)
    with contextlib.closing(make_client(place, RedisAddress((place,)))) as client:
        gone = RedisLine(client, RETRIES)
        for _ in range(2):
            with pytest.raises(redis.ConnectionError):
                gone.ask("GET", "a")
