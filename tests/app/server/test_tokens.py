"""Tokens: ours are believed until they expire, and nothing else is."""

from __future__ import annotations

import base64
import dataclasses
import json
from datetime import UTC, datetime, timedelta

import jwt
import pytest

from app.domain.sessions import ACCESS_FOR, Session
from app.errors import Denied
from app.server.tokens import Tokens, key_id

_NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
_KEY, _NEXT = "k" * 20 + "0123456789abcdef", "n" * 20 + "fedcba9876543210"
_SESSION = Session(7, 3, "TEST", _NOW, _NOW, _NOW + timedelta(days=30), 4, "s" * 43)


def _refused(tokens: Tokens, token: str, now: datetime = _NOW) -> str:
    with pytest.raises(Denied) as caught:
        tokens.read_access(token, now)
    return caught.value.code


def _forged(header: dict[str, str], claims: dict[str, object], signature: bytes = b"") -> str:
    parts = [json.dumps(header).encode(), json.dumps(claims).encode(), signature]
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)


def test_a_token_says_whose_session_until_it_expires() -> None:
    tokens = Tokens([_KEY])
    token = tokens.access(_SESSION, _NOW)
    claims = tokens.read_access(token, _NOW + ACCESS_FOR - timedelta(seconds=1))
    assert (claims.session_id, claims.user_id, claims.expires_at) == (7, 3, _NOW + ACCESS_FOR)
    assert _refused(tokens, token, _NOW + ACCESS_FOR) == "not_signed_in"


def test_no_token_outlives_its_session() -> None:
    ending = dataclasses.replace(_SESSION, ends_at=_NOW + timedelta(seconds=30))
    claims = Tokens([_KEY]).read_access(Tokens([_KEY]).access(ending, _NOW), _NOW)
    assert claims.expires_at == ending.ends_at


def test_the_algorithm_is_ours_whatever_the_header_says() -> None:
    tokens = Tokens([_KEY])
    claims = {"iss": "clms", "sub": "3", "sid": 7, "exp": int((_NOW + ACCESS_FOR).timestamp())}
    kid = key_id(_KEY)
    for algorithm in ("none", "None", "HS256", "RS256", ""):
        assert _refused(tokens, _forged({"alg": algorithm, "kid": kid, "typ": "JWT"}, claims))
    for algorithm in ("HS384", "HS512"):
        other = jwt.encode(claims, _KEY * 2, algorithm=algorithm, headers={"kid": kid})
        assert _refused(tokens, other)
    assert _refused(tokens, jwt.encode(claims, _KEY, algorithm="HS256"))  # names no key
    assert tokens.read_access(jwt.encode(claims, _KEY, algorithm="HS256", headers={"kid": kid}), _NOW)


@pytest.mark.parametrize("missing", ["exp", "sub", "sid", "iss"])
def test_a_token_without_one_of_its_parts(missing: str) -> None:
    claims = {"iss": "clms", "sub": "3", "sid": 7, "exp": int((_NOW + ACCESS_FOR).timestamp())}
    del claims[missing]
    assert _refused(Tokens([_KEY]), jwt.encode(claims, _KEY, headers={"kid": key_id(_KEY)}))


@pytest.mark.parametrize(
    "token", ["", "a", "a.b.c", ".." * 5, "\N{SNOWMAN}.b.c", "x" * 5_000, "e30.e30.", "bnVsbA.bnVsbA.bnVsbA"]
)
def test_what_is_no_token(token: str) -> None:
    assert _refused(Tokens([_KEY]), token) == "not_signed_in"


def test_every_changed_character_is_noticed() -> None:
    tokens = Tokens([_KEY])
    token = tokens.access(_SESSION, _NOW)
    for index in range(0, len(token) - 1, 7):
        changed = token[:index] + ("A" if token[index] != "A" else "B") + token[index + 1 :]
        assert _refused(tokens, changed)


def test_keys_change_without_signing_anybody_out() -> None:
    before, both, after = Tokens([_KEY]), Tokens([_NEXT, _KEY]), Tokens([_NEXT])
    old, new = before.access(_SESSION, _NOW), both.access(_SESSION, _NOW)
    assert both.read_access(old, _NOW) == both.read_access(new, _NOW)
    assert after.read_access(new, _NOW)
    assert _refused(after, old) == "not_signed_in"
    found = both.read_refresh(before.refresh(_SESSION))
    both.prove_refresh(found, _SESSION)
    with pytest.raises(Denied):
        after.prove_refresh(found, _SESSION)


def test_a_refresh_token_is_of_one_session_and_generation() -> None:
    tokens = Tokens([_KEY])
    found = tokens.read_refresh(tokens.refresh(_SESSION))
    tokens.prove_refresh(found, _SESSION)
    for other in ({"id": 8}, {"salt": "t" * 43}):
        with pytest.raises(Denied):
            tokens.prove_refresh(found, dataclasses.replace(_SESSION, **other))
    found.generation += 1
    with pytest.raises(Denied):
        tokens.prove_refresh(found, _SESSION)


@pytest.mark.parametrize("token", ["", "a", "%%%", "e30", "WyJhIiwxLDIsM10", "x" * 3_000, "\N{SNOWMAN}"])
def test_what_is_no_refresh_token(token: str) -> None:
    with pytest.raises(Denied):
        Tokens([_KEY]).read_refresh(token)
