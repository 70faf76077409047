"""What the doctor asks of Redis, of the place of files, of the token key and of certificates."""

from __future__ import annotations

import math
import string
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.file_places import FilePlaces
from app.errors import Refused, Unreachable

if TYPE_CHECKING:
    from app.settings import Settings

TOKEN_KEY_LENGTH = 32
RENEW_DAYS = 30
_REDIS_SECONDS = 3
_BITS = 100  # of randomness, estimated from how often each character stands in the key
_PLACEHOLDERS = ("secret", "changeme", "change-me", "password", "example", "your-")


def redis_answer(settings: Settings) -> str | None:
    """What Redis says about itself; None when none is configured. Raises Unreachable."""
    nodes = settings.redis_cluster_nodes or ((settings.redis_host, settings.redis_port),)
    if not nodes[0][0]:
        return None
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.exceptions import RedisError
    from redis.retry import Retry

    problem = ""
    for host, port in nodes:
        client = Redis(
            host=host,
            port=port,
            protocol=2,  # understood by every server
            socket_timeout=_REDIS_SECONDS,
            socket_connect_timeout=_REDIS_SECONDS,
            retry=Retry(NoBackoff(), 0),
            **settings.redis.login,
        )
        try:
            with client:
                client.ping()
                version = dict(client.info("server"))["redis_version"]
                place = f"Redis {version} on {host}:{port}"
                return f"{place}, {_cluster(client)}" if settings.redis_enable_cluster else place
        except (RedisError, OSError) as error:
            problem = f"{host}:{port}: {str(error).rstrip('.')}"
    raise Unreachable(
        f"Redis does not answer ({problem}).",
        hint="CLMS works without it, slower. Check REDIS_HOST or REDIS_CLUSTER_NODES, REDIS_PASSWORD, and that the server runs.",
        code="redis",
    )


def _cluster(client: Any) -> str:
    answer = client.execute_command("CLUSTER INFO")
    if isinstance(answer, bytes):
        answer = answer.decode()
    info = answer if isinstance(answer, dict) else dict(line.split(":", 1) for line in answer.split())
    if info.get("cluster_state") != "ok":
        raise Unreachable(
            f"The Redis cluster's state is {info.get('cluster_state')}.",
            hint="See which nodes are away: redis-cli CLUSTER NODES.",
            code="redis",
        )
    return f"cluster of {info.get('cluster_known_nodes')} nodes, state ok"


def file_storage_answer(places: FilePlaces) -> tuple[str, int | None]:
    """Where files go and the bytes that are free there, None where that can't be told. Raises Unreachable."""
    from app.storage.places import Places

    place = Places(places, lambda: "doctor").of(places.kind)
    free = place.look().free
    room = "" if free is None else f", {free / (1 << 30):.1f} GiB free"
    clear = (
        ", over HTTP that anybody on the way can read" if places.bucket.endpoint.startswith("http:") else ""
    )
    return f"{place.name}{room}: written to and read{clear}", free


def token_key_weakness(key: str) -> str:
    """Why this key would be guessed; empty when it wouldn't."""
    if not key:
        return "not set"
    if len(key) < TOKEN_KEY_LENGTH:
        return f"only {len(key)} characters"
    if any(word in key.lower() for word in _PLACEHOLDERS) and key.strip(string.ascii_letters + "-_ ") == "":
        return "a placeholder from a sample file"
    counts = Counter(key)
    bits = -sum(count * math.log2(count / len(key)) for count in counts.values())
    return "" if bits >= _BITS else "too regular to be random"


def certificate_days(certificate: Path, key: Path) -> tuple[int, str]:
    """Days a certificate has left, and a sentence about it. Raises Refused when it or its key can't be used."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

    try:
        found = x509.load_pem_x509_certificate(certificate.read_bytes())
        private = load_pem_private_key(key.read_bytes(), password=None)
    except OSError as error:
        raise Refused(
            f"{error.filename} can't be read: {error.strerror}.",
            hint="Correct SSL_CERT_PATH and SSL_KEY_PATH.",
        ) from None
    except (ValueError, TypeError):
        raise Refused(
            f"{certificate} or {key} is no PEM file that can be read without a password.",
            hint="Export certificate and key as PEM.",
        ) from None
    shape = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if found.public_key().public_bytes(*shape) != private.public_key().public_bytes(*shape):
        raise Refused(f"{key} is not the key of {certificate}.", hint="Use the pair that was made together.")
    now = datetime.now(UTC)
    if now < found.not_valid_before_utc:
        raise Refused(
            f"{certificate} is valid only from {found.not_valid_before_utc:%d %B %Y}.",
            hint="Check the clock.",
        )
    if now >= found.not_valid_after_utc:
        raise Refused(f"{certificate} expired on {found.not_valid_after_utc:%d %B %Y}.", hint="Renew it.")
    days = (found.not_valid_after_utc - now).days
    return days, f"{certificate} is valid until {found.not_valid_after_utc:%d %B %Y}"
