"""How a connection to a server is encrypted, and what of the server is proven, from what DATABASE_URL says.

The driver proves less than it is told where two of its own options meet: with ``ssl_verify_cert`` it forgets ``ssl_ca``, and
without ``ssl_ca`` it compares no name. So the context is made here, and the driver is given it whole.
"""

from __future__ import annotations

import ssl
from typing import Any

from sqlalchemy.engine import URL

from app.errors import InvalidInput

_OPTIONS = ("ssl_ca", "ssl_cert", "ssl_key", "ssl_disabled", "ssl_verify_cert", "ssl_verify_identity")
_NO = ("", "0", "false", "no", "none")


def encryption(url: URL) -> tuple[URL, dict[str, Any]]:
    """The URL without its options on encryption, and the driver's arguments instead of them.

    ``ssl_ca`` alone proves certificate and name; ``ssl_verify_cert`` beside it only the certificate; ``ssl_verify_identity``
    always both, without ``ssl_ca`` by the authorities the computer trusts. Raises InvalidInput for a file that can't be read.
    """
    told = {name: str(url.query[name]) for name in _OPTIONS if name in url.query}
    if not told:
        return url, {}
    rest = url.difference_update_query(tuple(told))
    if _yes(told, "ssl_disabled"):
        return rest, {"ssl_disabled": True}
    authority = told.get("ssl_ca", "")
    certificate, identity = _yes(told, "ssl_verify_cert"), _yes(told, "ssl_verify_identity")
    try:
        context = ssl.create_default_context(cafile=authority or None)
        if told.get("ssl_cert"):
            context.load_cert_chain(told["ssl_cert"], told.get("ssl_key") or None)
    except OSError as error:  # ssl's own are too
        files = ", ".join(told[name] for name in ("ssl_ca", "ssl_cert", "ssl_key") if told.get(name))
        raise InvalidInput(
            f"The certificates that DATABASE_URL names can't be used ({files}): {error.strerror or error}.",
            hint="Look at the files' names, and whether this account may read them.",
            code="invalid_setting",
            details={"field": "DATABASE_URL"},
        ) from error
    context.check_hostname = identity or (bool(authority) and "ssl_verify_cert" not in told)
    if not (authority or certificate or identity):
        context.verify_mode = ssl.CERT_NONE
    return rest, {"ssl": context}


def _yes(told: dict[str, str], name: str) -> bool:
    return told.get(name, "").lower() not in _NO
